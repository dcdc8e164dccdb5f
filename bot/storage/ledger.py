"""The ledger in a database: SQLite by default, PostgreSQL where there is more than one replica."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, delete, inspect, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import LedgerError
from bot.ports import Audited, PassedOn
from bot.storage.engine import (
    WRITES,
    blocking_engine_for,
    engine_for,
    explained,
    insert_for,
    migrating_alone,
    parsed,
    turns_for,
)
from bot.storage.following import SqlFollowUps
from bot.storage.instants import in_utc
from bot.storage.outbox import SqlOutbox
from bot.storage.roster import SqlRoster
from bot.storage.tables import REVISION, audits, counts, keys, questions, revisions, threads

T = TypeVar("T")

MIGRATIONS = Path(__file__).parent / "migrations"


class SqlLedger(SqlRoster, SqlFollowUps, SqlOutbox):
    """Keeps the promises of ``FollowUpLedger`` with a database whose schema is at ``REVISION``; see ``open_ledger``."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**{WRITES: True})
        self._insert = insert_for(engine.dialect.name)
        self._turn = turns_for(engine.dialect.name)

    async def first_time(self, key: str, now: datetime, *others: str) -> bool:
        new = self._insert(keys).on_conflict_do_nothing().returning(keys.c.key)
        async with self._writing("first_time") as connection:
            # One by one, so that the statement is compiled once for all; in one order, so that replicas never wait
            # for each other. Returned, not counted: an insert's row count is not known on every database.
            rows = [{"key": each, "remembered_at": in_utc(now)} for each in sorted({key, *others})]
            return all([await connection.scalar(new, row) is not None for row in rows])

    async def forget_keys(self, before: datetime) -> int:
        limit = in_utc(before)
        async with self._writing("forget_keys") as connection:
            return (await connection.execute(delete(keys).where(keys.c.remembered_at < limit))).rowcount

    async def take_part(self, thread: str, now: datetime) -> None:
        row = self._insert(threads).values(thread=thread, spoke_at=in_utc(now))
        later = row.on_conflict_do_update(
            index_elements=[threads.c.thread],
            set_={"spoke_at": row.excluded.spoke_at},
            where=threads.c.spoke_at < row.excluded.spoke_at,
        )
        async with self._writing("take_part") as connection:
            await connection.execute(later)

    async def takes_part(self, thread: str) -> bool:
        async with self._reading("takes_part") as connection:
            found = await connection.scalar(select(threads.c.thread).where(threads.c.thread == thread))
        return found is not None

    async def forget_threads(self, before: datetime) -> int:
        limit = in_utc(before)
        async with self._writing("forget_threads") as connection:
            return (await connection.execute(delete(threads).where(threads.c.spoke_at < limit))).rowcount

    async def count(self, what: str, subject: str, day: date) -> None:
        row = self._insert(counts).values(what=what, subject=subject, day=day, n=1)
        one_more = row.on_conflict_do_update(index_elements=counts.primary_key, set_={"n": counts.c.n + 1})
        async with self._writing("count") as connection:
            await connection.execute(one_more)

    async def counted(self, what: str, subject: str, day: date) -> int:
        wanted = (counts.c.day == day, counts.c.what == what, counts.c.subject == subject)
        async with self._reading("counted") as connection:
            return await connection.scalar(select(counts.c.n).where(*wanted)) or 0

    async def pass_on(self, question: PassedOn) -> None:
        row = {**asdict(question), "asked_at": in_utc(question.asked_at)}
        async with self._writing("pass_on") as connection:
            await connection.execute(self._insert(questions).values(row).on_conflict_do_nothing())

    async def passed_on(self) -> Sequence[PassedOn]:
        oldest_first = select(questions).order_by(questions.c.asked_at, questions.c.id)
        async with self._reading("passed_on") as connection:
            return [PassedOn(**row) for row in (await connection.execute(oldest_first)).mappings()]

    async def audit(self, record: Audited) -> None:
        row = {**asdict(record), "at": in_utc(record.at)}
        async with self._writing("audit") as connection:
            await connection.execute(self._insert(audits).values(row))

    async def audited(self, *, limit: int) -> Sequence[Audited]:
        fields = (audits.c.at, audits.c.who, audits.c.action, audits.c.before, audits.c.after)
        latest_first = select(*fields).order_by(audits.c.at.desc(), audits.c.id.desc()).limit(limit)
        async with self._reading("audited") as connection:
            return [Audited(**row) for row in (await connection.execute(latest_first)).mappings()]

    async def close(self) -> None:
        with explained("close"):
            await self._engine.dispose()

    async def _read(self, doing: str, work: Callable[[Connection], T]) -> T:
        async with self._reading(doing) as connection:
            return await connection.run_sync(work)

    async def _write(self, doing: str, work: Callable[[Connection], T]) -> T:
        async with self._writing(doing) as connection:
            return await connection.run_sync(work)

    @asynccontextmanager
    async def _reading(self, doing: str) -> AsyncIterator[AsyncConnection]:
        with explained(doing):
            async with self._engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def _writing(self, doing: str) -> AsyncIterator[AsyncConnection]:
        """One transaction, committed when the block ends well and undone when it does not."""
        with explained(doing):
            async with self._turn(), self._writer.begin() as connection:
                yield connection


async def open_ledger(url: str | Path, *, read_only: bool = False) -> SqlLedger:
    """Open the ledger, made and brought to our schema where it is not there yet; a path is that of an SQLite file.

    With ``read_only`` nothing is made, migrated or written, and the ledger's writing methods raise ``LedgerError``.

    Raises:
        LedgerError: the URL will not do, the database does not answer, or its schema is not ours to use: made by a
            later version, or for a reader not migrated yet.
    """
    place = parsed(url)
    if not read_only:
        _make_folder(place)
    with explained(f"cannot open the ledger {_shown(place)}; check that it is there, and its rights"):
        await asyncio.to_thread(_check, place, read_only=read_only)
    return SqlLedger(engine_for(place, read_only=read_only))


def _make_folder(place: URL) -> None:
    if place.get_backend_name() == "sqlite":
        folder = Path(place.database or "").absolute().parent
        with explained(f"cannot make {folder} for the ledger; make it, or set another SUIVI_STATE_DIR"):
            folder.mkdir(parents=True, exist_ok=True)


def _shown(place: URL) -> str:
    """Name a database without its password, which may be in the query too."""
    return place.set(query={}).render_as_string(hide_password=True)


def _revision(connection: Connection) -> str | None:
    """Return the revision of a schema; None where there is no schema yet."""
    if not inspect(connection).has_table(revisions.name):
        return None
    return connection.scalar(select(revisions.c.version_num))


def _check(place: URL, *, read_only: bool) -> None:
    """Connect once, and bring the schema to ``REVISION``. Blocks, so it runs in a thread, as migrations do."""
    engine = blocking_engine_for(place, read_only=read_only)
    try:
        with engine.connect() as connection:
            found = _revision(connection)
        if found != REVISION and read_only:
            raise LedgerError(f"the ledger {_shown(place)} is at revision {found}, not {REVISION}; `serve` migrates it")
        if found != REVISION:
            _migrate(engine, place)
    finally:
        engine.dispose()


def _migrate(engine: Engine, place: URL) -> None:
    """Bring the schema to the newest revision, or leave it as it is."""
    from alembic import command, util  # noqa: PLC0415 - most starts have nothing to migrate
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        migrating_alone(connection)
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except util.CommandError as error:
            raise LedgerError(f"the ledger {_shown(place)} was made by a later version of Suivi; use that") from error
