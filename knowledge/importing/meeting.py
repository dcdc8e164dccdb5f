"""When and where the meeting of a paper took place, among all the dates and places that it names. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.codes import country_meant, country_of_city
from knowledge.importing.blocks import Place
from knowledge.importing.cues import HELD, LABEL, MEETING, OF_ANOTHER, VENUES
from knowledge.importing.dates import Span, dates_in, without_dates
from knowledge.importing.sentences import Passage, sentences

_NAME = r"[A-ZÀ-Þ][\w'’-]*(?:[ -](?:[A-ZÀ-Þ][\w'’-]*|upon|sur|am|de|la|le|del|di))*"
#: Looked for at every place: in "Gare, Liège (Belgique)" the first pair is none, and shares a word with the second.
_IN_COUNTRY = re.compile(
    rf"(?<![\w'’-])(?=(?P<city>{_NAME})\s*(?:,\s*|\(\s*)(?:the |la |le |les |l['’])?"
    rf"(?:Republic of |République (?:de |du |d['’]))?(?P<country>{_NAME}))"
)
_HELD_IN = re.compile(
    rf"\b(?:held|took place|takes place|meeting|met|gathered|convened|tenue?|tient|tiendra|lieu|réunis?|organisée?)\s+(?:in|at|à|au)\s+(?P<city>{_NAME})"
)
#: "Bucarest a accueilli un séminaire".
HOST_CITY = re.compile(
    rf"(?:^|,\s+)(?P<city>{_NAME})\s+(?:hosted|hosts|will host|a accueilli|accueille|accueillera)\s+(?:the|a|an|this|its|un|une|le|la|l['’]|cette|ce)\s*(?:[\w-]+\s+){{0,4}}?{MEETING}"
)
_FROM_THE_TOP = 6
_PIECES = re.compile(r"\s*[,;|]\s*|\s+[–—-]\s+")


@dataclass(frozen=True, slots=True)
class Found:
    """Something, and the sentence that it rests on."""

    value: str
    passage: str
    place: Place


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where; None and "" for what the paper does not say."""

    days: Span | None = None
    days_at: Found | None = None
    city: Found | None = None
    country: str = ""
    #: The building, and its address where it stands beside it.
    venue: Found | None = None


def meeting_in(title: str, passages: Sequence[Passage]) -> Meeting:
    """Return when and where the meeting took place."""
    days, days_at = _days(title, passages)
    city, country = _city(title, passages, days_at)
    return Meeting(days, days_at, city, country, _venue(passages, days_at, city))


def _days(title: str, passages: Sequence[Passage]) -> tuple[Span | None, Found | None]:
    """Return the dates that are the likeliest to be the meeting's: labelled, at the top, or beside "held"."""
    best: tuple[float, Span, Found] | None = None
    for position, sentence, place in _told(title, passages):
        for span in dates_in(sentence):
            worth = _worth(position, sentence, span)
            if worth > 0 and (best is None or worth > best[0]):
                best = (worth, span, Found(span.text, sentence, place))
    return (best[1], best[2]) if best else (None, None)


def _told(title: str, passages: Sequence[Passage]) -> Iterator[tuple[int, str, Place]]:
    yield 0, title, Place()
    for position, each in enumerate(passages):
        for sentence in sentences(each.text):
            yield position, sentence, each.place


def _worth(position: int, sentence: str, span: Span) -> float:
    label = LABEL.match(sentence)
    worth = 4.0 if label and label["dates"] else 0.0
    around = sentence[: span.begin]
    # "adopted on 17 April at the meeting held on 16 and 17 April": what stands just before counts.
    near = around[-90:]
    if HELD.search(near):
        worth += 2.5
    if re.search(r"\b(?:held|took place|s['’]est tenue?|a eu lieu)\b", near, re.IGNORECASE):
        worth += 1.0
    if position < _FROM_THE_TOP:
        worth += 2.0 - position * 0.2
        worth += 1.0 if len(sentence) < 120 else 0.0  # noqa: PLR2004 - a line, not a sentence
    if span.first != span.last and span.exact:
        worth += 1.0
    if OF_ANOTHER.search(sentence[max(0, span.begin - 60) : span.begin]):
        worth -= 2.0
    return worth if span.exact else worth - 2.5


def _city(title: str, passages: Sequence[Passage], days_at: Found | None) -> tuple[Found | None, str]:
    lines = [(sentence, place) for _, sentence, place in _told(title, passages[: _FROM_THE_TOP * 2])]
    lines += [
        (sentence, each.place)
        for each in passages
        if (label := LABEL.match(each.text)) and label["venue"]
        for sentence in [each.text]
    ]
    if days_at is not None:
        lines.insert(0, (days_at.passage, days_at.place))
    for sentence, place in lines:
        if (found := _in_country(sentence)) and not OF_ANOTHER.search(sentence.partition(found[0])[0][-40:]):
            return Found(found[0], sentence, place), found[1]
    for sentence, place in lines:
        held = HOST_CITY.search(sentence) or _HELD_IN.search(sentence)
        if held and not country_meant(held["city"]) and not OF_ANOTHER.search(sentence[: held.start("city")][-60:]):
            return Found(held["city"], sentence, place), country_of_city(held["city"])
    found_beside = _beside_the_date(days_at) if days_at else None
    return found_beside, country_of_city(found_beside.value) if found_beside else ""


def _in_country(text: str) -> tuple[str, str] | None:
    for match in _IN_COUNTRY.finditer(without_dates(text)):
        country = match["country"]
        code = country_meant(country) or country_meant(" ".join(country.split()[:1]))
        if code and not country_meant(match["city"]):
            return match["city"].split(" the ")[-1], code
    return None


def _beside_the_date(days_at: Found) -> Found | None:
    """Return the place of a line such as "Lyon, 5 février 2026"."""
    pieces = [each for each in _PIECES.split(without_dates(days_at.passage)) if re.fullmatch(_NAME, each.strip())]
    pieces = [each.strip() for each in pieces if len(each.split()) < 4 and not VENUES.search(each)]  # noqa: PLR2004
    return Found(pieces[-1], days_at.passage, days_at.place) if pieces else None


_HELD_AT = re.compile(
    r"\b(?:held at|took place at|takes place at|hosted at|s['’]est tenue? (?:à|au|dans)|se tient (?:à|au|dans)|a eu lieu (?:à|au|dans))\s+(?P<venue>(?:the |la |le |l['’])?[A-ZÀ-Þ][^.;]{3,120})",
    re.IGNORECASE,
)


def _venue(passages: Sequence[Passage], days_at: Found | None, city: Found | None) -> Found | None:
    for each in passages:
        label = LABEL.match(each.text)
        if label and label["venue"]:
            return _as_venue(label["value"], each.text, each.place, city)
    for each in passages:
        for sentence in sentences(each.text):
            held = _HELD_AT.search(sentence)
            if held and VENUES.search(held["venue"]):
                return _as_venue(held["venue"], sentence, each.place, city)
    if days_at is not None and VENUES.search(days_at.passage) and len(days_at.passage) < 160:  # noqa: PLR2004
        return _as_venue(without_dates(days_at.passage), days_at.passage, days_at.place, city)
    return None


def _is_country(name: str) -> bool:
    return bool(
        country_meant(name) or country_meant(re.sub(r"^(?:the )?Republic of |^République (?:de |du |d['’])", "", name))
    )


def _as_venue(text: str, passage: str, place: Place, city: Found | None) -> Found | None:
    """Leave the city and the country out; nothing is left where only they stood there."""
    kept = []
    for each in re.split(r"\s*,\s*", re.sub(r"\([^)]*\)", "", without_dates(text)).strip(" .")):
        named = each.strip()
        if named and not _is_country(named) and (city is None or named != city.value):
            kept.append(named)
    return Found(", ".join(kept), passage, place) if kept else None
