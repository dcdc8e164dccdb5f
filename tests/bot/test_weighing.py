"""Weighing a text in ten languages: which language it is in, and what alarms in company only."""

import pytest

from bot.hearing import LANGUAGES
from bot.weighing import Heard, danger_weighed, pieces, tongues, weights
from knowledge.model import Danger


def tongues_of(text):
    return [language for language, _ in tongues(text)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nu știu unde este sala de conferințe", "ro"),
        ("Къде се намира залата за семинара", "bg"),
        ("Не знам да ли је семинар у четвртак", "sh"),
        ("Ne znam da li će se seminar održati", "sh"),
        ("Не знам каде е салата за семинарот", "mk"),
        ("Ne vem, kje je dvorana za seminar", "sl"),
        ("Nuk e di ku është salla e seminarit", "sq"),
        ("Δεν ξέρω πού είναι η αίθουσα", "el"),
        ("den xero pou einai h aithousa", "el"),
        ("Seminerin hangi salonda olduğunu bilmiyorum", "tr"),
        ("Nem tudom, hol van a szeminárium terme", "hu"),
        ("Я не знаю, де відбувається семінар", "uk"),
    ],
)
def test_language_of_a_text_is_among_those_that_it_may_be_in(text, language):
    assert language in tongues_of(text)


@pytest.mark.parametrize(
    "text", ["where is the seminar room?", "où est la salle du séminaire ?", "", "?", "2012", "bye"]
)
def test_text_in_none_of_the_languages_is_not_weighed(text):
    assert tongues_of(text) == []
    assert danger_weighed(text) is None


@pytest.mark.parametrize(
    ("alarming", "ordinary"),
    [
        ("șeful mi-a luat pașaportul și nu mă lasă să plec", "hotelul a cerut pașaportul la recepție, e normal?"),
        ("шефът ми взе паспорта и не ме пуска да си тръгна", "Кой паспорт е нужен за пътуването до семинара?"),
        ("газда ми је узео пасош и не пушта ме да одем", "Да ли је за семинар потребан пасош?"),
        ("газдата ми го зеде пасошот и не ме пушта да си одам", "Дали за семинарот е потребен пасош?"),
        ("šef mi je vzel potni list in me ne pusti domov", "Ali za seminar potrebujem potni list?"),
        ("shefi ma mori pasaportën dhe nuk më lë të iki", "A duhet pasaporta për seminarin?"),
        ("το αφεντικό μου πήρε το διαβατήριο και δεν με αφήνει να φύγω", "Χρειάζεται διαβατήριο για το σεμινάριο;"),
        ("patronum pasaportumu aldı, gitmeme izin vermiyor", "Seminer için pasaport gerekli mi?"),
        ("a főnököm elvette az útlevelemet és nem enged el", "Kell útlevél a szemináriumhoz?"),
        ("начальник забрав мій паспорт і не відпускає мене", "Чи потрібен паспорт для семінару?"),
    ],
)
def test_same_words_in_other_company_are_told_apart(alarming, ordinary):
    assert danger_weighed(alarming) is Danger.VICTIM
    assert danger_weighed(ordinary) is None


def test_call_for_help_at_the_end_of_a_long_calm_text_is_not_outvoted():
    calm = "Raportul seminarului descrie mecanismul național și legea. " * 200
    assert danger_weighed(calm) is None
    assert danger_weighed(calm + "Mă ține închisă în subsol și mă bate") is not None


def test_text_of_two_languages_is_weighed_part_by_part():
    calm = "thank you for the programme of the conference, it was a very good day for all of us here. " * 4
    assert (
        danger_weighed(calm + "Mă ține închisă în subsol, mă bate în fiecare zi și nu mă lasă să plec acasă " * 2)
        is not None
    )


def test_nothing_weighed_is_longer_than_a_piece():
    assert max(len(piece.words) for piece in pieces("nu " * 10_000)) <= 40
    assert max(len(piece.typed) for piece in pieces("n" * 40_000)) <= 40 * 31


def test_weights_are_for_what_texts_show():
    shown = Heard("ro", "Victima Ana Pop", ("victima", "ana", "pop")).features()
    assert {"who", "typed full name", "ro victi", "length 0", "known"} <= set(shown)
    assert set(shown) & set(weights())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_evidence_of_its_own(language):
    assert sum(name.startswith(f"{language} ") for name in weights()) > 50
