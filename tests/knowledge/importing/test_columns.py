"""Tables of recommendations, in the columns of those who export them."""

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cells import cell
from knowledge.importing import tables
from knowledge.importing.blocks import ImportingError, Refusal, Sheet
from knowledge.importing.columns import COLUMNS, _spelt, meanings, points_of

ROOT = Path(__file__).parents[3]

UHRI = {
    "OHCHR Annotation Id": "4711",
    "Document Symbol": "CCPR/C/ROU/CO/5",
    "Reccomending Body": "- CCPR",
    "Type": "- Recommendations",
    "Countries Concerned": "- Romania",
    "Themes": "- Administration of justice\n- Training",
    "Affected Persons": "- Judges\n- Women & girls",
    "Text": "The State party should train judges by 30 June 2027.",
    "UPR Position": "",
}
UWAZI = {
    "title__en": "Train judges",
    "title__fr": "Former les magistrats",
    "Full text__en": "Train judges in all regions.",
    "Full text__fr": "Former les magistrats partout.",
    "Reviewed country": "Romania",
    "Topics": "justice|training",
    "Response": "Supported",
}
IMPACT = {
    "reference": "R.7",
    "title": "Former les magistrats dans les régions.",
    "accepted": "true",
    "Responsible": "Ministère de la Justice",
    "Target date": "2027/06/30",
}


def a_sheet(*rows):
    return Sheet(name="a.csv", columns=list(rows[0]), rows=[(number, row) for number, row in enumerate(rows, 2)])


def test_export_of_uhri():
    [point], language = points_of(a_sheet(UHRI))
    assert (point.reference, point.addressee, point.issued_by) == ("CCPR/C/ROU/CO/5", "Romania", "CCPR")
    assert (point.deadline, language, point.place.row) == (date(2027, 6, 30), "en", 2)
    assert (point.themes, point.groups) == (("Administration of justice", "Training"), ("Judges", "Women & girls"))


def test_collection_of_uwazi():
    [point], _ = points_of(a_sheet(UWAZI))
    assert (point.title, point.text) == ("Train judges", "Train judges in all regions.")
    assert (point.addressee, point.acceptance, point.themes) == ("Romania", "accepted", ("justice", "training"))


def test_table_of_impact_oss():
    [point], language = points_of(a_sheet(IMPACT))
    assert (point.reference, point.addressee, point.deadline) == ("R.7", "Ministère de la Justice", date(2027, 6, 30))
    assert (point.text, point.acceptance, language) == (IMPACT["title"], "accepted", "fr")


def test_tables_of_the_documentation_are_those_of_the_code():
    rows = re.findall(r"(?m)^\| `[a-z][\w.]+` \|(.*)\|$", (ROOT / "docs" / "importing.md").read_text(encoding="utf-8"))
    written = {_spelt(name) for row in rows for cell in row.split("|") for name in cell.split(",")} - {""}
    assert written == {each for names in COLUMNS.values() for each in names}


WORDS = st.text(alphabet="abcé XY'-=+@;,\n\"", min_size=1, max_size=20).map(lambda text: f"Z{' '.join(text.split())}")


@given(st.lists(st.tuples(WORDS, WORDS, st.dates(date(1950, 1, 1), date(2099, 12, 31))), min_size=1, max_size=5))
def test_what_is_written_as_a_table_comes_back(rows):
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow(["Text", "Title", "Deadline"])
    table.writerows([cell(text), cell(title), day.isoformat()] for text, title, day in rows)
    points, _ = points_of(tables.read(b"\xef\xbb\xbf" + written.getvalue().encode(), "a.csv", lambda *_: None))
    assert [(each.text, each.title, each.deadline) for each in points] == rows


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Not accepted", "rejected"),
        ("no", "rejected"),
        ("1", "accepted"),
        ("Noted", "noted"),
        ("En attente", "pending"),
        ("Soutenue", "accepted"),
        ("?", ""),
    ],
)
def test_position_is_understood(said, meant):
    assert points_of(a_sheet({**UWAZI, "Response": said}))[0][0].acceptance == meant


def test_columns_are_found_whatever_their_case_and_accents():
    assert meanings(["ÉCHÉANCE", "Recommandation ", "inconnue"]) == {"text": "Recommandation ", "deadline": "ÉCHÉANCE"}
    names = [each for names in COLUMNS.values() for each in names]
    assert meanings(names).keys() == COLUMNS.keys()
    assert len(names) == len(set(names)), "a column that means two things means neither"


def test_rows_without_a_text_are_passed_over_and_a_table_without_any_is_refused():
    points, _ = points_of(a_sheet(UWAZI, {**UWAZI, "Full text__en": ""}, UWAZI))
    assert [(each.number, each.place.row) for each in points] == [(1, 2), (2, 4)]
    for sheet, kind in ((a_sheet({"Colour": "x"}), Refusal.UNKNOWN_COLUMNS), (a_sheet({"Text": ""}), Refusal.NO_TEXT)):
        with pytest.raises(ImportingError) as raised:
            points_of(sheet)
        assert raised.value.kind is kind


def test_date_that_nobody_can_read_is_refused_with_its_row():
    with pytest.raises(ImportingError) as raised:
        points_of(a_sheet(IMPACT, {**IMPACT, "Target date": "Q3/27"}))
    assert (raised.value.kind, raised.value.place.row) == (Refusal.BAD_CELL, 3)
