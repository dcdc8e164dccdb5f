"""How close texts are to a question: rare words and character n-grams, and the numbers that must agree.

A text is a vector of its words and of their n-grams, weighted by how few entries have each; closeness is the cosine.
Since a text's vector is the sum of its words' vectors, a question is compared with each known *word* once, and a text
is then worth the sum over its words. That keeps a text as small as its list of words, and a question as cheap as one
pass over them.

Words are numbered: first the plain ones, then what stands for groups of aliases, then pairs of words side by side.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Self

import numpy as np

from knowledge.search.arrays import Flags, Floats, Ints, Lists, Numbers32, Weights, each_once, spans, sums
from knowledge.search.text import grams

#: A whole word counts as much as this many of its n-grams.
WORD_WEIGHT = 2.0
#: What stands for an alias has no n-grams; this makes it count as a word of eight letters.
ALIAS_WEIGHT = 4.0
#: A pair of words side by side, which has no n-grams either, beside its two words.
PAIR_WEIGHT = 1.0
#: A word's n-grams count in full up to so many (eight letters); those of a longer word share that weight, else one
#: rare long word decides alone.
MOST_GRAMS = 14
#: Tames the weight of rare words: the logarithm of rarity, to this power.
RARITY_POWER = 0.7

#: Words that pull less than this part of what the strongest does, or than so many others, find no entry by themselves.
LEAST_PULL, MOST_PULLING = 0.01, 500
#: Nor do words that would find more than so many entries together with those that pull more.
MOST_FOUND = 50_000

#: Shares of an entry's strength: its closest phrasing, all its phrasings together, its answer.
BEST, SUPPORT, ANSWER = 0.2, 0.45, 0.35
#: A phrasing nearly equal to the question decides alone: its closeness to this power.
EQUAL_POWER = 10
#: Differences beyond these digits come from how weights are held.
DIGITS = 6


@dataclass(frozen=True)
class Vocabulary:
    """Every known word, its n-grams, and what they weigh."""

    words: tuple[str, ...]
    grams: tuple[str, ...]
    groups: int
    #: The pairs, as ``first * len(words) + second``, in order.
    pairs: Ints
    #: Of each word as a whole, and of each n-gram.
    word_weights: Weights
    rarities: Weights
    #: The n-grams of each plain word, and the plain words of each n-gram.
    grams_of: Lists
    words_of: Lists
    #: Squared length of each plain word's vector on its own.
    masses: Weights
    #: The rarity of what no entry has.
    unseen: float

    def __len__(self) -> int:
        return len(self.word_weights)

    @property
    def plain(self) -> int:
        """How many plain words there are: what is numbered below is one."""
        return len(self.words)

    @cached_property
    def ids(self) -> Mapping[str, int]:
        """The plain words by number."""
        return dict(zip(self.words, range(len(self.words)), strict=True))

    @cached_property
    def gram_ids(self) -> Mapping[str, int]:
        return dict(zip(self.grams, range(len(self.grams)), strict=True))

    def group_id(self, group: int) -> int:
        """Return the number of what stands for a group of aliases."""
        return self.plain + group

    def pair_ids(self, text: Sequence[str]) -> list[int]:
        """Return the numbers of the known pairs in a text."""
        ids = [self.ids.get(word, -1) for word in text]
        keys = [one * self.plain + other for one, other in pairwise(ids) if min(one, other) >= 0]
        at = self.pairs.searchsorted(keys)
        first = self.plain + self.groups
        known = zip(at.tolist(), keys, strict=True)
        return [first + each for each, key in known if each < len(self.pairs) and self.pairs[each] == key]

    def ids_of(self, words: Iterable[str]) -> set[int]:
        """Return the numbers of the plain words that are known."""
        return {self.ids[word] for word in words if word in self.ids}

    def mass(self, word: str) -> float:
        """Return the squared length of a plain word's vector."""
        number = self.ids.get(word)
        return self._unknown_mass(word) if number is None else float(self.masses[number])

    def _unknown_mass(self, word: str) -> float:
        known, unseen = self._grams_of_unknown(word)
        return (WORD_WEIGHT * self.unseen) ** 2 + sum(value**2 for value in known.values()) + unseen

    def _grams_of_unknown(self, word: str) -> tuple[dict[int, float], float]:
        """Return the n-grams that are known, weighed, and the squared length of the others."""
        found = grams(word)
        part = share(len(found))
        known: dict[int, float] = {}
        for gram in found:
            if (number := self.gram_ids.get(gram)) is not None:
                known[number] = known.get(number, 0.0) + part * float(self.rarities[number])
        missing = sum(gram not in self.gram_ids for gram in found)
        return known, missing * (part * self.unseen) ** 2

    def pull(self, known: Mapping[int, float], unknown: Mapping[str, float]) -> Floats:
        """Return what each word adds to the closeness of a text to the question that has these words.

        Unknown words lengthen the question's vector, so they count against every text.
        """
        ids, weights = np.fromiter(known, np.int64), np.fromiter(known.values(), np.float64)
        own = ids < self.plain
        wanted, squares = self._wanted(ids[own], weights[own], unknown)
        which = np.fromiter(wanted, np.int64, len(wanted))
        values = np.fromiter(wanted.values(), np.float64, len(wanted))
        asked, word, weight = self.words_of.take(which)
        pull = np.zeros(len(self))
        pull[: self.plain] = sums(word, weight * values[asked], self.plain)
        own_weights = self.word_weights[ids].astype(np.float64)
        pull[ids] += own_weights**2 * weights
        squares += float(values @ values) + float(((own_weights * weights) ** 2).sum())
        pull /= np.sqrt(squares or 1.0)
        return pull

    def _wanted(self, ids: Ints, weights: Floats, unknown: Mapping[str, float]) -> tuple[dict[int, float], float]:
        """Return the question's n-grams, weighed, and the squared length of what no text can match."""
        wanted: dict[int, float] = {}
        asked, gram, weight = self.grams_of.take(ids)
        for number, value in zip(gram.tolist(), (weight * weights[asked]).tolist(), strict=True):
            wanted[number] = wanted.get(number, 0.0) + value
        squares = 0.0
        for word, part in unknown.items():
            found, unseen = self._grams_of_unknown(word)
            squares += part**2 * ((WORD_WEIGHT * self.unseen) ** 2 + unseen)
            for number, value in found.items():
                wanted[number] = wanted.get(number, 0.0) + value * part
        return wanted, squares


def share(found: int) -> float:
    """Return what each n-gram of a word counts, of which there are so many."""
    return min(1.0, MOST_GRAMS / max(found, 1))


def rarity(counts: Floats | Ints, entries: int) -> Floats:
    """Return the weight of what so many of the entries have."""
    return np.asarray(np.log1p(entries / (counts + 0.5)) ** RARITY_POWER, np.float64)


def strongest_pull(pull: Floats, own: Ints) -> Ints:
    """Return the words that find entries, those that pull most first: the question's, and of all others the strongest.

    A word that shares a few n-grams with the question moves no text by much, and there are thousands of them.
    """
    found = np.flatnonzero(pull > LEAST_PULL * pull.max(initial=0.0))
    if len(found) > MOST_PULLING:
        found = found[np.argpartition(-pull[found], MOST_PULLING)[:MOST_PULLING]]
    found = each_once(np.concatenate([found, own]))
    return found[np.argsort(-pull[found], kind="stable")]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts that questions are compared with, sorted by owner; each a vector of length one."""

    owner: Numbers32
    factor: Weights
    language: Numbers32
    #: By owner, where its texts begin; at the end, how many texts there are.
    start: Ints
    #: The words of each text.
    words: Lists

    @property
    def owners(self) -> int:
        return len(self.start) - 1

    def of_owners(self, owners: Ints) -> tuple[Ints, Ints]:
        """Return the texts of some owners, and of each text the place of its owner among these."""
        first = self.start.take(owners)
        lengths = self.start.take(owners + 1) - first
        return spans(first, lengths), np.arange(len(owners)).repeat(lengths)

    def preferring(self, texts: Ints, language: int, other: float) -> Floats:
        """Return what texts count for a question in a language; where none is in it, all alike.

        Args:
            texts: which.
            language: its place among the languages; -1 where it is not known.
            other: what another language counts.
        """
        factor = self.factor.take(texts).astype(np.float64)
        return factor if language < 0 else np.where(self.language.take(texts) == language, factor, factor * other)

    def slice_of(self, owner: int) -> slice:
        """Return which texts are an owner's."""
        return slice(int(self.start[owner]), int(self.start[owner + 1]))

    def words_in(self, text: int) -> set[int]:
        """Return the words of a text."""
        return set(self.words.values[int(self.words.start[text]) : int(self.words.start[text + 1])].tolist())


def greatest(start: Sequence[int], values: Floats) -> Floats:
    """Return the greatest value of each run; 0 where it is empty.

    Args:
        start: where each run begins; at the end, how many values there are.
        values: one run after another.
    """
    first = np.array(start[:-1])
    found = np.zeros(len(first))
    filled = np.diff(start) > 0
    if filled.any():
        found[filled] = np.maximum.reduceat(values, first[filled])
    return found


def strength(best: Floats, support: Floats, answer: Floats) -> Floats:
    """Return how strongly entries match, from 0 to 1; exactly 1 where a phrasing equals the question."""
    best = np.clip(best.round(DIGITS), 0, 1)
    together = BEST * best + SUPPORT * support + ANSWER * answer
    return np.asarray(1 - (1 - together) * (1 - best**EQUAL_POWER), np.float64)


YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Numbers:
    """Which years and other numbers each entry is about, so that 2011 never passes for 2012, nor 7 for 3.

    An entry is about the numbers of its phrasings; where those have no number of a sort, about those of its answer.
    """

    #: As words; and by place the entries about each: none where it only stands in answers with another subject.
    known: tuple[str, ...]
    start: Ints
    entries: Ints
    #: Whether an entry has a year of its own, and whether a number that is no year.
    has_year: Flags
    has_number: Flags

    @classmethod
    def of(cls, phrased: Mapping[int, Collection[str]], answered: Mapping[int, Collection[str]], count: int) -> Self:
        """Take the numbers, as words, that stand in phrasings and in answers, by entry."""
        about: dict[str, list[int]] = {}
        has = {is_year: np.zeros(count, np.bool_) for is_year in (True, False)}
        for entry in sorted(phrased.keys() | answered.keys()):
            for is_year, flags in has.items():
                short, long = (numbers(each.get(entry, ()), is_year=is_year) for each in (phrased, answered))
                for number in long:
                    about.setdefault(number, [])
                for number in short or long:
                    about.setdefault(number, []).append(entry)
                # Answers are full of hours and amounts, which say little of what is asked; their years say much.
                flags[entry] = bool(short or (is_year and long))
        known = tuple(sorted(about))
        start = np.cumsum([0, *(len(about[number]) for number in known)])
        entries = np.array([entry for number in known for entry in about[number]], np.int64)
        return cls(known, start, entries, has[True], has[False])

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {number: at for at, number in enumerate(self.known)}

    def contradict(self, question: Collection[str]) -> Flags:
        """Tell which entries cannot be meant.

        A number rules out the entries that are not about it, provided that it is known from another, or that the
        entry has a number of the same sort.
        """
        ruled_out = np.zeros(len(self.has_year), np.bool_)
        for is_year, has in ((True, self.has_year), (False, self.has_number)):
            for number in numbers(question, is_year=is_year):
                at = self._places.get(number)
                if at is None:
                    ruled_out |= has
                else:
                    others = np.ones_like(ruled_out)
                    others[self.entries[self.start[at] : self.start[at + 1]]] = False
                    ruled_out |= others
        return ruled_out


def numbers(words: Iterable[str], *, is_year: bool) -> list[str]:
    """Return the years, or the other numbers, each once."""
    return [each for each in dict.fromkeys(words) if each.isdecimal() and bool(YEAR.fullmatch(each)) == is_year]
