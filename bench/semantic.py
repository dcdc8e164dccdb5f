"""What comparing meanings adds to comparing words: ours with and without the extra of `make setup-semantic`.

First on the public question sets of `search_quality.py`, as they stand and with typing errors; then on two whose
questions are in another language than the entries; then on this repository's own content, asked in languages of the
region (`data/region.yaml`). Vectors are kept in a folder, so a second run takes a minute; the times at the end are
those of questions that are new.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import yaml
from rich.progress import Progress

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.search_quality import (
    DATA,
    FAMILIES,
    ROOT,
    Found,
    Labelled,
    QuestionSet,
    accuracy,
    asked,
    auroc,
    calibration_error,
    read_set,
    with_typos,
)
from knowledge.base import served_from
from knowledge.encoder import NotInstalledError, open_encoder
from knowledge.search import Index, Match
from knowledge.search.encoding import Encoder, Vectors
from knowledge.vectors import KeptVectors

#: Entries in one language, questions in another.
ABROAD = ("xl_ha_en_fr", "xl_tatoeba_ron_eng")
REGION = Path(__file__).parent / "data" / "region.yaml"
#: The defaults of SUIVI_ANSWER_AT and SUIVI_OFFER_AT.
ANSWER_AT, OFFER_AT = 0.8, 0.25
TIMED = 100


@dataclass(frozen=True, slots=True)
class Remembered:
    """An encoder that has seen everything that it will be asked."""

    name: str
    vectors: dict[str, Vectors]

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self.vectors[text] for text in texts])


@dataclass(frozen=True, slots=True)
class Listening:
    """An encoder that only notes what it is asked."""

    heard: dict[str, None]
    name: str = "listening"

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.heard.update(dict.fromkeys(texts))
        return np.ones((len(texts), 1), np.float32)


@dataclass(frozen=True, slots=True)
class Asked:
    """A set with the questions that are put to it."""

    index: Index
    questions: Sequence[Labelled]

    def texts(self) -> Iterable[str]:
        """Return all that an encoder is asked: a question may be read in two ways."""
        listening = Listening({})
        self.found(listening)
        return listening.heard

    def found(self, encoder: Encoder) -> tuple[list[Found], list[Found]]:
        """Return what is found by words, and by words and meanings."""
        fused = self.index.with_meanings(encoder, encoder.encode(self.index.meant))
        by_words, by_both = (asked(_first(index), self.questions) for index in (self.index, fused))
        return by_words, by_both


def _first(index: Index) -> Callable[[str], Match | None]:
    return lambda question: next(iter(index.search(question, limit=1)), None)


def options(description: str | None) -> argparse.Namespace:
    """Read the command line; leave with one sentence where there are no sets."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with the question sets")
    parser.add_argument(
        "--vectors", type=Path, default=ROOT / "var" / "bench-vectors", help="folder to keep vectors in"
    )
    parser.add_argument("--cap", type=int, default=0, help="at most so many questions a set, evenly sampled; 0: all")
    given = parser.parse_args()
    if not given.data.is_dir():
        print(f"Skipped: there is no folder with question sets at {given.data}; name one with --data.")
        sys.exit(0)
    return given


def encoder_or_leave() -> Encoder:
    """Return the encoder; leave with one sentence where it is not installed."""
    try:
        return open_encoder()
    except NotInstalledError as missing:
        print(f"Skipped: {missing}.")
        sys.exit(0)


def sampled(questions: Sequence[Labelled], cap: int) -> Sequence[Labelled]:
    if not cap or len(questions) <= cap:
        return questions
    return [questions[int(at * len(questions) / cap)] for at in range(cap)]


def asked_of(each: QuestionSet, cap: int, *, noisy: bool = False) -> Asked:
    questions = sampled(each.questions, cap)
    if noisy:
        questions = [Labelled(with_typos(labelled.question), labelled.entry) for labelled in questions]
    return Asked(Index(each.entries), questions)


def remembered(encoder: Encoder, folder: Path, all_asked: Iterable[Asked]) -> Remembered:
    """Encode everything, or read what was encoded in an earlier run."""
    texts = list(dict.fromkeys(text for each in all_asked for text in each.texts()))
    kept = KeptVectors(encoder, folder)
    with Progress(transient=True) as shown:
        bar = shown.add_task("texts encoded", total=kept.missing(texts))
        vectors = kept.of(texts, encoded=lambda more: shown.advance(bar, more))
    return Remembered(encoder.name, dict(zip(texts, vectors, strict=True)))


def line(name: str, by_words: Sequence[Found], by_both: Sequence[Found]) -> str:
    return f"{name:28s} {len(by_words):6d} " + " ".join(f"{value:8.3f}" for value in figures(by_words, by_both))


def figures(by_words: Sequence[Found], by_both: Sequence[Found]) -> list[float]:
    scores = [auroc(found, lambda each: each.score) for found in (by_words, by_both)]
    confidences = [auroc(found, lambda each: each.confidence) for found in (by_words, by_both)]
    errors = [
        calibration_error([each.confidence for each in found], [each.is_right for each in found])
        for found in (by_words, by_both)
    ]
    return [accuracy(by_words), accuracy(by_both), *scores, *confidences, *errors]


def region() -> dict[str, Asked]:
    """Return our own content with its questions by language."""
    index = served_from(ROOT / "knowledge" / "content").index
    by_language = yaml.safe_load(REGION.read_text(encoding="utf-8"))
    return {
        language: Asked(index, [Labelled(each["question"], each["entry"]) for each in questions])
        for language, questions in by_language.items()
    }


def outcome(found: Sequence[Found]) -> str:
    """Return how many questions got the right entry first, were answered rightly, wrongly, and offered choices."""
    inside = [each for each in found if each.labelled.entry]
    answered = [each for each in found if each.confidence >= ANSWER_AT]
    offered = [each for each in inside if OFFER_AT <= each.confidence < ANSWER_AT and each.is_right]
    right = sum(each.is_right for each in answered)
    first = sum(each.is_right for each in inside)
    return f"{first:5d}/{len(inside):<3d} {right:6d} {len(answered) - right:6d} {len(offered):7d}"


def main() -> None:
    given = options(__doc__)
    encoder = encoder_or_leave()
    sets = {name: read_set(given.data, name) for names in FAMILIES.values() for name in names}
    plain = {name: asked_of(each, given.cap) for name, each in sets.items()}
    noisy = {f"{name}+typo30": asked_of(each, given.cap, noisy=True) for name, each in sets.items()}
    abroad = {name: asked_of(read_set(given.data, name), given.cap) for name in ABROAD}
    own = region()
    known = remembered(encoder, given.vectors, [*plain.values(), *noisy.values(), *abroad.values(), *own.values()])
    heads = ("accuracy", "AUROC score", "AUROC conf.", "ECE")
    print(f"{'':35s} " + " ".join(f"{head:>17s}" for head in heads))
    print(f"{'set':28s} {'asked':>6s} " + " ".join(f"{'words':>8s} {'both':>8s}" for _ in heads))
    for title, some in (("as they stand", plain), ("+typo30", noisy), ("other language", abroad)):
        found = {name: each.found(known) for name, each in some.items()}
        for name, each in found.items():
            print(line(name, *each), flush=True)
        means = np.nanmean([figures(*each) for each in found.values()], axis=0) if title != "other language" else []
        print(f"{'mean ' + title:35s} " + " ".join(f"{value:8.3f}" for value in means) + "\n")
    print_region(own, known)
    print_times(encoder, plain["covid_fr_k5"])


def print_region(own: dict[str, Asked], known: Remembered) -> None:
    print(f"{'own content':14s} {'words':>9s} {'right':>6s} {'wrong':>6s} {'offered':>7s} {'both':>9s}  ...")
    total: list[tuple[list[Found], list[Found]]] = []
    for language, each in own.items():
        total.append(each.found(known))
        print(f"{language:14s} " + " ".join(map(outcome, total[-1])))
    print(f"{'together':14s} " + " ".join(outcome([*chain(*found)]) for found in zip(*total, strict=True)) + "\n")


def print_times(encoder: Encoder, each: Asked) -> None:
    index = each.index.with_meanings(encoder, encoder.encode(each.index.meant))
    times = []
    for labelled in sampled(each.questions, TIMED):
        started = time.perf_counter()
        index.search(labelled.question)
        times.append(1000 * (time.perf_counter() - started))
    p50, p99 = np.percentile(times, [50, 99])
    print(
        f"a new question with its meaning: p50 {p50:.1f} ms, p99 {p99:.1f} ms ({encoder.name}, {len(times)} questions)"
    )


if __name__ == "__main__":
    main()
