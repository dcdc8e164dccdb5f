"""What the parts of the ledger in a database share: transactions, the real clock, lists of any length."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, TypeVar, cast

from sqlalchemy import (
    BinaryExpression,
    BindParameter,
    ColumnElement,
    Connection,
    Executable,
    RowMapping,
    Select,
    Table,
    Text,
    any_,
    bindparam,
    column,
    func,
    insert,
    literal_column,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.sql.visitors import replacement_traverse

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
    asked = statement if db.dialect.name == "sqlite" else _with_an_array(statement)
    for start in range(0, len(wanted), _TOGETHER):
        yield from db.execute(asked, {LIST.key: wanted[start : start + _TOGETHER], **others}).mappings()


@lru_cache(maxsize=64)  # some statements are put together for one call
def _with_an_array(statement: Select[Any]) -> Select[Any]:
    """Return a statement for PostgreSQL that takes its list as one value.

    A list of values is another statement for each length, to be put together, taken apart and planned anew.
    """
    from sqlalchemy.dialects.postgresql import ARRAY  # noqa: PLC0415 - a tenth of a second that SQLite does without

    def instead(element: Any, **_: Any) -> Any:
        if isinstance(element, BinaryExpression) and getattr(element.right, "key", None) == LIST.key:
            return element.left == any_(bindparam(LIST.key, type_=ARRAY(Text)))
        return None

    return cast("Select[Any]", replacement_traverse(statement, {}, instead))


def execute_each(db: Connection, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Carry out a statement for each of some rows, at once."""
    if rows:  # SQLAlchemy would take an empty list for one row of defaults
        db.execute(statement, rows)


#: Names the row that is changed, beside the new values of its columns.
WHICH = "which"


def insert_each(db: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows, which all have the same columns, at once."""
    if rows:
        _at_once(db, insert, table, rows)


def update_each(db: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Change rows by their id, which is ``WHICH``, at once; all change the same columns, and each row once."""
    if rows:
        _at_once(db, update, table, rows)


def _at_once(db: Connection, doing: Callable[..., Any], table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    names = tuple(rows[0])
    if db.dialect.name == "sqlite":
        db.execute(_one_by_one(doing, table), rows)
    else:
        # A server carries out one statement for a list of rows in a third of the time of one statement for each.
        db.execute(_together(doing, table, names), {f"{name}s": [row[name] for row in rows] for name in names})


@cache
def _one_by_one(doing: Callable[..., Any], table: Table) -> Any:
    return insert(table) if doing is insert else update(table).where(table.c.id == bindparam(WHICH))


@cache
def _together(doing: Callable[..., Any], table: Table, names: Sequence[str]) -> Any:
    """Return a PostgreSQL statement that takes a list for each column."""
    from sqlalchemy.dialects.postgresql import ARRAY  # noqa: PLC0415 - a tenth of a second that SQLite does without

    types = {name: table.c["id" if name == WHICH else name].type for name in names}
    lists = [bindparam(f"{name}s", type_=ARRAY(types[name])) for name in names]
    given = func.unnest(*lists).table_valued(*(column(name, types[name]) for name in names)).render_derived("given")
    if doing is insert:
        return insert(table).from_select(list(names), select(*(given.c[name] for name in names)))
    return (
        update(table)
        .values({name: given.c[name] for name in names if name != WHICH})
        .where(table.c.id == given.c[WHICH])
    )
