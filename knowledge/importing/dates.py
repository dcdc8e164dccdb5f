"""Dates and deadlines as reports write them, in English and in French. Pure.

Only what is whole counts: a day and a month without a year name no day, and neither does "within six months".
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

#: By their names, whole and shortened.
MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "janv fevrier mars avr mai juin juil aout sept octobre nov decembre",
    )
    for number, name in enumerate(names.split(), 1)
} | {"sept": 9, "févr": 2, "déc": 12}
_MONTH = rf"(?P<month{{0}}>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?,?\s*(?:the\s+|le\s+)?"
_DAY = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th|er)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TO = r"\s*(?:–|—|-|to|and|&|et|au|through|until|,)\s*(?:the\s+|le\s+)?"
_SEASONS = {
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 12),
    "printemps": (3, 5), "été": (6, 8), "automne": (9, 11), "hiver": (12, 12),
}  # fmt: skip
_FORMS = (
    # 28 February 2026 to 2 March 2026; from 30 September to 2 October 2025
    rf"{_DAY.format(1)}\s+(?:of\s+)?{_MONTH.format(1)}(?:\s+(?P<year1>(?:19|20)\d\d))?{_TO}{_WEEKDAY}{_DAY.format(2)}\s+(?:of\s+)?{_MONTH.format(2)},?\s+{_YEAR}",
    # 16 and 17 April 2025; 16, 17 and 18 April 2025; 11-13 mars 2026
    rf"{_DAY.format(1)}(?:{_TO}\d{{1,2}}){{0,4}}?{_TO}{_WEEKDAY}{_DAY.format(2)}\s+(?:of\s+)?{_MONTH.format('')},?\s+{_YEAR}",
    # April 16-17, 2025; April 16, 2025
    rf"{_MONTH.format('')}\s+{_DAY.format(1)}(?:{_TO}{_DAY.format(2)})?,?\s+{_YEAR}",
    # 17 April 2025
    rf"{_DAY.format(1)}\s+(?:of\s+)?{_MONTH.format('')},?\s+{_YEAR}",
    r"(?P<iso>(?:19|20)\d\d(?P<sign>[-/])\d\d(?P=sign)\d\d)",
    r"(?P<day1>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>(?:19|20)\d\d)",
    rf"{_MONTH.format('')},?\s+{_YEAR}",
    rf"(?P<season>{'|'.join(_SEASONS)})\s+(?:of\s+|de\s+)?{_YEAR}",
    rf"(?<![\d,.'’])\b{_YEAR}\b(?![\d,.]*\d|\s*%)",
)


@dataclass(frozen=True, slots=True)
class Span:
    """Some days that a text names: from the first to the last, both the same for one day."""

    first: date
    last: date
    #: Whether the days themselves stand there, rather than a month, a season or a year.
    exact: bool
    #: As it stands in the text, and where.
    text: str
    begin: int
    end: int


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<![\w/]){form}(?![\w])", re.IGNORECASE) for form in _FORMS)


def dates_in(text: str, *, years: bool = False) -> list[Span]:
    """Return the dates in a text, in their order.

    Args:
        text: any.
        years: a year alone counts too.
    """
    found: list[Span] = []
    patterns = _patterns() if years else _patterns()[:-1]
    for pattern in patterns:
        for each in pattern.finditer(text):
            if any(each.start() < other.end and other.begin < each.end() for other in found):
                continue
            span = _span(each)
            if span is not None:
                found.append(span)
    return sorted(found, key=lambda each: each.begin)


def _span(match: re.Match[str]) -> Span | None:
    parts = match.groupdict()
    try:
        first, last, exact = _days(parts)
    except ValueError:  # 31 June
        return None
    return None if last < first else Span(first, last, exact, match[0].strip(), match.start(), match.end())


def _days(parts: dict[str, str | None]) -> tuple[date, date, bool]:
    if parts.get("iso"):
        day = date.fromisoformat(str(parts["iso"]).replace("/", "-"))
        return day, day, True
    year = int(str(parts["year"]))
    if season := parts.get("season"):
        begin, end = _SEASONS[season.lower()]
        return date(year, begin, 1), _last_of(year, end), False
    month = int(str(parts["number"])) if parts.get("number") else _month(parts, "")
    if not parts.get("day1"):
        return (
            (date(year, month, 1), _last_of(year, month), False)
            if month
            else (date(year, 1, 1), date(year, 12, 31), False)
        )
    begin, end = _month(parts, "1") or month, _month(parts, "2") or month
    first = date(int(parts.get("year1") or year), begin, int(str(parts["day1"])))
    last = date(year, end, int(str(parts["day2"]))) if parts.get("day2") else first
    return first, last, True


def _month(parts: dict[str, str | None], which: str) -> int:
    name = parts.get(f"month{which}")
    return MONTHS[name.lower()] if name else 0


def _last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


#: What stands before a deadline.
_BEFORE = re.compile(
    r"\b(?:by|before|no later than|not later than|until|at the latest|prior to|within the deadline of"
    r"|avant|d['’]ici(?: à| au)?|au plus tard(?: le| en)?|jusqu['’]au|pour le)\s+"
    r"(?P<end>(?:the |la |le |l['’])?(?:(?:very )?end|fin)(?: of| de| du| d['’])?\s*)?(?:the |le |la |l['’])?$",
    re.IGNORECASE,
)
_NO_DEADLINE = re.compile(r"\b(?:beginning|starting|from|since|à partir|à compter|dès)\b[^,;.]{0,12}$", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:within|in a period of|dans (?:un délai de|les)|sous)\s+(?:(?:the )?next )?(?:\w+|\d+)\s+(?:hours|days|weeks|months|years|heures|jours|semaines|mois|ans)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when something is to be done, as a text has it."""

    #: None where it counts from something else: "within six months".
    day: date | None
    text: str


def deadline_in(text: str) -> Deadline | None:
    """Return the deadline that a text states; None where it states none."""
    for span in dates_in(text, years=True):
        before = _BEFORE.search(text[: span.begin])
        if before and not _NO_DEADLINE.search(text[: before.start()]):
            # "Before March 2027" is before it begins; "by March 2027" has all of it.
            is_before = before[0].lower().startswith(("before", "avant", "prior"))
            day = span.first if is_before and not before["end"] and not span.exact else span.last
            return Deadline(day, text[before.start() : span.end].strip())
    within = _WITHIN.search(text)
    return Deadline(None, within[0]) if within else None


def without_dates(text: str) -> str:
    """Return a text with commas in the place of its dates."""
    for span in reversed(dates_in(text)):
        text = f"{text[: span.begin]},{text[span.end :]}"
    return text


def each_day(span: Span) -> Iterator[date]:
    """Yield the first day, and the last where it is another."""
    yield span.first
    if span.last != span.first:
        yield span.last
