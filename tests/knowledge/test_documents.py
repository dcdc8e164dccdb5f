"""Documents are read with what is said of them, and what is wrong with one is said with its place."""

import pytest

from knowledge import files
from knowledge.base import served_from
from knowledge.model import Audience, Source
from knowledge.problems import ProblemKind
from knowledge.storage import GenerationStorage

RULES = "spring-2013/documents/rules.md"
LISTED = "spring-2013/documents.yaml"
FRONT = """\
---
title: Rules of the house
publisher: The house
url: https://example.org/rules
date: "2012"
language: en
---
# Rules

Keys are left at the desk.
"""


def the_document(content):
    [document] = content.read().documents
    return document


def test_document_has_what_its_front_matter_says(content):
    content.write(RULES, FRONT)
    document = the_document(content)
    assert document.source == Source(
        title="Rules of the house", publisher="The house", url="https://example.org/rules", date="2012"
    )
    assert (document.id, document.seminar, document.language) == (RULES, "spring-2013", "en")
    assert document.audience is Audience.EVERYONE
    assert document.is_markdown


def test_lines_below_the_front_matter_keep_their_numbers(content):
    content.write(RULES, FRONT)
    assert the_document(content).text.splitlines()[9] == FRONT.splitlines()[9] == "Keys are left at the desk."
    assert "publisher" not in the_document(content).text


def test_document_has_what_the_list_says(content):
    content.write("spring-2013/documents/rules.txt", "Keys are left at the desk.\n")
    content.write(LISTED, "documents:\n  - {file: rules.txt, title: House rules, language: fr, audience: organisers}\n")
    document = the_document(content)
    assert (document.source.title, document.language, document.audience) == ("House rules", "fr", "organisers")
    assert not document.is_markdown


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        pytest.param("rules.md", "Intro.\n\n## Keys & _rooms_\n\nText.\n", "Keys & rooms", id="first heading"),
        pytest.param("old rules.md", "No heading.\n", "old rules", id="name of a file without headings"),
        pytest.param("old rules.txt", "# No heading\n", "old rules", id="name of a plain text"),
        pytest.param(" .txt", "Text.\n", ".txt", id="name of a file that has none"),
        pytest.param("deep/er/rules.MARKDOWN", "Text.\n", "rules", id="in folders"),
    ],
)
def test_document_without_a_title_is_called_by(content, name, text, title):
    content.write(f"spring-2013/documents/{name}", text)
    assert the_document(content).source.title == title


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\nA rule above.\n\n---\nAnd below.\n", id="two rules across the page"),
        pytest.param("---\ntitle: never closed\n", id="never closed"),
        pytest.param("Text.\n\n---\ntitle: in the middle\n---\n", id="not at the start"),
    ],
)
def test_what_only_looks_like_front_matter_is_text(content, text):
    content.write(RULES, text)
    assert the_document(content).text == text


def test_windows_files_are_read_alike(content):
    content.write(RULES, b"\xef\xbb\xbf" + FRONT.replace("\n", "\r\n").encode())
    document = the_document(content)
    assert document.source.title == "Rules of the house"
    assert document.text.split("\n")[9].strip() == "Keys are left at the desk."


def test_shared_document_belongs_to_no_seminar(content):
    content.write("shared/documents/rules.md", FRONT)
    assert the_document(content).seminar is None


def test_same_files_give_the_same_hash_and_other_text_another(content):
    content.write(RULES, FRONT)
    before = content.read().sources_hash
    assert content.read().sources_hash == before
    content.write(RULES, FRONT + "And more.\n")
    assert content.read().sources_hash != before


# What is wrong


@pytest.mark.parametrize(
    ("text", "kind", "details"),
    [
        pytest.param(b"Caf\xe9\n", "not-utf8", {"line": 1, "column": 4, "found": "0xe9"}, id="Latin-1"),
        pytest.param("Clés\n".encode("utf-16"), "not-utf8", {"line": 1, "column": 1}, id="UTF-16"),
        pytest.param("Cles\nici".encode("utf-16-le"), "not-utf8", {"line": 1, "found": "0x00"}, id="UTF-16, no mark"),
        pytest.param("\n \n", "empty", {"line": None}, id="nothing in it"),
        pytest.param("---\ntitle: x\n---\n\n", "empty", {"line": None}, id="nothing below its front matter"),
        pytest.param(
            "---\ntitle: x\n‸urls: y\n---\nText.\n", "unknown-field", {"line": 3, "found": "urls"}, id="unknown field"
        ),
        pytest.param(
            "---\nurl: javascript:alert(1)\n---\nText.\n",
            "bad-form",
            {"line": 2, "column": 6, "accepted": "url"},
            id="address that is none",
        ),
        pytest.param("---\ntitle: a: b\n---\nText.\n", "syntax", {"line": 2}, id="front matter that is no YAML"),
        pytest.param("---\nseminar: other\n---\nText.\n", "unknown-field", {"line": 2}, id="field set by the reader")
    ],
)  # fmt: skip
def test_problem_of_a_document_has_its_place(content, text, kind, details):
    content.write(RULES, text)
    problem = content.problem()
    assert (problem.kind, problem.file) == (kind, RULES)
    assert {name: getattr(problem, name) for name in details} == details


def test_too_large_a_document_is_refused_with_both_sizes(content, monkeypatch):
    monkeypatch.setattr(files, "MAX_DOCUMENT", 100)
    content.write(RULES, "word " * 21)
    problem = content.problem()
    assert (problem.kind, problem.place, problem.found, problem.accepted) == ("too-large", RULES, "105", "100")


def test_documents_that_are_too_large_together_are_refused_by_the_largest(content, monkeypatch):
    monkeypatch.setattr(files, "MAX_DOCUMENTS", 100)
    content.write(RULES, "word " * 12)
    content.write("shared/documents/more.txt", "word " * 9)
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.TOO_LARGE_TOGETHER, RULES)
    assert (problem.found, problem.accepted) == ("105", "100")


def test_entries_may_be_larger_than_a_document(content, monkeypatch):
    monkeypatch.setattr(files, "MAX_DOCUMENT", 10)
    assert content.read().entries


def test_document_that_is_no_text_is_refused_by_the_name_it_should_have(content):
    content.write("spring-2013/documents/annex/rules.pdf", b"%PDF-1.7")
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.NOT_TEXT, "spring-2013/documents/annex/rules.pdf")
    assert problem.accepted == "rules.md"


def test_original_may_lie_beside_its_text(content):
    content.write("spring-2013/documents/rules.pdf", b"%PDF-1.7")
    content.write(RULES, FRONT)
    content.write("spring-2013/documents/picture.png", b"\x89PNG")
    assert the_document(content).id == RULES


@pytest.mark.parametrize("folder", ["document", "Documents"])
def test_misspelt_folder_is_not_passed_over(content, folder):
    content.write(f"spring-2013/{folder}/rules.md", FRONT)
    assert content.problem().kind is ProblemKind.UNKNOWN_FILE


def test_listed_document_that_is_not_there_is_reported_with_a_guess(content):
    content.write(RULES, "Text.\n")
    content.write(LISTED, "documents:\n  - file: ‸rule.md\n")
    problem = content.problem()
    assert (problem.kind, problem.place, problem.found) == (ProblemKind.UNKNOWN_DOCUMENT, content.marked, "rule.md")
    assert problem.accepted == "rules.md"


def test_listed_document_that_could_not_be_read_is_reported_once(content, monkeypatch):
    monkeypatch.setattr(files, "MAX_DOCUMENT", 10)
    content.write(RULES, "word " * 21)
    content.write(LISTED, "documents:\n  - file: rules.md\n")
    assert content.problem().kind is ProblemKind.TOO_LARGE


def test_document_is_described_in_one_place(content):
    content.write(RULES, FRONT)
    content.write(LISTED, "documents:\n  - file: ‸rules.md\n    title: x\n")
    problem = content.problem()
    assert (problem.kind, problem.place, problem.other) == (
        ProblemKind.DESCRIBED_TWICE,
        content.marked,
        f"{RULES}:2:1",
    )


def test_document_is_listed_once(content):
    content.write(RULES, "Text.\n")
    content.write(LISTED, "documents:\n  - {file: rules.md}\n  - {file: ‸rules.md, title: x}\n")
    problem = content.problem()
    assert (problem.kind, problem.place, problem.other) == (
        ProblemKind.DESCRIBED_TWICE,
        content.marked,
        f"{LISTED}:2:12",
    )


# In service


def test_reload_tells_which_documents_came_changed_and_went(content, a_base):
    content.write(RULES, FRONT)
    content.write("shared/documents/old.txt", "The old rules of the game of chess.\n")
    base = a_base()
    content.write(RULES, FRONT + "Nobody whistles.\n")
    content.write("spring-2013/documents/new.txt", "The new rules of the game of chess.\n")
    content.remove("shared/documents/old.txt")
    difference = base.reload()
    assert difference.added == ("spring-2013/documents/new.txt",)
    assert difference.changed == (RULES,)
    assert difference.removed == ("shared/documents/old.txt",)


def test_documents_are_kept_and_undone(content, a_base, tmp_path):
    content.write(RULES, FRONT)
    base = a_base()
    content.write(RULES, FRONT.replace("Keys", "Bicycles"))
    base.reload()
    restarted = a_base()
    assert restarted.snapshot.knowledge == base.snapshot.knowledge
    assert "Bicycles" in restarted.snapshot.library.search("where are bicycles left")[0].excerpt.text
    assert restarted.undo().changed == (RULES,)
    assert "Keys" in restarted.snapshot.library.search("where are keys left")[0].excerpt.text
    kept = GenerationStorage(tmp_path / "state", read_only=True).read()
    assert "Keys are left at the desk." in kept["documents"]["1"]["text"]


def test_generation_from_before_there_were_documents_is_served(content, a_base, tmp_path):
    base = a_base()
    storage = GenerationStorage(tmp_path / "state")
    tables = storage.read()
    del tables["documents"]
    storage.write(tables)
    assert a_base().snapshot.knowledge == base.snapshot.knowledge


def test_document_for_fewer_people_is_found_by_nobody(content):
    content.write(RULES, FRONT.replace("---\n#", "audience: organisers\n---\n#"))
    assert content.read().documents[0].audience is Audience.ORGANISERS
    content.write("spring-2013/documents/other.md", "Nothing about what is left at desks.\n")
    found = served_from(content.folder).library.search("keys are left at the desk")
    assert {each.excerpt.document.id for each in found} <= {"spring-2013/documents/other.md"}
