"""Who carries what: assignments follow the policies and the roster, on a reload and when a roster is loaded. Pure.

Nothing is ever deleted, and no history is touched: an assignment that nobody asks for any more is closed, with a
reason, and opened again if it is asked for again.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count

from bot.picture import Picture
from bot.ports import Person, Step
from bot.progress import Assignment, Closing, Event, EventKind, Rung, assignment_id
from bot.reminding import Planner
from knowledge.model import Policy, Recommendation

#: Why an assignment was closed.
NO_RECOMMENDATION = "recommendation removed"
NO_POLICY = "no longer followed up"
NO_OWNER = "owner not in the roster"
NOT_MEANT = "owner no longer meant"
#: Followed by the id of the recommendation that has taken its place.
SUPERSEDED_BY = "superseded by"


def in_force(recommendations: Iterable[Recommendation], *, live: bool) -> dict[str, Policy]:
    """Return the policies that count, by recommendation.

    Those of recommendations that another has taken the place of do not; nor, where real people are served, do examples.
    """
    recommendations = list(recommendations)
    gone = superseded(recommendations)
    policies = {each.id: each.follow_up for each in recommendations if each.follow_up and each.id not in gone}
    return {id_: policy for id_, policy in policies.items() if not (live and policy.example)}


def superseded(recommendations: Iterable[Recommendation]) -> dict[str, str]:
    """Return which recommendations have lost their place, and to which; none takes its own."""
    return {old: each.id for each in recommendations for old in each.supersedes if old != each.id}


def taking_part(people: Iterable[Person], *, live: bool) -> dict[str, Person]:
    """Return the people who count, by id: where real people are served, no examples."""
    return {each.id: each for each in people if not (live and each.participant.example)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What some steps do to reminders, in assignments."""

    begun: int = 0
    ended: int = 0
    #: At another time than before.
    moved: int = 0

    @classmethod
    def of(cls, steps: Iterable[Step]) -> "Moves":
        begun = ended = moved = 0
        for each in steps:
            was_open = each.before is not None and each.before.is_open
            begun += each.after.is_open and not was_open
            ended += was_open and not each.after.is_open
            is_other = each.before is not None and each.before.next_at != each.after.next_at
            moved += was_open and each.after.is_open and is_other
        return cls(begun=begun, ended=ended, moved=moved)

    def __bool__(self) -> bool:
        return bool(self.begun or self.ended or self.moved)


def assigned(
    recommendations: Sequence[Recommendation],
    people: Iterable[Person],
    assignments: Iterable[Assignment],
    planner: Planner,
    now: datetime,
    *,
    live: bool,
    kept: Collection[str] = (),
) -> list[Step]:
    """Return what has to change so that everybody meant by a policy carries an assignment, and nobody else.

    An assignment that stands as it should has no step, so that a second time nothing changes.

    Args:
        recommendations: all there are now.
        people: the roster.
        assignments: all there ever were.
        planner: over the same policies and people.
        now: the instant.
        live: whether real people are served; examples are then ignored, and closed.
        kept: ids of assignments that somebody gave by hand; whom the policy means does not close them.
    """
    load = _Load(
        recommendations={each.id: each for each in recommendations},
        policies=in_force(recommendations, live=live),
        people=taking_part(people, live=live),
        superseded=superseded(recommendations),
        planner=planner,
        now=now,
    )
    known = {each.id: each for each in assignments}
    given = {*kept, *_inherited(known.values())}
    wanted = dict(load.wanted())
    fresh = (load.added(*pair) for id_, pair in wanted.items() if id_ not in known)
    others = (load.followed(each, is_meant=each.id in wanted or each.id in given) for each in known.values())
    return [*fresh, *(each for each in others if each is not None)]


def given(
    recommendation: str, owner: str, before: Assignment | None, picture: Picture, now: datetime, *, who: str
) -> Step:
    """Return the step by which somebody carries a recommendation because an organiser says so.

    Args:
        recommendation: one with a policy in force.
        owner: somebody of the roster.
        before: what they had of it, closed; None: they never had any.
        picture: the knowledge and the roster.
        now: the instant.
        who: says so; a renewal leaves it alone for that.
    """
    load = _Load(
        recommendations=picture.snapshot.recommendations,
        policies=picture.planner.policies,
        people=picture.people,
        superseded=superseded(picture.snapshot.recommendations.values()),
        planner=picture.planner,
        now=now,
    )
    if before is None:
        step = load.added(recommendation, owner)
        return replace(step, events=tuple(replace(each, who=who) for each in step.events))
    step = load.again(before)
    due = step.after.due
    event = Event(
        assignment=before.id,
        at=now,
        who=who,
        kind=EventKind.ASSIGNED,
        before="",
        after=due.isoformat() if due else "",
    )
    return replace(step, events=(*step.events, event))


def _inherited(assignments: Iterable[Assignment]) -> Iterator[str]:
    """Yield the assignments that successors took over."""
    for each in assignments:
        if each.closed is Closing.HANDED_OVER:
            yield assignment_id(each.recommendation, each.closed_because)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Load:
    """One load of knowledge or roster."""

    recommendations: Mapping[str, Recommendation]
    policies: Mapping[str, Policy]
    people: Mapping[str, Person]
    superseded: Mapping[str, str]
    planner: Planner
    now: datetime

    def wanted(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Yield assignments' ids with their recommendation and owner."""
        for recommendation, policy in self.policies.items():
            for person in self.people.values():
                if policy.owners.include(person.participant):
                    yield assignment_id(recommendation, person.id), (recommendation, person.id)

    def added(self, recommendation: str, owner: str) -> Step:
        """Return the step to a new assignment: it starts with the first due date that is still to come."""
        period, due = self._first(recommendation, self._day(owner))
        example = self.policies[recommendation].example or self.people[owner].participant.example
        assignment = Assignment(
            id=assignment_id(recommendation, owner),
            recommendation=recommendation,
            owner=owner,
            seminar=self.recommendations[recommendation].seminar,
            due=due,
            period=period,
            example=example,
        )
        event = self._event(assignment, EventKind.ASSIGNED, after=due.isoformat())
        return Step(before=None, after=self._looked_at(assignment), events=(event,))

    def followed(self, assignment: Assignment, *, is_meant: bool) -> Step | None:
        """Return the step that makes an assignment what it should be; None: it is."""
        reason = self._reason_to_close(assignment, is_meant=is_meant)
        if not assignment.is_open:
            return self._reopened(assignment) if not reason and _is_ours(assignment) else None
        return self._closed(assignment, reason) if reason else self._redated(assignment)

    def _reason_to_close(self, assignment: Assignment, *, is_meant: bool) -> str:
        if assignment.recommendation not in self.recommendations:
            return NO_RECOMMENDATION
        if assignment.recommendation in self.superseded:
            return f"{SUPERSEDED_BY} {self.superseded[assignment.recommendation]}"
        if assignment.recommendation not in self.policies:
            return NO_POLICY
        if assignment.owner not in self.people:
            return NO_OWNER
        return "" if is_meant else NOT_MEANT

    def _closed(self, assignment: Assignment, reason: str) -> Step:
        closing = Closing.SUPERSEDED if reason.startswith(SUPERSEDED_BY) else Closing.REMOVED
        after = replace(assignment, closed=closing, closed_at=self.now, closed_because=reason, next_at=None)
        event = self._event(assignment, EventKind.CLOSED, after=closing)
        return Step(before=assignment, after=after, events=(event,))

    def again(self, assignment: Assignment) -> Step:
        """Return the step that opens an assignment again that was closed."""
        return self._reopened(assignment)

    def _reopened(self, assignment: Assignment) -> Step:
        after = replace(assignment, closed=None, closed_at=None, closed_because="")
        step = self._redated(after)
        event = self._event(assignment, EventKind.REOPENED, before=assignment.closed or "")
        return Step(
            before=assignment,
            after=step.after if step else self._looked_at(after),
            events=(event, *(step.events if step else ())),
        )

    def _redated(self, assignment: Assignment) -> Step | None:
        """Return the step to the due date that the policy gives now, unless people agreed on another."""
        after, events = assignment, list[Event]()
        expected = self.planner.due(assignment.recommendation, assignment.period)
        if not assignment.revised and assignment.due is not None and expected != assignment.due:
            period, due = self._nearest(assignment.recommendation, assignment.due)
            after = _moved(assignment, period, due)
            days = {"before": assignment.due.isoformat(), "after": due.isoformat()}
            events.append(self._event(assignment, EventKind.DUE_REVISED, **days))
        after = self._looked_at(after)
        return Step(before=assignment, after=after, events=tuple(events)) if after != assignment else None

    def _looked_at(self, assignment: Assignment) -> Assignment:
        return replace(assignment, next_at=self.planner.first_look(assignment))

    def _first(self, recommendation: str, today: date) -> tuple[int, date]:
        """Return the first due date from a day on; where all are past, the last."""
        last = 0, self.policies[recommendation].anchor
        for last in self._dates(recommendation):
            if last[1] >= today:
                break
        return last

    def _nearest(self, recommendation: str, day: date) -> tuple[int, date]:
        """Return the due date that is closest to a day, of two the later."""
        nearest = 0, self.policies[recommendation].anchor
        for each in self._dates(recommendation):
            if abs(each[1] - day) <= abs(nearest[1] - day):
                nearest = each
            if each[1] > day:
                break
        return nearest

    def _dates(self, recommendation: str) -> Iterator[tuple[int, date]]:
        for number in count():
            due = self.planner.due(recommendation, number)
            if due is None:
                return
            yield number, due

    def _day(self, owner: str) -> date:
        return self.planner.calendar(owner).day_at(self.now)

    def _event(self, assignment: Assignment, kind: EventKind, *, before: str = "", after: str = "") -> Event:
        return Event(assignment=assignment.id, at=self.now, who="", kind=kind, before=before, after=after)


def _is_ours(assignment: Assignment) -> bool:
    """Tell whether a load closed it, so that it opens again once the reason is gone."""
    by_load = assignment.closed is Closing.SUPERSEDED and assignment.closed_because.startswith(SUPERSEDED_BY)
    return by_load or assignment.closed is Closing.REMOVED


def _moved(assignment: Assignment, period: int, due: date) -> Assignment:
    """Return an assignment with another due date of its policy; a report answers only what was due by then."""
    if due == assignment.due:  # another number for the same day
        return replace(assignment, period=period)
    answered = assignment.reported_on is not None and due <= assignment.reported_on
    return replace(assignment, period=period, due=due, answered=answered, stage=None, rung=Rung.NONE)
