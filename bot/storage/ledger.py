"""The ledger in a database: SQLite by default, PostgreSQL where there is more than one replica."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, and_, bindparam, delete, insert, inspect, or_, select, update

from bot.errors import LedgerError
from bot.ports import Acquaintance, Audited, Counted, Focus, PassedOn
from bot.storage.engine import WRITES, engine_for, explained, insert_for, migrating_alone, pace_for, parsed
from bot.storage.following import SqlFollowUps
from bot.storage.instants import in_utc
from bot.storage.outbox import SqlOutbox
from bot.storage.roster import SqlRoster
from bot.storage.tables import (
    REVISION,
    acquaintances,
    audits,
    counts,
    focuses,
    keys,
    questions,
    revisions,
    threads,
)
from bot.storage.transactions import Reader, Writer

T = TypeVar("T")

MIGRATIONS = Path(__file__).parent / "migrations"
#: Asked for each message in a thread.
_THREAD = select(threads.c.thread).where(threads.c.thread == bindparam("thread"))
#: Asked for each question.
_FOCUS = select(focuses.c.entry, focuses.c.meetings).where(
    focuses.c.conversation == bindparam("conversation"), focuses.c.at >= bindparam("since")
)


#: Asked for each question too.
_ACQUAINTANCE = select(acquaintances.c.language, acquaintances.c.told_at).where(
    acquaintances.c.user == bindparam("which")
)


class SqlLedger(SqlRoster, SqlFollowUps, SqlOutbox):
    """Keeps the promises of ``FollowUpLedger`` with a database whose schema is at ``REVISION``; see ``open_ledger``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = Reader(engine)
        self._writer = Writer(engine, pace_for(engine.dialect.name))
        # Made once: putting a statement together takes longer than running it.
        new = insert_for(engine.dialect.name)
        # The keys are returned, not counted: an insert's row count is not known on every database.
        self._new_key = new(keys).on_conflict_do_nothing().returning(keys.c.key)
        self._question = new(questions).on_conflict_do_nothing()
        one = new(counts)
        self._one_more = one.on_conflict_do_update(index_elements=counts.primary_key, set_={"n": counts.c.n + 1})
        spoken = new(threads)
        self._spoken = spoken.on_conflict_do_update(
            index_elements=[threads.c.thread],
            set_={"spoke_at": spoken.excluded.spoke_at},
            where=threads.c.spoke_at < spoken.excluded.spoke_at,
        )
        focused = new(focuses)
        self._focused = focused.on_conflict_do_update(
            index_elements=[focuses.c.conversation],
            set_={each: focused.excluded[each] for each in ("entry", "meetings", "at")},
        )
        told = new(acquaintances)
        self._told = told.on_conflict_do_update(
            index_elements=acquaintances.primary_key,
            set_={each: told.excluded[each] for each in ("told_at", "at")},
            where=or_(acquaintances.c.told_at.is_(None), acquaintances.c.told_at < bindparam("since")),
        ).returning(acquaintances.c.user)
        chosen = new(acquaintances)
        self._chosen = chosen.on_conflict_do_update(
            index_elements=acquaintances.primary_key,
            set_={each: chosen.excluded[each] for each in ("language", "at")},
        )
        #: What is being written: the next question must not wait for it, and must know it.
        self._focusing: dict[str, tuple[Focus, datetime]] = {}

    async def first_time(self, key: str, now: datetime, *others: str) -> bool:
        # One by one, so that the statement is compiled once for all; in one order, so that replicas never wait
        # for each other.
        rows = [{"key": each, "remembered_at": in_utc(now)} for each in sorted({key, *others})]

        def remember(db: Connection) -> bool:
            new = [db.scalar(self._new_key, row) for row in rows]
            return None not in new

        return await self._writer.write("first_time", remember)

    async def forget_keys(self, before: datetime) -> int:
        old = delete(keys).where(keys.c.remembered_at < in_utc(before))
        return await self._writer.write("forget_keys", lambda db: db.execute(old).rowcount)

    async def take_part(self, thread: str, now: datetime) -> None:
        row = {"thread": thread, "spoke_at": in_utc(now)}
        self._writer.write_soon("take_part", lambda db: db.execute(self._spoken, row))

    async def takes_part(self, thread: str) -> bool:
        row = {"thread": thread}
        await self._writer.caught_up()
        return await self._reader.read("takes_part", lambda db: db.scalar(_THREAD, row) is not None)

    async def forget_threads(self, before: datetime) -> int:
        old = delete(threads).where(threads.c.spoke_at < in_utc(before))
        # On PostgreSQL several threads write: what was asked for first may be written last.
        await self._writer.caught_up()
        return await self._writer.write("forget_threads", lambda db: db.execute(old).rowcount)

    async def focus_on(self, conversation: str, focus: Focus, now: datetime) -> None:
        said = self._focusing[conversation] = (focus, in_utc(now))
        row = {
            "conversation": conversation,
            "entry": focus.entry,
            "meetings": " ".join(focus.meetings),
            "at": in_utc(now),
        }

        def forget(_: object) -> None:
            if self._focusing.get(conversation) is said:
                del self._focusing[conversation]

        self._writer.write_soon("focus_on", lambda db: db.execute(self._focused, row)).add_done_callback(forget)

    async def focus(self, conversation: str, *, since: datetime) -> Focus | None:
        being_written = self._focusing.get(conversation)
        if being_written is not None:
            return being_written[0] if being_written[1] >= in_utc(since) else None
        asked = {"conversation": conversation, "since": in_utc(since)}
        row = await self._reader.read("focus", lambda db: db.execute(_FOCUS, asked).first())
        return Focus(row.entry, tuple(row.meetings.split())) if row is not None else None

    async def forget_focuses(self, before: datetime) -> int:
        old = delete(focuses).where(focuses.c.at < in_utc(before))
        await self._writer.caught_up()
        return await self._writer.write("forget_focuses", lambda db: db.execute(old).rowcount)

    async def count(self, what: str, subject: str, day: date) -> None:
        row = {"what": what, "subject": subject, "day": day, "n": 1}
        self._writer.write_soon("count", lambda db: db.execute(self._one_more, row))

    async def counted(self, what: str, subject: str, day: date) -> int:
        await self._writer.caught_up()
        wanted = (counts.c.day == day, counts.c.what == what, counts.c.subject == subject)
        return await self._reader.read("counted", lambda db: db.scalar(select(counts.c.n).where(*wanted)) or 0)

    async def tally(self, since: date) -> Sequence[Counted]:
        await self._writer.caught_up()
        fields = (counts.c.day, counts.c.what, counts.c.subject, counts.c.n)
        wanted = select(*fields).where(counts.c.day >= since).order_by(*fields[:3])
        rows = await self._reader.read("tally", lambda db: db.execute(wanted).all())
        # Sorted here too: how texts are ordered is the database's own.
        return sorted((Counted(*row) for row in rows), key=lambda each: (each.day, each.what, each.subject))

    async def pass_on(self, question: PassedOn) -> None:
        row = {**asdict(question), "asked_at": in_utc(question.asked_at)}
        await self._writer.write("pass_on", lambda db: db.execute(self._question, row))

    async def passed_on(self) -> Sequence[PassedOn]:
        oldest_first = select(questions).order_by(questions.c.asked_at, questions.c.id)
        rows = await self._reader.read("passed_on", lambda db: db.execute(oldest_first).mappings().all())
        return [PassedOn(**row) for row in rows]

    async def answered(self, question: str, now: datetime) -> bool:
        waits = (questions.c.id == question, questions.c.answered_at.is_(None))
        done = update(questions).where(*waits).values(answered_at=in_utc(now))
        return await self._writer.write("answered", lambda db: db.execute(done).rowcount > 0)

    async def forget_questions(self, *, answered_before: datetime, asked_before: datetime) -> int:
        over = or_(
            questions.c.answered_at < in_utc(answered_before),
            and_(questions.c.answered_at.is_(None), questions.c.asked_at < in_utc(asked_before)),
        )
        old = delete(questions).where(over)
        return await self._writer.write("forget_questions", lambda db: db.execute(old).rowcount)

    async def acquaintance(self, user: str) -> Acquaintance | None:
        asked = {"which": user}
        row = await self._reader.read("acquaintance", lambda db: db.execute(_ACQUAINTANCE, asked).first())
        return Acquaintance(row.language, row.told_at) if row is not None else None

    async def tell_once(self, user: str, now: datetime, *, since: datetime) -> bool:
        row = {"user": user, "told_at": in_utc(now), "at": in_utc(now), "since": in_utc(since)}
        return await self._writer.write("tell_once", lambda db: db.scalar(self._told, row) is not None)

    async def choose_language(self, user: str, language: str | None, now: datetime) -> None:
        row = {"user": user, "language": language, "at": in_utc(now)}
        await self._writer.write("choose_language", lambda db: db.execute(self._chosen, row))

    async def forget_acquaintances(self, before: datetime) -> int:
        old = delete(acquaintances).where(acquaintances.c.at < in_utc(before))
        return await self._writer.write("forget_acquaintances", lambda db: db.execute(old).rowcount)

    async def forget_audits(self, before: datetime) -> int:
        old = delete(audits).where(audits.c.at < in_utc(before))
        return await self._writer.write("forget_audits", lambda db: db.execute(old).rowcount)

    async def audit(self, record: Audited) -> None:
        row = {**asdict(record), "at": in_utc(record.at)}
        await self._writer.write("audit", lambda db: db.execute(insert(audits), row))

    async def audited(self, *, limit: int, actions: Collection[str] = ()) -> Sequence[Audited]:
        fields = (audits.c.at, audits.c.who, audits.c.action, audits.c.before, audits.c.after)
        latest_first = select(*fields).order_by(audits.c.at.desc(), audits.c.id.desc()).limit(limit)
        if actions:
            latest_first = latest_first.where(audits.c.action.in_(actions))
        rows = await self._reader.read("audited", lambda db: db.execute(latest_first).mappings().all())
        return [Audited(**row) for row in rows]

    async def close(self) -> None:
        await self._writer.close()
        self._reader.close()
        with explained("close"):
            await asyncio.to_thread(self._engine.dispose)

    async def _read(self, doing: str, work: Callable[[Connection], T]) -> T:
        return await self._reader.read(doing, work)

    async def _caught_up(self) -> None:
        await self._writer.caught_up()

    async def _write(self, doing: str, work: Callable[[Connection], T]) -> T:
        return await self._writer.write(doing, work)


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


def looked_at(url: str | Path) -> tuple[str, str | None, str]:
    """Return a database's name, its schema's revision (None: it has none yet) and ours. Blocks, and changes nothing.

    Raises:
        LedgerError: the URL will not do, or the database does not answer.
    """
    place = parsed(url)
    with explained(f"cannot open the ledger {_shown(place)}; check that it is there, and its rights"):
        engine = engine_for(place, read_only=True)
        try:
            with engine.connect() as connection:
                return _shown(place), _revision(connection), REVISION
        finally:
            engine.dispose()


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
    engine = engine_for(place, read_only=read_only)
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
