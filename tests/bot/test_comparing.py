"""What asks the same of several meetings is asked of each; what only names them is not."""

from datetime import date

import pytest

from bot.comparing import of_each
from bot.cues import Cues
from bot.wording import Wording
from knowledge.subjects import Subjects
from tests.fakes import a_seminar, an_entry

CUES = Cues.of(Wording())


def a_meeting(place, year):
    days = {"start": date(year, 5, 2), "end": date(year, 5, 3)}
    return a_seminar(f"{place.lower()}-{year}", place={"en": place}, title={"en": f"{place} seminar"}, **days)


SEMINARS = [a_seminar(), a_meeting("Varna", 2012), a_meeting("Sofia", 2010), a_meeting("Sofia", 2014)]
SUBJECTS = Subjects(SEMINARS, [an_entry("venue", "where is it", seminar=each.id) for each in SEMINARS[:1]])


def asked(question):
    """Return the first way to put what is asked of each, with the meetings."""
    return [(each.questions[0], sorted(each.meetings)) for each in of_each(question, SUBJECTS, CUES)]


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("How many countries in Zagreb and in Varna?", "how many countries in zagreb", "how many countries in varna"),
        ("Combien de pays à Zagreb et à Varna ?", "combien de pays a zagreb", "combien de pays a varna"),
        ("Which had more guests, Zagreb or Varna?", "which had more guests zagreb", "which had more guests varna"),
        ("Compare the fees of Zagreb and Varna", "the fees of zagreb", "the fees of varna"),
        ("fees: Zagreb vs Varna", "fees zagreb", "fees varna"),
        ("What did Zagreb and Varna cost?", "what did zagreb cost", "what did varna cost"),
        ("Quelle différence de prix entre Zagreb et Varna ?", "quelle de prix zagreb", "quelle de prix varna"),
    ],
)
def test_same_is_asked_of_each(question, first, second):
    assert asked(question) == [(first, ["zagreb-2013"]), (second, ["varna-2012"])]


def test_three_are_asked_of_each():
    assert [meetings for _, meetings in asked("who came to Zagreb, Varna and Sofia 2010?")] == [
        ["zagreb-2013"],
        ["varna-2012"],
        ["sofia-2010"],
    ]


def test_years_are_names():
    assert asked("how many people in 2012 and in 2013") == [
        ("how many people in 2012", ["varna-2012"]),
        ("how many people in 2013", ["zagreb-2013"]),
    ]


def test_name_and_year_are_one_name():
    assert [meetings for _, meetings in asked("who came to Sofia 2010 and Sofia 2014")] == [
        ["sofia-2010"],
        ["sofia-2014"],
    ]


def test_what_any_meeting_is_called_may_be_left_out():
    [one, _] = of_each("when were the seminars in Zagreb and Varna?", SUBJECTS, CUES)
    assert one.questions == ("when were the seminars in zagreb", "when were the in zagreb")


@pytest.mark.parametrize(
    "question",
    [
        "how many countries in Zagreb?",
        "how far is Zagreb from Varna",
        "did Zagreb invite the speakers of Varna",
        "Zagreb and Varna?",
        "the Zagreb seminar, that of 2013 in Zagreb, how many came",
        "how many in Sofia 2010, in Sofia 2014, in Zagreb and in Varna",
        "",
        "and",
    ],
)
def test_what_asks_no_such_thing_is_left_whole(question):
    assert asked(question) == []
