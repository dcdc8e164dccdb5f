"""What every reader makes of a file: blocks of text in reading order, each with its place. Values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Refusal(StrEnum):
    """Why a file is not taken; `bot/locales` has the words for each."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    #: Of what is packed in it.
    TOO_LARGE_UNPACKED = "too-large-unpacked"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_MANY_ROWS = "too-many-rows"
    UNKNOWN_FORM = "unknown-form"
    OLD_FORM = "old-form"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no-text"
    BROKEN = "broken"
    #: Declarations in XML that no such file needs, by which a small one grows without end.
    ENTITIES = "entities"
    UNKNOWN_COLUMNS = "unknown-columns"
    BAD_CELL = "bad-cell"


class ImportingError(Exception):
    """A file is not taken; nothing was written."""

    def __init__(self, kind: Refusal, file: str, *, place: "Place | None" = None, **details: str) -> None:
        super().__init__(f"{file}: {kind}")
        self.kind, self.file, self.place = kind, file, place
        #: What was found, and what is accepted.
        self.details = {"found": "", "accepted": "", **details}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; from 1, 0 where the file has no such thing."""

    page: int = 0
    line: int = 0
    row: int = 0


#: Of what a file says as a whole.
NOWHERE = Place()


class Shape(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    #: Of a table; the first may hold the names of the columns.
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, item of a list, or row of a table. Its text is one line, and never empty."""

    shape: Shape
    text: str
    #: Of a heading, from 1.
    level: int = 0
    #: Of a row.
    cells: tuple[str, ...] = ()
    #: By which an item is called where it is numbered: "3", "b".
    number: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file that could be read."""

    #: Its name, without folders.
    name: str
    blocks: Sequence[Block]
    #: As the file itself says; "" where it does not.
    title: str = ""
    language: str = ""
    #: Where it was saved from.
    url: str = ""
    #: JSON-LD objects, in their order.
    data: Sequence[Mapping[str, Any]] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table that could be read: its first line, and the cells below by the names in it."""

    name: str
    columns: Sequence[str]
    #: With the number of its line.
    rows: Sequence[tuple[int, Mapping[str, str]]]
