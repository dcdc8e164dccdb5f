"""Real time and rehearsed time: how much of it passes, and how a jump of the machine's clock is noticed."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.ports import Clock

#: A wall clock that moves this much against the monotonic one was set anew, or was wrong.
JUMP = timedelta(hours=48)


def monotonic() -> float:
    """Return seconds that only ever go forward, those in which the machine slept included.

    Without those, a laptop that was closed for an hour would take its lease for fresh, and a weekend for a jump.
    """
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


def processor() -> float:
    """Return the processor time that this process has used, in seconds."""
    return time.process_time()


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalClock:
    """A planning clock that begins where it is told, and runs as fast. It is moved by nothing else."""

    start: datetime
    speed: float = 1.0
    monotonic: Callable[[], float] = monotonic
    _since: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_since", self.monotonic())

    def now(self) -> datetime:
        return self.start + timedelta(seconds=(self.monotonic() - self._since) * self.speed)


@dataclass(slots=True, kw_only=True)
class MovableClock:
    """A planning clock that can be moved forward by hand, over another one that goes on by itself."""

    under: Clock
    #: How far it is ahead of the other; never negative.
    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        return self.under.now() + self.ahead

    def move_to(self, instant: datetime) -> None:
        """Show an instant from now on; one that is past changes nothing, since what was done then is done."""
        self.ahead += max(timedelta(0), instant - self.now())


@dataclass(slots=True, kw_only=True)
class JumpWatch:
    """Compares the wall clock with the monotonic one, from look to look."""

    wall: Clock
    monotonic: Callable[[], float] = monotonic
    _last: tuple[datetime, float] | None = field(init=False, default=None)

    def jumped(self) -> timedelta | None:
        """Return by how much the wall clock moved by itself since the last look; None: it did not, or hardly.

        Each jump is returned once. What the process slept through is not one.
        """
        now, real = self.wall.now(), self.monotonic()
        before, self._last = self._last, (now, real)
        if before is None:
            return None
        moved = (now - before[0]) - timedelta(seconds=real - before[1])
        return moved if abs(moved) > JUMP else None
