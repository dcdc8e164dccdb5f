"""Due dates and days to write to people: calendars, not clocks. Pure.

Combine first, convert last: a due date is a day, a working hour is shown by a clock on a wall, and only the send time
is an instant.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from knowledge.model import Participant, Period, WorkingHours

#: Monday to Friday, nine to five.
OFFICE_HOURS = WorkingHours()
#: An instant before every other that matters: what would be wanted if nothing were late.
LONG_AGO = datetime(1970, 1, 2, tzinfo=UTC)
#: No country has so many days off in a row.
_FURTHEST_DAYS = 60
#: Days of which a calendar keeps the opening: a few years', for one person.
_REMEMBERED = 2_000
_ONE_DAY = timedelta(days=1)
_ONE_MINUTE = timedelta(minutes=1)


def due_date(anchor: date, every: Period | None, number: int) -> date | None:
    """Return the due date of a number, 0 being the anchor itself; None where no such date follows.

    Counted from the anchor, so that it never drifts: a day that a month does not have becomes the month's last.
    """
    if number == 0:
        return anchor
    if every is None or number < 0:
        return None
    try:
        if every.months is None:
            return anchor + timedelta(weeks=(every.weeks or 0) * number)
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + every.months * number, 12)
        return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):  # after the year 9999
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendTime:
    """When a message goes out."""

    day: date
    #: In UTC.
    at: datetime
    #: What moved it from the day that was wanted, as a message's name: "why-weekend" and "why-holiday" for a day off,
    #: "why-hours" where that day's hours were over, "why-late" where the day itself was past; "": nothing.
    why: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When one person may be written to: a participant, or with None the organisers."""

    participant: Participant | None
    #: Where the participant names none: the seminar's.
    timezone: str
    #: Where the participant names none: the settings'.
    hours: WorkingHours = OFFICE_HOURS
    # What was found out of the above, which never changes: each look asks for it several times.
    _own: "_Own" = field(init=False, repr=False, compare=False)
    _openings: dict[date, SendTime] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        person = self.participant
        hours = (person.hours if person else None) or self.hours
        zone = (person.timezone if person else None) or self.timezone
        own = (zone, hours.start, hours.end, hours.days, person.country if person else None)
        object.__setattr__(self, "_own", own)

    @property
    def zone(self) -> str:
        """The name of the zone in which their days begin and end."""
        return self._own[0]

    def day_at(self, now: datetime) -> date:
        """Return their local day at an instant."""
        return now.astimezone(_zone(self._own[0])).date()

    def send_time(self, wanted: date, *, now: datetime) -> SendTime:
        """Return the first working time on or after a day of theirs, and not before ``now``.

        That is an instant whose local time is within their hours, on a day of their week that is no public holiday of
        their country; no holidays are kept where the country is unknown. The days and hours are looked at as a clock
        on the wall shows them, in the two nights of the year as well when it is moved.
        """
        own = self._own
        natural = self._openings.get(wanted)
        if natural is None:
            if len(self._openings) >= _REMEMBERED:
                self._openings.clear()
            natural = self._openings[wanted] = _opening(own, wanted)
        if natural.at >= now:
            return natural
        today, at = _present(own, now)
        is_late = natural.day < today
        if at and not (is_late and _day_off(own, today)):
            return SendTime(day=today, at=at, why="why-late" if is_late else natural.why)
        following = _opening(own, today + _ONE_DAY)
        return SendTime(day=following.day, at=following.at, why="why-late" if is_late else "why-hours")


#: What a calendar depends on: zone, start and end of the hours, days of the week, country.
_Own = tuple[str, str, str, tuple[int, ...], str | None]


@lru_cache(maxsize=50_000)
def _opening(own: _Own, wanted: date) -> SendTime:
    """Return the first working time on or after a day."""
    # Where all working days are holidays, those must do.
    for kept in (own, (own[0], own[1], own[2], own[3], None)):
        for ahead in range(_FURTHEST_DAYS):
            day = wanted + ahead * _ONE_DAY
            if not _day_off(kept, day) and (at := _rest(kept, day, LONG_AGO)):
                return SendTime(day=day, at=at, why=_day_off(own, wanted) or ("why-hours" if ahead else ""))
    raise AssertionError("nobody works on no day of the week")


@lru_cache(maxsize=1_000)  # a batch is looked at in one instant, and many people have the same hours
def _present(own: _Own, now: datetime) -> tuple[date, datetime | None]:
    """Return the local day, and the first instant of its hours that is not before ``now``; None: they are over."""
    today = now.astimezone(_zone(own[0])).date()
    return today, _rest(own, today, now)


def _rest(own: _Own, day: date, now: datetime) -> datetime | None:
    """Return the first instant of a day's hours that is not before ``now``; None: they are over."""
    opening, closing, is_even = _hours_of(own[0], own[1], own[2], day)
    if is_even:
        at = max(opening, now)
        return at if at < closing else None
    for minute in _minutes_of(own[0], own[1], own[2], day):
        at = max(minute, now)
        if at < minute + _ONE_MINUTE:
            return at
    return None


@lru_cache(maxsize=20_000)
def _hours_of(zone: str, start: str, end: str, day: date) -> tuple[datetime, datetime, bool]:
    """Return the opening and the closing of a day, in UTC, and whether the clock runs evenly through that day."""
    begins = datetime.combine(day, time(), _zone(zone))
    # Where the clock is moved within the day, or at its midnight, these differ.
    is_even = begins.utcoffset() == (begins + _ONE_DAY).utcoffset() == begins.replace(fold=1).utcoffset()
    opening, closing = (datetime.combine(day, time.fromisoformat(at), _zone(zone)) for at in (start, end))
    return opening.astimezone(UTC), closing.astimezone(UTC), is_even


@lru_cache(maxsize=1_000)
def _minutes_of(zone: str, start: str, end: str, day: date) -> tuple[datetime, ...]:
    """Return the minutes, in UTC, in which the clock on the wall shows a day's hours.

    For the days on which it is moved: a time that is shown twice, or never, has no one instant to compute with.
    """
    first, last = time.fromisoformat(start), time.fromisoformat(end)
    begins = datetime.combine(day, time(), _zone(zone)).astimezone(UTC) - timedelta(hours=3)
    every = (begins + each * _ONE_MINUTE for each in range(30 * 60))
    shown = ((each, each.astimezone(_zone(zone))) for each in every)
    return tuple(each for each, local in shown if local.date() == day and first <= local.time() < last)


def _day_off(own: _Own, day: date) -> str:
    """Return why nobody is written to on a day; "" on a working day."""
    *_, days, country = own
    if day.isoweekday() not in days:
        return "why-weekend"
    return "why-holiday" if country and day in _holidays(country, day.year) else ""


@lru_cache(maxsize=2_000)
def _holidays(country: str, year: int) -> frozenset[date]:
    """Return a country's public holidays of a year; none where they are not known."""
    # Loads slowly, and a question needs none of it.
    from holidays import country_holidays  # noqa: PLC0415

    try:
        return frozenset(country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()


@lru_cache(maxsize=1_000)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
