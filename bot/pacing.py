"""How fast messages go out: one measure for the whole workspace, and the waits that Slack asked for."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from bot.clocks import monotonic

#: So many conversations limited at once mean that it is the workspace that has had enough.
_MANY = 3


async def _rest(stopped: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stopped.wait()
    except TimeoutError:
        return


@dataclass(slots=True, kw_only=True)
class Pace:
    """A bucket of tokens: a burst at first, then so many posts a second. One event loop shares it."""

    per_second: float
    burst: int = 4
    monotonic: Callable[[], float] = monotonic
    #: Waits so many seconds, or until the event is set.
    rest: Callable[[asyncio.Event, float], Awaitable[None]] = _rest
    _tokens: float = field(init=False)
    _since: float = field(init=False)
    #: Until when a conversation is left alone, on the monotonic clock.
    _limited: dict[str, float] = field(init=False, default_factory=dict)
    _stopped: asyncio.Event = field(init=False, default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._tokens, self._since = self.burst, self.monotonic()

    async def turn(self) -> bool:
        """Wait until a post may go out, who asks first first; False where nothing is to go out any more."""
        now = self.monotonic()
        self._tokens = min(self.burst, self._tokens + (now - self._since) * self.per_second)
        self._since = now
        # Taken before waiting, so that those who wait stand one behind the other.
        self._tokens -= 1
        if self._tokens < 0 and not self._stopped.is_set():
            await self.rest(self._stopped, -self._tokens / self.per_second)
        return not self._stopped.is_set()

    def stop(self) -> None:
        """Let nobody go any more, those who wait included."""
        self._stopped.set()

    def limit(self, channel: str, wait: timedelta) -> None:
        """Leave a conversation alone for as long as Slack says."""
        self._limited[channel] = max(self._limited.get(channel, 0), self.monotonic() + wait.total_seconds())

    def wait(self, channel: str) -> timedelta:
        """Return how long a conversation is to be left alone still; zero: no longer."""
        now = self.monotonic()
        self._limited = {each: until for each, until in self._limited.items() if until > now}
        until = self._limited.get(channel, now)
        if len(self._limited) >= _MANY:
            until = max(until, min(self._limited.values()))
        return timedelta(seconds=until - now)
