"""Find the entries closest to a question, with the probability that they answer it. Pure: no files, no clock, no Slack.

Every phrasing of every entry is compared, in all languages at once. An entry is worth its closest phrasing, all its
phrasings together and its answer: people who ask the same thing share words with several phrasings, and name things
that only the answer mentions.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import chain
from math import log
from typing import Self

import numpy as np

from knowledge.model import Entry
from knowledge.search.confidence import OWN, Evidence, confidence
from knowledge.search.contrasts import Contrasts
from knowledge.search.encoding import FEWEST_TEXTS, SURE, Encoder, Meanings, Similarity, Vectors
from knowledge.search.scoring import (
    DIGITS,
    Bags,
    Flags,
    Floats,
    Ints,
    Numbers,
    Row,
    Texts,
    Vocabulary,
    by_owner,
    numbers,
    strength,
    strongest_pull,
)
from knowledge.search.text import ALIASED, MOST_WORDS, Aliases, Spelling, Spelt, is_plain, pairs, respelt, words

#: What a phrasing counts, a title, a keyword.
PHRASING, TITLE, KEYWORD = 1.0, 0.9, 0.7
#: How much a word gains by standing in many of an entry's phrasings: their number, to this power.
REPEATED_POWER = 0.7
#: How much nearness counts when known words stand in for a misspelt one, beside it: to this power.
NEARNESS_POWER = 4
#: How much of a misspelt word's weight is held against the whole question; of an unknown word's, all.
STRANGE = 0.6
#: How far the share of the question that is familiar brings down all scores: to this power.
FAMILIAR_POWER = 0.35
#: What support in another language than the asker's counts: enough to decide between equals.
OTHER_LANGUAGE = 0.95
#: What is left of the strength of an entry that is about another number.
OTHER_NUMBER = 0.95
#: So many of the strongest entries are looked at for contrasts.
CONTRASTED = 8
#: Of 1; what is weaker has nothing to do with the question.
WEAKEST = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of a document that an installation was given, to be quoted where no entry answers."""

    id: str
    text: str
    #: Of the document.
    title: str = ""
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, or a passage, that may answer a question."""

    #: None where a passage matched.
    entry: Entry | None
    #: The entry's phrasing closest to the question; empty where it has none.
    phrasing: str
    #: Closeness from 0 to 100; 100 where a phrasing equals the question.
    score: float
    #: Probability from 0 to 1 that this answers the question.
    confidence: float
    passage: Passage | None = None
    #: What the confidence is made of.
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class _Question:
    words: Sequence[Spelt]
    #: By place: how much the word weighs, and the words of the vocabulary that cover it, for an alias its group.
    masses: Sequence[float]
    covering: Sequence[set[int]]
    #: What the words weigh together.
    mass: float
    #: What each word of the vocabulary adds to a text's closeness, and the words that are looked at.
    pull: Floats
    pulling: Ints
    #: The language it is in, where that is known.
    language: str | None

    @property
    def familiar(self) -> float:
        """Return the share of the question's weight that is known, a part of what is misspelt taken off."""
        pairs = zip(self.words, self.masses, strict=True)
        strange = sum(mass * (STRANGE if word.known else 1.0) for word, mass in pairs if not word.is_known)
        return max(0.0, 1 - strange / self.mass)

    def found_in(self, text: set[int]) -> list[float]:
        """Return the weights of the words that stand in a text."""
        return [mass for mass, ids in zip(self.masses, self.covering, strict=True) if ids & text]

    def share_in(self, text: set[int]) -> float:
        """Return the share of the question's weight that stands in a text."""
        return sum(self.found_in(text)) / self.mass

    def concentration_in(self, text: set[int]) -> float:
        """Return the share of the heaviest word in what stands in a text; 1 where nothing does."""
        found = self.found_in(text)
        return max(found) / sum(found) if found else 1.0


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A question against everything there is."""

    question: _Question
    #: Of each phrasing, title and keyword.
    closeness: Floats
    #: Of each entry and passage.
    strengths: Floats
    #: Whether an entry is about another number than the question's.
    contradicted: Flags
    #: The strongest entries: two of all, and two of those that are not contradicted.
    leaders: Collection[int]
    #: In meaning; None where meanings are not compared.
    similarity: Similarity | None = None
    #: The entry that words alone would have; None where they are not sure enough of any.
    own: int | None = None

    def margin(self, number: int) -> float:
        """Return how much stronger a match is than the best other entry.

        A weaker entry about another number is no rival: nobody would take it for an answer.
        """
        own = float(self.strengths[number])
        others = ((float(self.strengths[each]), each) for each in self.leaders if each != number)
        return own - max((other for other, each in others if other > own or not self.contradicted[each]), default=0.0)


class Index:
    """Entries made ready for questions. It never changes: threads may share it, and it can be pickled."""

    def __init__(
        self,
        entries: Iterable[Entry],
        *,
        aliases: Iterable[Iterable[str]] = (),
        passages: Iterable[Passage] = (),
    ) -> None:
        """Make entries and passages ready.

        Args:
            entries: their order decides between equals.
            aliases: groups of terms, of one word or several, that mean the same.
            passages: found too, with less confidence.
        """
        self._entries = tuple(entries)
        self._documents: tuple[Entry | Passage, ...] = (*self._entries, *passages)
        self._aliases = Aliases.of(aliases)
        phrased, answered = self._rows(_phrased, paired=True), self._rows(_answered)
        known = dict.fromkeys(chain(self._aliases.words(), *(row.words for row in (*phrased, *answered))))
        owned = [by_owner(rows, len(self._documents)) for rows in (phrased, answered)]
        self._spelling = Spelling(known)
        self._numbers = self._numbers_of(*owned)
        self._vocabulary = Vocabulary.of(known, owned, entries=max(1, len(self._entries)))
        self._phrased, self._together, self._answered = (
            Texts.of(rows, self._vocabulary, owners=len(self._documents))
            for rows in (phrased, list(_together(phrased)), [_damped(row) for row in answered])
        )
        self._contrasts = self._contrasts_in([row for row in phrased if row.factor == PHRASING])
        self._meanings: Meanings | None = None

    @property
    def meant(self) -> list[str]:
        """The texts whose meanings can be compared, in the order in which ``with_meanings`` takes them."""
        return [text for texts in (_meant, _meant_to_say) for document in self._documents for text in texts(document)]

    def with_meanings(self, encoder: Encoder, vectors: Vectors) -> Self:
        """Return an index over the same entries that compares meanings too, beside the words.

        With few texts there is nothing to tell meanings apart by: then it is this one.

        Args:
            encoder: gives questions their vectors.
            vectors: what it gives ``meant``.
        """
        counts = [[len(list(texts(each))) for each in self._documents] for texts in (_meant, _meant_to_say)]
        if sum(counts[0]) < FEWEST_TEXTS:
            return self
        index = copy(self)
        index._meanings = Meanings.of(encoder, vectors, *counts)  # noqa: SLF001 - a copy of our own
        return index

    def search(self, text: str, lang: str | None = None, limit: int = 10) -> list[Match]:
        """Return the closest entries and passages, best first, each once.

        Equals keep the order in which they were given, so the same question always gets the same answer. A text
        without letters or digits, or far too long for a question, matches nothing.

        Args:
            text: the question as typed.
            lang: the language of the question, where it is known; it decides between equals.
            limit: how many to return at most.
        """
        typed = words(text)[:MOST_WORDS]
        if not typed:
            return []
        question = self._read(typed, lang)
        compared = self._compare(question)
        if self._meanings:
            compared = self._with_meaning(text, compared)
        return [self._match(number, compared) for number in _strongest(compared.strengths, limit)]

    def _with_meaning(self, text: str, by_words: _Comparison) -> _Comparison:
        """Compare meanings too, unless words alone are sure."""
        best = next(iter(_strongest(by_words.strengths, 1)), None)
        sure = 0.0 if best is None else confidence(self._evidence(best, by_words))
        if sure >= SURE:
            return by_words
        similarity = self._similarity(text, by_words.question)
        if similarity is None:
            return by_words
        compared = self._compare(by_words.question, similarity)
        return replace(compared, own=best if sure >= OWN else None)

    def _rows(
        self, texts: Callable[[Entry | Passage], Iterator[tuple[str | None, float, str]]], *, paired: bool = False
    ) -> list[Row]:
        return [
            Row(owner, self._weighed(words(text), paired=paired), language, factor)
            for owner, document in enumerate(self._documents)
            for language, factor, text in texts(document)
        ]

    def _weighed(self, text: Sequence[str], *, paired: bool) -> dict[str, float]:
        found = self._aliases.weighed(text)
        return found | dict.fromkeys(pairs(text), 1.0) if paired else found

    def _numbers_of(self, phrased: Iterable[Collection[str]], answered: Iterable[Collection[str]]) -> Numbers:
        """Collect the numbers of each entry, those of its aliases and the years of its seminar included."""
        years = map(_years, self._documents)
        said = [self._aliases.meant(text) | of_seminar for text, of_seminar in zip(answered, years, strict=True)]
        return Numbers([self._aliases.meant(text) for text in phrased], said)

    def _contrasts_in(self, phrasings: Sequence[Row]) -> Contrasts:
        """Learn what tells alike phrasings apart, by their words as written."""
        ids = self._vocabulary.ids
        texts = Bags.of({ids[word]: 1.0 for word in row.words if is_plain(word)} for row in phrasings)
        return Contrasts.of(texts, np.array([row.owner for row in phrasings], np.int64), self._together.words_of)

    def _read(self, typed: Sequence[str], language: str | None) -> _Question:
        spelt = self._spelling.read(typed)
        spans = list(self._aliases.groups_in([word.likely for word in spelt]))
        groups = {place: found for span, found in spans for place in span}
        known: dict[str, float] = defaultdict(float)
        unknown: dict[str, float] = defaultdict(float)
        for place, word in enumerate(spelt):
            part = ALIASED if place in groups else 1.0
            for each in word.known:
                known[each] += part * word.nearness**NEARNESS_POWER / len(word.known)
            if not word.is_known:
                unknown[word.typed] += part
        # A pair that no phrasing has says nothing: its two words are counted.
        for each in chain(*(found for _, found in spans), pairs([word.likely for word in spelt])):
            known[each] += 1.0
        covering = [self._vocabulary.ids_of((*word.known, *groups.get(at, ()))) for at, word in enumerate(spelt)]
        asked = self._vocabulary.numbered(known)
        pull = self._vocabulary.pull(asked, unknown)
        pulling = strongest_pull(pull, np.fromiter(asked, np.int64, len(asked)))
        masses = [self._vocabulary.mass(word) for word in typed]
        return _Question(spelt, masses, covering, sum(masses), pull, pulling, language)

    def _similarity(self, text: str, question: _Question) -> Similarity | None:
        """Compare meanings, of the question as typed and with its words spelt right: encoders take slips literally."""
        return self._meanings.similarity(text, respelt(text, question.words)) if self._meanings else None

    def _compare(self, question: _Question, similarity: Similarity | None = None) -> _Comparison:
        closeness = self._phrased.closeness(question.pull, question.pulling)
        contradicted = self._numbers.contradict([word.typed for word in question.words])
        strengths = self._strengths(question, closeness)
        strengths = (similarity.fused(strengths) if similarity else strengths).round(DIGITS)
        for number in _strongest(strengths[: len(self._entries)], CONTRASTED):
            contradicted[number] |= self._is_contrasted(number, question, closeness)
        strengths = (strengths * np.where(contradicted, OTHER_NUMBER, 1.0)).round(DIGITS)
        entries = slice(len(self._entries))
        free = np.where(contradicted, 0.0, strengths)
        leaders = {*_strongest(strengths[entries], 2), *_strongest(free[entries], 2)}
        return _Comparison(question, closeness, strengths, contradicted, leaders, similarity)

    def _is_contrasted(self, number: int, question: _Question, closeness: Floats) -> bool:
        """Tell whether an entry's closest phrasing is about something else by one word."""
        own, asked = self._together.words_of(number), set[int]().union(*question.covering)
        besides = set[int]().union(*(ids for ids in question.covering if not ids & own))
        texts = self._phrased.of_owner(number)
        if not besides or texts.start == texts.stop:
            return False
        closest = self._phrased.words_in(texts.start + int(closeness[texts].argmax()))
        return self._contrasts.between(besides, {each for each in closest - asked if self._vocabulary.plain[each]})

    def _strengths(self, question: _Question, closeness: Floats) -> Floats:
        best = self._phrased.greatest(closeness * self._phrased.factor)
        support, answer = (
            each.greatest(
                each.closeness(question.pull, question.pulling) * each.preferring(question.language, OTHER_LANGUAGE)
            )
            for each in (self._together, self._answered)
        )
        found: Floats = strength(best, support, answer) * question.familiar**FAMILIAR_POWER
        return found

    def _match(self, number: int, compared: _Comparison) -> Match:
        document = self._documents[number]
        evidence = self._evidence(number, compared)
        score = 100 * float(compared.strengths[number])
        if isinstance(document, Passage):
            return Match(None, "", score, confidence(evidence), document, evidence)
        return Match(document, self._closest(number, document, compared), score, confidence(evidence), None, evidence)

    def _evidence(self, number: int, compared: _Comparison) -> Evidence:
        question, phrased = compared.question, self._together.words_of(number)
        document = self._documents[number]
        return Evidence(
            strength=float(compared.strengths[number]),
            margin=compared.margin(number),
            explained=question.share_in(phrased | self._answered.words_of(number)),
            concentrated=question.concentration_in(phrased),
            words=len(question.words),
            phrasings=0 if isinstance(document, Passage) else max(map(len, document.phrasings.values()), default=0),
            telling=self._contrasts.telling,
            contradicted=bool(compared.contradicted[number]),
            is_passage=isinstance(document, Passage),
            similarity=compared.similarity.of(number) if compared.similarity else None,
            disputed=compared.own not in (None, number),
        )

    def _closest(self, number: int, entry: Entry, compared: _Comparison) -> str:
        """Return the entry's closest phrasing; of equal ones, that in the language of the question."""
        phrasings = [(language, text) for language, texts in entry.phrasings.items() for text in texts]
        closeness = compared.closeness[self._phrased.of_owner(number)][: len(phrasings)]
        if self._meanings and compared.similarity:
            closeness = closeness + compared.similarity.texts[self._meanings.of_owner(number)][: len(phrasings)]
        language = compared.question.language
        ranked = zip(closeness.round(DIGITS).tolist(), phrasings, strict=True)
        best = min(ranked, key=lambda each: (-each[0], each[1][0] != language), default=None)
        return best[1][1] if best else ""


def _phrased(document: Entry | Passage) -> Iterator[tuple[str | None, float, str]]:
    """Return what an entry is asked by, as language, weight and text: its phrasings first."""
    if isinstance(document, Passage):
        return
    for language, texts in document.phrasings.items():
        yield from ((language, PHRASING, text) for text in texts)
    for language, title in document.title.items():
        yield language, TITLE, title
    for language, texts in document.keywords.items():
        yield from ((language, KEYWORD, text) for text in texts)


def _meant(document: Entry | Passage) -> Iterator[str]:
    """Return the texts of a document whose meanings are compared: its phrasings first, then its titles."""
    return (text for _, factor, text in _phrased(document) if factor != KEYWORD)


def _meant_to_say(document: Entry | Passage) -> Iterator[str]:
    """Return what an entry answers, whose meaning is compared too; a passage has its words alone."""
    return iter(()) if isinstance(document, Passage) else iter(document.answer.values())


def _answered(document: Entry | Passage) -> Iterator[tuple[str | None, float, str]]:
    if isinstance(document, Passage):
        yield document.language, 1.0, f"{document.title}\n{document.text}"
    else:
        yield from ((language, 1.0, text) for language, text in document.answer.items())


def _years(document: Entry | Passage) -> set[str]:
    """Return the years in the id of an entry's seminar: what is said of it is said of them."""
    seminar = document.seminar if isinstance(document, Entry) else None
    return set(numbers(words(seminar or ""), is_year=True))


def _together(rows: Iterable[Row]) -> Iterator[Row]:
    """Return the rows of an owner in a language as one, in which a word weighs by how many have it."""
    counts: dict[tuple[int, str | None], dict[str, float]] = {}
    for row in rows:
        words_of = counts.setdefault((row.owner, row.language), defaultdict(float))
        for word, weight in row.words.items():
            words_of[word] += min(weight, 1.0) * row.factor
    for (owner, language), found in counts.items():
        yield Row(owner, {word: count**REPEATED_POWER for word, count in found.items()}, language)


def _damped(row: Row) -> Row:
    """Return a long text in which repeating a word adds less and less."""
    return Row(row.owner, {word: 1 + log(n) if n > 1 else n for word, n in row.words.items()}, row.language)


def _strongest(strengths: Floats, limit: int) -> list[int]:
    """Return the places of the greatest strengths, equals in order; none that is too weak."""
    least = float(np.partition(strengths, -limit)[-limit]) if 0 < limit < len(strengths) else 0.0
    found = np.flatnonzero(strengths >= max(least, WEAKEST))
    ordered: list[int] = found[np.argsort(-strengths[found], kind="stable")].tolist()
    return ordered[: max(limit, 0)]
