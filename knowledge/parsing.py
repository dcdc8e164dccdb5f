"""YAML text -> nodes that know their place, or every problem in it. Nothing is constructed: scalars stay text.

Events are read one by one rather than composed by the library, so that depth is refused before anything is built and
an alias can be reported by name instead of being expanded.
"""

import re
from bisect import bisect_right
from typing import Any

import yaml

from knowledge.nodes import Node, place
from knowledge.problems import Problem, ProblemKind

#: Content needs about six levels; an attack needs thousands.
MAX_DEPTH = 12
#: As in YAML's core schema; only unquoted.
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
#: What ends a line in an editor. YAML also counts U+0085, U+2028 and U+2029, which come along when text is pasted.
_LINE_END = re.compile(r"\r\n|\n|\r")
#: What a YAML text may not contain.
FORBIDDEN = yaml.reader.Reader.NON_PRINTABLE
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def decoded(data: bytes, file: str) -> tuple[str, Problem | None]:
    """Return a file's text, or "" and what is wrong where it is not UTF-8; a byte order mark is no part of it."""
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        start = error.object[: error.start].decode()  # not of `data`: the codec took a byte order mark off
        line, column = _Places(start).at(len(start))
        found = f"0x{error.object[error.start]:02x}"
        return "", Problem(kind=ProblemKind.NOT_UTF8, file=file, line=line, column=column, found=found)


def parse(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the document's root, and every problem with its form.

    The root is None where the text has a syntax error (the first is reported), is too deep or is not UTF-8. An empty
    document is a root without value.
    """
    text, problem = decoded(data, file)
    if problem is not None:
        return None, [problem]
    places = _Places(text)
    builder = _Builder(file, places)
    if character := FORBIDDEN.search(text):
        # Looked for here: the parser would tell a position in bytes, and stop before what is in front of it.
        line, column = places.at(character.start())
        found = f"control character U+{ord(character[0]):04X}"
        return None, [Problem(kind=ProblemKind.SYNTAX, file=file, line=line, column=column, found=found)]
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, _syntax_problem(error, file, places)]
    except _TooDeepError:
        return None, builder.problems
    return builder.root or Node(1, 1), builder.problems


def _syntax_problem(error: yaml.MarkedYAMLError, file: str, places: "_Places") -> Problem:
    found = " ".join(part for part in (error.context, error.problem) if part)
    line, column = places.of(error.problem_mark or error.context_mark)
    return Problem(kind=ProblemKind.SYNTAX, file=file, line=line, column=column, found=found)


class _Places:
    """Where a character stands in a text, as editors count: from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(each.end() for each in _LINE_END.finditer(text))]

    def of(self, mark: Any) -> tuple[int, int]:
        """Return the line and the column of the parser's mark; its own count other line ends."""
        return self.at(mark.index if mark else 0)

    def at(self, index: int) -> tuple[int, int]:
        """Return the line and the column of a character."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1


class _TooDeepError(Exception):
    """Reading stopped before the nesting could do harm."""


class _Builder:
    """Grows the nodes from the events of one file."""

    def __init__(self, file: str, places: _Places) -> None:
        self.file = file
        self._places = places
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[tuple[Node, Node | None]] = []  # the collection, and the field name that waits for its value
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents == 2:  # noqa: PLR2004
                self._report(ProblemKind.SECOND_DOCUMENT, event)
        elif self._documents > 1:
            return
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open_collection(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._place(self._alias(event))
        elif isinstance(event, yaml.ScalarEvent):
            self._place(self._scalar(event))

    def _open_collection(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._report(ProblemKind.TOO_DEEP, event, accepted=str(MAX_DEPTH))
            raise _TooDeepError
        self._refuse_tag(event)
        node = self._node(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
        self._place(node)
        self._open.append((node, None))

    def _alias(self, event: yaml.AliasEvent) -> Node:
        self._report(ProblemKind.ALIAS, event, found=f"*{event.anchor}")
        node = self._node(event)
        node.broken = True
        return node

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        self._refuse_tag(event)
        null = not event.style and event.value in _NULLS  # the C parser says "" for plain, the other None
        return self._node(event, None if null else event.value)

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent, key = self._open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif key is None:
            self._open[-1] = (parent, node)
        else:
            self._open[-1] = (parent, None)
            self._add_field(parent, key, node)

    def _add_field(self, parent: Node, key: Node, node: Node) -> None:
        assert isinstance(parent.value, dict)  # noqa: S101 - for mypy
        if key.broken:
            return
        if not isinstance(key.value, str):
            self._report_at(ProblemKind.WRONG_SHAPE, key, accepted="name")
        elif key.value in parent.value:
            other = place(self.file, parent.keys[key.value])
            self._report_at(ProblemKind.DUPLICATE_KEY, key, found=key.value, other=other)
        else:
            parent.value[key.value] = node
            parent.keys[key.value] = key

    def _refuse_tag(self, event: yaml.NodeEvent) -> None:
        if tag := getattr(event, "tag", None):
            self._report(ProblemKind.TAG, event, found=str(tag).replace("tag:yaml.org,2002:", "!!"))

    def _node(self, event: yaml.Event, value: Any = None) -> Node:
        return Node(*self._places.of(event.start_mark), value)

    def _report(self, kind: ProblemKind, event: yaml.Event, **details: str) -> None:
        self._report_at(kind, self._node(event), **details)

    def _report_at(self, kind: ProblemKind, node: Node, **details: str) -> None:
        self.problems.append(Problem(kind=kind, file=self.file, line=node.line, column=node.column, **details))
