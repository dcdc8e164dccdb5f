"""What somebody types after `/seminar recommendations` -> which ones they mean. Pure.

Words in any order and in either language: a theme, a level, a country, a status. A slip of the pen is understood and
said; a word that means nothing is said too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from babel import Locale
from rapidfuzz import fuzz, process

from bot.progress import Reported
from bot.wording import Wording
from knowledge.model import Level, Recommendation
from knowledge.search.text import words

#: Of 100: from here two words are one with a slip, or one word in two neighbouring languages.
_NEAR = 78
#: Shorter words have too many neighbours.
_SHORTEST_MISSPELT = 5
#: Words of a name, at most: "mis en œuvre en partie", "République démocratique du Congo".
_LONGEST_NAME = 6
#: People write whole phrases; these say nothing of what they want.
_SMALL = frozenset(
    [
        *words("a about and are at by for from in is list me of on or show the to un une what which with all topic"),
        *words(
            "au aux avec ce ces dans de des du en est et la le les ou par quelles quels sont sur montre toutes tous"
        ),
        *words("country countries pays level niveau theme themes status statut etat"),
    ]
)
#: What else people call a status.
_ALSO = {
    Reported.NOT_STARTED: ("open", "todo", "a faire", "pas commence", "pas commencee"),
    Reported.IN_PROGRESS: ("under way", "ongoing", "encours"),
    Reported.PARTLY_IMPLEMENTED: ("partly", "partially", "partial", "en partie", "partiellement"),
    Reported.IMPLEMENTED: (
        *("done", "finished", "completed", "carried out", "put into practice"),
        *("fait", "faite", "termine", "terminee", "terminees", "mise en oeuvre", "mises en oeuvre"),
        *("appliquee", "appliquees", "applique", "realise", "realisee", "realisees"),
    ),
    Reported.BLOCKED: ("stuck", "bloquee", "bloquees"),
    Reported.NOT_APPLICABLE: ("na", "irrelevant"),
}
_OVERDUE = ("overdue", "late", "en retard", "retard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is wanted: any value within a field, all fields together; an empty field wants everything."""

    themes: frozenset[str] = frozenset()
    levels: frozenset[Level] = frozenset()
    #: ISO codes.
    countries: frozenset[str] = frozenset()
    statuses: frozenset[Reported] = frozenset()
    overdue: bool = False
    #: Words of titles and keywords; each must be there.
    topics: frozenset[str] = frozenset()
    page: int = 1
    #: What meant nothing, as typed.
    unknown: tuple[str, ...] = ()
    #: What was typed, and what it was taken for.
    guesses: tuple[tuple[str, str], ...] = ()

    @property
    def by_status(self) -> bool:
        return bool(self.statuses) or self.overdue


@dataclass(frozen=True)
class Vocabulary:
    """The words that mean something, from the recommendations there are and the countries of the roster."""

    recommendations: Sequence[Recommendation]
    countries: frozenset[str]
    wording: Wording

    def understood(self, text: str) -> Filters:
        """Return what a text asks for."""
        return _Reading(self, words(text)).filters()

    @property
    def themes(self) -> Sequence[str]:
        """Return the themes, most frequent first."""
        counts: dict[str, int] = {}
        for each in self.recommendations:
            for theme in each.themes:
                counts[theme] = counts.get(theme, 0) + 1
        return sorted(counts, key=lambda each: (-counts[each], each))

    @cached_property
    def names(self) -> Mapping[tuple[str, ...], tuple[str, object]]:
        """Return what each name, as words, means: the field of a filter and its value."""
        return {tuple(words(name)): meant for name, meant in self._named() if words(name)}

    @cached_property
    def topics(self) -> frozenset[str]:
        """Return the words of titles and keywords, in every language."""
        return frozenset(word for each in self.recommendations for word in topic_words(each))

    def placed(self, text: str) -> tuple[Filters, str]:
        """Return the countries and levels that a text names, and the rest of it; nothing is guessed."""
        left, found, rest = words(text), dict[str, set[object]](), list[str]()
        while left:
            size = min(_LONGEST_NAME, len(left))
            while size and self.names.get(tuple(left[:size]), ("",))[0] not in {"countries", "levels"}:
                size -= 1
            if size:
                name, value = self.names[tuple(left[:size])]
                found.setdefault(name, set()).add(value)
                del left[:size]
            else:
                rest.append(left.pop(0))
        places = {name: frozenset(values) for name, values in found.items()}
        return Filters(**places), " ".join(each for each in rest if each not in _SMALL and len(each) > 1)  # type: ignore[arg-type]

    def _named(self) -> Iterator[tuple[str, tuple[str, object]]]:
        for theme in self.themes:
            yield theme, ("themes", theme)
        for language in self.wording.languages:
            for level in Level:
                yield self.wording.say(language, f"level-{level}"), ("levels", level)
            territories = Locale.parse(language).territories
            for country in self.countries:
                yield str(territories.get(country, country)), ("countries", country)
                if country.lower() not in _SMALL:  # "me" is somebody, and Montenegro
                    yield country, ("countries", country)
        for name, status in status_names(self.wording):
            yield name, ("statuses" if isinstance(status, Reported) else "overdue", status)


def status_names(wording: Wording) -> Iterator[tuple[str, Reported | bool]]:
    """Yield what people call a status, in every language; True is overdue."""
    for language in wording.languages:
        yield from ((wording.say(language, f"status-{each}"), each) for each in Reported)
    for status, also in _ALSO.items():
        yield from ((each, status) for each in also)
    yield from ((each, True) for each in _OVERDUE)


@dataclass(slots=True)
class _Reading:
    """One text, read from left to right."""

    vocabulary: Vocabulary
    left: list[str]
    found: dict[str, set[object]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    guesses: list[tuple[str, str]] = field(default_factory=list)
    page: int = 1

    def filters(self) -> Filters:
        while self.left:
            if not (self._page() or self._name() or self._topic() or self._small() or self._misspelt()):
                self.unknown.append(self.left.pop(0))
        return Filters(
            themes=self._of("themes"),  # type: ignore[arg-type]
            levels=self._of("levels"),  # type: ignore[arg-type]
            countries=self._of("countries"),  # type: ignore[arg-type]
            statuses=self._of("statuses"),  # type: ignore[arg-type]
            overdue=bool(self._of("overdue")),
            topics=self._of("topics"),  # type: ignore[arg-type]
            page=self.page,
            unknown=tuple(self.unknown),
            guesses=tuple(self.guesses),
        )

    def _of(self, name: str) -> frozenset[object]:
        return frozenset(self.found.get(name, ()))

    def _page(self) -> bool:
        if len(self.left) > 1 and self.left[0] == "page" and self.left[1].isdigit():
            self.page = min(max(1, int(self.left[1][:4])), 9999)
            del self.left[:2]
            return True
        return False

    def _name(self) -> bool:
        """Take the longest name that the text goes on with."""
        return any(
            self._take(tuple(self.left[:size]), size) for size in range(min(_LONGEST_NAME, len(self.left)), 0, -1)
        )

    def _take(self, name: tuple[str, ...], size: int) -> bool:
        meant = self.vocabulary.names.get(name)
        if meant is None:
            return False
        self.found.setdefault(meant[0], set()).add(meant[1])
        del self.left[:size]
        return True

    def _topic(self) -> bool:
        if self.left[0] in _SMALL or self.left[0] not in self.vocabulary.topics:
            return False
        self.found.setdefault("topics", set()).add(self.left.pop(0))
        return True

    def _small(self) -> bool:
        if self.left[0] in _SMALL or len(self.left[0]) == 1:
            del self.left[0]
            return True
        return False

    def _misspelt(self) -> bool:
        """Take two words, or one, for the name that they are near to."""
        for size in (2, 1):
            typed = " ".join(self.left[:size])
            if len(self.left) < size or len(typed) < _SHORTEST_MISSPELT:
                continue
            names = [" ".join(each) for each in self.vocabulary.names if len(each) == size]
            best = process.extractOne(typed, names, scorer=fuzz.ratio, score_cutoff=_NEAR)
            if best is not None:
                self.guesses.append((typed, best[0]))
                return self._take(tuple(best[0].split()), size)
        return False


def topic_words(recommendation: Recommendation) -> Iterator[str]:
    """Yield the words by which a recommendation's subject is named."""
    titles = recommendation.title.values()
    keywords: Iterable[str] = (word for each in recommendation.keywords.values() for word in each)
    for text in (*titles, *keywords, *recommendation.themes, recommendation.reference):
        yield from (each for each in words(text) if each not in _SMALL)


def fits(recommendation: Recommendation, filters: Filters) -> bool:
    """Tell whether a recommendation is of the wanted theme, level and subject; its assignments are another matter."""
    if filters.themes and not filters.themes & set(recommendation.themes):
        return False
    if filters.levels and not filters.levels & set(recommendation.levels):
        return False
    return not filters.topics or filters.topics <= set(topic_words(recommendation))
