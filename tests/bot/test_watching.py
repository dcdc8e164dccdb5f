"""How things stand is found out without troubling the ledger, and without waiting for it."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.outbox import RowState
from bot.storage.memory import MemoryLedger
from bot.watching import Watching
from tests.contracts.test_following import planned
from tests.fakes import MONDAY, FakeClock, FakeReal, FaultyLedger


class SlowLedger(FaultyLedger):
    """Its outbox takes a while to look through."""

    def __init__(self, ledger, real, seconds):
        super().__init__(ledger)
        self._real, self._seconds = real, seconds

    async def backlog(self):
        self._real.advance(seconds=self._seconds)
        self.called.append("backlog")
        return await self._ledger.backlog()


@pytest.fixture
def ledger():
    return FaultyLedger(MemoryLedger())


@pytest.fixture
def real():
    return FakeReal()


def watching(ledger, real):
    snapshot = SimpleNamespace(generation=7, entries=("a", "b"), knowledge=SimpleNamespace(sources_hash="ours"))
    return Watching(ledger=ledger, clock=FakeClock(), snapshot=lambda: snapshot, monotonic=real.monotonic)


async def test_knowledge_and_outbox_are_told(ledger, real):
    await planned(ledger, "ana", "boris", send_at=MONDAY - timedelta(minutes=3))
    found = await watching(ledger, real).standing()
    assert (found.generation, found.entries, found.is_outdated, found.is_paused) == (7, 2, False, False)
    assert (found.backlog.rows[RowState.PLANNED], found.late_s) == (2, 180.0)


async def test_what_is_planned_for_later_is_not_late(ledger, real):
    await planned(ledger, "ana", send_at=MONDAY + timedelta(minutes=3))
    assert (await watching(ledger, real).standing()).late_s == 0.0


async def test_newer_knowledge_of_another_process_and_a_pause_are_told(ledger, real):
    await ledger.put_in_service("theirs", MONDAY)
    await ledger.pause("organiser")
    found = await watching(ledger, real).standing()
    assert (found.is_outdated, found.is_paused) == (True, True)


@pytest.mark.parametrize(("takes_s", "rests_s"), [(0.0, 5), (1.0, 50)])
async def test_outbox_is_looked_through_no_more_often_than_is_cheap(real, takes_s, rests_s):
    ledger = SlowLedger(MemoryLedger(), real, takes_s)
    watched = watching(ledger, real)
    await watched.standing()
    real.advance(seconds=rests_s - 0.1)
    await watched.standing()
    assert ledger.called.count("backlog") == 1
    real.advance(seconds=0.2)
    await watched.standing()
    assert ledger.called.count("backlog") == 2


async def test_ledger_that_is_away_is_told_and_hides_nothing_else(ledger, real):
    watched = watching(ledger, real)
    await watched.standing()
    ledger.is_away = True
    found = await watched.standing()
    assert (found.generation, found.backlog, found.is_outdated, found.is_paused) == (7, None, None, None)


async def test_ledger_that_never_answers_is_not_waited_for(ledger, real, monkeypatch):
    monkeypatch.setattr("bot.watching.LEDGER_S", 0.01)
    ledger.answers.clear()
    async with asyncio.timeout(5):
        assert (await watching(ledger, real).standing()).backlog is None
    ledger.answers.set()
