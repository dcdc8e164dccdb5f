"""Which questions ask the same."""

from datetime import timedelta

import pytest

from bot.gathering import grouped, is_alike
from bot.ports import PassedOn
from tests.fakes import MONDAY


def a_question(number, text):
    return PassedOn(
        id=f"q{number}",
        question=text,
        language="en",
        seminar=None,
        asker="U0BEN",
        channel="D0BEN",
        thread=None,
        asked_at=MONDAY + timedelta(minutes=number),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Is there parking?", "is there parking"),
        ("Where can I park my bicycle?", "Where can I park my bicycles"),
        ("Où garer mon vélo ?", "ou garer mon velo"),
        ("Which bus goes to the port?", "To the port, which bus goes?"),
    ],
)
def test_slips_accents_and_order_make_no_other_question(one, other):
    assert is_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Is there parking?", "Is there a doctor?"),
        ("Who spoke on day 1 of the meeting?", "Who spoke on day 2 of the meeting?"),
        ("Where can I park?", "When can I leave?"),
    ],
)
def test_another_word_or_number_that_counts_makes_another_question(one, other):
    assert not is_alike(one, other)


def test_groups_stand_in_the_order_of_their_oldest_question_however_they_come():
    questions = [
        a_question(1, "Is there parking?"),
        a_question(2, "Who is the chair?"),
        a_question(3, "is there parking"),
    ]
    for some in (questions, questions[::-1]):
        assert [[each.id for each in group.questions] for group in grouped(some)] == [["q1", "q3"], ["q2"]]
    assert grouped([]) == []
