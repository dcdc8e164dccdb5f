"""The generations of the knowledge in the ledger's database, for all processes that serve the same."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeVar

import structlog
from sqlalchemy import URL, Connection, Engine, delete, select, text, update
from sqlalchemy.exc import IntegrityError

from bot.errors import LedgerError
from bot.storage.engine import WRITES, engine_for, explained
from bot.storage.tables import generations
from knowledge.shelf import KEPT
from knowledge.storage import StorageError

log = structlog.get_logger()

T = TypeVar("T")

#: Told that something was put on the shelf, on PostgreSQL.
CHANNEL = "suivi_knowledge"
#: So long nobody looks where nothing is told: of the two seconds in which all are to serve the same, the first.
LOOK_S = 1.0

_NEWEST = select(generations.c.number).order_by(generations.c.number.desc()).limit(KEPT)
_OLD = delete(generations).where(generations.c.number.not_in(_NEWEST.scalar_subquery()))


class SqlShelf:
    """Keeps the promises of ``knowledge.shelf.Shelf`` with a database whose schema is ours."""

    def __init__(self, place: URL) -> None:
        self._engine: Engine = engine_for(place)

    def digests(self) -> Mapping[int, str]:
        wanted = select(generations.c.number, generations.c.digest)
        return self._done(lambda db: {row.number: row.digest for row in db.execute(wanted)})

    def read(self, number: int) -> bytes | None:
        wanted = select(generations.c.content).where(generations.c.number == number)
        return self._done(lambda db: db.scalar(wanted))

    def put(self, number: int, content: bytes) -> bool:
        def work(db: Connection) -> None:
            db.execute(generations.insert(), {"number": number, **_kept(content)})
            db.execute(_OLD)
            _tell(db)

        try:
            self._done(work, writes=True)
        except _TakenError:
            return False
        return True

    def amend(self, number: int, content: bytes) -> None:
        def work(db: Connection) -> None:
            db.execute(update(generations).where(generations.c.number == number).values(**_kept(content)))
            _tell(db)

        self._done(work, writes=True)

    def close(self) -> None:
        self._engine.dispose()

    def _done(self, work: Callable[[Connection], T], *, writes: bool = False) -> T:
        try:
            with explained("knowledge in the database"), self._begun(writes=writes) as db:
                return work(db)
        except LedgerError as error:
            if isinstance(error.__cause__, IntegrityError):
                raise _TakenError from error
            raise StorageError(f"{error}; it is shared through the ledger: try again once that answers") from error

    def _begun(self, *, writes: bool) -> Any:
        return self._engine.execution_options(**{WRITES: writes}).begin()


class _TakenError(Exception):
    """Somebody else has put something under the same number."""


def _kept(content: bytes) -> Mapping[str, Any]:
    return {"digest": sha256(content).hexdigest(), "content": content}


def _tell(db: Connection) -> None:
    if db.dialect.name == "postgresql":
        db.execute(text(f"NOTIFY {CHANNEL}"))


@dataclass(slots=True)
class Hints:
    """Tells when something may have been put on a shelf on PostgreSQL. A hint may be lost; so nobody waits for long."""

    place: URL
    _connection: Any = field(init=False, default=None)

    async def wait(self) -> None:
        """Return when something may be there, and after a second in any case."""
        from psycopg import AsyncConnection, OperationalError  # noqa: PLC0415 - SQLite does without

        try:
            if self._connection is None:
                url = self.place.set(drivername="postgresql").render_as_string(hide_password=False)
                self._connection = await AsyncConnection.connect(url, autocommit=True, connect_timeout=5)
                await self._connection.execute(f"LISTEN {CHANNEL}")
            async for _ in self._connection.notifies(timeout=LOOK_S, stop_after=1):
                pass
        except OperationalError:
            await self.close()
            await asyncio.sleep(LOOK_S)

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()
