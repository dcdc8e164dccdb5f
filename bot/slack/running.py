"""What is under way, so that stopping can wait for it."""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from typing import Any

Listener = Callable[..., Awaitable[None]]


class Running:
    """Counts the listeners that have begun and not ended."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def track(self, listener: Listener) -> Listener:
        """Return the listener, tracked. Its parameters stay visible: Bolt passes arguments by their names."""

        @functools.wraps(listener)
        async def tracked(*args: Any, **kwargs: Any) -> None:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101 - Bolt runs listeners in tasks
            self._tasks.add(task)
            try:
                await listener(*args, **kwargs)
            finally:
                self._tasks.discard(task)

        return tracked

    async def ended(self, *, within_s: float) -> bool:
        """Wait for what is under way; False where the time was not enough, and the rest is cancelled."""
        tasks = set(self._tasks)
        if not tasks:
            return True
        _, pending = await asyncio.wait(tasks, timeout=within_s)
        for task in pending:
            task.cancel()
        return not pending
