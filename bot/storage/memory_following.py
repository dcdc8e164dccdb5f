"""Following up in memory: the roster, the assignments and the outbox as dictionaries, for one event loop."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.outbox import Row, RowKind, RowState
from bot.ports import Backlog, Load, Outcome, Person, Planned, RosterChange, Step
from bot.progress import Assignment, Event
from bot.storage import rules
from bot.storage.holding import held
from bot.storage.instants import in_utc
from knowledge.model import Participant


class MemoryFollowing:
    """Keeps the promises of ``Roster``, ``FollowUps`` and ``Outbox`` as long as the process lives.

    ``real`` is the clock that leases and waits follow; ``new_id`` names rows.
    """

    def __init__(
        self, *, real: Callable[[], datetime] = rules.real_now, new_id: Callable[[], str] = rules.new_id
    ) -> None:
        self._real = real
        self._new_id = new_id
        self._people: dict[str, Person] = {}
        self._assignments: dict[str, Assignment] = {}
        #: When to look at those that are open and not idle.
        self._looks: dict[str, datetime] = {}
        self._events: list[Event] = []
        self._rows: dict[str, Row] = {}
        #: Rows that are not over, by state.
        self._live: defaultdict[RowState, set[str]] = defaultdict(set)
        self._of: defaultdict[str, set[str]] = defaultdict(set)
        #: Which row says an item.
        self._said_by: dict[str, str] = {}
        #: The planning clock when a row was claimed last.
        self._claimed_at: dict[str, datetime] = {}
        #: Rows that were being sent when their recipient was erased.
        self._orphans: set[str] = set()
        self._paused: str | None = None
        self._team: str | None = None
        self._in_service: tuple[datetime, str] | None = None

    # No method awaits anything, so no other task runs in the middle of one.

    # The roster

    async def put_roster(self, people: Sequence[Participant], *, replace: bool) -> RosterChange:
        new = {each.id: each for each in people}
        change = rules.compared({id_: each.participant for id_, each in self._people.items()}, new)
        for each in new.values():
            self._put(each)
        for id_ in change.missing if replace else ():
            del self._people[id_]
        return change

    async def people(self, ids: Collection[str] | None = None) -> Sequence[Person]:
        people = [self._people[id_] for id_ in sorted(self._people) if ids is None or id_ in ids]
        return [replace(each, chosen=self._chosen(each.user)) for each in people]

    async def match(self, participant: str, user: str | None) -> None:
        if participant in self._people:
            self._people[participant] = replace(self._people[participant], user=user)

    async def set_away(self, participant: str, away: tuple[date, date] | None) -> None:
        if participant in self._people:
            self._people[participant] = replace(self._people[participant], away=away)

    async def erase(self, *names: str) -> None:
        at = in_utc(self._real())
        own = self._names_of(names)
        self._people = {id_: each for id_, each in self._people.items() if id_ not in own}
        for id_, other in self._people.items():
            if other.participant.deputy in own:
                undeputised = other.participant.model_copy(update={"deputy": None})
                self._people[id_] = replace(other, participant=undeputised)
        self._forget(rules.aliased(own, rules.alias_for(self._new_id())), at)
        for recipient in rules.addressees(own):
            for id_ in list(self._of[recipient]):
                if self._rows[id_].state is RowState.SENDING:
                    self._orphans.add(id_)
                else:
                    self._blank(id_)

    async def held(self, *names: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        return {what: rows for what, rows in self._held(self._names_of(names)).items() if rows}

    def _held(self, names: Collection[str]) -> dict[str, list[dict[str, Any]]]:
        own = {id_ for id_, each in self._assignments.items() if each.owner in names}
        to = rules.addressees(names)
        carried = sorted(self._assignments.values(), key=lambda each: each.id)
        return {
            "people": [
                {"participant": each.participant.model_dump(mode="json"), "user": each.user, "away": _days(each.away)}
                for each in map(self._people.__getitem__, sorted(self._people))
                if each.id in names or each.participant.deputy in names
            ],
            "assignments": [
                held(each) for each in carried if each.id in own or rules.mentions(each.closed_because, names)
            ],
            "events": [held(each) for each in self._events if rules.concerns(each, names, own)],
            "outbox": [
                {**held(replace(each, items=())), "items": [held(item) for item in each.items]}
                for each in sorted(self._rows.values(), key=rules.earliest)
                if each.recipient in to
            ],
        }

    def _names_of(self, names: Iterable[str]) -> set[str]:
        return rules.names_of(names, ((each.id, each.user) for each in self._people.values()))

    def _chosen(self, user: str | None) -> str | None:  # noqa: ARG002
        """Return the language that a Slack user chose."""
        return None

    def _put(self, participant: Participant) -> None:
        known = self._people.get(participant.id, Person(participant=participant))
        user = known.user if rules.is_same_user(known.participant, participant) else None
        self._people[participant.id] = replace(known, participant=participant, user=user)

    def _forget(self, names: Mapping[str, str], at: datetime) -> None:
        own = {id_ for id_, each in self._assignments.items() if each.owner in names}
        closing = [rules.leaving(self._assignments[id_], at) for id_ in sorted(own) if self._assignments[id_].is_open]
        for each in list(self._assignments.values()):
            after = rules.left(each, at, names[each.owner]) if each.id in own else each
            self._keep(replace(after, closed_because=rules.without(after.closed_because, names)))
        self._events = [rules.forgotten(each, names, own=each.assignment in own) for each in self._events]
        self._events += closing

    def _blank(self, id_: str) -> None:
        row = self._rows[id_]
        self._of[row.recipient].discard(id_)
        self._orphans.discard(id_)
        self._store(rules.blanked(row))

    # Assignments

    async def assignment(self, id_: str) -> Assignment | None:
        return self._assignments.get(id_)

    async def assignments(
        self, *, recommendation: str | None = None, owner: str | None = None, open_only: bool = False
    ) -> Sequence[Assignment]:
        wanted = (
            each
            for each in self._assignments.values()
            if recommendation in {None, each.recommendation}
            and owner in {None, each.owner}
            and (each.is_open or not open_only)
        )
        return sorted(wanted, key=lambda each: (each.recommendation, each.owner, each.id))

    async def change(self, steps: Sequence[Step]) -> Sequence[bool]:
        return [self._carry_out(each) for each in steps]

    async def plan(
        self,
        now: datetime,
        *,
        limit: int,
        recipients: Callable[[Sequence[Assignment]], Collection[str]],
        decide: Callable[[Sequence[Assignment], Mapping[str, Load]], Sequence[Step]],
    ) -> int:
        now = in_utc(now)
        due = ((at, id_) for id_, at in self._looks.items() if at <= now)
        taken = [self._assignments[id_] for _, id_ in heapq.nsmallest(limit, due)]
        if taken:
            loads = {each: self._load(each, now) for each in recipients(taken)}
            for step in decide(taken, loads):
                self._carry_out(step)
            for each in (self._assignments[each.id] for each in taken):
                if rules.is_stuck(each, now):
                    self._keep(rules.put_off(each, now))
        return len(taken)

    async def history(self, assignment: str) -> Sequence[Event]:
        return sorted((each for each in self._events if each.assignment == assignment), key=lambda each: each.at)

    async def events(self, *, since: datetime | None = None) -> Sequence[Event]:
        wanted = (each for each in self._events if since is None or each.at >= in_utc(since))
        return sorted(wanted, key=lambda each: each.at)

    async def announce(self, message: Planned) -> bool:
        return self._add(message)

    async def forget_names(self, before: datetime) -> int:
        limit = in_utc(before)
        over = {id_ for id_, each in self._assignments.items() if each.closed_at and each.closed_at < limit}
        after = [rules.nobodys(each) if each.assignment in over else each for each in self._events]
        changed = sum(one != other for one, other in zip(self._events, after, strict=True))
        self._events = after
        return changed

    async def histories(self, assignments: Collection[str]) -> Mapping[str, Sequence[Event]]:
        return {each: await self.history(each) for each in assignments}

    async def next_due(self) -> datetime | None:
        waiting = (self._rows[id_].send_at for id_ in self._live[RowState.PLANNED])
        return min([*self._looks.values(), *waiting], default=None)

    async def belong_to(self, team: str) -> str:
        self._team = self._team or team
        return self._team

    async def paused(self) -> str | None:
        return self._paused

    async def pause(self, why: str | None) -> None:
        self._paused = why

    async def put_in_service(self, knowledge: str, since: datetime) -> bool:
        self._in_service = rules.newest(knowledge, since, self._in_service)
        return self._in_service[1] == knowledge

    async def in_service(self) -> str | None:
        return self._in_service[1] if self._in_service else None

    def _carry_out(self, step: Step) -> bool:
        if not rules.carry_out(step, self._assignments):
            return False
        self._keep(self._assignments[step.after.id])
        self._events += (replace(each, at=in_utc(each.at)) for each in step.events)
        for each in step.messages:
            self._add(each)
        return True

    def _keep(self, assignment: Assignment) -> None:
        self._assignments[assignment.id] = assignment
        if assignment.is_open and assignment.next_at is not None:
            self._looks[assignment.id] = assignment.next_at
        else:
            self._looks.pop(assignment.id, None)

    # The outbox

    async def claim(self, now: datetime, *, limit: int, lease: timedelta) -> Sequence[Row]:
        if self._paused is not None:
            return []
        real = in_utc(self._real())
        ready = (row for row in self._in(RowState.PLANNED) if row.send_at <= now and _has_waited(row, real))
        taken = heapq.nsmallest(limit, ready, key=rules.earliest)
        for row in taken:
            self._claimed_at[row.id] = in_utc(now)
        return [self._lease(replace(row, state=RowState.SENDING), real + lease) for row in taken]

    async def intend(self, intents: Sequence[Row]) -> Mapping[str, Mapping[str, Assignment]]:
        real = in_utc(self._real())
        ours: dict[str, Mapping[str, Assignment]] = {}
        for intent in intents:
            row = self._rows.get(intent.id)
            if row and rules.holds(row, intent.attempt, real):
                if row.mark is None:
                    self._store(rules.intended(row, intent))
                spoken_of = {each.assignment for each in row.items}
                ours[row.id] = {id_: self._assignments[id_] for id_ in spoken_of if id_ in self._assignments}
        return ours

    async def record(self, outcomes: Sequence[Outcome]) -> Sequence[str]:
        real = in_utc(self._real())
        return [each.row for each in outcomes if not self._record(each, real)]

    async def expire(self) -> int:
        real = in_utc(self._real())
        lapsed = [row for row in self._in(RowState.SENDING) if rules.has_lapsed(row, real)]
        for row in lapsed:
            self._settle(rules.expired(row, real))
        return len(lapsed)

    async def doubtful(self, *, limit: int, lease: timedelta) -> Sequence[Row]:
        real = in_utc(self._real())
        ready = (row for row in self._in(RowState.UNKNOWN) if _has_waited(row, real) and rules.has_lapsed(row, real))
        return [self._lease(row, real + lease) for row in heapq.nsmallest(limit, ready, key=rules.earliest)]

    async def rows(
        self, *, states: Collection[RowState] = (), recipient: str | None = None, limit: int = 100
    ) -> Sequence[Row]:
        of = self._rows.values() if recipient is None else (self._rows[id_] for id_ in self._of[recipient])
        wanted = (each for each in of if not states or each.state in states)
        return heapq.nlargest(limit, wanted, key=rules.earliest)

    async def row_at(self, channel: str, ts: str) -> Row | None:
        return next((row for row in self._rows.values() if (row.channel, row.ts) == (channel, ts)), None)

    async def backlog(self) -> Backlog:
        planned = (row.send_at for row in self._rows.values() if row.state is RowState.PLANNED)
        return Backlog(Counter(row.state for row in self._rows.values()), min(planned, default=None))

    async def forget_messages(self, before: datetime) -> int:
        limit = in_utc(before)
        gone = [row for row in self._rows.values() if row.send_at < limit and self._is_done_with(row, limit)]
        for row in gone:
            self._store(replace(row, items=()))
            self._of[row.recipient].discard(row.id)
            del self._rows[row.id]
        return len(gone)

    def _is_done_with(self, row: Row, before: datetime) -> bool:
        about = (self._assignments.get(each.assignment) for each in row.items)
        return row.state.is_over and all(
            each is None or (each.closed_at is not None and each.closed_at < before) for each in about
        )

    async def release(self, row: str) -> bool:
        found = self._rows.get(row)
        if found is None or found.state not in rules.RELEASABLE:
            return False
        self._store(rules.released(found))
        return True

    def _in(self, state: RowState) -> Iterable[Row]:
        return (self._rows[id_] for id_ in list(self._live[state]))

    def _store(self, row: Row) -> Row:
        before = self._rows.get(row.id)
        if before is not None:
            self._live[before.state].discard(row.id)
            for gone in set(before.items) - set(row.items):
                del self._said_by[gone.key]
        if not row.state.is_over:
            self._live[row.state].add(row.id)
        self._of[row.recipient].add(row.id)
        self._rows[row.id] = row
        return row

    def _settle(self, row: Row) -> None:
        """Store a row that nobody holds any longer."""
        self._store(row)
        if row.id in self._orphans:
            self._blank(row.id)

    def _lease(self, row: Row, until: datetime) -> Row:
        return self._store(replace(row, attempt=row.attempt + 1, lease_until=until, not_before=None))

    def _record(self, outcome: Outcome, real: datetime) -> bool:
        after = {outcome.row: self._rows[outcome.row]} if outcome.row in self._rows else {}
        if not rules.record(outcome, after, real):
            return False
        row = after[outcome.row]
        if row.state is RowState.SENT:
            self._events += rules.reminders(row, self._claimed_at[row.id], orphan=row.id in self._orphans)
        self._settle(row)
        return True

    def _add(self, planned: Planned) -> bool:
        """Put what was not said yet into the row that waits, or into a new one; False where all of it was said."""
        new = tuple({each.key: each for each in planned.items if each.key not in self._said_by}.values())
        if not new:
            return False
        row = self._waiting(planned.recipient, planned.kind) or rules.row_for(planned, self._new_id())
        self._store(replace(row, items=(*row.items, *new)))
        self._said_by.update((each.key, row.id) for each in new)
        return True

    def _waiting(self, recipient: str, kind: RowKind) -> Row | None:
        of = (self._rows[id_] for id_ in self._of[recipient])
        waiting = (row for row in of if row.kind is kind and row.state is RowState.PLANNED and row.attempt == 0)
        return min(waiting, key=rules.earliest, default=None)

    def _load(self, recipient: str, now: datetime) -> Load:
        since = now.date() - rules.LOOK_BACK
        of = [row for row in map(self._rows.__getitem__, self._of[recipient]) if row.kind is RowKind.FOLLOW_UP]
        days = sorted(row.day for row in of if row.day >= since and row.state not in rules.UNCOUNTED)
        waiting = self._waiting(recipient, RowKind.FOLLOW_UP)
        return Load(days=tuple(days), waiting=waiting.day if waiting else None)


def _days(away: tuple[date, date] | None) -> list[str] | None:
    return [each.isoformat() for each in away] if away else None


def _has_waited(row: Row, real: datetime) -> bool:
    return row.not_before is None or row.not_before <= real
