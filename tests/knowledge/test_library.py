"""Passages are found by what they say and what stands above them, and leave the entries alone."""

import pytest

from knowledge.library import Library
from knowledge.model import Document, Source
from knowledge.passages import excerpts
from tests.fakes import an_entry

RULES = """\
# Rules

## Lost property

What is found on a quay is kept in the customs shed for ninety days.
After that it is given to the sailors' orphanage.

## Mooring

Boats moor on the eastern quay, where the harbour master gives each one a berth by radio.

## Bicycles

In 2030 the bicycles were painted yellow; they stand behind the church.
"""
ENTRIES = [
    an_entry("dates", "when does the meeting take place", "In May.", fr=("quand a lieu la réunion", "En mai.")),
    an_entry("hotel", "where is the hotel of the participants", "At the port.", fr=("où est l'hôtel", "Au port.")),
    an_entry("fee", "what is the price of the meeting", "Nothing.", fr=("quel est le prix de la réunion", "Rien.")),
]


@pytest.fixture(scope="module")
def library():
    document = Document(id="rules.md", source=Source(title="Rules"), language="en", is_markdown=True, text=RULES)
    return Library(excerpts(document), questions=ENTRIES, aliases=[["berth", "poste d'amarrage"]])


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("where is lost property kept?", "Lost property"),
        ("what happens to things found on the quay after ninety days", "Lost property"),
        ("who gives me a berth", "Mooring"),
        ("poste d'amarrage", "Mooring"),
        ("bycicles behind the church", "Bicycles"),
    ],
)
def test_question_that_a_passage_answers_finds_it(library, question, heading):
    found = library.search(question)
    assert found[0].excerpt.headings == (heading,)
    assert found[0].confidence >= 0.6


@pytest.mark.parametrize(
    "question",
    [
        "when does the meeting take place",
        "what is the weather",
        "do penguins have knees",
        "what was painted in 2029",
        "",
        "😀",
        "\ud83d",
    ],
)
def test_other_questions_are_not_answered_by_a_passage(library, question):
    assert all(each.confidence < 0.6 for each in library.search(question))


def test_library_without_documents_finds_nothing():
    assert len(Library(())) == 0
    assert Library(()).search("where is lost property kept?") == ()


def test_same_question_finds_the_same(library):
    question = "where on the quay"
    assert library.search(question, limit=5) == library.search(question, limit=5)
