"""Words that tell alike phrasings of different entries apart, learnt from the phrasings themselves.

"When was it held?" and "Where was it held?" differ in one word, and belong to different entries: so in this knowledge
*where* is never a way of saying *when*, though everything else agrees. Such a pair of words is a contrast; so is a word
that one phrasing has beside all words of another ("Where was the *Zagreb* seminar?"). No language has to be known.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

import numpy as np

from knowledge.search.arrays import Flags, Ints, each_once, spans, starts
from knowledge.search.corpus import PHRASING, Sequences

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

    #: As ``word * (words + 1) + instead + 1``, in order.
    pairs: Ints
    words: int
    #: How often one word makes the difference: of phrasings that differ in one, the share that asks for another entry.
    telling: float

    @classmethod
    def of(cls, texts: Sequences, own: Ints, *, words: int, size: int) -> Self:
        """Learn from phrasings.

        Args:
            texts: what entries are asked by.
            own: the words that each entry is asked by, as ``entry * size + word``, in order.
            words: how many words there are.
            size: how many words there are, what stands for aliases and pairs included.
        """
        alike = _Alike.of(texts)
        one, other = alike.differences()
        entry, word = alike.entry[one], alike.word[one]
        rival, instead = alike.entry[other], alike.word[other]
        apart = entry != rival
        taught = np.flatnonzero(apart & (word != NOTHING))
        taught = taught[~_holds(own, rival[taught] * size + word[taught])]
        pairs = each_once(word[taught] * (words + 1) + instead[taught] + 1)
        return cls(pairs, words, (PRIOR_APART + int(apart.sum())) / (PRIOR + len(one)))

    def between(self, asked: Collection[int], instead: Collection[int]) -> bool:
        """Tell whether what a question asks besides what an entry has contrasts with what a phrasing has instead.

        Args:
            asked: words of the question that the entry has nowhere.
            instead: words of its closest phrasing that the question lacks.
        """
        keys = [each * (self.words + 1) + other + 1 for each in asked for other in instead or (NOTHING,)]
        return bool(_holds(self.pairs, np.array(keys, np.int64)).any())


def _holds(among: Ints, keys: Ints) -> Flags:
    """Tell which keys are among others, which are in order."""
    if not len(among):
        return np.zeros(len(keys), np.bool_)
    return np.asarray(among.take(among.searchsorted(keys), mode="clip") == keys, np.bool_)


@dataclass(frozen=True, slots=True)
class _Alike:
    """Phrasings less one word, and whole, those of one content beside each other."""

    #: Equal for equal contents.
    content: Ints
    entry: Ints
    #: The word left out, or ``NOTHING``.
    word: Ints

    @classmethod
    def of(cls, texts: Sequences) -> Self:
        is_phrasing = texts.factor == PHRASING
        # Each word once a text.
        words = int(texts.words.max(initial=0)) + 1
        at = texts.texts()
        keys = each_once((at * words + texts.words)[is_phrasing[at]])
        text, word = keys // words, keys % words
        # A number for each word, such that equal sums mean equal words. Sums wrap, which does no harm.
        marks = np.random.default_rng(0).integers(-(2**63), 2**63 - 1, words)
        whole, counts = np.zeros(texts.count, np.int64), np.bincount(text, minlength=texts.count)
        np.add.at(whole, text, marks[word])
        owner = texts.owner.astype(np.int64)
        long = counts[text] >= FEWEST_WORDS
        text, word, phrasings = text[long], word[long], np.flatnonzero(is_phrasing)
        return cls._grouped(
            np.concatenate([whole[text] - marks[word], whole[phrasings]]),
            np.concatenate([owner[text], owner[phrasings]]),
            np.concatenate([word, np.full(len(phrasings), NOTHING)]),
        )

    @classmethod
    def _grouped(cls, content: Ints, entry: Ints, word: Ints) -> Self:
        order = np.lexsort((word, entry, content))
        content, entry, word = content[order], entry[order], word[order]
        # Each once; then those that have company, before or after: the first and the last have one neighbour.
        new = np.r_[True, (content[1:] != content[:-1]) | (entry[1:] != entry[:-1]) | (word[1:] != word[:-1])]
        content, entry, word = content[new[: len(content)]], entry[new[: len(entry)]], word[new[: len(word)]]
        shared = np.zeros(len(content), np.bool_)
        same = np.flatnonzero(content[1:] == content[:-1])
        shared[same] = shared[same + 1] = True
        return cls(content[shared], entry[shared], word[shared])

    def differences(self) -> tuple[Ints, Ints]:
        """Return the places of each two phrasings that differ in one word: the one, the other; both ways."""
        if not len(self.content):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        start = starts(self.content)
        start, sizes = start[:-1], np.diff(start)
        few = sizes <= MOST_ALIKE
        start, sizes = start[few], sizes[few]
        one = np.repeat(spans(start, sizes), np.repeat(sizes, sizes))
        other = spans(np.repeat(start, sizes), np.repeat(sizes, sizes))
        differ = self.word[one] != self.word[other]
        return one[differ], other[differ]
