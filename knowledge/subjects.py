"""What entries are about: seminars, meetings described by shared entries, and everything else. Pure.

People name a meeting by its place and year, and an organisation or a term by its title. Which words of these are names
is learnt from the knowledge: a word in the phrasings of many subjects ("seminar", "recommendations") names none.
"""

import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

import numpy as np

from knowledge.model import Entry, EntryKind, Seminar, in_language
from knowledge.search.arrays import Lists, Numbers32
from knowledge.search.corpus import Corpus
from knowledge.search.text import Aliases, Spelling, words

#: A word that more subjects are asked by, besides those that have it in their title, names none of them.
_MOST_SUBJECTS = 3
#: Nor does one that more entries about seminars are asked by: "conference" is what is said of any of them.
_MOST_ASKED = 2
#: Of letters: shorter words of a place or a title ("of", "la") name nothing.
_SHORTEST = 3
#: Forms of one word share at least so many first letters.
_STEM = 5
#: Stands after everything that a word may go on with.
_LAST = chr(sys.maxunicode)
_YEARS = range(1900, 2100)
_TYPED = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that one entry or several are about."""

    id: str
    #: Whether it is a seminar or a meeting like one: something that was organised, was held, and has participants.
    is_meeting: bool
    #: The entry that introduces it; None for a seminar, and where no entry introduces it.
    head: Entry | None
    #: The seminar, where it is one.
    seminar: Seminar | None = None

    def title(self, language: str) -> str:
        """Return how it is called, in the language asked for or else in one there is."""
        if self.seminar is not None:
            return f"{in_language(self.seminar.title, language)} ({self.where_and_when(language)})"
        return self.head.named(language) if self.head else self.id

    def where_and_when(self, language: str) -> str:
        """Return a seminar's place and year; "" of anything else."""
        return f"{in_language(self.seminar.place, language)}, {self.seminar.start.year}" if self.seminar else ""


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names."""

    #: Ids of the subjects that fit best; several where a name is shared.
    subjects: frozenset[str] = frozenset()
    #: The words that name them, as typed.
    words: frozenset[str] = frozenset()
    #: Whether there is a year in it that none of them has.
    other_year: bool = False


@dataclass(frozen=True, slots=True)
class AskedBy:
    """The words that entries are asked by, in phrasings and titles, and by which entries each is."""

    #: In alphabetical order.
    words: tuple[str, ...]
    #: By word, the places of entries.
    entries: Lists

    @classmethod
    def of(cls, corpus: Corpus) -> Self:
        """Take them from entries that were read before."""
        words, owner, word = corpus.asked_by()
        return cls(words, Lists.of(word, owner, np.ones(len(word)), count=len(words)))

    def place(self, word: str) -> tuple[int, int]:
        """Return where a word begins among the words, and where it ends: at the same place where it is unknown."""
        first = bisect_left(self.words, word)
        return first, first + (first < len(self.words) and self.words[first] == word)

    def alike(self, word: str) -> tuple[int, int]:
        """Return where the forms of a word are: those that begin as it does; a short word has one form."""
        if len(word) < _STEM:
            return self.place(word)
        stem = word[:_STEM]
        return bisect_left(self.words, stem), bisect_left(self.words, f"{stem}{_LAST}")

    def entries_with(self, first: int, end: int) -> Numbers32:
        """Return the places of the entries that are asked by words from one place to another; some may come twice."""
        return self.entries.values[self.entries.start[first] : self.entries.start[end]]


class Subjects:
    """The subjects of some entries, and the words that name them. It never changes."""

    def __init__(self, seminars: Iterable[Seminar], entries: Sequence[Entry], asked: AskedBy | None = None) -> None:
        """Learn subjects and their names.

        Args:
            seminars: each is a subject, whether entries are about it or not.
            entries: those that everyone may find.
            asked: what they are asked by, where that was read before.
        """
        by_id = {each.id: each for each in entries}
        self._entries = tuple(entries)
        self._asked = asked or AskedBy.of(Corpus.of(self._entries, Aliases.of(())))
        self._of: dict[str, Subject] = {
            each.id: Subject(each.id, is_meeting=True, head=None, seminar=each) for each in seminars
        }
        for id_ in dict.fromkeys(each.subject for each in entries):
            if id_ not in self._of:
                head = by_id.get(id_)
                self._of[id_] = Subject(id_, is_meeting=head is not None and head.about == id_, head=head)
        self._names = self._learnt()
        years = {word: subjects for word, subjects in self._names.items() if _is_year(word)}
        self._years_of = {id_: frozenset(word for word in years if id_ in years[word]) for id_ in self._of}
        self._spelling = Spelling(self._names.keys() | set(self._asked.words))
        self._before, self._after = _neighbours(each for each in self._of.values())

    def __getitem__(self, id_: str) -> Subject:
        return self._of[id_]

    def get(self, id_: str | None) -> Subject | None:
        return self._of.get(id_ or "")

    def meetings(self) -> list[str]:
        """Return every seminar, and every meeting like one."""
        return [id_ for id_, each in self._of.items() if each.is_meeting]

    def is_meeting(self, id_: str) -> bool:
        return id_ in self._of and self._of[id_].is_meeting

    def before(self, id_: str) -> str | None:
        """Return the meeting before one in its series; None where none is known."""
        return self._before.get(id_)

    def after(self, id_: str) -> str | None:
        """Return the meeting after one in its series; None where none is known."""
        return self._after.get(id_)

    def asking(self, asked: Iterable[str]) -> frozenset[str]:
        """Return the entries in whose phrasings and titles each of some words stands, in some form."""
        found = [set(self._asked.entries_with(*self._asked.alike(word)).tolist()) for word in asked]
        left = set(range(len(self._entries))).intersection(*found)
        return frozenset(self._entries[each].id for each in left)

    def likely(self, asked: Sequence[str]) -> list[str]:
        """Return words as they are probably meant: a misspelt one as what entries are asked by."""
        return [each.likely for each in self._spelling.read(asked)]

    def called(self, id_: str, language: str) -> tuple[str, str]:
        """Return the names in a subject's title, as people would say them beside a question: "zagreb", "zagreb 2011".

        Without the year, then with it; twice the same where there is none.
        """
        names = [
            each for each in dict.fromkeys(words(self._of[id_].title(language))) if id_ in self._names.get(each, ())
        ]
        return " ".join(each for each in names if not _is_year(each)), " ".join(names)

    def naming(self, asked: Sequence[str]) -> Sequence[frozenset[str]]:
        """Return the subjects that each of some words names, misspelt or not."""
        return [self._names.get(each.likely, frozenset()) for each in self._spelling.read(asked)]

    def named(self, text: str) -> Named:
        """Return the subjects that a text names best. A misspelt name is a name; what is no other word besides."""
        found: dict[str, float] = defaultdict(float)
        naming: dict[str, set[str]] = {}
        years = {each for each in words(text) if _is_year(each)}
        for word in self._spelling.read(words(text)):
            named = self._names.get(word.likely, frozenset())
            for each in named:
                found[each] += 1 / len(named)
                naming.setdefault(each, set()).add(word.typed)
        if years:
            found = {each: weight for each, weight in found.items() if self._allows(each, years)}
        if not found:
            return Named(other_year=bool(years))
        best = max(found.values())
        fitting = [each for each, weight in found.items() if weight > best - 1e-9]
        # "2019" is the meeting of 2019 rather than the comparison of two years.
        subjects = frozenset([each for each in fitting if years and self._years(each) <= years] or fitting)
        return Named(subjects, frozenset().union(*(naming[each] for each in subjects)))

    def _allows(self, id_: str, years: Collection[str]) -> bool:
        """Tell whether a subject has one of some years, or is of no year."""
        own = self._years(id_)
        return not own or not own.isdisjoint(years)

    def _years(self, id_: str) -> frozenset[str]:
        return self._years_of.get(id_, frozenset())

    def _learnt(self) -> Mapping[str, frozenset[str]]:
        """Return the subjects that each word names."""
        places = {word for each in self._of.values() if each.seminar for word in _titled(each)}
        titled = {each.id: frozenset(_titled(each)) for each in self._of.values()}
        about = [each.subject for each in self._entries]
        is_in_folder = [each.subject == each.seminar for each in self._entries]

        @cache
        def asked(word: str) -> tuple[frozenset[str], int]:
            """Return the subjects that a word asks for, and how many entries about seminars."""
            found = self._asked.entries_with(*self._asked.place(word)).tolist()
            return frozenset(about[each] for each in found), sum(is_in_folder[each] for each in found)

        names: dict[str, set[str]] = defaultdict(set)
        for subject in self._of.values():
            for word, is_sure in _names_of(subject):
                if is_sure or word in places or _is_told_apart(word, *asked(word), titled):
                    names[word].add(subject.id)
        return {word: frozenset(subjects) for word, subjects in names.items()}


def _is_told_apart(word: str, subjects: Iterable[str], in_folders: int, titled: Mapping[str, Collection[str]]) -> bool:
    """Tell whether few enough are asked by a word for it to name one of them."""
    others = [each for each in subjects if word not in titled[each]]
    return len(others) <= _MOST_SUBJECTS and in_folders <= _MOST_ASKED


def _asked(entry: Entry) -> Iterator[str]:
    """Yield what an entry is asked by."""
    for texts in entry.phrasings.values():
        yield from texts
    yield from entry.title.values()


def _titled(subject: Subject) -> Iterator[str]:
    """Yield the words that a subject is called by, names or not."""
    titles = [*subject.seminar.place.values(), subject.id] if subject.seminar else []
    if subject.head is not None:
        titles = [*subject.head.title.values()] or [subject.head.named("")]
    for title in titles:
        yield from words(title)


def _names_of(subject: Subject) -> Iterator[tuple[str, bool]]:
    """Yield the words that may name a subject, and whether they do however many others are asked by them."""
    if subject.seminar is not None:
        yield from ((word, True) for word in _titled(subject) if _is_year(word) or _is_long(word))
        days = (subject.seminar.start, subject.seminar.end)
        yield from ((str(day.year), True) for day in days)
    elif subject.head is not None and subject.head.kind is not EntryKind.SMALL_TALK:
        yield from _names_of_meeting(subject.head) if subject.is_meeting else _names_of_thing(subject.head)


def _names_of_thing(head: Entry) -> Iterator[tuple[str, bool]]:
    for title in head.title.values() or [head.named("")]:
        # An acronym is a name, whoever uses it.
        sure = {word for typed in _TYPED.findall(title) if typed.isupper() for word in words(typed)}
        yield from ((word, word in sure) for word in words(title) if _is_long(word))


def _names_of_meeting(head: Entry) -> Iterator[tuple[str, bool]]:
    """Yield years, what the id and a title share, and what has a capital within a title or phrasing.

    The other words of a title ("on labour exploitation") may be what is asked about another meeting.
    """
    titled = {word for title in head.title.values() for word in words(title)}
    yield from ((word, True) for word in titled.union(words(head.id)) if _is_year(word))
    yield from ((word, False) for word in words(head.id) if word in titled and _is_long(word))
    for text in _asked(head):
        yield from ((word, False) for typed in _TYPED.findall(text)[1:] if typed[0].isupper() for word in words(typed))


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == 4 and int(word) in _YEARS  # noqa: PLR2004 - digits of a year


def _is_long(word: str) -> bool:
    return len(word) >= _SHORTEST and not word.isdecimal()


def _neighbours(subjects: Iterable[Subject]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return what comes before and after, each by the other: one side of two may say it for both."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for each in (subject.seminar for subject in subjects if subject.seminar is not None):
        if each.previous is not None:
            before[each.id] = each.previous
            after.setdefault(each.previous, each.id)
        if each.next is not None:
            after[each.id] = each.next
            before.setdefault(each.next, each.id)
    return before, after
