"""Tables of recommendations, in the columns of those who export them."""

from datetime import date

import pytest

from knowledge.importing.blocks import ImportingError, Refusal, Sheet
from knowledge.importing.columns import COLUMNS, meanings, points_of

UHRI = {
    "Document Symbol": "CCPR/C/ROU/CO/5",
    "Text": "The State party should train judges by 30 June 2027.",
    "Countries": "Romania",
    "Mechanism": "Human Rights Committee",
    "Themes": "Administration of justice\N{EN DASH}; Training",
    "Affected persons": "- Judges; Women & girls",
    "UPR Position": "",
}
UWAZI = {"Title": "Train judges", "Full text": "Train judges.", "Reviewed Country": "Romania", "Response": "Supported"}
IMPACT = {
    "Reference": "R.7",
    "Recommendation": "Former les magistrats dans les régions.",
    "Responsible": "Ministère de la Justice",
    "Target date": "2027-06-30",
    "Status": "Partially accepted",
}


def a_sheet(*rows):
    return Sheet(name="a.csv", columns=list(rows[0]), rows=[(number, row) for number, row in enumerate(rows, 2)])


def test_export_of_uhri():
    [point], language = points_of(a_sheet(UHRI))
    assert (point.reference, point.addressee, point.issued_by) == (
        "CCPR/C/ROU/CO/5",
        "Romania",
        "Human Rights Committee",
    )
    assert (point.deadline, language, point.place.row) == (date(2027, 6, 30), "en", 2)
    assert point.groups == ("Judges", "Women & girls")


def test_collection_of_uwazi():
    [point], _ = points_of(a_sheet(UWAZI))
    assert (point.title, point.addressee, point.acceptance) == ("Train judges", "Romania", "accepted")


def test_table_of_impact_oss():
    [point], language = points_of(a_sheet(IMPACT))
    assert (point.reference, point.addressee, point.deadline) == ("R.7", "Ministère de la Justice", date(2027, 6, 30))
    assert (point.acceptance, language) == ("partly_accepted", "fr")


@pytest.mark.parametrize(
    ("said", "meant"),
    [("Not accepted", "rejected"), ("Noted", "noted"), ("En attente", "pending"), ("Soutenue", "accepted"), ("?", "")],
)
def test_position_is_understood(said, meant):
    assert points_of(a_sheet({**UWAZI, "Response": said}))[0][0].acceptance == meant


def test_columns_are_found_whatever_their_case_and_accents():
    assert meanings(["ÉCHÉANCE", "Recommandation ", "inconnue"]) == {"text": "Recommandation ", "deadline": "ÉCHÉANCE"}
    names = [each for names in COLUMNS.values() for each in names]
    assert meanings(names).keys() == COLUMNS.keys()
    assert len(names) == len(set(names)), "a column that means two things means neither"


def test_rows_without_a_text_are_passed_over_and_a_table_without_any_is_refused():
    points, _ = points_of(a_sheet(UWAZI, {**UWAZI, "Full text": ""}, UWAZI))
    assert [(each.number, each.place.row) for each in points] == [(1, 2), (2, 4)]
    for sheet, kind in ((a_sheet({"Name": "x"}), Refusal.UNKNOWN_COLUMNS), (a_sheet({"Text": ""}), Refusal.NO_TEXT)):
        with pytest.raises(ImportingError) as raised:
            points_of(sheet)
        assert raised.value.kind is kind


def test_date_that_nobody_can_read_is_refused_with_its_row():
    with pytest.raises(ImportingError) as raised:
        points_of(a_sheet(IMPACT, {**IMPACT, "Target date": "Q3/27"}))
    assert (raised.value.kind, raised.value.place.row) == (Refusal.BAD_CELL, 3)
