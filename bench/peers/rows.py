"""Rows by the million, made in the database from one value of ours, so that a new column is in them by itself."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, Text, case, cast, insert, literal, null, select

from bot.outbox import Item, Row, RowKind, Stage
from bot.progress import Assignment
from bot.storage.shapes import of_assignment, of_item, of_row
from bot.storage.tables import assignments, items, outbox

RECOMMENDATIONS, PEOPLE = 5_000, 500


def fill_assignments(db: Connection, kind: str, many: int, like: Assignment, *, half_never: bool = False) -> None:
    """Add assignments like one, each of another recommendation or person; with ``half_never`` half are never due."""
    number = _numbers(many)
    changed = {
        "id": kind + cast(number, Text),
        "recommendation": "r" + cast(number % RECOMMENDATIONS, Text),
        # Each person of a recommendation once.
        "owner": "p" + cast((number + number // RECOMMENDATIONS) % PEOPLE, Text),
    }
    if half_never:
        changed["next_at"] = case((number % 2 == 0, literal(like.next_at, assignments.c.next_at.type)), else_=null())
    _fill(db, assignments, of_assignment(like), changed)


def fill_messages(db: Connection, many: int, like: Row, about: Assignment) -> None:
    """Add messages like one, each with one item of an assignment of its own."""
    fill_assignments(db, "m", many, about)
    number = _numbers(many)
    id_, recipient = "row" + cast(number, Text), "p" + cast(number % PEOPLE, Text)
    _fill(db, outbox, {**of_row(like), "orphan": False}, {"id": id_, "recipient": recipient})
    item = Item(assignment="", due=about.due, stage=Stage.REMINDER, offset=0, recipient="")
    spoken_of = {"row": id_, "assignment": "m" + cast(number, Text), "recipient": recipient}
    _fill(db, items, of_item(item, ""), spoken_of)


def a_message(send_at: Any) -> Row:
    return Row(id="", recipient="", kind=RowKind.FOLLOW_UP, day=send_at.date(), send_at=send_at)


def _numbers(many: int) -> ColumnElement[int]:
    one = select(literal(0).label("n")).cte("numbers", recursive=True)
    every = one.union_all(select(one.c.n + 1).where(one.c.n < many - 1))
    return every.c.n


def _fill(db: Connection, table: Table, like: Mapping[str, Any], changed: Mapping[str, Any]) -> None:
    same = {name: null() if value is None else literal(value, table.c[name].type) for name, value in like.items()}
    values = {**same, **changed}
    db.execute(insert(table).from_select(list(values), select(*values.values())))
