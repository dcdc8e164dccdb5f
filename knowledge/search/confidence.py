"""How likely it is that a match answers the question: a logistic of a few things that can be seen of the match."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import copysign, exp, log1p, sqrt

#: Of two entries equally close at most one is right: never surer than this of either; with the margin it may rise.
EQUAL, EQUAL_SLOPE = 0.49, 10.0
#: Never surer than this of an entry about another number than the question's.
CONTRADICTED = 0.29
#: Never surer than this of a passage: the weights were fitted on entries alone.
PASSAGE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for and against a match."""

    #: How much stronger the match is than the best other entry, from -1 to 1.
    margin: float
    #: Share of the question's weight whose words stand in the phrasings, the title, the keywords or the answer.
    explained: float
    #: Of what the question shares with the phrasings, the share of the heaviest word: 1 where one word decides alone.
    concentrated: float
    #: Share of the question's weight that is its heaviest word's: 1 for a question of one word.
    heaviest: float
    #: How many phrasings the entry has in the language in which it has most.
    phrasings: int
    #: Whether the question has a number that rules the entry out.
    contradicted: bool = False
    #: Whether a passage is matched, not an entry.
    is_passage: bool = False

    @property
    def features(self) -> tuple[float, ...]:
        """Return the numbers that the weights belong to."""
        margin = copysign(sqrt(abs(self.margin)), self.margin)
        return (1.0, margin, self.explained, self.concentrated, self.heaviest, log1p(self.phrasings))


#: One for each feature, by logistic regression on whether the first match was right: 18,305 questions of nine public
#: sets in French and English, six families weighing alike (`bench/fit_confidence.py`, which prints this line anew).
#: Calibration error 0.07 over those sets, 0.08 where a family is judged by weights that never saw it.
WEIGHTS = (-1.76, 7.4, 2.33, -1.82, -1.25, 0.38)


def confidence(evidence: Evidence, weights: Sequence[float] = WEIGHTS) -> float:
    """Return the probability, from 0 to 1, that the match answers the question."""
    weighed = sum(weight * feature for weight, feature in zip(weights, evidence.features, strict=True))
    most = min(
        EQUAL + EQUAL_SLOPE * max(evidence.margin, 0.0),
        CONTRADICTED if evidence.contradicted else 1.0,
        PASSAGE if evidence.is_passage else 1.0,
    )
    return min(most, 1 / (1 + exp(-weighed)))
