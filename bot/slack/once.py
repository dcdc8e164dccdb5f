"""Each thing once: what Slack delivers again, and a button pressed twice, have one effect."""

import time
from collections import OrderedDict

import structlog

from bot.errors import LedgerError
from bot.ports import Clock, Ledger
from bot.waiting import LEDGER_S, within

log = structlog.get_logger()

#: A ledger that did not answer is not waited for again until this time has passed.
_LEFT_ALONE_S = 5.0
#: While the ledger is away, this many keys are remembered here; a busy day has fewer.
_REMEMBERED = 10_000


class Once:
    """Remembers keys in the ledger, and in memory while the ledger is away."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger, self._clock = ledger, clock
        self._here: OrderedDict[str, None] = OrderedDict()
        self._left_alone_until = 0.0

    async def first(self, *keys: str) -> bool:
        """Tell whether these keys all come for the first time, and remember them."""
        if not self._here.keys().isdisjoint(keys):
            return False
        # Answering twice after a restart is better than not answering: the distress gate must work.
        if time.monotonic() < self._left_alone_until:
            return self._first_here(keys)
        try:
            return await within(LEDGER_S, self._ledger.first_time(keys[0], self._clock.now(), *keys[1:]))
        except LedgerError as error:
            log.warning("event remembered in memory only", reason=str(error))
        except TimeoutError:
            log.warning("event remembered in memory only", reason="no answer")
            self._left_alone_until = time.monotonic() + _LEFT_ALONE_S
        return self._first_here(keys)

    def _first_here(self, keys: tuple[str, ...]) -> bool:
        # Looked up again: while this one waited for the ledger, the same event may have come a second time.
        first = self._here.keys().isdisjoint(keys)
        self._here |= dict.fromkeys(keys)
        while len(self._here) > _REMEMBERED:
            self._here.popitem(last=False)
        return first
