"""Jobs that the end of the process breaks off: nobody is told of an error, and other errors are told of."""

import asyncio
import logging

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.scheduling.ending import QuietExecutor, ends_quietly
from tests.fakes import until


@pytest.fixture
def scheduler():
    return AsyncIOScheduler(executors={"default": QuietExecutor()})


async def test_job_that_is_broken_off_ends_without_a_word(scheduler, caplog):
    began, is_broken_off = asyncio.Event(), asyncio.Event()

    async def writing():
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            is_broken_off.set()

    with caplog.at_level(logging.WARNING, "apscheduler"):
        scheduler.start()
        scheduler.add_job(ends_quietly(writing))
        await began.wait()
        scheduler.add_job(ends_quietly(writing))
        # It is given to the event loop, and does not begin any more.
        scheduler._process_jobs()
        scheduler._lookup_executor("default").shutdown()
        scheduler.shutdown(wait=False)
        await is_broken_off.wait()
        await until(lambda: len(asyncio.all_tasks()) == 1)
        assert caplog.records == []


async def test_error_of_a_job_is_told(scheduler, caplog):
    failed = asyncio.Event()

    async def fails():
        failed.set()
        raise ValueError("of its own")

    scheduler.start()
    scheduler.add_job(ends_quietly(fails))
    await failed.wait()
    await asyncio.sleep(0)
    scheduler.shutdown(wait=False)
    assert "raised an exception" in caplog.text
