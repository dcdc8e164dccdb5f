"""From matches to a decision: answer, offer, or say that we don't know."""

from dataclasses import dataclass

import pytest

from bot.answering import (
    MAX_CHOICES,
    Answer,
    Offer,
    Quote,
    Thresholds,
    Unknown,
    decide,
    found,
    quoting,
    without_courtesies,
)
from knowledge.model import EntryKind
from knowledge.search import Match
from knowledge.search.confidence import Evidence
from tests.fakes import an_entry

THRESHOLDS = Thresholds(answer=0.6, offer=0.2)
COURTESIES = {("hello",), ("good", "morning"), ("thank", "you"), ("thank", "you", "very", "much"), ("please",)}


@dataclass(frozen=True)
class Matched:
    """A match, as the search returns it."""

    confidence: float
    score: float = 1.0
    entry: object = None


def a_match(confidence, *, score=1.0, entry="venue"):
    return Matched(confidence, score, an_entry(entry))


def test_sure_enough_is_an_answer():
    best = a_match(0.6)
    assert decide([best, a_match(0.5)], THRESHOLDS) == Answer(best)


def test_less_sure_is_an_offer():
    matches = [a_match(0.59), a_match(0.4, score=0.9)]
    assert decide(matches, THRESHOLDS) == Offer(tuple(matches))


def test_hardly_sure_is_still_an_offer():
    best = a_match(0.2)
    assert decide([best], THRESHOLDS) == Offer((best,))


def test_less_than_that_is_not_known():
    assert decide([a_match(0.19)], THRESHOLDS) == Unknown()


def test_no_match_is_not_known():
    assert decide([], THRESHOLDS) == Unknown()


def test_offer_holds_no_more_than_fits_a_line():
    matches = [a_match(0.5, entry=f"entry-{number}") for number in range(5)]
    decision = decide(matches, THRESHOLDS)
    assert decision == Offer(tuple(matches[:MAX_CHOICES]))


def test_offer_leaves_out_what_is_far_behind_the_best():
    best, close, far = a_match(0.5, score=10), a_match(0.4, score=6), a_match(0.1, score=5.9)
    assert decide([best, close, far], THRESHOLDS) == Offer((best, close))


def test_small_talk_is_answered_and_never_offered():
    talk = Matched(0.9, entry=an_entry("talk-ok", kind=EntryKind.SMALL_TALK))
    assert decide([talk], THRESHOLDS) == Answer(talk)
    unsure = Matched(0.5, entry=talk.entry)
    assert decide([unsure], THRESHOLDS) == Unknown()
    assert decide([unsure, a_match(0.4)], THRESHOLDS) == Offer((a_match(0.4),))
    assert decide([unsure, a_match(0.1)], THRESHOLDS) == Unknown()


def test_passage_is_answered_with_but_not_offered():
    passage = Matched(0.9)
    assert decide([passage], THRESHOLDS) == Answer(passage)
    assert decide([Matched(0.5), a_match(0.4)], THRESHOLDS) == Offer((a_match(0.4),))
    assert decide([Matched(0.5)], THRESHOLDS) == Unknown()


def test_one_threshold_for_both_leaves_no_room_for_an_offer():
    only = Thresholds(answer=0.5, offer=0.5)
    assert isinstance(decide([a_match(0.5)], only), Answer)
    assert isinstance(decide([a_match(0.49)], only), Unknown)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        pytest.param("Hello, where is it?", "where is it", id="before"),
        pytest.param("where is it please", "where is it", id="after"),
        pytest.param("good morning hello where is it please thank you very much", "where is it", id="several"),
        pytest.param("where is it", "where is it", id="none"),
        pytest.param("hello", "hello", id="a courtesy alone"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_courtesies_are_taken_off_the_question(question, left):
    assert without_courtesies(question, COURTESIES) == left


@pytest.mark.parametrize(
    "question", ["hello, who are you", "who are you? thank you", "Who are you", "please who are you please"]
)
def test_of_courtesies_alone_the_longest_is_what_is_asked(question):
    assert without_courtesies(question, {*COURTESIES, ("who", "are", "you")}).casefold() == "who are you"


def test_question_without_courtesies_stays_as_it_was_typed():
    assert without_courtesies("Where IS it?", COURTESIES) == "Where IS it?"
    assert without_courtesies("Where IS it?", ()) == "Where IS it?"


class Canned:
    """An index that finds what a test says: by text, how sure it is of which entry, and whether by its meaning."""

    def __init__(self, **found):
        self._found = found

    def search(self, text, **_):
        entry, confidence, by_meaning = self._found[text.replace(" ", "_")]
        similarity = 0.7 if by_meaning else None
        evidence = Evidence(
            strength=0.5, margin=0.3, explained=0.5, concentrated=0.5, words=2, phrasings=3, similarity=similarity
        )
        return [Match(an_entry(entry), "", 50.0, confidence, None, evidence)]


@pytest.mark.parametrize(
    ("rest", "whole", "entry"),
    [
        pytest.param(("you", 0.8, True), ("thanks", 0.9, False), "thanks", id="what is left means anything"),
        pytest.param(("you", 0.8, True), ("thanks", 0.7, False), "you", id="what is left is surer"),
        pytest.param(("you", 0.8, False), ("thanks", 0.9, False), "you", id="what is left is found by its words"),
        pytest.param(("you", 0.5, True), ("thanks", 0.3, False), "thanks", id="what is left is too little"),
    ],
)
def test_sure_of_what_is_left_by_its_meaning_looks_at_the_whole_question_too(rest, whole, entry):
    index = Canned(to_you=rest, hello_to_you=whole)
    best = found("hello to you", index, "en", courtesies=COURTESIES, thresholds=THRESHOLDS)[0]
    assert best.entry.id == entry


# Documents


QUOTING = Thresholds(answer=0.8, offer=0.2, quote=0.6)


@pytest.mark.parametrize("decision", [Unknown(), Offer((a_match(0.5), a_match(0.1)))], ids=["unknown", "choices"])
def test_sure_enough_a_passage_is_quoted_where_no_entry_answers(decision):
    found = [Matched(0.6), Matched(0.5)]
    quote = quoting(decision, found, QUOTING)
    assert isinstance(quote, Quote)
    assert quote.found is found[0]


def test_choices_that_are_likely_on_their_own_stay_beside_a_quotation():
    likely, unlikely = a_match(0.5), a_match(0.1)
    assert quoting(Offer((likely, unlikely)), [Matched(0.7)], QUOTING).beside == (likely,)
    assert quoting(Unknown(), [Matched(0.7)], QUOTING).beside == ()


@pytest.mark.parametrize(
    ("decision", "found"),
    [
        pytest.param(Answer(a_match(0.8)), [Matched(0.99)], id="an entry answers"),
        pytest.param(Offer((a_match(0.75),)), [Matched(0.75)], id="a choice is as sure"),
        pytest.param(Unknown(), [Matched(0.59)], id="not sure enough"),
        pytest.param(Unknown(), [], id="nothing found"),
    ],
)
def test_entries_win_over_a_passage(decision, found):
    assert quoting(decision, found, QUOTING) is decision


def test_documents_are_never_quoted_where_organisers_say_so():
    decision = Unknown()
    assert quoting(decision, [Matched(1.0)], Thresholds(answer=0.8, offer=0.2, quote=1.0)) is decision
