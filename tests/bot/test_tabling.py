"""Records as files: whatever people wrote comes back as text, and nothing of it is a formula."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.progress import EventKind
from bot.records import AssignmentRecord, EventRecord, Export, columns, exported, schema
from bot.tabling import as_csv, as_json, as_xlsx, harmless
from tests.worlds import NOW, a_world, an_event, assignments_of

DOCS = Path(__file__).parents[2] / "docs"
PICTURE = a_world()
CARRIED = assignments_of(PICTURE)


def an_export(note="", evidence=""):
    return exported(CARRIED, [an_event(CARRIED[0], note=note, evidence=evidence)], PICTURE, NOW, "en")


def in_csv(records, kind):
    return list(csv.DictReader(io.StringIO(as_csv(records, kind).decode("utf-8-sig"), newline="")))


def in_xlsx(export):
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(export)))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "－1", "\u2003=1", " \u00a0=1"]
)
def test_what_starts_a_formula_is_made_text(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "in progress", "3 = 4", "2031-03-31", "'quoted'", "Šibenik", "https://a.example/=1"]
)
def test_all_else_stays_as_it_was(text):
    assert harmless(text) == text


WRITTEN = st.text(max_size=60) | st.text(alphabet="=+-@\t\r\n \"',;|%\x00\ud800a", max_size=20)


@given(note=WRITTEN)
@settings(max_examples=150, deadline=None)
def test_no_cell_of_a_table_begins_a_formula(note):
    [row] = in_csv(an_export(note).history, EventRecord)
    assert row["note"].lstrip()[:1] not in tuple("=+-@＝＋－＠")
    assert row["note"] == harmless(note)
    assert len(row) == len(columns(EventRecord))


@given(note=WRITTEN)
@settings(max_examples=30, deadline=None)
def test_no_cell_of_a_workbook_is_a_formula(note):
    book = in_xlsx(an_export(note))
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}


def test_table_has_a_line_for_each_with_every_column():
    rows = in_csv(an_export().assignments, AssignmentRecord)
    assert len(rows) == len(CARRIED)
    assert tuple(rows[0]) == columns(AssignmentRecord)
    assert {each["country"] for each in rows} == {"AL", "BA", "BG"}
    late = [each for each in rows if each["overdue"] == "true"]
    assert late
    assert all(each["due"] < "2026-03-02" for each in late)


def test_workbook_has_both_sheets():
    book = in_xlsx(an_export("Fine"))
    assert book.sheetnames == ["assignments", "history"]
    assert book["assignments"].max_row == 1 + len(CARRIED)
    assert [cell.value for cell in book["history"][1]] == list(columns(EventRecord))
    assert book["history"].cell(2, columns(EventRecord).index("note") + 1).value == "Fine"


def test_longest_note_fits_into_a_cell():
    book = in_xlsx(an_export("x" * 40_000))
    assert len(book["history"].cell(2, columns(EventRecord).index("note") + 1).value) == 32_767


@given(note=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=50, deadline=None)
def test_json_is_read_back_as_it_was(note):
    export = an_export(note)
    assert TypeAdapter(Export).validate_json(as_json(export)) == export


def test_half_a_character_is_no_obstacle():
    assert "�" in json.loads(as_json(an_export("a\ud800b")))["history"][0]["note"]


def test_published_schema_is_that_of_the_records():
    assert json.loads((DOCS / "export.schema.json").read_text(encoding="utf-8")) == schema()


@pytest.mark.parametrize("kind", [AssignmentRecord, EventRecord])
def test_every_column_is_documented(kind):
    written = (DOCS / "exports.md").read_text(encoding="utf-8")
    assert [each for each in columns(kind) if f"| `{each}` |" not in written] == []


def test_history_of_what_is_not_exported_is_left_out():
    left = exported(CARRIED[1:], [an_event(CARRIED[0]), an_event(CARRIED[1])], PICTURE, NOW, "en")
    assert [each.assignment for each in left.history] == [CARRIED[1].id]


def test_what_has_left_is_exported_without_its_names():
    gone = replace(CARRIED[0], recommendation="left", owner="erased")
    [record] = exported([gone], [an_event(gone, EventKind.ASSIGNED)], PICTURE, NOW, "en").assignments
    assert (record.reference, record.title, record.owner_name, record.country) == ("left", "", None, None)
