"""A message of the outbox with all that it speaks of: what a door needs to render it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.outbox import Item, Row
from bot.ports import Person
from bot.progress import Assignment, Event, EventKind
from knowledge.model import Recommendation

#: What people do; the rest of a history is the bot's own.
_DONE_BY_PEOPLE = frozenset(
    {
        EventKind.REPORTED,
        EventKind.VALIDATED,
        EventKind.RETURNED,
        EventKind.DUE_REVISED,
        EventKind.SNOOZED,
        EventKind.NOT_MINE,
        EventKind.HANDED_OVER,
        EventKind.PAUSED,
        EventKind.RESUMED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One item, and how its assignment stands now."""

    item: Item
    assignment: Assignment
    #: None: it left the knowledge.
    recommendation: Recommendation | None
    #: The owner as the organisers call them; "" where nobody of that id is left.
    owner: str = ""
    #: What a person did last, and who that was; None: nobody has done anything yet.
    last: Event | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One message to one recipient, as it is to be read on a day of theirs."""

    row: Row
    #: In the row's order; items whose assignment is gone are left out.
    told: tuple[Told, ...]
    language: str
    today: date


def telling(
    row: Row,
    assignments: Mapping[str, Assignment],
    *,
    people: Mapping[str, Person],
    recommendations: Mapping[str, Recommendation],
    histories: Mapping[str, Sequence[Event]],
    language: str,
    today: date,
) -> Telling:
    """Return a row with what it speaks of.

    Args:
        row: with the items that are to be said.
        assignments: of its items, by id, as they are now.
        people: the roster, by id.
        recommendations: of the knowledge in service, by id.
        histories: of the assignments, oldest first, by id; a missing one has no history.
        language: the recipient's.
        today: the recipient's local day.
    """
    told = tuple(
        _told(item, assignments[item.assignment], people, recommendations, histories.get(item.assignment, ()))
        for item in row.items
        if item.assignment in assignments
    )
    return Telling(row=row, told=told, language=language, today=today)


def name_of(who: str, people: Mapping[str, Person]) -> str:
    """Return what the organisers call somebody; a Slack user of no participant is mentioned by the door: "@U0123"."""
    if who in people:
        return people[who].participant.name
    return f"@{who}" if who else ""


def _told(
    item: Item,
    assignment: Assignment,
    people: Mapping[str, Person],
    recommendations: Mapping[str, Recommendation],
    history: Sequence[Event],
) -> Told:
    last = next((each for each in reversed(history) if each.kind in _DONE_BY_PEOPLE), None)
    return Told(
        item=item,
        assignment=assignment,
        recommendation=recommendations.get(assignment.recommendation),
        owner=name_of(assignment.owner, people) if assignment.owner in people else "",
        last=last,
        by=name_of(last.who, people) if last else "",
    )
