"""How close texts are to a question: rare words and character n-grams, and the numbers that must agree.

A text is a vector of its words and of their n-grams, weighted by how few entries have each; closeness is the cosine.
Since a text's vector is the sum of its words' vectors, a question is compared with each known *word* once, and a text
is then worth the sum over its words. That keeps a text as small as its list of words, and a question as cheap as one
pass over them.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.search.text import ALIAS, BESIDE, grams, is_plain

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

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
#: Pairs of text and word that are unfolded into n-grams at a time while building.
CHUNK = 200_000

#: Words that pull less than this part of what the strongest does, or than so many others, are not looked at.
LEAST_PULL, MOST_PULLING = 0.01, 2_000

#: Shares of an entry's strength: its closest phrasing, all its phrasings together, its answer.
BEST, SUPPORT, ANSWER = 0.2, 0.45, 0.35
#: A phrasing nearly equal to the question decides alone: its closeness to this power.
EQUAL_POWER = 10
#: Differences beyond these digits come from the order of additions.
DIGITS = 9


@dataclass(frozen=True, slots=True)
class Lists:
    """Many short lists in one array: list ``i`` is ``values[start[i]:start[i + 1]]``, each value with its weight."""

    start: Ints
    values: Ints
    weights: Floats

    @classmethod
    def of(cls, owner: Ints, values: Ints, weights: Floats, *, count: int) -> Self:
        """Take values sorted by the list that owns them."""
        return cls(np.searchsorted(owner, np.arange(count + 1)), values, weights)

    def take(self, which: Ints) -> tuple[Ints, Ints, Floats]:
        """Return the lists asked for, one after another: position in ``which``, value, weight."""
        lengths = self.start[which + 1] - self.start[which]
        asked = np.repeat(np.arange(len(which)), lengths)
        at = np.arange(len(asked)) + np.repeat(self.start[which] - np.cumsum(lengths) + lengths, lengths)
        return asked, self.values.take(at), self.weights.take(at)

    def turned(self, *, count: int) -> "Lists":
        """Return the same pairs, listed by value."""
        owner = np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))
        order = np.argsort(self.values, kind="stable")
        return Lists.of(self.values[order], owner[order], self.weights[order], count=count)


@dataclass(frozen=True, slots=True)
class Bags:
    """The words of some texts, each word once a text, as three columns sorted by text."""

    #: By text, where its words begin; at the end, how many words there are.
    start: Ints
    text: Ints
    word: Ints
    weight: Floats

    @classmethod
    def of(cls, texts: Iterable[Mapping[int, float]]) -> Self:
        """Take each text as its words with their weights."""
        texts = list(texts)
        start = np.cumsum([0, *map(len, texts)])
        text = np.repeat(np.arange(len(texts)), np.diff(start))
        word = np.fromiter((word for each in texts for word in each), np.int64, len(text))
        weight = np.fromiter((weight for each in texts for weight in each.values()), np.float64, len(text))
        return cls(start, text, word, weight)

    @property
    def count(self) -> int:
        return len(self.start) - 1

    def chunks(self) -> Iterator[slice]:
        """Cut the columns into parts of about ``CHUNK``, never within a text."""
        start = 0
        while start < len(self.text):
            last = self.text[min(start + CHUNK, len(self.text)) - 1]
            end = int(np.searchsorted(self.text, last, side="right"))
            yield slice(start, end)
            start = end

    def unfolded(self, lists: Lists, *, count: int) -> Iterator[tuple[Ints, Ints, Floats]]:
        """Replace each word by its n-grams, each once a text: text, n-gram, weight; a part at a time."""
        for part in self.chunks():
            asked, gram, weight = lists.take(self.word[part])
            pairs, at = np.unique(self.text[part][asked] * count + gram, return_inverse=True)
            yield pairs // count, pairs % count, sums(at, weight * self.weight[part][asked], len(pairs))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every known word, its n-grams, and what they weigh."""

    ids: Mapping[str, int]
    gram_ids: Mapping[str, int]
    #: Of each word as a whole.
    word_weights: Floats
    #: Whether it is a word, not what stands for an alias or a pair.
    plain: Flags
    #: Of each n-gram.
    rarities: Floats
    #: The n-grams of each word, and the words of each n-gram.
    grams: Lists
    words: Lists
    #: Squared length of each word's vector on its own.
    masses: Floats
    #: The rarity of what no entry has.
    unseen: float

    @classmethod
    def of(cls, words: Iterable[str], by_entry: Sequence[Sequence[Mapping[str, float]]], *, entries: int) -> Self:
        """Weigh words by how few entries have them.

        Args:
            words: every word there is, each once.
            by_entry: the words of each entry's phrasings, then those of its answers. What only answers have is
                weighed by how few answers have it.
            entries: how many there are.
        """
        ids = {word: number for number, word in enumerate(words)}
        phrased, answered = (Bags.of({ids[word]: 1.0 for word in text} for text in texts) for texts in by_entry)
        gram_ids, shares = _unfold(ids)
        word_counts = [np.bincount(bags.word, minlength=len(ids)) for bags in (phrased, answered)]
        gram_counts = [_texts_with(bags, shares, count=len(gram_ids)) for bags in (phrased, answered)]
        word_weights = _whole(ids) * rarity(np.where(word_counts[0], *word_counts), entries)
        rarities = rarity(np.where(gram_counts[0], *gram_counts), entries)
        weighed = Lists(shares.start, shares.values, shares.weights * rarities[shares.values])
        owner = np.repeat(np.arange(len(ids)), np.diff(weighed.start))
        masses = word_weights**2 + sums(owner, weighed.weights**2, len(ids))
        unseen = float(rarity(np.zeros(1), entries)[0])
        turned = weighed.turned(count=len(gram_ids))
        plain = np.fromiter(map(is_plain, ids), np.bool_, len(ids))
        return cls(ids, gram_ids, word_weights, plain, rarities, weighed, turned, masses, unseen)

    def lengths(self, bags: Bags) -> Floats:
        """Return the length of each text's vector."""
        whole = (self.word_weights[bags.word] * bags.weight) ** 2
        squares = sums(bags.text, whole, bags.count)
        for text, _, weight in bags.unfolded(self.grams, count=len(self.gram_ids)):
            squares += sums(text, weight**2, bags.count)
        return np.sqrt(squares)

    def numbered(self, words: Mapping[str, float]) -> dict[int, float]:
        """Return the words that are known, by their number."""
        return {self.ids[word]: weight for word, weight in words.items() if word in self.ids}

    def ids_of(self, words: Iterable[str]) -> set[int]:
        """Return the numbers of the words that are known."""
        return {self.ids[word] for word in words if word in self.ids}

    def mass(self, word: str) -> float:
        """Return the squared length of a word's vector."""
        number = self.ids.get(word)
        return self._unknown_mass(word) if number is None else float(self.masses[number])

    def _unknown_mass(self, word: str) -> float:
        known, unseen = self._grams_of_unknown(word)
        return (WORD_WEIGHT * self.unseen) ** 2 + sum(value**2 for value in known.values()) + unseen

    def _grams_of_unknown(self, word: str) -> tuple[dict[int, float], float]:
        """Return the n-grams that are known, weighed, and the squared length of the others."""
        found = grams(word)
        share = _share(len(found))
        known: dict[int, float] = {}
        for gram in found:
            if (number := self.gram_ids.get(gram)) is not None:
                known[number] = known.get(number, 0.0) + share * float(self.rarities[number])
        missing = sum(gram not in self.gram_ids for gram in found)
        return known, missing * (share * self.unseen) ** 2

    def pull(self, known: Mapping[int, float], unknown: Mapping[str, float]) -> Floats:
        """Return what each word adds to the closeness of a text to the question that has these words.

        Unknown words lengthen the question's vector, so they count against every text.
        """
        ids, weights = np.fromiter(known, np.int64), np.fromiter(known.values(), np.float64)
        wanted, squares = self._wanted(ids, weights, unknown)
        which = np.fromiter(wanted, np.int64)
        asked, word, weight = self.words.take(which)
        values = np.fromiter(wanted.values(), np.float64)
        pull = sums(word, weight * values[asked], len(self.ids))
        pull[ids] += self.word_weights[ids] ** 2 * weights
        squares += float(values @ values) + float(((self.word_weights[ids] * weights) ** 2).sum())
        return np.asarray(pull / np.sqrt(squares or 1.0), np.float64)

    def _wanted(self, ids: Ints, weights: Floats, unknown: Mapping[str, float]) -> tuple[dict[int, float], float]:
        """Return the question's n-grams, weighed, and the squared length of what no text can match."""
        wanted: dict[int, float] = {}
        asked, gram, weight = self.grams.take(ids)
        for number, value in zip(gram.tolist(), (weight * weights[asked]).tolist(), strict=True):
            wanted[number] = wanted.get(number, 0.0) + value
        squares = 0.0
        for word, part in unknown.items():
            found, unseen = self._grams_of_unknown(word)
            squares += part**2 * ((WORD_WEIGHT * self.unseen) ** 2 + unseen)
            for number, value in found.items():
                wanted[number] = wanted.get(number, 0.0) + value * part
        return wanted, squares


def strongest_pull(pull: Floats, own: Ints) -> Ints:
    """Return the words that are worth looking at: those of the question, and of all others those that pull most.

    A word that shares a few n-grams with the question moves no text by much, and there are thousands of them.
    """
    found = np.flatnonzero(pull > LEAST_PULL * pull.max(initial=0.0))
    if len(found) > MOST_PULLING:
        found = found[np.argpartition(-pull[found], MOST_PULLING)[:MOST_PULLING]]
    return np.union1d(found, own)


def sums(at: Ints, values: Floats, count: int) -> Floats:
    """Return the sum of the values at each place."""
    return np.asarray(np.bincount(at, values, minlength=count), np.float64)


def rarity(counts: Floats | Ints, entries: int) -> Floats:
    """Return the weight of what so many of the entries have."""
    return np.asarray(np.log1p(entries / (counts + 0.5)) ** RARITY_POWER, np.float64)


def _share(found: int) -> float:
    return min(1.0, MOST_GRAMS / max(found, 1))


def _whole(ids: Iterable[str]) -> Floats:
    return np.array([_weight(word) for word in ids])


def _weight(word: str) -> float:
    if word.startswith(ALIAS):
        return ALIAS_WEIGHT
    return PAIR_WEIGHT if BESIDE in word else WORD_WEIGHT


def _unfold(ids: Iterable[str]) -> tuple[dict[str, int], Lists]:
    """Return the n-grams of words, numbered, and which of them each word has, with their weights before rarity."""
    numbers: dict[str, int] = {}
    words: list[dict[int, float]] = []
    for word in ids:
        found = grams(word)
        share, weights = _share(len(found)), dict[int, float]()
        for gram in found:
            number = numbers.setdefault(gram, len(numbers))
            weights[number] = weights.get(number, 0.0) + share
        words.append(weights)
    bags = Bags.of(words)
    return numbers, Lists.of(bags.text, bags.word, bags.weight, count=len(words))


def _texts_with(bags: Bags, lists: Lists, *, count: int) -> Ints:
    counts = np.zeros(count, np.int64)
    for _, gram, _ in bags.unfolded(lists, count=count):
        counts += np.bincount(gram, minlength=count)
    return counts


@dataclass(frozen=True, slots=True)
class Row:
    """One text of an entry: which entry, and the words with their weights."""

    owner: int
    words: Mapping[str, float]
    language: str | None = None
    #: What the text counts beside others of its owner.
    factor: float = 1.0


def by_owner(rows: Iterable[Row], count: int) -> list[dict[str, float]]:
    """Return the words of each owner's rows together."""
    words: list[dict[str, float]] = [{} for _ in range(count)]
    for row in rows:
        words[row.owner].update(row.words)
    return words


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts that questions are compared with, sorted by owner."""

    owner: Ints
    factor: Floats
    #: By owner, where its texts begin; at the end, how many texts there are.
    start: Ints
    #: The texts in each language.
    languages: Mapping[str | None, Ints]
    #: The words of each text, and the texts of each word.
    words: Lists
    texts: Lists

    @classmethod
    def of(cls, rows: Sequence[Row], vocabulary: Vocabulary, *, owners: int) -> Self:
        """Take rows sorted by owner; each becomes a vector of length one."""
        bags = Bags.of(vocabulary.numbered(row.words) for row in rows)
        lengths = vocabulary.lengths(bags)
        words = Lists(bags.start, bags.word, bags.weight / np.where(lengths, lengths, 1.0)[bags.text])
        languages: dict[str | None, list[int]] = {}
        for number, row in enumerate(rows):
            languages.setdefault(row.language, []).append(number)
        owner = np.array([row.owner for row in rows], np.int64)
        return cls(
            owner,
            np.array([row.factor for row in rows], np.float64),
            np.searchsorted(owner, np.arange(owners + 1)),
            {language: np.array(numbers) for language, numbers in languages.items()},
            words,
            words.turned(count=len(vocabulary.ids)),
        )

    def closeness(self, pull: Floats, pulling: Ints) -> Floats:
        """Return the cosine of each text with the question, from 0 to 1, by the words that are looked at."""
        asked, text, weight = self.texts.take(pulling)
        return sums(text, weight * pull[pulling].take(asked), len(self.owner))

    def preferring(self, language: str | None, other: float) -> Floats:
        """Return what each text counts for a question in a language; without one, or an unknown one, all alike."""
        if language not in self.languages:
            return self.factor
        factor = self.factor * other
        factor[self.languages[language]] = self.factor[self.languages[language]]
        return factor

    def greatest(self, values: Floats) -> Floats:
        """Return the greatest value among each owner's texts; 0 without any."""
        found = np.zeros(len(self.start) - 1)
        np.maximum.at(found, self.owner, values)
        return found

    def of_owner(self, owner: int) -> slice:
        """Return which texts are an owner's."""
        return slice(int(self.start[owner]), int(self.start[owner + 1]))

    def words_of(self, owner: int) -> set[int]:
        """Return the words of an owner's texts."""
        texts = self.of_owner(owner)
        return self._words_between(texts.start, texts.stop)

    def words_in(self, text: int) -> set[int]:
        """Return the words of a text."""
        return self._words_between(text, text + 1)

    def _words_between(self, first: int, last: int) -> set[int]:
        return set(self.words.values[int(self.words.start[first]) : int(self.words.start[last])].tolist())


def strength(best: Floats, support: Floats, answer: Floats) -> Floats:
    """Return how strongly entries match, from 0 to 1; exactly 1 where a phrasing equals the question."""
    best = np.clip(best.round(DIGITS), 0, 1)
    together = BEST * best + SUPPORT * support + ANSWER * answer
    return np.asarray(1 - (1 - together) * (1 - best**EQUAL_POWER), np.float64)


YEAR = re.compile(r"(19|20)\d\d")


class Numbers:
    """Which years and other numbers each entry is about, so that 2011 never passes for 2012, nor 7 for 3.

    An entry is about the numbers of its phrasings; where those have no number of a sort, about those of its answer.
    """

    def __init__(self, phrased: Sequence[Collection[str]], answered: Sequence[Collection[str]]) -> None:
        #: By number, the entries about it; also numbers that only stand in an answer with another subject.
        self._about: dict[str, list[int]] = {}
        #: By sort, whether an entry has a number of its own.
        self._has: dict[bool, Flags] = {is_year: np.zeros(len(phrased), np.bool_) for is_year in (True, False)}
        for entry, (short, long) in enumerate(zip(phrased, answered, strict=True)):
            for is_year in (True, False):
                self._add(entry, numbers(short, is_year=is_year), numbers(long, is_year=is_year), is_year=is_year)

    def _add(self, entry: int, asked: Collection[str], answered: Collection[str], *, is_year: bool) -> None:
        for number in asked or answered:
            self._about.setdefault(number, []).append(entry)
        for number in answered:
            self._about.setdefault(number, [])
        # Answers are full of hours and amounts, which say little of what is asked; their years say much.
        self._has[is_year][entry] = bool(asked or (is_year and answered))

    def contradict(self, question: Collection[str]) -> Flags:
        """Tell which entries cannot be meant.

        A number rules out the entries that are not about it, provided that it is known from another, or that the
        entry has a number of the same sort.
        """
        ruled_out = np.zeros(len(self._has[True]), np.bool_)
        for is_year in (True, False):
            for number in numbers(question, is_year=is_year):
                others = np.ones_like(ruled_out) if number in self._about else self._has[is_year].copy()
                others[self._about.get(number, [])] = False
                ruled_out |= others
        return ruled_out


def numbers(words: Iterable[str], *, is_year: bool) -> list[str]:
    """Return the years, or the other numbers, each once."""
    return [each for each in dict.fromkeys(words) if each.isdecimal() and bool(YEAR.fullmatch(each)) == is_year]
