"""What has served its time is forgotten, and nothing else."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.ports import Focus
from bot.retention import CONVERSATIONS_KEPT, Retention
from bot.scheduling.housekeeping import Housekeeping, scheduler
from bot.storage.memory import MemoryLedger
from tests.fakes import MONDAY, FakeClock, FaultyLedger

KEPT = Retention()


@pytest.fixture
def housekeeping():
    return Housekeeping(ledger=FaultyLedger(MemoryLedger()), clock=FakeClock())


async def test_keys_are_forgotten_after_their_time(housekeeping):
    ledger, clock = housekeeping.ledger, housekeeping.clock
    await ledger.first_time("Ev1", clock.now())
    clock.advance(days=KEPT.handled.days)
    await housekeeping.run_once()
    assert not await ledger.first_time("Ev1", clock.now())
    clock.advance(seconds=1)
    await housekeeping.run_once()
    assert await ledger.first_time("Ev1", clock.now())


async def test_thread_is_forgotten_when_nobody_has_asked_in_it_for_long(housekeeping):
    ledger, clock = housekeeping.ledger, housekeeping.clock
    await ledger.take_part("C1:1.0", clock.now())
    await ledger.take_part("C1:2.0", clock.now())
    clock.advance(days=1)
    await ledger.take_part("C1:2.0", clock.now())
    clock.advance(days=KEPT.handled.days)
    await housekeeping.run_once()
    assert not await ledger.takes_part("C1:1.0")
    assert await ledger.takes_part("C1:2.0")


async def test_what_a_conversation_was_about_is_forgotten(housekeeping):
    ledger, clock = housekeeping.ledger, housekeeping.clock
    began = clock.now()
    await ledger.focus_on("one", Focus("venue"), began)
    clock.advance(days=CONVERSATIONS_KEPT.days)
    await housekeeping.run_once()
    assert await ledger.focus("one", since=began) == Focus("venue")
    clock.advance(seconds=1)
    await housekeeping.run_once()
    assert await ledger.focus("one", since=began) is None


async def test_running_twice_does_no_harm(housekeeping):
    await housekeeping.ledger.first_time("Ev1", MONDAY - KEPT.handled - timedelta(days=1))
    with capture_logs() as lines:
        await housekeeping.run_once()
        await housekeeping.run_once()
    assert [(each["event"], each["keys"], each["threads"]) for each in lines] == [
        ("housekeeping done", 1, 0),
        ("housekeeping done", 0, 0),
    ]


async def test_what_people_sent_is_kept(housekeeping):
    await housekeeping.ledger.count("asked.answer", "venue", MONDAY.date())
    housekeeping.clock.advance(days=365)
    await housekeeping.run_once()
    assert await housekeeping.ledger.counted("asked.answer", "venue", MONDAY.date()) == 1


async def test_ledger_that_is_away_is_asked_again_next_time(housekeeping):
    housekeeping.ledger.is_away = True
    await housekeeping.ledger._ledger.first_time("Ev1", MONDAY - timedelta(days=60))
    with capture_logs() as lines:
        await housekeeping.run_once()
    assert [(each["log_level"], each["event"]) for each in lines] == [("warning", "housekeeping put off")]
    housekeeping.ledger.is_away = False
    await housekeeping.run_once()
    assert await housekeeping.ledger.first_time("Ev1", MONDAY)


async def test_scheduler_runs_it_every_hour_and_once_for_what_it_missed(housekeeping):
    ticking = scheduler(housekeeping)
    ticking.start(paused=True)
    [job] = ticking.get_jobs()
    assert job.func.__wrapped__ == housekeeping.run_once
    assert job.trigger.interval == timedelta(hours=1)
    assert (job.coalesce, job.max_instances, job.misfire_grace_time) == (True, 1, None)
    ticking.shutdown(wait=False)


async def test_scheduler_is_not_started_by_making_it(housekeeping):
    assert not scheduler(housekeeping).running
