"""It wakes at once, then when it is told; two runs of a kind never overlap, and nothing that woke it is forgotten."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.errors import LedgerError
from bot.scheduling.housekeeping import Housekeeping, scheduler
from bot.scheduling.tick import _AGAIN, _RENEWAL, _RENEWED_AFTER, _TICK, Waking
from bot.storage.memory import MemoryLedger
from tests.fakes import FakeClock


class Work:
    """What is woken: it says how often, and can fail, or take long."""

    def __init__(self) -> None:
        self.ticks = self.renewals = 0
        self.wait, self.fails, self.during = timedelta(seconds=42), False, None
        self.stopped = self.hangs = False

    async def tick(self) -> timedelta:
        self.ticks += 1
        await self._go()
        return self.wait

    async def renew(self) -> int:
        self.renewals += 1
        await self._go()
        return 0

    async def stop(self) -> None:
        self.stopped = True
        if self.hangs:
            await asyncio.Event().wait()

    async def _go(self) -> None:
        if self.during is not None:
            self.during()
        if self.fails:
            raise LedgerError("plan: OperationalError")


@pytest.fixture
def work():
    return Work()


@pytest.fixture
async def jobs():
    jobs = scheduler(Housekeeping(ledger=MemoryLedger(), clock=FakeClock()))
    jobs.start(paused=True)
    yield jobs
    jobs.shutdown(wait=False)


@pytest.fixture
def waking(jobs, work):
    return Waking(jobs, following=work, renewing=work)


def in_s(jobs, name) -> float:
    """Return in how many seconds a job comes."""
    return round((jobs.get_job(name).next_run_time - datetime.now(UTC)).total_seconds())


async def test_both_come_at_once(waking, jobs):
    waking.begin()
    assert (in_s(jobs, _TICK), in_s(jobs, _RENEWAL)) == (0, 0)
    job = jobs.get_job(_TICK)
    assert (job.coalesce, job.misfire_grace_time) == (True, None)


async def test_next_tick_comes_when_the_last_one_said(waking, jobs):
    await waking._tick()
    assert in_s(jobs, _TICK) == 42


async def test_renewal_is_followed_by_a_tick_and_comes_again_within_the_hour(waking, jobs):
    await waking._renew()
    assert (in_s(jobs, _RENEWAL), in_s(jobs, _TICK)) == (_RENEWED_AFTER.total_seconds(), 0)


@pytest.mark.parametrize(("name", "job"), [("_tick", _TICK), ("_renew", _RENEWAL)])
async def test_ledger_that_is_away_is_asked_again_soon(waking, jobs, work, name, job):
    work.fails = True
    with capture_logs() as lines:
        await getattr(waking, name)()
    assert in_s(jobs, job) == _AGAIN.total_seconds()
    assert lines[0]["log_level"] == "warning"


async def test_mistake_of_ours_does_not_end_it(waking, jobs, work):
    def fails():
        raise KeyError("a mistake")

    work.during = fails
    with pytest.raises(KeyError):
        await waking._tick()
    assert in_s(jobs, _TICK) == _AGAIN.total_seconds()


async def test_what_wakes_it_while_it_runs_is_not_forgotten(waking, jobs, work):
    work.during = waking.wake
    await waking._tick()
    assert in_s(jobs, _TICK) == 0
    work.during = None
    await waking._tick()
    assert in_s(jobs, _TICK) == 42


async def test_waking_again_brings_the_next_tick_forward(waking, jobs):
    await waking._tick()
    waking.wake()
    assert in_s(jobs, _TICK) == 0


async def test_after_the_end_nothing_comes(waking, jobs, work):
    await waking.end(within_s=1)
    await waking._tick()
    waking.wake()
    waking.renew()
    assert work.stopped
    assert (jobs.get_job(_TICK), jobs.get_job(_RENEWAL)) == (None, None)


async def test_posts_that_take_too_long_are_left_to_their_lease(waking, work):
    work.hangs = True
    with capture_logs() as lines:
        await waking.end(within_s=0.001)
    assert [each["event"] for each in lines] == ["messages left to their lease"]


async def test_scheduler_runs_it_for_as_long_as_it_is_due(waking, jobs, work):
    ran = asyncio.Event()
    work.wait = timedelta(0)
    work.during = lambda: ran.set() if work.ticks >= 3 else None
    jobs.resume()
    waking.wake()
    async with asyncio.timeout(30):
        await ran.wait()
    await waking.end(within_s=1)
    await asyncio.sleep(0)
