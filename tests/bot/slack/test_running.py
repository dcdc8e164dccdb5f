"""What is under way is waited for, for as long as there is time."""

import asyncio
import inspect

import pytest

from bot.slack.running import Running


@pytest.fixture
def running():
    return Running()


def begin(running, listener):
    """Run a listener in a task of its own, as Bolt does."""
    return asyncio.create_task(running.track(listener)())


async def test_nothing_under_way_has_ended(running):
    assert await running.ended(within_s=0) is True


async def test_listener_under_way_is_waited_for(running):
    go_on, done = asyncio.Event(), []

    async def listener():
        await go_on.wait()
        done.append(True)

    begin(running, listener)
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(go_on.set)
    assert await running.ended(within_s=5) is True
    assert done == [True]


async def test_what_begins_meanwhile_is_waited_for_too(running):
    done = []

    async def second():
        await asyncio.sleep(0)
        done.append("second")

    async def first():
        await asyncio.sleep(0)
        begin(running, second)
        await asyncio.sleep(0)
        done.append("first")

    begin(running, first)
    await asyncio.sleep(0)
    assert await running.ended(within_s=5) is True
    assert sorted(done) == ["first", "second"]


async def test_what_takes_too_long_is_cut_short_and_lets_go(running):
    let_go = []

    async def listener():
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            let_go.append(True)

    task = begin(running, listener)
    await asyncio.sleep(0)
    assert await running.ended(within_s=0.01) is False
    assert let_go == [True]
    assert task.cancelled()
    assert await running.ended(within_s=0) is True


async def test_what_follows_a_failure_is_waited_for(running):
    told = []

    async def listener():
        raise LookupError

    async def as_bolt_does():
        try:
            await running.track(listener)()
        except LookupError:
            await asyncio.sleep(0)
            told.append(True)

    task = asyncio.create_task(as_bolt_does())
    await asyncio.sleep(0)
    assert await running.ended(within_s=5) is True
    assert told == [True]
    await task


def test_parameters_stay_visible(running):
    async def listener(ack, body, client):
        """Nothing is done here."""

    assert list(inspect.signature(running.track(listener)).parameters) == ["ack", "body", "client"]
