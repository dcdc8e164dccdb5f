"""A plan walked through in time without a ledger: what the tick, the ledger and the sender do, as small as can be."""

import time
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from bot.outbox import Item, RowKind
from bot.ports import Load, Person
from bot.progress import Assignment, assignment_id
from bot.reminding import Cadences, Planner
from knowledge.model import Addressees, Participant, Policy

#: The zones of France and of the 16 countries of the example roster.
ZONES = {
    "FR": ("Europe/Paris",),
    "AL": ("Europe/Tirane",),
    "BA": ("Europe/Sarajevo",),
    "BG": ("Europe/Sofia",),
    "CY": ("Asia/Nicosia", "Asia/Famagusta"),
    "GR": ("Europe/Athens",),
    "HR": ("Europe/Zagreb",),
    "HU": ("Europe/Budapest",),
    "MD": ("Europe/Chisinau",),
    "ME": ("Europe/Podgorica",),
    "MK": ("Europe/Skopje",),
    "RO": ("Europe/Bucharest",),
    "RS": ("Europe/Belgrade",),
    "SI": ("Europe/Ljubljana",),
    "TR": ("Europe/Istanbul",),
    "UA": ("Europe/Kyiv", "Europe/Uzhgorod", "Europe/Zaporozhye", "Europe/Simferopol"),
    "XK": ("Europe/Belgrade",),
}


@dataclass(slots=True, kw_only=True)
class Sent:
    """A message that waits, or went out at an instant."""

    recipient: str
    kind: RowKind
    day: date
    send_at: datetime
    why: str
    items: list[Item]
    at: datetime | None = None


@dataclass(slots=True)
class Rehearsal:
    """Plans and sends as the real thing does, by a clock that jumps from one event to the next.

    It keeps the ledger's promises: an item is planned once, what falls due for somebody joins what waits for them, and
    the one who posts reads again.
    """

    planner: Planner
    start: list[Assignment]
    batch: int = 200
    #: While set, nothing goes out.
    is_held: bool = False
    assignments: dict[str, Assignment] = field(default_factory=dict)
    waiting: list[Sent] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    #: Each item with when it was to go out; in a row that waits it may go with an earlier one.
    planned: list[tuple[Item, datetime]] = field(default_factory=list)
    #: Items that were planned a second time, and so not planned.
    again: list[Item] = field(default_factory=list)
    dropped: list[Item] = field(default_factory=list)
    looks: int = 0
    #: Spent in the plan.
    seconds: float = 0
    _days: dict[str, list[date]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.assignments = {each.id: each for each in self.start}

    def run(self, start: datetime, end: datetime) -> None:
        """Tick whenever something is due from ``start`` until before ``end``."""
        now = start
        while now is not None and now < end:
            self.tick(now)
            now = self.next_event(now)

    def next_event(self, now: datetime) -> datetime | None:
        """Return when something falls due after an instant."""
        looks = (each.next_at for each in self.assignments.values() if each.next_at)
        posts = () if self.is_held else (each.send_at for each in self.waiting)
        return min((each for each in (*looks, *posts) if each > now), default=None)

    def tick(self, now: datetime) -> None:
        while self.plan(now):
            pass
        self.send(now)

    def plan(self, now: datetime) -> int:
        """Look at one batch of what is due; return how many there were."""
        due = [each for each in self.assignments.values() if each.is_open and each.next_at and each.next_at <= now]
        taken = sorted(due, key=lambda each: (each.next_at, each.id))[: self.batch]
        if not taken:
            return 0
        started = time.process_time()
        loads = {each: self.load(each, now) for each in self.planner.recipients(taken)}
        steps = self.planner.decide(taken, loads, now)
        self.seconds += time.process_time() - started
        self.looks += len(taken)
        assert [each.before for each in steps] == taken
        for step in steps:
            assert step.after.next_at is None or step.after.next_at > now
            self.assignments[step.after.id] = step.after
            for each in step.messages:
                self.put(each)
        return len(taken)

    def put(self, planned) -> None:
        """Keep a message that is planned, or let its items join one that waits."""
        items = [each for each in planned.items if each.key not in self.keys]
        self.again += [each for each in planned.items if each.key in self.keys]
        self.keys |= {each.key for each in items}
        self.planned += [(each, planned.send_at) for each in items]
        if not items:
            return
        to = (planned.recipient, planned.kind)
        row = next((each for each in self.waiting if (each.recipient, each.kind) == to), None)
        if row:
            row.items += items
            return
        self.waiting.append(
            Sent(
                recipient=planned.recipient,
                kind=planned.kind,
                day=planned.day,
                send_at=planned.send_at,
                why=planned.why,
                items=items,
            )
        )
        if planned.kind is RowKind.FOLLOW_UP:
            self._days.setdefault(planned.recipient, []).append(planned.day)

    def send(self, now: datetime) -> None:
        """Send what is due, but for what is no longer true."""
        if self.is_held:
            return
        due = [each for each in self.waiting if each.send_at <= now]
        self.waiting = [each for each in self.waiting if each.send_at > now]
        for row in due:
            kept = [each for each in row.items if self.is_true(each, now)]
            self.dropped += [each for each in row.items if each not in kept]
            if kept:
                self.sent.append(replace(row, items=kept, at=now))
            elif row.kind is RowKind.FOLLOW_UP:
                self._days[row.recipient].remove(row.day)

    def is_true(self, item: Item, now: datetime) -> bool:
        assignment = self.assignments[item.assignment]
        return self.planner.still_says(item, assignment, self.planner.calendar(assignment.owner).day_at(now))

    def load(self, recipient: str, now: datetime) -> Load:
        mine = [each for each in self.waiting if (each.recipient, each.kind) == (recipient, RowKind.FOLLOW_UP)]
        since = now.date() - timedelta(days=15)
        days = tuple(each for each in self._days.get(recipient, ()) if each >= since)
        return Load(days=days, waiting=mine[0].day if mine else None)

    def change(self, assignment: Assignment) -> None:
        """Keep what somebody's act made of an assignment."""
        self.assignments[assignment.id] = replace(assignment, next_at=self.planner.first_look(assignment))

    def said(self) -> int:
        return sum(len(each.items) for each in self.sent)

    def told(self, recipient: str | None = None) -> list[tuple[date, str, int]]:
        """Return what was said, in order: day, stage, days from the due date."""
        return [
            (each.day, str(item.stage), item.offset)
            for each in self.sent
            if recipient in {None, each.recipient}
            for item in each.items
        ]


# People and policies, as small as a test needs them


def a_person(called="ana", *, role="coordinator", country="RO", timezone="Europe/Bucharest", away=None, **fields):
    participant = Participant(id=called, name=called, role=role, country=country, timezone=timezone, **fields)
    return Person(participant=participant, user=f"U{called.upper()}", away=away)


def a_policy(anchor=date(2026, 6, 16), **fields):
    return Policy(owners=Addressees(roles=("coordinator",)), anchor=anchor, **fields)


def a_planner(*people, policies=None, timezone="Europe/Bucharest", cadences=None, **policy):
    """A planner of one recommendation, ``r``; keywords are its policy's."""
    return Planner(
        policies=policies if policies is not None else {"r": a_policy(**policy)},
        people={each.id: each for each in people},
        timezone=timezone,
        cadences=cadences or Cadences(),
    )


def an_assignment(planner, owner="ana", recommendation="r", **fields):
    """An assignment as it begins, with its first look."""
    fields.setdefault("due", planner.due(recommendation, 0))
    found = Assignment(id=assignment_id(recommendation, owner), recommendation=recommendation, owner=owner, **fields)
    return replace(found, next_at=planner.first_look(found))


def a_rehearsal(planner, *assignments, **fields):
    return Rehearsal(planner, list(assignments) or [an_assignment(planner)], **fields)


def at(day, hour=9, minute=30):
    """An instant of a day, in UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
