"""What is meant by a question, given what the conversation is about."""

from datetime import date
from functools import cache

import pytest

from bot.answering import Answer, Offer, Quote, Thresholds, Unknown
from bot.conversation import Turn, focus_on
from bot.cues import Cues
from bot.ports import Focus
from bot.wording import Wording
from knowledge.model import Document, EntryKind, Source
from knowledge.search import Index
from tests.fakes import a_seminar, a_snapshot, an_entry

CUES = Cues.of(Wording())
THRESHOLDS = Thresholds(answer=0.6, offer=0.2)
ZAGREB = a_seminar(default=True)
VARNA = a_seminar(
    "varna-2014",
    title={"fr": "Séminaire de Varna", "en": "Varna seminar"},
    place={"fr": "Varna", "en": "Varna"},
    start=date(2014, 5, 12),
    end=date(2014, 5, 13),
    contact={"fr": "le secrétariat de Varna", "en": "the Varna secretariat"},
    previous="zagreb-2013",
    next="met-tirana",
)
BOTH = (ZAGREB, VARNA)


def of_seminar(seminar, short):
    """The same four questions, as every seminar is asked them."""
    return (
        an_entry(
            f"{short}-dates",
            phrasings={
                "en": ("when did the seminar take place", "when was it", "dates of the seminar"),
                "fr": ("quand a eu lieu le séminaire", "c'était quand", "dates du séminaire"),
            },
            seminar=seminar,
        ),
        an_entry(
            f"{short}-organiser",
            phrasings={
                "en": ("who organised the seminar", "who organised it", "organiser of the seminar"),
                "fr": ("qui a organisé le séminaire", "qui l'a organisé", "organisateur du séminaire"),
            },
            seminar=seminar,
        ),
        an_entry(
            f"{short}-guests",
            phrasings={
                "en": ("how many people attended", "number of participants", "how many people came"),
                "fr": ("combien de personnes ont participé", "nombre de participants", "combien de personnes"),
            },
            seminar=seminar,
        ),
    )


TIRANA = (
    an_entry(
        "met-tirana",
        phrasings={"en": ("what was the Tirana meeting", "Tirana meeting 2016"), "fr": ("la réunion de Tirana",)},
        title={"en": "Tirana meeting (2016)", "fr": "Réunion de Tirana (2016)"},
        about="met-tirana",
    ),
    an_entry(
        "met-tirana-place",
        phrasings={"en": ("where in Tirana was the meeting held", "Tirana venue"), "fr": ("lieu de Tirana",)},
        about="met-tirana",
    ),
)
THINGS = (
    an_entry(
        "org-coast",
        phrasings={
            "en": ("what is the coast guard", "who founded the coast guard", "tell me about the coast guard"),
            "fr": ("c'est quoi les garde-côtes", "qui a fondé les garde-côtes"),
        },
        title={"en": "Coast guard", "fr": "Garde-côtes"},
    ),
    an_entry(
        "term-harbour",
        phrasings={"en": ("what is a safe harbour", "safe harbour meaning"), "fr": ("c'est quoi un port sûr",)},
        title={"en": "Safe harbour", "fr": "Port sûr"},
    ),
    an_entry("hello", phrasings={"en": ("good morning to you",), "fr": ("bonjour à vous",)}, kind=EntryKind.SMALL_TALK),
)
IN_ZAGREB, IN_VARNA, IN_TIRANA = (Focus(None, (each,)) for each in ("zagreb-2013", "varna-2014", "met-tirana"))
OF_COAST = Focus("org-coast")


@cache
def knowledge(*, is_several=True):
    seminars = BOTH if is_several else (ZAGREB,)
    entries = [entry for each in seminars for entry in of_seminar(each.id, each.id.partition("-")[0])]
    return a_snapshot(*entries, *TIRANA, *THINGS, seminars=seminars)


def understood(question, focus=None, *, language="en", snapshot=None):
    turn = Turn(
        question=question,
        language=language,
        focus=focus,
        snapshot=snapshot or knowledge(),
        thresholds=THRESHOLDS,
        cues=CUES,
    )
    assert turn.understood() == turn.understood()
    return turn.understood()


def answer(question, focus=None, **how):
    """Return the id of the entry that is answered, else what is decided."""
    decision = understood(question, focus, **how).decision
    return decision.match.entry.id if isinstance(decision, Answer) else type(decision)


def offered(question, focus):
    decision = understood(question, focus).decision
    return [each.entry.id for each in decision.matches] if isinstance(decision, Offer) else decision


# Which meeting is meant


@pytest.mark.parametrize(
    ("question", "language"), [("who organised the seminar?", "en"), ("qui a organisé le séminaire ?", "fr")]
)
@pytest.mark.parametrize(
    ("focus", "entry"),
    [
        pytest.param(None, "zagreb-organiser", id="the default where nothing was said"),
        pytest.param(IN_VARNA, "varna-organiser", id="the one in focus"),
        pytest.param(IN_ZAGREB, "zagreb-organiser", id="the default in focus"),
        pytest.param(OF_COAST, "zagreb-organiser", id="the default where no meeting is in focus"),
    ],
)
def test_question_that_names_none_means(question, language, focus, entry):
    assert answer(question, focus, language=language) == entry


@pytest.mark.parametrize("focus", [None, IN_ZAGREB, IN_VARNA, IN_TIRANA, OF_COAST])
def test_question_that_names_one_means_that_one(focus):
    assert answer("who organised the Varna seminar?", focus) == "varna-organiser"
    assert answer("who organised the seminar in 2013?", focus) == "zagreb-organiser"


def test_one_seminar_is_asked_as_if_there_were_no_conversation():
    alone = knowledge(is_several=False)
    assert answer("who organised it?", snapshot=alone) == "zagreb-organiser"
    assert understood("who organised it?", snapshot=alone).meeting is None


def test_meeting_that_is_taken_to_be_meant_is_told():
    meant = understood("who organised it?", IN_VARNA)
    assert (meant.meeting, meant.is_named) == ("varna-2014", False)
    named = understood("who organised the Varna seminar?", IN_ZAGREB)
    assert (named.meeting, named.is_named) == ("varna-2014", True)


@pytest.mark.parametrize("question", ["who organised it?", "how many people came?", "and how many people?", "when?"])
def test_what_is_not_known_of_a_meeting_is_never_answered_with_anothers(question):
    assert answer(question, IN_TIRANA) in {Offer, Unknown}


def test_what_is_offered_of_another_meeting_is_less_sure():
    decision = understood("how many people attended the seminar?", IN_TIRANA).decision
    assert isinstance(decision, Offer)
    assert decision.matches[0].confidence < THRESHOLDS.answer


def test_several_meetings_in_focus_are_asked_back():
    both = Focus(None, ("met-tirana", "varna-2014"))
    assert answer("when was it?", both) in {Offer, Unknown}


# The next question about the same


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("who organised it?", "varna-organiser"),
        ("and how many people?", "varna-guests"),
        ("when was it?", "varna-dates"),
        ("et c'était quand ?", "varna-dates"),
        ("and the organiser?", "varna-organiser"),
    ],
)
def test_short_question_goes_on_about_the_meeting_in_focus(question, entry):
    assert answer(question, Focus("varna-dates", ("varna-2014",))) == entry


@pytest.mark.parametrize(
    ("question", "last", "entry"),
    [
        ("and in Zagreb?", "varna-dates", "zagreb-dates"),
        ("and in Zagreb?", "varna-guests", "zagreb-guests"),
        ("et à Zagreb ?", "varna-organiser", "zagreb-organiser"),
        ("and the previous one?", "varna-guests", "zagreb-guests"),
        ("et le précédent ?", "varna-dates", "zagreb-dates"),
        ("who organised the previous one?", "varna-guests", "zagreb-organiser"),
    ],
)
def test_other_meeting_takes_over_what_was_asked(question, last, entry):
    language = "fr" if question.startswith("et ") else "en"
    assert answer(question, Focus(last, ("varna-2014",)), language=language) == entry


def test_next_one_is_found_from_the_side_that_tells():
    assert answer("and the next one?", Focus("zagreb-guests", ("zagreb-2013",))) == "varna-guests"


def test_what_is_not_known_of_the_other_meeting_is_not_answered_with_anything_else():
    assert answer("and in Tirana?", Focus("varna-guests", ("varna-2014",))) is Offer
    assert "met-tirana" in offered("and in Tirana?", Focus("varna-guests", ("varna-2014",)))
    assert "met-tirana" in offered("and the next one?", Focus("varna-guests", ("varna-2014",)))


def test_entry_that_is_gone_carries_nothing_on():
    assert answer("and in Zagreb?", Focus("gone", ("varna-2014",))) != "zagreb-guests"


# Organisations and terms


def test_question_goes_on_about_an_organisation():
    assert answer("who founded it?", OF_COAST) == "org-coast"


@pytest.mark.parametrize("question", ["who organised it?", "how many people attended it?", "and who pays for it?"])
def test_what_is_not_known_of_an_organisation_is_not_answered(question):
    assert answer(question, OF_COAST) in {Offer, Unknown}


def test_what_is_offered_instead_of_an_organisation_s_is_less_sure():
    decision = understood("and who organised it?", OF_COAST).decision
    assert isinstance(decision, Offer)
    assert decision.matches[0].confidence < THRESHOLDS.answer


@pytest.mark.parametrize("focus", [IN_VARNA, IN_TIRANA, OF_COAST])
@pytest.mark.parametrize("question", ["what is a safe harbour?", "and what is a safe harbour?", "safe harbour"])
def test_new_subject_leaves_the_old_one(question, focus):
    assert answer(question, focus) == "term-harbour"


# What the conversation is about from then on


def focus_after(question, focus=None):
    return understood(question, focus).focus


def test_answer_comes_into_focus():
    assert focus_after("who organised the Varna seminar?") == Focus("varna-organiser", ("varna-2014",))


def test_term_leaves_the_meeting_in_focus():
    assert focus_after("what is a safe harbour?", IN_VARNA) == Focus("term-harbour", ("varna-2014",))
    assert focus_after("what is a safe harbour?") == Focus("term-harbour")


def test_meeting_that_was_asked_for_in_vain_comes_into_focus():
    assert focus_after("did penguins attend the Varna seminar?", IN_ZAGREB) == IN_VARNA


@pytest.mark.parametrize("question", ["good morning to you", "do penguins have knees", "?"])
def test_focus_stays(question):
    assert focus_after(question, IN_VARNA) is None


def test_shown_entry_comes_into_focus():
    snapshot = knowledge()
    shown = snapshot.public
    assert focus_on(shown("met-tirana-place"), snapshot, ()) == Focus("met-tirana-place", ("met-tirana",))
    assert focus_on(shown("term-harbour"), snapshot, ("varna-2014",)) == Focus("term-harbour", ("varna-2014",))
    assert focus_on(shown("hello"), snapshot, ("varna-2014",)) is None


# Documents


def quoted(question, focus, document):
    snapshot = a_snapshot(*of_seminar("varna-2014", "varna"), *TIRANA, *THINGS, documents=[document], seminars=BOTH)
    turn = Turn(
        question=question,
        language="en",
        focus=focus,
        snapshot=snapshot,
        thresholds=Thresholds(answer=0.6, offer=0.2, quote=0.3),
        cues=CUES,
    )
    decision = turn.understood().decision
    return decision.found.excerpt.document.id if isinstance(decision, Quote) else None


def a_document(seminar):
    text = "Wet umbrellas dry in the boiler room beside the laundry.\n"
    return Document(id="rules", source=Source(title="Rules"), text=text, seminar=seminar)


ASKED = "where do wet umbrellas dry in the boiler room"


@pytest.mark.parametrize("focus", [IN_VARNA, Focus("term-harbour", ("varna-2014",))])
def test_document_of_the_meeting_in_focus_is_quoted(focus):
    assert quoted(ASKED, focus, a_document("varna-2014")) == "rules"


def test_document_of_another_meeting_is_not_quoted():
    assert quoted(ASKED, IN_TIRANA, a_document("varna-2014")) is None
    assert quoted(f"{ASKED} in Varna", IN_TIRANA, a_document("varna-2014")) == "rules"


def test_shared_document_is_quoted_unless_the_question_goes_on_about_something():
    assert quoted(ASKED, IN_TIRANA, a_document(None)) == "rules"
    assert quoted(f"and {ASKED}", IN_TIRANA, a_document(None)) is None


def test_document_is_not_quoted_for_an_organisation():
    assert quoted("and where do its wet umbrellas dry", OF_COAST, a_document("zagreb-2013")) is None


@pytest.mark.parametrize("question", ["😀", "???", "who won the world cup", "qui a gagné la coupe du monde"])
@pytest.mark.parametrize("focus", [IN_ZAGREB, IN_VARNA, Focus("zagreb-organiser", ("zagreb-2013",))])
def test_what_nobody_is_asked_is_not_offered_for_the_sake_of_a_meeting_s_name(question, focus):
    assert understood(question, focus).decision == Unknown()


def test_word_that_is_misspelt_is_still_offered_what_it_means():
    assert "varna-organiser" in offered("was the organisr paid a lot of money", IN_VARNA)


def test_what_several_readings_put_in_the_same_words_is_looked_for_once(monkeypatch):
    searched, search = [], Index.search

    def counted(self, text, **options):
        searched.append((id(self), text))
        return search(self, text, **options)

    monkeypatch.setattr(Index, "search", counted)
    understood("was the organiser paid a lot of money", IN_VARNA)
    turns = 3  # ``understood`` asks each question so often
    assert len(searched) == turns * len(set(searched)) > turns
