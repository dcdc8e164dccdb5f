"""Drafts of reports: what they hold, that they are valid, and that nobody is shown them."""

import os
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.application import SHARED
from bot.drafting import Draft, drafted, slug
from bot.local.importing import refused
from bot.wording import Wording
from knowledge.base import served_from
from knowledge.folders import put_folder
from knowledge.importing.blocks import Block, ImportingError, Paper, Place, Refusal, Shape
from knowledge.importing.findings import Fact, Findings, Point
from knowledge.importing.understanding import as_markdown, understood
from knowledge.model import Document, Source
from knowledge.passages import excerpts
from tests.reports import FOLDER, HELD_OUT, REPORTS, a_draft, asked, edited, measured, plain, unmarked

WORDING = Wording()
READ = [name for name in REPORTS if name not in HELD_OUT]


@pytest.fixture(scope="module")
def drafts(tmp_path_factory):
    """The drafts of the reports, each made once."""
    folder = tmp_path_factory.mktemp("reports")
    return {name: a_draft(name, folder) for name in READ}


@pytest.mark.parametrize("name", REPORTS)
def test_draft_holds_what_a_reader_lists_and_asserts_little_else(tmp_path, name):
    found = measured(name, a_draft(name, tmp_path))
    assert found.held >= 0.8, found.missed
    assert found.false <= 0.02, found.wrong


@pytest.mark.parametrize("name", READ)
def test_draft_is_valid_and_nothing_of_it_is_served(drafts, name):
    knowledge = served_from(drafts[name], to_look_at=True).knowledge
    assert (knowledge.entries, knowledge.recommendations, knowledge.documents) == ((), (), ())
    assert knowledge.drafts.entries > 25
    assert knowledge.drafts.recommendations >= 3
    assert (knowledge.drafts.seminars, knowledge.drafts.documents) == (1, 1)


@pytest.mark.parametrize("name", READ)
def test_draft_is_served_whole_once_its_marks_are_gone(tmp_path, name):
    folder = a_draft(name, tmp_path)
    before = served_from(folder, to_look_at=True).knowledge.drafts
    unmarked(folder)
    snapshot = served_from(folder)
    assert not snapshot.knowledge.drafts
    assert len(snapshot.knowledge.entries) == before.entries
    assert len(snapshot.knowledge.recommendations) == before.recommendations
    assert len(snapshot.knowledge.documents) == 1


@pytest.mark.parametrize("name", READ)
def test_edited_draft_answers_what_people_ask(tmp_path, name):
    folder = a_draft(name, tmp_path)
    unmarked(folder)
    edited(name, folder)
    total, silent, false = asked(name, served_from(folder, shared=SHARED))
    assert total == 50
    assert total - len(silent) - len(false) >= 0.9 * total, [*silent, *false]
    assert len(false) <= 0.03 * total, false


@pytest.mark.parametrize("name", READ)
def test_editing_puts_no_question_into_the_draft(name):
    """Else nothing would be shown but that what is written is found."""
    edits = (FOLDER / f"{name}.edits.yaml").read_text(encoding="utf-8")
    questions = yaml.safe_load((FOLDER / f"{name}.questions.yaml").read_text(encoding="utf-8"))
    assert [each["ask"] for each in questions if plain(each["ask"]).strip(" ?") in plain(edits)] == []


TEXTS = st.text(max_size=60) | st.sampled_from(["- a", "# b", "x: y", "12. c", "*d*", "| e |", "`f`", "---", "'", '"'])
LINES = TEXTS.map(lambda text: " ".join(text.encode("utf-8", "replace").decode().split())).filter(str.strip)
FACTS = st.builds(
    Fact,
    topic=st.sampled_from(
        ["dates", "venue", "person", "organisation", "number", "session", "section", "faq", "contact"]
    ),
    values=st.lists(LINES, max_size=3).map(lambda few: (*few, *few * 9)),
    passage=LINES,
    name=LINES,
    detail=LINES,
)
POINTS = st.builds(
    Point,
    number=st.integers(1, 9),
    text=LINES,
    title=st.just("") | LINES,
    noun=st.sampled_from(["recommendation", "commitment", "decision"]),
    addressee=st.just("") | LINES,
    deadline=st.none() | st.dates(),
    themes=st.lists(LINES, max_size=2).map(tuple),
    reference=st.just("") | LINES,
)
FINDINGS = st.builds(
    Findings,
    file=LINES,
    title=LINES,
    language=st.sampled_from(["fr", "en"]),
    city=st.just("") | LINES,
    facts=st.lists(FACTS, max_size=6),
    points=st.lists(POINTS, max_size=4),
    text=LINES,
)


@settings(max_examples=25)
@given(st.lists(FINDINGS, min_size=1, max_size=2))
def test_whatever_is_found_the_draft_is_valid(tmp_path_factory, found):
    folder = tmp_path_factory.mktemp("draft") / "seminar"
    put_folder(folder, drafted(found, "seminar", WORDING, "fr", str).files)
    knowledge = served_from(folder, to_look_at=True).knowledge
    assert knowledge.drafts.recommendations == sum(len(each.points) for each in found)
    assert knowledge.drafts.entries > 0


BLOCKS = st.lists(
    st.builds(Block, st.sampled_from([Shape.HEADING, Shape.PARAGRAPH, Shape.ITEM]), LINES, level=st.integers(1, 4)),
    max_size=6,
)


@settings(max_examples=60)
@given(BLOCKS)
def test_text_of_a_paper_comes_back_from_its_document(blocks):
    """What is quoted later is what the paper says, whatever signs it has."""
    paper = Document(id="a.md", source=Source(title="t"), is_markdown=True, text=as_markdown(blocks))
    quoted = " ".join(each.text for each in excerpts(paper)) + " ".join(
        each.text for each in blocks if each.shape is Shape.HEADING
    )
    letters = re.sub(r"\W", "", quoted)
    for each in blocks:
        assert re.sub(r"\W", "", each.text) in letters


def a_paper(*texts, **fields):
    blocks = [
        Block(Shape.HEADING if each.startswith("# ") else Shape.PARAGRAPH, each.removeprefix("# "), level=1)
        for each in texts
    ]
    return Paper(name="a.md", blocks=blocks, **fields)


def test_data_for_machines_becomes_facts():
    event = {
        "@type": "BusinessEvent",
        "name": "Harbour days",
        "startDate": "2027-03-14T09:00",
        "endDate": "2027-03-15",
        "organizer": {"@type": "Organization", "name": "Port of Varna"},
        "location": {"name": "Sea Hall", "address": {"streetAddress": "Quay 1", "addressLocality": "Varna"}},
        "offers": {"price": 20, "priceCurrency": "EUR"},
    }
    answer = {"@type": "Answer", "text": "<p>No, bring <b>boots</b>.</p>"}
    page = {
        "@type": "FAQPage",
        "mainEntity": [{"@type": "Question", "name": "Are boots lent?", "acceptedAnswer": answer}],
    }
    body = {"@type": "Organization", "name": "Port of Varna", "email": "mailto:a@example.org", "telephone": 3}
    found = understood(a_paper("# Harbour days", data=[event, page, body, {"@type": 5}, {}]))
    facts = {each.topic: each for each in found.facts}
    assert (found.start.isoformat(), found.end.isoformat()) == ("2027-03-14", "2027-03-15")
    assert facts["organiser"].values == ("Port of Varna",)
    assert facts["venue"].values == ("Sea Hall, Quay 1, Varna",)
    assert facts["fee"].values == ("20 EUR",)
    assert (facts["faq"].name, facts["faq"].passage) == ("Are boots lent?", "No, bring boots .")
    assert facts["contact"].values == ("a@example.org", "3")


def test_report_says_what_was_not_understood_and_what_is_missing():
    found = understood(a_paper("# Harbour days", "The weather was fine.", "# More", "Zzz"))
    draft = drafted([found], "harbour", WORDING, "en", str)
    assert isinstance(draft, Draft)
    missing = draft.report.partition("does not say")[2]
    assert "- When did the meeting take place?" in missing
    assert "- Who organised the meeting?" in missing
    entries = yaml.safe_load(draft.files["entries/not-stated.yaml"])["entries"]
    assert {each["kind"] for each in entries} == {"not_stated"}
    assert "NOT FOUND" in draft.files["seminar.yaml"]
    assert draft.report == draft.files["import-report.md"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", Refusal)
def test_refusal_names_the_file_the_place_and_the_remedy(kind, language):
    error = ImportingError(kind, "a.pdf", place=Place(page=3), found="x", accepted="y")
    said = refused(error, WORDING, language)
    assert said.startswith("a.pdf, page 3")
    assert said.endswith({"fr": "Rien n'a été écrit.", "en": "Nothing was written."}[language])


def test_slug_is_a_part_of_an_id():
    assert slug("Ministère de l'Intérieur (MI)") == "ministere-de-l-interieur-mi"
    assert slug("x" * 60) == "x" * 40
    assert slug("日本") == "x"
    assert os.fspath(Path(slug("../..", 9))) == "x"
