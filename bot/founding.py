"""What an organiser says of a new seminar -> the files of its folder, which can be served as they are. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel.core import get_global
from babel.dates import format_date

from bot.wording import Wording
from knowledge.writing import Written, as_yaml

#: Dates as the languages write them: 8 November, not November 8.
_REGIONS = {"en": "en_GB"}
#: By which seminar.yaml names where the first entries come from.
_ANNOUNCEMENT = "announcement"
_FIRST_ENTRIES = ("dates", "place", "contact")
_MOST_PROMPTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is known of a seminar before anything is written about it."""

    id: str
    #: Each in every one of the languages.
    title: Mapping[str, str]
    place: Mapping[str, str]
    contact: Mapping[str, str]
    start: date
    end: date
    country: str
    timezone: str
    #: The default first.
    languages: Sequence[str]


def founded(plan: Plan, wording: Wording, language: str, schema: Callable[[str], str]) -> dict[str, str]:
    """Return the files of a seminar's folder by their names.

    Args:
        plan: what is known.
        wording: the sentences.
        language: of the comments.
        schema: returns where the schema of a file lies, as seen from that file.
    """
    written = {
        "seminar.yaml": _seminar(plan, wording, language),
        "entries/essentials.yaml": _entries(plan, wording, language),
        "recommendations.yaml": _recommendations(plan, wording, language),
        "checks.yaml": _checks(plan, wording, language),
    }
    return {name: f"# yaml-language-server: $schema={schema(name)}\n{text}" for name, text in written.items()}


def timezones(country: str) -> list[str]:
    """Return the time zones of a country, in order of their names; none where it has none of its own."""
    return sorted(zone for zone, territory in get_global("zone_territories").items() if territory == country)


def days(start: date, end: date, language: str) -> str:
    """Return one day, or all from the first to the last, as a language writes them."""
    region = _REGIONS.get(language, language)
    if start == end:
        return format_date(start, "long", locale=region)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{format_date(end, 'long', locale=region)}"
    first = format_date(start, "d MMMM" if start.year == end.year else "long", locale=region)
    return f"{first} – {format_date(end, 'long', locale=region)}"


def questions(wording: Wording, language: str, message: str, /, **values: str) -> list[str]:
    """Return the wordings in which something is asked for, the most usual first."""
    return [line.strip() for line in wording.say(language, message, **values).splitlines() if line.strip()]


def commented(wording: Wording, language: str, name: str, **values: str) -> str:
    """Return a message as a comment of YAML, a line each."""
    lines = wording.say(language, name, **values).splitlines()
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _seminar(plan: Plan, wording: Wording, language: str) -> str:
    prompts = {
        each: [questions(wording, each, f"draft-ask-{name}")[0] for name in _FIRST_ENTRIES][:_MOST_PROMPTS]
        for each in plan.languages
    }
    titles = {each: wording.say(each, "new-announcement", title=plan.title[each]) for each in plan.languages}
    parts: list[tuple[str, dict[str, Written]]] = [
        ("id", {"id": plan.id}),
        ("title", {"title": plan.title}),
        ("days", {"start": plan.start.isoformat(), "end": plan.end.isoformat()}),
        ("place", {"place": plan.place, "country": plan.country, "timezone": plan.timezone}),
        ("languages", {"languages": list(plan.languages)}),
        ("contact", {"contact": plan.contact}),
        ("prompts", {"prompts": prompts}),
        ("sources", {"sources": {_ANNOUNCEMENT: {"title": titles[plan.languages[0]]}}}),
    ]
    text = "".join(commented(wording, language, f"new-about-{name}") + as_yaml(fields) for name, fields in parts)
    return text + commented(wording, language, "new-about-more")


def _entries(plan: Plan, wording: Wording, language: str) -> str:
    entries = [dict(_entry(name, plan, wording)) for name in _FIRST_ENTRIES]
    return commented(wording, language, "new-about-entries") + as_yaml({"entries": entries})


def _entry(name: str, plan: Plan, wording: Wording) -> Iterator[tuple[str, Written]]:
    yield "id", f"{plan.id}-{name}"
    yield "title", {each: wording.say(each, f"draft-title-{name}") for each in plan.languages}
    yield "phrasings", {each: _phrasings(name, plan, wording, each) for each in plan.languages}
    yield "answer", {each: _answer(name, plan, wording, each) for each in plan.languages}
    yield "source", _ANNOUNCEMENT


def _phrasings(name: str, plan: Plan, wording: Wording, language: str) -> list[str]:
    there = questions(wording, language, f"new-phrasings-{name}", **_where_and_when(plan, language))
    return [*questions(wording, language, f"draft-ask-{name}"), *there]


def _where_and_when(plan: Plan, language: str) -> dict[str, str]:
    return {"city": city(plan.place[language]), "year": str(plan.start.year)}


def city(place: str) -> str:
    """Return a place without its country: "Zagreb" of "Zagreb (Croatia)"."""
    return re.split(r"[(,]", place)[0].strip() or place


def _answer(name: str, plan: Plan, wording: Wording, language: str) -> str:
    return wording.say(
        language,
        f"new-answer-{name}",
        title=plan.title[language],
        days=days(plan.start, plan.end, language),
        place=plan.place[language],
        contact=plan.contact[language],
    )


def _recommendations(plan: Plan, wording: Wording, language: str) -> str:
    example: dict[str, Written] = {
        "id": f"{plan.id}-first",
        "reference": f"{plan.id.upper()[:30].rstrip('-')}-R01",
        "title": {each: wording.say(each, "new-example-title") for each in plan.languages},
        "text": {each: wording.say(each, "new-example-text") for each in plan.languages},
        "standing": "request",
        "addressees": {each: wording.say(each, "new-example-addressees") for each in plan.languages},
        "source": _ANNOUNCEMENT,
        "follow_up": {
            "owners": {"roles": ["national-coordinator"]},
            "anchor": plan.end.isoformat(),
            "every": {"months": 6},
        },
    }
    shown = "".join(f"# {line}\n" for line in as_yaml({"recommendations": [example]}).splitlines())
    return commented(wording, language, "new-about-recommendations") + "recommendations: []\n" + shown


def _checks(plan: Plan, wording: Wording, language: str) -> str:
    asked = [
        {
            "question": wording.say(each, f"new-check-{name}", **_where_and_when(plan, each)),
            "entry": f"{plan.id}-{name}",
            "language": each,
        }
        for each in plan.languages
        for name in _FIRST_ENTRIES
    ]
    return commented(wording, language, "new-about-checks") + as_yaml({"checks": asked})
