"""Fit the weights of the safety gate on the texts that may be read, and say how well they carry over.

What is fitted on: the first half (lines 1, 3, 5, ...) of each list in tests/data/distress.yaml and distress_elsewhere,
all of distress_open and of distress_others, and some phrasings of the shipped knowledge, which are ordinary. What is
held out is never read here; bench/safety.py counts on it.

    python bench/fit_safety.py [--write] [--steps N] [--every N] [--within]

`--write` replaces spelling.npy, weights.txt and common.txt in bot/ideas. Without it the texts of distress_others, whose
writers knew nothing of the gate, are judged: a few languages at a time, by weights that were fitted without any of
them, so that what is judged is a new hand. `--within` judges a fifth of them at a time by weights that saw the rest:
the same hands, other texts. The truth for a new hand lies between. `--every N` takes every Nth text only.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.safety import Share
from bot.alarms import heard
from bot.hearing import IDEAS, LANGUAGES, folded, unaccented
from bot.safety import told
from bot.spelling import PER_UNIT, PLACES, SHARES, evidence, spelt
from bot.weighing import ALARM, KINDS, Heard, tongues
from knowledge.reading import read

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

DATA = Path(__file__).parents[1] / "tests" / "data"
CONTENT = Path(__file__).parents[1] / "knowledge" / "content"
ORDINARY = len(KINDS)
#: What fewer texts show is no evidence.
_SEEN, _SEEN_SPELT = 3, 2
#: How strongly weights are pulled towards zero, by what they are for.
_RIDGE, _RIDGE_COMPANY, _RIDGE_SPELT = 3.0, 9.0, 0.2
#: A weight smaller than this changes nothing.
_SMALL = 0.03
#: French and English have more: what is taken for another language would be weighed as such.
_COMMON, _COMMON_HERE, _COMMON_SEEN = 150, 800, 9
#: Families of wordings are trusted beyond what was fitted: it costs a percent of false alarms at the same recall, and
#: what they are written for is then noticed for certain.
_TRUSTED = {"told immediate": (3.0, 0.0, 0.0), "told victim": (0.0, 4.0, 0.0), "told trouble": (0.0, 1.0, 0.0)}
#: Languages that are judged together: neighbours, and what one hand wrote.
_APART = (("fr", "hu"), ("en", "ro", "sq"), ("bg", "mk", "sh", "sl"), ("el", "tr", "uk"))
_WITHIN, _SEED = 5, 6
#: One in so many phrasings of the knowledge: all of them would outnumber the others.
_ASKED = 8
_AGAIN, _NEARLY = 5, -0.5
#: Shares of ordinary texts that are stopped, at which a threshold is tried.
_STOPPED = (0.01, 0.02, 0.03, 0.05, 0.1)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, and what it is."""

    language: str
    #: A place in `KINDS`; one more: ordinary.
    label: int
    text: str
    #: Whether its writer knew nothing of the gate.
    apart: bool


def lists(kinds: Mapping[str, str], language: str, *, half: bool, apart: bool = False) -> Iterator[Labelled]:
    """Yield the labelled texts of a language: all, or those that may be read where the others are held out."""
    for kind, lines in kinds.items():
        label = ORDINARY if kind == "ordinary" else KINDS.index(kind)
        yield from (Labelled(language, label, text, apart) for text in lines.splitlines()[:: 2 if half else 1])


def readable() -> Iterator[Labelled]:
    """Yield every text that patterns may be written on."""
    for language, kinds in _read(DATA / "distress.yaml").items():
        yield from lists(kinds, language, half=True)
    for folder in ("distress_elsewhere", "distress_open", "distress_others"):
        for path in sorted((DATA / folder).glob("*.yaml")):
            half, apart = folder == "distress_elsewhere", folder == "distress_others"
            yield from lists(_read(path), path.stem, half=half, apart=apart)
    yield from [*asked()][::_ASKED]


def asked() -> Iterator[Labelled]:
    """Yield how the shipped knowledge is asked for, all of it ordinary."""
    knowledge = read(CONTENT)
    for each in (*knowledge.entries, *knowledge.recommendations):
        for language, phrasings in each.phrasings.items():
            yield from (Labelled(language, ORDINARY, text, apart=False) for text in phrasings)
    yield from (
        Labelled("en", ORDINARY, check.question, apart=False) for check in knowledge.checks if check.expect != "safety"
    )


def _read(path: Path) -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def named(each: Labelled) -> Mapping[str, float]:
    """Return what the weights with a name are for in a text.

    The families of wordings were written on the texts by their own hand and know them by heart: they are asked about
    others' texts only, and their weights learn there what they are worth.
    """
    likely = tongues(each.text)
    language, words = likely[0] if likely else (None, spelt(each.text))
    families = dict.fromkeys(told(heard(each.text), each.text), 1.0) if each.apart else {}
    return {**Heard(language, each.text, words).features(), **families}


@dataclass(frozen=True, slots=True)
class Table:
    """What texts show, sparse: places and values, where each text begins, and the names after the table's places."""

    places: NDArray[np.int32]
    values: Floats
    starts: NDArray[np.int64]
    names: Sequence[str]

    def of(self, rows: NDArray[np.int64]) -> "Table":
        """Return some of the texts."""
        ends = np.append(self.starts[1:], len(self.places))
        taken = np.concatenate([np.arange(self.starts[row], ends[row]) for row in rows])
        lengths = ends[rows] - self.starts[rows]
        return Table(self.places[taken], self.values[taken], np.cumsum(lengths) - lengths, self.names)

    def sums(self, weights: Floats) -> Floats:
        """Return what the weights come to for each text; the last row of them counts for any."""
        found: Floats = np.add.reduceat(weights[self.places] * self.values[:, None], self.starts, axis=0)
        return found + weights[-1]


def shown(texts: Sequence[Labelled]) -> Table:
    """Return what all texts show."""
    all_named = [named(each) for each in texts]
    counts = Counter(name for each in all_named for name in each)
    names = sorted(counts)
    at = {name: PLACES + place for place, name in enumerate(names)}
    places: list[int] = []
    values: list[float] = []
    starts: list[int] = []
    for each, found in zip(texts, all_named, strict=True):
        starts.append(len(places))
        places += (at[name] for name in found)
        values += found.values()
        for share, many in zip(SHARES, evidence(spelt(each.text)), strict=True):
            places += many
            values += [share / max(1, len(many)) ** 0.5] * len(many)
    return Table(np.array(places, np.int32), np.array(values, np.float32), np.array(starts, np.int64), names)


def fitted(table: Table, labels: NDArray[np.int64], *, steps: int) -> Floats:
    """Return the weights of a logistic regression for each danger, an ordinary text's being 0. By Adam."""
    weights = np.zeros((PLACES + len(table.names) + 1, ORDINARY), np.float32)
    seen = np.bincount(table.places, minlength=len(weights) - 1)
    enough = np.concatenate([seen[:PLACES] >= _SEEN_SPELT, seen[PLACES:] >= _SEEN, [True]])[:, None]
    ridge = np.array([_ridge(name) for name in table.names], np.float32)
    ridge = np.concatenate([np.full(PLACES, _RIDGE_SPELT, np.float32), ridge, [0.0]])[:, None].astype(np.float32)
    wanted = np.eye(ORDINARY + 1, dtype=np.float32)[labels][:, :ORDINARY]
    row = np.repeat(np.arange(len(labels)), np.diff(np.append(table.starts, len(table.places))))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        off = _shares(table.sums(weights)) - wanted
        slope = ridge * weights
        for kind in range(ORDINARY):
            slope[:-1, kind] += np.bincount(table.places, table.values * off[row, kind], minlength=len(weights) - 1)
        slope[-1] += off.sum(0)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        moved = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights -= enough * moved * (0.1 * min(1.0, 2 - 2 * (step - 1) / steps))
    for name, more in _TRUSTED.items():
        if name in table.names:
            weights[PLACES + table.names.index(name)] += more
    return weights


def _ridge(name: str) -> float:
    return _RIDGE_COMPANY if "+" in name else _RIDGE


def _shares(odds: Floats) -> Floats:
    """Return the share of each danger, ordinary texts having what is left."""
    most = np.maximum(odds.max(1, keepdims=True), 0)
    found: Floats = np.exp(odds - most)
    return found / (found.sum(1, keepdims=True) + np.exp(-most))


def common_words(texts: Sequence[Labelled]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the words that the texts of each language are full of, French and English too, others' texts aside."""
    for language in LANGUAGES:
        own = (each.text for each in texts if each.language == language and not each.apart)
        yield language, _commonest((folded(unaccented(text), language) for text in own), _COMMON, seen=_COMMON_SEEN)
    for language in ("fr", "en"):
        own = (each.text for each in texts if each.language == language and not each.apart)
        yield language, _commonest((re.split(r"[\W_]+", unaccented(text)) for text in own), _COMMON_HERE, seen=2)


def _commonest(texts: Iterable[Sequence[str]], many: int, *, seen: int) -> Sequence[str]:
    words = Counter(word for text in texts for word in text if word.isalpha())
    return sorted(word for word, count in words.most_common(many) if count >= seen)


def write(texts: Sequence[Labelled], *, steps: int) -> None:
    """Fit on everything that may be read, and keep it."""
    lines = (f"{language}: {' '.join(words)}\n" for language, words in common_words(texts))
    (IDEAS / "common.txt").write_text("".join(lines), encoding="utf-8")
    many, more = len(texts), [*asked()]
    table, labels = shown([*texts, *more]), _labels([*texts, *more])
    rows = np.arange(many)
    weights = fitted(table.of(rows), labels[rows], steps=steps)
    # What the knowledge is asked by and a first fit would stop is shown several times to a second.
    stopped = many + np.flatnonzero(np.logaddexp.reduce(table.sums(weights)[many:], axis=1) > _NEARLY)
    rows = np.concatenate([rows, *([stopped] * _AGAIN)])
    weights = fitted(table.of(rows), labels[rows], steps=steps)
    kept = np.clip(np.rint(weights[:PLACES] * PER_UNIT), -127, 127).astype(np.int8)
    np.save(IDEAS / "spelling.npy", kept)
    rows = zip([*table.names, ""], weights[PLACES:].tolist(), strict=True)
    said = [(name, row) for name, row in rows if not name or max(map(abs, row)) >= _SMALL]
    text = "".join(f"{name} {' '.join(f'{each:.2f}' for each in row)}\n" for name, row in sorted(said))
    (IDEAS / "weights.txt").write_text(text, encoding="utf-8")
    print(f"{len(texts)} texts, {len(said)} weights and {int(kept.any(1).sum())} places written to {IDEAS}")


def _labels(texts: Sequence[Labelled]) -> NDArray[np.int64]:
    return np.array([each.label for each in texts])


def folds(texts: Sequence[Labelled], *, within: bool) -> Iterator[Mask]:
    """Yield which texts are judged together, by weights fitted on all others."""
    apart = np.array([each.apart for each in texts])
    if within:
        part = np.random.default_rng(_SEED).integers(0, _WITHIN, len(texts))
        yield from (apart & (part == each) for each in range(_WITHIN))
    else:
        yield from (apart & np.array([each.language in together for each in texts]) for together in _APART)


def judge(texts: Sequence[Labelled], *, steps: int, within: bool) -> None:
    """Print how others' texts are judged by weights that never saw them."""
    table, labels = shown(texts), _labels(texts)
    judged = np.full(len(texts), np.nan)
    for each in folds(texts, within=within):
        weights = fitted(table.of(np.flatnonzero(~each)), labels[~each], steps=steps)
        odds = table.of(np.flatnonzero(each)).sums(weights)
        judged[each] = np.logaddexp.reduce(odds, axis=1)
    print_judged(texts, judged)


def print_judged(texts: Sequence[Labelled], judged: NDArray[np.float64]) -> None:
    """Print counts for each language, and what other thresholds would do."""
    shares = [*_of(texts, judged, lambda _: True)]
    for language in sorted({each.language for each in texts if each.apart}):
        noticed, stopped = _of(texts, judged, lambda each, language=language: each.language == language)
        print(f"{language}: noticed {noticed}   stopped {stopped}")
    print(f"all: noticed {shares[0]}   stopped {shares[1]}")
    for kind, danger in enumerate(KINDS):
        found = [score > ALARM for each, score in zip(texts, judged, strict=True) if each.apart and each.label == kind]
        print(f"    {danger}: noticed {Share(sum(found), len(found))}")
    ordinary = np.sort([s for each, s in zip(texts, judged, strict=True) if each.apart and each.label == ORDINARY])
    for share in _STOPPED:
        bound = ordinary[-1 - int(len(ordinary) * share)]
        noticed = np.mean([s > bound for each, s in zip(texts, judged, strict=True) if each.apart and each.label < 3])
        print(f"    threshold {bound:5.2f}: stopped {share:.0%}, noticed {noticed:.1%}")


def _of(
    texts: Sequence[Labelled], judged: NDArray[np.float64], chosen: Callable[[Labelled], bool]
) -> tuple[Share, Share]:
    found = [(each.label, s > ALARM) for each, s in zip(texts, judged, strict=True) if each.apart and chosen(each)]
    noticed = [stops for label, stops in found if label != ORDINARY]
    stopped = [stops for label, stops in found if label == ORDINARY]
    return Share(sum(noticed), len(noticed)), Share(sum(stopped), len(stopped))


def main() -> None:
    """Fit and write, or fit fold by fold and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--within", action="store_true")
    parser.add_argument("--steps", type=int, default=120)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    texts = [*readable()][:: options.every]
    if options.write:
        write(texts, steps=options.steps)
    else:
        judge(texts, steps=options.steps, within=options.within)


if __name__ == "__main__":
    main()
