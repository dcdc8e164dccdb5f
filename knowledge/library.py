"""Find the passage of a document that a question asks for. Pure; beside the entries' index, which it leaves alone.

Documents have an index of their own, so that what an installation adds to it touches no weight and no confidence of
the entries: they are found as they were. A passage is found as an entry is, its text in the place of a phrasing. What
people ask is known from the entries: their first phrasings stand beside the passages, so that words of any question
("what is the ...") weigh little, and a question that is nearly an entry's finds no passage.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Self

from numpy.typing import NDArray

from knowledge.model import Entry
from knowledge.passages import Excerpt
from knowledge.search import Index
from knowledge.search.confidence import Evidence
from knowledge.search.packing import Arrays

#: Enough to know which words any question has.
_MOST_QUESTIONS = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that may say what was asked."""

    excerpt: Excerpt
    #: Closeness from 0 to 100.
    score: float
    #: Probability from 0 to 1 that it says it.
    confidence: float
    #: What the confidence is made of.
    evidence: Evidence | None = None


class Library:
    """Passages made ready for questions. It never changes: threads may share it."""

    def __init__(
        self, excerpts: Iterable[Excerpt], *, questions: Iterable[Entry] = (), aliases: Iterable[Iterable[str]] = ()
    ) -> None:
        """Make passages ready.

        Args:
            excerpts: the passages.
            questions: entries, to know how people ask.
            aliases: groups of terms that mean the same.
        """
        self._keep(excerpts)
        self._index = Index(self._entries(questions), aliases=aliases)

    @classmethod
    def unpacked(
        cls,
        arrays: Mapping[str, NDArray[Any]],
        name: str,
        excerpts: Iterable[Excerpt],
        *,
        questions: Iterable[Entry] = (),
        aliases: Iterable[Iterable[str]] = (),
    ) -> Self:
        """Return a library that was packed, of the same passages, questions and aliases.

        Raises:
            KeyError: it is not among the arrays.
        """
        library = cls.__new__(cls)
        library._keep(excerpts)  # noqa: SLF001 - one of our own
        library._index = Index.unpacked(arrays, name, library._entries(questions), aliases=aliases)  # noqa: SLF001
        return library

    def packed(self, name: str) -> Arrays:
        """Return what was made ready as arrays whose names begin with a name."""
        return self._index.packed(name)

    def _keep(self, excerpts: Iterable[Excerpt]) -> None:
        self._excerpts = {each.id: each for each in excerpts}

    def _entries(self, questions: Iterable[Entry]) -> Iterable[Entry]:
        return chain(map(_as_entry, self._excerpts.values()), map(_as_question, islice(questions, _MOST_QUESTIONS)))

    def __len__(self) -> int:
        return len(self._excerpts)

    def search(self, text: str, lang: str | None = None, limit: int = 3) -> Sequence[Found]:
        """Return the passages among the closest things, best first. The arguments are those of ``Index.search``."""
        if not self._excerpts:
            return ()
        return [
            Found(excerpt, match.score, match.confidence, match.evidence)
            for match in self._index.search(text, lang=lang, limit=limit)
            if match.entry is not None and (excerpt := self._excerpts.get(match.entry.id)) is not None
        ]


def _as_question(entry: Entry) -> Entry:
    first = {language: phrasings[:1] for language, phrasings in entry.phrasings.items()}
    return Entry.model_construct(id=entry.id, phrasings=first, answer={})


def _as_entry(excerpt: Excerpt) -> Entry:
    language = excerpt.document.language or "und"
    above = (excerpt.document.source.title, *excerpt.headings)
    # Unchecked: a passage is longer than what people ask.
    return Entry.model_construct(
        id=excerpt.id,
        phrasings={language: (excerpt.text,)},
        answer={language: "\n".join((*above, excerpt.text))},
        keywords={language: excerpt.headings},
        seminar=excerpt.document.seminar,
    )
