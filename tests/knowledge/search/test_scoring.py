import numpy as np
import pytest

from knowledge.search.scoring import Bags, Numbers, Row, Texts, Vocabulary, by_owner, strength, strongest_pull
from knowledge.search.text import words

PHRASINGS = ["where are the slides", "where is the venue", "how much is the fee"]


def a_row(owner, text, **fields):
    return Row(owner, dict.fromkeys(words(text), 1.0), **fields)


ROWS = [a_row(owner, text) for owner, text in enumerate(PHRASINGS)]


@pytest.fixture
def vocabulary():
    known = dict.fromkeys(word for row in ROWS for word in row.words)
    return Vocabulary.of(known, [by_owner(ROWS, 3), by_owner([], 3)], entries=3)


@pytest.fixture
def texts(vocabulary):
    return Texts.of(ROWS, vocabulary, owners=3)


def closeness(texts, vocabulary, question, **unknown):
    known = vocabulary.numbered(dict.fromkeys(words(question), 1.0))
    pull = vocabulary.pull(known, unknown)
    return texts.closeness(pull, strongest_pull(pull, np.array(list(known), np.int64))).round(6).tolist()


@pytest.mark.parametrize("number", range(3))
def test_text_is_as_close_as_can_be_to_itself(texts, vocabulary, number):
    found = closeness(texts, vocabulary, PHRASINGS[number])
    assert found[number] == 1.0
    assert max(found[:number] + found[number + 1 :]) < 1.0


def test_rare_words_decide(texts, vocabulary):
    slides, venue, fee = closeness(texts, vocabulary, "where slides")
    assert slides > venue > fee


def test_unknown_words_count_against_every_text(texts, vocabulary):
    known = closeness(texts, vocabulary, "where are the slides")
    assert closeness(texts, vocabulary, "where are the slides", wednesday=1.0)[0] < known[0]


def test_unknown_words_meet_known_ones_in_their_n_grams(texts, vocabulary):
    assert closeness(texts, vocabulary, "", slide=1.0)[0] > 0


def test_what_more_entries_have_weighs_less(vocabulary):
    weights = dict(zip(vocabulary.ids, vocabulary.word_weights, strict=True))
    assert weights["slides"] > weights["where"] > weights["the"]


def test_owner_without_texts_has_nothing(vocabulary):
    texts = Texts.of([a_row(1, "the venue")], vocabulary, owners=3)
    assert texts.greatest(np.ones(1)).tolist() == [0.0, 1.0, 0.0]
    assert texts.words_of(0) == set()
    assert texts.words_of(1) == vocabulary.ids_of(["the", "venue"])


def test_texts_in_the_language_of_the_question_are_preferred(vocabulary):
    rows = [a_row(0, "the venue", language="en"), a_row(1, "the venue", language="fr", factor=0.5)]
    texts = Texts.of(rows, vocabulary, owners=2)
    assert texts.preferring("en", 0.9).tolist() == [1.0, 0.45]
    assert texts.preferring("ro", 0.9).tolist() == [1.0, 0.5]


def test_large_bags_are_cut_between_texts(monkeypatch):
    monkeypatch.setattr("knowledge.search.scoring.CHUNK", 3)
    bags = Bags.of([{0: 1.0, 1: 1.0}, {1: 1.0, 2: 1.0}, {}, {0: 1.0}])
    assert [bags.text[part].tolist() for part in bags.chunks()] == [[0, 0, 1, 1], [3]]


def test_equal_phrasing_is_as_strong_as_can_be():
    assert strength(np.array([1.0 - 1e-12, 0.99]), np.array([0.1, 1.0]), np.zeros(2))[0] == 1.0


NUMBERS = Numbers(
    [["recommendation", "3"], ["recommendation", "7"], ["zagreb"], ["venue"], ["zagreb", "2011"]],
    [["due", "2013"], [], ["held", "2011"], ["room", "12"], ["before", "2012"]],
)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        pytest.param("recommendation 7", [1], id="known from another entry"),
        pytest.param("recommendation 5", [2, 3, 4], id="entries with another number of the sort"),
        pytest.param("zagreb 2011", [2, 4], id="a year in an answer"),
        pytest.param("zagreb 2012", [], id="what a phrasing says outweighs the answer"),
        pytest.param("zagreb 1999", [1, 3], id="entries with another year"),
        pytest.param("room 12", [3], id="a number in an answer"),
        pytest.param("room", [0, 1, 2, 3, 4], id="no number"),
    ],
)
def test_number_rules_out_the_entries_about_another(question, left):
    assert np.flatnonzero(~NUMBERS.contradict(question.split())).tolist() == left


def test_words_of_the_question_are_looked_at_however_weak():
    pull = np.array([1.0, 0.0, 0.5, 0.001, 0.004])
    assert strongest_pull(pull, np.array([3])).tolist() == [0, 2, 3]


def test_of_many_words_those_that_pull_most_are_looked_at():
    pull = np.linspace(0.5, 1.0, 10_000)
    assert strongest_pull(pull, np.array([7])).tolist() == [7, *range(8_000, 10_000)]


def test_question_of_unknown_words_pulls_nothing():
    assert strongest_pull(np.zeros(3), np.array([], np.int64)).tolist() == []
