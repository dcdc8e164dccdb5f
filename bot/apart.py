"""Work in a process of its own: what would hold up answers for longer than anybody waits, or takes much memory."""

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.errors import BotError

_ROOT = Path(__file__).parents[1]
#: Nothing of ours but what any program needs: no token of Slack's, no password of a database.
_PASSED_ON = ("PATH", "HOME", "LANG", "SYSTEMROOT", "TMPDIR")


class ApartError(BotError):
    """The process could not be started, took too long, or failed; ``complaint`` is the last line it said of it."""

    def __init__(self, what: str, complaint: str = "") -> None:
        super().__init__(what)
        self.complaint = complaint


async def apart(
    module: str, *arguments: str, given: bytes = b"", patience_s: float, also: Mapping[str, str] | None = None
) -> bytes:
    """Run a module of ours as a program; return what it writes. Whoever stops waiting ends it.

    Args:
        module: its name.
        arguments: for it.
        given: what it reads.
        patience_s: how long it may take, in seconds.
        also: more of its environment.

    Raises:
        ApartError: see there.
    """
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    kept["OPENBLAS_NUM_THREADS"] = "1"  # nothing here is computed by many, and each costs a start
    pipe, command = asyncio.subprocess.PIPE, (sys.executable, "-m", module, *arguments)
    try:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=_ROOT, env=kept | dict(also or {}), stdin=pipe, stdout=pipe, stderr=pipe
        )
    except OSError as error:
        raise ApartError(str(error)) from error
    try:
        async with asyncio.timeout(patience_s):
            written, complaint = await process.communicate(given)
    except TimeoutError:
        raise ApartError("it took too long") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        last = complaint.decode(errors="replace").strip().rpartition("\n")[2]
        raise ApartError(f"status {process.returncode}", last)
    return written
