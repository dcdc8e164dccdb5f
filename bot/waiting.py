"""Wait only so long: for what goes on by itself, and for what blocks."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

#: What an answer waits for the ledger. After this it is as good as away: somebody in danger may be waiting behind it.
LEDGER_S = 2.0

_left: set[asyncio.Future[Any]] = set()


async def within(seconds: float, asked: Awaitable[T]) -> T:
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


async def aside(work: Callable[[], T]) -> T:
    """Run what blocks for long in a thread of its own; return what it returns, raise what it raises.

    The end of the process does not wait for it, as it would for asyncio's own threads: a supervisor is less patient
    than large files. So it must leave whole what it writes, wherever it is cut off.
    """
    outcome: Future[T] = Future()
    outcome.set_running_or_notify_cancel()  # from here on, whoever stops waiting does not disturb it

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            outcome.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return await asyncio.wrap_future(outcome)


def _let_go(task: asyncio.Future[Any]) -> None:
    _left.discard(task)
    if not task.cancelled():
        task.exception()  # looked at, so that asyncio does not report it as forgotten
