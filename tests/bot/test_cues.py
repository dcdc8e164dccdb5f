"""By which words a question is known that goes on about what was said before."""

import pytest

from bot.cues import Cues, Form
from bot.wording import Wording

CUES = Cues.of(Wording())


@pytest.mark.parametrize(
    "question",
    [
        "and in Zagreb?",
        "et à Zagreb ?",
        "what about the recommendations",
        "who organised it last year?",
        "when?",
        "qui l'a organisé ?",
        "combien de personnes ont pris part à celui de Zagreb ?",
    ],
)
def test_question_needs_what_was_said_before(question):
    assert Form(question, CUES).is_elliptic


@pytest.mark.parametrize(
    "question",
    [
        "When did the Zagreb seminar take place?",
        "Quelles organisations ont participé au séminaire ?",
        "y a-t-il eu des ONG au séminaire ?",
        "is it true that 80% of the victims are foreigners",
    ],
)
def test_question_stands_alone(question):
    assert not Form(question, CUES).is_elliptic


def test_longest_opening_is_taken_off():
    assert Form("And what about Zagreb?", CUES).asked == ("zagreb",)


def test_rest_is_what_is_asked():
    assert Form("and who organised the seminar in Zagreb?", CUES).rest({"zagreb"}) == ["who", "organised"]
    assert Form("et à Zagreb ?", CUES).rest({"zagreb"}) == []


def test_text_without_words_asks_nothing():
    form = Form("?!", CUES)
    assert (form.asked, form.rest(), form.has_pronoun) == ((), [], False)


def test_meeting_is_known_by_what_meetings_are_called():
    assert Form("was it at the seminar?", CUES).speaks_of_a_meeting
    assert not Form("who founded it?", CUES).speaks_of_a_meeting
