"""Finding by meaning beside words, with an encoder that knows a few words of several languages."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Entry
from knowledge.search import Index, Passage
from knowledge.search.confidence import DISPUTED, OWN
from knowledge.search.encoding import FEWEST_TEXTS, SURE, Meanings
from tests.fakes import FakeEncoder

SAME = (
    "slides презентациите διαφάνειες",
    "hotel конакот ξενοδοχείο hôtel",
    "where каде πού où",
    "when кога πότε quand",
    "dinner вечерата δείπνο dîner",
    "report извештајот έκθεση rapport",
)


def an_entry(name, *phrasings, answer="In writing.", **fields):
    return Entry(id=name, phrasings={"en": phrasings}, answer={"en": answer}, **fields)


HOTEL = Entry(
    id="hotel",
    phrasings={"en": ("where is the hotel", "address of the hotel"), "fr": ("où est l'hôtel", "adresse de l'hôtel")},
    answer={"en": "Near the station.", "fr": "Près de la gare."},
)
ENTRIES = (
    an_entry("slides", "where are the slides", "download the slides"),
    HOTEL,
    an_entry("dinner", "when is dinner", "dinner time", "who pays for dinner"),
    an_entry("report-2012", "where is the report of 2012", "the 2012 report"),
    an_entry("report-2011", "where is the report of 2011", "the 2011 report"),
    an_entry("visa", "do I need a visa", "visa for the seminar"),
    an_entry("fee", "how much is the fee", "late fee refund"),
    an_entry("wifi", "password of the network", "is there wifi"),
    an_entry("parking", "can I park a car", "parking places"),
    an_entry("nobody"),
)
MACEDONIAN = "Каде е конакот?"
GREEK = "πότε είναι το δείπνο;"
ANY_TEXT = st.text(st.characters(exclude_categories=()))


def understood(entries=ENTRIES, encoder=None, **options):
    encoder = encoder or FakeEncoder(*SAME)
    index = Index(entries, **options)
    return index.with_meanings(encoder, encoder.encode(index.meant))


WORDS, BOTH = Index(ENTRIES), understood()


def first(index, question):
    return next((match.entry.id for match in index.search(question)), None)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        pytest.param(MACEDONIAN, "hotel", id="Macedonian"),
        pytest.param(GREEK, "dinner", id="Greek"),
        pytest.param("Каде се презентациите?", "slides", id="another script"),
    ],
)
def test_question_in_a_language_nobody_wrote_in_finds_its_entry(question, entry):
    assert first(WORDS, question) != entry
    assert first(BOTH, question) == entry


def test_confidence_rises_where_the_meaning_agrees():
    question = "where might the hotel be"
    meant_otherwise = understood(encoder=FakeEncoder("hotel dinner", "where when"))
    assert BOTH.search(question)[0].confidence > meant_otherwise.search(question)[0].confidence


def test_meaning_that_overrules_words_is_never_sure():
    question = "the network of the hotel"
    by_words = WORDS.search(question)[0]
    assert (by_words.entry.id, OWN <= by_words.confidence < SURE) == ("hotel", True)
    best, second = understood(encoder=FakeEncoder("network hotel wifi password")).search(question, limit=2)
    assert (best.entry.id, best.evidence.disputed, best.confidence) == ("wifi", True, DISPUTED)
    assert (second.entry.id, second.evidence.disputed) == ("hotel", False)


def test_slip_of_the_finger_hides_no_meaning():
    # The encoder knows "hotel", and no "hotle".
    one, other = (BOTH.search(f"πού {each}")[0].evidence.similarity for each in ("hotle", "hotel"))
    assert one == other is not None


def test_where_words_are_sure_they_decide_alone():
    encoder = FakeEncoder(*SAME)
    index = understood(encoder=encoder)
    encoder.encoded.clear()
    assert WORDS.search("where is the hotel")[0].confidence >= SURE
    assert index.search("where is the hotel") == WORDS.search("where is the hotel")
    assert encoder.encoded == []
    assert WORDS.search("where might the hotel be")[0].confidence < SURE
    index.search("where might the hotel be")
    assert encoder.encoded == ["where might the hotel be"]


def test_question_about_nothing_stays_unanswered():
    assert all(match.confidence < 0.25 for match in BOTH.search("Πόσο κοστίζει ένα κιλό μήλα;"))


def test_phrasing_shown_is_the_closest_in_meaning():
    assert BOTH.search("πού ξενοδοχείο")[0].phrasing in {"where is the hotel", "où est l'hôtel"}
    assert BOTH.search("πότε δείπνο")[0].phrasing == "when is dinner"


def test_equal_phrasing_scores_all_there_is():
    match = BOTH.search("Download the slides!")[0]
    assert (match.entry.id, match.score) == ("slides", 100)


def test_another_number_is_no_answer_however_close_the_meaning():
    matches = BOTH.search("каде е извештајот 2011")
    assert matches[0].entry.id == "report-2011"
    other = next(match for match in matches if match.entry.id == "report-2012")
    assert other.evidence.contradicted
    assert other.confidence < 0.3


def test_meanings_come_with_the_evidence():
    assert WORDS.search("where might the hotel be")[0].evidence.similarity is None
    assert 0.4 < BOTH.search("where might the hotel be")[0].evidence.similarity <= 1


def test_index_that_knows_words_alone_stays_as_it_was():
    before = WORDS.search("where is the hotel")
    understood()
    encoder = FakeEncoder(*SAME)
    WORDS.with_meanings(encoder, encoder.encode(WORDS.meant))
    assert WORDS.search("where is the hotel") == before


def test_encoder_that_fails_leaves_the_words():
    encoder = FakeEncoder(*SAME)
    index = understood(encoder=encoder)
    encoder.is_broken = True
    assert index.search("where is the hotel") == WORDS.search("where is the hotel")
    assert index.search(GREEK) == WORDS.search(GREEK)


def test_with_few_texts_words_alone_count():
    few = Index(ENTRIES[:2])
    assert len(few.meant) < FEWEST_TEXTS
    encoder = FakeEncoder(*SAME)
    assert few.with_meanings(encoder, encoder.encode(few.meant)) is few


def test_passage_keeps_the_strength_of_its_words():
    bus = Passage(id="bus", text="The shuttle bus leaves at nine from the main gate.")
    question = "when does the shuttle bus leave"
    by_words, by_both = (
        next(match for match in index.search(question) if match.passage)
        for index in (Index(ENTRIES, passages=[bus]), understood(passages=[bus]))
    )
    assert by_both.score == pytest.approx(by_words.score, abs=1e-4)
    assert by_both.evidence.similarity is None


def test_titles_and_answers_are_meant_too_and_keywords_are_not():
    entry = Entry(id="a", phrasings={"en": ("b",)}, title={"en": "c"}, keywords={"en": ("d",)}, answer={"en": "e"})
    assert Index([entry]).meant == ["b", "c", "e"]


def test_answer_that_means_what_is_asked_makes_the_difference():
    ways = [an_entry(f"way-{number}", f"way side{number}", answer=f"Road{number}.") for number in range(FEWEST_TEXTS)]
    fees = [an_entry(f"fee-{number}", f"fee sort{number}", answer=f"Sum{number}.") for number in range(FEWEST_TEXTS)]
    bus = an_entry("bus", "way across", answer="A bus.")
    index = understood([*ways, *fees, bus], FakeEncoder("bus λεωφορείο", "way δρόμος"))
    assert index.search("δρόμος λεωφορείο")[0].entry.id == "bus"


def test_few_answers_say_nothing_by_their_meaning():
    asked = [f"route{number} halt{number}" for number in range(FEWEST_TEXTS)]
    index = understood([an_entry("bus", *asked[1:], answer="A ferry."), an_entry("hotel", asked[0])], FakeEncoder())
    assert index.search("ferry halt0")[0].entry.id == "hotel"


def test_same_question_always_gets_the_same_answer():
    assert BOTH.search(MACEDONIAN) == understood().search(MACEDONIAN)


def test_threads_share_an_index():
    questions = [MACEDONIAN, GREEK, "where are the slides"] * 8
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(BOTH.search, questions)) == [BOTH.search(each) for each in questions]


def test_pickled_index_answers_as_before():
    again = pickle.loads(pickle.dumps(BOTH))  # noqa: S301 - our own
    assert again.search(MACEDONIAN) == BOTH.search(MACEDONIAN) != []


@given(ANY_TEXT)
def test_any_text_is_taken(text):
    for match in BOTH.search(text):
        assert 0 <= match.score <= 100
        assert 0 <= match.confidence <= 1


def test_texts_that_all_say_the_same_tell_nothing_apart():
    encoder = FakeEncoder()
    vectors = encoder.encode(["hotel"] * FEWEST_TEXTS)
    similarity = Meanings.of(encoder, vectors, [1] * FEWEST_TEXTS).similarity("hotel")
    assert not similarity.owners.any()
