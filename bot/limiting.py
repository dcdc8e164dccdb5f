"""So many of something a minute, and no more. Pure, but for the clock that it is given."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable

from bot.errors import BotError

_MINUTE_S = 60.0
#: People of whom it is remembered; whoever was quiet longest is forgotten first.
_MOST = 1000


class TooOftenError(BotError):
    """Somebody does something more often than people do; nothing was done."""

    tell = "admin-too-often"


class Limit:
    """How often each person may do something within any minute, by real time and in this process."""

    def __init__(self, per_minute: int, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._per_minute, self._monotonic = per_minute, monotonic
        self._done: OrderedDict[str, deque[float]] = OrderedDict()

    def allows(self, who: str) -> bool:
        """Tell whether somebody may do it once more, which is counted then."""
        now = self._monotonic()
        done = self._done.setdefault(who, deque())
        self._done.move_to_end(who)
        while len(self._done) > _MOST:
            self._done.popitem(last=False)
        while done and now - done[0] >= _MINUTE_S:
            done.popleft()
        if len(done) >= self._per_minute:
            return False
        done.append(now)
        return True

    def forget(self, who: str) -> None:
        """Forget what somebody did."""
        self._done.pop(who, None)
