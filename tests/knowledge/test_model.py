"""What a script or a test may leave out of an entry, and what an entry is called."""

import pytest
from pydantic import ValidationError

from knowledge.model import Audience, Entry, EntryKind, Recommendation, Standing, in_language


def test_entry_needs_an_id_phrasings_and_an_answer_alone():
    entry = Entry(id="venue", phrasings={"fr": ("où est-ce",)}, answer={"fr": "Ici."})
    assert (entry.kind, entry.audience, entry.source, entry.related) == (EntryKind.ANSWER, Audience.EVERYONE, None, ())


def test_entry_stays_as_it_is():
    entry = Entry(id="venue", phrasings={}, answer={})
    with pytest.raises(ValidationError):
        entry.id = "dates"


def test_lists_become_tuples():
    entry = Entry(id="venue", phrasings={"fr": ["où est-ce"]}, answer={"fr": "Ici."})
    assert entry.phrasings["fr"] == ("où est-ce",)


@pytest.mark.parametrize(
    ("title", "phrasings", "name"),
    [
        pytest.param({"fr": "Lieu", "en": "Venue"}, {"fr": ("où",)}, "Lieu", id="title"),
        pytest.param({"en": "Venue"}, {"fr": ("où",)}, "Venue", id="title in another language"),
        pytest.param({}, {"fr": ("où est-ce", "lieu"), "en": ("where",)}, "où est-ce", id="most usual phrasing"),
        pytest.param({}, {"en": ("where",)}, "where", id="phrasing in another language"),
        pytest.param({}, {"fr": (), "en": ("where",)}, "where", id="no phrasing in the language"),
        pytest.param({}, {"fr": ()}, "venue", id="nothing but the id"),
    ],
)
def test_entry_is_named_by_what_there_is(title, phrasings, name):
    assert Entry(id="venue", title=title, phrasings=phrasings, answer={"fr": "Ici."}).named("fr") == name


def test_recommendation_is_found_as_an_entry_in_each_of_its_languages():
    recommendation = Recommendation(
        id="train",
        reference="R1",
        title={"fr": "Former", "en": "Train"},
        phrasings={"fr": ("qui former",), "ro": ("pe cine",)},
        text={"fr": "Que l'on forme."},
        standing=Standing.REQUEST,
        seminar="spring-2013",
    )
    entry = recommendation.as_entry()
    assert entry.phrasings == {"fr": ("qui former", "Former", "R1"), "en": ("Train", "R1"), "ro": ("pe cine", "R1")}
    assert (entry.id, entry.answer, entry.seminar) == ("train", {"fr": "Que l'on forme."}, "spring-2013")


def test_first_language_that_there_is_is_taken_and_else_any():
    texts = {"fr": "Bonjour", "en": "Hello"}
    assert [in_language(texts, *each) for each in (("en",), ("ro", "en"), ("ro",), ())] == [
        "Hello",
        "Hello",
        "Bonjour",
        "Bonjour",
    ]


def test_no_text_at_all_is_said():
    with pytest.raises(LookupError):
        in_language({}, "fr")
