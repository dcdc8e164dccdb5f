"""No cell of a table is a formula, and whatever writes tables sees to it."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cells import MAX_CELL, cell

ROOT = Path(__file__).parents[2]
#: By what a module writes a table.
WRITERS = {"csv.writer", "csv.DictWriter", "openpyxl", "xlsxwriter"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("in progress", "in progress"),
        ("", ""),
        ("=1+1", "'=1+1"),
        ("+40 21", "'+40 21"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("a=1", "a=1"),
        ("2031-01-01", "2031-01-01"),
    ],
)
def test_text_that_would_be_a_formula_has_an_apostrophe_in_front(text, shown):
    assert cell(text) == shown


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n '\"a1 \N{NO-BREAK SPACE}"), max_size=8))
def test_no_text_begins_a_formula(text):
    assert not cell(text).strip(" \N{NO-BREAK SPACE}").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_cell_is_no_longer_than_a_spreadsheet_takes():
    assert len(cell("=" * 50_000)) == MAX_CELL


def test_whatever_writes_a_table_puts_its_texts_through_cells():
    found = set()
    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "knowledge").rglob("*.py"), ROOT / "run_bot.py"]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = {ast.unparse(each) for each in ast.walk(tree) if isinstance(each, ast.Attribute)}
        imported = {
            name.name for each in ast.walk(tree) if isinstance(each, ast.Import | ast.ImportFrom) for name in each.names
        }
        writes = WRITERS & (used | imported)
        assert not writes or "cell" in imported, f"{path.name} writes tables by {sorted(writes)}"
        found |= {path.name} if writes else set()
    assert found  # what writes them is known when it is seen
