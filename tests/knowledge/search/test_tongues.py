"""A question in a language that the knowledge does not speak is known as such."""

import pytest

from knowledge.search.tongues import SMALL_WORDS, foreign

OURS = ("fr", "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Cine a organizat seminarul?", "ro"),
        ("Cand a avut loc seminarul de la Bucuresti?", "ro"),
        ("Кога се проведе семинарът?", "bg"),
        ("Πότε έγινε το σεμινάριο;", "el"),
        ("Kada je održan seminar?", "hr"),
        ("Kush e organizoi seminarin dhe ku u mbajt?", "sq"),
        ("Wann war das Seminar in Bukarest?", "de"),
    ],
)
def test_language_of_the_region_is_told(text, language):
    assert foreign(text, OURS) == language


@pytest.mark.parametrize(
    "text",
    [
        "Qui a organisé le séminaire ?",
        "who organised the seminar in Bucharest?",
        "seminar",
        "recommandations",
        "ANITP",
        "et à Zagreb ?",
        "OSCE in Sarajevo",
        "is it in Iași",
        "où a eu lieu la réunion",
        "combien de pays",
        "",
        "12 ???",
    ],
)
def test_question_in_one_of_ours_is_not_foreign(text):
    assert foreign(text, OURS) is None


def test_script_alone_tells_that_it_is_another():
    assert foreign("семинар", OURS) == ""
    assert foreign("семинар", ("fr", "bg")) is None


def test_what_is_ours_is_for_the_knowledge_to_say():
    assert foreign("Cine a organizat seminarul?", ("ro", "en")) is None
    assert foreign("Qui a organisé le séminaire ?", ("ro",)) == "fr"


def test_small_words_are_written_once():
    assert all(len(text.split()) == len(set(text.split())) for text in SMALL_WORDS.values())
