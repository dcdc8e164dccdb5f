"""What the parts of the ledger in a database share: transactions, the real clock, lists of any length."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Executable,
    RowMapping,
    Select,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    text,
)

from bot.outbox import RowState
from bot.storage import rules
from bot.storage.instants import in_utc
from bot.storage.tables import Instant, outbox

T = TypeVar("T")

#: "suivi" in bytes, and one: those who add messages do it one after the other.
PLANNING = 0x7375697669_01
#: Values in one ``IN``: well under what either database takes.
_TOGETHER = 2000
#: The list in a statement for ``each_of``.
LIST: BindParameter[Any] = bindparam("list", expanding=True)


class Part:
    """A part of ``SqlLedger``. Work is a function of a connection, and may be done again where a transaction failed."""

    #: Where the database has no clock of its own.
    _clock: Callable[[], datetime] = staticmethod(rules.real_now)
    #: Names rows of the outbox.
    _new_id: Callable[[], str] = staticmethod(rules.new_id)

    async def _read(self, doing: str, work: Callable[[Connection], T]) -> T:
        """Return what the work returns, which only reads."""
        raise NotImplementedError

    async def _write(self, doing: str, work: Callable[[Connection], T]) -> T:
        """Return what the work returned, once that is committed."""
        raise NotImplementedError

    async def _caught_up(self) -> None:
        """Wait until everything is written that was asked for so far."""
        raise NotImplementedError

    def _real(self, db: Connection) -> datetime:
        """Return the instant that leases follow: the server's, which all its clients share."""
        if db.dialect.name == "sqlite":
            return in_utc(self._clock())
        return db.execute(_SERVER_CLOCK).scalar_one()


_SERVER_CLOCK = select(func.clock_timestamp(type_=Instant))
_PLANNING_ALONE = text("SELECT pg_advisory_xact_lock(:key)")


def is_in(*states: RowState) -> ColumnElement[bool]:
    """Find rows in some states; they stand in the statement, because one for any state could use no partial index."""
    return or_(*(outbox.c.state == literal_column(f"'{each.value}'") for each in states))


def planning_alone(db: Connection) -> None:
    """Wait until nobody else adds messages or assignments, and keep others from it until the transaction ends.

    SQLite's write lock does that already.
    """
    if db.dialect.name == "postgresql":
        db.execute(_PLANNING_ALONE, {"key": PLANNING})


def each_of(db: Connection, statement: Select[Any], ids: Collection[str], **others: Any) -> Iterator[RowMapping]:
    """Yield what a statement finds for a list of ids, of any length, in the order of the ids where it locks."""
    wanted: Sequence[str] = sorted(ids)
    for start in range(0, len(wanted), _TOGETHER):
        yield from db.execute(statement, {LIST.key: wanted[start : start + _TOGETHER], **others}).mappings()


def execute_each(db: Connection, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Carry out a statement for each of some rows, at once."""
    if rows:  # SQLAlchemy would take an empty list for one row of defaults
        db.execute(statement, rows)
