"""The gate before everything: is this person in danger, a possible victim, or writing about somebody else? Pure.

It looks at the text only and keeps nothing. First person, present tense and asking for help decide, since the field's
own words (victim, exploitation, forced labour) fill ordinary questions. French and English so far.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.alarms import PATTERNS
from knowledge.model import ContactCard, Danger

_GATES = {danger: re.compile("|".join(patterns)) for danger, patterns in PATTERNS.items()}
_NOT_WORDS = re.compile(r"[^\w]+|_+")


def danger_in(text: str) -> Danger | None:
    """Return the gravest danger a text shows; None for an ordinary one. Its length does not matter."""
    plain = _plain(text)
    return next((danger for danger, gate in _GATES.items() if gate.search(plain)), None)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in decomposed if not unicodedata.combining(each))
    return _NOT_WORDS.sub(" ", bare.replace("œ", "oe")).strip()


class CardState(StrEnum):
    """How far a card's number can be relied on."""

    VERIFIED = "verified"
    #: Verified once; its date is past.
    EXPIRED = "expired"
    #: Read on a page, verified by nobody; for the local workspace only.
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card that may be shown, and what must be said with it."""

    card: ContactCard
    state: CardState


def cards_to_show(
    cards: Iterable[ContactCard], *, text: str, country: str | None, today: date, live: bool
) -> Sequence[ShownCard]:
    """Return the cards for a person, emergency services first.

    Args:
        cards: all there are.
        text: what the person wrote; a place it names goes before the asker's own country.
        country: the asker's, where it is known.
        today: decides what has expired.
        live: with people in Slack, only cards that an organiser has verified; else also examples.
    """
    shown = [each for each in (_shown(card, today=today, live=live) for card in cards) if each]
    wanted = _countries_named(text, [each.card for each in shown]) or ({country} if country else set())
    here = [each for each in shown if not wanted or wanted & set(each.card.countries)]
    return sorted(here, key=lambda each: not each.card.emergency)


def _shown(card: ContactCard, *, today: date, live: bool) -> ShownCard | None:
    if card.verified_on is not None:
        expired = card.valid_until is not None and card.valid_until < today
        return ShownCard(card, CardState.EXPIRED if expired else CardState.VERIFIED)
    return ShownCard(card, CardState.EXAMPLE) if card.confirmed and not live else None


def _countries_named(text: str, cards: Iterable[ContactCard]) -> set[str]:
    plain = f" {_plain(text)} "
    return {
        country
        for card in cards
        if len(card.countries) == 1
        and any(f" {_plain(place)} " in plain for names in card.places.values() for place in names)
        for country in card.countries
    }
