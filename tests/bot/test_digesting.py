"""One digest a week, whatever happens, and nobody's is late by more than it is worth; it says what is to be known."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digesting import GRACE, WEEK, Digesting, Weekly, digest, week
from bot.outbox import RowKind
from bot.ports import Step
from bot.progress import EventKind, Reported, Rung
from bot.storage.memory import MemoryLedger
from bot.wording import Wording
from tests.fakes import MONDAY, FakeClock, FakeOrganisers
from tests.worlds import NOW, a_world, an_event, assignments_of

WORDING = Wording()
ZAGREB = ZoneInfo("Europe/Zagreb")
NINE = Weekly(weekday=0, hour=9)
PICTURE = a_world()
CARRIED = assignments_of(PICTURE)


def a_digesting(ledger, clock, *, channel="C0ORGANISERS", weekly=NINE):
    organisers = FakeOrganisers(channel=channel)
    return Digesting(ledger=ledger, clock=clock, organisers=organisers, weekly=weekly, zone=lambda: ZAGREB)


# When


def test_hour_is_that_of_the_wall_on_both_sides_of_the_clock_change():
    # Clocks go forward on 29 March 2026.
    assert NINE.last(datetime(2026, 3, 28, tzinfo=UTC), ZAGREB) == datetime(2026, 3, 23, 8, tzinfo=UTC)
    assert NINE.next(datetime(2026, 3, 28, tzinfo=UTC), ZAGREB) == datetime(2026, 3, 30, 7, tzinfo=UTC)


@given(
    now=st.integers(0, 13 * 365 * 24 * 60).map(
        lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    zone=st.sampled_from(["Europe/Zagreb", "Asia/Nicosia", "America/New_York", "UTC"]),
)
@settings(max_examples=300, deadline=None)
def test_last_and_next_stand_around_now_on_their_day(now, weekday, hour, zone):
    weekly, zone = Weekly(weekday=weekday, hour=hour), ZoneInfo(zone)
    last, following = weekly.last(now, zone), weekly.next(now, zone)
    assert last <= now < following
    assert timedelta(days=6, hours=22) <= following - last <= timedelta(days=7, hours=2)
    # An hour that is left out in spring comes an hour later.
    assert {each.astimezone(zone).weekday() for each in (last, following)} == {weekday}


async def test_it_is_planned_once_a_week_whoever_asks_however_often():
    ledger, clock = MemoryLedger(), FakeClock()
    processes = [a_digesting(ledger, clock) for _ in range(3)]
    planned = []
    for _ in range(4 * 7 * 4):
        planned += await asyncio.gather(*(each.plan() for each in processes))
        clock.advance(hours=6)
    assert sum(planned) == 4
    # Those that nobody has sent yet are one message, which says how everything stands when it goes out.
    [row] = await ledger.rows(limit=100)
    assert row.kind is RowKind.DIGEST
    assert [each.due for each in row.items] == [date(2026, 3, day) for day in (2, 9, 16, 23)]


async def test_it_is_planned_after_a_short_absence_and_not_after_a_long_one():
    for absence, planned in ((timedelta(days=2), True), (GRACE + timedelta(hours=2), False)):
        assert await a_digesting(MemoryLedger(), FakeClock(MONDAY + absence)).plan() is planned


@pytest.mark.parametrize("without", [{"channel": None}, {"weekly": None}])
async def test_without_a_channel_or_a_day_there_is_none(without):
    ledger, clock = MemoryLedger(), FakeClock()
    digesting = a_digesting(ledger, clock, **without)
    assert await digesting.plan() is False
    assert digesting.next() is None
    assert await ledger.rows() == []


def test_next_one_is_a_week_after_the_last():
    digesting = a_digesting(MemoryLedger(), FakeClock())
    assert digesting.next() == datetime(2026, 3, 9, 8, tzinfo=UTC)


# What


async def a_week(assignments=CARRIED, events=()):
    ledger = MemoryLedger()
    by_id = {each.id: [event for event in events if event.assignment == each.id] for each in assignments}
    steps = [Step(before=None, after=each, events=tuple(by_id[each.id])) for each in assignments]
    assert all(await ledger.change(steps))
    return await week(ledger, PICTURE, NOW)


async def said(*args, language="en", **kwargs):
    return digest(await a_week(*args, **kwargs), WORDING, language)


async def test_it_says_how_all_stands_what_moved_what_is_overdue_and_what_waits():
    moved = an_event(CARRIED[1], at=NOW - timedelta(days=1), before="not_started", after="in_progress")
    standing, moves, overdue, waits = await said(events=[moved])
    assert "2 March 2026" in standing
    assert "6 assignments. reported, not confirmed yet: 2, partly implemented: 1" in standing
    assert moves.startswith("**What moved:** one thing\n- **ZAG-2013-R01** · Coordinator 0, AL: ")
    assert "**Overdue:** 1 assignment" in overdue or "**Overdue:** one assignment" in overdue
    assert "29 days ago" in overdue
    assert "2 reports wait for their validators" in waits


async def test_it_is_in_french_too():
    parts = await said(language="fr")
    assert "La semaine jusqu'au 2 mars 2026" in parts[0]
    assert parts[1] == "**Ce qui a bougé :** rien."


async def test_what_happened_before_the_week_and_reminders_have_not_moved():
    old = an_event(CARRIED[1], at=NOW - WEEK - timedelta(minutes=1), after="in_progress")
    reminder = an_event(CARRIED[1], EventKind.REMINDED, at=NOW - timedelta(days=1))
    assert (await said(events=[old, reminder]))[1] == "**What moved:** nothing."


async def test_calm_week_says_that_nothing_waits():
    calm = [replace(each, due=None, reported=Reported.IN_PROGRESS) for each in CARRIED]
    assert (await said(calm))[2:] == ["**Overdue:** nothing.", "**What waits for a human:** nothing."]


async def test_decisions_and_unreachable_owners_wait():
    stuck = [replace(CARRIED[0], rung=Rung.DECISION), replace(CARRIED[1], unreachable=True)]
    waits = (await said(stuck))[3]
    assert "one assignment waits for your decision" in waits
    assert "one assignment has an owner whom Slack cannot reach" in waits


async def test_long_lists_are_cut_and_counted():
    picture = a_world(countries=40, recommendations=1)
    late = assignments_of(picture, statuses=(Reported.NOT_STARTED,), due=date(2026, 1, 1))
    found = replace(await a_week(late), picture=picture)
    overdue = digest(found, WORDING, "en")[2].splitlines()
    assert overdue[0] == "**Overdue:** 40 assignments"
    assert len(overdue) == 1 + 12 + 1
    assert "28" in overdue[-1]


async def test_names_are_shown_as_they_stand():
    found = await a_week([replace(CARRIED[0], owner="<!channel>")])
    assert "<!channel>" not in "".join(digest(found, WORDING, "en"))


async def test_messages_that_wait_for_a_decision_are_counted():
    found = replace(await a_week(), parked=3, questions=1)
    waits = digest(found, WORDING, "en")[3]
    assert "3 messages did not go out" in waits
    assert "one question has no answer yet" in waits
