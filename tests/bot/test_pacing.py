"""Messages go out at one measure for the workspace, and where Slack said to wait, they wait."""

import asyncio
from datetime import timedelta

import pytest

from bot.errors import LedgerError
from bot.pacing import Pace, Turns, _rest
from tests.fakes import FakeReal


@pytest.fixture
def real():
    return FakeReal()


@pytest.fixture
def pace(real):
    return Pace(per_second=2, burst=3, monotonic=real.monotonic, rest=real.rest)


async def test_burst_goes_at_once_and_the_rest_in_its_measure(pace, real):
    times, began = [], real.monotonic()
    for _ in range(6):
        assert await pace.turn()
        times.append(real.monotonic() - began)
    assert times == [0, 0, 0, 0.5, 1.0, 1.5]


async def test_tokens_come_back_and_never_more_than_a_burst(pace, real):
    for _ in range(3):
        await pace.turn()
    real.advance(hours=1)
    began = real.monotonic()
    for _ in range(4):
        await pace.turn()
    assert real.monotonic() - began == 0.5


async def test_after_stopping_nobody_goes_any_more(real):
    pace = Pace(per_second=0.001, burst=1)
    assert await pace.turn()
    waiting = asyncio.create_task(pace.turn())
    await asyncio.sleep(0)
    pace.stop()
    assert await waiting is False
    assert await pace.turn() is False


async def test_rest_ends_with_its_time():
    await _rest(asyncio.Event(), 0.001)


def test_limited_conversation_waits_and_others_do_not(pace, real):
    pace.limit("D1", timedelta(seconds=30))
    assert (pace.wait("D1"), pace.wait("D2")) == (timedelta(seconds=30), timedelta(0))
    real.advance(seconds=29)
    assert pace.wait("D1") == timedelta(seconds=1)
    real.advance(seconds=1)
    assert pace.wait("D1") == timedelta(0)


def test_shorter_limit_does_not_end_a_longer_one(pace):
    pace.limit("D1", timedelta(seconds=30))
    pace.limit("D1", timedelta(seconds=5))
    assert pace.wait("D1") == timedelta(seconds=30)


def test_where_many_are_limited_the_whole_workspace_waits(pace, real):
    for number, seconds in enumerate((30, 20, 10)):
        pace.limit(f"D{number}", timedelta(seconds=seconds))
    assert (pace.wait("D9"), pace.wait("D0")) == (timedelta(seconds=10), timedelta(seconds=30))
    real.advance(seconds=10)
    assert pace.wait("D9") == timedelta(0)


class Bucket:
    """What processes share: turns are handed out one after the other; it can be away."""

    def __init__(self):
        self.taken, self.limited, self.is_away, self.asked = 0, {}, False, 0

    async def take_turns(self, n, *, each_s, burst):
        self.asked += 1
        if self.is_away:
            raise LedgerError("take: OperationalError")
        self.taken += n
        return Turns((self.taken - burst) * each_s, dict(self.limited))

    async def leave_alone(self, channel, wait):
        self.limited[channel] = wait


@pytest.fixture
def bucket():
    return Bucket()


@pytest.fixture
def two(real, bucket):
    """The paces of two processes that share a bucket; how long each rested last."""
    return [Pace(per_second=2, burst=3, monotonic=real.monotonic, rest=real.rest, shared=bucket) for _ in range(2)]


async def test_processes_take_turns_from_one_bucket(two, real, bucket):
    began = real.monotonic()
    for each in (two * 3)[:5]:
        assert await each.turn()
    assert bucket.taken == 5
    assert real.monotonic() - began == 1.5  # half a second for the fourth, one for the fifth


async def test_turns_at_the_same_time_are_asked_for_together_and_stand_one_behind_the_other(bucket):
    rests = []

    async def rest(_, seconds):
        rests.append(seconds)

    pace = Pace(per_second=2, burst=3, rest=rest, shared=bucket)
    assert all(await asyncio.gather(*(pace.turn() for _ in range(6))))
    assert bucket.asked == 1
    assert sorted(rests) == [0.5, 1.0, 1.5]


async def test_while_the_bucket_is_away_each_keeps_its_own_pace(two, real, bucket):
    bucket.is_away = True
    began = real.monotonic()
    for _ in range(5):
        assert await two[0].turn()
    assert real.monotonic() - began == 1.0


async def test_conversation_that_one_was_told_to_leave_alone_waits_in_the_other(two, bucket):
    one, other = two
    one.limit("D1", timedelta(seconds=30))
    await asyncio.sleep(0)
    assert other.wait("D1") == timedelta(0)
    await other.turn()
    assert other.wait("D1") == timedelta(seconds=30)
