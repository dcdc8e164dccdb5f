"""Why a question gets the reply that it gets: what authors look at when one is not what they wanted. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain

from bot.answering import Decision, Thresholds
from bot.reply import Reply
from knowledge.base import Snapshot
from knowledge.library import Found
from knowledge.model import Entry
from knowledge.search import Match
from knowledge.search.confidence import Evidence
from knowledge.search.scoring import numbers
from knowledge.search.text import Aliases, Spelling, Spelt, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A question, what was found for it, and what was decided."""

    snapshot: Snapshot
    #: Without mark-up, and without what people put before and after it.
    asked: str
    language: str
    #: Best first. Empty where the question was never looked up: help, danger.
    matches: Sequence[Match]
    passages: Sequence[Found]
    thresholds: Thresholds
    #: None where the question was never looked up.
    decision: Decision | None
    reply: Reply

    def readings(self) -> Sequence[Spelt]:
        """Return each word of the question with what it is taken for."""
        return Spelling(_vocabulary(self.snapshot)).read(words(self.asked))

    def aliases(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Return each term of the question that has other names, and those as their author wrote them."""
        groups = self.snapshot.knowledge.aliases
        likely = [each.likely for each in self.readings()]
        found = []
        for span, names in Aliases.of(groups).groups_in(likely):
            term = [likely[place] for place in span]
            same = chain.from_iterable(groups[name] for name in names)
            found.append((" ".join(term), [each for each in same if words(each) != term]))
        return found

    def other_numbers(self, entry: Entry) -> Sequence[str]:
        """Return the numbers of the question that an entry is not about, by the rule of ``scoring.Numbers``."""
        aliases = Aliases.of(self.snapshot.knowledge.aliases)
        phrased, said = (
            set[str]().union(*(aliases.meant(words(text)) for text in texts))
            for texts in (_phrased(entry), (*entry.answer.values(), entry.seminar or ""))
        )
        typed, others = words(self.asked), list[str]()
        for is_year in (True, False):
            own = numbers(phrased, is_year=is_year) or numbers(said, is_year=is_year)
            others += [each for each in numbers(typed, is_year=is_year) if each not in own]
        return others


def features(evidence: Evidence | None) -> Iterator[tuple[str, float]]:
    """Yield what a confidence is made of, by name, whatever that is at present."""
    for name, value in _fields(evidence):
        if not isinstance(value, bool):
            yield name, value


def flags(evidence: Evidence | None) -> Sequence[str]:
    """Return the names of the rules that held a confidence down."""
    return [name for name, value in _fields(evidence) if value is True]


def _fields(evidence: Evidence | None) -> Iterator[tuple[str, float | bool]]:
    for each in fields(evidence) if evidence is not None else ():
        value = getattr(evidence, each.name)
        if isinstance(value, bool | int | float):
            yield each.name, value


def _vocabulary(snapshot: Snapshot) -> Iterator[str]:
    public = (entry for entry in snapshot.entries.values() if snapshot.public(entry.id))
    texts = chain.from_iterable((*_phrased(entry), *entry.answer.values()) for entry in public)
    yield from _words_of(chain(texts, chain.from_iterable(snapshot.knowledge.aliases)))


def _words_of(texts: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(words, texts))


def _phrased(entry: Entry) -> Iterator[str]:
    """Yield what an entry is asked by."""
    yield from entry.title.values()
    for texts in chain(entry.phrasings.values(), entry.keywords.values()):
        yield from texts
