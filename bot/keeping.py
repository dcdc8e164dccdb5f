"""What was built from the knowledge is kept behind what is served, so that the next start need not build it again."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.apart import ApartError, apart

log = structlog.get_logger()

#: Whoever asks right after a start or a reload is answered first.
_DELAY_S = 5.0
#: Much longer than a million phrasings take, behind everything else on the machine.
_PATIENCE_S = 1800.0


@dataclass(slots=True)
class Keeping:
    """Keeps what is in service, once at a time, in a process of its own."""

    #: Where the generations of the knowledge are.
    folder: Path
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
                await apart("knowledge.keeping", str(self.folder), patience_s=_PATIENCE_S)
            except ApartError as error:
                log.warning("indexes not kept, the next start takes longer", what=str(error), reason=error.complaint)
