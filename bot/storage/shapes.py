"""From rows of tables to values, and back."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import RowMapping, Table

from bot.outbox import Item, Row, RowKind, RowState, Stage
from bot.progress import Assignment, Closing, Event, EventKind, Reported, Rung, Validation
from bot.storage.tables import events, outbox

_ASSIGNMENT = tuple(each.name for each in fields(Assignment))
_EVENT = tuple(each.name for each in fields(Event))
_ROW = tuple(each.name for each in fields(Row) if each.name != "items")


def columns(table: Table, names: Iterable[str]) -> list[Any]:
    return [table.c[name] for name in names]


#: The columns that a value is made of, without those that are the tables' own.
ROW_COLUMNS = columns(outbox, _ROW)
EVENT_COLUMNS = columns(events, _EVENT)


def as_assignment(row: RowMapping) -> Assignment:
    found = {name: row[name] for name in _ASSIGNMENT}
    found["reported"] = Reported(found["reported"])
    found["validation"] = Validation(found["validation"])
    found["rung"] = Rung(found["rung"])
    if found["closed"] is not None:
        found["closed"] = Closing(found["closed"])
    return Assignment(**found)


# Drivers know enumerations, each in its own way; they get plain text.


def of_assignment(assignment: Assignment) -> dict[str, Any]:
    found = {name: getattr(assignment, name) for name in _ASSIGNMENT}
    found["reported"] = assignment.reported.value
    found["validation"] = assignment.validation.value
    found["rung"] = assignment.rung.value
    found["closed"] = assignment.closed and assignment.closed.value
    return found


def as_event(row: RowMapping) -> Event:
    return Event(**{**{name: row[name] for name in _EVENT}, "kind": EventKind(row["kind"])})


def of_event(event: Event) -> dict[str, Any]:
    return {**{name: getattr(event, name) for name in _EVENT}, "kind": event.kind.value}


def as_row(row: RowMapping, items: Iterable[Item] = ()) -> Row:
    found = {name: row[name] for name in _ROW}
    found["kind"], found["state"] = RowKind(found["kind"]), RowState(found["state"])
    return Row(**found, items=tuple(items))


def of_row(row: Row) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in _ROW}, "kind": row.kind.value, "state": row.state.value}


def as_item(row: RowMapping) -> Item:
    return Item(
        assignment=row["assignment"],
        due=row["due"],
        stage=Stage(row["stage"]),
        offset=row["days"],
        recipient=row["recipient"],
    )


def of_item(item: Item, row: str) -> dict[str, Any]:
    return {
        "row": row,
        "assignment": item.assignment,
        "due": item.due,
        "stage": item.stage.value,
        "days": item.offset,
        "recipient": item.recipient,
    }
