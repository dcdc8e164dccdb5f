"""Finding the right answer, and knowing when there is none: ours beside the usual ways, in one run, ratios printed.

    make bench-setup     # once: the peers get an environment of their own, .venv-bench
    python bench/answers.py [--data DIR] [--picture docs/images/reliability.png]

The measures are those of `bench/search_quality.py`. The calibration error is of weights that never saw the set: they
are fitted on all other sets (`bench/fit_confidence.py`).
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.fit_confidence import Judged, fitted  # noqa: E402 - run from the root as a script
from bench.search_quality import (  # noqa: E402
    DATA,
    FAMILIES,
    Found,
    Labelled,
    QuestionSet,
    accuracy,
    asked,
    auroc,
    ours,
    read_set,
    with_typos,
)
from knowledge.search.confidence import confidence  # noqa: E402

PEERS = ROOT / "bench" / "peers"
PEER_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
NAMES = ("char TF-IDF", "linear SVM", "BM25", "extractOne")
OURS, BEST_PEER = "Suivi", "linear SVM"
#: Of the issue: right first matches, AUROC by confidence, what typing errors may cost, calibration error left out.
GOALS = {"accuracy@1": 0.71, "AUROC": 0.90, "lost to typos": 0.02, "calibration error": 0.05}


@dataclass(frozen=True, slots=True)
class Line:
    """What one engine reached on one set."""

    right: float
    auroc: float
    mistyped: float
    milliseconds: float


def of_peer(name: str, each: QuestionSet, questions: Sequence[Labelled]) -> list[Found]:
    entries = [{"id": entry.id, "texts": [t for ts in entry.phrasings.values() for t in ts]} for entry in each.entries]
    given = json.dumps({"entries": entries, "questions": [labelled.question for labelled in questions]})
    command = [str(PEER_PYTHON), str(PEERS / "answer_engines.py"), name]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    pairs = zip(questions, json.loads(done.stdout), strict=True)
    return [Found(labelled, entry, score, score, milliseconds) for labelled, (entry, score, milliseconds) in pairs]


def measured(name: str, each: QuestionSet) -> Line:
    noisy = tuple(Labelled(with_typos(labelled.question), labelled.entry) for labelled in each.questions)
    engine = ours(each.entries)
    plain, typos = (
        asked(engine, questions) if name == OURS else of_peer(name, each, questions)
        for questions in (each.questions, noisy)
    )
    median = float(np.median([found.milliseconds for found in plain]))
    return Line(accuracy(plain), auroc(plain, lambda found: found.confidence), accuracy(typos), median)


def told(name: str, lines: Sequence[Line]) -> Line:
    """Print the mean over the sets; AUROC over those that have unanswerable questions."""
    fields = ("right", "mistyped", "milliseconds")
    right, mistyped, median = (float(np.mean([getattr(each, field) for each in lines])) for field in fields)
    mean = Line(right, float(np.nanmean([each.auroc for each in lines])), mistyped, median)
    print(f"{name:14s} {right:10.3f} {mean.auroc:8.3f} {right - mistyped:14.3f} {median:9.2f} ms")
    return mean


def judged(sets: Sequence[QuestionSet]) -> tuple[float, dict[str, Any]]:
    """Return the calibration error of weights that never saw the set, and the pairs to draw."""
    families = {name: family for family, names in FAMILIES.items() for name in names}
    found = [Judged.of(families[each.name], each) for each in sets]
    errors, pairs = [], {}
    for each in found:
        weights = fitted([other for other in found if other is not each])
        errors.append(each.error(weights))
        said = [confidence(one, weights) if one else 0.0 for one in each.evidence]
        pairs[each.name] = list(zip(said, map(bool, each.right), strict=True))
    return float(np.mean(errors)), pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="folder with the question sets")
    parser.add_argument("--picture", type=Path, help="where to draw the reliability diagram")
    parser.add_argument("--sets", nargs="*", default=[name for names in FAMILIES.values() for name in names])
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"Skipped: there is no folder with question sets at {options.data}; name one with --data.")
        return
    sets = [read_set(options.data, name) for name in options.sets]
    names = [OURS, *(NAMES if PEER_PYTHON.exists() else ())]
    if len(names) == 1:
        print("The peers are left out: `make bench-setup` makes their environment")
    print(f"{'mean of ' + str(len(sets)):14s} {'accuracy@1':>10s} {'AUROC':>8s} {'lost to typos':>14s} {'median':>12s}")
    means = {name: told(name, [measured(name, each) for each in sets]) for name in names}
    if BEST_PEER in means:
        mine, peer = means[OURS], means[BEST_PEER]
        print(f"to {BEST_PEER}: {mine.right / peer.right:.2f} x as often right, AUROC {mine.auroc - peer.auroc:+.3f}")
    error, pairs = judged(sets)
    print(f"calibration error, each set left out: {error:.3f}")
    mine = means[OURS]
    reached = (mine.right, mine.auroc, mine.right - mine.mistyped, error)
    for (what, goal), value in zip(GOALS.items(), reached, strict=True):
        is_met = value >= goal if what in {"accuracy@1", "AUROC"} else value <= goal
        print(f"{what:20s} {value:6.3f}, goal {goal:.3f}: {'met' if is_met else 'missed'}")
    if options.picture and PEER_PYTHON.exists():
        command = [str(PEER_PYTHON), str(PEERS / "reliability.py"), str(options.picture)]
        subprocess.run(command, input=json.dumps(pairs), text=True, check=True)
        print(f"drawn: {options.picture}")


if __name__ == "__main__":
    main()
