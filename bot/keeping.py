"""What was built from the knowledge is kept behind what is served, so that the next start need not build it again."""

import asyncio
from dataclasses import dataclass

import structlog

from bot.waiting import aside
from knowledge.base import KnowledgeBase
from knowledge.storage import StorageError

log = structlog.get_logger()

#: Whoever asks right after a start or a reload is answered first.
_DELAY_S = 1.0


@dataclass(slots=True)
class Keeping:
    """Keeps what is in service, once at a time."""

    base: KnowledgeBase
    _task: asyncio.Task[None] | None = None
    _is_wanted: bool = False

    def soon(self) -> None:
        """Have it kept; asked again while that is under way, once more afterwards."""
        self._is_wanted = True
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._run())

    async def close(self) -> None:
        """Wait no more. What is half kept is kept by the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while self._is_wanted:
            await asyncio.sleep(_DELAY_S)
            self._is_wanted = False
            try:
                await aside(self.base.keep)
            except StorageError as error:
                log.warning("indexes not kept, the next start takes longer", reason=str(error))
