import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Entry
from knowledge.search import Index, Passage


def an_entry(name, *phrasings, answer="In writing.", language="en", **fields):
    return Entry(id=name, phrasings={language: phrasings}, answer={language: answer}, **fields)


SLIDES = an_entry("slides", "where are the slides", "can I download the presentations")
FEE = an_entry("late-fee", "late fee refund", "how do I get my money back")
VENUE = Entry(
    id="venue",
    phrasings={
        "en": ("what is the address of the venue", "how do I get to the hotel"),
        "fr": ("à quelle adresse est l'hôtel", "comment aller à l'hôtel"),
    },
    answer={"en": "Piața Victoriei 5, near the metro.", "fr": "Piața Victoriei 5, près du métro."},
)
DINNER = an_entry("dinner", "when is dinner served", "where do we eat tonight", answer="At eight, on the ground floor.")
INDEX = Index([SLIDES, FEE, VENUE, DINNER])

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def found(index, question, **options):
    return [match.entry.id for match in index.search(question, **options)]


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        pytest.param("where are teh slides?", "slides", id="typo"),
        pytest.param("where are the silides", "slides", id="typo in the word that matters"),
        pytest.param("REFUND late fee", "late-fee", id="word order and case"),
        pytest.param("hi, where are the slides please", "slides", id="polite words"),
        pytest.param("presentation", "slides", id="inflection"),
        pytest.param("adresse de l’hotel", "venue", id="another language, without accents"),
        pytest.param("is there a metro", "venue", id="a word of the answer"),
        pytest.param("tonight's dinner", "dinner", id="words of two phrasings"),
    ],
)
def test_closest_entry_comes_first(question, entry):
    assert found(INDEX, question)[0] == entry


def test_question_equal_to_a_phrasing_scores_a_hundred_and_is_sure():
    match = INDEX.search("  Where ARE the slides?! ")[0]
    assert (match.entry, match.phrasing, match.score) == (SLIDES, "where are the slides", 100)
    assert match.confidence > 0.9


def test_matches_come_best_first_each_entry_once():
    matches = INDEX.search("where do I get the presentations of the hotel")
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
    assert len({match.entry.id for match in matches}) == len(matches) > 1


@pytest.mark.parametrize("limit", [0, 1, 2, 100])
def test_no_more_matches_than_asked_for(limit):
    every = found(INDEX, "where do I get the presentations of the hotel", limit=100)
    assert found(INDEX, "where do I get the presentations of the hotel", limit=limit) == every[:limit]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n", id="blank"),
        pytest.param("🎉🇷🇴", id="emoji"),
        pytest.param("?!…", id="signs"),
        pytest.param("\ud800\udfff", id="lone surrogates"),
        pytest.param("a" * 40_000, id="one endless word"),
        pytest.param("where are the slides " * 2_000, id="far too long"),
        pytest.param("xyzzy plugh", id="nothing in common"),
    ],
)
def test_what_is_no_question_matches_nothing(question):
    assert INDEX.search(question) == []


@given(ANY_TEXT, st.one_of(st.none(), ANY_TEXT))
def test_any_text_can_be_asked(text, language):
    for match in INDEX.search(text, lang=language):
        assert 0 < match.score <= 100
        assert 0 <= match.confidence <= 1


@given(st.lists(ANY_TEXT.filter(str.strip), min_size=1), ANY_TEXT.filter(str.strip))
def test_any_text_can_be_an_entry(phrasings, answer):
    odd = Entry.model_construct(id="odd", phrasings={"en": tuple(phrasings)}, answer={"en": answer})
    assert found(Index([odd, SLIDES]), "where are the slides")[0] in {"odd", "slides"}


def test_long_question_is_read_as_far_as_its_first_words():
    question = "where are the slides " * 20
    assert INDEX.search(question + "refund") == INDEX.search(question) != []


def test_equals_keep_their_order_and_neither_is_sure():
    twins = [an_entry(each, "when does the bus leave") for each in ("first", "second")]
    matches = Index([DINNER, *twins]).search("when does the bus leave")
    assert [match.entry.id for match in matches[:2]] == ["first", "second"]
    assert matches[0].score == matches[1].score == 100
    assert max(match.confidence for match in matches) < 0.5


def test_near_duplicate_makes_less_sure():
    alone = Index([SLIDES, FEE]).search("where are the slides of today")[0]
    beside = Index([SLIDES, an_entry("slides-2", "where are the slides of yesterday"), FEE])
    assert max(match.confidence for match in beside.search("where are the slides of today")) < alone.confidence


def test_unknown_words_make_less_sure():
    assert INDEX.search("where are the gondolas")[0].confidence < INDEX.search("where are the slides")[0].confidence


def test_same_question_always_gets_the_same_answer():
    assert INDEX.search("where do we get the money") == INDEX.search("where do we get the money")


def test_threads_share_an_index():
    questions = ["where are the slides", "refund", "hôtel ?", "when do we eat"] * 25
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(INDEX.search, questions)) == [INDEX.search(each) for each in questions]


def test_pickled_index_answers_the_same():
    again = pickle.loads(pickle.dumps(INDEX))  # noqa: S301
    assert again.search("adresse de l'hotel") == INDEX.search("adresse de l'hotel")


def test_no_entries_match_nothing():
    assert Index([]).search("where are the slides") == []


def test_single_entry_is_found():
    [match] = Index([SLIDES]).search("where are teh slides")
    assert (match.entry, match.confidence > 0.8) == (SLIDES, True)


def test_entries_may_come_from_a_generator():
    assert found(Index(each for each in [SLIDES, FEE]), "refund") == ["late-fee"]


def test_entry_without_phrasings_is_found_by_its_answer():
    silent = Entry(id="silent", phrasings={"fr": ()}, answer={"fr": "Le vestiaire est au sous-sol."})
    [match] = Index([silent, SLIDES]).search("vestiaire")
    assert (match.entry, match.phrasing) == (silent, "")


@pytest.mark.parametrize("field", [{"title": {"en": "Cloakroom"}}, {"keywords": {"en": ("cloakroom", "coats")}}])
def test_title_and_keywords_point_to_an_entry(field):
    index = Index([SLIDES, an_entry("coats", "where do I leave my things", **field)])
    assert found(index, "cloakroom")[0] == "coats"


def test_phrasing_counts_more_than_a_title_and_a_title_more_than_a_keyword():
    keyword = an_entry("keyword", "something else", keywords={"en": ("shuttle bus",)})
    title = an_entry("title", "something different", title={"en": "Shuttle bus"})
    phrasing = an_entry("phrasing", "shuttle bus")
    assert found(Index([keyword, title, phrasing]), "shuttle bus") == ["phrasing", "title", "keyword"]


def test_phrasings_of_an_entry_support_each_other():
    many = an_entry("many", "bus to the airport", "airport transfer", "transfer by bus")
    one = an_entry("one", "bus to the station")
    assert found(Index([one, many]), "airport bus transfer")[0] == "many"


def test_script_does_not_matter():
    index = Index([an_entry("zagreb", "семинар у Загребу", language="sr"), VENUE])
    assert found(index, "Zagreb seminar")[0] == "zagreb"


BILINGUAL = Entry(
    id="programme",
    phrasings={"fr": ("programme", "horaires"), "en": ("programme", "timetable")},
    answer={"en": "Nine."},
)


def test_closest_phrasing_is_one_of_the_entry():
    [match] = Index([BILINGUAL]).search("timetables")
    assert match.phrasing == "timetable"


def test_language_decides_between_equals():
    menu = [
        Entry(id=f"menu-{language}", phrasings={language: ("menu",)}, answer={language: "Pasta."})
        for language in ("fr", "en")
    ]
    assert found(Index(menu), "menu du jour", lang="en") == ["menu-en", "menu-fr"]
    assert found(Index(menu), "menu du jour", lang="fr") == ["menu-fr", "menu-en"]


ALIASES = [["THB", "traite", "trafficking in human beings"], ["OSCE", "ОБСЕ"], ["COVID-19", "coronavirus"]]
ABOUT = [
    an_entry("definition", "what is the definition of trafficking in human beings"),
    an_entry("osce", "what does the OSCE do"),
    an_entry("virus", "what about coronavirus", answer="Call 112."),
    SLIDES,
]


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        pytest.param("definition of THB", "definition", id="several words by their acronym"),
        pytest.param("la traite", "definition", id="another language"),
        pytest.param("ОБСЕ", "osce", id="another script"),
    ],
)
def test_aliases_mean_the_same_both_ways(question, entry):
    assert found(Index(ABOUT, aliases=ALIASES), question)[0] == entry
    assert entry not in found(Index(ABOUT), question.removeprefix("definition of "))[:1]


def test_alias_makes_equal_texts_as_sure():
    match = Index(ABOUT, aliases=ALIASES).search("what is the definition of traite")[0]
    assert (match.entry.id, match.confidence > 0.8) == ("definition", True)


def test_number_in_an_alias_is_known_by_the_other_name():
    index = Index([*ABOUT, an_entry("cases", "COVID-19 cases")], aliases=ALIASES)
    match = index.search("what about covid-19")[0]
    assert (match.entry.id, match.evidence.contradicted) == ("virus", False)


THIRD = an_entry("r3", "what is recommendation 3", "recommendation 3 in short", "BUC-2012-R03")
SEVENTH = an_entry("r7", "what is recommendation 7", "recommendation 7 in short", "BUC-2012-R07")
ZAGREB = an_entry("zagreb", "where was the 2011 seminar", "the seminar in Zagreb")
BUCHAREST = an_entry("bucharest", "where was the 2012 seminar", "the seminar in Bucharest")


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        pytest.param("recommendation 7", "r7", id="number"),
        pytest.param("what does R07 say", "r7", id="identifier"),
        pytest.param("what was the 2011 seminar", "zagreb", id="year"),
    ],
)
def test_number_finds_its_entry(question, entry):
    match = Index([BUCHAREST, THIRD, SEVENTH, ZAGREB]).search(question)[0]
    assert match.entry.id == entry
    assert match.confidence > 0.5


@pytest.mark.parametrize(
    ("entries", "question"),
    [
        pytest.param([THIRD, SLIDES], "what is recommendation 7", id="another number of the sort"),
        pytest.param([THIRD, SLIDES], "what is R7", id="another identifier"),
        pytest.param([BUCHAREST, SLIDES], "where was the 2011 seminar", id="another year"),
        pytest.param(
            [an_entry("dates", "when is the seminar", answer="In 2012."), FEE],
            "when is the seminar in 2011",
            id="answer",
        ),
        pytest.param([an_entry("who", "who came"), ZAGREB], "who came in 2011", id="a year known from another entry"),
    ],
)
def test_another_number_is_never_answered_with_confidence(entries, question):
    matches = Index(entries).search(question)
    assert matches[0].entry == entries[0]
    assert matches[0].confidence < 0.3


def test_year_of_the_seminar_is_known_to_its_entries():
    entries = [an_entry("who", "who came", "who took part", seminar="bucharest-2012"), BUCHAREST, ZAGREB]
    assert not Index(entries).search("who came in 2012")[0].evidence.contradicted
    assert Index(entries).search("who came in 2011")[0].confidence < 0.3


BUS = Passage(
    id="guide-3", text="The shuttle bus leaves the hotel at eight in the morning.", title="Guide", language="en"
)


def test_passage_is_found_where_no_entry_answers():
    match = Index([SLIDES, FEE], passages=[BUS]).search("when does the shuttle bus leave")[0]
    assert (match.entry, match.passage, match.phrasing) == (None, BUS, "")
    assert match.confidence <= 0.5


def test_entry_comes_before_a_passage_that_says_the_same():
    index = Index([an_entry("bus", "when does the shuttle bus leave")], passages=[BUS])
    assert index.search("when does the shuttle bus leave the hotel")[0].entry.id == "bus"


def test_of_the_same_words_those_in_the_order_asked_come_first():
    sender = Entry(id="sender", phrasings={"en": ("does the embassy pay the hotel",)}, answer={"en": "Yes."})
    receiver = Entry(id="receiver", phrasings={"en": ("does the hotel pay the embassy",)}, answer={"en": "No."})
    for entries in ((sender, receiver), (receiver, sender)):
        found = Index(entries).search("please, does the hotel pay the embassy?")
        assert [each.entry.id for each in found] == ["receiver", "sender"]
