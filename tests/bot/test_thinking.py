"""Turns that compare meanings keep nobody else waiting, and end in words where the encoder is slow."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.answering import Answer, Thresholds
from bot.conversation import Turn
from bot.cues import Cues
from bot.thinking import MOST_AT_A_TIME, Thinking
from bot.wording import Wording
from knowledge.search.encoding import FEWEST_TEXTS
from knowledge.vectors import KeptVectors
from tests.fakes import StickyEncoder, a_snapshot, an_entry, until

WORDING = Wording()
#: Words alone are not sure of this one: the encoder is asked.
QUESTION, GREEK = "might there be a bus or not", "λεωφορείο"
PATIENCE_S = 20


@pytest.fixture
def encoder():
    found = StickyEncoder("bus λεωφορείο")
    yield found
    found.may_go_on.set()


@pytest.fixture
def snapshot(encoder, tmp_path):
    halts = (an_entry(f"halt-{number}", f"route{number} halt{number}", "Every hour.") for number in range(FEWEST_TEXTS))
    by_words = a_snapshot(an_entry("bus", "is there a bus", "Every hour."), *halts).prepared()
    return by_words.understood(KeptVectors(encoder, tmp_path))


def a_turn(snapshot, question=QUESTION):
    return Turn(
        question=question,
        language="en",
        focus=None,
        snapshot=snapshot,
        thresholds=Thresholds(answer=0.6, offer=0.01),
        cues=Cues.of(WORDING),
    )


async def test_meanings_are_compared_in_time(snapshot):
    understood = await Thinking(PATIENCE_S).understood(a_turn(snapshot, GREEK))
    assert understood == a_turn(snapshot, GREEK).understood()
    assert understood != a_turn(snapshot.by_words, GREEK).understood()


async def test_event_loop_goes_on_while_a_text_is_encoded(snapshot, encoder):
    encoder.may_go_on.clear()
    asked = asyncio.ensure_future(Thinking(PATIENCE_S).understood(a_turn(snapshot)))
    await until(lambda: encoder.inside)  # which nobody could see if the loop were held up
    assert not asked.done()
    encoder.may_go_on.set()
    assert await asked == a_turn(snapshot).understood()


async def test_encoder_that_takes_too_long_leaves_words_and_a_line_in_the_log(snapshot, encoder):
    encoder.may_go_on.clear()
    with capture_logs() as lines:
        understood = await Thinking(0.01).understood(a_turn(snapshot))
    assert understood == a_turn(snapshot.by_words).understood()
    assert lines == [{"event": "meaning left out, words alone answered", "log_level": "warning", "waited_s": 0.01}]


async def test_stuck_encoder_takes_a_few_threads_and_no_more(snapshot, encoder):
    encoder.may_go_on.clear()
    thinking = Thinking(0.05)
    await asyncio.gather(*(thinking.understood(a_turn(snapshot)) for _ in range(3 * MOST_AT_A_TIME)))
    assert encoder.inside == MOST_AT_A_TIME
    encoder.may_go_on.set()
    await until(lambda: not encoder.inside)
    patient = Thinking(PATIENCE_S, thinking._room)
    assert await patient.understood(a_turn(snapshot, GREEK)) == a_turn(snapshot, GREEK).understood()


async def test_more_questions_than_threads_take_turns(snapshot):
    thinking = Thinking(PATIENCE_S)
    found = await asyncio.gather(*(thinking.understood(a_turn(snapshot, GREEK)) for _ in range(3 * MOST_AT_A_TIME)))
    assert found == [a_turn(snapshot, GREEK).understood()] * len(found)


async def test_words_alone_need_no_thread(snapshot, encoder):
    encoder.may_go_on.clear()
    assert isinstance((await Thinking(0).understood(a_turn(snapshot.by_words, "is there a bus"))).decision, Answer)
