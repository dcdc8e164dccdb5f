"""Alike phrasings of different entries teach which word makes the difference."""

import pickle

import pytest

from knowledge.model import Entry
from knowledge.search import Index

DATES = Entry(
    id="dates",
    phrasings={"en": ("When did the seminar take place?", "when was it held", "seminar dates")},
    answer={"en": "On 8 and 9 November."},
)
PLACE = Entry(id="place", phrasings={"en": ("where was it held", "seminar venue")}, answer={"en": "In Bucharest."})
ZAGREB = Entry(
    id="zagreb",
    phrasings={"en": ("Who organised the Zagreb seminar?", "seminar of 2011")},
    answer={"en": "The French embassy in Croatia."},
)
ORGANISER = Entry(
    id="organiser",
    phrasings={"en": ("Who organised the seminar?", "the organisers", "who paid the seminar")},
    answer={"en": "The French embassy in Romania."},
)
FORMAT = Entry(id="format", phrasings={"en": ("How long were the round tables?",)}, answer={"en": "Three hours."})
SEMINAR = (DATES, PLACE, ORGANISER, ZAGREB, FORMAT)


def sure_of(question, entry, *entries):
    found = {match.entry.id: match.confidence for match in Index(entries or SEMINAR).search(question)}
    return found.get(entry, 0.0)


def test_question_that_differs_by_a_contrast_is_not_answered_with_the_other_entry():
    assert sure_of("When did the seminar take place?", "dates") > 0.9
    # "where was it held" and "when was it held" taught it.
    assert sure_of("Where did the seminar take place?", "dates") < 0.3


def test_without_the_lesson_one_word_is_a_way_of_saying_another():
    unrelated = Entry(id="place", phrasings={"en": ("address of the venue",)}, answer={"en": "In Bucharest."})
    assert sure_of("Where did the seminar take place?", "dates", DATES, unrelated, FORMAT) > 0.3


def test_name_that_one_phrasing_has_besides_another_decides():
    assert sure_of("who paid the Zagreb seminar", "organiser") < 0.3
    assert sure_of("who paid the seminar", "organiser") > 0.9


def test_word_that_an_entry_has_itself_never_speaks_against_it():
    both = DATES.model_copy(update={"phrasings": {"en": (*DATES.phrasings["en"], "where and when")}})
    assert sure_of("Where did the seminar take place?", "dates", both, PLACE, FORMAT) > sure_of(
        "Where did the seminar take place?", "dates", DATES, PLACE, FORMAT
    )


@pytest.mark.parametrize(
    ("asked", "not_meant"),
    [("quand a eu lieu la réunion", "lieu"), ("où a eu lieu la réunion", "dates")],
    ids=["when, not where", "where, not when"],
)
def test_contrasts_need_no_list_of_words(asked, not_meant):
    dates = Entry(id="dates", phrasings={"fr": ("quand était-ce", "dates de la réunion")}, answer={"fr": "En mai."})
    place = Entry(id="lieu", phrasings={"fr": ("où était-ce", "adresse de la réunion")}, answer={"fr": "À Zagreb."})
    if not_meant == "dates":
        dates = dates.model_copy(update={"phrasings": {"fr": (*dates.phrasings["fr"], "quand a eu lieu la réunion")}})
    else:
        place = place.model_copy(update={"phrasings": {"fr": (*place.phrasings["fr"], "où a eu lieu la réunion")}})
    assert sure_of(asked, not_meant, dates, place) < 0.3


def taught(index):
    return index.packed("index")["index.weighed.contrasts.pairs"].tolist()


def test_phrasings_that_hundreds_share_teach_nothing_and_cost_nothing():
    many = [
        Entry(id=f"term-{number}", phrasings={"en": (f"what is term{number}",)}, answer={"en": f"Number {number}."})
        for number in range(300)
    ]
    index = Index(many)
    assert taught(index) == []
    assert index.search("what is term7")[0].entry.id == "term-7"


def test_index_without_phrasings_has_no_contrasts():
    assert taught(Index([])) == []
    assert taught(Index([Entry(id="a", phrasings={}, answer={"en": "Only an answer."})])) == []


def test_contrasts_are_the_same_every_time():
    index = Index(SEMINAR)
    assert taught(index)
    assert taught(pickle.loads(pickle.dumps(index))) == taught(Index(SEMINAR)) == taught(index)  # noqa: S301 - ours
