"""What a text's very words and letters say, in any language: whole words, pairs of them and runs of letters.

Each has its place in a table of weights, by a hash of its letters; several may share one, which a fit takes as it
comes. What is not known as a word is known by its runs of letters: an inflected, misspelt or transliterated word shares
most of them with its kin.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.hearing import IDEAS, unaccented

#: How many places the table has.
PLACES = 1 << 18
#: The table keeps whole numbers from -127 to 127, so many to one.
PER_UNIT = 16.0
#: Lengths of runs of letters within a word, its bounds counted as letters.
_RUNS = (3, 4, 5)
#: How much a kind of evidence counts in all: words, pairs, then runs of each length.
SHARES = (1.0, 0.7, *(0.7 for _ in _RUNS))
_WORD = re.compile(r"\w{1,30}")
_DIGIT = re.compile(r"\d")
_DOUBLED = re.compile(r"([a-z])\1+")

Places = Sequence[int]


def spelt(text: str) -> Sequence[str]:
    """Return the words of a text in small Latin letters without accents, none doubled; each digit is 0."""
    return _WORD.findall(_DOUBLED.sub(r"\1", _DIGIT.sub("0", unaccented(text))))


def evidence(words: Sequence[str], seen: dict[str, Sequence[Places]]) -> Sequence[Places]:
    """Return the places of what words show, by kind as in `SHARES`.

    Args:
        words: as `spelt` returns them.
        seen: words met before in the same text, which is filled.
    """
    found: list[list[int]] = [[] for _ in SHARES]
    for word in words:
        if word not in seen:
            seen[word] = tuple(_of(word))
        of_one, *runs = seen[word]
        found[0] += of_one
        for kind, places in enumerate(runs, start=2):
            found[kind] += places
    bounded = ("^", *words, "$")
    found[1] = [_place(f"{one} {two}") for one, two in pairwise(bounded)]
    return found


def _of(word: str) -> Iterator[Places]:
    yield (_place(f"={word}"),)
    bounded = f"<{word}>"
    for length in _RUNS:
        yield [_place(bounded[at : at + length]) for at in range(len(bounded) - length + 1)]


def _place(shown: str) -> int:
    return crc32(shown.encode()) % PLACES


@cache
def table() -> NDArray[np.int8]:
    """Return the weights, read once: a row a place, a column for each danger against an ordinary text."""
    found: NDArray[np.int8] = np.load(IDEAS / "spelling.npy", allow_pickle=False)
    return found


def spoken_for(words: Sequence[str], seen: dict[str, Sequence[Places]]) -> Sequence[float]:
    """Return how strongly words speak for each danger, against an ordinary text."""
    sums = np.zeros(table().shape[1])
    for share, places in zip(SHARES, evidence(words, seen), strict=True):
        if places:
            sums += table()[places].sum(0, dtype=np.int64) * (share / (PER_UNIT * len(places) ** 0.5))
    return [float(each) for each in sums]
