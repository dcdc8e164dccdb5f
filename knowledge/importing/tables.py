"""A table (CSV, XLSX) -> a sheet. Pure."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any

from knowledge.importing.blocks import ImportingError, Place, Refusal, Sheet
from knowledge.importing.packing import checked
from knowledge.importing.texts import decoded, squeezed

MAX_ROWS = 5000
_MAX_COLUMNS = 200
_MAX_CELL = 20_000
_SEPARATORS = ",;\t|"
_SECONDS = re.compile(r"T00:00:00$")


def read(data: bytes, name: str, seen: Callable[[int, int], object]) -> Sheet:
    """Read a table; its first line that is not empty names the columns.

    Raises:
        ImportingError: it is encrypted, broken, or too large.
    """
    rows = _in_workbook(data, name) if name.lower().endswith(".xlsx") else _in_csv(data, name)
    head: Sequence[str] = ()
    found: list[tuple[int, dict[str, str]]] = []
    for number, cells in rows:
        if not any(cells):
            continue
        if not head:
            head = [each.lstrip("\ufeff") for each in cells]
            continue
        if len(found) == MAX_ROWS:
            raise ImportingError(Refusal.TOO_MANY_ROWS, name, place=Place(row=number), accepted=f"{MAX_ROWS:,}")
        found.append((number, {column: cell for column, cell in zip(head, cells, strict=False) if column}))
        seen(len(found), 0)
    if not found:
        raise ImportingError(Refusal.NO_TEXT, name)
    return Sheet(name=name, columns=[each for each in head if each], rows=found)


def _in_csv(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    text = decoded(data, name)
    table = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        for cells in table:
            yield table.line_num, [_cell(each, name, table.line_num) for each in cells[:_MAX_COLUMNS]]
    except csv.Error as error:
        place = Place(row=table.line_num)
        raise ImportingError(Refusal.BROKEN, name, place=place, found=str(error)) from error


def _separator(text: str) -> str:
    """Return what separates the cells of the first line, quoted ones looked past."""
    first = re.sub(r'"[^"]*"', "", next((each for each in text.split("\n") if each.strip()), ""))
    return max(_SEPARATORS, key=first.count)


def _in_workbook(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - a tenth of a second that only this pays

    archive = checked(data, name)
    try:
        book = load_workbook(archive, read_only=True, data_only=True)
        rows: Iterable[Sequence[Any]] = book.worksheets[0].iter_rows(
            values_only=True, max_col=_MAX_COLUMNS, max_row=MAX_ROWS * 2
        )
        for number, cells in enumerate(rows, 1):
            yield number, [_cell(_written(each), name, number) for each in cells]
    except ImportingError:
        raise
    except Exception as error:
        raise ImportingError(Refusal.BROKEN, name, found=type(error).__name__) from error


def _written(value: Any) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return _SECONDS.sub("", value.isoformat())
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def _cell(text: str, name: str, row: int) -> str:
    if len(text) > _MAX_CELL:
        raise ImportingError(
            Refusal.BAD_CELL, name, place=Place(row=row), found=f"{len(text):,}", accepted=f"{_MAX_CELL:,}"
        )
    # Some list several values on lines of one cell.
    text = "\n".join(line for each in text.splitlines() if (line := squeezed(each)))
    # As exports write what would be a formula: see bot/cells.py.
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in "=+-@" else text
