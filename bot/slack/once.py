"""Each thing once: what Slack delivers again, and a button pressed twice, have one effect."""

from collections import OrderedDict

import structlog

from bot.errors import LedgerError
from bot.ports import Clock, Ledger
from bot.waiting import LEDGER_S, within

log = structlog.get_logger()

#: While the ledger is away, this many keys are remembered here; a busy day has fewer.
_REMEMBERED = 10_000


class Once:
    """Remembers keys in the ledger, and in memory while the ledger is away."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger, self._clock = ledger, clock
        self._here: OrderedDict[str, None] = OrderedDict()

    async def first(self, *parts: str) -> bool:
        """Tell whether these parts, as one key, come for the first time, and remember them."""
        key = ":".join(parts)
        if key in self._here:
            return False
        try:
            return await within(LEDGER_S, self._ledger.first_time(key, self._clock.now()))
        except (LedgerError, TimeoutError) as error:
            # Answering twice after a restart is better than not answering: the distress gate must work.
            log.warning("event remembered in memory only", reason=str(error) or type(error).__name__)
            return self._first_here(key)

    def _first_here(self, key: str) -> bool:
        # Looked up again: while this one waited for the ledger, the same event may have come a second time.
        if key in self._here:
            return False
        self._here[key] = None
        if len(self._here) > _REMEMBERED:
            self._here.popitem(last=False)
        return True
