"""From columns of words to everything a question is compared with: what each word weighs, and what tells texts apart.

An entry's words weigh by how few entries have them, so this is done anew whenever the entries are others. It is done
in columns, without looking at a text.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

import numpy as np

from knowledge.model import Entry
from knowledge.search.arrays import (
    Floats,
    Ints,
    Lists,
    Numbers32,
    Weights,
    chunks,
    each_once,
    gathered,
    spans,
    starts,
    sums,
)
from knowledge.search.contrasts import Contrasts
from knowledge.search.corpus import Corpus, Sequences
from knowledge.search.scoring import (
    ALIAS_WEIGHT,
    ANSWER,
    BEST,
    MOST_GRAMS,
    PAIR_WEIGHT,
    SUPPORT,
    WORD_WEIGHT,
    Numbers,
    Texts,
    Vocabulary,
    numbers,
    rarity,
)
from knowledge.search.text import words

#: How much a word gains by standing in many of an entry's phrasings: their number, to this power.
REPEATED_POWER = 0.7
#: Of a character's number, and of the place of two characters among all pairs of them.
_CODE_BITS, _PAIR_BITS = 21, 32
#: So many documents that a question's words find are compared with it, text by text; where there are no more than
#: this, all are. On nine public sets the ten best of 24 are the ten best of all, for every question; of 16, for all but
#: two.
COMPARED = 24


@dataclass(frozen=True, slots=True)
class Weighed:
    """A corpus made ready for questions."""

    vocabulary: Vocabulary
    #: What documents are asked by, all of it together by language, and their answers.
    phrased: Texts
    together: Texts
    answered: Texts
    numbers: Numbers
    contrasts: Contrasts
    #: The documents that each word finds, with what it may add to their strength; None where there are few.
    found_by: Lists | None

    @classmethod
    def of(cls, corpus: Corpus) -> Self:
        """Weigh the words of a corpus by how few entries have them.

        What only answers have is weighed by how few answers have it.
        """
        documents, entries = len(corpus.documents), sum(isinstance(each, Entry) for each in corpus.documents)
        sizes = _Sizes.of(corpus)
        phrased, answered = _bags(corpus.phrased, sizes, is_paired=True), _bags(corpus.answered, sizes)
        together, kept_together = _together(corpus.phrased, phrased, sizes)
        asked, said = (
            _owned(bags, owner, sizes)
            for bags, owner in ((together, kept_together.owner), (answered, corpus.answered.owner))
        )
        vocabulary = _vocabulary(corpus, sizes, asked, said, entries=max(1, entries))
        texts = (
            _texts(phrased, _Kept.of(corpus.phrased), vocabulary, documents),
            _texts(together, kept_together, vocabulary, documents),
            _texts(_damped(answered), _Kept.of(corpus.answered), vocabulary, documents),
        )
        return cls(
            vocabulary,
            *texts,
            numbers=_numbers(corpus, sizes, asked, said),
            contrasts=Contrasts.of(corpus.phrased, asked, words=sizes.plain, size=sizes.all),
            found_by=_found_by(texts, words=sizes.all) if documents > COMPARED else None,
        )


@dataclass(frozen=True, slots=True)
class _Sizes:
    """How words are numbered: plain ones, what stands for groups of aliases, pairs."""

    plain: int
    groups: int
    #: As ``first * plain + second``, in order.
    pairs: Ints

    @classmethod
    def of(cls, corpus: Corpus) -> Self:
        plain = len(corpus.words)
        return cls(plain, corpus.aliases.count, each_once(_side_by_side(corpus.phrased, plain)[1]))

    @property
    def first_pair(self) -> int:
        return self.plain + self.groups

    @property
    def all(self) -> int:
        return self.first_pair + len(self.pairs)


@dataclass(frozen=True, slots=True)
class _Bags:
    """The words of some texts, each word once a text, in the order of texts and words."""

    #: By text, where its words begin; at the end, how many words there are.
    start: Ints
    word: Numbers32
    weight: Weights

    @classmethod
    def of(cls, keys: Ints, weights: Floats, *, texts: int, sizes: _Sizes) -> Self:
        """Take words as ``text * sizes.all + word``, each once, in order."""
        start = np.searchsorted(keys, np.arange(texts + 1) * sizes.all)
        return cls(start, (keys % max(sizes.all, 1)).astype(np.int32), weights.astype(np.float32))

    @property
    def count(self) -> int:
        return len(self.start) - 1

    def texts(self) -> Ints:
        """Return of each word the text it stands in."""
        return np.repeat(np.arange(self.count), np.diff(self.start))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of each text beside its words."""

    owner: Numbers32
    factor: Weights
    language: Numbers32

    @classmethod
    def of(cls, texts: Sequences) -> Self:
        return cls(texts.owner, texts.factor, texts.language)


def _side_by_side(texts: Sequences, plain: int) -> tuple[Ints, Ints]:
    """Return each two words side by side: the text, and the pair."""
    text = texts.texts()
    same = np.flatnonzero(text[1:] == text[:-1])
    return text[same], texts.words[same].astype(np.int64) * plain + texts.words[same + 1]


def _bags(texts: Sequences, sizes: _Sizes, *, is_paired: bool = False) -> _Bags:
    """Return the words of texts with how often they stand there, and what stands for aliases and pairs."""
    keys = [
        texts.texts() * sizes.all + texts.words,
        texts.group_text.astype(np.int64) * sizes.all + sizes.plain + texts.group,
    ]
    weights = [texts.weights, np.ones(len(texts.group), np.float32)]
    if is_paired:
        text, pair = _side_by_side(texts, sizes.plain)
        beside = each_once(text * sizes.all + sizes.first_pair + np.searchsorted(sizes.pairs, pair))
        keys.append(beside)
        weights.append(np.ones(len(beside), np.float32))
    found, summed = gathered(np.concatenate(keys), np.concatenate(weights))
    return _Bags.of(found, summed, texts=texts.count, sizes=sizes)


def _together(texts: Sequences, bags: _Bags, sizes: _Sizes) -> tuple[_Bags, _Kept]:
    """Return the texts of an owner in a language as one, in which a word weighs by how many have it."""
    languages = int(texts.language.max(initial=0)) + 1
    whose = texts.owner.astype(np.int64) * languages + texts.language
    rows = each_once(whose)
    row = np.searchsorted(rows, whose)
    lengths = np.diff(bags.start)
    weights = np.minimum(bags.weight, 1.0) * np.repeat(texts.factor, lengths)
    keys, summed = gathered(np.repeat(row, lengths) * sizes.all + bags.word, weights)
    together = _Bags.of(keys, summed**REPEATED_POWER, texts=len(rows), sizes=sizes)
    owner, language = (rows // languages).astype(np.int32), (rows % languages).astype(np.int32)
    return together, _Kept(owner, np.ones(len(rows), np.float32), language)


def _damped(bags: _Bags) -> _Bags:
    """Return long texts, in which repeating a word adds less and less."""
    often = bags.weight > 1
    weights = np.where(often, 1 + np.log(np.where(often, bags.weight, 1)), bags.weight)
    return _Bags(bags.start, bags.word, weights.astype(np.float32))


def _owned(bags: _Bags, owner: Numbers32, sizes: _Sizes) -> Ints:
    """Return each word of an owner once, as ``owner * sizes.all + word``, in order."""
    return each_once(np.repeat(owner.astype(np.int64), np.diff(bags.start)) * sizes.all + bags.word)


def _vocabulary(corpus: Corpus, sizes: _Sizes, asked: Ints, said: Ints, *, entries: int) -> Vocabulary:
    """Weigh words and n-grams.

    Args:
        corpus: has the words.
        sizes: how they are numbered.
        asked: the words that each document is asked by, as ``_owned`` returns them.
        said: those of its answers.
        entries: how many there are.
    """
    names, shares = _unfold(corpus.words)
    counts = [np.bincount(each % max(sizes.all, 1), minlength=sizes.all) for each in (asked, said)]
    gram_counts = [_owners_with(each, shares, sizes, grams=len(names)) for each in (asked, said)]
    whole = np.repeat([WORD_WEIGHT, ALIAS_WEIGHT, PAIR_WEIGHT], [sizes.plain, sizes.groups, len(sizes.pairs)])
    word_weights = (whole * rarity(np.where(counts[0], *counts), entries)).astype(np.float32)
    rarities = rarity(np.where(gram_counts[0], *gram_counts), entries).astype(np.float32)
    grams_of = Lists(shares.start, shares.values, shares.weights * rarities[shares.values])
    masses = word_weights[: sizes.plain].astype(np.float64) ** 2
    masses += sums(grams_of.owners(), grams_of.weights.astype(np.float64) ** 2, sizes.plain)
    return Vocabulary(
        words=corpus.words,
        grams=names,
        groups=sizes.groups,
        pairs=sizes.pairs,
        word_weights=word_weights,
        rarities=rarities,
        grams_of=grams_of,
        words_of=grams_of.turned(count=len(names)),
        masses=masses.astype(np.float32),
        unseen=float(rarity(np.zeros(1), entries)[0]),
    )


def _unfold(plain: Sequence[str]) -> tuple[tuple[str, ...], Lists]:
    """Return the n-grams of words, and which of them each word has, with their weights before rarity."""
    text = "".join(f"^{word}$" for word in plain)
    lengths = np.fromiter(map(len, plain), np.int64, len(plain)) + 2
    first = np.cumsum(lengths) - lengths
    # By character; lone surrogates too, since any text may be asked by.
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    two = codes[:-1] << _CODE_BITS | codes[1:]
    # Two characters by their place among all such pairs, so that four fit into one number.
    two = np.searchsorted(each_once(two), two)
    names: list[str] = []
    owners, values = [], []
    for size, last in ((3, codes[2:]), (4, two[2:])):
        counts = np.maximum(lengths - size + 1, 0)
        at = spans(first, counts)
        key = two[at] << _PAIR_BITS | last[at]
        known = each_once(key)
        place = np.searchsorted(known, key)
        example = np.zeros(len(known), np.int64)
        example[place] = at
        values.append(len(names) + place)
        owners.append(np.repeat(np.arange(len(plain)), counts))
        names.extend(text[start : start + size] for start in example.tolist())
    owner, value, size = np.concatenate(owners), np.concatenate(values), max(len(names), 1)
    shares = np.minimum(1.0, MOST_GRAMS / np.maximum(2 * lengths - 5, 1))
    keys, weights = gathered(np.asarray(owner * size + value, np.int64), shares[owner])
    return tuple(names), Lists.of(keys // size, keys % size, weights, count=len(plain))


def _owners_with(owned: Ints, shares: Lists, sizes: _Sizes, *, grams: int) -> Ints:
    """Count the owners that have each n-gram.

    Args:
        owned: the words of each owner, as ``_owned`` returns them.
        shares: the n-grams of each plain word.
        sizes: how words are numbered.
        grams: how many n-grams there are.
    """
    counts = np.zeros(grams, np.int64)
    owner, word = owned // max(sizes.all, 1), owned % max(sizes.all, 1)
    owner, word = owner[word < sizes.plain], word[word < sizes.plain]
    for _, part in chunks(starts(owner)):
        asked, gram, _ = shares.take(word[part])
        found = each_once((owner[part][asked] - owner[part.start]) * grams + gram)
        counts += np.bincount(found % grams, minlength=grams)
    return counts


def _texts(bags: _Bags, kept: _Kept, vocabulary: Vocabulary, owners: int) -> Texts:
    """Make each text a vector of length one."""
    lengths = _lengths(bags, vocabulary)
    weights = bags.weight / np.repeat(np.where(lengths, lengths, 1.0), np.diff(bags.start))
    start = np.searchsorted(kept.owner, np.arange(owners + 1))
    words = Lists(bags.start, bags.word, weights.astype(np.float32))
    return Texts(kept.owner, kept.factor, kept.language, start, words)


def _lengths(bags: _Bags, vocabulary: Vocabulary) -> Floats:
    """Return the length of each text's vector."""
    squares = np.zeros(bags.count)
    size = max(len(vocabulary.grams), 1)
    for texts, part in chunks(bags.start):
        count = texts.stop - texts.start
        text = np.repeat(np.arange(count), np.diff(bags.start[texts.start : texts.stop + 1]))
        word, weight = bags.word[part], bags.weight[part].astype(np.float64)
        whole = sums(text, (vocabulary.word_weights[word] * weight) ** 2, count)
        plain = np.flatnonzero(word < vocabulary.plain)
        asked, gram, part_of_word = vocabulary.grams_of.take(word[plain])
        keys, summed = gathered(
            np.asarray(text[plain][asked] * size + gram, np.int64), part_of_word * weight[plain][asked]
        )
        squares[texts] = whole + sums(keys // size, summed**2, count)
    return np.asarray(np.sqrt(squares), np.float64)


def _found_by(texts: Sequence[Texts], *, words: int) -> Lists:
    """Return the owners that each word finds, with what it would add at most to their strength."""
    keys, weights = [], []
    for each, part in zip(texts, (BEST, SUPPORT, ANSWER), strict=True):
        owner = np.repeat(each.owner.astype(np.int64), np.diff(each.words.start))
        key = each.words.values.astype(np.int64) * each.owners + owner
        order = np.argsort(key)
        first = starts(key[order])[:-1]
        keys.append(key[order][first])
        weights.append(part * np.maximum.reduceat(each.words.weights[order], first) if len(first) else np.zeros(0))
    found, summed = gathered(np.concatenate(keys), np.concatenate(weights))
    return Lists.of(found // texts[0].owners, found % texts[0].owners, summed, count=words)


def _numbers(corpus: Corpus, sizes: _Sizes, asked: Ints, said: Ints) -> Numbers:
    """Collect the numbers of each document, those of its aliases and the years of its seminar included."""
    short, long = (_numbers_in(corpus, sizes, each) for each in (asked, said))
    years_of = cache(_years)
    for at, document in enumerate(corpus.documents):
        if years := years_of(document.seminar if isinstance(document, Entry) else None):
            long.setdefault(at, set()).update(years)
    return Numbers.of(short, long, len(corpus.documents))


def _numbers_in(corpus: Corpus, sizes: _Sizes, owned: Ints) -> dict[int, set[str]]:
    """Return the numbers among the words of each owner, as words."""
    meant: Mapping[int, set[str]] = {at: {word} for at, word in enumerate(corpus.words) if word.isdecimal()} | {
        sizes.plain + group: said for group, said in corpus.aliases.numbers().items()
    }
    owner, word = owned // max(sizes.all, 1), owned % max(sizes.all, 1)
    is_telling = np.zeros(sizes.all, np.bool_)
    is_telling[list(meant)] = True
    telling = is_telling[word]
    found: dict[int, set[str]] = defaultdict(set)
    for at, each in zip(owner[telling].tolist(), word[telling].tolist(), strict=True):
        found[at] |= meant[each]
    return dict(found)


def _years(seminar: str | None) -> frozenset[str]:
    """Return the years in the id of an entry's seminar: what is said of it is said of them."""
    return frozenset(numbers(words(seminar or ""), is_year=True))
