"""Files that were taken apart before: kept by what is in them, so that a reload parses only those that changed.

What is kept is what parsing gave, as JSON: lines, columns and texts. A file in which something was wrong is not kept,
since what is wrong with it names its place.
"""

from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from knowledge.nodes import Node
from knowledge.storage import StorageError, put_whole

#: A smaller file is parsed sooner than it is looked for.
_SMALLEST = 8192
#: Another form of what is kept, and what stands there is passed over.
_FORM = 1


class Parsed:
    """A folder of what was parsed. Nothing depends on it: what is missing or spoilt is parsed again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def get(self, data: bytes) -> Node | None:
        """Return the root of a file that has these bytes; None where it has to be parsed."""
        if len(data) < _SMALLEST:
            return None
        name = _name(data)
        try:
            kept = orjson.loads((self._folder / name).read_bytes())
            root = _node(kept)
        except (OSError, ValueError, TypeError, KeyError, IndexError):
            return None
        self._used.add(name)
        return root

    def keep(self, data: bytes, root: Node) -> None:
        """Keep the root of a file without problems; where the disk refuses, it is parsed again next time."""
        if len(data) < _SMALLEST:
            return
        name = _name(data)
        with suppress(StorageError, OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            put_whole(self._folder / name, orjson.dumps(_plain(root)))
            self._used.add(name)

    def sweep(self) -> None:
        """Drop what the reading that has just ended had no use for."""
        with suppress(OSError):
            for each in self._folder.iterdir():
                if each.name not in self._used:
                    each.unlink()
        self._used.clear()


def _name(data: bytes) -> str:
    return f"{_FORM}-{sha256(data).hexdigest()}.json"


def _plain(node: Node) -> Sequence[Any]:
    """Return a node as lists, which JSON writes short."""
    value = node.value
    if isinstance(value, list):
        return (node.line, node.column, [_plain(each) for each in value])
    if isinstance(value, dict):
        fields = [(name, node.keys[name].line, node.keys[name].column, _plain(each)) for name, each in value.items()]
        return (node.line, node.column, fields, 0)
    return (node.line, node.column, value)


def _node(kept: Sequence[Any]) -> Node:
    line, column, value = kept[0], kept[1], kept[2]
    if len(kept) == 4:  # noqa: PLR2004 - fields by name
        fields, keys = {}, {}
        for name, at, across, each in value:
            fields[name] = _node(each)
            keys[name] = Node(at, across, name)
        return Node(line, column, fields, keys)
    if isinstance(value, list):
        return Node(line, column, [_node(each) for each in value])
    return Node(line, column, value)
