"""Fit the weights of the safety gate for ten languages on the texts that may be read, and say how well they carry over.

What is fitted on: the first half (lines 1, 3, 5, ...) of each list in tests/data/distress_elsewhere, and all of
tests/data/distress_open. The held-out half is never read here; bench/safety.py counts on it.

    python bench/fit_safety.py [--write] [--folds N] [--steps N]

`--write` replaces bot/ideas/weights.txt and common.txt. Without it a fit is made for each fold of the texts and judged
on that fold: figures for texts that were there while the vocabularies were written, hence on the bright side.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import numpy as np
import yaml
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.hearing import IDEAS, LANGUAGES, folded, unaccented
from bot.weighing import ALARM, KINDS, Heard, Weights, alarms, together

Floats = NDArray[np.float64]
#: A language, what its text is (a place in `KINDS`; one more: ordinary), and the text.
Labelled = tuple[str, int, str]

DATA = Path(__file__).parents[1] / "tests" / "data"
ORDINARY = len(KINDS)
#: How often each text is shown again with some words forgotten, and how many of them.
_COPIES, _FORGOTTEN = 2, 0.3
_UNKNOWN, _SEED = "zzqx", 6
#: What fewer texts show is no evidence; each is seen once as it is and once for each copy.
_SEEN = 3 * (1 + _COPIES)
#: Pulls weights towards zero; what is made of two ideas more strongly than one idea.
_RIDGE, _RIDGE_COMPANY = 1.0 * (1 + _COPIES), 3.0 * (1 + _COPIES)
#: A weight smaller than this changes nothing.
_SMALL = 0.03
#: French and English have more: what is taken for another language would be weighed as such.
_COMMON, _COMMON_HERE = 150, 800


def lists(path: Path, *, half: bool) -> Iterator[tuple[int, str]]:
    """Yield the labelled texts of a file: all, or those that may be read where the others are held out."""
    for kind, lines in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        label = ORDINARY if kind == "ordinary" else KINDS.index(kind)
        yield from ((label, text) for text in lines.splitlines()[:: 2 if half else 1])


def readable() -> Sequence[Labelled]:
    """Return every text in the ten languages that patterns may be written on."""
    folders = (("distress_elsewhere", True), ("distress_open", False))
    return [
        (language, label, text)
        for folder, half in folders
        for language in LANGUAGES
        for label, text in lists(DATA / folder / f"{language}.yaml", half=half)
    ]


def features(each: Labelled) -> Mapping[str, float]:
    """Return what the weights are for in a text whose language is known."""
    language, _, text = each
    return Heard(language, text, folded(unaccented(text), language)).features()


def forgetful(each: Labelled, chance: Random) -> Mapping[str, float]:
    """Return what the weights are for where some of a text's words are not known.

    The vocabularies were written by somebody who had read these texts and know nearly every word of them; of a new text
    they know fewer. Weights that have only seen the former trust what they would not find.
    """
    language, _, text = each
    words = [_UNKNOWN if chance.random() < _FORGOTTEN else word for word in folded(unaccented(text), language)]
    return Heard(language, text, words).features()


def shown(texts: Sequence[Labelled]) -> tuple[Sequence[Mapping[str, float]], Sequence[int]]:
    """Return what is fitted on: each text as it is, then with some words forgotten, each time others."""
    chance = Random(_SEED)  # noqa: S311 - the same weights each time
    found = [features(each) for each in texts]
    for _ in range(_COPIES):
        found += [forgetful(each, chance) for each in texts]
    return found, [label for _, label, _ in texts] * (1 + _COPIES)


def fitted(found: Sequence[Mapping[str, float]], labels: Sequence[int], *, steps: int) -> Weights:
    """Return the weights of a logistic regression, those of an ordinary text taken away."""
    seen = Counter(name for each in found for name in each)
    names = sorted(name for name, count in seen.items() if count >= _SEEN)
    place = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(found), len(names) + 1))
    table[:, -1] = 1.0
    for row, each in enumerate(found):
        for name, value in each.items():
            if name in place:
                table[row, place[name]] = value
    ridge = np.array([_RIDGE_COMPANY if "+" in name else _RIDGE for name in names] + [0.0])[:, None]
    weights = _descended(table, np.eye(ORDINARY + 1)[np.array(labels)], ridge, steps)
    against = weights[:, :ORDINARY] - weights[:, [ORDINARY]]
    rows = ((name, tuple(map(float, row))) for name, row in zip([*names, ""], against, strict=True))
    return {name: row for name, row in rows if not name or max(map(abs, row)) >= _SMALL}


def _descended(table: Floats, wanted: Floats, ridge: Floats, steps: int) -> Floats:
    """Return the weights where the loss is least, by Adam, slower towards the end."""
    weights = np.zeros((table.shape[1], wanted.shape[1]))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        odds = table @ weights
        shares = np.exp(odds - odds.max(1, keepdims=True))
        slope = table.T @ (shares / shares.sum(1, keepdims=True) - wanted) + ridge * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        moved = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights -= moved * (0.05 if step < steps * 0.8 else 0.015)
    return weights


def common_words(texts: Sequence[Labelled]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the words that the texts of each language are full of, French and English too."""
    for language in LANGUAGES:
        yield language, _commonest(folded(unaccented(text), language) for name, _, text in texts if name == language)
    labelled = yaml.safe_load((DATA / "distress.yaml").read_text(encoding="utf-8"))
    for language in ("fr", "en"):
        lines = (text for many in labelled[language].values() for text in many.splitlines()[::2])
        yield language, _commonest((re.split(r"[\W_]+", unaccented(text)) for text in lines), _COMMON_HERE, seen=2)


def _commonest(texts: Iterable[Sequence[str]], many: int = _COMMON, *, seen: int = _SEEN) -> Sequence[str]:
    words = Counter(word for text in texts for word in text if word.isalpha())
    return sorted(word for word, count in words.most_common(many) if count >= seen)


def write(texts: Sequence[Labelled], *, steps: int) -> None:
    """Fit on everything that may be read, and keep it."""
    lines = (f"{language}: {' '.join(words)}\n" for language, words in common_words(texts))
    (IDEAS / "common.txt").write_text("".join(lines), encoding="utf-8")
    weights = fitted(*shown(texts), steps=steps)
    rows = (f"{name} {' '.join(f'{each:.2f}' for each in row)}\n" for name, row in sorted(weights.items()))
    (IDEAS / "weights.txt").write_text("".join(rows), encoding="utf-8")
    print(f"{len(texts)} texts, {len(weights)} weights written to {IDEAS}")


def judge(texts: Sequence[Labelled], *, folds: int, steps: int) -> None:
    """Print how texts are judged by weights that never saw them."""
    found = [features(each) for each in texts]
    fold = np.random.default_rng(3).integers(0, folds, len(texts))
    judged = np.zeros(len(texts))
    for each in range(folds):
        weights = fitted(*shown([texts[at] for at in np.flatnonzero(fold != each)]), steps=steps)
        for at in np.flatnonzero(fold == each):
            judged[at] = together(alarms(found[at], weights))
    for language in LANGUAGES:
        own = [(label, judged[at] > ALARM) for at, (name, label, _) in enumerate(texts) if name == language]
        noticed = [stops for label, stops in own if label != ORDINARY]
        stopped = [stops for label, stops in own if label == ORDINARY]
        print(
            f"{language}: noticed {sum(noticed)} of {len(noticed)}, stopped {sum(stopped)} of {len(stopped)} ordinary"
        )


def main() -> None:
    """Fit and write, or fit fold by fold and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=150)
    options = parser.parse_args()
    if options.write:
        write(readable(), steps=options.steps)
    else:
        judge(readable(), folds=options.folds, steps=options.steps)


if __name__ == "__main__":
    main()
