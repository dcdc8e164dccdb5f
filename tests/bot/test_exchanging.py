"""Recommendations go out in the columns of others, and come back as they were."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exchanging import Form, as_table
from knowledge.importing import tables
from knowledge.importing.columns import points_of
from knowledge.model import Acceptance, Addressees, Audience, Level, Policy
from tests.fakes import a_recommendation

FULL = a_recommendation(
    text={"en": "That judges of every court be trained.", "fr": "Que les magistrats soient formés."},
    addressees={"en": "Ministries of justice", "fr": "Ministères de la justice"},
    issued_by={"en": "The regional adviser"},
    themes=("training", "justice"),
    affected_groups=("judges", "victims"),
    acceptance=Acceptance.PARTLY_ACCEPTED,
    levels=(Level.NATIONAL, Level.INTERNATIONAL),
    follow_up=Policy(owners=Addressees(roles=("coordinator",)), anchor=date(2014, 6, 30)),
)


def read_back(data):
    points, _ = points_of(tables.read(data, "a.csv", lambda *_: None))
    return points


def rows_of(data):
    return [*csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))]


@pytest.mark.parametrize("form", Form)
def test_recommendation_comes_back_as_it_went_out(form):
    [point] = read_back(as_table([FULL], form, ["en"]))
    assert (point.text, point.reference) == ("That judges of every court be trained.", "ZAG-2013-R01")
    assert (point.addressee, point.issued_by) == ("Ministries of justice", "The regional adviser")
    assert (point.themes, point.groups) == (("training", "justice"), ("judges", "victims"))
    assert point.acceptance == "partly_accepted"
    if form is not Form.UHRI:
        assert point.title == "Train judges"
    if form is Form.IMPACT_OSS:
        assert (point.deadline, point.levels) == (date(2014, 6, 30), ("national", "international"))


def test_languages_have_columns_of_their_own_where_the_form_has_them():
    [row] = rows_of(as_table([FULL], Form.UWAZI, ["en", "fr"]))
    assert (row["Title__en"], row["Title__fr"]) == ("Train judges", "Former les magistrats")
    assert row["Full text__fr"] == "Que les magistrats soient formés."
    assert read_back(as_table([FULL], Form.UWAZI, ["fr", "en"]))[0].title == "Former les magistrats"


@pytest.mark.parametrize("form", Form)
def test_what_is_not_for_everyone_stays(form):
    assert rows_of(as_table([FULL.model_copy(update={"audience": Audience.ORGANISERS})], form, ["en"])) == []


@pytest.mark.parametrize("acceptance", Acceptance)
@pytest.mark.parametrize("form", Form)
def test_every_position_comes_back(form, acceptance):
    [point] = read_back(as_table([FULL.model_copy(update={"acceptance": acceptance})], form, ["en"]))
    assert point.acceptance == acceptance


NAMES = st.from_regex(r"[a-z]{2,8}(-[a-z]{2,8})?", fullmatch=True)
SENTENCES = st.lists(st.from_regex(r"[A-Za-zéà,']{1,9}", fullmatch=True), min_size=3, max_size=9).map(" ".join)


@given(
    st.sampled_from(Form), SENTENCES, SENTENCES, st.lists(NAMES, unique=True, max_size=4), st.dates(date(1950, 1, 1))
)
def test_whatever_is_written_comes_back(form, text, addressee, themes, anchor):
    due = min(anchor, date(2099, 12, 31))
    recommendation = FULL.model_copy(
        update={
            "text": {"en": f"Shall {text}."},
            "addressees": {"en": f"The {addressee}"},
            "themes": tuple(themes),
            "follow_up": FULL.follow_up.model_copy(update={"anchor": due}),
        }
    )
    [point] = read_back(as_table([recommendation], form, ["en"]))
    assert (point.text, point.addressee, point.themes) == (f"Shall {text}.", f"The {addressee}", tuple(themes))
    if form is Form.IMPACT_OSS:
        assert point.deadline == due


@pytest.mark.parametrize("form", Form)
def test_no_cell_is_a_formula(form):
    hostile = FULL.model_copy(
        update={"text": {"en": "=HYPERLINK(1)"}, "title": {"en": "+1"}, "addressees": {"en": "@x"}}
    )
    for row in rows_of(as_table([hostile], form, ["en"])):
        assert not any(each.startswith(("=", "+", "@")) for each in row.values())
