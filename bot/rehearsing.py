"""A rehearsal: the real plan, carried out in a ledger that is thrown away, by a clock that jumps from due to due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.assigning import assigned, in_force, taking_part
from bot.outbox import Item, Row, RowState
from bot.ports import FollowUpLedger, Load, Outcome, Planned, Step
from bot.progress import Assignment
from bot.reminding import Cadences, Planner
from knowledge.base import Snapshot
from knowledge.model import Recommendation

#: What was sent longer ago is no part of anybody's week.
_REMEMBERED = timedelta(days=14)
#: What is on its way, or in doubt, counts as sent.
_SENT = (RowState.SENT, RowState.SENDING, RowState.UNKNOWN, RowState.PARKED)
_BATCH = 500
_MOST_ROWS = 20_000
_LEASE = timedelta(hours=1)
_A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """One message as it would go out."""

    #: By the planning clock, in UTC.
    at: datetime
    #: With the items that would be said.
    row: Row
    #: What they are about, by id, as it would stand then.
    assignments: Mapping[str, Assignment]


async def copied(source: FollowUpLedger, copy: FollowUpLedger, now: datetime) -> None:
    """Put what the plan depends on from one ledger into an empty one; nothing in ``source`` is changed.

    That is people, assignments, and the messages that wait or were sent lately.
    """
    people = await source.people()
    await copy.put_roster([each.participant for each in people], replace=False)
    for each in people:
        await copy.match(each.id, each.user)
        await copy.set_away(each.id, each.away)
    await copy.change([Step(before=None, after=each) for each in await source.assignments()])
    since = (now - _REMEMBERED).date()
    # One after the other, each sent before the next, so that no two are joined.
    for row in reversed(await source.rows(states=_SENT, limit=_MOST_ROWS)):
        if row.day >= since:
            await _put(copy, row)
            await _send(copy, row.send_at, None)
    for row in reversed(await source.rows(states=(RowState.PLANNED,), limit=_MOST_ROWS)):
        await _put(copy, row)


async def rehearsed(ledger: FollowUpLedger, planner: Planner, start: datetime, end: datetime) -> list[Rehearsed]:
    """Carry out the plan from one instant to another; return what goes out, in its order.

    Everything counts as sent at once, and nobody ever answers.

    Args:
        ledger: a copy, or a new one: what happens in the rehearsal stays in it.
        planner: over the people of the ledger.
        start: what is due before is said now.
        end: included.
    """
    found: list[Rehearsed] = []
    now = start
    while now <= end:
        while await _plan(ledger, planner, now):
            pass
        while sent := await _send(ledger, now, planner):
            found += (each for each in sent if each.row.items)
        due = await ledger.next_due()
        if due is None:
            break
        now = max(due, now + _A_MOMENT)
    return found


async def _plan(ledger: FollowUpLedger, planner: Planner, now: datetime) -> int:
    def decide(assignments: Sequence[Assignment], loads: Mapping[str, Load]) -> Sequence[Step]:
        return planner.decide(assignments, loads, now)

    return await ledger.plan(now, limit=_BATCH, recipients=planner.recipients, decide=decide)


async def _send(ledger: FollowUpLedger, now: datetime, planner: Planner | None) -> list[Rehearsed]:
    """Take what is due for sent; without a planner nobody asks whether it is still true."""
    sent = [await _said(each, ledger, now, planner) for each in await ledger.claim(now, limit=_BATCH, lease=_LEASE)]
    await ledger.record([_outcome(each) for each in sent])
    return sent


async def _said(row: Row, ledger: FollowUpLedger, now: datetime, planner: Planner | None) -> Rehearsed:
    found = [await ledger.assignment(each) for each in dict.fromkeys(item.assignment for item in row.items)]
    assignments = {each.id: each for each in found if each is not None}

    def is_said(item: Item) -> bool:
        about = assignments[item.assignment]
        return planner is None or planner.still_says(item, about, planner.calendar(about.owner).day_at(now))

    return Rehearsed(at=now, row=replace(row, items=tuple(filter(is_said, row.items))), assignments=assignments)


def _outcome(message: Rehearsed) -> Outcome:
    state = RowState.SENT if message.row.items else RowState.CANCELLED
    return Outcome(row=message.row.id, attempt=message.row.attempt, state=state, ts=message.row.id)


async def _put(ledger: FollowUpLedger, row: Row) -> None:
    """Plan a row's message; what it says of assignments that are gone is left out."""
    for id_ in dict.fromkeys(item.assignment for item in row.items):
        about = await ledger.assignment(id_)
        if about is not None:
            items = tuple(each for each in row.items if each.assignment == id_)
            message = Planned(
                recipient=row.recipient, kind=row.kind, day=row.day, send_at=row.send_at, why=row.why, items=items
            )
            await ledger.change([Step(before=about, after=about, messages=(message,))])


# A whole simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """What would be sent on some days, with what is needed to show it."""

    first: date
    last: date
    #: In the order in which they go out.
    messages: tuple[Rehearsed, ...]
    planner: Planner
    recommendations: Mapping[str, Recommendation]
    #: Whether real people are served, and examples ignored.
    live: bool

    @property
    def is_example(self) -> bool:
        """Whether an illustration is among it: a policy or a participant marked `example: true`."""
        return any(about.example for each in self.messages for about in each.assignments.values())

    def name(self, recipient: str) -> str | None:
        """Return a recipient as the organisers call them; None: the organisers, or somebody who has left."""
        person = self.planner.people.get(recipient)
        return person.participant.name if person else None

    def local(self, message: Rehearsed) -> datetime:
        """Return when a message goes out by its recipient's clock."""
        calendar = self.planner.calendar(message.row.recipient)
        own = calendar.participant.timezone if calendar.participant else None
        return message.at.astimezone(ZoneInfo(own or calendar.timezone))


async def simulated(
    snapshot: Snapshot,
    copy: FollowUpLedger,
    cadences: Cadences,
    *,
    source: FollowUpLedger | None,
    now: datetime,
    first: date,
    last: date,
    live: bool,
) -> Simulation:
    """Return what would be sent on some days of the seminar's zone, with the knowledge as it stands.

    Args:
        snapshot: the knowledge.
        copy: an empty ledger.
        cadences: the settings'.
        source: the ledger of what happened; only read. None, or nobody in it: the example roster.
        now: from here on the plan is carried out, unless ``first`` is a day before it.
        first: what goes out before is left out.
        last: included.
        live: whether real people are served.
    """
    zone = ZoneInfo(snapshot.seminar.timezone)
    begin, end = (datetime.combine(each, time(), zone).astimezone(UTC) for each in (first, last + timedelta(days=1)))
    # What this day has seen already is not said again.
    start = now if now.astimezone(zone).date() == first else min(now, begin)
    if source is not None:
        await copied(source, copy, start)
    live = live and any(not each.participant.example for each in await copy.people())
    if not live:
        await copy.put_roster(snapshot.knowledge.roster, replace=False)
    people = taking_part(await copy.people(), live=live)
    recommendations = snapshot.knowledge.recommendations
    policies = in_force(recommendations, live=live)
    planner = Planner(policies=policies, people=people, timezone=snapshot.seminar.timezone, cadences=cadences)
    carried = await copy.assignments()
    # The history, which says who was given what by hand, is not copied: whom somebody carries something for stays.
    kept = {each.id for each in carried}
    steps = assigned(recommendations, people.values(), carried, planner, start, live=live, kept=kept)
    await copy.change(steps)
    messages = await rehearsed(copy, planner, start, end - _A_MOMENT)
    return Simulation(
        first=first,
        last=last,
        messages=tuple(each for each in messages if each.at >= begin),
        planner=planner,
        recommendations=snapshot.recommendations,
        live=live,
    )
