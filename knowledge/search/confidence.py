"""How likely it is that a match answers the question: a logistic of a few things that can be seen of the match."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import copysign, exp, log, log1p, sqrt

#: Of two entries equally close at most one is right: never surer than this of either; with the margin it may rise.
EQUAL, EQUAL_SLOPE = 0.49, 10.0
#: A weaker match is as good as none.
FAINTEST = 0.01
#: No public set has entries with more; what more of them are worth is not known.
MOST_PHRASINGS = 15
#: How fast doubt grows with the share of a question that an entry lacks.
DOUBT = 0.3
#: Never surer than this of an entry about another number than the question's.
CONTRADICTED = 0.29
#: From this confidence on words have an entry of their own; where both together have another one, they are right in
#: 0.56 of 405 such questions of the public sets, and never surer than this.
OWN, DISPUTED = 0.5, 0.6
#: Never surer than this of a passage: the weights were fitted on entries alone.
PASSAGE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for and against a match."""

    #: How strong the match is, from 0 to 1: what tells best that nothing answers.
    strength: float
    #: How much stronger the match is than the best other entry, from -1 to 1: what tells best which one answers.
    margin: float
    #: Share of the question's weight whose words stand in the phrasings, the title, the keywords or the answer.
    explained: float
    #: Of what the question shares with the phrasings, the share of the heaviest word: 1 where one word decides alone.
    concentrated: float
    #: How many words the question has: a long one is never as close to a phrasing as a short one.
    words: int
    #: How many phrasings the entry has in the language in which it has most.
    phrasings: int
    #: How often one word makes the difference between entries, in this knowledge.
    telling: float = 0.0
    #: Whether the question has a number that rules the entry out.
    contradicted: bool = False
    #: Whether a passage is matched, not an entry.
    is_passage: bool = False
    #: How close the meanings are, from 0 to 1; None where meanings are not compared.
    similarity: float | None = None
    #: Whether words alone would rather have another entry.
    disputed: bool = False

    @property
    def accounted(self) -> float:
        """Return the share of the question that the words explain, or else the meaning does."""
        return 1 - (1 - self.explained) * (1 - (self.similarity or 0.0))

    @property
    def features(self) -> tuple[float, ...]:
        """Return the numbers that the weights belong to."""
        phrasings, words = log1p(min(self.phrasings, MOST_PHRASINGS)), log(max(self.words, 1))
        margin = copysign(sqrt(abs(self.margin)), self.margin) * phrasings
        strength = log(max(self.strength, FAINTEST))
        if self.similarity is not None:
            # The words' number, the phrasings' and the heaviest word tell nothing beside the meaning, and calibration
            # carried over worse with them.
            return (1.0, strength, self.margin, self.accounted)
        return (1.0, strength, words, margin, phrasings, self.explained, self.concentrated)


#: One for each feature, by logistic regression on whether the first match was right: 18,305 questions of nine public
#: sets in French and English, six families weighing alike (`bench/fit_confidence.py`, which prints this line anew).
#: Calibration error 0.07 over those sets, 0.075 where a family is judged by weights that never saw it.
WEIGHTS = (0.25, 0.93, 0.27, 4.09, -0.30, 1.55, -1.44)

#: The same for first matches whose meaning was compared (`bench/fit_fused.py --cap 1500`).
FUSED_WEIGHTS = (-1.37, 0.81, 11.43, 3.34)


def confidence(evidence: Evidence, weights: Sequence[float] | None = None) -> float:
    """Return the probability, from 0 to 1, that the match answers the question."""
    if weights is None:
        weights = WEIGHTS if evidence.similarity is None else FUSED_WEIGHTS
    weighed = sum(weight * feature for weight, feature in zip(weights, evidence.features, strict=True))
    most = min(
        EQUAL + EQUAL_SLOPE * max(evidence.margin, 0.0),
        CONTRADICTED if evidence.contradicted else 1.0,
        DISPUTED if evidence.disputed else 1.0,
        PASSAGE if evidence.is_passage else 1.0,
    )
    # In public sets a word that the entry lacks is no sign of a wrong match. In a knowledge where most words tell
    # entries apart it may well ask for something else ("What does a coordinator earn?").
    doubt = evidence.telling * DOUBT * (1 - evidence.explained)
    return min(most, (1 - doubt) / (1 + exp(-weighed)))
