"""No statement that a tick runs reads more than it asks for: each finds its rows by an index, without statistics."""

import re
import sqlite3
from datetime import date

import pytest
from sqlalchemy import Select, update
from sqlalchemy.dialects import sqlite

from bot.storage import following, outbox, part, tables
from bot.storage.ledger import open_ledger
from bot.storage.tables import metadata

DUE = date(2026, 3, 2)
ASSIGNMENT, ROW, SAID, SWITCH = (
    f"sqlite_autoindex_{table}_1" for table in ("assignments", "outbox", "items", "switches")
)
STATEMENTS = {
    "due": (following._DUE, {"ix_assignments_next_at"}),
    "next": (following._NEXT, {"ix_assignments_next_at", "ix_outbox_planned"}),
    "waiting": (following._WAITING, {"ix_outbox_waiting"}),
    "days": (following._DAYS, {"ix_outbox_recipient"}),
    "said": (following._SAID, {SAID}),
    "locked": (following._LOCKED_BY_ID, {ASSIGNMENT}),
    "changed": (part._one_by_one(update, tables.assignments).values(stage=1), {ASSIGNMENT}),
    "history": (following._HISTORY, {"ix_events_assignment"}),
    "claim": (outbox._CLAIM, {ROW, "ix_outbox_planned", SWITCH}),
    "doubtful": (outbox._DOUBTFUL, {ROW, "ix_outbox_unknown"}),
    "expired": (outbox._EXPIRED, {"ix_outbox_sending"}),
    "held": (outbox._HELD, {ROW}),
    "items": (outbox._ITEMS, {"ix_items_row"}),
    "spoken of": (outbox._SPOKEN_OF, {"ix_items_row", ASSIGNMENT}),
    "dropped": (outbox._DROPPED, {SAID}),
    "stored": (part._one_by_one(update, tables.outbox).values(state="sent"), {ROW}),
}


@pytest.fixture
async def file(tmp_path):
    await (await open_ledger(tmp_path / "ledger.db")).close()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    yield connection
    connection.close()


def asked(statement):
    """Return a statement as the database gets it, with lists as long as a batch."""
    if isinstance(statement, Select):
        many = [f"id{n}" for n in range(200)]
        statement = statement.params({"list": many, "dues": [DUE], "since": DUE})
    return str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True}))


@pytest.mark.parametrize("called", STATEMENTS)
async def test_statement_finds_its_rows_by_its_index(file, called):
    statement, indices = STATEMENTS[called]
    sql = asked(statement)
    plan = [text for *_, text in file.execute(f"EXPLAIN QUERY PLAN {sql}", [None] * sql.count("?"))]
    read = [text for text in plan if any(f" {table} " in f"{text} " for table in metadata.tables)]
    assert {re.sub(r".* INDEX (\S+).*", r"\1", text) for text in read} == indices
