"""Words to ideas in ten languages: scripts, transliterations and inflections of one word meet."""

import pytest

from bot.hearing import LANGUAGES, Vocabulary, folded, unaccented


def ideas_in(text, language):
    words = folded(unaccented(text), language)
    return frozenset().union(*Vocabulary.of(language).ideas(words))


@pytest.mark.parametrize(
    ("language", "ways"),
    [
        pytest.param("ro", ("închisă", "inchisa", "ÎNCHISĂ"), id="accents"),
        pytest.param("ro", ("fraţi", "frați", "frati"), id="cedilla and comma"),
        pytest.param("bg", ("жена", "zhena", "jena", "zena"), id="Bulgarian"),
        pytest.param("bg", ("човек", "chovek", "4ovek"), id="digits for letters"),
        pytest.param("bg", ("някой", "nyakoi", "nqkoi"), id="q for я"),
        pytest.param("sh", ("девојка", "djevojka", "devojka"), id="two scripts, two pronunciations"),
        pytest.param("sh", ("прети", "prijeti", "preti"), id="ije"),
        pytest.param("mk", ("ќерка", "kjerka", "kerka"), id="Macedonian"),
        pytest.param("el", ("βοήθεια", "boithia", "voithia", "boh8eia"), id="Greek in Latin letters"),
        pytest.param("el", ("δουλεύω", "doulevo", "douleuw"), id="Greek diphthongs"),
        pytest.param("uk", ("б'є", "б’є", "bye"), id="apostrophe"),
        pytest.param("uk", ("щось", "shchos"), id="Ukrainian щ"),
        pytest.param("tr", ("kılıç", "kilic", "KILIÇ"), id="dotless i"),
        pytest.param("hu", ("segítség", "segitseg"), id="Hungarian"),
        pytest.param("sl", ("žrtev", "zrtev", "zhrtev"), id="carons"),
        pytest.param("sq", ("gjak", "gjaaak"), id="drawn out"),
    ],
)
def test_ways_of_writing_a_word_meet(language, ways):
    assert len({tuple(folded(unaccented(each), language)) for each in ways}) == 1


@pytest.mark.parametrize(
    ("language", "word", "idea"),
    [
        ("ro", "bătută", "beat"),
        ("bg", "заключена", "lock"),
        ("sh", "закључали", "lock"),
        ("mk", "пасошите", "docs"),
        ("sl", "zaklenjeni", "lock"),
        ("sq", "pasaportën", "docs"),
        ("el", "διαβατήρια", "docs"),
        ("tr", "pasaportlarımızı", "docs"),
        ("hu", "útlevelemet", "docs"),
        ("uk", "паспорти", "docs"),
    ],
)
def test_inflected_word_stands_for_its_idea(language, word, idea):
    assert idea in ideas_in(word, language)


def test_words_together_stand_for_more_than_each():
    assert "end" in ideas_in("nu mai pot", "ro")
    assert "end" not in ideas_in("pot", "ro")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_ideas(language):
    lines = {name: ideas(name) for name in LANGUAGES}
    shared = set.intersection(*lines.values())
    assert lines[language] - shared == set()


def ideas(language):
    vocabulary = Vocabulary.of(language)
    return set().union(*vocabulary.whole.values(), *vocabulary.phrases.values())


def test_nothing_stands_for_nothing():
    assert ideas_in("", "ro") == set()
    assert ideas_in("??? ...", "bg") == set()
