"""What a text's very words and letters say, in any language: whole words, pairs of them and runs of letters.

Each has its place in a table of weights, by a hash of its letters; several may share one, which a fit takes as it
comes. What is not known as a word is known by its runs of letters: an inflected, misspelt or transliterated word shares
most of them with its kin.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.hearing import IDEAS, unaccented

#: How many places the table has.
PLACES = 1 << 18
#: The table keeps whole numbers from -127 to 127, so many to one.
PER_UNIT = 16.0
#: Of a whole word (0), and of runs of letters within it, its bounds counted as letters.
_LENGTHS = (0, 3, 4, 5)
#: How much a kind of evidence counts in all: words, pairs, then runs of each length.
SHARES = (1.0, 0.7, 0.7, 0.7, 0.7)
_WORD = re.compile(r"\w{1,30}")
_DIGIT = re.compile(r"\d")
_DOUBLED = re.compile(r"([a-z])\1+")

Places = Sequence[int]
#: A row for a word and for each length of runs: the sums of weights, and of how many.
Sums = NDArray[np.float64]


def spelt(text: str) -> Sequence[str]:
    """Return the words of a text in small Latin letters without accents, none doubled; each digit is 0."""
    return _WORD.findall(_DOUBLED.sub(r"\1", _DIGIT.sub("0", unaccented(text))))


def evidence(words: Sequence[str]) -> Sequence[Places]:
    """Return the places of what words show, by kind as in `SHARES`."""
    by_kind = [[place for word in words for place in _of(word, kind)] for kind in range(len(_LENGTHS))]
    return [by_kind[0], _pairs(words), *by_kind[1:]]


def _of(word: str, kind: int) -> Places:
    """Return the places of a word (kind 0) or of its runs of letters (kinds 1, 2, 3)."""
    if not kind:
        return [_place(f"={word}")]
    bounded, length = f"<{word}>", _LENGTHS[kind]
    return [_place(bounded[at : at + length]) for at in range(len(bounded) - length + 1)]


def _pairs(words: Sequence[str]) -> Places:
    return [_place(f"{one} {two}") for one, two in pairwise(("^", *words, "$"))]


def _place(shown: str) -> int:
    return crc32(shown.encode()) % PLACES


@cache
def table() -> NDArray[np.int8]:
    """Return the weights, read once: a row a place, a column for each danger against an ordinary text."""
    found: NDArray[np.int8] = np.load(IDEAS / "spelling.npy", allow_pickle=False)
    return found


def spoken_for(words: Sequence[str], seen: dict[str, Sums]) -> Sequence[float]:
    """Return how strongly words speak for each danger, against an ordinary text.

    Args:
        words: as `spelt` returns them.
        seen: what was worked out for words met before in the same text, which is filled.
    """
    _learn({each: None for each in words if each not in seen}, seen)
    pairs = _pairs(words)
    of_words = sum((seen[each] for each in words), np.zeros((len(_LENGTHS), table().shape[1] + 1)))
    of_pairs = np.append(table()[pairs].sum(0, dtype=np.int64), len(pairs))
    kinds = np.vstack([of_words[:1], of_pairs, of_words[1:]])
    weighed = np.array(SHARES) / (PER_UNIT * np.sqrt(np.maximum(kinds[:, -1], 1)))
    return [float(each) for each in weighed @ kinds[:, :-1]]


def _learn(words: Iterable[str], seen: dict[str, Sums]) -> None:
    """Look all words up at once: for each kind the sums of its weights, then of how many."""
    new = list(words)
    found = np.zeros((len(new), len(_LENGTHS), table().shape[1] + 1))
    for kind in range(len(_LENGTHS)):
        shown = [_of(word, kind) for word in new]
        rows = [at for at, places in enumerate(shown) if places]
        if rows:
            many = np.array([len(shown[at]) for at in rows])
            weights = table()[list(chain.from_iterable(shown))].astype(np.int32)
            found[rows, kind, :-1] = np.add.reduceat(weights, np.cumsum(many) - many)
            found[rows, kind, -1] = many
    seen.update(zip(new, found, strict=True))
