"""Names that are missing in aliases are proposed from the questions that failed: few, and plausible ones."""

import pytest

from knowledge.checks import Failure, Outcome
from knowledge.model import Check
from knowledge.proposing import proposals
from tests.fakes import an_entry

OUTCOME = Outcome(kind="unknown", entry=None, offered=(), language="en", confidence=0.1)
ENTRIES = {
    each.id: each
    for each in (
        an_entry("masks", "where must masks be worn", "In buses."),
        an_entry("virus", "what is covid-19", "A disease.", fr=("qu'est-ce que la covid-19", "Une maladie.")),
        an_entry("tests", "where can I be tested for covid-19", "In town."),
        an_entry("line", "what is the number of the help line", "116."),
        an_entry("people", "who helps victims of human trafficking", "Many.", fr=("qui aide les victimes", "Tous.")),
    )
}
PASSING = [
    Check(question="please tell me where must masks be worn", entry="masks"),
    Check(question="please who helps victims", entry="people"),
    Check(question="please what is the help line", entry="line"),
]


def proposed(*asked, aliases=()):
    """Return what is proposed where questions, each with the entry it expects, have failed."""
    checks = [Check(question=question, entry=entry) for question, entry in asked]
    failed = [Failure(each, each.entry, "unknown", OUTCOME) for each in checks]
    found = proposals(failed, ENTRIES, [*checks, *PASSING], aliases)
    return [(each.term, each.same, each.entries, len(each.questions)) for each in found]


def test_name_that_the_entry_lacks_is_proposed_for_the_term_that_tells_it_from_others():
    assert proposed(("what is the coronavirus", "virus")) == [("coronavirus", "covid-19", ("virus",), 1)]


def test_questions_for_several_entries_speak_for_the_term_they_share():
    asked = [("what is the Coronavirus", "virus"), ("where can I be tested for coronavirus", "tests")]
    assert proposed(*asked) == [("Coronavirus", "covid-19", ("virus", "tests"), 2)]


def test_words_side_by_side_are_one_name():
    [(term, same, _, _)] = proposed(("who helps victims of modern slavery", "people"))
    assert term == "modern slavery"
    assert same in {"human trafficking", "trafficking"}


def test_acronym_of_few_letters_is_a_name_in_capitals_only():
    assert [each[0] for each in proposed(("who helps victims of TB", "people"))] == ["TB"]
    assert proposed(("who helps victims of tb", "people")) == []


def test_name_in_another_script_is_one():
    assert [each[0] for each in proposed(("what is the коронавирус", "virus"))] == ["коронавирус"]


def test_more_questions_speak_louder():
    asked = [
        ("what is the number of the hotline", "line"),
        ("what is the coronavirus", "virus"),
        ("where can I be tested for coronavirus", "tests"),
    ]
    assert [each[0] for each in proposed(*asked)] == ["coronavirus", "hotline"]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("please what is it", id="a word of many subjects"),
        pytest.param("what is covid-19", id="nothing strange"),
        pytest.param("what is covd-19", id="a misspelt word of the entry"),
        pytest.param("what is 2020", id="a number"),
        pytest.param("zebras what giraffes is elephants", id="too much that is strange"),
        pytest.param("zebras giraffes elephants lions is", id="too long a name"),
        pytest.param("?", id="no words"),
    ],
)
def test_what_is_no_name_is_not_proposed(question):
    assert proposed((question, "virus")) == []


def test_name_that_is_known_already_is_not_proposed():
    assert proposed(("what is the coronavirus", "virus"), aliases=[["covid-19", "coronavirus"]]) == []


def test_checks_that_expect_no_entry_propose_nothing():
    check = Check(question="what is the coronavirus", expect="nothing")
    assert proposals([Failure(check, "nothing", "virus (en)", OUTCOME)], ENTRIES, [check], ()) == []
