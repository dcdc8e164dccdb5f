"""Each thing once, with the ledger and without it."""

import asyncio

import pytest

from bot.slack import once as module
from bot.slack.once import Once
from bot.storage.memory import MemoryLedger
from tests.fakes import FakeClock, FaultyLedger


@pytest.fixture
def ledger():
    return FaultyLedger(MemoryLedger())


@pytest.fixture
def once(ledger):
    return Once(ledger, FakeClock())


async def test_first_time_is_the_only_one(once):
    assert [await once.first("event:Ev1") for _ in range(3)] == [True, False, False]
    assert await once.first("event:Ev2") is True


async def test_parts_make_one_key(once):
    assert await once.first("rated:C1:1.0:U0ANA") is True
    assert await once.first("rated:C1:1.0:U0BEN") is True
    assert await once.first("rated:C1:1.0:U0ANA") is False


async def test_another_one_on_the_same_ledger_knows_it(once, ledger):
    await once.first("event:Ev1")
    assert await Once(ledger, FakeClock()).first("event:Ev1") is False


async def test_while_the_ledger_is_away_memory_serves(once, ledger):
    ledger.is_away = True
    assert [await once.first("event:Ev1") for _ in range(2)] == [True, False]


async def test_of_twenty_at_once_one_is_the_first_while_the_ledger_is_away(once, ledger):
    ledger.is_away = True
    answers = await asyncio.gather(*(once.first("event:Ev1") for _ in range(20)))
    assert answers.count(True) == 1


async def test_what_came_while_the_ledger_was_away_is_known_when_it_is_back(once, ledger):
    ledger.is_away = True
    await once.first("event:Ev1")
    ledger.is_away = False
    assert await once.first("event:Ev1") is False


async def test_memory_forgets_the_oldest(once, ledger, monkeypatch):
    monkeypatch.setattr(module, "_REMEMBERED", 2)
    ledger.is_away = True
    for number in (1, 2, 3):
        await once.first(f"event:Ev{number}")
    assert [await once.first(f"event:Ev{number}") for number in (3, 2, 1)] == [False, False, True]


async def test_ledger_that_does_not_answer_is_as_good_as_away(once, ledger, monkeypatch):
    monkeypatch.setattr(module, "LEDGER_S", 0.05)
    ledger.answers.clear()
    assert [await once.first("event:Ev1") for _ in range(2)] == [True, False]
    ledger.answers.set()
    assert await once.first("event:Ev1") is False


async def test_ledger_that_did_not_answer_is_left_alone_for_a_while(once, ledger, monkeypatch):
    monkeypatch.setattr(module, "LEDGER_S", 0.05)
    ledger.answers.clear()
    assert [await once.first(f"event:Ev{number}") for number in range(5)] == [True] * 5
    assert ledger.called == ["first_time"]
    ledger.answers.set()
    later = module.time.monotonic() + 5
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    assert [await once.first("event:Ev9") for _ in range(2)] == [True, False]
    assert ledger.called == ["first_time"] * 3


async def test_what_the_ledger_does_late_is_not_lost(once, ledger, monkeypatch):
    monkeypatch.setattr(module, "LEDGER_S", 0.05)
    ledger.answers.clear()
    await once.first("event:Ev1")
    ledger.answers.set()
    assert await Once(ledger, FakeClock()).first("event:Ev1") is False
