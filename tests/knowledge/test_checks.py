"""Checks tell which questions no longer find what they must, or find what they must not."""

import pytest

from knowledge.checks import Outcome, failures
from knowledge.model import Check, Expected

UNKNOWN = Outcome(kind="unknown", entry=None, offered=(), language="en", confidence=0.1)
CHOICES = Outcome(kind="choices", entry=None, offered=("dates", "venue"), language="en", confidence=0.5)
TALK = Outcome(kind="small_talk", entry="hello", offered=(), language="en", confidence=0.9)
PASSAGE = Outcome(kind="passage", entry=None, offered=(), language="en", confidence=0.7)
SAFETY = Outcome(kind="safety", entry=None, offered=(), language="en", confidence=1.0)


def answered(entry, language="en"):
    return Outcome(kind="answer", entry=entry, offered=(), language=language, confidence=0.9)


def failed(outcome, **expected):
    """Return what was expected and what came instead; None where the check holds."""
    found = list(failures([Check(question="where is it", **expected)], lambda _: outcome))
    return (found[0].expected, found[0].got) if found else None


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        pytest.param(answered("venue"), {"entry": "venue"}, id="entry"),
        pytest.param(answered("venue", "fr"), {"entry": "venue", "language": "fr"}, id="entry and language"),
        pytest.param(answered("venue"), {"never": "dates"}, id="another entry"),
        pytest.param(UNKNOWN, {"expect": Expected.NOTHING}, id="unknown"),
        pytest.param(CHOICES, {"expect": Expected.NOTHING}, id="choices assert nothing"),
        pytest.param(CHOICES, {"never": "dates"}, id="offered is not answered"),
        pytest.param(TALK, {"expect": Expected.SMALL_TALK}, id="small talk"),
        pytest.param(SAFETY, {"expect": Expected.SAFETY}, id="safety"),
        pytest.param(PASSAGE, {"expect": Expected.PASSAGE}, id="a passage"),
    ],
)
def test_check_that_holds_says_nothing(outcome, expected):
    assert failed(outcome, **expected) is None


@pytest.mark.parametrize(
    ("outcome", "expected", "told"),
    [
        pytest.param(answered("dates"), {"entry": "venue"}, ("venue", "dates (en)"), id="another entry"),
        pytest.param(UNKNOWN, {"entry": "venue"}, ("venue", "unknown"), id="unknown"),
        pytest.param(CHOICES, {"entry": "venue"}, ("venue", "choices: dates, venue"), id="offered only"),
        pytest.param(answered("venue"), {"expect": Expected.NOTHING}, ("nothing", "venue (en)"), id="an answer"),
        pytest.param(SAFETY, {"expect": Expected.NOTHING}, ("nothing", "safety"), id="alarm without need"),
        pytest.param(PASSAGE, {"expect": Expected.NOTHING}, ("nothing", "passage"), id="a passage asserts something"),
        pytest.param(answered("venue"), {"expect": Expected.SAFETY}, ("safety", "venue (en)"), id="no alarm"),
        pytest.param(answered("venue"), {"expect": Expected.SMALL_TALK}, ("small_talk", "venue (en)"), id="no talk"),
        pytest.param(answered("dates"), {"never": "dates"}, ("not dates", "dates (en)"), id="what must never be"),
        pytest.param(
            answered("venue"), {"entry": "venue", "language": "fr"}, ("an answer in fr", "venue (en)"), id="language"
        ),
    ],
)
def test_check_that_does_not_hold_says_what_was_expected_and_what_came(outcome, expected, told):
    assert failed(outcome, **expected) == told


def test_every_question_is_asked_once_in_order():
    asked = []
    checks = [Check(question=each, entry="venue") for each in ("first", "second", "third")]
    found = list(failures(checks, lambda question: asked.append(question) or UNKNOWN))
    assert asked == ["first", "second", "third"]
    assert [each.check for each in found] == checks
