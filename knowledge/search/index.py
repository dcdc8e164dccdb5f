"""Find the entries closest to a question, with the probability that they answer it. Pure: no files, no clock, no Slack.

Every phrasing of every entry is compared, in all languages at once. An entry is worth its closest phrasing, all its
phrasings together and its answer: people who ask the same thing share words with several phrasings, and name things
that only the answer mentions.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Entry
from knowledge.search.arrays import Flags, Floats, Ints, Numbers32, sums
from knowledge.search.confidence import OWN, Evidence, confidence
from knowledge.search.corpus import Corpus, Passage, Readable, Sequences
from knowledge.search.encoding import FEWEST_TEXTS, SURE, Encoder, Meanings, Similarity, Vectors
from knowledge.search.packing import Arrays, packed, unpacked
from knowledge.search.scoring import DIGITS, MOST_FOUND, Texts, greatest, strength, strongest_pull
from knowledge.search.text import ALIASED, MOST_WORDS, Aliases, Spelling, Spelt, respelt, words
from knowledge.search.weighing import COMPARED, Weighed

#: How much nearness counts when known words stand in for a misspelt one, beside it: to this power.
NEARNESS_POWER = 3
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

#: What is kept of a corpus; what it was read from is at hand.
_KEPT: Mapping[str, Any] = {
    "words": tuple[str, ...],
    "languages": tuple[str, ...],
    "phrased": Sequences,
    "answered": Sequences,
}


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
    #: All of these, and of each word of the vocabulary whether it is one.
    asked: set[int]
    covers: Flags
    #: What the words weigh together.
    mass: float
    #: What each word of the vocabulary adds to a text's closeness, and the question's own words.
    pull: Floats
    own: Ints
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
class _Closeness:
    """A question against some documents' texts of one sort."""

    #: Of each text.
    values: Floats
    #: Which texts; by the place of a document among those compared, where its texts begin.
    texts: Ints
    start: Sequence[int]
    #: The words of the question that stand in a text; by place, where those of a document begin.
    shared: Numbers32
    shared_start: Sequence[int]

    def of(self, place: int) -> slice:
        """Return which of the texts are a document's."""
        return slice(self.start[place], self.start[place + 1])

    def shared_with(self, place: int) -> set[int]:
        """Return the words of the question that a document's texts have."""
        return set(self.shared[self.shared_start[place] : self.shared_start[place + 1]].tolist())


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A question against the documents that its strongest words find; each has its place among them."""

    question: _Question
    #: Which documents, in order.
    numbers: Ints
    phrased: _Closeness
    together: _Closeness
    answered: _Closeness
    strengths: Floats
    #: Whether a document is about another number than the question's.
    contradicted: Flags
    #: The places of the strongest entries: two of all, and two of those that are not contradicted.
    leaders: Collection[int]
    #: In meaning, of all documents; None where meanings are not compared.
    similarity: Similarity | None = None
    #: The document that words alone would have; None where they are not sure enough of any.
    own: int | None = None

    def margin(self, place: int) -> float:
        """Return how much stronger a match is than the best other entry.

        A weaker entry about another number is no rival: nobody would take it for an answer.
        """
        own = float(self.strengths[place])
        others = ((float(self.strengths[each]), each) for each in self.leaders if each != place)
        return own - max((other for other, each in others if other > own or not self.contradicted[each]), default=0.0)


class Index:
    """Entries made ready for questions. It never changes: threads may share it, and it can be pickled."""

    def __init__(
        self,
        entries: Iterable[Entry],
        *,
        aliases: Iterable[Iterable[str]] = (),
        passages: Iterable[Passage] = (),
        progress: Callable[[int], object] = lambda _: None,
    ) -> None:
        """Make entries and passages ready.

        Args:
            entries: their order decides between equals.
            aliases: groups of terms, of one word or several, that mean the same.
            passages: found too, with less confidence.
            progress: told now and then how many entries or passages more were read.
        """
        corpus = Corpus.of((*entries, *passages), Aliases.of(aliases), progress=progress)
        self._keep(corpus, Weighed.of(corpus))

    @classmethod
    def unpacked(
        cls,
        arrays: Mapping[str, NDArray[Any]],
        name: str,
        entries: Iterable[Entry],
        *,
        aliases: Iterable[Iterable[str]] = (),
        passages: Iterable[Passage] = (),
    ) -> Self:
        """Return an index that was packed, over the entries, aliases and passages it was built from.

        Raises:
            KeyError: it is not among the arrays.
        """
        of_words = {each: unpacked(sort, arrays, f"{name}.{each}") for each, sort in _KEPT.items()}
        corpus = Corpus((*entries, *passages), Aliases.of(aliases), **of_words)
        return cls._of(corpus, unpacked(Weighed, arrays, f"{name}.weighed"))

    def packed(self, name: str) -> Arrays:
        """Return the index without its entries, as arrays whose names begin with a name."""
        parts = {each: getattr(self._corpus, each) for each in _KEPT} | {"weighed": self._weighed}
        return {key: array for part, thing in parts.items() for key, array in packed(thing, f"{name}.{part}").items()}

    @classmethod
    def _of(cls, corpus: Corpus, weighed: Weighed | None = None) -> Self:
        index = cls.__new__(cls)
        index._keep(corpus, weighed or Weighed.of(corpus))  # noqa: SLF001 - one of our own
        return index

    def renewed(self, entries: Iterable[Entry], *, passages: Iterable[Passage] = ()) -> Self:
        """Return the index of other entries and passages, with the same aliases; what is known is not read again.

        It is equal to one that is built of them from nothing.
        """
        return self._of(self._corpus.renewed((*entries, *passages)))

    def only(self, is_kept: Callable[[Readable], bool]) -> Self:
        """Return the index of some of the entries and passages; nothing is read again."""
        documents = self._corpus.documents
        return self._of(self._corpus.only(np.fromiter(map(is_kept, documents), np.bool_, len(documents))))

    def _keep(self, corpus: Corpus, weighed: Weighed) -> None:
        self._corpus, self._weighed = corpus, weighed
        self._spelling = Spelling(corpus.words)
        self._entries = sum(isinstance(each, Entry) for each in corpus.documents)
        self._meanings: Meanings | None = None

    @property
    def corpus(self) -> Corpus:
        """What it was made of."""
        return self._corpus

    @property
    def meant(self) -> list[str]:
        """The texts whose meanings can be compared, in the order in which ``with_meanings`` takes them."""
        documents = self._corpus.documents
        return [text for texts in (_meant, _meant_to_say) for document in documents for text in texts(document)]

    def with_meanings(self, encoder: Encoder, vectors: Vectors) -> Self:
        """Return an index over the same entries that compares meanings too, beside the words.

        With few texts there is nothing to tell meanings apart by: then it is this one.

        Args:
            encoder: gives questions their vectors.
            vectors: what it gives ``meant``.
        """
        counts = [[len(list(texts(each))) for each in self._corpus.documents] for texts in (_meant, _meant_to_say)]
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
        question, most = self._read(typed, lang), max(3 * limit, COMPARED)
        compared = self._compare(question, self._found(question, most))
        if self._meanings:
            compared = self._with_meaning(text, compared, most)
        return [self._match(place, compared) for place in _strongest(compared.strengths, limit)]

    def _read(self, typed: Sequence[str], language: str | None) -> _Question:
        vocabulary, aliases = self._weighed.vocabulary, self._corpus.aliases
        spelt = self._spelling.read(typed)
        likely = [word.likely for word in spelt]
        spans = list(aliases.groups_in(likely))
        groups = {place: found for span, found in spans for place in span}
        known: dict[int, float] = defaultdict(float)
        unknown: dict[str, float] = defaultdict(float)
        for place, word in enumerate(spelt):
            part = ALIASED if place in groups else 1.0
            for each in word.known:
                known[vocabulary.ids[each]] += part * word.nearness**NEARNESS_POWER / len(word.known)
            if not word.is_known:
                unknown[word.typed] += part
        numbers = {at: [vocabulary.group_id(each) for each in found] for at, found in groups.items()}
        # A pair that no phrasing has says nothing: its two words are counted.
        for number in chain(*(numbers[span.start] for span, _ in spans), vocabulary.pair_ids(likely)):
            known[number] += 1.0
        covering = [vocabulary.ids_of(word.known).union(numbers.get(at, ())) for at, word in enumerate(spelt)]
        masses = [vocabulary.mass(word) for word in typed]
        pull = vocabulary.pull(known, unknown)
        asked, covers = set[int]().union(*covering), np.zeros(len(vocabulary), np.bool_)
        covers[list(asked)] = True
        own = np.array(list(known), np.int64)
        return _Question(spelt, masses, covering, asked, covers, sum(masses), pull, own, language)

    def _with_meaning(self, text: str, by_words: _Comparison, most: int) -> _Comparison:
        """Compare meanings too, unless words alone are sure: of what words find, and of what meanings do."""
        best = next(iter(_strongest(by_words.strengths, 1)), None)
        sure = 0.0 if best is None else confidence(self._evidence(best, by_words))
        similarity = self._similarity(text, by_words.question) if sure < SURE else None
        if similarity is None:
            return by_words
        meant = _first_of_greatest(similarity.owners, min(most, len(similarity.owners)))
        compared = self._compare(by_words.question, np.union1d(by_words.numbers, meant), similarity)
        return replace(compared, own=int(by_words.numbers[best]) if best is not None and sure >= OWN else None)

    def _similarity(self, text: str, question: _Question) -> Similarity | None:
        """Compare meanings, of the question as typed and with its words spelt right: encoders take slips literally."""
        return self._meanings.similarity(text, respelt(text, question.words)) if self._meanings else None

    def _compare(self, question: _Question, numbers: Ints, similarity: Similarity | None = None) -> _Comparison:
        sorts = (self._weighed.phrased, self._weighed.together, self._weighed.answered)
        phrased, together, answered = (self._closeness(each, numbers, question) for each in sorts)
        contradicted = self._weighed.numbers.contradict([word.typed for word in question.words])[numbers]
        strengths = self._strengths(question, (phrased, together, answered))
        strengths = (similarity.at(numbers).fused(strengths) if similarity else strengths).round(DIGITS)
        entries = slice(int(np.searchsorted(numbers, self._entries)))
        compared = _Comparison(question, numbers, phrased, together, answered, strengths, contradicted, (), similarity)
        for place in _strongest(strengths[entries], CONTRASTED):
            contradicted[place] |= self._is_contrasted(place, compared)
        strengths = (strengths * np.where(contradicted, OTHER_NUMBER, 1.0)).round(DIGITS)
        free = np.where(contradicted, 0.0, strengths)
        leaders = {*_strongest(strengths[entries], 2), *_strongest(free[entries], 2)}
        return replace(compared, strengths=strengths, leaders=leaders)

    def _found(self, question: _Question, most: int) -> Ints:
        """Return the documents to compare with a question: all, or those that its strongest words find."""
        count = len(self._corpus.documents)
        if self._weighed.found_by is None or count <= most:
            return np.arange(count)
        pulling = strongest_pull(question.pull, question.own)
        lengths = np.cumsum(self._weighed.found_by.lengths(pulling))
        is_own = np.zeros(len(question.pull), np.bool_)
        is_own[question.own] = True
        pulling = pulling[(lengths <= MOST_FOUND) | is_own[pulling]]
        asked, document, weight = self._weighed.found_by.take(pulling)
        return _first_of_greatest(sums(document, weight * question.pull[pulling].take(asked), count), most)

    def _closeness(self, texts: Texts, numbers: Ints, question: _Question) -> _Closeness:
        """Compare the texts of some documents, word by word."""
        which, at = texts.of_owners(numbers)
        asked, word, weight = texts.words.take(which)
        values = sums(asked, weight * question.pull.take(word), len(which))
        hits = question.covers.take(word).nonzero()[0]
        places = np.arange(len(numbers) + 1)
        shared_start = at.take(asked.take(hits)).searchsorted(places).tolist()
        return _Closeness(values, which, at.searchsorted(places).tolist(), word.take(hits), shared_start)

    def _is_contrasted(self, place: int, compared: _Comparison) -> bool:
        """Tell whether an entry's closest phrasing is about something else by one word."""
        own, texts = compared.together.shared_with(place), compared.phrased.of(place)
        besides = set[int]().union(*(ids for ids in compared.question.covering if not ids & own))
        if not besides or texts.start == texts.stop:
            return False
        closest = compared.phrased.texts[texts.start + int(compared.phrased.values[texts].argmax())]
        words_of = self._weighed.phrased.words_in(int(closest)) - compared.question.asked
        plain = self._weighed.vocabulary.plain
        return self._weighed.contrasts.between(besides, {each for each in words_of if each < plain})

    def _strengths(self, question: _Question, closeness: Sequence[_Closeness]) -> Floats:
        phrased, together, answered = closeness
        languages = self._corpus.languages
        known = question.language and question.language in languages
        language = languages.index(question.language) if known else -1
        best = greatest(phrased.start, phrased.values * self._weighed.phrased.factor.take(phrased.texts))
        support, answer = (
            greatest(each.start, each.values * texts.preferring(each.texts, language, OTHER_LANGUAGE))
            for each, texts in ((together, self._weighed.together), (answered, self._weighed.answered))
        )
        found: Floats = strength(best, support, answer) * question.familiar**FAMILIAR_POWER
        return found

    def _match(self, place: int, compared: _Comparison) -> Match:
        document = self._corpus.documents[int(compared.numbers[place])]
        evidence = self._evidence(place, compared)
        score = 100 * float(compared.strengths[place])
        if isinstance(document, Passage):
            return Match(None, "", score, confidence(evidence), document, evidence)
        return Match(document, self._closest(place, document, compared), score, confidence(evidence), None, evidence)

    def _evidence(self, place: int, compared: _Comparison) -> Evidence:
        number = int(compared.numbers[place])
        document = self._corpus.documents[number]
        question, phrased = compared.question, compared.together.shared_with(place)
        return Evidence(
            strength=float(compared.strengths[place]),
            margin=compared.margin(place),
            explained=question.share_in(phrased | compared.answered.shared_with(place)),
            concentrated=question.concentration_in(phrased),
            words=len(question.words),
            phrasings=0 if isinstance(document, Passage) else max(map(len, document.phrasings.values()), default=0),
            telling=self._weighed.contrasts.telling,
            contradicted=bool(compared.contradicted[place]),
            is_passage=isinstance(document, Passage),
            similarity=compared.similarity.of(number) if compared.similarity else None,
            disputed=compared.own not in (None, number),
        )

    def _closest(self, place: int, entry: Entry, compared: _Comparison) -> str:
        """Return the entry's closest phrasing; of equal ones, that in the language of the question."""
        phrasings = list(chain.from_iterable(entry.phrasings.values()))
        if not phrasings:
            return ""
        closeness = compared.phrased.values[compared.phrased.of(place)][: len(phrasings)]
        if self._meanings and compared.similarity:
            texts = self._meanings.of_owner(int(compared.numbers[place]))
            closeness = closeness + compared.similarity.texts[texts][: len(phrasings)]
        closeness = closeness.round(DIGITS)
        closest: list[int] = (closeness == closeness.max()).nonzero()[0].tolist()
        own = _where(entry.phrasings, compared.question.language)
        return phrasings[next((each for each in closest if each in own), closest[0])]


def _meant(document: Readable) -> Iterator[str]:
    """Return the texts that a document is asked by whose meanings are compared: its phrasings first, then its titles.

    A passage has its words alone.
    """
    if not isinstance(document, Passage):
        yield from chain(*document.phrasings.values(), document.title.values())


def _meant_to_say(document: Readable) -> Iterator[str]:
    """Return what an entry answers, whose meaning is compared too."""
    return iter(()) if isinstance(document, Passage) else iter(document.answer.values())


def _where(phrasings: Mapping[str, Sequence[str]], language: str | None) -> range:
    """Return the places of the phrasings in a language, one language's after another's."""
    first = 0
    for each, texts in phrasings.items():
        if each == language:
            return range(first, first + len(texts))
        first += len(texts)
    return range(0)


def _strongest(strengths: Floats, limit: int) -> list[int]:
    """Return the places of the greatest strengths, equals in order; none that is too weak."""
    first = (-strengths).argsort(kind="stable")[: max(limit, 0)]
    found: list[int] = first[strengths.take(first) >= WEAKEST].tolist()
    return found


def _first_of_greatest(values: Floats, most: int) -> Ints:
    """Return the places of the greatest values, in order; of equals at the end the first."""
    least = np.partition(values, -most)[-most]
    above, equal = np.flatnonzero(values > least), np.flatnonzero(values == least)
    return np.sort(np.concatenate([above, equal[: most - len(above)]]))
