"""Real time only goes forward, rehearsed time as fast as it is told, and a jump is told from sleep."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clocks import JUMP, JumpWatch, MovableClock, RehearsalClock, SystemClock, monotonic
from tests.fakes import MONDAY, FakeReal


@pytest.fixture
def real():
    return FakeReal()


@pytest.fixture
def watch(real):
    watch = JumpWatch(wall=real, monotonic=real.monotonic)
    assert watch.jumped() is None
    return watch


def test_system_clock_shows_utc():
    assert SystemClock().now().tzinfo is UTC
    assert abs(SystemClock().now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_monotonic_never_goes_back():
    before = monotonic()
    assert monotonic() >= before


@pytest.mark.parametrize("speed", [1.0, 60.0, 0.5])
def test_rehearsal_starts_where_it_is_told_and_runs_as_fast(real, speed):
    clock = RehearsalClock(start=MONDAY + timedelta(days=400), speed=speed, monotonic=real.monotonic)
    assert clock.now() == MONDAY + timedelta(days=400)
    real.advance(minutes=10)
    assert clock.now() == MONDAY + timedelta(days=400, minutes=10 * speed)


def test_rehearsal_is_not_moved_by_the_wall_clock(real):
    clock = RehearsalClock(start=MONDAY, monotonic=real.monotonic)
    real.moved += timedelta(days=400)
    assert clock.now() == MONDAY


@pytest.mark.parametrize("duration", [timedelta(minutes=1), timedelta(days=40)])
def test_time_that_passes_is_no_jump(watch, real, duration):
    real.advance(seconds=duration.total_seconds())
    assert watch.jumped() is None


@pytest.mark.parametrize("moved", [timedelta(hours=1), -timedelta(hours=1), JUMP, -JUMP])
def test_small_correction_is_no_jump(watch, real, moved):
    real.moved += moved
    assert watch.jumped() is None


@pytest.mark.parametrize("moved", [timedelta(days=400), -timedelta(days=400), JUMP + timedelta(seconds=1)])
def test_jump_is_returned_once(watch, real, moved):
    real.advance(minutes=1)
    real.moved += moved
    assert watch.jumped() == moved
    real.advance(minutes=1)
    assert watch.jumped() is None


def test_movable_clock_goes_on_from_where_it_is_moved_and_never_back(real):
    clock = MovableClock(under=RehearsalClock(start=MONDAY, monotonic=real.monotonic))
    clock.move_to(MONDAY + timedelta(days=7))
    real.advance(minutes=10)
    assert clock.now() == MONDAY + timedelta(days=7, minutes=10)
    clock.move_to(MONDAY + timedelta(days=1))
    assert clock.now() == MONDAY + timedelta(days=7, minutes=10)
