"""Due dates never drift; send times are working times, whatever the clocks, the weekends and the holidays do."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cadence import LONG_AGO, Calendar, due_date
from knowledge.model import Participant, Period, WorkingHours
from tests.fake_plans import ZONES, at

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
ALL_ZONES = sorted({zone for zones in ZONES.values() for zone in zones})


def calendar(country=None, zone="Europe/Bucharest", **hours):
    participant = Participant(
        id="ana", name="Ana", role="expert", country=country, timezone=zone, hours=WorkingHours(**hours)
    )
    return Calendar(participant, "UTC")


# Due dates


def clamped(months, starts):
    """Hold the due dates of twenty years against what a calendar says; return how many there were."""
    dates = 0
    for start in starts:
        for number in range(20 * 12 // months + 1):
            due = due_date(start, Period(months=months), number)
            year, month = divmod(start.year * 12 + start.month - 1 + number * months, 12)
            assert (due.year, due.month) == (year, month + 1)
            following = (due + timedelta(days=1)).month != due.month
            assert due.day == start.day or (following and due.day < start.day)
            dates += 1
    return dates


@pytest.mark.parametrize("months", range(1, 13))
def test_one_clamped_date_for_each_period_whatever_day_it_starts_on(months):
    # From every month: bench/calendars.py.
    starts = [date(2027, month, day) for month in (1, 3, 8, 12) for day in (28, 29, 30, 31)]
    assert clamped(months, starts) == 16 * (20 * 12 // months + 1)


def test_leap_day_comes_back_in_leap_years():
    yearly = [due_date(date(2028, 2, 29), Period(months=12), number) for number in range(5)]
    assert [each.isoformat()[5:] for each in yearly] == ["02-29", "02-28", "02-28", "02-28", "02-29"]


def test_weeks_are_seven_days_across_clock_changes_and_years():
    assert due_date(date(2026, 12, 28), Period(weeks=2), 3) == date(2027, 2, 8)


def test_without_a_period_only_the_anchor_is_due():
    assert due_date(date(2026, 1, 31), None, 0) == date(2026, 1, 31)
    assert due_date(date(2026, 1, 31), None, 1) is None


@pytest.mark.parametrize("every", [Period(months=60), Period(weeks=260)])
def test_calendar_that_ends_has_no_further_dates(every):
    assert due_date(date(9998, 1, 1), every, 1) is None
    assert due_date(date(9998, 1, 1), every, -1) is None


# Near clock changes


@lru_cache
def shown(zone, day):
    """Return each minute around a day with what the clock on the wall shows, read off one by one: day, time."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=27)
    instants = [start + timedelta(minutes=each) for each in range(78 * 60)]
    local = [each.astimezone(ZoneInfo(zone)) for each in instants]
    return [(each, wall.date(), wall.time()) for each, wall in zip(instants, local, strict=True)]


def first_shown(zone, around, wanted, hours, now=LONG_AGO):
    """Return the first minute from a day on at which a clock on the wall is within the hours: the naive way."""
    start, end = map(time.fromisoformat, hours)
    return next(
        instant
        for instant, day, wall in shown(zone, around)
        if day >= wanted and start <= wall < end and instant >= now
    )


def clock_changes(zone, years):
    """Return the days on which the clocks of a zone are moved."""
    noon = datetime(years[0], 1, 1, 12, tzinfo=ZoneInfo(zone))
    days = (noon + timedelta(days=each) for each in range(366 * len(years)))
    return [each.date() for each in days if each.utcoffset() != (each - timedelta(days=1)).utcoffset()]


#: Around the hours that are missing or come twice, at whichever time the clock is moved.
NIGHTS = (("02:30", "10:00"), ("03:30", "10:00"), ("02:10", "02:40"), ("00:00", "23:59"))


def keeps_to_the_wall(zone, years):
    """Hold send times against the naive way around each clock change; return how many there were."""
    changes = clock_changes(zone, years)
    for around in changes:
        for hours in NIGHTS:
            person = calendar(zone=zone, start=hours[0], end=hours[1], days=EVERY_DAY)
            for wanted in (around - timedelta(days=1), around, around + timedelta(days=1)):
                sent = person.send_time(wanted, now=LONG_AGO)
                assert sent.at == first_shown(zone, around, wanted, hours), (zone, wanted, hours)
                assert sent.day == sent.at.astimezone(ZoneInfo(zone)).date()
    shown.cache_clear()
    return len(changes)


@pytest.mark.parametrize("zone", ALL_ZONES)
def test_send_time_is_the_first_minute_of_the_hours_on_the_wall_around_clock_changes(zone):
    # Every year until 2037: bench/calendars.py.
    assert keeps_to_the_wall(zone, [2029]) == (0 if zone in {"Europe/Istanbul", "Europe/Simferopol"} else 2)


@pytest.mark.parametrize("zone", ["Europe/Paris", "Europe/Bucharest", "Africa/Cairo"])
def test_late_at_night_while_the_clock_is_moved_hours_are_still_those_on_the_wall(zone):
    for around in clock_changes(zone, [2026]):
        for hours in (("02:30", "10:00"), ("03:30", "04:00"), ("02:00", "03:15")):
            person = calendar(zone=zone, start=hours[0], end=hours[1], days=EVERY_DAY)
            for minutes in range(0, 8 * 60, 11):
                now = at(around, 0, 0) - timedelta(hours=3) + timedelta(minutes=minutes)
                wanted = person.day_at(now)
                assert person.send_time(wanted, now=now).at == first_shown(zone, around, wanted, hours, now)
    shown.cache_clear()


def test_hour_that_comes_twice_is_worked_once():
    person = calendar(zone="Europe/Paris", start="02:30", end="10:00", days=EVERY_DAY)
    assert person.send_time(date(2026, 10, 25), now=LONG_AGO).at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    # 02:10 by the clock, for the second time: their hours have not begun again.
    again = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert person.send_time(date(2026, 10, 25), now=again).at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_hour_that_never_comes_is_not_waited_for():
    person = calendar(zone="Europe/Paris", start="02:30", end="10:00", days=EVERY_DAY)
    assert person.send_time(date(2026, 3, 29), now=LONG_AGO).at == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_hours_that_never_come_are_those_of_the_next_day():
    person = calendar(zone="Europe/Paris", start="02:10", end="02:40", days=EVERY_DAY)
    sent = person.send_time(date(2026, 3, 29), now=LONG_AGO)
    assert (sent.day, sent.why) == (date(2026, 3, 30), "why-hours")


# Days off


@lru_cache
def holidays_of(country, year):
    from holidays import country_holidays  # noqa: PLC0415

    return set(country_holidays(country, years=[year]))


def keeps_days_off(country, days):
    """Hold the send times of so many days against weekends and holidays; return on how many nobody is written to."""
    person, off = calendar(country, ZONES[country][0]), 0
    for wanted in (date(2026, 1, 1) + timedelta(days=each) for each in range(days)):
        expected = wanted
        while expected.isoweekday() > 5 or expected in holidays_of(country, expected.year):
            expected += timedelta(days=1)
        sent = person.send_time(wanted, now=LONG_AGO)
        assert sent.day == expected
        assert sent.at.astimezone(ZoneInfo(ZONES[country][0])).strftime("%H:%M") == "09:00"
        reason = "why-weekend" if wanted.isoweekday() > 5 else "why-holiday"
        assert sent.why == ("" if expected == wanted else reason)
        off += expected != wanted
    return off


@pytest.mark.parametrize("country", sorted(ZONES))
def test_nobody_is_written_to_on_a_day_off_in_ten_years(country):
    assert keeps_days_off(country, 3653) > 10 * 104


@pytest.mark.parametrize("country", [None, "XX", "UA", "ZZ"])
def test_country_without_known_holidays_has_its_weekends(country):
    person = calendar(country, "Europe/Kyiv")
    assert person.send_time(date(2026, 1, 1), now=LONG_AGO).day == date(2026, 1, 1)
    assert person.send_time(date(2026, 1, 3), now=LONG_AGO).day == date(2026, 1, 5)


def test_who_works_on_holidays_only_is_still_written_to():
    # In Sweden every Sunday is one.
    person = calendar("SE", "Europe/Stockholm", days=(7,))
    assert person.send_time(date(2026, 3, 2), now=LONG_AGO).day == date(2026, 3, 8)


def test_own_week_counts():
    person = calendar("RO", days=(7,))
    assert person.send_time(date(2026, 3, 2), now=LONG_AGO).day == date(2026, 3, 8)


# Now


@pytest.mark.parametrize(
    ("now", "day", "hour", "why"),
    [
        pytest.param((2026, 3, 2, 5, 0), 2, (7, 0), "", id="before the hours"),
        pytest.param((2026, 3, 2, 11, 17), 2, (11, 17), "", id="within them"),
        pytest.param((2026, 3, 2, 15, 0), 3, (7, 0), "why-hours", id="after them"),
        pytest.param((2026, 3, 4, 11, 17), 4, (11, 17), "why-late", id="days later"),
        pytest.param((2026, 3, 7, 11, 17), 9, (7, 0), "why-late", id="days later, on a Saturday"),
    ],
)
def test_nothing_goes_out_before_now_nor_out_of_hours(now, day, hour, why):
    sent = calendar("RO").send_time(date(2026, 3, 2), now=datetime(*now, tzinfo=UTC))
    assert (sent.day, sent.at, sent.why) == (date(2026, 3, day), datetime(2026, 3, day, *hour, tzinfo=UTC), why)


def test_weekend_stays_the_reason_on_the_monday_after():
    sent = calendar("RO").send_time(date(2026, 2, 28), now=datetime(2026, 3, 2, 11, 17, tzinfo=UTC))
    assert (sent.day, sent.why) == (date(2026, 3, 2), "why-weekend")


def test_organisers_have_the_seminars_zone_and_office_hours():
    sent = Calendar(None, "Europe/Bucharest").send_time(date(2026, 3, 7), now=LONG_AGO)
    assert sent.at == datetime(2026, 3, 9, 7, 0, tzinfo=UTC)


@settings(max_examples=150, deadline=None)
@given(
    wanted=st.dates(date(2026, 1, 1), date(2037, 12, 31)),
    now=st.datetimes(datetime(2026, 1, 1), datetime(2038, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    country=st.sampled_from(sorted(ZONES)),
    days=st.sets(st.integers(1, 7), min_size=1),
    start=st.integers(0, 22),
)
def test_send_time_is_a_working_time_not_before_now(wanted, now, country, days, start):
    zone = ZONES[country][0]
    person = calendar(country, zone, start=f"{start:02}:30", end=f"{start + 1:02}:15", days=tuple(sorted(days)))
    sent = person.send_time(wanted, now=now)
    local = sent.at.astimezone(ZoneInfo(zone))
    assert sent.at >= now
    assert sent.day == local.date() >= wanted
    assert local.isoweekday() in days
    assert f"{start:02}:30" <= local.strftime("%H:%M") < f"{start + 1:02}:15"
    assert person.send_time(sent.day, now=sent.at).at == sent.at
