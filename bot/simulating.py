"""What would be sent in the days to come, if nobody reported anything. Pure: nothing is planned, nothing is kept."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bot.outbox import RowKind
from bot.ports import Load, Planned
from bot.progress import Assignment
from bot.reminding import Planner


def simulated(assignments: Iterable[Assignment], planner: Planner, start: datetime, end: datetime) -> list[Planned]:
    """Return the messages between two instants, earliest first; what falls together for one person is one message.

    What waits to be sent already is not among them.
    """
    looks = [(max(each.next_at, start), each.id, each) for each in assignments if each.is_open and each.next_at]
    heapq.heapify(looks)
    sent: dict[tuple[str, RowKind, date], Planned] = {}
    days: defaultdict[str, list[date]] = defaultdict(list)
    while looks and looks[0][0] <= end:
        now, id_, assignment = heapq.heappop(looks)
        [step] = planner.decide([assignment], _loads(planner, assignment, days, now), now)
        for each in step.messages:
            _join(each, sent, days)
        if step.after.next_at is not None and step.after.next_at > now:
            heapq.heappush(looks, (step.after.next_at, id_, step.after))
    return sorted(sent.values(), key=lambda each: (each.send_at, each.recipient, each.kind))


def _loads(
    planner: Planner, assignment: Assignment, days: defaultdict[str, list[date]], now: datetime
) -> dict[str, Load]:
    return {each: _load(days[each], planner.calendar(each).day_at(now)) for each in planner.recipients([assignment])}


def _load(days: Sequence[date], today: date) -> Load:
    # A message of this day is joined, as it would be while it waits.
    return Load(days=tuple(days), waiting=today if today in days else None)


def _join(message: Planned, sent: dict[tuple[str, RowKind, date], Planned], days: defaultdict[str, list[date]]) -> None:
    key = (message.recipient, message.kind, message.day)
    before = sent.get(key)
    sent[key] = message if before is None else _with(before, message)
    if before is None and message.kind is RowKind.FOLLOW_UP:
        days[message.recipient].append(message.day)


def _with(before: Planned, more: Planned) -> Planned:
    return Planned(
        recipient=before.recipient,
        kind=before.kind,
        day=before.day,
        send_at=min(before.send_at, more.send_at),
        why=before.why,
        items=(*before.items, *more.items),
    )
