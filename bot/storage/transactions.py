"""From many tasks to a database that blocks: reads in threads of their own, writes gathered into few transactions."""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Generic, TypeVar, cast

import structlog
from sqlalchemy import Connection, Engine

from bot.errors import LedgerError
from bot.storage.engine import WRITES, Pace, explained

log = structlog.get_logger()

T = TypeVar("T")

#: How long a write waits for the writes before it. Longer only helps where the disk hangs, and then nobody is served.
PATIENCE = timedelta(seconds=10)

_READERS = 4


class Reader:
    """Reads in threads, so that no reader waits for a writer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(_READERS, thread_name_prefix="ledger-reader")

    async def read(self, doing: str, work: Callable[[Connection], T]) -> T:
        """Return what the work returns.

        Raises:
            LedgerError: the database did not answer.
        """
        with explained(doing):
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, work)

    def close(self) -> None:
        self._threads.shutdown(wait=False)

    def _read(self, work: Callable[[Connection], T]) -> T:
        with self._engine.connect() as connection:
            return work(connection)


class Writer:
    """Writes in the order in which it is asked; what waits together is written in one transaction, at the pace given.

    A thread is asked for a whole transaction, not for each statement: while the event loop is busy, every way to a
    thread and back may take the five milliseconds after which Python lets another thread run.
    """

    def __init__(self, engine: Engine, pace: Pace) -> None:
        self._engine = engine.execution_options(**{WRITES: True})
        self._pace = pace
        self._threads = ThreadPoolExecutor(pace.threads, thread_name_prefix="ledger-writer")
        self._waiting: deque[_Write[Any]] = deque()
        self._under_way: set[asyncio.Future[list[_Write[Any]]]] = set()

    async def write(self, doing: str, work: Callable[[Connection], T]) -> T:
        """Return what the work returned, once that is committed. Cancelled before its turn has come, it is not done.

        Work is done again, in a new transaction, where other work failed in the same one.

        Raises:
            LedgerError: nothing of it was written.
        """
        write = self._queued(work)
        patience = asyncio.get_running_loop().call_later(PATIENCE.total_seconds(), write.give_up)
        self._begin()
        try:
            with explained(doing):
                return await write.outcome
        finally:
            patience.cancel()

    def write_now(self, doing: str, work: Callable[[Connection], object]) -> asyncio.Future[Any]:
        """See to it that something is written; return what is done then. Where that fails, it is logged."""
        outcome = self._queued(work).outcome
        outcome.add_done_callback(partial(_log_failure, doing))
        self._begin()
        return outcome

    async def caught_up(self) -> None:
        """Wait until everything is written that was asked for so far."""
        asked: set[asyncio.Future[Any]] = {each.outcome for each in self._waiting}
        self._begin()
        if asked := asked | self._under_way:
            await asyncio.wait(asked)

    async def close(self) -> None:
        """Write what is left, and let go of the threads."""
        while self._waiting or self._under_way:
            await self.caught_up()
        self._threads.shutdown(wait=False)

    def _queued(self, work: Callable[[Connection], T]) -> "_Write[T]":
        write = _Write(work, asyncio.get_running_loop().create_future())
        self._waiting.append(write)
        return write

    def _begin(self) -> None:
        """Give what waits to the threads that are free."""
        while self._waiting and len(self._under_way) < self._pace.threads:
            some = [self._waiting.popleft() for _ in range(min(len(self._waiting), self._pace.together))]
            wanted = [each for each in some if each.begin()]
            if wanted:
                committing = asyncio.get_running_loop().run_in_executor(self._threads, self._commit, wanted)
                self._under_way.add(committing)
                committing.add_done_callback(self._settle)

    def _settle(self, committed: "asyncio.Future[list[_Write[Any]]]") -> None:
        self._under_way.remove(committed)
        self._begin()  # first, so that the thread is at work while the tasks go on
        for each in committed.result():
            each.settle()

    def _commit(self, writes: "list[_Write[Any]]") -> "list[_Write[Any]]":
        """Commit writes in one transaction, without those that fail; return them all."""
        left = list(writes)
        while left:
            failing = None
            try:
                with self._engine.begin() as connection:
                    for each in left:
                        failing = each
                        each.do(connection)
                    failing = None
                break
            except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
                # Beginning and committing fail for all alike.
                for each in left if failing is None else [failing]:
                    each.error = error
                left = [each for each in left if each.error is None]
        return writes


@dataclass(slots=True, eq=False)
class _Write(Generic[T]):
    """Something to write, and what came of it; in one thread at a time."""

    work: Callable[[Connection], T]
    #: Waited for in the event loop; cancelled where nobody waits any longer.
    outcome: asyncio.Future[T]
    begun: bool = False
    result: T | None = None
    error: Exception | None = None

    def begin(self) -> bool:
        """Tell whether it is still wanted; from then on it is not given up."""
        self.begun = True
        return not self.outcome.done()

    def give_up(self) -> None:
        if not self.begun and not self.outcome.done():
            self.outcome.set_exception(TimeoutError())

    def do(self, connection: Connection) -> None:
        self.result = self.work(connection)

    def settle(self) -> None:
        if self.outcome.done():
            return
        if self.error is not None:
            self.outcome.set_exception(self.error)
        else:
            self.outcome.set_result(cast("T", self.result))


def _log_failure(doing: str, outcome: asyncio.Future[Any]) -> None:
    try:
        with explained(doing):
            outcome.result()
    except LedgerError as error:
        log.warning("not written", reason=str(error))
