"""What is exported of following up: a record for each assignment, and one for each thing that happened. Pure.

The names of the fields are what outsiders rely on: columns of a table, names in JSON. Only ever add some at the end.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson
from pydantic import TypeAdapter

from bot.picture import Picture
from bot.progress import Assignment, Closing, Event, EventKind, Reported, Validation
from bot.recommendations import is_late
from knowledge.model import Level, in_language

#: Raised where a field changes its meaning or goes; a reader looks at it first.
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentRecord:
    """One recommendation carried by one participant, as it stands."""

    #: Opaque, and the same for ever; the history refers to it.
    assignment: str
    recommendation: str
    #: What people call it; the id where it has left the knowledge.
    reference: str
    #: In the language of the export; "" where it has left the knowledge.
    title: str
    levels: tuple[Level, ...]
    themes: tuple[str, ...]
    seminar: str | None
    #: The participant's id; the name and what follows are None once they have left the roster.
    owner: str
    owner_name: str | None
    owner_role: str | None
    #: ISO code.
    country: str | None
    organisation: str | None
    reported: Reported
    validation: Validation
    #: The day of the last report.
    reported_on: date | None
    waits_for_validator: bool
    due: date | None
    #: Whether the date was moved from what the policy gives.
    revised: bool
    #: It is the owner's turn, and the due date is past.
    overdue: bool
    snoozed_until: date | None
    paused: bool
    unreachable: bool
    #: Why it ended; None while it is open.
    closed: Closing | None
    closed_at: datetime | None
    #: An illustration of the knowledge, which nobody carries.
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """One thing that happened to an assignment."""

    at: datetime
    assignment: str
    reference: str
    owner: str
    country: str | None
    #: A participant's id, or a Slack user id for an organiser; "" for the bot, or for somebody who was erased.
    who: str
    kind: EventKind
    #: In ids and days: "in_progress", "2031-03-31".
    before: str
    after: str
    #: What the person wrote.
    note: str
    #: A web address.
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Everything at one moment."""

    #: ``FORMAT``.
    format: int
    at: datetime
    #: Of the titles.
    language: str
    #: By reference, then owner.
    assignments: tuple[AssignmentRecord, ...]
    #: Oldest first; reminders are in it.
    history: tuple[EventRecord, ...]


def exported(
    assignments: Iterable[Assignment], events: Iterable[Event], picture: Picture, now: datetime, language: str
) -> Export:
    """Return everything as records.

    Args:
        assignments: all that are to be in it; of others the history is left out too.
        events: oldest first.
        picture: says what and who is meant.
        now: decides what is overdue.
        language: of the titles, where they have it.
    """
    known = {each.id: each for each in assignments}
    records = [assignment_record(each, picture, now, language) for each in known.values()]
    return Export(
        format=FORMAT,
        at=now,
        language=language,
        assignments=tuple(sorted(records, key=lambda each: (each.reference, each.owner, each.assignment))),
        history=tuple(
            _event_record(each, known[each.assignment], picture) for each in events if each.assignment in known
        ),
    )


def assignment_record(assignment: Assignment, picture: Picture, now: datetime, language: str) -> AssignmentRecord:
    recommendation, person = picture.recommendation(assignment), picture.people.get(assignment.owner)
    owner = person.participant if person else None
    return AssignmentRecord(
        assignment=assignment.id,
        recommendation=assignment.recommendation,
        reference=picture.reference(assignment),
        title=in_language(recommendation.title, language) if recommendation else "",
        levels=recommendation.levels if recommendation else (),
        themes=recommendation.themes if recommendation else (),
        seminar=assignment.seminar,
        owner=assignment.owner,
        owner_name=owner.name if owner else None,
        owner_role=owner.role if owner else None,
        country=owner.country if owner else None,
        organisation=owner.organisation if owner else None,
        reported=assignment.reported,
        validation=assignment.validation,
        reported_on=assignment.reported_on,
        waits_for_validator=assignment.waits_for_validator,
        due=assignment.due,
        revised=assignment.revised,
        overdue=is_late(assignment, picture.today(assignment.owner, now)),
        snoozed_until=assignment.snoozed_until,
        paused=assignment.paused,
        unreachable=assignment.unreachable,
        closed=assignment.closed,
        closed_at=assignment.closed_at,
        example=assignment.example,
    )


def _event_record(event: Event, assignment: Assignment, picture: Picture) -> EventRecord:
    return EventRecord(
        at=event.at,
        assignment=event.assignment,
        reference=picture.reference(assignment),
        owner=assignment.owner,
        country=picture.country(assignment.owner),
        who=event.who,
        kind=event.kind,
        before=event.before,
        after=event.after,
        note=event.note,
        evidence=event.evidence,
    )


def columns(kind: type[AssignmentRecord | EventRecord]) -> tuple[str, ...]:
    """Return the names of a record's fields, in their order."""
    return tuple(each.name for each in fields(kind))


def schema() -> Mapping[str, Any]:
    """Return the JSON Schema of an ``Export``."""
    found = TypeAdapter(Export).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "title": "export.json"}


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(orjson.dumps(schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
