"""How fast messages go out: one measure for the whole workspace, and the waits that Slack asked for.

Answers to people take no turn here: they go at once, whatever else is on its way.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

import structlog

from bot.clocks import monotonic
from bot.errors import LedgerError
from bot.waiting import within

log = structlog.get_logger()

#: Other processes are not asked for longer than this; then each goes by its own measure.
_PATIENCE_S = 2.0

#: So many conversations limited at once mean that it is the workspace that has had enough.
_MANY = 3


async def _rest(stopped: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stopped.wait()
    except TimeoutError:
        return


@dataclass(frozen=True, slots=True)
class Turns:
    """Turns that were taken together with other processes."""

    #: How long until the last of them; negative where it might have been taken before.
    last_s: float
    #: How long conversations are to be left alone still, whoever was told so.
    limited: Mapping[str, timedelta]


class Shared(Protocol):
    """The measure of several processes together. Any method may raise ``LedgerError``."""

    async def take_turns(self, n: int, *, each_s: float, burst: int) -> Turns:
        """Take some turns, one each so many seconds after a burst."""
        ...

    async def leave_alone(self, channel: str, wait: timedelta) -> None:
        """Have all leave a conversation alone."""
        ...


@dataclass(slots=True, kw_only=True)
class Pace:
    """A bucket of tokens: a burst at first, then so many posts a second. One event loop shares it.

    Where there are other processes they share one bucket; while that cannot be asked, each has its own.
    """

    per_second: float
    burst: int = 4
    monotonic: Callable[[], float] = monotonic
    #: Waits so many seconds, or until the event is set.
    rest: Callable[[asyncio.Event, float], Awaitable[None]] = _rest
    #: With other processes; None: there are none.
    shared: Shared | None = None
    _tokens: float = field(init=False)
    _since: float = field(init=False)
    #: Until when a conversation is left alone, on the monotonic clock.
    _limited: dict[str, float] = field(init=False, default_factory=dict)
    _stopped: asyncio.Event = field(init=False, default_factory=asyncio.Event)
    #: Who waits to take a turn with the others; those that wait at the same time take theirs together.
    _taking: list[asyncio.Future[float | None]] = field(init=False, default_factory=list)
    _telling: set[asyncio.Task[None]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._tokens, self._since = self.burst, self.monotonic()

    async def turn(self) -> bool:
        """Wait until a post may go out, who asks first first; False where nothing is to go out any more."""
        # Of its own in any case: where the others cannot be asked later, it goes on from there.
        seconds = self._own()
        if self.shared is not None and not self._stopped.is_set():
            seconds = await self._with_others(seconds, self.shared)
        if seconds > 0 and not self._stopped.is_set():
            await self.rest(self._stopped, seconds)
        return not self._stopped.is_set()

    def _own(self) -> float:
        """Take a turn; return how long until it has come."""
        now = self.monotonic()
        self._tokens = min(self.burst, self._tokens + (now - self._since) * self.per_second)
        self._since = now
        # Taken before waiting, so that those who wait stand one behind the other.
        self._tokens -= 1
        return -self._tokens / self.per_second

    async def _with_others(self, own_s: float, shared: Shared) -> float:
        mine: asyncio.Future[float | None] = asyncio.get_running_loop().create_future()
        self._taking.append(mine)
        await asyncio.sleep(0)  # those that are to go at the same time ask together
        if self._taking and self._taking[0] is mine:
            taking, self._taking = self._taking, []
            await self._take(taking, shared)
        seconds = await mine
        return own_s if seconds is None else seconds

    async def _take(self, taking: list[asyncio.Future[float | None]], shared: Shared) -> None:
        """Take a turn for each, or let each go by the own measure; whoever asks may be broken off meanwhile."""
        each_s = 1 / self.per_second
        seconds: list[float | None] = [None] * len(taking)
        try:
            turns = await within(_PATIENCE_S, shared.take_turns(len(taking), each_s=each_s, burst=self.burst))
        except (LedgerError, TimeoutError) as error:
            log.warning("pace not shared", reason=str(error) or type(error).__name__)
        else:
            for channel, wait in turns.limited.items():
                self._leave(channel, wait)
            seconds = [turns.last_s - place * each_s for place in reversed(range(len(taking)))]
        finally:
            for each, until in zip(taking, seconds, strict=True):
                if not each.done():
                    each.set_result(until)

    def stop(self) -> None:
        """Let nobody go any more, those who wait included."""
        self._stopped.set()

    def limit(self, channel: str, wait: timedelta) -> None:
        """Leave a conversation alone for as long as Slack says, here and in other processes."""
        self._leave(channel, wait)
        if self.shared is not None:
            telling = asyncio.ensure_future(self._tell(channel, wait, self.shared))
            self._telling.add(telling)
            telling.add_done_callback(self._telling.discard)

    async def _tell(self, channel: str, wait: timedelta, shared: Shared) -> None:
        try:
            await shared.leave_alone(channel, wait)
        except LedgerError as error:
            log.warning("wait not shared", reason=str(error))

    def _leave(self, channel: str, wait: timedelta) -> None:
        self._limited[channel] = max(self._limited.get(channel, 0), self.monotonic() + wait.total_seconds())

    def wait(self, channel: str) -> timedelta:
        """Return how long a conversation is to be left alone still; zero: no longer."""
        now = self.monotonic()
        self._limited = {each: until for each, until in self._limited.items() if until > now}
        until = self._limited.get(channel, now)
        if len(self._limited) >= _MANY:
            until = max(until, min(self._limited.values()))
        return timedelta(seconds=until - now)
