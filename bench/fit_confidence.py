"""Fit the weights of `knowledge/search/confidence.py` on public question sets, and say how well they carry over.

The weights are those of a logistic regression on whether the first match is right; each family of sets counts alike,
and each set in its family. To see whether they carry over, each family is left out in turn and judged by weights
that never saw it. Matches that another number rules out take no part, for their confidence is held down by rule.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.search_quality import FAMILIES, QuestionSet, calibration_error, data_folder, read_set
from knowledge.search import Index
from knowledge.search.confidence import Evidence, confidence

Floats = NDArray[np.float64]

#: Pulls the weights towards zero, so little that it only matters where two features say the same.
RIDGE = 1e-3
STEPS = 30


@dataclass(frozen=True, slots=True)
class Judged:
    """The first matches of one set's questions: the evidence, None without a match, and whether it was right."""

    name: str
    family: str
    evidence: Sequence[Evidence | None]
    right: Sequence[bool]
    #: Whether those take part whose meaning was compared; else those of words alone.
    fused: bool = False

    @classmethod
    def of(cls, family: str, each: QuestionSet, index: Index | None = None, *, fused: bool = False) -> Self:
        index = index or Index(each.entries)
        found = [next(iter(index.search(labelled.question, limit=1)), None) for labelled in each.questions]
        right = [
            match is not None and match.entry is not None and match.entry.id == labelled.entry
            for match, labelled in zip(found, each.questions, strict=True)
        ]
        return cls(each.name, family, [match.evidence if match else None for match in found], right, fused)

    def takes_part(self, evidence: Evidence | None) -> bool:
        return evidence is not None and (evidence.similarity is not None) is self.fused

    def table(self) -> tuple[Floats, Floats]:
        """Return the features of each match that takes part, and whether it was right."""
        pairs = [
            (evidence.features, right)
            for evidence, right in zip(self.evidence, self.right, strict=True)
            if evidence and self.takes_part(evidence) and not evidence.contradicted
        ]
        return np.array([features for features, _ in pairs]), np.array([right for _, right in pairs], float)

    def error(self, weights: Sequence[float]) -> float:
        """Return the calibration error under some weights; without a match, the confidence is 0."""
        said = [confidence(each, weights if self.takes_part(each) else None) if each else 0.0 for each in self.evidence]
        return calibration_error(said, self.right)


def fitted(sets: Sequence[Judged]) -> tuple[float, ...]:
    """Return the weights under which what happened is most likely."""
    in_family = Counter(each.family for each in sets)
    tables = [each.table() for each in sets]
    counts = [
        np.full(len(right), 1 / len(in_family) / in_family[each.family] / len(right))
        for each, (_, right) in zip(sets, tables, strict=True)
    ]
    features, right = (np.concatenate(columns) for columns in zip(*tables, strict=True))
    return tuple(_newton(features, right, np.concatenate(counts)).tolist())


def _newton(features: Floats, right: Floats, counts: Floats) -> Floats:
    ridge = RIDGE * features.var(axis=0)
    weights = np.zeros(features.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (counts * (likely - right)) + ridge * weights
        curve = (features * (counts * likely * (1 - likely))[:, None]).T @ features + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    return weights


def report(sets: Sequence[Judged], name: str) -> None:
    """Print the weights under the name of their constant, and how well they carry over."""
    weights = fitted(sets)
    unseen = {each.name: each.error(fitted([other for other in sets if other.family != each.family])) for each in sets}
    print(f"{'calibration error':20s} {'fitted':>8s} {'left out':>8s} {'right':>8s}")
    for each in sets:
        print(f"{each.name:20s} {each.error(weights):8.3f} {unseen[each.name]:8.3f} {np.mean(each.right):8.3f}")
    print(f"{'mean':20s} {np.mean([each.error(weights) for each in sets]):8.3f} {np.mean([*unseen.values()]):8.3f}")
    print(f"{name} = ({', '.join(f'{weight:.2f}' for weight in weights)})")


def main() -> None:
    data = data_folder(__doc__)
    report([Judged.of(family, read_set(data, name)) for family, names in FAMILIES.items() for name in names], "WEIGHTS")


if __name__ == "__main__":
    main()
