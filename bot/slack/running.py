"""What is under way, so that stopping can wait for it."""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from typing import Any

Listener = Callable[..., Awaitable[None]]


class Running:
    """Knows the listeners that have begun and not ended."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def track(self, listener: Listener) -> Listener:
        """Return the listener, tracked. Its parameters stay visible: Bolt passes arguments by their names."""

        @functools.wraps(listener)
        async def tracked(*args: Any, **kwargs: Any) -> None:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101 - Bolt runs listeners in tasks
            self._tasks.add(task)
            # Not when the listener ends: where it fails, its task goes on to tell the person.
            task.add_done_callback(self._tasks.discard)
            await listener(*args, **kwargs)

        return tracked

    async def ended(self, *, within_s: float) -> bool:
        """Wait for what is under way; False where the time was not enough, and the rest is cancelled."""
        try:
            async with asyncio.timeout(within_s):
                while self._tasks:  # those that begin meanwhile too
                    await asyncio.wait(self._tasks)
        except TimeoutError:
            cut_short = set(self._tasks)
            for task in cut_short:
                task.cancel()
            await asyncio.gather(*cut_short, return_exceptions=True)  # they let go of what they hold
            return False
        return True
