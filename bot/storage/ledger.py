"""The ledger in a database: SQLite by default, PostgreSQL where there is more than one replica."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, and_, bindparam, delete, insert, inspect, or_, select, update

from bot.errors import LedgerError
from bot.ports import Acquaintance, Audited, Counted, Focus, PassedOn
from bot.storage.drafts import SqlDrafts
from bot.storage.engine import WRITES, engine_for, explained, insert_for, migrating_alone, pace_for, parsed, reading
from bot.storage.following import SqlFollowUps
from bot.storage.instants import in_utc
from bot.storage.outbox import SqlOutbox
from bot.storage.paces import SqlPaces
from bot.storage.roster import SqlRoster
from bot.storage.tables import (
    REVISION,
    acquaintances,
    audits,
    counts,
    focuses,
    keys,
    paces,
    questions,
    revisions,
    threads,
)
from bot.storage.together import Gathered, Row, Together
from bot.storage.transactions import Reader, Writer

T = TypeVar("T")

MIGRATIONS = Path(__file__).parent / "migrations"
#: Asked for each message in a thread.
_THREAD = select(threads.c.thread).where(threads.c.thread == bindparam("thread"))
#: Asked for each question; for those that are asked at the same time, together.
_FOCUSES = select(focuses).where(focuses.c.conversation.in_(bindparam("which", expanding=True)))
_ACQUAINTANCES = select(acquaintances.c.user, acquaintances.c.language, acquaintances.c.told_at).where(
    acquaintances.c.user.in_(bindparam("which", expanding=True))
)


def _added(waits: Row, row: Row) -> Row:
    return {**waits, "n": waits["n"] + row["n"]}


def _later(waits: Row, row: Row) -> Row:
    return max(waits, row, key=lambda each: each["spoke_at"])


def _last(_: Row, row: Row) -> Row:
    return row


class SqlLedger(SqlRoster, SqlFollowUps, SqlOutbox, SqlDrafts, SqlPaces):
    """Keeps the promises of ``FollowUpLedger`` with a database whose schema is at ``REVISION``; see ``open_ledger``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = Reader(reading(engine))
        self._writer = Writer(engine, pace_for(engine.dialect.name))
        # Made once: putting a statement together takes longer than running it.
        new = insert_for(engine.dialect.name)
        # The keys are returned, not counted: an insert's row count is not known on every database.
        self._new_key = new(keys).on_conflict_do_nothing().returning(keys.c.key)
        self._question = new(questions).on_conflict_do_nothing()
        # Those that can wait return a key: only then does every driver put many rows into one statement.
        more = new(counts)
        n_more = {"n": counts.c.n + more.excluded.n}
        more = more.on_conflict_do_update(index_elements=counts.primary_key, set_=n_more)
        self._counts = self._gathered("count", more.returning(counts.c.n), _added)
        spoken = new(threads)
        spoken = spoken.on_conflict_do_update(
            index_elements=[threads.c.thread],
            set_={"spoke_at": spoken.excluded.spoke_at},
            where=threads.c.spoke_at < spoken.excluded.spoke_at,
        )
        self._spoken = self._gathered("take_part", spoken.returning(threads.c.thread), _later)
        focused = new(focuses)
        focused = focused.on_conflict_do_update(
            index_elements=[focuses.c.conversation],
            set_={each: focused.excluded[each] for each in ("entry", "meetings", "at")},
        )
        self._focused = self._gathered("focus_on", focused.returning(focuses.c.conversation), _last)
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
        self._first = Together(self._first_times)
        self._acquainted = Together(self._acquaintances)
        self._focuses = Together(self._focuses_of)

    def _gathered(self, doing: str, statement: Any, joined: Callable[[Row, Row], Row]) -> Gathered:
        def write(rows: Sequence[Row]) -> asyncio.Future[Any]:
            return self._writer.write_now(doing, lambda db: db.execute(statement, rows).all())

        return Gathered(write, joined)

    async def first_time(self, key: str, now: datetime, *others: str) -> bool:
        return await self._first.ask((in_utc(now), {key, *others}))

    async def _first_times(self, asked: Sequence[tuple[datetime, set[str]]]) -> Sequence[bool]:
        """Remember the keys of each; tell of each whether all were new when its turn came."""
        # In one order, so that replicas never wait for each other; by the first who asks for a key.
        instants = {key: now for now, keys_ in reversed(asked) for key in keys_}
        rows = [{"key": key, "remembered_at": instants[key]} for key in sorted(instants)]

        def remember(db: Connection) -> set[str]:
            return set(db.scalars(self._new_key, rows))

        new = await self._writer.write("first_time", remember)
        found = []
        for _, wanted in asked:
            found.append(wanted <= new)
            new -= wanted
        return found

    async def forget_keys(self, before: datetime) -> int:
        old = delete(keys).where(keys.c.remembered_at < in_utc(before))
        free = delete(paces).where(paces.c.free_at < in_utc(before))

        def forget(db: Connection) -> int:
            db.execute(free)
            return db.execute(old).rowcount

        return await self._writer.write("forget_keys", forget)

    async def take_part(self, thread: str, now: datetime) -> None:
        self._spoken.put(thread, {"thread": thread, "spoke_at": in_utc(now)})

    async def takes_part(self, thread: str) -> bool:
        if self._spoken.get(thread) is not None:
            return True
        row = {"thread": thread}
        return await self._reader.read("takes_part", lambda db: db.scalar(_THREAD, row) is not None)

    async def forget_threads(self, before: datetime) -> int:
        old = delete(threads).where(threads.c.spoke_at < in_utc(before))
        # On PostgreSQL several threads write: what was asked for first may be written last.
        await self._caught_up()
        return await self._writer.write("forget_threads", lambda db: db.execute(old).rowcount)

    async def focus_on(self, conversation: str, focus: Focus, now: datetime) -> None:
        meetings = " ".join(focus.meetings)
        row = {"conversation": conversation, "entry": focus.entry, "meetings": meetings, "at": in_utc(now)}
        self._focused.put(conversation, row)

    async def focus(self, conversation: str, *, since: datetime) -> Focus | None:
        earliest = in_utc(since)
        # The next question must not wait for what is being written, and must know it.
        row = self._focused.get(conversation) or await self._focuses.ask(conversation)
        if row is None or row["at"] < earliest:
            return None
        return Focus(row["entry"], tuple(row["meetings"].split()))

    async def _focuses_of(self, conversations: Sequence[str]) -> Sequence[Row | None]:
        def read(db: Connection) -> dict[str, Row]:
            rows = db.execute(_FOCUSES, {"which": sorted(set(conversations))}).mappings()
            return {row["conversation"]: dict(row) for row in rows}

        found = await self._reader.read("focus", read)
        return [found.get(each) for each in conversations]

    async def forget_focuses(self, before: datetime) -> int:
        old = delete(focuses).where(focuses.c.at < in_utc(before))
        await self._caught_up()
        return await self._writer.write("forget_focuses", lambda db: db.execute(old).rowcount)

    async def count(self, what: str, subject: str, day: date) -> None:
        self._counts.put((day, what, subject), {"what": what, "subject": subject, "day": day, "n": 1})

    async def counted(self, what: str, subject: str, day: date) -> int:
        await self._caught_up()
        wanted = (counts.c.day == day, counts.c.what == what, counts.c.subject == subject)
        return await self._reader.read("counted", lambda db: db.scalar(select(counts.c.n).where(*wanted)) or 0)

    async def tally(self, since: date) -> Sequence[Counted]:
        await self._caught_up()
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
        return await self._acquainted.ask(user)

    async def _acquaintances(self, users: Sequence[str]) -> Sequence[Acquaintance | None]:
        def read(db: Connection) -> dict[str, Acquaintance]:
            rows = db.execute(_ACQUAINTANCES, {"which": sorted(set(users))})
            return {row.user: Acquaintance(row.language, row.told_at) for row in rows}

        found = await self._reader.read("acquaintance", read)
        return [found.get(each) for each in users]

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
        await self._caught_up()
        await self._writer.close()
        self._reader.close()
        with explained("close"):
            await asyncio.to_thread(self._engine.dispose)

    async def _read(self, doing: str, work: Callable[[Connection], T]) -> T:
        return await self._reader.read(doing, work)

    async def _caught_up(self) -> None:
        for each in (self._counts, self._spoken, self._focused):
            each.flush()
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
