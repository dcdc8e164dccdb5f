"""By which words a question is known that goes on about what was said before. Pure; the lists are in the locales."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from bot.wording import Wording
from knowledge.search.text import words

#: A question of so few words says less than it asks: "when?", "who organised it?".
_SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The lists, of all languages together: a short question does not tell its language."""

    #: Longest first, as the impersonal ones.
    openings: Sequence[tuple[str, ...]]
    pronouns: frozenset[tuple[str, ...]]
    #: Where a pronoun stands for nothing: "il y a".
    impersonal: Sequence[tuple[str, ...]]
    #: What tells the meeting before one, and the one after.
    before: frozenset[str]
    after: frozenset[str]
    #: What any meeting is called.
    meetings: frozenset[str]
    #: What asks nothing by itself.
    small: frozenset[str]
    #: What says that the same is asked of several, and what joins their names.
    comparing: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()

    @classmethod
    def of(cls, wording: Wording) -> Self:
        """Read the lists that there are in the locales."""

        def terms(name: str) -> frozenset[tuple[str, ...]]:
            lists = (wording.say(language, name).split(",") for language in wording.languages)
            return frozenset(tuple(words(each)) for listed in lists for each in listed)

        def single(name: str) -> frozenset[str]:
            return frozenset(word for each in terms(name) for word in each)

        pronouns = terms("follow-up-pronouns")
        return cls(
            openings=sorted(terms("follow-up-openings"), key=len, reverse=True),
            pronouns=pronouns,
            impersonal=sorted(terms("follow-up-impersonal"), key=len, reverse=True),
            before=single("follow-up-before"),
            after=single("follow-up-after"),
            meetings=single("follow-up-meetings"),
            small=single("follow-up-small-words") | {each[0] for each in pronouns if len(each) == 1},
            comparing=single("compare-words"),
            joining=single("compare-joining"),
        )


@dataclass(frozen=True)
class Form:
    """What the words of a question say about it, whatever they ask."""

    question: str
    cues: Cues

    @cached_property
    def asked(self) -> Sequence[str]:
        """The words without what the question opens with: "in Zagreb" of "and in Zagreb?"."""
        return self._all[len(self._opening) :]

    @cached_property
    def is_elliptic(self) -> bool:
        """Whether the question needs what was said before it."""
        return bool(self._opening) or len(self._all) <= _SHORT or self.has_pronoun

    @cached_property
    def has_pronoun(self) -> bool:
        text = _spaced(self.asked)
        for each in self.cues.impersonal:
            text = text.replace(_spaced(each), " ")
        return any(_spaced(each) in text for each in self.cues.pronouns)

    @property
    def speaks_of_a_meeting(self) -> bool:
        return not self.cues.meetings.isdisjoint(self.asked)

    def rest(self, *without: frozenset[str]) -> list[str]:
        """Return what is asked beside some words, and beside what asks nothing by itself."""
        nothing = self.cues.small.union(self.cues.meetings, *without)
        return [each for each in self.asked if each not in nothing]

    @cached_property
    def _all(self) -> tuple[str, ...]:
        return tuple(words(self.question))

    @cached_property
    def _opening(self) -> tuple[str, ...]:
        return next((each for each in self.cues.openings if self._all[: len(each)] == each), ())


def _spaced(terms: Sequence[str]) -> str:
    return f" {' '.join(terms)} "
