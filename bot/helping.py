"""What is said to somebody in danger: fixed words and contact cards, never a guess. Pure."""

from collections.abc import Iterator, Sequence

from babel import Locale

from bot.safety import CardState, ShownCard
from bot.wording import Wording
from knowledge.model import ContactCard, Danger, SafetyText, in_language


def help_text(
    danger: Danger,
    written: SafetyText | None,
    shown: Sequence[ShownCard],
    *,
    near: bool,
    contact: str,
    wording: Wording,
    languages: Sequence[str],
) -> str:
    """Return what is said, as Markdown: to call for help, what an organiser wrote, the contacts, the organisers.

    Args:
        danger: what was seen in the text.
        written: the organisers' own words for it; without them, the bot's.
        shown: the contacts, emergency services first.
        near: whether they are for the one place that matters; else they are kept short, by country.
        contact: the organisers'.
        wording: has the rest of the words.
        languages: to say the sentences in, one after the other; the cards are in the first.
    """
    language = languages[0]
    first = [each for name in languages for each in _sentences(danger, written, wording, name)]
    lines = _in_full(shown, wording, language) if near else _by_country(shown, wording, language)
    contacts = "\n".join(lines) or wording.say(language, "safety-no-card")
    return "\n\n".join([*first, contacts, wording.say(language, "safety-contact", contact=contact)])


def _sentences(danger: Danger, written: SafetyText | None, wording: Wording, language: str) -> Sequence[str]:
    words = in_language(written.text, language) if written else wording.say(language, f"safety-{danger}")
    # The number to call stands in words: a card may be missing, wrong or out of date.
    emergency = wording.say(language, "safety-emergency")
    return [words, emergency] if danger is Danger.PERSONAL_DATA else [emergency, words]


def _in_full(shown: Sequence[ShownCard], wording: Wording, language: str) -> Iterator[str]:
    for each in shown:
        card = each.card
        about = (card.purpose, card.hours, card.caveat)
        details = ". ".join(in_language(part, language).rstrip(".") for part in about if part)
        yield wording.say(
            language,
            "safety-card",
            name=in_language(card.name, language),
            numbers=" / ".join(card.numbers),
            details=details,
            state=_state(each, wording, language),
        ).strip()


def _by_country(shown: Sequence[ShownCard], wording: Wording, language: str) -> Iterator[str]:
    """Yield a line for each place, after the emergency services and before what else is for many countries."""
    wide = [each for each in shown if len(each.card.countries) > 1]
    yield from _in_full([each for each in wide if each.card.emergency], wording, language)
    places: dict[str, list[str]] = {}
    for each in shown:
        if len(each.card.countries) == 1:
            places.setdefault(_place(each.card, language), []).append(_in_short(each, wording, language))
    for place, contacts in places.items():
        yield wording.say(language, "safety-country", place=place, contacts=" · ".join(contacts))
    yield from _in_full([each for each in wide if not each.card.emergency], wording, language)


def _in_short(shown: ShownCard, wording: Wording, language: str) -> str:
    return wording.say(
        language,
        "safety-contact-short",
        name=in_language(shown.card.name, language),
        numbers=" / ".join(shown.card.numbers),
        state=_state(shown, wording, language),
    ).strip()


def _place(card: ContactCard, language: str) -> str:
    if card.places:
        return in_language(card.places, language)[0]
    code = card.countries[0]
    return str(Locale.parse(language).territories.get(code, code))


def _state(shown: ShownCard, wording: Wording, language: str) -> str:
    if shown.state is CardState.EXPIRED and shown.card.verified_on is not None:
        return wording.say(language, "card-expired", day=shown.card.verified_on)
    return wording.say(language, f"card-{shown.state}")
