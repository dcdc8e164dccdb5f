"""What is marked as a draft is validated and counted, and never served, found or followed up."""

import pytest

from knowledge.base import KnowledgeBase, served_from
from knowledge.problems import ProblemKind
from knowledge.reading import Drafts

DOCUMENT = "---\ntitle: House rules\ndraft: true\n---\n# Rules\n\nThe lift is closed at night.\n"


@pytest.fixture
def drafted(content):
    """The content, with a draft of each sort."""
    content.change("spring-2013/entries/venue.yaml", "  - id: venue\n", "  - id: venue\n    draft: true\n")
    content.change("spring-2013/recommendations.yaml", "    standing:", "    draft: true\n    standing:")
    content.write("spring-2013/documents/rules.md", DOCUMENT)
    return content


def test_drafts_are_counted_and_left_out(drafted):
    knowledge = drafted.read()
    assert knowledge.drafts == Drafts(entries=1, recommendations=1, documents=1, checks=1)
    assert {each.id for each in knowledge.entries} == {"dates", "hello"}
    assert (knowledge.recommendations, knowledge.documents) == ((), ())
    assert [each.question for each in knowledge.checks] == ["what is the weather like"]


def test_draft_is_in_no_index(drafted):
    snapshot = served_from(drafted.folder)
    assert {"venue", "train-judges"}.isdisjoint(snapshot.entries)
    for index in (snapshot.index, snapshot.recommended, snapshot.index_about("spring-2013")):
        found = [
            each.entry.id
            for question in ("where is the meeting held", "train judges")
            for each in index.search(question)
        ]
        assert {"venue", "train-judges"}.isdisjoint(found)
    assert not snapshot.library.search("is the lift closed at night")


def test_draft_is_kept_in_no_generation(drafted, a_base):
    a_base()
    again = a_base()
    assert "venue" not in again.snapshot.entries
    assert again.snapshot.knowledge.drafts == Drafts()  # they are in the files, which nobody read


def test_draft_is_validated_as_everything_is(content):
    content.change(
        "spring-2013/entries/venue.yaml", "  - id: venue\n", "  - id: venue\n    draft: true\n    ‸colour: red\n"
    )
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.UNKNOWN_FIELD, content.marked)


def test_entry_whose_mark_is_taken_away_is_served_at_the_next_reload(drafted, a_base):
    base = a_base()
    drafted.change("spring-2013/entries/venue.yaml", "    draft: true\n", "")
    assert base.reload().added == ("venue",)


def test_seminar_that_is_a_draft_holds_its_whole_folder_back(content, tmp_path):
    for name in content.names():
        if name.startswith("spring-2013/") and "roster" not in name and "checks" not in name:
            text = (content.folder / name).read_text().replace("venue", "hall").replace("id: dates", "id: days")
            content.write(
                name.replace("spring", "autumn"),
                text.replace("[dates]", "[days]").replace("spring", "autumn").replace("train-", "teach-"),
            )
    content.write("autumn-2013/aliases.yaml", "aliases:\n  - [quay, wharf]\n")
    content.write("autumn-2013/documents/rules.txt", "The lift is closed at night.")
    content.change("autumn-2013/seminar.yaml", "start:", "draft: true\nstart:")
    knowledge = content.read()
    assert [each.id for each in knowledge.seminars] == ["spring-2013"]
    assert knowledge.drafts == Drafts(seminars=1, entries=2, recommendations=1, documents=1)
    assert {each.seminar for each in knowledge.entries} == {"spring-2013", None}
    assert not any("quay" in group for group in knowledge.aliases)
    assert KnowledgeBase(content.folder, tmp_path / "state").snapshot.seminar.id == "spring-2013"


def test_nothing_but_drafts_cannot_be_served_and_says_so(content):
    content.change("spring-2013/seminar.yaml", "start:", "draft: ‸true\nstart:")
    problem = content.problem()
    assert (problem.kind, problem.place) == (ProblemKind.ONLY_DRAFTS, content.marked)


def test_nothing_but_drafts_can_be_looked_at(content):
    content.change("spring-2013/seminar.yaml", "start:", "draft: true\nstart:")
    snapshot = served_from(content.folder, to_look_at=True)
    assert snapshot.seminar.id == "spring-2013"
    assert set(snapshot.entries) == {"hello"}
    assert snapshot.knowledge.drafts == Drafts(seminars=1, entries=2, recommendations=1, checks=2)
