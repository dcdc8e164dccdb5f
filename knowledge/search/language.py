"""Which language a question is in, learnt from the knowledge's own texts. Pure; knows no language by itself."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from knowledge.search.packing import Arrays, packed, unpacked

_WORD = re.compile(r"[^\W\d_]+")
#: Longest run of characters that is counted.
_LONGEST = 4
#: What is seen once more often than it was, everywhere: nothing is impossible in any language.
_SMOOTHING = 0.5
#: Runs of one to four characters and the word overlap: each letter testifies about this many times.
_OVERLAP = _LONGEST + 1
#: A question tells its language in its first words.
_MOST_CHARACTERS = 400


class LanguageGuesser:
    """Tells the languages of some texts apart, by their words and runs of characters (naive Bayes)."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        """Learn from texts by language; a language without letters is left out."""
        counts = {language: counted for language, many in texts.items() if (counted := _counted(many))}
        known = set().union(*counts.values())
        totals = {language: counted.total() + _SMOOTHING * len(known) for language, counted in counts.items()}
        self._keep(
            tuple(counts),
            {
                feature: tuple(math.log((counts[each][feature] + _SMOOTHING) / totals[each]) for each in counts)
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


def _counted(texts: Iterable[str]) -> Counter[str]:
    """Count the features of some texts: word by word, since texts say the same words again and again."""
    counted: Counter[str] = Counter()
    for word, times in Counter(word for text in texts for word in _words(text)).items():
        for feature in _of_word(word):
            counted[feature] += times
    return counted


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _of_word(word: str) -> Iterator[str]:
    """Yield a word, its ends marked, and the runs of characters in it, accents and all."""
    marked = f"^{word[:30]}$"
    yield marked
    for size in range(1, min(_LONGEST, len(marked) - 1) + 1):
        yield from (marked[at : at + size] for at in range(len(marked) - size + 1))
