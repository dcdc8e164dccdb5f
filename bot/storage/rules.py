"""What every ledger decides in the same way about rows, assignments and the history. Pure."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from secrets import token_hex

from bot.outbox import Row, RowState
from bot.ports import Audited, Outcome
from bot.progress import Assignment, Closing, Event, EventKind
from bot.storage.instants import in_utc

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


def in_utc_or_none(moment: datetime | None) -> datetime | None:
    return None if moment is None else in_utc(moment)


def kept(after: Assignment, before: Assignment | None) -> Assignment:
    """Return an assignment as it is stored in the place of another: the next version, instants in UTC."""
    return replace(
        after,
        version=(before.version if before else 0) + 1,
        next_at=in_utc_or_none(after.next_at),
        closed_at=in_utc_or_none(after.closed_at),
    )


def is_stuck(assignment: Assignment, now: datetime) -> bool:
    """Tell whether a plan that has just looked at it would take it at once again."""
    return assignment.is_open and assignment.next_at is not None and assignment.next_at <= now


def recorded(row: Row, outcome: Outcome, real: datetime) -> Row:
    """Return a held row after an outcome. A cancelled one has no items; their keys are free again."""
    over = outcome.state is RowState.CANCELLED
    return replace(
        row,
        state=outcome.state,
        items=() if over else tuple(each for each in row.items if each not in outcome.dropped),
        lease_until=None,
        not_before=real + outcome.wait if outcome.wait else None,
        ts=outcome.ts,
        refusal=outcome.refusal,
    )


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


def reminders(row: Row, at: datetime) -> list[Event]:
    """Return the events of a row that arrived, one for each item: its due date, what it said, and to whom."""
    return [
        Event(
            assignment=each.assignment,
            at=at,
            who="",
            kind=EventKind.REMINDED,
            before=each.due.isoformat(),
            after=f"{each.stage}:{each.offset}:{each.recipient}",
        )
        for each in row.items
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


def left(assignment: Assignment, at: datetime) -> Assignment:
    """Return an assignment whose owner was erased: closed, and nobody's."""
    gone = replace(assignment, owner="", version=assignment.version + 1)
    if not assignment.is_open:
        return gone
    return replace(
        gone, closed=Closing.REMOVED, closed_at=at, closed_because="erased", next_at=None, snoozed_until=None
    )


def leaving(assignment: Assignment, at: datetime) -> Event:
    return Event(assignment=assignment.id, at=at, who="", kind=EventKind.CLOSED, after=Closing.REMOVED)


def without(text: str, names: Iterable[str]) -> str:
    """Return a text of ids and dates without some of the ids."""
    for name in names:
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", "-", text)
    return text


def forgotten(event: Event, names: Collection[str], *, own: bool) -> Event:
    """Return an event without a person's ids.

    Note and evidence go too where they wrote them, or where it is about an assignment of their own.
    """
    theirs = event.who in names
    return replace(
        event,
        who="" if theirs else event.who,
        before=without(event.before, names),
        after=without(event.after, names),
        note="" if theirs or own else event.note,
        evidence="" if theirs or own else event.evidence,
    )


def anonymous(record: Audited, names: Collection[str]) -> Audited:
    """Return what was done without a person's ids."""
    return replace(
        record,
        who="" if record.who in names else record.who,
        before=without(record.before, names),
        after=without(record.after, names),
    )
