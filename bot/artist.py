"""Has charts drawn by a process of its own, one at a time, so that nobody's question waits for a picture."""

import asyncio
import os
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

import orjson
import structlog

from bot.charting import Matrix, Trend, sketch
from bot.errors import BotError

log = structlog.get_logger()

#: Much longer than the largest picture takes, on a machine that is busy.
_PATIENCE_S = 60.0
_ROOT = Path(__file__).parents[1]
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
        # Nothing of ours but what drawing needs: no token of Slack's, no password of a database.
        kept = {
            name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SYSTEMROOT", "TMPDIR") if name in os.environ
        }
        kept["OPENBLAS_NUM_THREADS"] = "1"  # nothing here is computed by many, and each costs a start
        if self.folder is not None:
            kept["MPLCONFIGDIR"] = str(self.folder)
        pipe = asyncio.subprocess.PIPE
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot.drawing"), cwd=_ROOT, env=kept, stdin=pipe, stdout=pipe, stderr=pipe
            )
        except OSError as error:
            raise NotDrawnError(str(error)) from error
        try:
            async with asyncio.timeout(self.patience_s):
                picture, complaint = await process.communicate(given)
        except TimeoutError:
            raise NotDrawnError("it took too long") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode or not picture.startswith(_PNG):
            last = complaint.decode(errors="replace").strip().rpartition("\n")[2]
            log.warning("picture not drawn", status=process.returncode, reason=last.partition(":")[0][:80])
            raise NotDrawnError(f"status {process.returncode}")
        return picture
