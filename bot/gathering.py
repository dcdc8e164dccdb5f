"""Questions that wait for the organisers, those that ask the same gathered. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.ports import PassedOn
from knowledge.search.text import words

#: Of 100, in the words of two questions whatever their order, a slip or an ending here and there.
_ALIKE = 85.0


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same, the oldest first. Never empty."""

    questions: tuple[PassedOn, ...]

    @property
    def id(self) -> str:
        """What it is called for as long as its oldest question waits."""
        return self.questions[0].id

    @property
    def first(self) -> PassedOn:
        return self.questions[0]


def grouped(questions: Iterable[PassedOn]) -> list[Group]:
    """Return groups of near-duplicates, in the order of their oldest questions.

    A question joins the first group whose oldest question it is like. The same questions always give the same groups.
    """
    groups: list[list[PassedOn]] = []
    for each in sorted(questions, key=lambda each: (each.asked_at, each.id)):
        group = next((group for group in groups if is_alike(group[0].question, each.question)), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return [Group(tuple(each)) for each in groups]


def is_alike(one: str, other: str) -> bool:
    """Tell whether two questions ask the same in nearly the same words, and about the same numbers."""
    first, second = words(one), words(other)
    if _numbers(first) != _numbers(second):
        return False
    return fuzz.token_sort_ratio(" ".join(first), " ".join(second)) >= _ALIKE


def _numbers(said: Sequence[str]) -> set[str]:
    return {each for each in said if any(map(str.isdigit, each))}
