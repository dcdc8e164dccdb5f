"""Whoever asks how things stand, or for no more reminders, is understood; whoever asks something else is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.progress import Reported
from bot.wishes import Wish, Wishes
from bot.wording import Wording

WISHES = Wishes(Wording())
ALL_BUT_DONE = frozenset(Reported) - {Reported.IMPLEMENTED}


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("Where do we stand on NGO assistance?", "ngo assistance"),
        ("où en est-on de l'aide aux ONG ?", "aide aux ong"),
        ("how far are we with the recommendations?", "the recommendations"),
        ("where do we stand?", ""),
        ("Où en sommes-nous ?", ""),
        ("where are we on training", "training"),
        ("so, can you tell me where we stand", ""),
        ("pouvez-vous me dire où on en est de la formation", "la formation"),
        ("où en est-on avec la mise en œuvre de la recommandation 1 ?", "la recommandation 1"),
    ],
)
def test_question_about_how_things_stand_is_surely_one(asked, about):
    wished = WISHES.told(asked)
    assert (wished.wish, wished.about, wished.is_sure) == (Wish.PROGRESS, about, True)


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("what is the status of ZAG-2013-R01?", "zag 2013 r 1"),
        ("what's the state of play on borders", "borders"),
        ("any progress on training?", "training"),
        ("What progress has been made on training?", "training"),
        ("where does Romania stand on training?", "romania training"),
        ("où en est la Roumanie ?", "la roumanie"),
        ("quel est l'état d'avancement de la formation ?", "la formation"),
        ("quels progrès sur la formation ?", "la formation"),
    ],
)
def test_question_that_could_be_about_something_else_says_so(asked, about):
    wished = WISHES.told(asked)
    assert (wished.wish, wished.about, wished.is_sure) == (Wish.PROGRESS, about, False)


@pytest.mark.parametrize(
    ("asked", "about", "statuses", "overdue"),
    [
        ("which countries have implemented the recommendation?", "the recommendation", {Reported.IMPLEMENTED}, False),
        ("quels pays ont mis en œuvre la recommandation ?", "la recommandation", {Reported.IMPLEMENTED}, False),
        ("Which countries have not yet implemented training?", "training", ALL_BUT_DONE, False),
        ("quels pays n'ont pas encore mis en œuvre la formation ?", "la formation", ALL_BUT_DONE, False),
        ("which countries have not started?", "", {Reported.NOT_STARTED}, False),
        ("who is late?", "", set(), True),
        ("qui est en retard ?", "", set(), True),
        ("has training been implemented?", "training", {Reported.IMPLEMENTED}, False),
        ("la formation a-t-elle été mise en œuvre ?", "la formation", {Reported.IMPLEMENTED}, False),
    ],
)
def test_status_that_is_asked_for_is_understood(asked, about, statuses, overdue):
    wished = WISHES.told(asked)
    assert (wished.about, set(wished.statuses), wished.overdue) == (about, set(statuses), overdue)


@pytest.mark.parametrize(
    "said",
    [
        "please stop reminding me",
        "Stop reminding me about this!",
        "no more reminders",
        "I don't want any more reminders",
        "i would rather not get reminders anymore",
        "how can I unsubscribe from these reminders?",
        "je ne veux plus de rappels",
        "Je ne veux plus recevoir de rappels, merci",
        "arrêtez de m'envoyer des rappels",
        "ne me rappelez plus",
        "merci de ne plus me relancer",
    ],
)
def test_wish_for_no_more_reminders_is_understood(said):
    assert WISHES.told(said).wish is Wish.QUIET


@pytest.mark.parametrize(
    "asked",
    [
        "where was the seminar held?",
        "who stood on the podium?",
        "what is a reminder?",
        "do you send reminders?",
        "où est l'hôtel ?",
        "stop",
        "how are you doing",
        "",
        "?",
        "where do we stand on " + "x " * 100,
    ],
)
def test_other_questions_are_no_wishes(asked):
    assert WISHES.told(asked) is None


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    WISHES.told(text)
