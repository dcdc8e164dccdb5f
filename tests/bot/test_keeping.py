import asyncio
import threading

import pytest
import structlog.testing

from bot import keeping
from bot.keeping import Keeping
from knowledge.storage import StorageError


class Base:
    """Counts how often it was kept, and waits until it may."""

    def __init__(self, error=None):
        self.times, self.error = 0, error
        self.has_begun, self.may_go_on = threading.Event(), threading.Event()

    def keep(self):
        self.has_begun.set()
        self.may_go_on.wait(10)
        self.times += 1
        if self.error is not None:
            raise self.error


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(keeping, "_DELAY_S", 0.0)


async def until(condition):
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - a thread makes it true
            await asyncio.sleep(0.01)


async def test_what_changes_while_it_is_kept_is_kept_afterwards():
    base = Base()
    kept = Keeping(base)
    kept.soon()
    await until(base.has_begun.is_set)
    for _ in range(3):
        kept.soon()
    base.may_go_on.set()
    await until(lambda: base.times == 2)
    await asyncio.sleep(0.05)
    assert base.times == 2
    kept.soon()
    await until(lambda: base.times == 3)
    await kept.close()


async def test_disk_that_is_full_is_said_and_tried_again_next_time():
    base = Base(StorageError("cannot write here"))
    base.may_go_on.set()
    kept = Keeping(base)
    with structlog.testing.capture_logs() as logs:
        kept.soon()
        await until(lambda: logs)
        kept.soon()
        await until(lambda: len(logs) == 2)
    assert logs[0]["reason"] == "cannot write here"
    await kept.close()


async def test_end_does_not_wait():
    base = Base()
    kept = Keeping(base)
    kept.soon()
    await until(base.has_begun.is_set)
    async with asyncio.timeout(1):
        await kept.close()
    base.may_go_on.set()
    await Keeping(base).close()
