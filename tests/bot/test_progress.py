"""What people do to an assignment: one change each, polite refusals, and nothing that is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.progress import (
    Assignment,
    Closing,
    Done,
    EventKind,
    Refusal,
    Refused,
    Reported,
    Rung,
    Validation,
    assignment_id,
    confirmed,
    handed_over,
    not_mine,
    noted,
    paused,
    reported_as,
    resumed,
    returned,
    revised,
    seen,
    snoozed,
)

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BY = {"who": "ana", "now": NOW}
ON = {**BY, "today": TODAY}


def an_assignment(**fields):
    usual = {"id": assignment_id("train", "ana"), "recommendation": "train", "owner": "ana", "due": date(2026, 3, 16)}
    return Assignment(**(usual | fields))


OPEN = an_assignment()
WAITING = an_assignment(reported=Reported.IMPLEMENTED, reported_on=TODAY, answered=True, asked=2)
CLOSED = an_assignment(closed=Closing.SUPERSEDED, closed_at=NOW)


# Reports


def test_report_answers_the_due_date_and_is_kept_with_who_and_when():
    done = reported_as(OPEN, Reported.BLOCKED, note="No budget", evidence="https://example.org", **ON)
    assert (done.after.reported, done.after.answered, done.after.reported_on) == (Reported.BLOCKED, True, TODAY)
    [event] = done.events
    assert (event.kind, event.before, event.after) == (EventKind.REPORTED, "not_started", "blocked")
    assert (event.who, event.at, event.note, event.evidence) == ("ana", NOW, "No budget", "https://example.org")


def test_implemented_is_not_done_but_moves_to_the_validator():
    done = reported_as(replace(OPEN, asked=3), Reported.IMPLEMENTED, **ON)
    assert done.after.is_open
    assert done.after.waits_for_validator
    assert (done.after.asked, done.after.asked_before) == (0, 3)


def test_report_ends_a_snooze_and_an_unreachable_mark():
    done = reported_as(replace(OPEN, snoozed_until=date(2026, 4, 1), unreachable=True), Reported.IN_PROGRESS, **ON)
    assert (done.after.snoozed_until, done.after.unreachable) == (None, False)


def test_same_status_twice_is_one_report():
    done = reported_as(OPEN, Reported.NOT_STARTED, **ON)
    assert reported_as(done.after, Reported.NOT_STARTED, **ON) == Refused(Refusal.SAME)


def test_same_status_for_another_due_date_is_a_report():
    asked_again = replace(OPEN, reported=Reported.IN_PROGRESS, reported_on=TODAY, answered=False)
    assert isinstance(reported_as(asked_again, Reported.IN_PROGRESS, **ON), Done)


def test_same_status_with_a_note_is_a_report():
    done = reported_as(OPEN, Reported.IN_PROGRESS, **ON)
    assert isinstance(reported_as(done.after, Reported.IN_PROGRESS, note="More", **ON), Done)


def test_press_on_what_has_changed_since_is_refused_and_the_next_is_taken():
    mark = seen(OPEN)
    other = reported_as(OPEN, Reported.BLOCKED, mark=mark, **ON)
    assert reported_as(other.after, Reported.IN_PROGRESS, mark=mark, **ON) == Refused(Refusal.STALE)
    assert isinstance(reported_as(other.after, Reported.IN_PROGRESS, mark=seen(other.after), **ON), Done)


def test_reminders_and_snoozes_leave_the_mark_as_it_was():
    moved_on = replace(
        OPEN, version=9, stage=7, rung=Rung.DEPUTY, next_at=NOW, reminded_on=TODAY, snoozed_until=TODAY, asked=2
    )
    assert seen(moved_on) == seen(OPEN)


@pytest.mark.parametrize(
    "changed",
    [
        {"due": date(2026, 6, 16)},
        {"reported": Reported.BLOCKED},
        {"validation": Validation.RETURNED},
        {"closed": Closing.REMOVED},
        {"owner": "boris"},
    ],
)
def test_what_people_see_changes_the_mark(changed):
    assert seen(replace(OPEN, **changed)) != seen(OPEN)


def test_note_keeps_the_status_and_answers():
    done = noted(replace(OPEN, reported=Reported.IN_PROGRESS), note="Draft sent", **ON)
    assert (done.after.reported, done.after.answered) == (Reported.IN_PROGRESS, True)
    assert done.events[0].note == "Draft sent"


def test_evidence_added_later_does_not_make_the_validator_wait_anew():
    day = TODAY - timedelta(days=6)
    done = noted(replace(WAITING, reported_on=day), note="", evidence="https://example.org/law", **ON)
    assert (done.after.reported_on, done.after.asked) == (day, 2)


def test_note_without_words_is_none():
    assert noted(OPEN, note="", **ON) == Refused(Refusal.NO_WORDS)


# The validator


def test_confirmed_report_ends_it():
    done = confirmed(WAITING, who="vera", now=NOW)
    assert (done.after.closed, done.after.closed_at, done.after.next_at) == (Closing.IMPLEMENTED, NOW, None)
    assert done.after.validation is Validation.VALIDATED
    assert [each.kind for each in done.events] == [EventKind.VALIDATED, EventKind.CLOSED]


def test_confirming_twice_is_once():
    assert confirmed(confirmed(WAITING, who="vera", now=NOW).after, who="vera", now=NOW) == Refused(Refusal.SAME)


def test_returned_report_is_in_progress_again_and_its_reminders_go_on():
    done = returned(WAITING, who="vera", now=NOW, today=TODAY, reason="The law is not in force")
    after = done.after
    assert (after.reported, after.validation) == (Reported.IN_PROGRESS, Validation.RETURNED)
    assert (after.answered, after.asked, after.asked_before, after.is_open) == (False, 0, 2, True)
    assert done.events[0].note == "The law is not in force"


def test_report_is_not_returned_without_a_reason():
    assert returned(WAITING, who="vera", now=NOW, today=TODAY, reason="") == Refused(Refusal.NO_WORDS)


@pytest.mark.parametrize("act", [confirmed, lambda each, **by: returned(each, today=TODAY, reason="Why", **by)])
def test_validator_has_nothing_to_say_where_nothing_waits(act):
    assert act(OPEN, who="vera", now=NOW) == Refused(Refusal.NOT_WAITING)


def test_validator_looks_again_at_another_report():
    mark = seen(WAITING)
    other = replace(WAITING, reported=Reported.NOT_APPLICABLE)
    assert confirmed(other, who="vera", now=NOW, mark=mark) == Refused(Refusal.STALE)


# Days


def test_snooze_keeps_everything_else():
    done = snoozed(OPEN, date(2026, 3, 9), **ON)
    assert done.after == replace(OPEN, snoozed_until=date(2026, 3, 9))
    assert done.events[0].after == "2026-03-09"


@pytest.mark.parametrize(
    ("until", "why"),
    [(TODAY, Refusal.PAST), (date(2020, 1, 1), Refusal.PAST), (date(2028, 1, 1), Refusal.TOO_FAR)],
)
def test_snooze_ends_on_a_day_that_makes_sense(until, why):
    assert snoozed(OPEN, until, **ON) == Refused(why)


def test_snooze_of_what_waits_for_the_validator_is_not_the_owners():
    assert snoozed(WAITING, date(2026, 3, 9), **ON) == Refused(Refusal.WAITING)


def test_revised_due_date_begins_anew_and_keeps_its_reason():
    late = replace(OPEN, stage=7, rung=Rung.DEPUTY, answered=True, snoozed_until=date(2026, 3, 9))
    done = revised(late, date(2026, 5, 4), reason="New law in April", **ON)
    after = done.after
    assert (after.due, after.revised, after.period) == (date(2026, 5, 4), True, OPEN.period)
    assert (after.stage, after.rung, after.answered, after.snoozed_until) == (-63, Rung.NONE, False, None)
    [event] = done.events
    assert (event.before, event.after, event.note) == ("2026-03-16", "2026-05-04", "New law in April")


@pytest.mark.parametrize(
    ("due", "reason", "why"),
    [
        (TODAY, "Why", Refusal.PAST),
        (date(2040, 1, 1), "Why", Refusal.TOO_FAR),
        (date(2026, 5, 4), "", Refusal.NO_WORDS),
        (date(2026, 3, 16), "Why", Refusal.SAME),
    ],
)
def test_due_date_is_revised_to_a_day_that_makes_sense_and_for_a_reason(due, reason, why):
    assert revised(OPEN, due, reason=reason, **ON) == Refused(why)


# Quiet, and somebody else


def test_not_mine_is_quiet_until_somebody_decides():
    done = not_mine(OPEN, reason="It is the ministry's", **BY)
    assert done.after.paused
    assert not_mine(done.after, reason="It is the ministry's", **BY) == Refused(Refusal.SAME)
    assert not_mine(OPEN, reason="", **BY) == Refused(Refusal.NO_WORDS)


def test_pause_and_resume_give_back_what_was():
    done = paused(OPEN, **BY)
    assert resumed(done.after, **BY).after == OPEN
    assert paused(done.after, **BY) == Refused(Refusal.SAME)
    assert resumed(OPEN, **BY) == Refused(Refusal.SAME)


def test_successor_takes_over_status_and_due_date_and_gets_time_to_read():
    before = replace(OPEN, reported=Reported.BLOCKED, stage=21, rung=Rung.CONTACT, unreachable=True, paused=True)
    given, taken = handed_over(before, None, to="boris", who="U0OLGA", now=NOW, today=TODAY)
    assert (given.after.closed, given.after.closed_because, given.after.next_at) == (
        Closing.HANDED_OVER,
        "boris",
        None,
    )
    after = taken.after
    assert (after.id, after.owner) == (assignment_id("train", "boris"), "boris")
    assert (after.reported, after.due, after.is_open) == (Reported.BLOCKED, OPEN.due, True)
    assert (after.rung, after.unreachable, after.paused) == (Rung.NONE, False, False)
    assert after.snoozed_until == TODAY + timedelta(days=7)
    assert [each.events[0].kind for each in (given, taken)] == [EventKind.HANDED_OVER] * 2


def test_successor_who_carries_it_already_keeps_their_own():
    theirs = an_assignment(id=assignment_id("train", "boris"), owner="boris", reported=Reported.IN_PROGRESS)
    _, taken = handed_over(OPEN, theirs, to="boris", who="U0OLGA", now=NOW, today=TODAY)
    assert taken.after == theirs


def test_report_that_waits_goes_on_waiting_after_a_handover():
    _, taken = handed_over(WAITING, None, to="boris", who="U0OLGA", now=NOW, today=TODAY)
    assert taken.after.waits_for_validator
    assert taken.after.snoozed_until is None


# All of them


def acts(each, day, words):
    """Return every act, ready to be done to an assignment."""
    return {
        "report": lambda: reported_as(each, Reported.IN_PROGRESS, note=words, **ON),
        "done": lambda: reported_as(each, Reported.IMPLEMENTED, **ON),
        "note": lambda: noted(each, note=words, **ON),
        "confirm": lambda: confirmed(each, **BY),
        "return": lambda: returned(each, reason=words, **ON),
        "snooze": lambda: snoozed(each, day, **ON),
        "revise": lambda: revised(each, day, reason=words, **ON),
        "not mine": lambda: not_mine(each, reason=words, **BY),
        "pause": lambda: paused(each, **BY),
        "resume": lambda: resumed(each, **BY),
    }


ACTS = tuple(acts(OPEN, TODAY, ""))
DAYS = st.integers(-5, 4000).map(lambda days: TODAY + timedelta(days=days))


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_done_to_what_is_closed(act):
    assert acts(CLOSED, date(2026, 3, 9), "Why")[act]() == Refused(Refusal.CLOSED)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(ACTS), DAYS, st.sampled_from(["", "Why"])), max_size=12))
def test_whatever_people_do_each_act_is_one_change_with_its_event_or_none_at_all(done):
    assignment = OPEN
    for name, day, words in done:
        outcome = acts(assignment, day, words)[name]()
        if isinstance(outcome, Refused):
            continue
        after = outcome.after
        assert outcome.events
        assert {each.assignment for each in outcome.events} == {after.id}
        assert (after.id, after.recommendation, after.owner) == (OPEN.id, OPEN.recommendation, OPEN.owner)
        # Done is reported and confirmed, and never less.
        assert after.is_open or (after.validation is Validation.VALIDATED and after.reported.is_final)
        assert after.is_open or name == "confirm"
        assert not (after.snoozed_until and after.snoozed_until <= TODAY)
        assert after.due is not None
        # A second press at once does nothing more, except that a note is another note.
        again = acts(after, day, words)[name]()
        assert isinstance(again, Refused) or name == "note" or (name == "report" and words)
        assignment = after
