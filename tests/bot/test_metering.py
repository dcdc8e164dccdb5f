"""What is counted tells nothing of anybody, and stays small."""

import pytest

from bot.metering import BUCKETS, Meter
from bot.reply import ReplyKind


@pytest.fixture
def meter():
    return Meter()


def test_questions_are_counted_by_outcome_and_language(meter):
    for kind, language in ((ReplyKind.ANSWER, "fr"), (ReplyKind.ANSWER, "fr"), (ReplyKind.UNKNOWN, "en")):
        meter.asked(kind, language)
    assert meter.questions == {("answer", "fr"): 2, ("unknown", "en"): 1}


def test_call_for_help_is_one_of_the_others(meter):
    for kind in (ReplyKind.SAFETY, ReplyKind.SMALL_TALK, ReplyKind.COMMAND, ReplyKind.ERROR):
        meter.asked(kind, "en")
    assert meter.questions == {("other", "en"): 4}


@pytest.mark.parametrize(
    ("seconds", "bucket"), [(0.0, 0), (0.05, 0), (0.051, 1), (30.0, len(BUCKETS) - 1), (31.0, len(BUCKETS))]
)
def test_answer_counts_in_the_first_bucket_that_it_does_not_exceed(meter, seconds, bucket):
    meter.answered(seconds)
    assert [n for n, count in enumerate(meter.answers) if count] == [bucket]
    assert meter.answering_s == seconds


def test_mistake_does_not_make_a_series_of_each_request(meter):
    meter.called("auth.test", 200)
    for number in range(1000):
        meter.called(f"method{number}", 200)
        meter.asked(ReplyKind.ANSWER, f"language {number}")
    meter.called("auth.test", 200)
    assert max(len(meter.calls), len(meter.questions)) <= 65
    assert (sum(meter.calls.values()), sum(meter.questions.values())) == (1002, 1000)
    assert meter.calls["auth.test", 200] == 2
