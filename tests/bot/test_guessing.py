"""A slip in a command is answered with the command; a question is never taken for one."""

import pytest

from bot.guessing import guessed, with_guess
from bot.reply import Reply, ReplyKind
from bot.wording import Wording


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        pytest.param("recomendations", "recommendations", id="a letter left out"),
        pytest.param("/recommandation", "recommandations", id="the singular, with a slash"),
        pytest.param("hlep", "help", id="letters in the wrong order"),
        pytest.param("mien page", "mine", id="with its page"),
        pytest.param("progess Romania", "progress", id="progress"),
        pytest.param("avancemnt", "avancement", id="progress in French"),
        pytest.param("hotel", None, id="another word"),
        pytest.param("privcy", "privacy", id="privacy"),
        pytest.param("langauge fr", "language", id="with its word"),
        pytest.param("help me with the recommendations", None, id="a question"),
        pytest.param("", None, id="nothing"),
        pytest.param("???", None, id="no letters"),
    ],
)
def test_slip_is_known_and_a_question_is_left_alone(typed, command):
    assert guessed(typed) == command


def test_guess_stands_below_what_asserts_nothing_and_below_nothing_else():
    unknown = Reply(kind=ReplyKind.UNKNOWN, text="I don't know.", language="en")
    [note] = with_guess(unknown, "hlep", Wording()).notes
    assert "`/seminar help`" in note
    answer = Reply(kind=ReplyKind.ANSWER, text="It is here.", language="en")
    assert with_guess(answer, "hlep", Wording()) is answer
    assert with_guess(unknown, "where is the hotel", Wording()) is unknown
