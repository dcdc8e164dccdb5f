"""A database by URL, and its failures in our words. What differs between SQLite and PostgreSQL is decided here."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import ArgumentError, DataError, SQLAlchemyError

from bot.errors import LedgerError

#: The drivers by the name that people type.
DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}

#: In the order they are set: the time to wait first, because switching to WAL may have to.
PRAGMAS = {
    "busy_timeout": 5000,  # milliseconds
    "journal_mode": "WAL",
    "synchronous": "FULL",  # what was acknowledged survives a power cut
    "foreign_keys": "ON",
}

READ_ONLY_PRAGMAS = {"busy_timeout": 5000, "query_only": "ON"}

SQLITE_OPTIONS: dict[str, Any] = {
    "hide_parameters": True,
    "connect_args": {"isolation_level": None},  # the driver begins no transaction by itself; `_prepared` sees to it
}

#: A server that is away is found out within the time that a person waits.
SERVER_OPTIONS: dict[str, Any] = {
    "hide_parameters": True,
    "pool_pre_ping": True,  # a restart of the server costs nobody an answer
    "connect_args": {"connect_timeout": 5},  # seconds
}

#: A process that is frozen in the middle of a transaction holds what all others need to plan; after so many seconds
#: the server ends it for it. Well under the shortest lease, and far above what a transaction of ours ever pauses.
FROZEN_S = 15

#: "suivi" in bytes: of several replicas that start together, one migrates and the others wait for it.
MIGRATING = 0x7375697669

#: An execution option: this connection's transactions write.
WRITES = "suivi_writes"


@contextmanager
def explained(doing: str) -> Iterator[None]:
    """Turn whatever a database raises into ``LedgerError``.

    Its text has what was being done and the kind of failure, never a statement, its parameters, or the database's own
    words, which may quote a row. The cause has those, without the parameters.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError, UnicodeError) as error:
        raise LedgerError(f"{doing}: {_kind(error)}") from error


def is_of_data(error: Exception) -> bool:
    """Tell whether a failure comes from what was to be written or looked for, and not from the database."""
    return isinstance(error.__cause__, DataError | UnicodeError)


def _kind(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    codes = (getattr(cause, name, None) for name in ("sqlite_errorname", "sqlstate", "strerror"))
    return " ".join([type(cause).__name__, *(str(code) for code in codes if code)])


def parsed(url: str | Path) -> URL:
    """Return the URL with our drivers; ``sqlite:///...``, ``postgresql://...`` or an SQLite file's path will do.

    Raises:
        LedgerError: it is no URL, or of another database, or names no file.
    """
    if isinstance(url, Path):
        return URL.create(DRIVERS["sqlite"], database=str(url.absolute()))
    try:
        found = make_url(url)
    except (ArgumentError, ValueError):  # whose words may quote a part of the password
        form = "sqlite:///path/to/ledger.db or postgresql://user:password@host/name"
        raise LedgerError(f"SUIVI_LEDGER_URL is not the URL of a database; write {form}") from None
    name = found.get_backend_name()
    if name not in DRIVERS:
        raise LedgerError(f"the ledger is kept in SQLite or PostgreSQL, not in {name}; set another SUIVI_LEDGER_URL")
    if name == "sqlite" and found.database in {None, "", ":memory:"}:
        raise LedgerError("this SUIVI_LEDGER_URL names no file; write sqlite:///path/to/ledger.db")
    return found.set(drivername=DRIVERS[name])


def file_of(url: str | Path) -> Path | None:
    """Return the file of an SQLite ledger; None: it is on a server.

    Raises:
        LedgerError: as ``parsed``.
    """
    place = parsed(url)
    if place.get_backend_name() != "sqlite":
        return None
    return Path((place.database or "").removeprefix("file:")).absolute()


def engine_for(url: URL, *, read_only: bool = False) -> Engine:
    """Return an engine for a parsed URL, to be used in threads; nothing is opened yet.

    On SQLite a transaction on a connection with the option ``WRITES`` takes the write lock when it begins: taken later,
    it could find that another process wrote in between, and fail at once instead of waiting.
    """
    if url.get_backend_name() == "sqlite":
        place = _read_only(url) if read_only else url
        return _prepared(create_engine(place, **SQLITE_OPTIONS), read_only=read_only)
    engine = _impatient(create_engine(url, **SERVER_OPTIONS))
    return engine.execution_options(postgresql_readonly=True) if read_only else engine


def reading(engine: Engine) -> Engine:
    """Return an engine for work that only reads: on a server without a transaction around it.

    There a transaction shows each statement the rows of its own instant anyway, and costs two more.
    """
    options = engine.get_execution_options()
    if engine.dialect.name == "sqlite" or "postgresql_readonly" in options:  # a transaction is what is read-only
        return engine
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def migrating_alone(connection: Connection) -> None:
    """Keep other processes from migrating until the transaction ends. SQLite's write lock does that already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})


def insert_for(dialect: str) -> Callable[[Table], Any]:
    """Return the dialect's ``insert``: the one with ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""
    if dialect == "sqlite":
        return sqlite.insert
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - a tenth of a second that SQLite does without

    return postgresql.insert


@dataclass(frozen=True, slots=True)
class Pace:
    """How a database likes to be written to."""

    #: Transactions at the same time.
    threads: int
    #: Writes in one transaction, at most.
    together: int


def pace_for(dialect: str) -> Pace:
    """Return a database's pace.

    SQLite has one writer at a time, and each transaction waits for the disk: what many tasks write at once costs one
    such wait when it is written together. A server has many writers, and joins their waits itself; writes that lock
    rows in different orders would only get in each other's way there.
    """
    return Pace(threads=1, together=100) if dialect == "sqlite" else Pace(threads=4, together=1)


def _read_only(url: URL) -> URL:
    path = Path(url.database or "").absolute()
    return url.set(database=path.as_uri(), query={"mode": "ro", "uri": "true"})


def _impatient(engine: Engine) -> Engine:
    # Not among the parameters of the connection: a pooler in between would refuse those.
    @event.listens_for(engine, "connect")
    def set_timeout(connection: Any, _: object) -> None:
        try:
            connection.execute(f"SET idle_in_transaction_session_timeout = '{FROZEN_S}s'")
            connection.commit()
        except BaseException:
            connection.close()  # nobody else knows of it yet
            raise

    return engine


def _prepared(engine: Engine, *, read_only: bool) -> Engine:
    pragmas = READ_ONLY_PRAGMAS if read_only else PRAGMAS

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _: object) -> None:
        try:
            cursor = connection.cursor()
            for name, value in pragmas.items():
                cursor.execute(f"PRAGMA {name}={value}")
            cursor.close()
        except BaseException:
            connection.close()  # nobody else knows of it yet
            raise

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
