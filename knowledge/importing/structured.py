"""What a page says for machines (JSON-LD: Event, FAQPage, Organization) -> facts. Pure.

Whatever is not as schema.org has it is passed over: the text of the page is there too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.importing.findings import Fact

_TAG = re.compile(r"<[^>]{0,300}>")
_PARTIES = (
    ("organiser", "organizer"),
    ("partners", "sponsor"),
    ("partners", "funder"),
    ("speakers", "performer"),
)
_MOST, _LONGEST = 100, 1500


def facts_in(data: Sequence[Mapping[str, Any]]) -> Iterator[Fact]:
    """Yield what is told, in the order of the page."""
    for each in data:
        kinds = _kinds(each)
        if any(kind.endswith("Event") for kind in kinds):
            yield from _event(each)
        if "FAQPage" in kinds:
            yield from _questions(each)
        if any(kind.endswith("Organization") for kind in kinds):
            yield from _organisation(each)


def days_in(data: Sequence[Mapping[str, Any]]) -> tuple[date, date] | None:
    """Return the first and last day of the first event."""
    for each in data:
        if any(kind.endswith("Event") for kind in _kinds(each)):
            start = _day(each.get("startDate"))
            if start:
                return start, max(start, _day(each.get("endDate")) or start)
    return None


def _kinds(each: Mapping[str, Any]) -> list[str]:
    kinds = each.get("@type", [])
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _text(value: Any) -> str:
    """Return a text, or the name of a thing, on one line and without mark-up."""
    if isinstance(value, Mapping):
        value = value.get("name", "")
    return " ".join(_TAG.sub(" ", str(value)).split())[:_LONGEST] if isinstance(value, str | int | float) else ""


def _several(value: Any) -> list[Any]:
    return (value if isinstance(value, list) else [value])[:_MOST] if value else []


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _event(event: Mapping[str, Any]) -> Iterator[Fact]:
    name = _text(event.get("name"))
    for topic, key in _PARTIES:
        names = [text for each in _several(event.get(key)) if (text := _text(each))]
        if names:
            yield Fact(topic=topic, values=tuple(names), passage=f"{name}: {', '.join(names)}.")
    for each in _several(event.get("location")):
        where = _address(each)
        if where:
            yield Fact(topic="venue", values=(where,), passage=f"{name}: {where}.")
    if description := _text(event.get("description")):
        yield Fact(topic="theme", values=(), passage=description)
    prices = [price for each in _several(event.get("offers")) if isinstance(each, Mapping) and (price := _price(each))]
    languages = [text for each in _several(event.get("inLanguage")) if (text := _text(each))]
    for topic, values in (("fee", prices), ("languages", languages)):
        if values:
            yield Fact(topic=topic, values=tuple(values), passage=f"{name}: {', '.join(values)}.")


def _price(offer: Mapping[str, Any]) -> str:
    return f"{_text(offer.get('price'))} {_text(offer.get('priceCurrency'))}".strip()


def _address(place: Any) -> str:
    if not isinstance(place, Mapping):
        return _text(place)
    address = place.get("address")
    if isinstance(address, Mapping):
        parts = [
            _text(address.get(key)) for key in ("streetAddress", "postalCode", "addressLocality", "addressCountry")
        ]
    else:
        parts = [_text(address)]
    return ", ".join(each for each in [_text(place), *parts] if each)


def _questions(page: Mapping[str, Any]) -> Iterator[Fact]:
    for each in _several(page.get("mainEntity")):
        if not isinstance(each, Mapping):
            continue
        answer = each.get("acceptedAnswer")
        text = _text(answer.get("text") if isinstance(answer, Mapping) else answer)
        if (question := _text(each)) and text:
            yield Fact(topic="faq", name=question, passage=text)


def _organisation(found: Mapping[str, Any]) -> Iterator[Fact]:
    name = _text(found)
    for topic, key in (("contact", "email"), ("contact", "telephone"), ("website", "url")):
        value = _text(found.get(key)).removeprefix("mailto:")
        if name and value:
            yield Fact(topic=topic, values=(value,), passage=f"{name}: {value}.")
    if name and (description := _text(found.get("description"))):
        yield Fact(topic="organisation", name=name, values=(name,), passage=description)
