import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.text import MOST_CHARACTERS, MOST_LETTERS, Aliases, Spelling, grams, respelt, words

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param("OÙ EST L’HÔTEL ?", ["ou", "est", "hotel"], id="case, accents and elision"),
        pytest.param("qu'est-ce que c'est", ["qu", "est", "ce", "que", "est"], id="elision of two letters is split"),
        pytest.param("What`s up, don´t go", ["what", "up", "don", "go"], id="apostrophes of every kind"),
        pytest.param("Загреб", ["zagreb"], id="Cyrillic"),
        pytest.param("Ђорђе, Џунић", ["dorde", "dzunic"], id="Serbian Cyrillic as Serbian Latin"),
        pytest.param("Θεσσαλονίκη, ΑΘΗΝΑ", ["thessaloniki", "athina"], id="Greek"),
        pytest.param("Βουκουρέστι", ["voukouresti"], id="Greek pairs of letters"),
        pytest.param("Ţară Şi Țară și", ["tara", "si", "tara", "si"], id="Romanian cedillas and commas"),
        pytest.param("İstanbul ılık Đakovo Łódź", ["istanbul", "ilik", "dakovo", "lodz"], id="letters without parts"),
        pytest.param("BUC-2012-R03", ["buc", "2012", "r", "3"], id="letters and digits part, zeros go"),
        pytest.param("n°7 ② ½", ["n", "7", "2", "1", "2"], id="numbers in disguise"),
        pytest.param("10 000, 10.000 or 10,000", ["10000", "10000", "or", "10000"], id="thousands"),
        pytest.param("8-9.11.2012, 9h30", ["8", "9", "11", "2012", "9", "h", "30"], id="dates and hours stay apart"),
        pytest.param("2012 300", ["2012", "300"], id="a year begins no thousands"),
        pytest.param("🎉 … ?!", [], id="nothing to read"),
        pytest.param("\ud800 a\udc00b", ["a", "b"], id="lone surrogates"),
    ],
)
def test_text_is_read_as_words(typed, read):
    assert words(typed) == read


def test_both_spellings_of_a_letter_are_one_word():
    assert words("re\u0301sume\u0301") == words("résumé")


@given(ANY_TEXT)
def test_any_text_can_be_read(text):
    assert all(word and len(word) <= MOST_LETTERS for word in words(text))


@given(st.text(st.characters(max_codepoint=0x4FF, categories=("L", "N", "P", "Z"))))
def test_case_does_not_count(text):
    assert words(text.lower().upper()) == words(text.upper())


def test_document_is_no_question():
    assert words("where are the slides " * MOST_CHARACTERS) == []


def test_word_is_taken_apart_with_its_ends_marked():
    assert grams("bus") == ["^bu", "bus", "us$", "^bus", "bus$"]


ALIASES = Aliases.of([["THB", "traite", "trafic d'êtres humains"], ["OSCE", "ОБСЕ"], ["traite", "draft"], ["!"]])


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        pytest.param("la traite", {0, 2}, id="a term in two groups"),
        pytest.param("le trafic d'êtres humains", {0}, id="several words"),
        pytest.param("le trafic", set(), id="part of a term"),
        pytest.param("l'ОБСЕ", {1}, id="another script"),
    ],
)
def test_alias_is_found_as_its_group(text, groups):
    assert {group for _, found in ALIASES.groups_in(words(text)) for group in found} == groups


def test_longest_term_wins():
    nested = Aliases.of([["forced", "imposed"], ["forced labour", "travail forcé"]])
    assert [groups for _, groups in nested.groups_in(["forced", "labour"])] == [(1,)]


def test_same_meaning_has_the_words_of_every_term():
    assert ALIASES.meant(["traite"]) >= {"trafic", "thb"}


def test_numbers_of_a_term_are_those_of_its_group():
    groups = Aliases.of([["GRETA", "group of experts"], ["palermo protocol", "protocol of 2000"]])
    assert groups.numbers() == {1: {"2000"}}
    assert groups.count == 2
    assert Aliases.of([]).count == 0


SPELLING = Spelling(["slides", "seminar", "seminary", "fee", "feed", "2012", "where"])


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        pytest.param("slides", ("slides",), id="known"),
        pytest.param("slidse", ("slides",), id="two letters swapped"),
        pytest.param("smeinar", ("seminar",), id="nearest only"),
        pytest.param("whre", ("where",), id="letter left out"),
        pytest.param("fea", (), id="too short to be a slip"),
        pytest.param("2013", (), id="numbers are never misspelt"),
        pytest.param("wednesday", (), id="nothing near"),
    ],
)
def test_word_is_what_it_may_be(typed, known):
    [word] = SPELLING.read([typed])
    assert word.known == known


def test_equally_near_words_are_all_kept():
    [word] = Spelling(["cart", "card"]).read(["carx"])
    assert set(word.known) == {"card", "cart"}


def test_only_the_first_unknown_words_are_looked_up():
    read = SPELLING.read([f"unknown{chr(97 + at)}" for at in range(20)] + ["slidse", "slides"])
    assert [word.known for word in read[-2:]] == [(), ("slides",)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("Where are the Sildes?", "Where are the slides?", id="one slip"),
        pytest.param("Où est le séminer ?", "Où est le seminar ?", id="the rest as typed"),
        pytest.param("where is the fee 2012", "where is the fee 2012", id="all known"),
        pytest.param("gondola \ud800", "gondola \ud800", id="nothing near"),
    ],
)
def test_misspelt_words_of_a_text_become_what_they_mean(text, meant):
    assert respelt(text, SPELLING.read(words(text))) == meant
