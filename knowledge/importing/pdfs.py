"""A PDF file -> a paper: lines are put together to paragraphs, headings told by their size. Pure.

PDFium gives runs of text with their places; which of them are a paragraph, a heading or a row of a table stands
nowhere in the file.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from knowledge.importing.blocks import Block, ImportingError, Paper, Place, Refusal, Shape
from knowledge.importing.texts import squeezed

MAX_PAGES = 2000
_MOST_RUNS = 5000
_MOST_TEXT = 5_000_000
_LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
#: Of the size of the type.
_SAME_LINE, _NEXT_CELL, _WORD_GAP, _NEXT_LINE = 0.4, 1.3, 0.12, 1.5
#: Larger than the text by so much is a heading; a heading is no longer than this.
_LARGER, _LONGEST_HEADING = 1.1, 200
_BOLD = 600
#: A line that ends so far from where most end is the last of its paragraph.
_SHORT_LINE = 0.72
#: Of the pages; so many of the lines at the top and at the bottom of each are looked at.
_REPEATED, _AT_AN_EDGE = 0.5, 2
_BULLET = re.compile(r"^(?:[•●▪■◦‣∙*–—-]|\(?(?P<number>\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s*(?=\S|$)")
_PAGE_NUMBER = re.compile(r"(?:page|p\.)?\s*\d{1,4}(?:\s*(?:/|of|sur|de)\s*\d{1,4})?", re.IGNORECASE)
_LABEL = re.compile(r"^[^\W\d_][^:.]{1,30}\s?: ?\S")


def read(data: bytes, name: str, seen: Callable[[int, int], object]) -> Paper:
    """Read a document.

    Raises:
        ImportingError: it is encrypted, broken, too long, or has no text.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        kind = Refusal.ENCRYPTED if getattr(error, "err_code", None) in _LOCKED else Refusal.BROKEN
        raise ImportingError(kind, name, found=str(error)) from error
    try:
        if len(document) > MAX_PAGES:
            raise ImportingError(Refusal.TOO_MANY_PAGES, name, found=str(len(document)), accepted=str(MAX_PAGES))
        lines = _without_edges([*_all_lines(document, name, seen)])
        title = squeezed(document.get_metadata_dict().get("Title", ""))
    finally:
        document.close()
    if not lines:
        raise ImportingError(Refusal.NO_TEXT, name)
    return Paper(name=name, blocks=[*_blocks(lines)], title=title)


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands on one line: one text, or the cells of a row."""

    page: int
    #: Of the base line, from below; in points, as all that follow.
    y: float
    left: float
    right: float
    size: float
    bold: bool
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.cells)


def _all_lines(document: Any, name: str, seen: Callable[[int, int], object]) -> Iterator[_Line]:
    much = 0
    for number in range(len(document)):
        try:
            page = document[number]
            runs = [*_runs(page, number + 1)]
            page.close()
        except pypdfium2.PdfiumError as error:
            place = Place(page=number + 1)
            raise ImportingError(Refusal.BROKEN, name, place=place, found=str(error)) from error
        much += sum(len(each.text) for each in runs)
        if much > _MOST_TEXT:
            raise ImportingError(Refusal.TOO_LARGE_UNPACKED, name, found=f"{much:,}", accepted=f"{_MOST_TEXT:,}")
        yield from _lines(runs)
        seen(number + 1, len(document))


def _runs(page: Any, number: int) -> Iterator[_Line]:
    texts = page.get_textpage()
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    for at in range(min(texts.count_rects(), _MOST_RUNS)):
        left, bottom, right, top = texts.get_rect(at)
        text = squeezed(texts.get_text_bounded(left, bottom, right, top).replace("\ufffe", "-").replace("\x02", "-"))
        if not text:
            continue
        index = pdfium.FPDFText_GetCharIndexAtPos(texts, left + 0.5, (bottom + top) / 2, 6, 6)
        size, base, bold = top - bottom, bottom, False
        if index >= 0:
            pdfium.FPDFText_GetMatrix(texts, index, matrix)
            pdfium.FPDFText_GetCharOrigin(texts, index, x, y)
            size = pdfium.FPDFText_GetFontSize(texts, index) * math.hypot(matrix.c, matrix.d) or size
            base, bold = y.value, pdfium.FPDFText_GetFontWeight(texts, index) >= _BOLD
        yield _Line(number, base, left, right, round(size, 1), bold, (text,))
    texts.close()


def _lines(runs: Iterable[_Line]) -> Iterator[_Line]:
    """Put runs that stand on one line together, in the order of the file."""
    line: _Line | None = None
    for run in runs:
        if line is not None and abs(run.y - line.y) < _SAME_LINE * line.size and run.left > line.right - line.size:
            line = _with(line, run)
            continue
        if line is not None:
            yield line
        line = run
    if line is not None:
        yield line


def _with(line: _Line, run: _Line) -> _Line:
    gap = (run.left - line.right) / line.size
    *before, last = line.cells
    if gap > _NEXT_CELL:
        cells = (*line.cells, *run.cells)
    else:
        cells = (*before, last + (" " if gap > _WORD_GAP else "") + run.text)
    return replace(line, right=run.right, cells=cells, bold=line.bold and run.bold, size=max(line.size, run.size))


def _without_edges(lines: Sequence[_Line]) -> list[_Line]:
    """Leave out what stands at the top or the bottom of many pages, and their numbers."""
    pages = [list(each) for _, each in groupby(lines, key=lambda line: line.page)]
    edges = {id(line) for page in pages for line in _edges(page)}
    seen = Counter(form for page in pages for form in {_form(line) for line in _edges(page)})
    repeated = {form for form, times in seen.items() if times > 1 and times >= len(pages) * _REPEATED}
    return [
        line
        for line in lines
        if id(line) not in edges or not (_form(line) in repeated or _PAGE_NUMBER.fullmatch(line.text))
    ]


def _edges(page: Sequence[_Line]) -> list[_Line]:
    by_height = sorted(page, key=lambda line: line.y)
    return [*by_height[:_AT_AN_EDGE], *by_height[-_AT_AN_EDGE:]]


def _form(line: _Line) -> str:
    """Return a line without the number of the page before or behind it."""
    return re.sub(r"^\d+\s+|\s+\d+$", "", line.text)


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0]
    larger = sorted((size for size in sizes if size > body * _LARGER), reverse=True)
    levels = {size: level for level, size in enumerate(larger, 1)}
    width = max((line.right for line in lines), default=0.0)
    gathered: list[_Line] = []
    for line in lines:
        if gathered and not _goes_on(gathered[-1], line, body, width):
            yield from _block(gathered, levels, body)
            gathered = []
        gathered.append(line)
    if gathered:
        yield from _block(gathered, levels, body)


def _goes_on(before: _Line, line: _Line, body: float, width: float) -> bool:
    """Tell whether a line belongs to the paragraph of the one before it."""
    if len(before.cells) > 1 or len(line.cells) > 1 or _is_large(before, body) != _is_large(line, body):
        return False
    if _BULLET.match(line.text) or abs(before.size - line.size) > body * 0.05 or before.bold != line.bold:
        return False
    if before.page != line.page:
        return before.text[-1:] not in ".!?:" and line.text[:1].islower()
    if not 0 < before.y - line.y < _NEXT_LINE * line.size:
        return False
    if _is_large(line, body):
        return True
    return before.right > width * _SHORT_LINE and not (_LABEL.match(line.text) and before.text[-1:] in ".:")


def _is_large(line: _Line, body: float) -> bool:
    return line.size > body * _LARGER


def _block(lines: Sequence[_Line], levels: dict[float, int], body: float) -> Iterator[Block]:
    first = lines[0]
    place = Place(page=first.page)
    text = squeezed(_joined([each.text for each in lines]))
    bullet = _BULLET.match(text)
    if bullet and not _is_large(first, body) and len(text) > bullet.end():
        yield Block(Shape.ITEM, text[bullet.end() :], number=bullet["number"] or "", place=place)
    elif len(first.cells) > 1:
        yield Block(Shape.ROW, " | ".join(first.cells), cells=first.cells, place=place)
    elif _is_large(first, body) and len(text) <= _LONGEST_HEADING:
        yield Block(Shape.HEADING, text, level=levels[first.size], place=place)
    elif first.bold and len(lines) == 1 and len(text) <= _LONGEST_HEADING // 2 and text[-1] not in ".;,:":
        yield Block(Shape.HEADING, text, level=len(levels) + 1, place=place)
    else:
        yield Block(Shape.PARAGRAPH, text, place=place)


def _joined(texts: Sequence[str]) -> str:
    """Join lines; a word that was parted at the end of one is whole again."""
    found = texts[0]
    for each in texts[1:]:
        if found.endswith("-") and not found.endswith(" -") and each[:1].islower():
            found = found[:-1] + each
        else:
            found = f"{found} {each}"
    return found
