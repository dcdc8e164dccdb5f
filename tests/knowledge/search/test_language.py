import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search import LanguageGuesser

TEXTS = {
    "fr": [
        "Qui a organisé le séminaire ?",
        "Quelles sont les dates de la réunion ?",
        "Où s'est tenue la rencontre et combien de pays y ont participé ?",
        "Les participants venaient des pays de la région ; la liste est dans le compte rendu.",
    ],
    "en": [
        "Who organised the seminar?",
        "What are the dates of the meeting?",
        "Where was it held, and how many countries took part?",
        "The participants came from the countries of the region; the list is in the report.",
    ],
    "ro": [
        "Cine a organizat seminarul?",
        "Care sunt datele întâlnirii?",
        "Unde a avut loc și câte țări au participat?",
        "Participanții au venit din țările regiunii; lista este în raport.",
    ],
}
GUESSER = LanguageGuesser(TEXTS)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        pytest.param("qui a organise", "fr", id="without accents"),
        pytest.param("WHO CAME", "en", id="two words"),
        pytest.param("câte țări", "ro", id="letters of their own"),
        pytest.param("combien de participants", "fr", id="a word that two languages share"),
        pytest.param("whre was the meetign", "en", id="misspelt"),
    ],
)
def test_short_question_is_told(question, language):
    guessed, probability = GUESSER.guess(question)
    assert guessed == language
    assert probability > 0.5


@pytest.mark.parametrize("text", ["", "?", "2012", "🎉 8-9", "\ud800"])
def test_text_without_letters_has_no_language(text):
    assert GUESSER.guess(text) is None


@pytest.mark.parametrize("texts", [{}, {"fr": []}, {"fr": ["2012", "?"]}])
def test_nothing_learnt_guesses_nothing(texts):
    assert LanguageGuesser(texts).guess("bonjour") is None


def test_only_language_is_certain():
    assert LanguageGuesser({"fr": ["bonjour"]}).guess("hello") == ("fr", 1.0)


def test_letters_never_met_decide_nothing():
    _, probability = GUESSER.guess("漢字")
    assert probability == pytest.approx(1 / 3, abs=0.05)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_asked_for(text):
    guess = GUESSER.guess(text)
    assert guess is None or (guess[0] in TEXTS and 0 < guess[1] <= 1)


def test_pickled_guesser_guesses_the_same():
    assert pickle.loads(pickle.dumps(GUESSER)).guess("qui a participé") == GUESSER.guess("qui a participé")  # noqa: S301
