"""What is for fewer people is, for everybody else, as if it had never been written."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.base import Snapshot
from knowledge.model import Audience
from tests.fakes import a_recommendation, a_snapshot, an_entry

EVERYONE, PARTICIPANTS, ORGANISERS = Audience.EVERYONE, Audience.PARTICIPANTS, Audience.ORGANISERS
PUBLIC = [
    an_entry("venue", "where is the meeting held", "At the Esplanade hotel.", fr=("où est la réunion", "À l'hôtel.")),
    an_entry("dinner", "where do we have dinner", "At the lighthouse."),
    an_entry("fee", "how much is the registration fee", "Nothing."),
]
HIDDEN = [
    an_entry("budget", "how much does the dinner cost us", "Ten thousand.", audience=ORGANISERS),
    an_entry("list", "where is the list of participants", "In the annex.", audience=PARTICIPANTS),
    an_entry("hall", "where is the meeting hall", "On the second floor.", audience=PARTICIPANTS),
]
WHOLE, WITHOUT = a_snapshot(*PUBLIC, *HIDDEN), a_snapshot(*PUBLIC)
QUESTIONS = [
    "where is the meeting held",
    "where is the meeting hall",
    "how much does the dinner cost us",
    "where is the list",
    "what does it cost",
    "annex",
    "où est la réunion",
]


def found(snapshot, question):
    """Everything that a question finds, with all its figures."""
    return [(each.entry.id, each.phrasing, each.score, each.confidence) for each in snapshot.index.search(question)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_everyone_finds_what_they_would_find_if_it_were_not_there_to_the_last_figure(question):
    assert found(WHOLE, question) == found(WITHOUT, question)
    assert found(WHOLE.at(EVERYONE), question) == found(WITHOUT, question)


WORDS = ["where", "is", "the", "meeting", "hall", "dinner", "cost", "list", "annex", "us", "held", "much"]
words = st.lists(st.sampled_from(WORDS), max_size=6)


@settings(max_examples=60)
@given(words.map(" ".join))
def test_nothing_that_anybody_asks_tells_that_something_is_hidden(question):
    assert found(WHOLE, question) == found(WITHOUT, question)
    assert found(WHOLE.at(PARTICIPANTS), question) == found(a_snapshot(*PUBLIC, *_opened(HIDDEN[1:])), question)


def _opened(entries):
    return [each.model_copy(update={"audience": EVERYONE}) for each in entries]


@pytest.mark.parametrize("entry", HIDDEN)
def test_hidden_entry_tells_nothing_of_languages_courtesies_or_subjects(entry):
    strange = entry.model_copy(update={"answer": {"ro": "La etaj."}, "phrasings": {"ro": ("unde este sala",)}})
    talk = an_entry("talk", "greetings to you", "Hello.", kind="small_talk", audience=ORGANISERS)
    whole = a_snapshot(*PUBLIC, strange, talk)
    assert whole.languages == WITHOUT.languages
    assert whole.courtesies == WITHOUT.courtesies
    assert whole.guesser.guess("unde este sala") == WITHOUT.guesser.guess("unde este sala")
    assert whole.subjects.meetings() == WITHOUT.subjects.meetings()


@pytest.mark.parametrize(
    ("level", "ids"),
    [
        (EVERYONE, {"venue", "dinner", "fee"}),
        (PARTICIPANTS, {"venue", "dinner", "fee", "list", "hall"}),
        (ORGANISERS, {"venue", "dinner", "fee", "list", "hall", "budget"}),
    ],
)
def test_each_level_finds_what_is_for_it_and_what_is_for_those_below(level, ids):
    view = WHOLE.at(level)
    every = {each.id for each in (*PUBLIC, *HIDDEN)}
    assert {each for each in every if view.public(each) is not None} == ids
    asked = {entry.id: next(iter(entry.phrasings["en"])) for entry in (*PUBLIC, *HIDDEN)}
    assert {id_ for id_, question in asked.items() if id_ in {each for each, *_ in found(view, question)}} == ids


def test_level_for_which_there_is_nothing_more_is_the_same_snapshot():
    assert WITHOUT.at(ORGANISERS) is WITHOUT
    only_organisers = a_snapshot(*PUBLIC, HIDDEN[0])
    assert only_organisers.at(PARTICIPANTS) is only_organisers
    assert only_organisers.at(ORGANISERS) is not only_organisers
    assert only_organisers.at(ORGANISERS) is only_organisers.at(ORGANISERS)


def test_levels_are_built_before_anybody_waits_for_them():
    whole = a_snapshot(*PUBLIC, *HIDDEN)
    assert all("index" in whole.at(each).__dict__ for each in Audience)


def test_recommendation_and_its_document_follow_the_same_rule():
    secret = a_recommendation("secret", "ZAG-2013-X01", audience=ORGANISERS)
    whole = a_snapshot(*PUBLIC, recommendations=[a_recommendation(), secret])
    assert whole.public("secret") is None
    assert whole.at(PARTICIPANTS).public("secret") is None
    assert whole.at(ORGANISERS).public("secret").id == "secret"
    assert whole.entries["secret"].audience is ORGANISERS  # what it is for is known all the same


def test_view_is_of_the_same_generation():
    whole = Snapshot(replace(WHOLE.knowledge), 7)
    assert whole.at(ORGANISERS).generation == 7
