"""Wait only so long for something that goes on by itself."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

#: What an answer waits for the ledger. After this it is as good as away: somebody in danger may be waiting behind it.
LEDGER_S = 2.0

_left: set[asyncio.Task[Any]] = set()


async def within(seconds: float, asked: Coroutine[Any, Any, T]) -> T:
    """Return what is asked for, or raise ``TimeoutError`` and leave it to end by itself.

    It is not broken off: a database that is busy takes its time to give up too, and what it does late is not lost.
    """
    task = asyncio.ensure_future(asked)
    await asyncio.wait({task}, timeout=seconds)
    if task.done():
        return task.result()
    _left.add(task)  # the event loop alone would let it be collected
    task.add_done_callback(_let_go)
    raise TimeoutError


def _let_go(task: asyncio.Task[Any]) -> None:
    _left.discard(task)
    if not task.cancelled():
        task.exception()  # looked at, so that asyncio does not report it as forgotten
