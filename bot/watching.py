"""Look at what counting does not tell: how the outbox stands, and which knowledge is in service."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from bot.errors import LedgerError
from bot.ports import Backlog, Clock, FollowUpLedger
from bot.waiting import LEDGER_S, within
from knowledge.base import Snapshot

log = structlog.get_logger()

#: Looking at the outbox takes at most one part in so many of the time.
_SHARE = 50
#: Where looking takes no time to speak of.
_LEAST_S = 5.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is at one moment."""

    generation: int
    entries: int
    #: Whether another process has put other knowledge into service since; None: nobody knows.
    is_outdated: bool | None
    #: None: the ledger did not answer.
    backlog: Backlog | None
    #: How long the earliest planned row has been due, in seconds of the planning clock; 0.0: none is.
    late_s: float
    #: Whether sending is paused; None: nobody knows.
    is_paused: bool | None


@dataclass(slots=True, kw_only=True)
class Watching:
    """Looks when somebody wants to know; at the outbox no more often than it can be looked at cheaply."""

    ledger: FollowUpLedger
    clock: Clock
    snapshot: Callable[[], Snapshot]
    monotonic: Callable[[], float] = time.monotonic
    _backlog: Backlog | None = None
    _again_at: float = 0.0

    async def standing(self) -> Standing:
        """Return how things stand. Never raises, and waits for the ledger no longer than an answer does."""
        snapshot = self.snapshot()
        found, paused, latest = None, None, None
        try:
            found, paused, latest = await within(LEDGER_S, self._looked())
        except (LedgerError, TimeoutError) as error:
            log.warning("outbox not looked at", reason=str(error) or type(error).__name__)
        is_outdated = None if found is None else latest not in {None, snapshot.knowledge.sources_hash}
        return Standing(
            generation=snapshot.generation,
            entries=len(snapshot.entries),
            is_outdated=is_outdated,
            backlog=found,
            late_s=self._late(found),
            is_paused=None if found is None else paused is not None,
        )

    async def _looked(self) -> tuple[Backlog, str | None, str | None]:
        paused, latest = await self.ledger.paused(), await self.ledger.in_service()
        if self._backlog is None or self.monotonic() >= self._again_at:
            began = self.monotonic()
            self._backlog = await self.ledger.backlog()
            ended = self.monotonic()
            self._again_at = ended + max(_LEAST_S, (ended - began) * _SHARE)
        return self._backlog, paused, latest

    def _late(self, found: Backlog | None) -> float:
        if found is None or found.earliest is None:
            return 0.0
        return max(0.0, (self.clock.now() - found.earliest).total_seconds())
