"""What another process puts in service is served here too, before long."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from bot.waiting import aside
from knowledge.base import KnowledgeBase
from knowledge.storage import StorageError

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class Replicating:
    """Follows what is put on the shelf that several processes share."""

    base: KnowledgeBase
    #: Returns when something may be there, and after a moment in any case.
    hinted: Callable[[], Awaitable[None]]
    #: Called once the knowledge in service is another one; must not wait.
    changed: Callable[[], None]
    _is_away: bool = False

    async def run(self) -> None:
        """Follow until cancelled. A shelf that is away costs nobody an answer: what is in service stays there."""
        while True:
            await self.hinted()
            await self._look()

    async def _look(self) -> None:
        try:
            difference = await aside(self.base.catch_up)
        except StorageError as error:
            if not self._is_away:
                log.warning("knowledge of other processes not seen; what is in service stays", reason=str(error))
            self._is_away = True
            return
        if self._is_away:
            log.info("knowledge of other processes seen again")
        self._is_away = False
        if difference is not None:
            log.info("another process put other knowledge in service", generation=difference.generation)
            self.changed()
