"""What could not be read, and what may stand there: where others refer to it, that it is not found is no news."""

import re
from collections.abc import Iterable

from pydantic import BaseModel

from knowledge.files import ALIASES, Part, held_in
from knowledge.model import Entry, Participant, Recommendation
from knowledge.nodes import Node
from knowledge.problems import Problem, ProblemKind

#: "id: venue" and "report:", in a file that may be far from YAML: a word without end is looked at once, and not from
#: each of its letters.
_DEFINED = re.compile(rb"""\bid:[ \t]{0,99}["']?([a-z0-9-]{1,200})|(?<![a-z0-9-])([a-z0-9-]{1,200})["']?:""")
#: What is referred to, by the problem of not finding it.
_MEANT: dict[ProblemKind, frozenset[type[BaseModel]]] = {
    ProblemKind.UNKNOWN_REFERENCE: frozenset({Entry, Recommendation}),
    ProblemKind.UNKNOWN_PARTICIPANT: frozenset({Participant}),
}
#: With one of these a file is taken apart all the same.
_HARMLESS = frozenset({ProblemKind.ALIAS, ProblemKind.TAG})
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


class Unread:
    """Files that could not be read, items that could not be told by their id, and what they may be."""

    def __init__(self) -> None:
        #: Their names in problems.
        self.files: set[str] = set()
        #: What seems to be defined there.
        self.ids: set[str] = set()
        self._models: set[type[BaseModel]] = set()
        #: The prefixes of the parts whose sources are not known.
        self._parts: set[str] = set()
        self._is_any_source = False

    def add(self, part: Part, name: str) -> None:
        """Take note of a file of a part."""
        self.files.add(part.prefix + name)
        found = (each for pair in _DEFINED.findall(part.files.get(name, b"")) for each in pair)
        self.ids.update(each.decode() for each in found if each)
        if name == part.head:
            self.add_sources(part)
        elif held := held_in(name):
            self._models.add(held[1])
        elif name != ALIASES:
            self.add_anything()

    def add_sources(self, part: Part) -> None:
        """Take note that a part's sources are not known."""
        self._parts.add(part.prefix)

    def add_anything(self) -> None:
        """Take note of something that may hold whatever there is: it has no name that we know."""
        self._models |= {Entry, Recommendation, Participant}
        self._is_any_source = True

    def add_item(self, model: type[BaseModel], node: Node) -> None:
        """Take note of an item that is not valid: what it is called, or that it may be called anything."""
        id_ = node.value.get("id") if isinstance(node.value, dict) else None
        if id_ is not None and isinstance(id_.value, str):
            self.ids.add(_NOT_IN_IDS.sub("-", id_.value.casefold()).strip("-"))
        else:
            self._models.add(model)

    def may_hold(self, problem: Problem) -> bool:
        """Tell whether what a problem did not find may be in what could not be read."""
        return not self._models.isdisjoint(_MEANT.get(problem.kind, ()))

    def may_name(self, parts: Iterable[str]) -> bool:
        """Tell whether a source may be named in what could not be read of some parts, by their prefixes."""
        return self._is_any_source or not self._parts.isdisjoint(parts)


def hides(problems: Iterable[Problem]) -> bool:
    """Tell whether the problems with a file's form may hide something that stands in it."""
    return any(each.kind not in _HARMLESS for each in problems)
