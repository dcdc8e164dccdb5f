"""A DOCX file -> a paper. Pure."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from knowledge.importing.blocks import Block, ImportingError, Paper, Place, Refusal, Shape
from knowledge.importing.packing import checked
from knowledge.importing.texts import squeezed

_LEVEL = re.compile(r"(?:heading|titre|überschrift)\s*(\d)", re.IGNORECASE)
_TITLES = {"title", "titre"}
#: As typed by hand before an item.
_TYPED = re.compile(r"^\s*(?:[-•–—]|\(?(?P<number>\d{1,3}|[a-z])[.)])\s+")


def read(data: bytes, name: str, seen: Callable[[int, int], object]) -> Paper:
    """Read a document.

    Raises:
        ImportingError: it is encrypted, broken or would grow beyond bounds.
    """
    archive = checked(data, name)
    try:
        document = Document(archive)
        blocks = [*_blocks(document, seen)]
        title = document.core_properties.title or ""
    except Exception as error:
        raise ImportingError(Refusal.BROKEN, name, found=type(error).__name__) from error
    return Paper(name=name, blocks=blocks, title=squeezed(title))


def _blocks(document: Any, seen: Callable[[int, int], object]) -> Iterator[Block]:
    parts = list(document.iter_inner_content())
    numbering = _Numbering()
    for number, each in enumerate(parts, 1):
        if isinstance(each, Paragraph):
            yield from _paragraph(each, number, numbering)
        elif isinstance(each, Table):
            yield from _rows(each, number)
        seen(number, len(parts))


class _Numbering:
    """Numbers the items of lists: Word writes none of the numbers that it shows."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def next(self, paragraph: Paragraph) -> str:
        style = (paragraph.style.name or "") if paragraph.style is not None else ""
        if "number" not in style.lower() and "numéro" not in style.lower():
            return ""
        self.counts[style] = self.counts.get(style, 0) + 1
        return str(self.counts[style])

    def interrupted(self) -> None:
        self.counts.clear()


def _paragraph(paragraph: Paragraph, number: int, numbering: _Numbering) -> Iterator[Block]:
    text = squeezed(paragraph.text)
    if not text:
        return
    place = Place(line=number)
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    level = _LEVEL.match(style)
    typed = _TYPED.match(text)
    if level or style.lower() in _TITLES:
        numbering.interrupted()
        yield Block(Shape.HEADING, text, level=int(level[1]) if level else 1, place=place)
    elif style.lower().startswith(("list", "liste")) or _is_listed(paragraph):
        yield Block(Shape.ITEM, text, number=numbering.next(paragraph), place=place)
    elif typed:
        yield Block(Shape.ITEM, text[typed.end() :], number=typed["number"] or "", place=place)
    elif _is_set_as_heading(paragraph, text):
        yield Block(Shape.HEADING, text, level=2, place=place)
    else:
        for line in paragraph.text.split("\n"):
            if line.strip():
                yield Block(Shape.PARAGRAPH, squeezed(line), place=place)


def _is_listed(paragraph: Paragraph) -> bool:
    properties = paragraph._p.pPr  # noqa: SLF001 - the library has no public way to it
    return properties is not None and properties.numPr is not None


def _is_set_as_heading(paragraph: Paragraph, text: str) -> bool:
    """Tell a short line all in bold type, which ends as no sentence does."""
    runs = [each for each in paragraph.runs if each.text.strip()]
    return len(text) < 90 and text[-1] not in ".:;," and bool(runs) and all(each.bold for each in runs)  # noqa: PLR2004


def _rows(table: Table, number: int) -> Iterator[Block]:
    for row in table.rows:
        # A cell that spans several stands in each of them.
        cells = tuple(squeezed(each.text) for each in row.cells)
        if any(cells):
            yield Block(Shape.ROW, " | ".join(cells), cells=cells, place=Place(line=number))
