import numpy as np
import pytest

from knowledge.model import Entry
from knowledge.search.corpus import Corpus
from knowledge.search.scoring import Numbers, greatest, strength, strongest_pull
from knowledge.search.text import Aliases, words
from knowledge.search.weighing import Weighed

PHRASINGS = ["where are the slides", "where is the venue", "how much is the fee"]


def weighed(*texts, aliases=()):
    entries = [
        Entry.model_construct(id=str(number), phrasings={"en": (text,)}, answer={}) for number, text in enumerate(texts)
    ]
    return Weighed.of(Corpus.of(entries, Aliases.of(aliases)))


@pytest.fixture(scope="module")
def found():
    return weighed(*PHRASINGS)


def closeness(found, question, **unknown):
    vocabulary = found.vocabulary
    known = dict.fromkeys([*vocabulary.ids_of(words(question)), *vocabulary.pair_ids(words(question))], 1.0)
    pull = vocabulary.pull(known, unknown)
    asked, word, weight = found.phrased.words.take(np.arange(len(PHRASINGS)))
    return np.bincount(asked, weight * pull[word]).round(6).tolist()


@pytest.mark.parametrize("number", range(3))
def test_text_is_as_close_as_can_be_to_itself(found, number):
    values = closeness(found, PHRASINGS[number])
    assert values[number] == 1.0
    assert max(values[:number] + values[number + 1 :]) < 1.0


def test_rare_words_decide(found):
    slides, venue, fee = closeness(found, "where slides")
    assert slides > venue > fee


def test_unknown_words_count_against_every_text(found):
    known = closeness(found, "where are the slides")
    assert closeness(found, "where are the slides", wednesday=1.0)[0] < known[0]


def test_unknown_words_meet_known_ones_in_their_n_grams(found):
    assert closeness(found, "", slide=1.0)[0] > 0


def test_what_more_entries_have_weighs_less(found):
    weights = dict(zip(found.vocabulary.words, found.vocabulary.word_weights.tolist(), strict=False))
    assert weights["slides"] > weights["where"] > weights["the"]


def test_pairs_and_groups_have_numbers_of_their_own():
    vocabulary = weighed("late fee", "fee late", aliases=[["fee", "price"]]).vocabulary
    late, fee, price = (vocabulary.ids[word] for word in ("late", "fee", "price"))
    numbers = {late, fee, price, vocabulary.group_id(0), *vocabulary.pair_ids(["late", "fee", "late"])}
    assert numbers == set(range(len(vocabulary)))
    assert vocabulary.pair_ids(["fee", "fee"]) == vocabulary.pair_ids(["unknown", "fee"]) == []


def test_texts_in_the_language_of_the_question_are_preferred():
    entry = Entry.model_construct(id="a", phrasings={"en": ("the venue",), "fr": ("le lieu",)}, answer={})
    texts = Weighed.of(Corpus.of([entry], Aliases.of([]))).together
    assert texts.preferring(np.arange(2), 0, 0.9).tolist() == [1.0, 0.9]
    assert texts.preferring(np.arange(2), -1, 0.9).tolist() == [1.0, 1.0]


@pytest.mark.parametrize("chunk", [1, 3, 1000])
def test_texts_are_weighed_the_same_however_many_at_a_time(found, monkeypatch, chunk):
    monkeypatch.setattr("knowledge.search.arrays.CHUNK", chunk)
    other = weighed(*PHRASINGS)
    assert other.phrased.words.weights.tolist() == found.phrased.words.weights.tolist()
    assert other.vocabulary.rarities.tolist() == found.vocabulary.rarities.tolist()


def test_greatest_of_an_empty_run_is_nothing():
    assert greatest([0, 0, 2, 2, 3], np.array([0.5, 1.0, 0.25])).tolist() == [0.0, 1.0, 0.0, 0.25]
    assert greatest([0], np.zeros(0)).tolist() == []


def test_equal_phrasing_is_as_strong_as_can_be():
    assert strength(np.array([1.0 - 1e-7, 0.99]), np.array([0.1, 1.0]), np.zeros(2))[0] == 1.0


NUMBERS = Numbers.of(
    {0: {"3"}, 1: {"7"}, 4: {"2011"}},
    {0: {"2013"}, 2: {"2011"}, 3: {"12"}, 4: {"2012"}},
    5,
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
    assert strongest_pull(pull, np.array([7])).tolist() == [*range(9_999, 9_499, -1), 7]


def test_question_of_unknown_words_pulls_nothing():
    assert strongest_pull(np.zeros(3), np.array([], np.int64)).tolist() == []
