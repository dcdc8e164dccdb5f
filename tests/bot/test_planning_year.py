"""A year of random policies, people and acts: the plan says what a naive reading of the rules says, day by day."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.outbox import RowKind, Stage
from bot.progress import (
    Done,
    Reported,
    Rung,
    assignment_id,
    confirmed,
    paused,
    reported_as,
    resumed,
    returned,
    revised,
    snoozed,
)
from bot.reminding import Planner
from knowledge.model import Addressees, Period, WorkingHours
from tests.fake_plans import ZONES, Rehearsal, a_person, a_policy, an_assignment, at
from tests.naive_plan import Course, Naive

START, DAYS = date(2026, 1, 1), 400
ZONE = "Europe/Bucharest"
#: From below.
LADDER = (Stage.DEPUTY, Stage.ESCALATION, Stage.DECISION)
#: The chance that somebody acts on an assignment on a day.
ACTIVITIES = (0, 0.003, 0.02, 0.1)


@lru_cache
def holidays_of(country, year):
    from holidays import country_holidays  # noqa: PLC0415

    return set(country_holidays(country, years=[year]))


def works(person, day):
    if person is None:
        return day.isoweekday() < 6
    week = person.participant.hours.days if person.participant.hours else (1, 2, 3, 4, 5)
    return day.isoweekday() in week and day not in holidays_of(person.participant.country, day.year)


class Year:
    """The same year twice: for the plan, and for the naive reading of it."""

    def __init__(self, seed, *, batch=200):
        self.chance = random.Random(seed)  # noqa: S311 - nothing is kept secret
        self.people = {each.id: each for each in self.roster()}
        policies = {f"r{number}": self.policy() for number in range(self.chance.randrange(1, 5))}
        self.planner = Planner(policies=policies, people=self.people, timezone=ZONE)
        carried = [
            (recommendation, owner)
            for recommendation, policy in policies.items()
            for owner, person in self.people.items()
            if policy.owners.include(person.participant)
        ]
        first = [an_assignment(self.planner, owner, recommendation) for recommendation, owner in carried]
        self.rehearsal = Rehearsal(self.planner, first, batch=batch)
        self.naive = Naive(works=works, courses=[self.course(*each) for each in carried])

    def roster(self):
        chance, ids = self.chance, [f"p{number}" for number in range(self.chance.randrange(2, 7))]
        for called in ids:
            away = None
            if chance.random() < 0.5:
                first = START + timedelta(days=chance.randrange(DAYS))
                away = (first, first + timedelta(days=chance.randrange(60)))
            days = chance.choice([None, None, (1, 2, 3, 4), (2, 5), (6, 7), (1, 2, 3, 4, 5, 6, 7)])
            yield a_person(
                called,
                role="coordinator" if called == "p0" else chance.choice(["coordinator", "expert"]),
                country=chance.choice(sorted(ZONES)),
                timezone=ZONE,
                hours=WorkingHours(days=days) if days else None,
                deputy=chance.choice([None, *(each for each in ids if each != called)]),
                away=away,
            )

    def policy(self):
        chance = self.chance
        somebody = [None, Addressees(roles=("expert",)), Addressees(countries=("RO", "FR", "BG", "UA", "XK"))]
        rungs = sorted(chance.randrange(90) for _ in range(3)) if chance.random() < 0.4 else [None] * 3
        return a_policy(
            START + timedelta(days=chance.randrange(-60, 200)),
            every=chance.choice(
                [None, Period(weeks=1), Period(weeks=3), Period(months=1), Period(months=2), Period(months=6)]
            ),
            until=chance.choice([None, None, START + timedelta(days=chance.randrange(200, 500))]),
            stages=chance.choice([None, None, tuple(sorted(chance.sample(range(-30, 45), chance.randrange(1, 6))))]),
            deputy_after=rungs[0],
            escalate_after=rungs[1],
            decide_after=rungs[2],
            validator=chance.choice(somebody),
            escalation=chance.choice(somebody),
        )

    def course(self, recommendation, owner):
        policy, person = self.planner.policies[recommendation], self.people[owner]
        return Course(
            id=assignment_id(recommendation, owner),
            policy=policy,
            owner=person,
            deputy=self.people.get(person.participant.deputy),
            contact=self.first(policy.escalation, person),
            validator=self.first(policy.validator, person),
            due=policy.anchor,
        )

    def first(self, addressees, owner):
        if addressees is None:
            return None
        meant = [each for each in self.people.values() if addressees.include(each.participant) and each is not owner]
        meant.sort(key=lambda each: (each.participant.country != owner.participant.country, each.id))
        return meant[0] if meant else None

    def run(self, activity):
        for day in (START + timedelta(days=each) for each in range(DAYS)):
            noon = at(day, 12, 0)
            self.rehearsal.run(at(day, 0, 0), noon)
            self.naive.moment(day)
            for course in self.naive.courses:
                if self.chance.random() < activity:
                    self.act(course, day, noon)
            self.rehearsal.tick(noon)
            self.naive.moment(day)
            self.rehearsal.run(noon, at(day, 23, 59))

    def act(self, course, day, now):
        chance, before = self.chance, self.rehearsal.assignments[course.id]
        who = {"who": "somebody", "now": now}
        match chance.choice(["report", "report", "snooze", "revise", "final", "validate", "return", "pause"]):
            case "report":
                status = chance.choice([Reported.IN_PROGRESS, Reported.BLOCKED, Reported.PARTLY_IMPLEMENTED])
                done = reported_as(before, status, today=day, note="-", **who)
                self.follow(done, lambda: self.naive.reported(course, status, day))
            case "final":
                done = reported_as(before, Reported.IMPLEMENTED, today=day, note="-", **who)
                self.follow(done, lambda: self.naive.reported(course, Reported.IMPLEMENTED, day))
            case "snooze":
                until = day + timedelta(days=chance.randrange(1, 40))
                done = snoozed(before, until, today=day, **who)
                self.follow(done, lambda: setattr(course, "snoozed_until", until))
            case "revise":
                due = max(day, course.due) + timedelta(days=chance.randrange(1, 50))
                done = revised(before, due, today=day, reason="-", **who)
                self.follow(done, lambda: self.naive.revised(course, due, day))
            case "validate":
                self.follow(confirmed(before, **who), lambda: setattr(course, "closed", True))
            case "return":
                done = returned(before, today=day, reason="-", **who)
                self.follow(done, lambda: self.naive.returned(course, day))
            case "pause":
                quiet = not course.paused
                done = (paused if quiet else resumed)(before, **who)
                self.follow(done, lambda: setattr(course, "paused", quiet))

    def follow(self, done, naively):
        if isinstance(done, Done):
            self.rehearsal.change(done.after)
            naively()

    def planned(self):
        return sorted(
            (each.day, each.recipient, str(each.kind), tuple(sorted(plain(item) for item in each.items)))
            for each in self.rehearsal.sent
        )


def plain(item):
    return f"{item.assignment}:{item.due}:{item.stage}:{item.offset}"


def same_year(seed, activity):
    """Walk through a year twice and compare; return how many messages there were."""
    year = Year(seed)
    year.run(activity)
    naive, planned = sorted(year.naive.messages), year.planned()
    first = next((pair for pair in zip(naive, planned, strict=False) if pair[0] != pair[1]), None)
    assert first is None, f"seed {seed}, activity {activity}"
    assert len(naive) == len(planned), f"seed {seed}, activity {activity}"
    assert not year.rehearsal.again
    return len(planned)


@pytest.mark.parametrize("seed", range(8))
def test_a_year_is_what_a_naive_reading_says(seed):
    # More of them: bench/years.py.
    same_year(seed, activity=ACTIVITIES[seed % 4])


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.sampled_from([0, 0.001, 0.01, 0.05]))
def test_any_year_is_what_a_naive_reading_says(seed, activity):
    same_year(seed, activity)


# Whatever happens


class Walk(Year):
    """Time passes by leaps, people act, come and go, and messages are held up."""

    def run_steps(self, steps):
        now = at(START, 5)
        for _ in range(steps):
            match self.chance.randrange(12):
                case 0:
                    self.rehearsal.is_held = not self.rehearsal.is_held
                case 1:
                    self.leave(now.date())
                case 2 if self.chance.random() < 0.3:
                    course = self.chance.choice(self.naive.courses)
                    self.act(course, max(now.date(), START), now)
                case _:
                    leap = self.chance.choice([timedelta(minutes=3), timedelta(hours=5), timedelta(days=2)])
                    leap = timedelta(days=40) if self.chance.random() < 0.01 else leap
                    self.rehearsal.run(now, now + leap) if self.chance.random() < 0.6 else None
                    now += leap
                    self.rehearsal.tick(now)
                    self.holds(now)
        return self

    def leave(self, day):
        """Let somebody be away, or come back, as a roster says from now on."""
        called = self.chance.choice(sorted(self.people))
        away = None if self.chance.random() < 0.4 else (day, day + timedelta(days=self.chance.randrange(30)))
        self.people[called] = replace(self.people[called], away=away)
        self.planner = self.rehearsal.planner = replace(self.planner, people=dict(self.people))
        for each in list(self.rehearsal.assignments.values()):
            self.rehearsal.change(each)

    def follow(self, done, naively):  # noqa: ARG002
        """Without the naive reading: it knows nothing of leaps."""
        # Most work goes on, or there would soon be nothing left to say.
        if isinstance(done, Done) and (done.after.is_open or self.chance.random() < 0.1):
            self.rehearsal.change(done.after)

    def holds(self, now):
        assert not self.rehearsal.again
        for each in self.rehearsal.assignments.values():
            if each.is_open and not each.paused:
                assert each.next_at is None or each.next_at > now
                assert each.next_at is not None or self.is_at_rest(each), each

    def is_at_rest(self, assignment):
        """Whether all was said that could be."""
        if assignment.waits_for_validator:
            return assignment.asked == 4
        # A date that people agreed on may be later than all that the policy gives.
        floor = max(assignment.due, assignment.reported_on if assignment.answered else assignment.due)
        numbers = range(assignment.period + 1, assignment.period + 200)
        dues = (self.planner.due(assignment.recommendation, each) for each in numbers)
        return not any(each and each > floor for each in dues) and assignment.rung is Rung.DECISION

    def kept(self):
        """Hold all that was sent against the rules; return how many items there were."""
        weeks = Counter()
        for row in self.rehearsal.sent:
            person = self.people.get(row.recipient)
            assert works(person, row.day)
            assert self.planner.calendar(row.recipient).send_time(row.day, now=row.send_at).at == row.send_at
            if row.kind is RowKind.FOLLOW_UP:
                weeks[row.recipient, row.day.isocalendar()[:2]] += 1
        assert all(each <= 2 for each in weeks.values())
        self.climbs()
        return self.rehearsal.said()

    def climbs(self):
        """Each due date's ladder is climbed from below, a week at least on each rung."""
        rungs = {}
        for item, planned in self.rehearsal.planned:
            if item.stage in LADDER and item.offset != 35:
                rungs.setdefault((item.assignment, item.due), []).append((LADDER.index(item.stage), planned))
        for told in rungs.values():
            assert [each for each, _ in told] == sorted({each for each, _ in told})
            assert all(later - sooner > timedelta(days=6) for (_, sooner), (_, later) in pairwise(told))


def walked(seed, steps):
    return Walk(seed).run_steps(steps).kept()


@pytest.mark.parametrize("seed", range(10))
def test_whatever_happens_the_plan_keeps_its_promises(seed):
    # Longer walks: bench/years.py.
    walked(seed, steps=1000)


@pytest.mark.parametrize("seed", range(4))
def test_batches_of_another_size_say_the_same(seed):
    years = [Walk(seed, batch=batch).run_steps(150) for batch in (1, 3, 200)]
    said = [
        [(each.at, each.recipient, sorted(map(plain, each.items))) for each in year.rehearsal.sent] for year in years
    ]
    assert said[0] == said[1] == said[2]
