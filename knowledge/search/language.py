"""Which language a question is in, learnt from the knowledge's own texts. Pure; knows no language by itself."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from knowledge.search.arrays import Ints, each_once, spans
from knowledge.search.packing import Arrays, packed, unpacked

_WORD = re.compile(r"[^\W\d_]+")
#: Longest run of characters that is counted.
_LONGEST = 4
#: What is seen once more often than it was, everywhere: nothing is impossible in any language.
_SMOOTHING = 0.5
#: Runs of one to four characters and the word overlap: each letter testifies about this many times.
_OVERLAP = _LONGEST + 1
#: Of a character's number.
_CODE_BITS = 21
#: A question tells its language in its first words.
_MOST_CHARACTERS = 400


class LanguageGuesser:
    """Tells the languages of some texts apart, by their words and runs of characters (naive Bayes)."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        """Learn from texts by language; a language without letters is left out."""
        counts = {language: counted for language, many in texts.items() if (counted := _counted(many))}
        known = set().union(*counts.values())
        weights = [_weights(counted, kinds=len(known)) for counted in counts.values()]
        self._keep(
            tuple(counts),
            {
                feature: tuple(
                    weight[counted.get(feature, 0)] for weight, counted in zip(weights, counts.values(), strict=True)
                )
                for feature in sorted(known)
            },
        )

    @classmethod
    def unpacked(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> Self:
        """Return a guesser that was packed.

        Raises:
            KeyError: it is not among the arrays.
        """
        languages, features = (
            unpacked(tuple[str, ...], arrays, f"{name}.{each}") for each in ("languages", "features")
        )
        weights = map(tuple, arrays[f"{name}.weights"].tolist())
        guesser = cls.__new__(cls)
        guesser._keep(languages, dict(zip(features, weights, strict=True)))  # noqa: SLF001 - one of our own
        return guesser

    def packed(self, name: str) -> Arrays:
        """Return what was learnt as arrays whose names begin with a name."""
        weights = np.array(list(self._weights.values()), np.float64).reshape(len(self._weights), len(self._languages))
        parts = {"languages": self._languages, "features": tuple(self._weights), "weights": weights}
        return {key: array for part, thing in parts.items() for key, array in packed(thing, f"{name}.{part}").items()}

    def _keep(self, languages: tuple[str, ...], weights: dict[str, tuple[float, ...]]) -> None:
        self._languages, self._weights = languages, weights
        #: What known words testify together, kept once they were asked for: so never more than the knowledge has words.
        self._told: dict[str, tuple[float, ...]] = {}

    def guess(self, text: str) -> tuple[str, float] | None:
        """Return the likeliest language and its probability; None where there are no letters, or no languages.

        What is in none of the languages says nothing: the probability is then that of a coin.
        """
        found = _words(text[:_MOST_CHARACTERS])
        if not found or not self._languages:
            return None
        sums = [math.fsum(each) for each in zip(*map(self._testimony, found), strict=True)]
        best = max(sums)
        shares = [math.exp((each - best) / _OVERLAP) for each in sums]
        at = shares.index(max(shares))
        return self._languages[at], shares[at] / sum(shares)

    def _testimony(self, word: str) -> tuple[float, ...]:
        """Return what a word and the runs of characters in it say for each language."""
        told = self._told.get(word)
        if told is None:
            nothing = (0.0,) * len(self._languages)
            each_says = (self._weights.get(feature, nothing) for feature in _of_word(word))
            told = tuple(map(math.fsum, zip(*each_says, strict=True)))
            if f"^{word}$" in self._weights:
                self._told[word] = told
        return told


def _weights(counted: Mapping[str, int], *, kinds: int) -> Mapping[int, float]:
    """Return what a feature testifies for a language by how often it is there."""
    total = sum(counted.values()) + _SMOOTHING * kinds
    return {times: math.log((times + _SMOOTHING) / total) for times in {0, *counted.values()}}


def _counted(texts: Iterable[str]) -> dict[str, int]:
    """Count the features of some texts: word by word, since texts say the same words again and again."""
    times = Counter(chain.from_iterable(map(_words, texts)))
    marked = Counter[str]()
    for word, often in times.items():
        marked[_marked(word)] += often
    return dict(marked) | _runs(marked)


def _runs(marked: Mapping[str, int]) -> dict[str, int]:
    """Count the runs of characters in words, in columns: each word's as often as it is there; none is a whole word."""
    text = "".join(marked)
    lengths = np.fromiter(map(len, marked), np.int64, len(marked))
    often = np.fromiter(marked.values(), np.int64, len(marked))
    first = np.cumsum(lengths) - lengths
    # By character; lone surrogates too, since any text may be learnt from.
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    counted: dict[str, int] = {}
    # Of each place in the text, which run begins there.
    run = codes
    for size in range(1, _LONGEST + 1):
        if size > 1:
            run = _numbered(run[:-1] << _CODE_BITS | codes[size - 1 :])
        counts = np.where(lengths > size, lengths - size + 1, 0)
        at = spans(first, counts)
        summed = np.bincount(run[at], np.repeat(often, counts))
        example = np.zeros(len(summed), np.int64)
        example[run[at]] = at
        found = np.flatnonzero(summed)
        names = (text[start : start + size] for start in example[found].tolist())
        counted |= zip(names, summed[found].astype(np.int64).tolist(), strict=True)
    return counted


def _numbered(keys: Ints) -> Ints:
    """Return the place of each key among all of them."""
    return np.searchsorted(each_once(keys), keys)


def _marked(word: str) -> str:
    """Return a word with its ends marked; of a longer one than people write, its beginning."""
    return f"^{word[:30]}$"


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _of_word(word: str) -> Iterator[str]:
    """Yield a word, its ends marked, and the runs of characters in it, accents and all."""
    marked = _marked(word)
    yield marked
    for size in range(1, min(_LONGEST, len(marked) - 1) + 1):
        yield from (marked[at : at + size] for at in range(len(marked) - size + 1))
