"""Turns that compare meanings, worked out beside the event loop: encoding a text takes some 30 ms, or for ever.

Where it takes too long, or too many are worked out already, words alone answer.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TypeVar

import structlog

from bot.conversation import Turn, Understood
from bot.waiting import aside

T = TypeVar("T")

log = structlog.get_logger()

#: A turn that reads a question in six ways encodes a dozen texts.
PATIENCE_S = 1.5
#: Threads at a time: more would only take turns on a small machine's cores.
MOST_AT_A_TIME = 4


async def at_once(turn: Turn) -> Understood:
    """Return what is meant by a turn, however long it takes: for a terminal, where nobody else waits."""
    return turn.understood()


@dataclass(frozen=True, slots=True)
class Thinking:
    """Understands turns without holding up anybody else's. It belongs to one event loop."""

    patience_s: float = PATIENCE_S
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_AT_A_TIME))

    async def understood(self, turn: Turn) -> Understood:
        """Return what is meant by a turn: by meaning too, where the knowledge has meanings and the patience lasts."""
        by_words = replace(turn, snapshot=turn.snapshot.by_words)
        if by_words.snapshot is turn.snapshot:
            return turn.understood()
        try:
            async with asyncio.timeout(self.patience_s):
                await self._room.acquire()
                return await aside(self._making_room_after(turn.understood))
        except TimeoutError:
            log.warning("meaning left out, words alone answered", waited_s=self.patience_s)
            return by_words.understood()

    def _making_room_after(self, work: Callable[[], T]) -> Callable[[], T]:
        """Return work that makes room when it ends: while it goes on it has a thread, whoever waits."""
        loop = asyncio.get_running_loop()

        def worked_out() -> T:
            try:
                return work()
            finally:
                with suppress(RuntimeError):  # the loop is closed: nobody needs room
                    loop.call_soon_threadsafe(self._room.release)

        return worked_out
