"""Words that tell alike phrasings of different entries apart, learnt from the phrasings themselves.

"When was it held?" and "Where was it held?" differ in one word, and belong to different entries: so in this knowledge
*where* is never a way of saying *when*, though everything else agrees. Such a pair of words is a contrast; so is a word
that one phrasing has beside all words of another ("Where was the *Zagreb* seminar?"). No language has to be known.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import Self

import numpy as np

from knowledge.search.scoring import Bags, Ints

#: Stands for no word at all, in the place of what a shorter phrasing lacks.
NOTHING = -1
#: Fewer words than this say too little to learn from what differs.
FEWEST_WORDS = 2
#: A frame that more than so many phrasings share ("what is ...") is left out: its pairs would be many, and no surprise.
MOST_ALIKE = 64
#: Where there are few phrasings that differ in one word: as in public question sets, where hardly one tells.
PRIOR_APART, PRIOR = 4, 80


@dataclass(frozen=True, slots=True)
class Contrasts:
    """Pairs of words, by number: what a question has, and what the phrasing has in its place."""

    pairs: frozenset[tuple[int, int]]
    #: How often one word makes the difference: of phrasings that differ in one, the share that asks for another entry.
    telling: float

    @classmethod
    def of(cls, texts: Bags, owner: Ints, own: Callable[[int], Collection[int]]) -> Self:
        """Learn from phrasings.

        Args:
            texts: the words of each phrasing.
            owner: the entry of each phrasing.
            own: returns all words that an entry is asked by.
        """
        alike = list(_Alike.of(texts, owner).differences())
        found = cache(own)
        pairs = frozenset(
            (word, instead)
            for entry, word, other, instead in alike
            if entry != other and word != NOTHING and word not in found(other)
        )
        apart = sum(entry != other for entry, _, other, _ in alike)
        return cls(pairs, (PRIOR_APART + apart) / (PRIOR + len(alike)))

    def between(self, asked: Collection[int], instead: Collection[int]) -> bool:
        """Tell whether what a question asks besides what an entry has contrasts with what a phrasing has instead.

        Args:
            asked: words of the question that the entry has nowhere.
            instead: words of its closest phrasing that the question lacks.
        """
        return any((each, other) in self.pairs for each in asked for other in instead or (NOTHING,))


@dataclass(frozen=True, slots=True)
class _Alike:
    """Phrasings less one word, and whole, those of one content beside each other."""

    #: Equal for equal contents.
    content: Ints
    entry: Ints
    #: The word left out, or ``NOTHING``.
    word: Ints

    @classmethod
    def of(cls, texts: Bags, owner: Ints) -> Self:
        # A number for each word, such that equal sums mean equal words. Sums wrap, which does no harm.
        marks = np.random.default_rng(0).integers(-(2**63), 2**63 - 1, int(texts.word.max(initial=0)) + 1)
        whole = np.zeros(texts.count, np.int64)
        np.add.at(whole, texts.text, marks[texts.word])
        long = np.diff(texts.start)[texts.text] >= FEWEST_WORDS
        text, word = texts.text[long], texts.word[long]
        return cls._grouped(
            np.concatenate([whole[text] - marks[word], whole]),
            np.concatenate([owner[text], owner]),
            np.concatenate([word, np.full(texts.count, NOTHING)]),
        )

    @classmethod
    def _grouped(cls, content: Ints, entry: Ints, word: Ints) -> Self:
        order = np.argsort(content, kind="stable")
        content, entry, word = content[order], entry[order], word[order]
        # Beside an equal one, before or after: the first and the last have one neighbour.
        shared = np.zeros(len(content), np.bool_)
        same = np.flatnonzero(content[1:] == content[:-1])
        shared[same] = shared[same + 1] = True
        return cls(content[shared], entry[shared], word[shared])

    def differences(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield each two phrasings that differ in one word: entry and word of the one, entry and word of the other."""
        for group in np.split(np.arange(len(self.content)), np.flatnonzero(np.diff(self.content)) + 1):
            said = dict.fromkeys(zip(self.entry[group].tolist(), self.word[group].tolist(), strict=True))
            if len(said) <= MOST_ALIKE:
                yield from ((*one, *other) for one, other in permutations(said, 2) if one[1] != other[1])
