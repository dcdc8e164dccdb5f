"""What every ledger decides in the same way about rows, assignments and the history. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from secrets import token_hex

from bot.outbox import ORGANISERS, Row, RowState
from bot.ports import Audited, Outcome, Planned, RosterChange, Step
from bot.progress import Assignment, Closing, Event, EventKind
from bot.storage.instants import in_utc
from knowledge.model import Participant

#: A row in doubt is not looked up before this time: what was posted last may not be in the history yet.
DOUBT = timedelta(minutes=1)
#: How far back a recipient's load goes, in days.
LOOK_BACK = timedelta(days=14)
#: An assignment that a plan leaves where it was is looked at again after this time, so that no tick takes it for ever.
PUT_OFF = timedelta(days=1)
#: States of a row that one caller may hold, by its attempt.
HELD = (RowState.SENDING, RowState.UNKNOWN)
#: What an organiser may have sent after all.
RELEASABLE = (RowState.PARKED, RowState.UNDELIVERABLE)
#: Rows that count for nobody: they did not arrive, and will not.
UNCOUNTED = (RowState.CANCELLED, RowState.UNDELIVERABLE)


def real_now() -> datetime:
    """Return the instant by the real clock, which leases and waits follow."""
    return datetime.now(UTC)


def new_id() -> str:
    """Return an opaque id for a row; nobody can guess one."""
    return token_hex(12)


def compared(old: Mapping[str, Participant], new: Mapping[str, Participant]) -> RosterChange:
    return RosterChange(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(id_ for id_ in new.keys() & old.keys() if new[id_] != old[id_])),
        missing=tuple(sorted(old.keys() - new.keys())),
    )


def is_same_user(old: Participant, new: Participant) -> bool:
    """Tell whether a participant is still who was found in Slack; another address may be another user's."""
    return old.email == new.email


def newest(knowledge: str, since: datetime, served: tuple[datetime, str] | None) -> tuple[datetime, str]:
    """Return which of two is the knowledge that was put into service last."""
    own = in_utc(since), knowledge
    return own if served is None or served[0] < own[0] else served


def in_utc_or_none(moment: datetime | None) -> datetime | None:
    return None if moment is None else in_utc(moment)


def carry_out(step: Step, stored: dict[str, Assignment]) -> bool:
    """Put a step's assignment among the stored ones, as their next version; False, and nothing, where it is too late.

    Whose it is, and of what, never changes: a successor has an assignment of their own.
    """
    old = stored.get(step.after.id)
    if (old.version if old else None) != (step.before.version if step.before else None):
        return False
    stored[step.after.id] = replace(
        step.after,
        recommendation=(old or step.after).recommendation,
        owner=(old or step.after).owner,
        version=(old.version if old else 0) + 1,
        next_at=in_utc_or_none(step.after.next_at),
        closed_at=in_utc_or_none(step.after.closed_at),
    )
    return True


def is_stuck(assignment: Assignment, now: datetime) -> bool:
    """Tell whether a plan that has just looked at it would take it at once again."""
    return assignment.is_open and assignment.next_at is not None and assignment.next_at <= now


def put_off(assignment: Assignment, now: datetime) -> Assignment:
    return replace(assignment, next_at=now + PUT_OFF, version=assignment.version + 1)


def row_for(planned: Planned, id_: str) -> Row:
    """Return a new row for a message, without its items yet."""
    return Row(
        id=id_,
        recipient=planned.recipient,
        kind=planned.kind,
        day=planned.day,
        send_at=in_utc(planned.send_at),
        why=planned.why,
    )


def earliest(row: Row) -> tuple[datetime, str]:
    """Order rows by when they go out."""
    return row.send_at, row.id


def holds(row: Row, attempt: int, real: datetime) -> bool:
    """Tell whether the caller of a claim may still send what it claimed."""
    return row.state is RowState.SENDING and row.attempt == attempt and not has_lapsed(row, real)


def has_lapsed(row: Row, real: datetime) -> bool:
    return row.lease_until is None or row.lease_until <= real


def intended(row: Row, intent: Row) -> Row:
    return replace(row, channel=intent.channel, mark=intent.mark)


def record(outcome: Outcome, rows: dict[str, Row], real: datetime) -> bool:
    """Put a row after an outcome among the rows; False, and nothing, where it is not the caller's any longer.

    One whose lease has run out still is, as long as nobody else has taken it: its sender knows most. What was dropped
    is not said, and may be said another time; other items of a cancelled row are never said again.
    """
    row = rows.get(outcome.row)
    if row is None or row.state not in HELD or row.attempt != outcome.attempt:
        return False
    dropped = set(outcome.dropped)
    rows[row.id] = replace(
        row,
        state=outcome.state,
        items=tuple(each for each in row.items if each not in dropped),
        lease_until=None,
        not_before=real + outcome.wait if outcome.wait else None,
        ts=outcome.ts,
        refusal=outcome.refusal,
    )
    return True


def expired(row: Row, real: datetime) -> Row:
    """Return a row whose lease has run out: in doubt where it may have been posted."""
    if row.mark is None:
        return replace(row, state=RowState.PLANNED, lease_until=None)
    return replace(row, state=RowState.UNKNOWN, lease_until=None, not_before=real + DOUBT)


def released(row: Row) -> Row:
    """Return a row to send again. What Slack refused is known not to be there, so its next intent is a new one."""
    known = row.state is RowState.UNDELIVERABLE
    return replace(
        row,
        state=RowState.PLANNED,
        not_before=None,
        refusal="",
        channel=None if known else row.channel,
        mark=None if known else row.mark,
    )


def reminders(row: Row, at: datetime, *, orphan: bool) -> list[Event]:
    """Return the events of a row that arrived, one for each item: its due date, what it said, and to whom.

    Of an ``orphan``, whose recipient was erased meanwhile, nobody is named.
    """
    return [
        Event(
            assignment=each.assignment,
            at=at,
            who="",
            kind=EventKind.REMINDED,
            before=each.due.isoformat(),
            after=f"{each.stage}:{each.offset}:{'-' if orphan else each.recipient}",
        )
        for each in row.items
        if each.assignment  # else about no assignment, so it is in the history of none
    ]


# Erasure


def blanked(row: Row) -> Row:
    """Return a row without its recipient: it can only be counted."""
    return Row(
        id=row.id,
        recipient="",
        kind=row.kind,
        day=row.day,
        send_at=row.send_at,
        state=row.state if row.state is RowState.SENT else RowState.CANCELLED,
        attempt=row.attempt,
    )


def alias_for(id_: str) -> str:
    """Return the name under which history goes on speaking of somebody who was erased; nobody can guess whom."""
    return f"erased-{id_[-8:]}"


def aliased(names: Iterable[str], alias: str) -> dict[str, str]:
    """Return what stands in the place of somebody's names, those that begin with another one first."""
    return dict.fromkeys(sorted(names, key=len, reverse=True), alias)


def mentions(text: str, names: Iterable[str]) -> bool:
    """Tell whether a text of ids and dates has one of the ids."""
    return any(re.search(_whole(each), text) for each in names)


def addressees(names: Iterable[str]) -> frozenset[str]:
    """Return the recipients that are somebody: themselves, or themselves as an organiser."""
    return frozenset(each for name in names for each in (name, f"{ORGANISERS}:{name}"))


def left(assignment: Assignment, at: datetime, alias: str) -> Assignment:
    """Return an assignment whose owner was erased: closed, and a made-up name's."""
    gone = replace(assignment, owner=alias, version=assignment.version + 1)
    if not assignment.is_open:
        return gone
    return replace(
        gone, closed=Closing.REMOVED, closed_at=at, closed_because="erased", next_at=None, snoozed_until=None
    )


def leaving(assignment: Assignment, at: datetime) -> Event:
    return Event(assignment=assignment.id, at=at, who="", kind=EventKind.CLOSED, after=Closing.REMOVED)


def _whole(name: str) -> str:
    return rf"(?<![\w-]){re.escape(name)}(?![\w-])"


def without(text: str, names: Mapping[str, str]) -> str:
    """Return a text of ids and dates with other names in the place of some of the ids."""
    for name, alias in names.items():
        text = re.sub(_whole(name), alias, text)
    return text


def names_of(who: Iterable[str], people: Iterable[tuple[str, str | None]]) -> set[str]:
    """Return some ids of somebody with those that the roster adds: pairs of a participant's id and their Slack user."""
    names = set(who)
    known = [{id_, *([user] if user else [])} for id_, user in people]
    return names.union(*(each for each in known if names & each))


def concerns(event: Event, names: Collection[str], own: Collection[str]) -> bool:
    """Tell whether an event is somebody's, names them, or is about an assignment of their own."""
    return event.who in names or event.assignment in own or mentions(f"{event.before} {event.after}", names)


def nobodys(event: Event) -> Event:
    """Return an event of which only what became of the assignment is left."""
    to = event.after.rpartition(":")[0] + ":-" if event.kind is EventKind.REMINDED else event.after
    moved = event.kind is EventKind.HANDED_OVER
    return replace(
        event, who="", note="", evidence="", before="-" if moved else event.before, after="-" if moved else to
    )


def forgotten(event: Event, names: Mapping[str, str], *, own: bool) -> Event:
    """Return an event without a person's ids.

    Note and evidence go too where they wrote them, or where it is about an assignment of their own.
    """
    theirs = event.who in names
    return replace(
        event,
        who=names.get(event.who, event.who),
        before=without(event.before, names),
        after=without(event.after, names),
        note="" if theirs or own else event.note,
        evidence="" if theirs or own else event.evidence,
    )


def anonymous(record: Audited, names: Mapping[str, str]) -> Audited:
    """Return what was done without a person's ids."""
    return replace(
        record,
        who=names.get(record.who, record.who),
        before=without(record.before, names),
        after=without(record.after, names),
    )
