"""What was written in a file, piece by piece, and where each piece stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Node:
    """A scalar (text or None), a list, or fields by name; lines and columns count from 1."""

    line: int
    column: int
    value: "str | list[Node] | dict[str, Node] | None" = None
    #: Where each field's name stands.
    keys: "dict[str, Node]" = field(default_factory=dict)
    #: A problem with it is reported already, so what follows from it is not.
    broken: bool = False

    @property
    def shape(self) -> str:
        """What kind of value it is: "text", "list", "mapping", or "" for none."""
        match self.value:
            case None:
                return ""
            case str():
                return "text"
            case list():
                return "list"
            case _:
                return "mapping"

    def plain(self) -> Any:
        """Return the value without its places: str, None, lists and dicts."""
        if isinstance(self.value, list):
            return [each.plain() for each in self.value]
        if isinstance(self.value, dict):
            return {key: each.plain() for key, each in self.value.items()}
        return self.value


def place(file: str, node: Node) -> str:
    """Return where a node stands, as in problems."""
    return f"{file}:{node.line}:{node.column}"


def walk(node: Node, path: Iterable[int | str]) -> Iterator[Node]:
    """Yield the nodes of a path that exist below a node, outermost first."""
    for part in path:
        if isinstance(node.value, dict) and part in node.value:
            node = node.value[str(part)]
        elif isinstance(node.value, list) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            return
        yield node
