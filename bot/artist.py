"""Has charts drawn by a process of its own, one at a time, so that nobody's question waits for a picture."""

import asyncio
from dataclasses import asdict, dataclass, field
from pathlib import Path

import orjson
import structlog

from bot.apart import ApartError, apart
from bot.charting import Matrix, Trend, sketch
from bot.errors import BotError

log = structlog.get_logger()

#: Much longer than the largest picture takes, on a machine that is busy.
_PATIENCE_S = 60.0
_PNG = b"\x89PNG"


class NotDrawnError(BotError):
    """There is no picture; what it would have shown is unchanged, and can be said in words."""


@dataclass(frozen=True, slots=True)
class Artist:
    """Draws."""

    #: Where matplotlib keeps what it found out about fonts; None: where it does by itself.
    folder: Path | None = None
    patience_s: float = _PATIENCE_S
    _alone: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def drawn(self, chart: Matrix | Trend) -> bytes:
        """Return a chart as a PNG.

        Raises:
            NotDrawnError: the process failed, or took too long.
        """
        async with self._alone:  # each takes a whole core, and a hundred megabytes
            return await self._drawn(orjson.dumps(asdict(sketch(chart))))

    async def _drawn(self, given: bytes) -> bytes:
        place = {"MPLCONFIGDIR": str(self.folder)} if self.folder is not None else {}
        try:
            picture = await apart("bot.drawing", given=given, patience_s=self.patience_s, also=place)
        except ApartError as error:
            log.warning("picture not drawn", what=str(error), reason=error.complaint.partition(":")[0][:80])
            raise NotDrawnError(str(error)) from error
        if not picture.startswith(_PNG):
            raise NotDrawnError("what came is no picture")
        return picture
