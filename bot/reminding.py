"""What to say next of each assignment, to whom and when. Pure: no ledger, no clock, no Slack.

An assignment is looked at when something falls due, and what falls due is said at that moment: a message is planned at
the first working time of its recipient, never ahead. Of several stages that were missed the latest is said, so that
however long nobody looked, one message comes of it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from itertools import count
from operator import attrgetter
from typing import Any

from bot.cadence import LONG_AGO, OFFICE_HOURS, Calendar, SendTime, due_date
from bot.outbox import ORGANISERS, Item, RowKind, Stage
from bot.ports import Load, Person, Planned, Step
from bot.progress import Assignment, Rung, Validation
from knowledge.model import Addressees, Policy, WorkingHours

_ONE_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_NOTHING = Load()
#: What people's part in an assignment is not changed by: it is said whatever its due date has come to.
_NOTES = frozenset(
    {Stage.NOT_MINE, Stage.UNREACHABLE, Stage.QUIET, Stage.QUIET_GRANTED, Stage.QUIET_KEPT},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadences:
    """When somebody is told, where a policy says nothing else. Days, counted in the calendar."""

    #: For the owner, from the due date; ascending.
    stages: tuple[int, ...] = (-14, -3, 0, 7, 21)
    #: For the deputy, the escalation contact and the organisers, from the due date.
    deputy_after: int = 21
    escalate_after: int = 35
    decide_after: int = 49
    #: For the validator, and at last the organisers, from the day of a report.
    validator_after: tuple[int, ...] = (0, 7, 21)
    validator_decide_after: int = 35
    #: Between two rungs of the ladder at least.
    min_silence: int = 7
    #: Follow-up messages for one person, in a week from Monday to Sunday.
    week_budget: int = 2
    #: Of people whose own are not known, and of the organisers.
    hours: WorkingHours = OFFICE_HOURS


@dataclass(slots=True, kw_only=True)
class _Act:
    """Something to say, once its time has come."""

    when: SendTime
    #: None: the organisers.
    to: Person | None
    kind: RowKind = RowKind.FOLLOW_UP
    stage: Stage
    due: date
    offset: int
    #: The day on which it would be said if nothing were in the way.
    wanted: date
    #: Why it comes when it does, where the calendar cannot tell.
    why: str = ""
    #: What the assignment is like once it is said.
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Terms:
    """A policy with the settings filled in."""

    policy: Policy
    #: With their days as durations.
    stages: tuple[tuple[int, timedelta], ...]
    deputy: tuple[Rung, Stage, int]
    contact: tuple[Rung, Stage, int]
    decision: tuple[Rung, Stage, int]

    def due(self, number: int) -> date | None:
        due = due_date(self.policy.anchor, self.policy.every, number)
        return due if due and (self.policy.until is None or due <= self.policy.until) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """The plan of reminders, as a function of policies, people, and what each assignment has come to."""

    #: By recommendation.
    policies: Mapping[str, Policy]
    #: By id.
    people: Mapping[str, Person]
    #: Of people whose own is not known, and of the organisers.
    timezone: str
    cadences: Cadences = field(default_factory=Cadences)
    # What was computed from the above, which never changes.
    _calendars: dict[str, Calendar] = field(default_factory=dict, init=False, repr=False, compare=False)
    _terms: dict[str, _Terms] = field(default_factory=dict, init=False, repr=False, compare=False)
    _meant: dict[int, "_Meant"] = field(default_factory=dict, init=False, repr=False, compare=False)
    _meant_by: dict[Addressees, "_Meant"] = field(default_factory=dict, init=False, repr=False, compare=False)

    # What the ledger asks

    def recipients(self, assignments: Sequence[Assignment]) -> set[str]:
        """Return everybody who may be told of assignments: those whose load ``decide`` needs."""
        found = set()
        for each in assignments:
            people = (self.people.get(each.owner), self.deputy(each), self.validator(each), self.contact(each))
            found |= {person.id for person in people if person}
        return found

    def decide(self, assignments: Sequence[Assignment], loads: Mapping[str, Load], now: datetime) -> list[Step]:
        """Say what falls due by ``now``, and when to look at each assignment again: always later, or never.

        One step for each assignment, in their order; what is planned for somebody counts for the next ones. Messages
        are for their recipients' present working hours.
        """
        known = dict(loads)
        return [self._step(each, known, now) for each in assignments]

    def first_look(self, assignment: Assignment) -> datetime | None:
        """Return when to look at a new or changed assignment, perhaps an instant that is past; None: never."""
        look = self._look(assignment, LONG_AGO, {})
        act = look.next() if look else None
        return act.when.at if act else None

    def still_says(self, item: Item, assignment: Assignment, today: date) -> bool:
        """Tell whether an item that was planned is still true on the owner's day ``today``."""
        if not assignment.is_open or item.assignment != assignment.id or item.stage in {Stage.DIGEST, Stage.EXPIRY}:
            return False
        if item.stage in _NOTES:
            return True
        if item.stage is Stage.BRIEFING:
            return item.recipient == assignment.owner
        terms = self._terms_of(assignment)
        return terms is not None and not assignment.paused and self._still_asks(item, assignment, terms, today)

    # What the desk asks

    def due(self, recommendation: str, number: int) -> date | None:
        """Return a due date of a recommendation's policy, 0 being the anchor; None where there is none."""
        terms = self._terms_for(recommendation)
        return terms.due(number) if terms else None

    def calendar(self, recipient: str) -> Calendar:
        """Return when a participant may be written to; of somebody unknown, when the organisers may."""
        if recipient not in self._calendars:
            person = self.people.get(recipient)
            participant = person.participant if person else None
            self._calendars[recipient] = Calendar(participant, self.timezone, self.cadences.hours)
        return self._calendars[recipient]

    def deputy(self, assignment: Assignment) -> Person | None:
        """Return who stands in for the owner, where there is somebody."""
        owner = self.people.get(assignment.owner)
        deputy = owner.participant.deputy if owner else None
        return self.people.get(deputy) if deputy and deputy != assignment.owner else None

    def validator(self, assignment: Assignment) -> Person | None:
        """Return who confirms what the owner reports, never the owner; None: the organisers."""
        policy = self.policies.get(assignment.recommendation)
        return self._picked(policy.validator if policy else None, assignment)

    def contact(self, assignment: Assignment) -> Person | None:
        """Return who is told after silence, never the owner."""
        policy = self.policies.get(assignment.recommendation)
        return self._picked(policy.escalation if policy else None, assignment)

    def message(self, item: Item, now: datetime, *, kind: RowKind = RowKind.FOLLOW_UP) -> Planned:
        """Return a message that somebody's act makes necessary, for the recipient's next working time."""
        calendar = self.calendar(item.recipient)
        when = calendar.send_time(calendar.day_at(now), now=now)
        return Planned(recipient=item.recipient, kind=kind, day=when.day, send_at=when.at, why=when.why, items=(item,))

    # One assignment

    def _step(self, assignment: Assignment, loads: dict[str, Load], now: datetime) -> Step:
        after, messages = assignment, list[Planned]()
        while (look := self._look(after, now, loads)) and (act := look.next()):
            if act.when.at > now:
                return Step(before=assignment, after=_changed(after, next_at=act.when.at), messages=tuple(messages))
            messages.append(look.said(act))
            _count(messages[-1], loads)
            after = _changed(after, **act.changes)
        return Step(before=assignment, after=_changed(after, next_at=None), messages=tuple(messages))

    def _look(self, assignment: Assignment, now: datetime, loads: Mapping[str, Load]) -> "_Look | None":
        terms, owner = self._terms_of(assignment), self.people.get(assignment.owner)
        if terms is None or owner is None or not assignment.is_open or assignment.paused:
            return None
        return _Look(self, assignment, terms, owner, now, loads)

    def _terms_of(self, assignment: Assignment) -> _Terms | None:
        return self._terms_for(assignment.recommendation)

    def _terms_for(self, recommendation: str) -> _Terms | None:
        if recommendation not in self._terms:
            policy = self.policies.get(recommendation)
            if policy is None:
                return None
            self._terms[recommendation] = _filled(policy, self.cadences)
        return self._terms[recommendation]

    def _picked(self, addressees: Addressees | None, assignment: Assignment) -> Person | None:
        """Return the first by id of the owner's country, or else the first; never the owner."""
        if addressees is None:
            return None
        # Found again by the object, since a policy's fields take long to compare.
        meant = self._meant.get(id(addressees))
        if meant is None:
            # Many policies mean the same people; whom they mean is found out once.
            meant = self._meant[id(addressees)] = self._first_two_of(addressees)
        owner = self.people.get(assignment.owner)
        country = owner.participant.country if owner else None
        for place in (country, None):
            for each in meant.get(place, ()):
                if each.participant.id != assignment.owner:
                    return each
        return None

    def _first_two_of(self, addressees: Addressees) -> "_Meant":
        if addressees not in self._meant_by:
            self._meant_by[addressees] = _first_two(addressees, self.people.values())
        return self._meant_by[addressees]

    # What is still true

    def _still_asks(self, item: Item, assignment: Assignment, terms: _Terms, today: date) -> bool:
        if item.stage is Stage.RETURNED:
            return assignment.validation is Validation.RETURNED
        if assignment.waits_for_validator:
            return item.due == assignment.reported_on and self._is_about_the_report(item, assignment)
        return item.stage is not Stage.VALIDATION and self._still_reminds(item, assignment, terms, today)

    def _is_about_the_report(self, item: Item, assignment: Assignment) -> bool:
        if item.stage is Stage.VALIDATION:
            return item.offset >= assignment.asked_before
        return item.stage is Stage.DECISION and item.offset == self.cadences.validator_decide_after

    def _still_reminds(self, item: Item, assignment: Assignment, terms: _Terms, today: date) -> bool:
        if assignment.reported.is_final or (assignment.snoozed_until and assignment.snoozed_until > today):
            return False
        if item.due != (assignment.due or item.due):
            # The organisers decide about a silence even if the next due date has begun since.
            is_over = assignment.due is not None and item.due < assignment.due and not assignment.revised
            return item.stage is Stage.DECISION and is_over and not assignment.answered
        if item.stage in {Stage.REMINDER, Stage.SNOOZED}:
            fell_due = item.due + timedelta(days=item.offset)
            return assignment.reported_on is None or fell_due > assignment.reported_on
        if item.stage is Stage.DECISION:
            return not (assignment.answered and _follows(assignment, terms))
        return not assignment.answered


@dataclass(slots=True)
class _Look:
    """One look at one assignment that is open, at one instant."""

    planner: Planner
    assignment: Assignment
    terms: _Terms
    owner: Person
    now: datetime
    loads: Mapping[str, Load]
    #: The days of the stages that are still to be said of the due date in force.
    unsaid: list[date] = field(default_factory=list)

    def next(self) -> _Act | None:
        """Return what is to be said first, at its time or now; the owner comes before the rest."""
        if self.assignment.reported.is_final:
            return self._validation() if self.assignment.waits_for_validator else None
        self.unsaid = self._unsaid(self.assignment)
        reminder, rung = self._reminder(), self._rung()
        return rung if rung and (reminder is None or rung.when.at < reminder.when.at) else reminder

    def said(self, act: _Act) -> Planned:
        """Return the message that an act is."""
        to = act.to.id if act.to else ORGANISERS
        item = Item(assignment=self.assignment.id, due=act.due, stage=act.stage, offset=act.offset, recipient=to)
        why = act.why or self._why(act.to, act.wanted, act.when)
        return Planned(recipient=to, kind=act.kind, day=act.when.day, send_at=act.when.at, why=why, items=(item,))

    # The owner

    def _reminder(self) -> _Act | None:
        """Return what the owner is told next: at the end of a snooze something at any rate."""
        snoozed = self.assignment.snoozed_until
        stages = self._stages_ahead()
        following = None if stages else self._following(date.min)
        first = following[1] if following else stages
        wanted = snoozed or (first[0] if first else None)
        if wanted is None:
            return None
        to, when = self._place_for_owner(wanted)
        state = self.assignment
        if following and first[0] <= when.day:
            state, stages = self._following(when.day) or following
        fallen = bisect_right(stages, when.day)
        if fallen:
            return self._reminded(state, stages[fallen - 1], Stage.REMINDER, to, when)
        return self._reminded(state, wanted, Stage.SNOOZED if snoozed else Stage.REMINDER, to, when)

    def _reminded(self, state: Assignment, day: date, stage: Stage, to: Person, when: SendTime) -> _Act:
        due = state.due or day
        offset = (day - due).days
        changes: dict[str, Any] = {}
        if state is not self.assignment:
            changes = {"period": state.period, "due": due} | _FRESH
        if stage is Stage.REMINDER:
            changes["stage"] = offset
        woken = self.assignment.snoozed_until is not None
        if woken:
            changes["snoozed_until"] = None
        if woken or state.rung is Rung.NONE:
            changes["reminded_on"] = when.day
        if offset >= 0 and state.rung is Rung.NONE:
            changes["rung"] = Rung.OWNER
        why = "why-snoozed" if woken else "why-away" if to is not self.owner else ""
        return _Act(when=when, to=to, stage=stage, due=due, offset=offset, wanted=day, why=why, changes=changes)

    def _stages_ahead(self) -> list[date]:
        """Return the days on which the owner is still to be told something of the due date in force."""
        now = self.assignment
        if now.due is None or now.rung is Rung.DECISION:
            return []
        if not now.answered:
            return self.unsaid
        return [] if _follows(now, self.terms) else [each for each in self.unsaid if each > now.due]

    def _unsaid(self, state: Assignment) -> list[date]:
        """Return the days of the stages of a due date that were not said, and that no report has come after."""
        due, said, reported = state.due, state.stage, state.reported_on
        if due is None:
            return []
        days = [due + ahead for offset, ahead in self.terms.stages if said is None or offset > said]
        return days if reported is None else [each for each in days if each > reported]

    def _following(self, day: date) -> tuple[Assignment, list[date]] | None:
        """Return the assignment with its next due date, and the days of its stages.

        That is the latest whose first stage has come by a day, or else the first to come; None where the one in force
        is not over, or none follows.
        """
        now = self.assignment
        if now.due is None or not (now.answered or now.rung is Rung.DECISION):
            return None
        fresh = _changed(now, **_FRESH)
        found = None
        for number, due in _after(now, self.terms):
            state = _changed(fresh, period=number, due=due)
            days = self._unsaid(state)
            if found and (not days or days[0] > day):
                break
            if days:
                found = state, days
        return found

    # Those above

    def _rung(self) -> _Act | None:
        """Return who is told of the silence next; nobody before the owner was reminded, or while they put it off."""
        now, due = self.assignment, self.assignment.due
        if due is None or now.snoozed_until or now.rung is Rung.DECISION:
            return None
        if now.answered and _follows(now, self.terms):
            return None
        if not now.answered and now.rung is Rung.NONE and self.unsaid and self.unsaid[-1] >= due:
            return None
        rung, stage, days, to = self._rung_above()
        wanted = due + timedelta(days=days)
        if silent_since := max((each for each in (now.reminded_on, self._sent_back()) if each), default=None):
            wanted = max(wanted, silent_since + timedelta(days=self.planner.cadences.min_silence))
        kind = RowKind.FOLLOW_UP if to else RowKind.DECISION
        when = self._place(to, wanted, kind)
        if when.at <= self.now and self._is_stuck():
            when = self._place(to, when.day + _ONE_DAY, kind)
        changes = {"rung": rung, "reminded_on": when.day}
        return _Act(when=when, to=to, kind=kind, stage=stage, due=due, offset=days, wanted=wanted, changes=changes)

    def _rung_above(self) -> tuple[Rung, Stage, int, Person | None]:
        """Return the next rung on which there is somebody."""
        now = self.assignment
        if not now.answered:
            if now.rung in _BELOW_DEPUTY and (deputy := self.planner.deputy(now)):
                return *self.terms.deputy, deputy
            if now.rung is not Rung.CONTACT and (contact := self.planner.contact(now)):
                return *self.terms.contact, contact
        return *self.terms.decision, None

    def _sent_back(self) -> date | None:
        """Return the day of a report that was sent back: somebody was at work until then."""
        return None if self.assignment.answered else self.assignment.reported_on

    def _is_stuck(self) -> bool:
        """Whether a message of an earlier day still waits for those below: then they were not told yet."""
        below = (self.owner, self.planner.deputy(self.assignment), self.planner.contact(self.assignment))
        waiting = ((each, self._load(each).waiting) for each in below if each)
        return any(day is not None and day < self._day_of(each) for each, day in waiting)

    # The validator

    def _validation(self) -> _Act | None:
        now, cadences = self.assignment, self.planner.cadences
        reported = now.reported_on or self._day_of(self.owner)
        to = self.planner.validator(now)
        asks = [reported + timedelta(days=each) for each in (cadences.validator_after if to else (0,))]
        ends = len(cadences.validator_after) + 1
        if now.asked < len(asks):
            kind = RowKind.FOLLOW_UP if to else RowKind.DECISION
            when = self._place(to, asks[now.asked], kind)
            asked = max(bisect_right(asks, when.day), now.asked + 1)
            stage, offset, wanted = Stage.VALIDATION, now.asked_before + asked - 1, asks[asked - 1]
        elif now.asked < ends:
            stage, offset, asked, to, kind = (
                Stage.DECISION,
                cadences.validator_decide_after,
                ends,
                None,
                RowKind.DECISION,
            )
            wanted = reported + timedelta(days=offset)
            if now.reminded_on:
                wanted = max(wanted, now.reminded_on + timedelta(days=cadences.min_silence))
            when = self._place(None, wanted, kind)
        else:
            return None
        changes = {"asked": asked, "reminded_on": when.day}
        return _Act(
            when=when, to=to, kind=kind, stage=stage, due=reported, offset=offset, wanted=wanted, changes=changes
        )

    # When

    def _place_for_owner(self, wanted: date) -> tuple[Person, SendTime]:
        """Return who is told, the owner or during an absence the deputy, and when: whoever can be told first."""
        own = self._place(self.owner, wanted, RowKind.FOLLOW_UP)
        away, deputy = self.owner.away, self.planner.deputy(self.assignment)
        if away and deputy and own.day >= away[0]:
            instead = self._place(deputy, max(wanted, away[0]), RowKind.FOLLOW_UP)
            if instead.at < own.at and away[0] <= instead.day <= away[1]:
                return deputy, instead
        return self.owner, own

    def _place(self, to: Person | None, wanted: date, kind: RowKind) -> SendTime:
        """Return when somebody (None: the organisers) can be told what is wanted on a day."""
        calendar = self._calendar(to)
        when = calendar.send_time(wanted, now=self.now)
        if to and to.away and to.away[0] <= when.day <= to.away[1]:
            when = calendar.send_time(to.away[1] + _ONE_DAY, now=self.now)
        if to and kind is RowKind.FOLLOW_UP and when.at <= self.now and self._is_used_up(to, when.day):
            when = calendar.send_time(_monday(when.day) + _WEEK, now=self.now)
        return when

    def _is_used_up(self, to: Person, day: date) -> bool:
        """Whether somebody has had a week's messages, and none waits that one more item could join."""
        load = self._load(to)
        return load.waiting is None and self._had(load, day) >= self.planner.cadences.week_budget

    def _had(self, load: Load, day: date) -> int:
        monday = _monday(day)
        return sum(monday <= each < monday + _WEEK for each in load.days)

    def _why(self, to: Person | None, wanted: date, when: SendTime) -> str:
        """Return what moved a message to the day on which it goes out, from the day on which it was wanted."""
        calendar = self._calendar(to)
        natural = calendar.send_time(wanted, now=LONG_AGO)
        if when.day == natural.day:
            return natural.why
        if to and to.away and to.away[0] <= natural.day <= to.away[1]:
            return "why-away"
        if to and self._had(self._load(to), natural.day) >= self.planner.cadences.week_budget:
            return "why-budget"
        return calendar.send_time(wanted, now=self.now).why

    def _day_of(self, person: Person) -> date:
        return self._calendar(person).day_at(self.now)

    def _calendar(self, to: Person | None) -> Calendar:
        return self.planner.calendar(to.id if to else ORGANISERS)

    def _load(self, to: Person) -> Load:
        return self.loads.get(to.id, _NOTHING)


#: What is not known of a due date yet.
_FRESH: dict[str, Any] = {
    "revised": False,
    "answered": False,
    "stage": None,
    "rung": Rung.NONE,
    "reminded_on": None,
}
_BELOW_DEPUTY = (Rung.NONE, Rung.OWNER)
_NAMES = tuple(each.name for each in fields(Assignment))
_values = attrgetter(*_NAMES)
#: The class is frozen, its slots are not: filling them one by one is what its ``__init__`` does as well, but slower.
_PUT: dict[str, Callable[[Assignment, Any], None]] = {name: getattr(Assignment, name).__set__ for name in _NAMES}
_PUT_ALL = tuple(_PUT.values())


def _changed(assignment: Assignment, **changes: Any) -> Assignment:
    """Do what ``replace`` does in half the time; every look needs it twice."""
    changed = object.__new__(Assignment)
    for put, value in zip(_PUT_ALL, _values(assignment), strict=True):
        put(changed, value)
    for name, value in changes.items():
        _PUT[name](changed, value)
    return changed


def _count(message: Planned, loads: dict[str, Load]) -> None:
    """Count a message that is planned for those that are planned after it."""
    load = loads.get(message.recipient, _NOTHING)
    if message.kind is RowKind.FOLLOW_UP and load.waiting is None:
        loads[message.recipient] = Load(days=(*load.days, message.day), waiting=message.day)


#: Who is meant, by country and with None over all: the first by id, and who comes next.
_Meant = dict[str | None, list[Person]]


def _first_two(addressees: Addressees, people: Iterable[Person]) -> _Meant:
    """Return, by country and with None over all, the first by id of those who are meant, and who comes next."""
    found: _Meant = {}
    for each in sorted((each for each in people if addressees.include(each.participant)), key=lambda each: each.id):
        for place in {each.participant.country, None}:
            found.setdefault(place, []).append(each)
    return {place: meant[:2] for place, meant in found.items()}


def _filled(policy: Policy, cadences: Cadences) -> _Terms:
    def chosen(own: int | None, default: int) -> int:
        return default if own is None else own

    return _Terms(
        policy,
        tuple((each, timedelta(days=each)) for each in sorted(set(policy.stages or cadences.stages))),
        (Rung.DEPUTY, Stage.DEPUTY, chosen(policy.deputy_after, cadences.deputy_after)),
        (Rung.CONTACT, Stage.ESCALATION, chosen(policy.escalate_after, cadences.escalate_after)),
        (Rung.DECISION, Stage.DECISION, chosen(policy.decide_after, cadences.decide_after)),
    )


def _after(assignment: Assignment, terms: _Terms) -> Iterator[tuple[int, date]]:
    """Yield the due dates after the one in force; a report covers those before it."""
    floor = assignment.due or date.min
    if assignment.answered and assignment.reported_on:
        floor = max(floor, assignment.reported_on)
    for number in count(assignment.period + 1):
        due = terms.due(number)
        if due is None:
            return
        if due > floor:
            yield number, due


def _follows(assignment: Assignment, terms: _Terms) -> bool:
    """Whether another due date comes after the one in force."""
    return next(_after(assignment, terms), None) is not None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
