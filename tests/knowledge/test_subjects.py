"""What entries are about, and by which words people name it."""

from datetime import date

import pytest

from knowledge.model import EntryKind
from knowledge.subjects import Subjects
from tests.fakes import a_seminar, an_entry

ZAGREB = a_seminar()
VARNA = a_seminar(
    "varna-2014",
    title={"en": "Varna seminar on ports"},
    place={"en": "Varna (Bulgaria)"},
    start=date(2014, 5, 12),
    end=date(2014, 5, 13),
    previous="zagreb-2013",
    next="met-tirana",
)
ENTRIES = (
    an_entry("venue", "where is the seminar held", seminar="zagreb-2013"),
    an_entry("quay", "where is the seminar held", seminar="varna-2014"),
    an_entry("met-tirana", "what was the Tirana meeting", about="met-tirana", title={"en": "Tirana meeting (2016)"}),
    an_entry("met-tirana-fee", "how much was it in Tirana", about="met-tirana"),
    an_entry("met-durres", "did Anna Berg speak in Durres", about="met-durres", title={"en": "Meeting in Durres"}),
    an_entry("org-coast", "what does the coast guard do", title={"en": "Coast guard"}),
    an_entry("hello", "hello coast", kind=EntryKind.SMALL_TALK),
)


@pytest.fixture
def subjects():
    return Subjects((ZAGREB, VARNA), ENTRIES)


# What entries are about


def test_entry_is_about_its_seminar_unless_it_says_otherwise():
    assert an_entry(seminar="zagreb-2013").subject == "zagreb-2013"
    assert an_entry(seminar="zagreb-2013", about="met-tirana").subject == "met-tirana"


def test_shared_entry_is_about_itself():
    assert an_entry("org-coast").subject == "org-coast"


def test_seminars_and_what_names_itself_are_meetings(subjects):
    meetings = [each for each in ("zagreb-2013", "varna-2014", "met-tirana", "org-coast") if subjects.is_meeting(each)]
    assert meetings == ["zagreb-2013", "varna-2014", "met-tirana"]
    assert not subjects.is_meeting("nowhere")


def test_seminar_is_called_by_its_title_place_and_year(subjects):
    assert subjects["varna-2014"].title("fr") == "Varna seminar on ports (Varna (Bulgaria), 2014)"
    assert subjects["met-tirana"].title("en") == "Tirana meeting (2016)"
    assert subjects["met-tirana"].where_and_when("en") == ""


# Names


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("and in Zagreb?", {"zagreb-2013"}, id="place"),
        pytest.param("and in 2014?", {"varna-2014"}, id="year"),
        pytest.param("what about Bulgaria", {"varna-2014"}, id="country in the place"),
        pytest.param("the Tirana one", {"met-tirana"}, id="meeting of shared entries"),
        pytest.param("and in Tirrana?", {"met-tirana"}, id="misspelt"),
        pytest.param("which one did Berg attend", {"met-durres"}, id="a person's name"),
        pytest.param("and the coast guard", {"org-coast"}, id="title"),
        pytest.param("where is the seminar held", set(), id="nothing"),
        pytest.param("hello", set(), id="small talk"),
        pytest.param("", set(), id="no words"),
    ],
)
def test_subject_is_named_by(subjects, text, named):
    assert subjects.named(text).subjects == named


def test_words_that_name_are_told_as_typed(subjects):
    assert subjects.named("who organised the Tirrana meeting in 2016").words == {"tirrana", "2016"}


def test_year_of_no_subject_names_none(subjects):
    named = subjects.named("the Tirana meeting of 2019")
    assert (named.subjects, named.other_year) == (set(), True)
    assert not subjects.named("the Tirana meeting of 2016").other_year


def test_name_that_two_share_names_both():
    again = an_entry("met-again", "what was the second one", about="met-again", title={"en": "Again in Zagreb (2019)"})
    subjects = Subjects((ZAGREB,), (*ENTRIES, again))
    assert subjects.named("in Zagreb").subjects == {"zagreb-2013", "met-again"}
    assert subjects.named("in Zagreb in 2019").subjects == {"met-again"}


def test_year_is_one_meeting_s_rather_than_that_of_a_comparison():
    both = an_entry("both", "what differs", about="both", title={"en": "The meetings of 2013 and 2014"})
    subjects = Subjects((ZAGREB, VARNA), (*ENTRIES, both))
    assert subjects.named("the one of 2014").subjects == {"varna-2014"}
    assert subjects.named("2013 or 2014").subjects == {"both"}


def test_word_that_many_are_asked_by_names_nobody():
    asked = [an_entry(f"one-{each}", f"one {each} about harbours", title={"en": "One"}) for each in "abcde"]
    named = an_entry("met-harbours", "a meeting", about="met-harbours", title={"en": "On harbours"})
    assert Subjects((ZAGREB,), (named,)).named("harbours").subjects == {"met-harbours"}
    assert Subjects((ZAGREB,), (*asked, named)).named("harbours").subjects == set()


def test_names_beside_a_question_come_from_the_title(subjects):
    assert subjects.called("met-tirana", "en") == ("tirana", "tirana 2016")
    assert subjects.called("org-coast", "en") == ("coast guard", "coast guard")


# Neighbours


def test_one_of_two_neighbours_tells_for_both(subjects):
    assert (subjects.before("varna-2014"), subjects.after("zagreb-2013")) == ("zagreb-2013", "varna-2014")
    assert (subjects.after("varna-2014"), subjects.before("met-tirana")) == ("met-tirana", "varna-2014")
    assert (subjects.before("zagreb-2013"), subjects.after("met-tirana")) == (None, None)
