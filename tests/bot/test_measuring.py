"""Shares, weeks, wrong answers and thresholds, from counts."""

from datetime import date

import pytest

from bot.answering import Answer, Offer, Quote, Thresholds, Unknown, sureness
from bot.desk import sure_as
from bot.measuring import Share, Wrong, by_week, most_wrong, share_of, shares_at
from bot.ports import Counted
from tests.bot.test_answering import a_match

MONDAY = date(2026, 3, 2)


def counted(*rows, day=MONDAY):
    return [Counted(day, *each) for each in rows]


def test_small_talk_commands_and_calls_for_help_are_no_questions():
    rows = counted(
        ("asked.answer", "venue", 3),
        ("asked.not_stated", "fees", 1),
        ("asked.choices", "", 2),
        ("asked.unknown", "", 4),
        ("asked.small_talk", "hello", 9),
        ("asked.safety", "victim", 1),
        ("sure", "85 85", 3),
    )
    assert share_of(rows) == Share(4, 2, 4)
    assert share_of(rows).percent == 40
    assert share_of([]).percent == 0


def test_weeks_begin_on_mondays_and_the_last_one_is_this():
    rows = [*counted(("asked.answer", "x", 1)), *counted(("asked.unknown", "", 1), day=date(2026, 3, 1))]
    assert by_week(rows, date(2026, 3, 4), weeks=2) == [
        (date(2026, 2, 23), Share(0, 0, 1)),
        (MONDAY, Share(1, 0, 0)),
    ]


def test_entries_stand_by_how_often_they_were_wrong_with_what_was_expected_most():
    rows = counted(
        ("feedback.wrong", "hotel", 1),
        ("feedback.wrong", "dates", 3),
        ("feedback.right", "dates", 2),
        ("feedback.expected", "dates venue", 1),
        ("feedback.expected", "dates hotel", 2),
        ("feedback.expected", "hotel", 1),
    )
    assert most_wrong(rows) == [Wrong("dates", 3, 2, "hotel"), Wrong("hotel", 1, 0)]
    assert most_wrong(rows, most=1) == [Wrong("dates", 3, 2, "hotel")]


def test_other_thresholds_answer_offer_and_refuse_otherwise():
    rows = counted(("sure", "85 95", 3), ("sure", "60 75", 2), ("sure", "5 10", 4))
    assert shares_at(rows, Thresholds(answer=0.8, offer=0.3)) == Share(3, 2, 4)
    assert shares_at(rows, Thresholds(answer=0.9, offer=0.3)) == Share(0, 5, 4)
    assert shares_at(rows, Thresholds(answer=0.6, offer=0.05)) == Share(5, 4, 0)


def test_sureness_is_that_which_thresholds_are_held_against():
    one, other = a_match(0.62), a_match(0.3)
    assert sureness(Answer(one)) == (0.62, 0.62)
    assert sureness(Offer((one, other))) == pytest.approx((0.62, 0.92))
    assert sureness(Unknown(best=0.1, together=0.15)) == (0.1, 0.15)
    assert sureness(Unknown()) == (0.0, 0.0)
    assert sureness(Quote(None, (other,))) == (0.3, 0.3)


def test_sureness_is_counted_in_steps():
    assert sure_as(0.62, 1.2) == "60 100"
    assert sure_as(0.8, 0.95) == "80 95"
    assert sure_as(0.0, 0.0) == "0 0"
