"""Waiting only so long, for something that goes on by itself."""

import asyncio
import gc
import threading
import time

import pytest

from bot.waiting import aside, within


async def test_what_comes_in_time_is_returned():
    assert await within(5, asyncio.sleep(0, "here")) == "here"


async def test_what_fails_in_time_fails():
    async def fail():
        raise LookupError

    with pytest.raises(LookupError):
        await within(5, fail())


async def test_what_takes_longer_goes_on():
    go_on, done = asyncio.Event(), asyncio.Event()

    async def slowly():
        await go_on.wait()
        done.set()

    with pytest.raises(TimeoutError):
        await within(0.01, slowly())
    gc.collect()
    go_on.set()
    async with asyncio.timeout(30):
        await done.wait()


async def test_what_fails_later_is_nobody_s_business(caplog):
    go_on = asyncio.Event()

    async def fail():
        await go_on.wait()
        raise LookupError

    with pytest.raises(TimeoutError):
        await within(0.01, fail())
    go_on.set()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    gc.collect()
    assert caplog.records == []


# What blocks


async def test_what_blocks_keeps_nobody_waiting():
    go_on = threading.Event()
    work = asyncio.create_task(aside(lambda: go_on.wait(30)))
    await asyncio.sleep(0)
    assert not work.done()
    go_on.set()
    assert await work is True


async def test_what_fails_aside_fails_where_it_is_waited_for():
    with pytest.raises(ZeroDivisionError):
        await aside(lambda: 1 // 0)


def test_end_does_not_wait_for_what_blocks():
    go_on = threading.Event()

    async def give_up():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await aside(lambda: go_on.wait(30))

    start = time.monotonic()
    asyncio.run(give_up())
    assert time.monotonic() - start < 5
    go_on.set()
