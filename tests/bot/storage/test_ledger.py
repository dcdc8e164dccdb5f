"""What is particular to the ledger in a database: opening, migrating, failing, and being killed."""

import asyncio
import sqlite3
import sys
import threading
import traceback
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import ANY

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event, inspect
from sqlalchemy.dialects import postgresql, sqlite
from structlog.testing import capture_logs

from bot.errors import LedgerError
from bot.ports import PassedOn
from bot.storage.engine import PRAGMAS, WRITES, engine_for, parsed
from bot.storage.ledger import MIGRATIONS, SqlLedger, open_ledger
from bot.storage.part import planning_alone
from bot.storage.tables import REVISION, Instant, metadata

ROOT = Path(__file__).parents[3]
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SECRET = "je suis en danger, appelez le 0700 000 000"
QUESTION = PassedOn(
    id="q1",
    question=SECRET,
    language="fr",
    seminar=None,
    asker="U0ANA",
    channel="D1",
    thread=None,
    asked_at=MONDAY,
)
#: Remembers a key, says so, and stays until it is killed.
REMEMBERING = """
import asyncio, sys, time
from datetime import UTC, datetime
from pathlib import Path
from bot.storage.ledger import open_ledger

async def main():
    ledger = await open_ledger(Path(sys.argv[1]))
    print(await ledger.first_time("Ev1", datetime(2026, 3, 2, tzinfo=UTC)), "alembic" in sys.modules, flush=True)
    sys.stdin.read()
    await ledger.close()

asyncio.run(main())
"""


@pytest.fixture
def place(tmp_path):
    return tmp_path / "ledger.db"


@pytest.fixture
async def ledger(place):
    ledger = await open_ledger(place)
    yield ledger
    await ledger.close()


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setitem(PRAGMAS, "busy_timeout", 50)


@pytest.fixture
def other(place):
    """Another program that has the file open."""
    connection = sqlite3.connect(place, isolation_level=None, timeout=0)
    yield connection
    connection.close()


async def made(place: Path) -> None:
    await (await open_ledger(place)).close()


async def refusal(place, **options) -> str:
    with pytest.raises(LedgerError) as caught:
        await open_ledger(place, **options)
    return str(caught.value)


def no_space(*_):
    raise OSError(28, "No space left on device")


@asynccontextmanager
async def under_way(ledger):
    """A write that has begun and does not end before the block does."""
    begun, ended = threading.Event(), threading.Event()

    def hold(_):
        begun.set()
        ended.wait(5)

    writing = asyncio.create_task(ledger._writer.write("look", hold))
    await asyncio.to_thread(begun.wait, 5)
    try:
        yield
    finally:
        ended.set()
        await writing


def tables_in(place: Path) -> set[str]:
    engine = create_engine(f"sqlite:///{place}")
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


# The schema


async def test_migrations_make_the_tables_as_described(place):
    await made(place)
    engine = create_engine(f"sqlite:///{place}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


async def test_every_constraint_has_its_name(place):
    await made(place)
    engine = create_engine(f"sqlite:///{place}")
    keys = {name: inspect(engine).get_pk_constraint(name)["name"] for name in metadata.tables}
    assert keys == {name: f"pk_{name}" for name in metadata.tables}
    assert [each["name"] for each in inspect(engine).get_unique_constraints("items")] == ["uq_items_said"]
    assert [each["name"] for each in inspect(engine).get_foreign_keys("items")] == ["fk_items_row_outbox"]
    engine.dispose()


def test_newest_migration_is_the_revision_that_a_start_looks_for():
    assert ScriptDirectory(MIGRATIONS).get_current_head() == REVISION


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=lambda dialect: dialect.name)
def test_instant_may_be_missing(dialect):
    assert Instant().process_bind_param(None, dialect) is None
    assert Instant().process_result_value(None, dialect) is None


async def test_second_opening_migrates_nothing(place, monkeypatch):
    await made(place)
    monkeypatch.setattr("bot.storage.ledger._migrate", lambda *_: 1 / 0)
    await made(place)


async def test_failed_migration_leaves_nothing_behind(place, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("alembic.op.create_index", no_space)
        assert "No space left on device" in await refusal(place)
    assert tables_in(place) == set()
    await made(place)
    assert tables_in(place) == {*metadata.tables, "alembic_version"}


async def test_ledger_of_a_later_version_is_left_alone(place, other):
    await made(place)
    other.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "made by a later version of Suivi" in await refusal(place)
    assert other.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


async def test_processes_that_start_together_both_open(place):
    one, two = [await remembering(place) for _ in range(2)]
    assert {(await each.stdout.readline()).split()[0] for each in (one, two)} == {b"True", b"False"}
    await killed(one, two)


# Opening


def pragmas(connection):
    return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}


async def test_pragmas_are_set_on_every_connection(ledger):
    expected = {"busy_timeout": 5000, "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    together = threading.Barrier(2, timeout=30)  # each has a connection of its own while it waits for the other

    def look(connection):
        together.wait()
        return pragmas(connection)

    found = await asyncio.gather(ledger._reader.read("look", look), ledger._writer.write("look", look))
    assert found == [expected, expected]


async def test_missing_folder_is_made(tmp_path):
    await made(tmp_path / "var" / "état 100%?#" / "ledger.db")
    assert (tmp_path / "var" / "état 100%?#" / "ledger.db").is_file()


async def test_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "var").write_text("not a folder")
    assert f"cannot make {tmp_path}/var for the ledger" in await refusal(tmp_path / "var" / "ledger.db")


async def test_folder_in_the_place_of_the_file_is_explained(place):
    place.mkdir()
    assert "SQLITE_CANTOPEN" in await refusal(place)


async def test_file_that_is_no_database_is_explained_and_kept(place):
    place.write_text("a letter, and not a short one " * 100)
    text = await refusal(place)
    assert f"cannot open the ledger sqlite+pysqlite:///{place}" in text
    assert "SQLITE_NOTADB" in text
    assert place.read_text().startswith("a letter")


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///var/ledger.db", "sqlite+pysqlite"),
        ("sqlite+aiosqlite:///var/ledger.db", "sqlite+pysqlite"),
        ("postgresql://suivi@db/suivi", "postgresql+psycopg"),
        ("postgres://suivi@db/suivi", "postgresql+psycopg"),
        ("postgresql+psycopg://suivi@db/suivi", "postgresql+psycopg"),
    ],
)
def test_url_needs_no_driver(url, driver):
    assert parsed(url).drivername == driver


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://suivi:secret@db/suivi", "not in mysql"),
        ("secret", "not the URL of a database"),
        ("postgresql://suivi@db:secret/suivi", "not the URL of a database"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("postgresql://suivi:secret@/suivi?host=/nowhere", "cannot open the ledger"),
        ("postgresql://suivi@/suivi?host=/nowhere&password=secret", "cannot open the ledger"),
    ],
)
async def test_url_that_will_not_do_is_explained_without_its_password(url, why):
    text = await refusal(url)
    assert why in text
    assert "secret" not in text


# Reading only


async def test_reader_sees_what_was_written_and_writes_nothing(ledger, place):
    await ledger.pass_on(QUESTION)
    reader = await open_ledger(place, read_only=True)
    assert await reader.passed_on() == [QUESTION]
    with pytest.raises(LedgerError, match="first_time: OperationalError SQLITE_READONLY"):
        await reader.first_time("Ev1", MONDAY)
    await reader.close()
    assert await ledger.first_time("Ev1", MONDAY) is True


async def test_reader_of_a_path_with_odd_characters(tmp_path):
    place = tmp_path / "état 100%?#" / "ledger.db"
    await made(place)
    await (await open_ledger(place, read_only=True)).close()


async def test_reader_makes_no_file_and_no_folder(tmp_path):
    assert "SQLITE_CANTOPEN" in await refusal(tmp_path / "var" / "ledger.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


async def test_reader_migrates_nothing(place):
    place.touch()
    assert f"is at revision None, not {REVISION}; `serve` migrates it" in await refusal(place, read_only=True)
    assert place.read_bytes() == b""


# Failing


async def test_file_that_another_program_holds_is_explained(impatient, ledger, other):
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match=r"^first_time: OperationalError SQLITE_BUSY$"):
        await ledger.first_time("Ev1", MONDAY)
    other.execute("ROLLBACK")
    assert await ledger.first_time("Ev1", MONDAY) is True


async def test_file_that_another_program_holds_cannot_be_migrated(impatient, place, other):
    other.execute("BEGIN EXCLUSIVE")
    assert "SQLITE_BUSY" in await refusal(place)


async def test_writing_transaction_takes_the_lock_when_it_begins(ledger, other):
    async with under_way(ledger):
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")


async def test_reading_goes_on_while_another_program_writes(ledger, other):
    await ledger.pass_on(QUESTION)
    other.execute("BEGIN IMMEDIATE")
    assert await ledger.passed_on() == [QUESTION]


async def test_write_that_waits_too_long_for_its_turn_gives_up(ledger, monkeypatch):
    async with under_way(ledger):
        monkeypatch.setattr("bot.storage.transactions.PATIENCE", timedelta())
        with pytest.raises(LedgerError, match="first_time: TimeoutError"):
            await ledger.first_time("Ev1", MONDAY)
        monkeypatch.undo()
    assert await ledger.first_time("Ev1", MONDAY) is True


async def test_server_that_went_away_is_explained():
    ledger = SqlLedger(engine_for(parsed("postgresql://suivi:secret@/suivi?host=/nowhere")))
    for attempt in (ledger.first_time("Ev1", MONDAY), ledger.passed_on()):
        with pytest.raises(LedgerError, match=r"^\w+: OperationalError$"):
            await attempt
    await ledger.close()


async def test_error_holds_nothing_of_what_was_asked(ledger, other):
    other.execute("DROP TABLE questions")
    with pytest.raises(LedgerError) as caught:
        await ledger.pass_on(QUESTION)
    assert str(caught.value) == "pass_on: OperationalError SQLITE_ERROR"
    assert "0700" not in "".join(traceback.format_exception(caught.value))


async def test_text_that_no_database_takes_is_explained(ledger):
    with pytest.raises(LedgerError, match=r"^pass_on: UnicodeEncodeError$") as caught:
        await ledger.pass_on(replace(QUESTION, question=f"{SECRET} \ud83d"))
    assert "0700" not in "".join(traceback.format_exception(caught.value))
    assert await ledger.passed_on() == []


def fail_halfway(connection):
    connection.exec_driver_sql("INSERT INTO keys VALUES ('Ev1', '2026-03-02 09:30:00.000000')")
    _ = 1 / 0


async def test_participant_of_another_version_is_explained_without_saying_who(ledger, other):
    other.execute('INSERT INTO people (id, participant) VALUES (\'ana\', \'{"id": "ana", "shoe": "0700"}\')')
    with pytest.raises(LedgerError, match="a participant that this version does not read") as caught:
        await ledger.people()
    assert "0700" not in "".join(traceback.format_exception(caught.value))


async def test_failure_within_a_transaction_undoes_it(ledger):
    with pytest.raises(ZeroDivisionError):
        await ledger._writer.write("look", fail_halfway)
    assert await ledger.first_time("Ev1", MONDAY) is True


async def test_cancelled_writes_leave_the_ledger_at_work(ledger):
    tasks = [asyncio.create_task(ledger.first_time(f"Ev{number}", MONDAY)) for number in range(20)]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for each in tasks:
        each.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert await ledger.first_time("Ev99", MONDAY) is True
    assert ledger._engine.pool.checkedout() == 0


# Writing together


async def test_writes_that_wait_together_are_one_transaction(ledger):
    connections = []
    async with under_way(ledger):
        waiting = [asyncio.create_task(ledger._writer.write("look", connections.append)) for _ in range(20)]
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    assert len(connections) == 20
    assert len(set(map(id, connections))) == 1


async def test_write_that_fails_takes_no_other_with_it(ledger):
    async with under_way(ledger):
        before = asyncio.create_task(ledger.first_time("Ev0", MONDAY))
        failing = asyncio.create_task(ledger._writer.write("look", fail_halfway))
        after = asyncio.create_task(ledger.first_time("Ev1", MONDAY))
        await asyncio.sleep(0)
    assert await asyncio.gather(before, failing, after, return_exceptions=True) == [True, ANY, True]
    assert isinstance(failing.exception(), ZeroDivisionError)
    assert await ledger.first_time("Ev0", MONDAY) is False


async def test_failing_commit_fails_all_that_is_in_it(impatient, ledger, other):
    other.execute("BEGIN IMMEDIATE")
    attempts = [ledger.first_time(f"Ev{number}", MONDAY) for number in range(3)]
    failures = await asyncio.gather(*attempts, return_exceptions=True)
    assert [str(each) for each in failures] == ["first_time: OperationalError SQLITE_BUSY"] * 3
    other.execute("ROLLBACK")
    assert await ledger.first_time("Ev0", MONDAY) is True


async def test_write_cancelled_before_its_turn_is_not_done(ledger):
    async with under_way(ledger):
        cancelled = asyncio.create_task(ledger.first_time("Ev1", MONDAY))
        await asyncio.sleep(0)
        cancelled.cancel()
    assert await ledger.first_time("Ev1", MONDAY) is True


async def test_what_can_wait_is_written_before_long_as_one(ledger, other, monkeypatch):
    monkeypatch.setattr("bot.storage.together.SOON_S", 0.01)
    for _ in range(3):
        await ledger.count("asked.answer", "venue", MONDAY.date())
    assert other.execute("SELECT n FROM counts").fetchall() == []
    await asyncio.sleep(0.05)  # it has begun
    await ledger._writer.caught_up()
    assert other.execute("SELECT n FROM counts").fetchall() == [(3,)]


async def test_questions_at_the_same_time_cost_few_transactions(ledger):
    begun = []
    event.listen(ledger._engine, "begin", begun.append)
    firsts = await asyncio.gather(*(ledger.first_time(f"Ev{each}", MONDAY) for each in range(50)))
    await asyncio.gather(*(ledger.focus(f"one-{each}", since=MONDAY) for each in range(50)))
    await asyncio.gather(*(ledger.acquaintance(f"U{each}") for each in range(50)))
    for each in range(50):
        await ledger.count("asked.answer", str(each), MONDAY.date())
    await ledger._caught_up()
    assert all(firsts)
    assert len(begun) <= 7


async def test_key_that_no_database_takes_costs_those_beside_it_nothing(ledger):
    asked = (ledger.first_time(each, MONDAY) for each in ("Ev1", "Ev\ud800", "Ev2"))
    one, broken, other = await asyncio.gather(*asked, return_exceptions=True)
    assert (one, other) == (True, True)
    assert isinstance(broken, LedgerError)


async def test_closing_writes_what_is_left(place, other):
    ledger = await open_ledger(place)
    await ledger.count("asked.answer", "venue", MONDAY.date())
    await ledger.close()
    assert other.execute("SELECT n FROM counts").fetchall() == [(1,)]


async def test_count_that_is_not_written_is_logged(impatient, ledger, other):
    other.execute("BEGIN IMMEDIATE")
    with capture_logs() as logs:
        await ledger.count("asked.answer", "venue", MONDAY.date())
        await ledger._caught_up()
        await asyncio.sleep(0)
    assert logs == [{"event": "not written", "reason": "count: OperationalError SQLITE_BUSY", "log_level": "warning"}]


# Being killed


async def remembering(place: Path):
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", REMEMBERING, str(place), cwd=ROOT, stdin=pipe, stdout=pipe
    )


async def killed(*processes) -> None:
    for each in processes:
        each.kill()
        await each.communicate()


async def test_key_survives_a_kill_right_after_it_was_acknowledged(place):
    process = await remembering(place)
    assert await process.stdout.readline() == b"True True\n"
    await killed(process)
    ledger = await open_ledger(place)
    assert await ledger.first_time("Ev1", MONDAY) is False
    await ledger.close()


async def test_start_with_nothing_to_migrate_does_without_alembic(place):
    await made(place)
    process = await remembering(place)
    assert await process.stdout.readline() == b"True False\n"
    await killed(process)


# A process that is frozen


async def test_process_that_is_frozen_within_a_transaction_does_not_hold_up_the_others(new_place, monkeypatch):
    monkeypatch.setattr("bot.storage.engine.FROZEN_S", 1)
    place = await new_place("postgresql")
    frozen, other = await open_ledger(place), await open_ledger(place)
    with frozen._engine.execution_options(**{WRITES: True}).connect() as connection:
        planning_alone(connection)  # and nothing more happens here
        async with asyncio.timeout(30):
            planned = await other.plan(MONDAY, limit=10, recipients=lambda _: (), decide=lambda *_: [])
        connection.invalidate()  # the server has closed it
    assert planned == 0
    assert await frozen.plan(MONDAY, limit=10, recipients=lambda _: (), decide=lambda *_: []) == 0
    await frozen.close()
    await other.close()
