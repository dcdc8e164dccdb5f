"""Files that were taken apart before: kept by what is in them, so that a reload parses only those that changed.

What is kept is what parsing gave, as JSON: lines, columns and texts; and beside it the texts alone, all that is looked
at where nothing is wrong. A file in which something was wrong is not kept, since what is wrong with it names its place.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import orjson

from knowledge.files import ENTRIES
from knowledge.nodes import Node
from knowledge.search.text import words
from knowledge.storage import StorageError, put_whole

#: A smaller file is parsed sooner than it is looked for.
_SMALLEST = 8192
#: Another form of what is kept, and what stands there is passed over.
_FORM = 2
#: Ends the name of a file with texts alone.
_TEXTS = ".texts"


@dataclass(frozen=True, slots=True)
class Plain:
    """What stands in a file, without the places."""

    #: As ``Node.plain`` returns it.
    root: Any
    #: Of each thing in a list of entries, its phrasings by language, each as it is compared.
    compared: Sequence[Mapping[str, Sequence[str]]]

    @classmethod
    def of(cls, root: Node) -> Self:
        plain = root.plain()
        listed = plain.get(ENTRIES) if isinstance(plain, dict) else None
        return cls(plain, [compared(each) for each in listed] if isinstance(listed, list) else [])


def compared(entry: Any) -> dict[str, list[str]]:
    """Return the phrasings of an entry as they are compared, by language; what has another shape has none."""
    phrasings = entry.get("phrasings") if isinstance(entry, dict) else None
    if not isinstance(phrasings, dict):
        return {}
    return {
        language: [as_compared(each) if isinstance(each, str) else "" for each in texts]
        for language, texts in phrasings.items()
        if isinstance(texts, list)
    }


def as_compared(phrasing: str) -> str:
    """Return what two phrasings have in common that are one; "" where there is nothing to find one by."""
    return " ".join(words(phrasing))


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

    def plain(self, data: bytes) -> Plain | None:
        """Return the texts of a file that has these bytes; None where it has to be taken apart."""
        if len(data) < _SMALLEST:
            return None
        name = _name(data)
        try:
            kept = orjson.loads((self._folder / f"{name}{_TEXTS}").read_bytes())
            plain = Plain(kept["root"], kept["compared"])
        except (OSError, ValueError, TypeError, KeyError):
            return None
        self._used |= {name, f"{name}{_TEXTS}"}
        return plain

    def keep(self, data: bytes, root: Node) -> None:
        """Keep the root of a file without problems; where the disk refuses, it is parsed again next time."""
        if len(data) < _SMALLEST:
            return
        name = _name(data)
        with suppress(StorageError, OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            put_whole(self._folder / name, orjson.dumps(_plain(root)))
            plain = Plain.of(root)
            put_whole(self._folder / f"{name}{_TEXTS}", orjson.dumps({"root": plain.root, "compared": plain.compared}))
            self._used |= {name, f"{name}{_TEXTS}"}

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
