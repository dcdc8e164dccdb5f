"""Entries as columns of numbered words: what has been read once need not be read again. Pure.

Reading a text, cutting it into words and numbering them, is the slow part of making entries ready for questions, and
the part that does not depend on the other entries. So it is kept: an index of some of the entries, or of entries of
which one was changed, is weighed anew from columns and reads no more than what is new. The words are numbered in
their alphabetical order, so the columns are the same whichever way they came to be.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Self

import numpy as np

from knowledge.model import Entry
from knowledge.search.arrays import Flags, Ints, Numbers32, Weights, each_once, spans
from knowledge.search.text import ALIASED, Aliases, words

#: What a phrasing counts, a title, a keyword.
PHRASING, TITLE, KEYWORD = 1.0, 0.9, 0.7
#: Documents that are read between two reports of progress.
_REPORTED = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of a document that an installation was given, to be quoted where no entry answers."""

    id: str
    text: str
    #: Of the document.
    title: str = ""
    url: str | None = None
    language: str | None = None


Readable = Entry | Passage
#: A language, a factor and a text.
Told = tuple[str | None, float, str]


@dataclass(frozen=True, slots=True)
class Sequences:
    """Texts as the words they are made of, in order; sorted by owner."""

    #: Of each text: its owner, what it counts, and the place of its language among the corpus's.
    owner: Numbers32
    factor: Weights
    language: Numbers32
    #: Where each text begins; at the end, how many words there are.
    start: Ints
    #: The number of each word, and what it counts: less where it is part of an alias.
    words: Numbers32
    weights: Weights
    #: The groups of aliases that have a term in a text: text, group; sorted by text.
    group_text: Numbers32
    group: Numbers32

    @property
    def count(self) -> int:
        return len(self.owner)

    def texts(self) -> Ints:
        """Return of each word the text it stands in."""
        return np.repeat(np.arange(self.count), np.diff(self.start))

    def of_owners(self, owners: Ints) -> "Sequences":
        """Return the texts of some owners, in the order asked for; the owners are numbered anew."""
        first, end = np.searchsorted(self.owner, owners), np.searchsorted(self.owner, owners, side="right")
        texts = spans(first, end - first)
        lengths = np.diff(self.start)[texts]
        at = spans(self.start[texts], lengths)
        group_first, group_end = np.searchsorted(self.group_text, texts), np.searchsorted(self.group_text, texts + 1)
        groups = spans(group_first, group_end - group_first)
        return Sequences(
            np.repeat(np.arange(len(owners), dtype=np.int32), end - first),
            self.factor[texts],
            self.language[texts],
            np.cumsum(np.r_[0, lengths]),
            self.words[at],
            self.weights[at],
            np.repeat(np.arange(len(texts), dtype=np.int32), group_end - group_first),
            self.group[groups],
        )

    def followed_by(self, other: "Sequences", *, owners: int) -> "Sequences":
        """Return these texts and others after them, whose owners are numbered from ``owners`` on."""
        return Sequences(
            np.concatenate([self.owner, other.owner + np.int32(owners)]),
            np.concatenate([self.factor, other.factor]),
            np.concatenate([self.language, other.language]),
            np.concatenate([self.start, other.start[1:] + self.start[-1]]),
            np.concatenate([self.words, other.words]),
            np.concatenate([self.weights, other.weights]),
            np.concatenate([self.group_text, other.group_text + np.int32(self.count)]),
            np.concatenate([self.group, other.group]),
        )

    def renumbered(self, words: Numbers32, languages: Numbers32) -> "Sequences":
        """Return the same with each number of a word or a language replaced by what stands in its place."""
        columns = {name: getattr(self, name) for name in self.__slots__}
        return Sequences(**columns | {"words": words[self.words], "language": languages[self.language]})


@dataclass(frozen=True)
class Corpus:
    """Documents, entries first, and their words. It never changes."""

    documents: tuple[Readable, ...]
    aliases: Aliases
    #: Every word of a text or an alias, in alphabetical order.
    words: tuple[str, ...]
    #: "" where none is known.
    languages: tuple[str, ...]
    #: What a document is asked by, its phrasings first; and what it answers.
    phrased: Sequences
    answered: Sequences

    @classmethod
    def of(
        cls, documents: Iterable[Readable], aliases: Aliases, *, progress: Callable[[int], object] = lambda _: None
    ) -> Self:
        """Read documents.

        Args:
            documents: entries, then passages.
            aliases: groups of terms that mean the same.
            progress: told now and then how many documents more were read.
        """
        documents, reader = tuple(documents), _Reader(aliases)
        phrased, answered = reader.read(documents, _phrased, progress), reader.read(documents, _answered)
        return cls(documents, aliases, tuple(reader.words), tuple(reader.languages), phrased, answered).sorted()

    def renewed(self, documents: Iterable[Readable]) -> Self:
        """Return the corpus of other documents, of which those that are known are not read again."""
        documents = tuple(documents)
        places = {_key(each): at for at, each in enumerate(self.documents)}
        found = [self._kept_at(places.get(_key(each)), each) for each in documents]
        new = tuple(each for each, at in zip(documents, found, strict=True) if at is None)
        reader, end = _Reader(self.aliases, self.words, self.languages), len(self.documents)
        after = count(end)
        order = np.array([next(after) if at is None else at for at in found], np.int64)
        phrased = self.phrased.followed_by(reader.read(new, _phrased), owners=end).of_owners(order)
        answered = self.answered.followed_by(reader.read(new, _answered), owners=end).of_owners(order)
        words, languages = tuple(reader.words), tuple(reader.languages)
        return type(self)(documents, self.aliases, words, languages, phrased, answered).sorted()

    def _kept_at(self, at: int | None, document: Readable) -> int | None:
        """Return where a document stands, unless it was changed."""
        if at is None:
            return None
        known = self.documents[at]
        return at if known is document or known == document else None

    def only(self, which: Flags) -> Self:
        """Return the corpus of some of the documents."""
        owners = np.flatnonzero(which)
        return type(self)(
            tuple(self.documents[at] for at in owners.tolist()),
            self.aliases,
            self.words,
            self.languages,
            self.phrased.of_owners(owners),
            self.answered.of_owners(owners),
        ).sorted()

    def asked_by(self) -> tuple[tuple[str, ...], Ints, Ints]:
        """Return the words in phrasings and titles, in order, and in pairs the document and the word, by word."""
        texts = self.phrased
        told = np.flatnonzero(texts.factor[texts.texts()] > KEYWORD)
        word, owner = texts.words[told].astype(np.int64), texts.owner[texts.texts()[told]]
        count = max(len(self.documents), 1)
        pairs = each_once(word * count + owner)
        found, place = np.unique(pairs // count, return_inverse=True)
        return tuple(self.words[at] for at in found.tolist()), pairs % count, place

    def sorted(self) -> Self:
        """Return the same without words and languages that nothing has, the others in alphabetical order."""
        of_aliases = set(self.aliases.words())
        in_aliases = np.fromiter(map(of_aliases.__contains__, self.words), np.bool_, len(self.words))
        words, new_words = _sorted(self.words, self.phrased.words, self.answered.words, np.flatnonzero(in_aliases))
        languages, new_languages = _sorted(self.languages, self.phrased.language, self.answered.language)
        phrased, answered = (each.renumbered(new_words, new_languages) for each in (self.phrased, self.answered))
        return type(self)(self.documents, self.aliases, words, languages, phrased, answered)


def _sorted(names: Sequence[str], *used: Numbers32 | Ints) -> tuple[tuple[str, ...], Numbers32]:
    """Return the names that are used, in order, and the place there of each name."""
    is_used = np.zeros(len(names), np.bool_)
    for each in used:
        is_used[each] = True
    left = sorted(np.flatnonzero(is_used).tolist(), key=names.__getitem__)
    places = np.zeros(len(names), np.int32)
    places[left] = np.arange(len(left), dtype=np.int32)
    return tuple(names[at] for at in left), places


def _key(document: Readable) -> tuple[bool, str]:
    return isinstance(document, Passage), document.id


class _Reader:
    """Cuts texts into words and numbers these, new ones after those that are known."""

    def __init__(self, aliases: Aliases, words: Sequence[str] = (), languages: Sequence[str] = ()) -> None:
        self.words, self.languages = _numbering(words), _numbering(languages)
        self._aliases = aliases
        for word in aliases.words():
            self.words[word]

    def read(
        self,
        documents: Sequence[Readable],
        texts: Callable[[Readable], Iterator[Told]],
        progress: Callable[[int], object] = lambda _: None,
    ) -> Sequences:
        owners, factors, languages, lengths = array("i"), array("f"), array("i"), array("q", [0])
        found, aliased, group_texts, groups = array("i"), array("q"), array("i"), array("i")
        number, place = self.words.__getitem__, self.languages.__getitem__
        terms = self._aliases.terms.keys()
        for owner, document in enumerate(documents):
            for language, factor, text in texts(document):
                typed = words(text)
                if not terms.isdisjoint(typed):
                    for span, of_span in self._aliases.groups_in(typed):
                        aliased.extend(len(found) + at for at in span)
                        group_texts.extend([len(owners)] * len(of_span))
                        groups.extend(of_span)
                owners.append(owner)
                factors.append(factor)
                languages.append(place(language or ""))
                lengths.append(len(typed))
                found.extend(map(number, typed))
            if owner % _REPORTED == _REPORTED - 1:
                progress(_REPORTED)
        progress(len(documents) % _REPORTED)
        weights = np.ones(len(found), np.float32)
        weights[_held(aliased, np.int64)] = ALIASED
        return Sequences(
            _held(owners, np.int32),
            _held(factors, np.float32),
            _held(languages, np.int32),
            np.cumsum(_held(lengths, np.int64)),
            _held(found, np.int32),
            weights,
            _held(group_texts, np.int32),
            _held(groups, np.int32),
        )


def _numbering(known: Iterable[Any]) -> defaultdict[Any, int]:
    """Return a dictionary that numbers what is asked for and not yet in it."""
    found: defaultdict[Any, int] = defaultdict(None, zip(known, count(), strict=False))
    found.default_factory = count(len(found)).__next__
    return found


def _held(values: "array[Any]", sort: type[Any]) -> Any:
    return np.frombuffer(values, sort).copy() if len(values) else np.zeros(0, sort)


def _phrased(document: Readable) -> Iterator[Told]:
    """Return what an entry is asked by, as language, weight and text: its phrasings first."""
    if isinstance(document, Passage):
        return
    for language, texts in document.phrasings.items():
        yield from ((language, PHRASING, text) for text in texts)
    for language, title in document.title.items():
        yield language, TITLE, title
    for language, texts in document.keywords.items():
        yield from ((language, KEYWORD, text) for text in texts)


def _answered(document: Readable) -> Iterator[Told]:
    if isinstance(document, Passage):
        yield document.language, 1.0, f"{document.title}\n{document.text}"
    else:
        yield from ((language, 1.0, text) for language, text in document.answer.items())
