"""Numbers of one process for whoever watches over the bot: what it was asked, how long answers took, what Slack said.

Counting is adding to a dictionary, since it happens for each question; what watches reads the sums now and then. Of
whom, where and what was asked there is nothing in them.
"""

from bisect import bisect_left
from collections import Counter
from typing import TypeVar

from bot.reply import ReplyKind

_Key = TypeVar("_Key")

#: Seconds from an event to its posted answer, up to which each bucket counts; one more counts the rest.
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
#: What else is answered is nobody's business here, a call for help least of all: at a time of day it might tell whose.
_OUTCOMES = frozenset({ReplyKind.ANSWER, ReplyKind.NOT_STATED, ReplyKind.PASSAGE, ReplyKind.CHOICES, ReplyKind.UNKNOWN})
OTHER = "other"
#: Languages and methods that are told apart; a mistake must not make a series of each request.
_MOST = 64


class Meter:
    """Sums since the start of the process. To be used from one thread."""

    def __init__(self) -> None:
        #: Questions, by outcome and language.
        self.questions: Counter[tuple[str, str]] = Counter()
        #: Answers by bucket of `BUCKETS`, each by itself.
        self.answers = [0] * (len(BUCKETS) + 1)
        #: Seconds that all answers took together.
        self.answering_s = 0.0
        #: Requests that ended in an error of ours, and whose person was told so.
        self.failures = 0
        #: Calls of Slack, by method and status; no status where there was no answer.
        self.calls: Counter[tuple[str, int | None]] = Counter()

    def asked(self, kind: ReplyKind, language: str) -> None:
        """Count a question by what it was answered with."""
        outcome = kind.value if kind in _OUTCOMES else OTHER
        self._add(self.questions, (outcome, language), (outcome, OTHER))

    def answered(self, seconds: float) -> None:
        """Count an answer that was posted so long after its event came in."""
        self.answers[bisect_left(BUCKETS, seconds)] += 1
        self.answering_s += seconds

    def failed(self) -> None:
        self.failures += 1

    def called(self, method: str, status: int | None) -> None:
        """Count a call of Slack's Web API by its method and the status of the answer; None: there was no answer."""
        self._add(self.calls, (method, status), (OTHER, status))

    @staticmethod
    def _add(counter: Counter[_Key], key: _Key, otherwise: _Key) -> None:
        counter[key if key in counter or len(counter) < _MOST else otherwise] += 1
