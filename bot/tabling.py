"""Records -> files: tables (CSV, XLSX) and JSON. Pure.

A table is opened by a spreadsheet, which takes a cell that begins with certain signs for a formula. What people wrote
may begin with one, so such a cell gets an apostrophe before it, as a spreadsheet writes text itself.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, datetime

import orjson

from bot.cells import cell
from bot.records import AssignmentRecord, EventRecord, Export, columns

Record = AssignmentRecord | EventRecord
Cell = str | bool | date | datetime | None

#: What XML cannot hold, and half characters, which no file can.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HALF = re.compile(r"[\ud800-\udfff]")
_BETWEEN = "; "


def harmless(text: str) -> str:
    """Return a text as a cell, without what no file can hold."""
    return cell(_UNWRITABLE.sub("�", text))


def as_csv(records: Sequence[Record], kind: type[Record]) -> bytes:
    """Return records as a table in UTF-8, a line each below the names of the columns.

    It begins with the mark by which Excel knows UTF-8, and its lines end as RFC 4180 has it.
    """
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow(columns(kind))
    table.writerows([_in_csv(value) for value in _cells(each)] for each in records)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def as_xlsx(export: Export) -> bytes:
    """Return a workbook with a sheet of assignments and one of the history."""
    from openpyxl import Workbook  # noqa: PLC0415 - a tenth of a second that only this pays

    book = Workbook(write_only=True)
    sheets: dict[str, tuple[Sequence[Record], type[Record]]] = {
        "assignments": (export.assignments, AssignmentRecord),
        "history": (export.history, EventRecord),
    }
    for name, (records, kind) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(columns(kind)):
            sheet.column_dimensions[_letters(number)].width = max(12, len(column) + 2)
        sheet.append(columns(kind))
        for each in records:
            sheet.append([_in_xlsx(value) for value in _cells(each)])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def as_json(export: Export) -> bytes:
    """Return everything as ``docs/export.schema.json`` describes it."""
    whole = replace(export, history=tuple(map(_whole, export.history)))
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _whole(record: EventRecord) -> EventRecord:
    """Return a record without half characters, which no file can hold."""
    note, evidence = (_HALF.sub("�", each) for each in (record.note, record.evidence))
    return replace(record, note=note, evidence=evidence)


def _cells(record: Record) -> Iterator[Cell]:
    for each in fields(record):
        value = getattr(record, each.name)
        match value:
            case tuple():
                yield harmless(_BETWEEN.join(map(str, value)))
            case str():
                yield harmless(str(value))
            case _:
                yield value


def _in_csv(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
    return value


def _in_xlsx(value: Cell) -> Cell:
    match value:
        case datetime():
            return value.replace(tzinfo=None)  # a workbook knows no zones; all are UTC
    return value


def _letters(number: int) -> str:
    """Return what a spreadsheet calls a column, from 0: "A", "Z", "AA"."""
    before, last = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
