"""What many tasks ask of a database at once, in few statements: each costs as much for a hundred rows as for one."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from bot.storage.engine import is_of_data

A = TypeVar("A")
R = TypeVar("R")

Row = dict[str, Any]

#: Asked together at most.
_MOST = 200
#: What can wait is written after this time.
SOON_S = 0.1


@dataclass(slots=True)
class Together(Generic[A, R]):
    """Asks at once; and what is asked while an answer is under way, together after it.

    Nobody waits for company: where one asks at a time, each is asked alone.
    """

    #: Returns an answer for each that is asked, in their order.
    ask_all: Callable[[Sequence[A]], Awaitable[Sequence[R]]]
    _waiting: deque[tuple[A, asyncio.Future[R]]] = field(init=False, default_factory=deque)
    _asking: "asyncio.Task[None] | None" = field(init=False, default=None)

    async def ask(self, asked: A) -> R:
        """Return the answer.

        Raises:
            LedgerError: there is none; where what was asked is at fault, for that alone.
        """
        outcome: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, outcome))
        if self._asking is None:
            self._asking = asyncio.ensure_future(self._ask_on())
        return await outcome

    async def _ask_on(self) -> None:
        try:
            while self._waiting:
                some = [self._waiting.popleft() for _ in range(min(len(self._waiting), _MOST))]
                wanted = [(asked, outcome) for asked, outcome in some if not outcome.done()]
                await self._answer(wanted)
        finally:
            self._asking = None

    async def _answer(self, wanted: Sequence[tuple[A, asyncio.Future[R]]]) -> None:
        try:
            answers = await self.ask_all([asked for asked, _ in wanted]) if wanted else ()
        except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
            if len(wanted) > 1 and is_of_data(error):
                for each in wanted:
                    await self._answer([each])
                return
            # Not asked again where the database failed: it may have done what it was asked, and would say so.
            for _, outcome in wanted:
                if not outcome.done():
                    outcome.set_exception(error)
            return
        for (_, outcome), answer in zip(wanted, answers, strict=True):
            if not outcome.done():  # nobody may wait any longer
                outcome.set_result(answer)


@dataclass(slots=True)
class Gathered:
    """Rows of one table that can wait: those of one key become one, and all are written by one statement."""

    #: Sees to it that rows are written; returns what is done then.
    write: Callable[[Sequence[Row]], "asyncio.Future[Any]"]
    #: Returns what is to be written of a row that waits, and of a later one of its key.
    joined: Callable[[Row, Row], Row]
    _waiting: dict[Hashable, Row] = field(init=False, default_factory=dict)
    _under_way: dict[Hashable, Row] = field(init=False, default_factory=dict)
    _later: asyncio.TimerHandle | None = field(init=False, default=None)

    def put(self, key: Hashable, row: Row) -> None:
        """Have a row written before long."""
        waits = self._waiting.get(key)
        self._waiting[key] = row if waits is None else self.joined(waits, row)
        if self._later is None:
            self._later = asyncio.get_running_loop().call_later(SOON_S, self.flush)

    def get(self, key: Hashable) -> Row | None:
        """Return a row that is not in the database yet, as far as anybody knows; None: there is none."""
        return self._waiting.get(key) or self._under_way.get(key)

    def flush(self) -> None:
        """Have all of them written now."""
        if self._later is not None:
            self._later.cancel()
            self._later = None
        if not self._waiting:
            return
        rows, self._waiting = self._waiting, {}
        self._under_way |= rows
        # In one order, so that replicas never wait for each other.
        ordered = [rows[key] for key in sorted(rows, key=str)]
        self.write(ordered).add_done_callback(partial(self._done, rows))

    def _done(self, rows: Mapping[Hashable, Row], _: object) -> None:
        for key, row in rows.items():
            if self._under_way.get(key) is row:
                del self._under_way[key]
