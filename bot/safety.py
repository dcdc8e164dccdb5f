"""The gate before everything: is this person in danger, a possible victim, or writing about somebody else? Pure.

It looks at the text only and keeps nothing. First person, present tense and asking for help decide, since the field's
own words (victim, exploitation, forced labour) fill ordinary questions. What words, letters, names and numbers say is
weighed in any language, with the ideas of ten languages of the region (weighing.py) and the families of wordings of
French and English (alarms.py).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from babel import Locale

from bot.alarms import CALM, SIGNS, TYPED, TYPED_SIGNS, Signs, alarm, heard, plain
from bot.weighing import danger_weighed
from knowledge.model import ContactCard, Danger

#: So many signs of personal data alarm together.
_ENOUGH_DATA = 3


def danger_in(text: str) -> Danger | None:
    """Return the gravest danger a text shows; None for an ordinary one. Its length does not matter."""
    words, typed = heard(text), unicodedata.normalize("NFC", text)
    if found := danger_weighed(typed, told(words, typed)):
        return found
    return Danger.PERSONAL_DATA if _tells_of_somebody(words, typed) else None


def told(words: str, typed: str) -> Iterator[str]:
    """Yield what families of wordings find in a text, as the weights name it."""
    for danger in Danger:
        if alarm(danger).search(words) or (danger in TYPED and TYPED[danger].search(typed)):
            yield f"told {danger}"
    if any(_tells_of_trouble(words, each) for each in SIGNS):
        yield "told trouble"


def prepare() -> None:
    """Compile what a first text would have to wait for; the gate is as complete without, only slower once."""
    danger_in("?")


def _tells_of_trouble(words: str, signs: Signs) -> bool:
    """Tell a story of one's own from a question of the field: both have the same words, few have the same company."""
    found = sum(bool(each.search(words)) for each in signs.of[Danger.VICTIM])
    return found >= 1 + bool(CALM.search(words)) if signs.oneself.search(words) else found >= 2  # noqa: PLR2004


def _tells_of_somebody(words: str, typed: str) -> bool:
    """Return whether names and numbers alone tell: of nobody's ordinary texts any did."""
    data = Danger.PERSONAL_DATA
    return bool(alarm(data).search(words) or TYPED[data].search(typed)) or any(
        _signs_of_somebody(words, typed, each) >= _ENOUGH_DATA for each in SIGNS
    )


def _signs_of_somebody(words: str, typed: str, signs: Signs) -> int:
    found = sum(bool(each.search(words)) for each in signs.of[Danger.PERSONAL_DATA])
    return found + sum(bool(each.search(typed)) for each in TYPED_SIGNS[Danger.PERSONAL_DATA])


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
    cards: Iterable[ContactCard], *, countries: AbstractSet[str], today: date, live: bool
) -> Sequence[ShownCard]:
    """Return the cards for a person: emergency services first, then a country's own before those for many.

    Args:
        cards: all there are.
        countries: where help is needed, as `countries_meant` tells; empty: nobody knows, and every card may be right.
        today: decides what has expired.
        live: with people in Slack, only cards that an organiser has verified; else also examples.
    """
    shown = [each for each in (_shown(card, today=today, live=live) for card in cards) if each]
    here = [each for each in shown if not countries or countries & set(each.card.countries)]
    return sorted(here, key=lambda each: (not each.card.emergency, len(each.card.countries) > 1))


def _shown(card: ContactCard, *, today: date, live: bool) -> ShownCard | None:
    # A day to come is a slip of whoever wrote it: nobody has called yet.
    if card.verified_on is not None and card.verified_on <= today:
        expired = card.valid_until is not None and card.valid_until < today
        return ShownCard(card, CardState.EXPIRED if expired else CardState.VERIFIED)
    return ShownCard(card, CardState.EXAMPLE) if card.confirmed and not live else None


def countries_meant(text: str, cards: Iterable[ContactCard], *, country: str | None) -> AbstractSet[str]:
    """Return the countries where help is needed: those that a text names, else the asker's own, else none.

    A country counts by the names on the cards for it alone, in any of their languages, and by its French or English
    name after a word such as "in": then a country without a card of its own is not given its neighbours' numbers.
    """
    words = f" {plain(text)} "
    return _on_cards(words, cards) | _after_a_preposition(words) or ({country} if country else set())


def _on_cards(words: str, cards: Iterable[ContactCard]) -> set[str]:
    return {
        country
        for card in cards
        if len(card.countries) == 1
        and any(f" {plain(place)} " in words for names in card.places.values() for place in names)
        for country in card.countries
    }


def _after_a_preposition(words: str) -> set[str]:
    return {
        country
        for name, country in _territories().items()
        if f" {name} " in words and any(f" {each} {name} " in words for each in _PREPOSITIONS)
    }


#: "Jordan beats me" names nobody's country; "in Jordan" does.
_PREPOSITIONS = ("a", "au", "aux", "de", "depuis", "en", "from", "in", "to", "vers")


@cache
def _territories() -> Mapping[str, str]:
    """Return the countries by their names in French and English, "Bosnie" for "Bosnie-Herzégovine" too."""
    named = {
        plain(part): code
        for language in ("fr", "en")
        for code, name in Locale(language).territories.items()
        if len(code) == _ISO_LETTERS and code.isalpha()
        for part in (re.split(r"-| & ", name)[0], name)
    }
    return {name: code for name, code in named.items() if len(name) > _ISO_LETTERS}


#: Of a country's code; numbers stand for continents, and a name as short as a code is a word of its own ("La", "US").
_ISO_LETTERS = 2
