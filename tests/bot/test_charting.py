"""What is drawn is what stands, and its words say the same; a history lived again ends where things stand."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charting import MAX_ALT, Cell, matrix, sketch, state_of, trend
from bot.progress import (
    Closing,
    Done,
    EventKind,
    Reported,
    Validation,
    confirmed,
    handed_over,
    noted,
    reported_as,
    returned,
)
from bot.states import COLOURS, SIGNS, State
from bot.wording import Wording
from tests.worlds import NOW, a_world, an_event, assignments_of

WORDING = Wording()
PICTURE = a_world()
CARRIED = assignments_of(PICTURE)
TODAY = NOW.date()


def drawn(assignments, *, picture=PICTURE, language="en"):
    return matrix(assignments, picture, NOW, WORDING, language)


def over_time(assignments, events, *, picture=PICTURE):
    return trend(assignments, events, picture, NOW, wording=WORDING, language="en")


def test_every_state_has_a_colour_and_a_sign_of_its_own_and_words():
    assert len(set(COLOURS.values())) == len(set(SIGNS.values())) == len(State)
    assert all(WORDING.knows(f"chart-{each}") for each in State)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"reported": Reported.NOT_STARTED}, State.NOT_STARTED),
        ({"reported": Reported.IMPLEMENTED}, State.WAITING),
        ({"reported": Reported.NOT_APPLICABLE}, State.WAITING),
        ({"reported": Reported.IN_PROGRESS, "validation": Validation.RETURNED}, State.UNDER_WAY),
        ({"reported": Reported.IMPLEMENTED, "closed": Closing.IMPLEMENTED}, State.DONE),
        ({"reported": Reported.NOT_APPLICABLE, "closed": Closing.NOT_APPLICABLE}, State.NOT_APPLICABLE),
        ({"reported": Reported.BLOCKED, "closed": Closing.SUPERSEDED}, None),
        ({"reported": Reported.BLOCKED, "closed": Closing.HANDED_OVER}, None),
    ],
)
def test_reported_is_not_done_until_it_is_confirmed(fields, state):
    assert state_of(replace(CARRIED[0], **fields)) is state


def test_countries_are_in_order_and_named_in_the_language():
    assert drawn(CARRIED, language="fr").rows == ("Albanie", "Bosnie-Herzégovine", "Bulgarie")


def test_country_stands_where_its_least_advanced_owner_stands():
    one = replace(CARRIED[0], reported=Reported.IMPLEMENTED, due=None)
    other = replace(one, id="another", reported=Reported.BLOCKED, due=TODAY - timedelta(days=1))
    for order in ([one, other], [other, one]):
        assert drawn(order).cells == {(0, 0): Cell(State.BLOCKED, late=True)}


def test_who_has_left_the_roster_is_in_no_country():
    assert drawn([*CARRIED, replace(CARRIED[0], id="x", owner="gone")]).rows[-1] == "without a country"


def test_words_name_every_cell_where_there_are_few():
    alt = drawn(CARRIED).alt()
    assert "Albania: ZAG-2013-R00 not started, overdue, ZAG-2013-R01 under way." in alt
    assert len(alt.splitlines()) == 1 + 3


@given(countries=st.integers(0, 50), recommendations=st.integers(1, 30), language=st.sampled_from(["en", "fr"]))
@settings(max_examples=25, deadline=None)
def test_words_fit_and_never_break_off(countries, recommendations, language):
    picture = a_world(countries=countries, recommendations=recommendations)
    carried = assignments_of(picture)
    alt = drawn(carried, picture=picture, language=language).alt()
    assert 0 < len(alt) <= MAX_ALT
    assert alt.endswith(".")
    assert 0 < len(over_time(carried, [], picture=picture).alt()) <= MAX_ALT


def test_sketch_has_each_cell_and_the_words_for_its_sign():
    plain = sketch(drawn(CARRIED))
    assert len(plain.cells) == len(CARRIED)
    assert {state for *_, state, _ in plain.cells} <= plain.names.keys()


# Over time

ACTS = st.lists(st.tuples(st.integers(0, len(CARRIED) - 1), st.integers(0, 5), st.integers(0, 5)), max_size=40)


def lived(acts):
    """Let people do things, an hour apart; return the assignments and the history."""
    carried = {each.id: replace(each, reported=Reported.NOT_STARTED) for each in CARRIED}
    begun = NOW - timedelta(days=10)
    events = [an_event(each, EventKind.ASSIGNED, begun) for each in carried.values()]
    for hour, (which, act, status) in enumerate(acts):
        assignment, at = carried[CARRIED[which].id], begun + timedelta(hours=hour + 1)
        about = {"who": assignment.owner, "now": at}
        match act:
            case 0 | 1:
                found = reported_as(assignment, list(Reported)[status], today=TODAY, **about)
            case 2:
                found = confirmed(assignment, **about)
            case 3:
                found = returned(assignment, today=TODAY, reason="not yet", **about)
            case 4:
                found = noted(assignment, today=TODAY, note="at work", **about)
            case _:
                to = CARRIED[(which + 2) % len(CARRIED)]
                theirs = carried[to.id]
                both = handed_over(assignment, theirs, to=to.owner, today=TODAY, **about)
                # Who carries it already goes on; who is done with it does not begin anew here.
                found = both[0] if isinstance(both, tuple) and theirs.is_open else None
        if isinstance(found, Done):
            carried[assignment.id] = found.after
            events += found.events
    return list(carried.values()), events


@given(ACTS)
@settings(max_examples=200, deadline=None)
def test_history_lived_again_ends_where_things_stand(acts):
    assignments, events = lived(acts)
    # A day later nothing else has happened: the last but one point is of the history alone.
    later = trend(assignments, events, PICTURE, NOW + timedelta(days=5), wording=WORDING, language="en")
    by_history = {state: counts[-2] for state, counts in later.counts.items() if counts[-2]}
    assert by_history == Counter(each for each in map(state_of, assignments) if each is not None)


@given(ACTS)
@settings(max_examples=50, deadline=None)
def test_days_ascend_and_end_today(acts):
    found = over_time(*lived(acts))
    assert list(found.days) == sorted(set(found.days))
    assert found.days[-1] == TODAY
    assert {len(each) for each in found.counts.values()} == {len(found.days)}


def test_without_a_history_there_is_one_day():
    assert over_time(CARRIED, []).days == (TODAY,)


def test_history_of_what_is_not_shown_is_passed_over():
    one, other = CARRIED[:2]
    found = over_time([one], [an_event(other, at=NOW - timedelta(days=300), after="blocked")])
    assert found.days == (TODAY,)
