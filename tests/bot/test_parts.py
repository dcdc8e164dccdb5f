"""Who may do what, and who sees what: nobody learns another country's status unless the policy says so."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.parts import Act, Part, Sight, Somebody, is_away, may, parts, sight
from bot.ports import Person
from bot.progress import Assignment, assignment_id
from bot.reminding import Planner
from knowledge.model import Addressees, Participant, Policy, Visibility


def a_person(called, role="coordinator", country=None, **fields):
    return Person(
        participant=Participant(id=called, name=called.title(), role=role, country=country, **fields),
        user=f"U0{called.upper().replace('-', '')}",
    )


PEOPLE = {
    each.id: each
    for each in (
        a_person("ana", country="RO", deputy="dan"),
        a_person("dan", "deputy", "RO"),
        a_person("vera", "rapporteur", "RO"),
        a_person("carl", "adviser"),
        a_person("boris", country="BG", deputy="bea"),
        a_person("bea", "deputy", "BG"),
        a_person("vlad", "rapporteur", "BG"),
        a_person("zoe", "observer", "RS"),
    )
}


def a_planner(**policy):
    usual = {
        "owners": Addressees(roles=("coordinator",)),
        "validator": Addressees(roles=("rapporteur",)),
        "escalation": Addressees(roles=("adviser",)),
        "anchor": date(2026, 3, 16),
    }
    return Planner(policies={"train": Policy(**(usual | policy))}, people=PEOPLE, timezone="Europe/Bucharest")


PLANNER = a_planner()
OPEN_TO_ALL = a_planner(visibility=Visibility.PARTICIPANTS)
ANAS = Assignment(id=assignment_id("train", "ana"), recommendation="train", owner="ana")
STRANGER = Somebody(user="U0NOBODY")


def somebody(called, *, is_organiser=False):
    return Somebody(user=PEOPLE[called].user, person=PEOPLE[called], is_organiser=is_organiser)


ORGANISER = Somebody(user="U0OLGA", is_organiser=True)


@pytest.mark.parametrize(
    ("called", "part"),
    [("ana", Part.OWNER), ("dan", Part.DEPUTY), ("vera", Part.VALIDATOR), ("carl", Part.CONTACT)],
)
def test_part_is_found_by_the_roster_and_the_policy(called, part):
    assert parts(somebody(called), ANAS, PLANNER) == {part}


@pytest.mark.parametrize("called", ["boris", "bea", "vlad", "zoe"])
def test_those_of_another_country_have_no_part(called):
    assert parts(somebody(called), ANAS, PLANNER) == frozenset()


def test_organiser_has_a_part_in_everything():
    assert parts(ORGANISER, ANAS, PLANNER) == {Part.ORGANISER}
    assert parts(STRANGER, ANAS, PLANNER) == frozenset()


@pytest.mark.parametrize(
    ("part", "acts"),
    [
        (Part.OWNER, {Act.REPORT, Act.NOTE, Act.SNOOZE, Act.REVISE, Act.NOT_MINE, Act.QUIET}),
        (Part.DEPUTY, {Act.REPORT, Act.NOTE}),
        (Part.VALIDATOR, {Act.CONFIRM, Act.RETURN}),
        (Part.CONTACT, set()),
        (Part.ORGANISER, set(Act)),
    ],
)
def test_each_part_may_do_its_own(part, acts):
    assert {each for each in Act if may(each, {part}, owner_is_away=False)} == acts


def test_deputy_of_somebody_away_may_move_days_too():
    allowed = {each for each in Act if may(each, {Part.DEPUTY}, owner_is_away=True)}
    assert allowed == {Act.REPORT, Act.NOTE, Act.SNOOZE, Act.REVISE}


@pytest.mark.parametrize("others", [Part.VALIDATOR, Part.ORGANISER])
@pytest.mark.parametrize("act", [Act.CONFIRM, Act.RETURN])
def test_nobody_confirms_what_is_their_own(others, act):
    assert not may(act, {Part.OWNER, others}, owner_is_away=False)


def test_stranger_may_do_nothing():
    assert not any(may(each, set(), owner_is_away=True) for each in Act)


def test_absence_counts_its_first_and_last_day():
    away = Person(participant=PEOPLE["ana"].participant, away=(date(2026, 3, 2), date(2026, 3, 4)))
    assert [is_away(away, date(2026, 3, day)) for day in range(1, 6)] == [False, True, True, True, False]
    assert not is_away(None, date(2026, 3, 2))


# Who sees what


@pytest.mark.parametrize("called", ["ana", "dan", "vera", "carl"])
def test_those_who_have_a_part_see_it_in_full(called):
    assert sight(somebody(called), ANAS, PLANNER, in_channel=False) is Sight.FULL


@pytest.mark.parametrize("called", ["boris", "bea", "vlad", "zoe"])
def test_others_see_totals_unless_the_policy_says_otherwise(called):
    assert sight(somebody(called), ANAS, PLANNER, in_channel=False) is Sight.TOTAL
    assert sight(somebody(called), ANAS, OPEN_TO_ALL, in_channel=False) is Sight.STATUS


def test_who_is_not_in_the_roster_sees_totals_whatever_the_policy_says():
    assert sight(STRANGER, ANAS, OPEN_TO_ALL, in_channel=False) is Sight.TOTAL


@settings(max_examples=60)
@given(
    called=st.sampled_from([*PEOPLE, None]),
    is_organiser=st.booleans(),
    planner=st.sampled_from([PLANNER, OPEN_TO_ALL]),
    owner=st.sampled_from([*PEOPLE, "gone"]),
)
def test_in_a_channel_there_are_totals_and_nothing_else(called, is_organiser, planner, owner):
    person = PEOPLE[called] if called else None
    who = Somebody(user="U0", person=person, is_organiser=is_organiser)
    assignment = Assignment(id=assignment_id("train", owner), recommendation="train", owner=owner)
    assert sight(who, assignment, planner, in_channel=True) is Sight.TOTAL


@settings(max_examples=100)
@given(called=st.sampled_from(list(PEOPLE)), owner=st.sampled_from([*PEOPLE, "gone"]))
def test_nobody_but_the_four_who_have_a_part_sees_more_than_totals(called, owner):
    assignment = Assignment(id=assignment_id("train", owner), recommendation="train", owner=owner)
    seen = sight(somebody(called), assignment, PLANNER, in_channel=False)
    with_a_part = (
        PEOPLE.get(owner),
        *(each(assignment) for each in (PLANNER.deputy, PLANNER.validator, PLANNER.contact)),
    )
    concerned = {each.id for each in with_a_part if each} if owner in PEOPLE else set()
    assert (seen is Sight.FULL) == (called in concerned)
    assert seen in {Sight.FULL, Sight.TOTAL}
