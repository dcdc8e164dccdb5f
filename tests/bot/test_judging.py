"""Authors see why a question gets its reply: what was found, what held it down, what was decided."""

from dataclasses import dataclass

import pytest

from bot.answering import Answer, Quote, Thresholds, Unknown
from bot.desk import Desk
from bot.judging import features, flags
from bot.local.judgement import as_table
from bot.reply import Asker, Conversation, ReplyKind
from bot.storage.memory import MemoryLedger
from bot.wording import Wording
from knowledge.model import Document, Source
from tests.fakes import FakeClock, a_snapshot, an_entry

ANA = Asker(id="U0ANA", language="en")
WORDING = Wording()
ENTRIES = (
    an_entry(fr=("où se tient la réunion", "À l'hôtel Esplanade.")),
    an_entry("venue-2012", "where was the 2012 meeting held", "In Bucharest, after one in 2011."),
    an_entry("wifi", "what is the wireless password", "Ask at the reception."),
    an_entry("dates", "when was the dinner", "In May."),
    an_entry("place", "where was the dinner", "At the port."),
    an_entry("budget", "what does the catering cost us", "Ten.", audience="organisers"),
)
RULES = Document(id="x/rules.txt", source=Source(title="Rules"), text="Wet umbrellas dry in the boiler room.\n")


@pytest.fixture(scope="module")
def desk():
    snapshot = a_snapshot(*ENTRIES, documents=[RULES], aliases=[["password", "mot de passe", "лозинка"]])
    return Desk(
        snapshot=lambda: snapshot,
        ledger=MemoryLedger(),
        clock=FakeClock(),
        wording=WORDING,
        thresholds=Thresholds(answer=0.6, offer=0.2, quote=0.5),
        live=False,
    )


@pytest.fixture
def judged(desk):
    return lambda question: desk.judge(question, ANA)


@pytest.fixture
def shown(judged):
    return lambda question, language="en": as_table(judged(question), WORDING, language, width=200)


@pytest.mark.parametrize(
    ("question", "decision"),
    [
        ("what is the wireless password", Answer),
        ("where do wet umbrellas dry", Quote),
        ("xyzzy", Unknown),
    ],
)
async def test_what_is_shown_is_what_is_decided_for_everybody(desk, question, decision):
    judged = desk.judge(question, ANA)
    assert isinstance(judged.decision, decision)
    assert judged.reply == await desk.ask(question, ANA, Conversation(channel="D1"))


def test_candidates_come_with_scores_and_the_features_of_their_confidence(judged, shown):
    best = judged("what is the wireless password").matches[0]
    table = shown("what is the wireless password")
    assert "wifi" in table
    assert f"{best.score:.1f}" in table
    for name, value in features(best.evidence):
        assert name.replace("_", " ") in table
        assert f"{value:.3f}" in table or str(value) in table


def test_words_are_shown_as_they_were_read(judged, shown):
    table = shown("wireles pasword in the zeppelin")
    assert "Taken for a misspelling: wireles → wireless; pasword → password" in table
    assert "Words that stand nowhere in the entries: zeppelin" in table
    assert [(term, list(same)) for term, same in judged("the лозинка").aliases()] == [
        ("lozinka", ["password", "mot de passe"])
    ]
    assert "lozinka is also: password, mot de passe" in shown("the лозинка")


def test_guards_that_applied_are_told_apart(shown):
    assert "it is not about 2011" in shown("where was the 2011 meeting held")
    assert "a word that makes the difference" in shown("where was the dinner")
    assert "a word that makes the difference" not in shown("what is the wireless password")


def test_passage_is_shown_with_its_place(shown):
    table = shown("where do wet umbrellas dry")
    assert "x/rules.txt:1" in table
    assert "Decision: quote x/rules.txt#1, since no entry is sure enough" in table


def test_thresholds_and_decision_are_told_in_the_readers_language(shown):
    assert "Answered from 0.60, offered from 0.20 (the choices together), quoted from 0.50" in shown("xyzzy")
    assert "Réponse à partir de 0.60, choix à partir de 0.20 (ensemble), citation à partir de 0.50" in shown(
        "xyzzy", "fr"
    )
    assert "Décision : répondre wifi, car" in shown("what is the wireless password", "fr")
    assert 'Decision: say "I don\'t know"' in shown("xyzzy")


@pytest.mark.parametrize(
    ("question", "kind"),
    [("please help me, my boss locked me in", ReplyKind.SAFETY), ("help", ReplyKind.COMMAND), ("", ReplyKind.COMMAND)],
)
def test_what_needs_no_looking_up_is_said_to_be_so(judged, shown, question, kind):
    assert (judged(question).matches, judged(question).decision, judged(question).reply.kind) == ((), None, kind)
    assert f"Nothing was looked up: it is answered before ({kind})" in shown(question)


def test_entry_for_fewer_people_is_not_shown_either(judged, shown):
    assert "budget" not in shown("what does the catering cost us")
    assert "catering" in [each.typed for each in judged("what does the catering cost us").readings() if not each.known]


@dataclass(frozen=True)
class Other:
    """Evidence as another version of the search may have it."""

    nearness: float = 0.5
    spread: int = 3
    capped: bool = True
    is_odd: bool = False
    why: str = "no number"


def test_features_are_read_whatever_they_are():
    assert list(features(Other())) == [("nearness", 0.5), ("spread", 3)]
    assert flags(Other()) == ["capped"]
    assert (list(features(None)), flags(None)) == ([], [])
