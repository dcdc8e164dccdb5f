"""Assignments follow policies and roster: added, closed with a reason, moved; nobody's work is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.assigning import NO_OWNER, NO_POLICY, NO_RECOMMENDATION, NOT_MEANT, Moves, assigned, in_force, taking_part
from bot.ports import Step
from bot.progress import Assignment, Closing, EventKind, Reported, assignment_id, handed_over, reported_as, revised
from bot.reminding import Planner
from knowledge.model import Addressees, Period, Recommendation, Standing
from tests.fake_plans import a_person, a_policy, at

TODAY = date(2026, 3, 2)
NOW = at(TODAY)
ANA, ION, EMA = a_person("ana"), a_person("ion"), a_person("ema", role="expert")


def a_recommendation(called="r", **policy):
    return Recommendation(
        id=called,
        reference="BUC-2012-R01",
        title={"en": "Cooperation"},
        text={"en": "Cooperate."},
        standing=Standing.REQUEST,
        follow_up=a_policy(**policy) if policy is not None else None,
        seminar="bucharest-2012",
    )


def loaded(assignments=(), *, recommendations=None, people=(ANA, ION, EMA), live=False, now=NOW, kept=()):
    """Load, and return the assignments by id as they are then, with the steps."""
    recommendations = [a_recommendation()] if recommendations is None else recommendations
    planner = Planner(
        policies=in_force(recommendations, live=live),
        people=taking_part(people, live=live),
        timezone="Europe/Bucharest",
    )
    steps = assigned(recommendations, people, assignments, planner, now, live=live, kept=kept)
    after = {each.id: each for each in assignments} | {each.after.id: each.after for each in steps}
    return after, steps


def of(owner, after):
    return after[assignment_id("r", owner)]


# Who


def test_everybody_meant_gets_an_assignment_with_its_first_look():
    after, steps = loaded()
    assert {each.owner for each in after.values()} == {"ana", "ion"}
    assert [each.before for each in steps] == [None, None]
    assert of("ana", after).next_at == at(date(2026, 6, 2), 6, 0)
    assert [event.kind for each in steps for event in each.events] == [EventKind.ASSIGNED] * 2


def test_a_second_time_nothing_changes():
    after, _ = loaded()
    assert loaded(list(after.values()))[1] == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param({"recommendations": []}, NO_RECOMMENDATION, id="recommendation removed"),
        pytest.param(
            {"recommendations": [a_recommendation().model_copy(update={"follow_up": None})]}, NO_POLICY, id="no policy"
        ),
        pytest.param({"people": (ION,)}, NO_OWNER, id="left the roster"),
        pytest.param({"people": (a_person("ana", role="expert"), ION)}, NOT_MEANT, id="another role"),
    ],
)
def test_what_nobody_asks_for_is_closed_with_a_reason_and_never_counts_as_done(change, reason):
    before, _ = loaded()
    after, steps = loaded(list(before.values()), **change)
    ana = of("ana", after)
    assert (ana.closed, ana.closed_because, ana.closed_at, ana.next_at) == (Closing.REMOVED, reason, NOW, None)
    assert [event.kind for each in steps if each.after is ana for event in each.events] == [EventKind.CLOSED]


def test_asked_for_again_it_goes_on_where_it_was():
    before, _ = loaded()
    started = reported_as(of("ana", before), Reported.IN_PROGRESS, who="ana", now=NOW, today=TODAY).after
    gone, _ = loaded([started], people=(ION,))
    after, steps = loaded([of("ana", gone)], people=(ANA,))
    assert of("ana", after).reported is Reported.IN_PROGRESS
    assert of("ana", after).is_open
    assert [each.kind for each in steps[0].events] == [EventKind.REOPENED]


@pytest.mark.parametrize("closing", [Closing.IMPLEMENTED, Closing.NOT_APPLICABLE, Closing.SUPERSEDED])
def test_what_is_done_stays_done(closing):
    before, _ = loaded(people=(ANA,))
    assert loaded([replace(of("ana", before), closed=closing)], people=(ANA,))[1] == []


def test_successor_whom_no_policy_means_keeps_what_was_handed_over():
    before, _ = loaded(people=(ANA,))
    left, taken = handed_over(of("ana", before), None, to="ema", who="UORG", now=NOW, today=TODAY)
    after, _ = loaded([left.after, taken.after])
    assert of("ema", after).is_open
    assert of("ana", after).closed is Closing.HANDED_OVER


def test_what_was_given_by_hand_is_kept():
    by_hand = replace(of("ana", loaded()[0]), id=assignment_id("r", "ema"), owner="ema")
    assert of("ema", loaded([by_hand], kept=[by_hand.id])[0]).is_open


def test_examples_are_ignored_and_closed_where_real_people_are_served():
    people = (a_person("ana", example=True), ION)
    before, _ = loaded(people=people)
    assert {each.owner: each.example for each in before.values()} == {"ana": True, "ion": False}
    after, _ = loaded(list(before.values()), people=people, live=True)
    assert {each.owner for each in after.values() if each.is_open} == {"ion"}
    assert loaded(recommendations=[a_recommendation(example=True)], live=True)[1] == []


# When


@pytest.mark.parametrize(
    ("policy", "period", "due"),
    [
        pytest.param({"anchor": date(2024, 1, 31), "every": Period(months=1)}, 26, date(2026, 3, 31), id="to come"),
        pytest.param({"anchor": date(2024, 3, 2), "every": Period(months=12)}, 2, TODAY, id="today"),
        pytest.param({"anchor": date(2024, 1, 31)}, 0, date(2024, 1, 31), id="all past"),
        pytest.param(
            {"anchor": date(2024, 1, 31), "every": Period(months=1), "until": date(2025, 1, 1)},
            11,
            date(2024, 12, 31),
            id="all past, the last",
        ),
    ],
)
def test_new_assignment_starts_with_the_next_due_date(policy, period, due):
    ana = of("ana", loaded(recommendations=[a_recommendation(**policy)])[0])
    assert (ana.period, ana.due) == (period, due)


@pytest.mark.parametrize(
    ("policy", "period", "due"),
    [
        pytest.param({"anchor": date(2026, 7, 1)}, 0, date(2026, 7, 1), id="a later anchor"),
        pytest.param(
            {"anchor": date(2025, 7, 1), "every": Period(months=6)}, 2, date(2026, 7, 1), id="counted from before"
        ),
        pytest.param(
            {"anchor": date(2026, 6, 9), "every": Period(weeks=2)}, 1, date(2026, 6, 23), id="of two, the later"
        ),
    ],
)
def test_due_date_follows_its_policy_to_the_nearest(policy, period, due):
    before, _ = loaded()
    known = [replace(each, stage=-14) for each in before.values()]
    after, steps = loaded(known, recommendations=[a_recommendation(**policy)])
    ana = of("ana", after)
    assert (ana.period, ana.due, ana.stage) == (period, due, None)
    assert (steps[0].events[0].kind, steps[0].events[0].after) == (EventKind.DUE_REVISED, due.isoformat())


def test_due_date_that_people_agreed_on_stays():
    before, _ = loaded(people=(ANA,))
    agreed = revised(
        of("ana", before), date(2026, 9, 1), who="ana", now=NOW, today=TODAY, reason="the law is late"
    ).after
    after, steps = loaded([agreed], people=(ANA,), recommendations=[a_recommendation(anchor=date(2026, 7, 1))])
    assert of("ana", after).due == date(2026, 9, 1)
    assert not [event for each in steps for event in each.events]


def test_report_answers_a_moved_due_date_only_where_it_came_after_it():
    before, _ = loaded(people=(ANA,))
    started = reported_as(of("ana", before), Reported.IN_PROGRESS, who="ana", now=NOW, today=TODAY).after
    for anchor, answered in ((date(2026, 2, 1), True), (date(2026, 7, 1), False)):
        after, _ = loaded([started], people=(ANA,), recommendations=[a_recommendation(anchor=anchor)])
        assert of("ana", after).answered is answered


def test_other_stages_move_the_next_look_alone():
    before, _ = loaded(people=(ANA,))
    after, steps = loaded(list(before.values()), people=(ANA,), recommendations=[a_recommendation(stages=(-30, 0))])
    assert of("ana", after).next_at < of("ana", before).next_at
    assert steps[0].events == ()


def test_policy_knows_whom_it_means_by_more_than_a_role():
    policy = {"owners": Addressees(countries=("RO",))}
    recommendation = a_recommendation()
    wider = recommendation.model_copy(update={"follow_up": recommendation.follow_up.model_copy(update=policy)})
    assert {each.owner for each in loaded(recommendations=[wider])[0].values()} == {"ana", "ion", "ema"}


def test_moves_are_counted_by_what_becomes_of_reminders():
    open_ = Assignment(id="a", recommendation="r", owner="ana", next_at=datetime(2026, 3, 2, tzinfo=UTC))
    closed = replace(open_, closed=Closing.REMOVED, next_at=None)
    later = replace(open_, next_at=datetime(2026, 4, 2, tzinfo=UTC))
    steps = [
        Step(before=None, after=open_),
        Step(before=closed, after=open_),
        Step(before=open_, after=closed),
        Step(before=open_, after=later),
        Step(before=open_, after=replace(open_, period=1)),
    ]
    assert Moves.of(steps) == Moves(begun=2, ended=1, moved=1)
    assert not Moves.of([])


# Another recommendation takes the place


def test_assignments_of_what_is_superseded_close_and_open_again_when_it_is_not():
    before = list(loaded()[0].values())
    later = a_recommendation("r2").model_copy(update={"supersedes": ("r",)})
    after, steps = loaded(before, recommendations=[a_recommendation(), later])
    old = [each for each in after.values() if each.recommendation == "r"]
    assert {(each.closed, each.closed_because, each.next_at) for each in old} == {
        (Closing.SUPERSEDED, "superseded by r2", None)
    }
    assert {each.owner for each in after.values() if each.is_open} == {"ana", "ion"}
    assert Moves.of(steps) == Moves(begun=2, ended=2)
    # A second time nothing changes; nor is anything asked about the old one.
    assert loaded(list(after.values()), recommendations=[a_recommendation(), later])[1] == []
    assert "r" not in in_force([a_recommendation(), later], live=False)
    again, _ = loaded(list(after.values()), recommendations=[a_recommendation(), a_recommendation("r2")])
    assert all(each.is_open for each in again.values())


def test_what_is_done_stays_done_when_it_is_superseded():
    [mine] = [each for each in loaded()[0].values() if each.owner == "ana"]
    done = replace(mine, closed=Closing.IMPLEMENTED, next_at=None)
    later = a_recommendation("r2").model_copy(update={"supersedes": ("r",)})
    after, _ = loaded([done], recommendations=[a_recommendation(), later])
    assert of("ana", after).closed is Closing.IMPLEMENTED


def test_recommendation_does_not_take_its_own_place():
    itself = a_recommendation().model_copy(update={"supersedes": ("r",)})
    assert loaded(recommendations=[itself])[0].keys() == loaded()[0].keys()
