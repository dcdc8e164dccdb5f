import asyncio

import pytest
import structlog.testing

from bot import keeping
from bot.apart import ApartError
from bot.keeping import Keeping
from knowledge.base import KnowledgeBase
from tests.fakes import SMALL_SEMINAR, a_folder, until


class Apart:
    """Counts how often something was done apart, and takes until it may end."""

    def __init__(self):
        self.times, self.error = 0, None
        self.has_begun, self.may_go_on = asyncio.Event(), asyncio.Event()

    async def __call__(self, *_, **__):
        self.has_begun.set()
        await self.may_go_on.wait()
        self.times += 1
        if self.error is not None:
            raise self.error


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(keeping, "_DELAY_S", 0.0)


@pytest.fixture
def apart(monkeypatch):
    fake = Apart()
    monkeypatch.setattr(keeping, "apart", fake)
    return fake


async def test_what_changes_while_it_is_kept_is_kept_afterwards(apart, tmp_path):
    kept = Keeping(tmp_path)
    kept.soon()
    await until(apart.has_begun.is_set)
    for _ in range(3):
        kept.soon()
    apart.may_go_on.set()
    await until(lambda: apart.times == 2)
    await asyncio.sleep(0.05)
    assert apart.times == 2
    kept.soon()
    await until(lambda: apart.times == 3)
    await kept.close()


async def test_disk_that_is_full_is_said_and_tried_again_next_time(apart, tmp_path):
    apart.error = ApartError("status 1", "cannot write here")
    apart.may_go_on.set()
    kept = Keeping(tmp_path)
    with structlog.testing.capture_logs() as logs:
        kept.soon()
        await until(lambda: logs)
        kept.soon()
        await until(lambda: len(logs) == 2)
    assert logs[0]["reason"] == "cannot write here"
    await kept.close()


async def test_end_does_not_wait(apart, tmp_path):
    kept = Keeping(tmp_path)
    kept.soon()
    await until(apart.has_begun.is_set)
    async with asyncio.timeout(1):
        await kept.close()
    await Keeping(tmp_path).close()


async def test_process_of_its_own_keeps_what_the_next_start_takes(tmp_path, monkeypatch):
    question, content, state = "where was it held", a_folder(tmp_path / "zagreb", SMALL_SEMINAR), tmp_path / "state"
    base = KnowledgeBase(content, state)
    found = base.snapshot.index.search(question)
    with structlog.testing.capture_logs() as logs:
        kept = Keeping(state)
        kept.soon()
        await until(kept._task.done, patience_s=60)
    assert not logs
    monkeypatch.setattr("knowledge.search.index.Weighed.of", lambda _: 1 / 0)
    assert KnowledgeBase(content, state).snapshot.index.search(question) == found


async def test_folder_that_is_none_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with structlog.testing.capture_logs() as logs:
        kept = Keeping(tmp_path / "file")
        kept.soon()
        await until(lambda: logs, patience_s=60)
    assert "cannot list" in logs[0]["reason"]
    await kept.close()
