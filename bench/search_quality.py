"""How often the first match is right, how well it is told from questions that nothing answers, and how long it takes.

Ours beside rapidfuzz's `token_sort_ratio`, in one run, on public question sets in one JSON form: `entries` (id,
questions, answer, lang) and `queries` (q, id; null: nobody's answer). Each set is asked as it stands and with typing
errors in about three words of ten. AUROC is of the score, and of the confidence, over questions with and without an
answer; ECE is of the confidence in the first match, in 15 bins of equal count.
"""

import argparse
import json
import random
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process, utils

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from knowledge.model import Entry  # noqa: E402 (run as a script, this folder is the first place looked in)
from knowledge.search import Index, Match  # noqa: E402

DATA = ROOT.parent / "shared" / "search_dev" / "data"
#: By origin: what is fitted to one set of a family knows the others.
FAMILIES = {
    "clinc": ("clinc150_k10", "clinc150_k3"),
    "covid_fr": ("covid_fr_k5", "covid_fr_k1", "covid_fr_holdout"),
    "stackfaq": ("stackfaq_k4",),
    "covid_en": ("covid_en",),
    "covid_crowd": ("covid_crowd_en",),
    "hint3": ("hint3_sofmattress",),
}
BINS = 15
TYPO_RATE = 0.3


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question, and the id of the entry that answers it; None where none does."""

    question: str
    entry: str | None


@dataclass(frozen=True, slots=True)
class QuestionSet:
    name: str
    entries: tuple[Entry, ...]
    questions: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What one engine said to one question."""

    labelled: Labelled
    entry: str | None
    score: float
    confidence: float
    milliseconds: float

    @property
    def is_right(self) -> bool:
        return self.entry is not None and self.entry == self.labelled.entry


def read_set(data: Path, name: str) -> QuestionSet:
    """Read one set; ids become those that entries may have, in the order of the set."""
    raw = json.loads((data / f"{name}.json").read_text(encoding="utf-8"))
    ids = {entry["id"]: f"entry-{number}" for number, entry in enumerate(raw["entries"])}
    entries = tuple(
        # Unchecked: some of these texts are longer than an organiser's may be.
        Entry.model_construct(
            id=ids[each["id"]],
            phrasings={each["lang"]: tuple(each["questions"])},
            answer={each["lang"]: each["answer"]} if each["answer"] else {},
        )
        for each in raw["entries"]
    )
    return QuestionSet(name, entries, tuple(Labelled(each["q"], ids.get(each["id"])) for each in raw["queries"]))


def with_typos(text: str) -> str:
    """Return the text with an error in about ``TYPO_RATE`` of its words of three letters or more; always the same."""
    rng = random.Random(zlib.crc32(text.encode()))  # noqa: S311 (noise, not a secret)
    return " ".join(
        _mistyped(word, rng) if len(word) > 2 and rng.random() < TYPO_RATE else word for word in text.split()
    )


def _mistyped(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word))
    before, here, after = word[:at], word[at], word[at + 1 :]
    other = rng.choice("aeinorstlu")
    return rng.choice([before + after, before + here * 2 + after, before + other + after, _swapped(word, at)])


def _swapped(word: str, at: int) -> str:
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def ours(entries: Sequence[Entry]) -> Callable[[str], Match | None]:
    """Return our engine over some entries: a question's first match."""
    index = Index(entries)
    return lambda question: next(iter(index.search(question, limit=1)), None)


def token_sort(entries: Sequence[Entry]) -> Callable[[str], Match | None]:
    """Return the peer over the same entries, its texts prepared once."""
    owned = [(entry, text) for entry in entries for texts in entry.phrasings.values() for text in texts]
    texts = [utils.default_process(text) for _, text in owned]

    def first(question: str) -> Match | None:
        best = process.extractOne(utils.default_process(question), texts, scorer=fuzz.token_sort_ratio)
        return Match(*owned[best[2]], best[1], best[1] / 100) if best else None

    return first


def asked(engine: Callable[[str], Match | None], questions: Iterable[Labelled]) -> list[Found]:
    found = []
    for each in questions:
        started = time.perf_counter()
        match = engine(each.question)
        elapsed = 1000 * (time.perf_counter() - started)
        entry = match.entry.id if match and match.entry else None
        found.append(Found(each, entry, match.score if match else 0, match.confidence if match else 0, elapsed))
    return found


def accuracy(found: Iterable[Found]) -> float:
    return float(np.mean([each.is_right for each in found if each.labelled.entry]))


def auroc(found: Sequence[Found], of: Callable[[Found], float]) -> float:
    """Return how often a question with an answer ranks above one without; NaN without both."""
    inside = np.array([of(each) for each in found if each.labelled.entry])
    outside = np.sort([of(each) for each in found if not each.labelled.entry])
    if not len(inside) or not len(outside):
        return float("nan")
    below, upto = (np.searchsorted(outside, inside, side) for side in ("left", "right"))
    return float((below + upto).mean() / 2 / len(outside))


def calibration_error(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """Return the mean distance between confidence and share of right ones, over bins of equal count."""
    order = np.argsort(confidences, kind="stable")
    said, was = np.array(confidences)[order], np.array(right, float)[order]
    parts = zip(np.array_split(said, BINS), np.array_split(was, BINS), strict=True)
    return float(sum(abs(a.sum() - b.sum()) for a, b in parts) / len(said))


def data_folder(description: str | None) -> Path:
    """Return the folder that the command line names; leave with one sentence where it is absent."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with the question sets")
    data: Path = parser.parse_args().data
    if not data.is_dir():
        print(f"Skipped: there is no folder with question sets at {data}; name one with --data.")
        sys.exit(0)
    return data


def line(name: str, mine: Sequence[Found], peer: Sequence[Found]) -> str:
    by_score, by_confidence = auroc(mine, lambda each: each.score), auroc(mine, lambda each: each.confidence)
    error = calibration_error([each.confidence for each in mine], [each.is_right for each in mine])
    p50, p99 = np.percentile([each.milliseconds for each in mine], [50, 99])
    return (
        f"{name:26s} {len(mine):6d} {accuracy(mine):7.3f} {accuracy(peer):7.3f} {by_score:8.3f} {by_confidence:8.3f}"
        f" {auroc(peer, lambda each: each.score):8.3f} {error:7.3f} {p50:7.2f} {p99:7.2f}"
    )


def main() -> None:
    data = data_folder(__doc__)
    print(f"{'':26s} {'':6s} {'accuracy@1':>15s} {'AUROC':>26s} {'ECE':>7s} {'ms per question':>15s}")
    print(
        f"{'set':26s} {'asked':>6s} {'ours':>7s} {'t_sort':>7s} {'score':>8s} {'confid.':>8s} {'t_sort':>8s}"
        f" {'ours':>7s} {'p50':>7s} {'p99':>7s}"
    )
    totals: dict[str, list[tuple[list[Found], list[Found]]]] = {"mean as they stand": [], "mean +typo30": []}
    for name in (name for names in FAMILIES.values() for name in names):
        each = read_set(data, name)
        noisy = tuple(Labelled(with_typos(labelled.question), labelled.entry) for labelled in each.questions)
        engines = [ours(each.entries), token_sort(each.entries)]
        for total, suffix, questions in zip(totals.values(), ("", "+typo30"), (each.questions, noisy), strict=True):
            mine, peer = (asked(engine, questions) for engine in engines)
            total.append((mine, peer))
            print(line(name + suffix, mine, peer), flush=True)
    for name, total in totals.items():
        print(mean_line(name, total))


def mean_line(name: str, total: Sequence[tuple[Sequence[Found], Sequence[Found]]]) -> str:
    """Return the means over the sets, each counting alike; AUROC over those that have unanswerable questions."""
    mine, peer = [pair[0] for pair in total], [pair[1] for pair in total]
    accuracies = [np.mean([accuracy(each) for each in engine]) for engine in (mine, peer)]
    aurocs = [
        np.nanmean([auroc(each, of) for each in engine])
        for engine, of in (
            (mine, lambda each: each.score),
            (mine, lambda each: each.confidence),
            (peer, lambda each: each.score),
        )
    ]
    errors = [calibration_error([one.confidence for one in each], [one.is_right for one in each]) for each in mine]
    times = np.percentile([one.milliseconds for each in mine for one in each], [50, 99])
    return (
        f"{name:26s} {'':6s} {accuracies[0]:7.3f} {accuracies[1]:7.3f} {aurocs[0]:8.3f} {aurocs[1]:8.3f}"
        f" {aurocs[2]:8.3f} {np.mean(errors):7.3f} {times[0]:7.2f} {times[1]:7.2f}"
    )


if __name__ == "__main__":
    main()
