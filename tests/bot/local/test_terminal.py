"""The terminal: one question, a file of them line by line, and the checks."""

import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Offer, Thresholds
from bot.cues import Cues
from bot.desk import Desk
from bot.local import terminal
from bot.reply import ReplyKind
from bot.storage.memory import MemoryLedger
from bot.trying import run_checks
from bot.wording import Wording
from knowledge.checks import Failure, Outcome
from knowledge.model import Check, Document, Source
from tests.fakes import FakeClock, a_recommendation, a_snapshot, an_entry

#: What outsiders rely on, in its order.
KEYS = [
    "id",
    "answer",
    "kind",
    "entry",
    "seminar",
    "confidence",
    "lang",
    "choices",
    "abstained",
    "help",
    "latency_ms",
]
SNAPSHOT = a_snapshot(
    an_entry(
        fr=("où se tient la réunion", "À l'hôtel Esplanade."),
        source=Source(title="Programme", url="https://example.org/programme"),
        seminar="zagreb-2013",
    ),
    an_entry("fee", "how much is the registration fee", "It is free of charge."),
    recommendations=[a_recommendation()],
)


def a_desk(snapshot=SNAPSHOT):
    return Desk(
        snapshot=lambda: snapshot,
        ledger=MemoryLedger(),
        clock=FakeClock(),
        wording=Wording(),
        thresholds=Thresholds(answer=0.6, offer=0.2, quote=0.6),
        cues=Cues.of(Wording()),
        focus_kept=timedelta(minutes=30),
        live=False,
    )


DESK = a_desk()


def answered(*lines):
    """Return what is written for some lines, each read as JSON."""
    out = io.StringIO()
    terminal.ask_lines(DESK, [f"{each}\n" for each in lines], out)
    return [json.loads(each) for each in out.getvalue().splitlines()]


def asked(**fields):
    return json.dumps(fields)


# Line by line


def test_line_is_answered_with_the_keys_outsiders_rely_on():
    [answer] = answered(asked(id="q1", question="where is the meeting held?"))
    assert list(answer) == KEYS
    assert answer["latency_ms"] > 0
    assert 0.6 <= answer["confidence"] <= 1
    assert {**answer, "latency_ms": 0, "confidence": 1} == {
        "id": "q1",
        "answer": "At the Esplanade hotel.\n\nSource: Programme (https://example.org/programme)",
        "kind": "answer",
        "entry": "venue",
        "seminar": "zagreb-2013",
        "confidence": 1,
        "lang": "en",
        "choices": [],
        "abstained": False,
        "help": False,
        "latency_ms": 0,
    }


def test_question_that_nothing_fits_abstains():
    [answer] = answered(asked(id=1, question="do penguins have knees"))
    assert (answer["kind"], answer["entry"], answer["abstained"], answer["choices"]) == ("unknown", None, True, [])


def test_choices_are_ids_of_entries(monkeypatch):
    monkeypatch.setattr("bot.conversation.decide", lambda matches, _: Offer(tuple(matches)))
    [answer] = answered(asked(id=1, question="the registration fee of the meeting"))
    assert answer["kind"] == "choices"
    assert "fee" in answer["choices"]
    assert answer["abstained"]


def test_call_for_help_gets_the_contact_cards():
    [answer] = answered(asked(id=1, question="help me, my boss locked me in"))
    assert (answer["kind"], answer["help"], answer["abstained"]) == ("safety", True, True)


def test_every_line_gets_one_line_in_its_order():
    lines = [asked(id=number, question="where?") for number in range(20)]
    lines[7] = "this is no JSON"
    lines[9] = ""
    assert [each["id"] for each in answered(*lines)] == [None if number in {7, 9} else number for number in range(20)]


def test_each_answer_is_written_before_the_next_line_is_read():
    seen = []

    class Out(io.StringIO):
        def flush(self):
            seen.append(len(self.getvalue().splitlines()))

    out = Out()

    def lines():
        for number in range(3):
            assert len(seen) == number
            assert out.getvalue().count("\n") == number
            yield asked(id=number, question="where?") + "\n"

    terminal.ask_lines(DESK, lines(), out)
    assert seen == [1, 2, 3]


def test_no_line_gets_no_line():
    assert answered() == []


# Turns


def test_of_several_turns_the_last_is_answered():
    [answer] = answered(asked(id=1, turns=["how much is the registration fee", "où se tient la réunion"]))
    assert (answer["entry"], answer["lang"]) == ("venue", "fr")
    assert "À l'hôtel Esplanade." in answer["answer"]


def test_turns_are_one_conversation(monkeypatch):
    places = []
    ask = terminal.ask

    def noted(desk, question, *, conversation):
        places.append((conversation, question))
        return ask(desk, question, conversation=conversation)

    monkeypatch.setattr(terminal, "ask", noted)
    answered(asked(id=1, turns=["one", "two"]), asked(id=2, question="three"))
    (first, _), (second, _), (third, _) = places
    assert first == second != third


# Bad lines


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("not JSON", id="no JSON"),
        pytest.param('{"id": 1, "question": "where?"', id="broken off"),
        pytest.param("", id="empty"),
        pytest.param("   ", id="blank"),
        pytest.param("[]", id="a list"),
        pytest.param('"where?"', id="a text"),
        pytest.param("null", id="null"),
        pytest.param("{}", id="nothing asked"),
        pytest.param('{"id": 1}', id="nothing asked by somebody"),
        pytest.param('{"question": null}', id="question is null"),
        pytest.param('{"question": 5}', id="question is a number"),
        pytest.param('{"question": ["where?"]}', id="question is a list"),
        pytest.param('{"turns": []}', id="no turn"),
        pytest.param('{"turns": "where?"}', id="turns are a text"),
        pytest.param('{"turns": ["where?", 5]}', id="a turn is a number"),
        pytest.param('{"turns": null, "question": "where?"}', id="turns are null"),
        pytest.param('{"id": NaN, "question": "where?"}', id="not a number"),
        pytest.param("[" * 100_000, id="too deep"),
        pytest.param("1" * 5000, id="too large a number"),
        pytest.param("\udcff\udcfe", id="bytes that are not UTF-8"),
    ],
)
def test_bad_line_is_an_error_and_reading_goes_on(line):
    bad, good = answered(line, asked(id="next", question="where is the meeting held"))
    assert list(bad) == KEYS
    assert (bad["kind"], bad["abstained"], bad["entry"], bad["choices"]) == ("error", True, None, [])
    assert bad["answer"].startswith("line 1: ")
    assert (good["id"], good["entry"]) == ("next", "venue")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"turns": []}', {"en": '"turns" is empty; write at least one', "fr": '"turns" est vide ; écrivez-y'}),
        ('{"turns": "foo"}', {"en": 'must be a list of texts, as in {"id"', "fr": "une liste de textes, comme dans {"}),
        ("{}", {"en": 'add "question" with a text', "fr": 'ajoutez "question" avec un texte'}),
        ("[]", {"en": 'write {"id": 1, "question": "..."}', "fr": 'écrivez {"id": 1, "question": "..."}'}),
        ("oops", {"en": "write one object a line", "fr": "écrivez un objet par ligne"}),
    ],
    ids=["no turn", "turns are a text", "nothing asked", "a list", "no JSON"],
)
@pytest.mark.parametrize(("language", "place"), [("en", "line 1: "), ("fr", "ligne 1 : ")])
def test_error_says_what_to_write_in_the_language_of_the_terminal(line, words, language, place):
    out = io.StringIO()
    terminal.ask_lines(DESK, [line], out, language=language)
    error = json.loads(out.getvalue())
    assert (error["kind"], error["lang"]) == ("error", language)
    assert error["answer"].startswith(place)
    assert words[language] in error["answer"]


def test_error_names_the_line():
    assert answered(asked(id=1, question="where?"), "{", "{")[2]["answer"].startswith("line 3: not JSON")


@pytest.mark.parametrize(
    "name",
    ["q1", 7, 1.5, True, None, "", ["a", 1], {"a": None}, 12345678901234567890123, "séance", "\u2028"],
    ids=repr,
)
def test_id_comes_back_as_it_was(name):
    for fields in ({"question": "where?"}, {"question": 5}):
        [answer] = answered(asked(id=name, **fields))
        assert answer["id"] == name
        assert type(answer["id"]) is type(name)


def test_line_without_an_id_has_none():
    assert answered(asked(question="where?"))[0]["id"] is None


def test_halves_of_an_emoji_are_taken_and_given_back():
    [answer] = answered(asked(id="\udc00", question="where is the meeting held \ud83d"))
    assert (answer["id"], answer["entry"]) == ("\udc00", "venue")


def test_output_can_be_written_in_utf_8():
    out = io.StringIO()
    terminal.ask_lines(DESK, [asked(id="\ud83d", question="où se tient la réunion"), "\udcff"], out)
    assert "À l'hôtel" in out.getvalue()
    out.getvalue().encode("utf-8")


@given(st.text(alphabet=st.characters(blacklist_characters="\n")))
def test_any_line_gets_an_answer(line):
    [answer] = answered(line)
    assert list(answer) == KEYS


@given(
    st.dictionaries(
        st.sampled_from(["id", "question", "turns", "other"]),
        st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda each: st.lists(each, max_size=3)),
    )
)
def test_any_fields_get_an_answer(fields):
    [answer] = answered(json.dumps(fields))
    assert answer["id"] == fields.get("id")
    turns = fields.get("turns", [fields.get("question")])
    is_asked = isinstance(turns, list) and turns and all(isinstance(each, str) for each in turns)
    assert (answer["kind"] != "error") == bool(is_asked)


# One question


@pytest.mark.parametrize("question", ["/seminar help", " /seminar  help", "/seminar aide", "help"])
def test_question_may_stand_after_the_command_of_slack(question):
    assert terminal.ask(DESK, question).kind is ReplyKind.COMMAND


def test_another_command_is_left_as_it_is():
    assert terminal.ask(DESK, "/seminar-admin help").kind is not ReplyKind.COMMAND


def test_one_question_is_printed_as_a_person_reads_it():
    reply = terminal.ask(DESK, "where is the meeting held")
    assert terminal.as_text(DESK, reply) == (
        "At the Esplanade hotel.\n\nSource: Programme (https://example.org/programme)"
    )


def test_one_question_as_json_has_its_sources():
    printed = json.loads(terminal.as_json(DESK, terminal.ask(DESK, "où se tient la réunion")))
    assert list(printed) == [*KEYS[1:-1], "sources"]
    assert printed["lang"] == "fr"
    assert printed["sources"] == [{"title": "Programme", "url": "https://example.org/programme"}]


def test_quotation_as_json_says_where_it_stands():
    document = Document(
        id="zagreb-2013/documents/rules.txt", source=Source(title="Rules"), text="Wet umbrellas dry in the boiler room."
    )
    desk = a_desk(a_snapshot(*SNAPSHOT.knowledge.entries, documents=[document]))
    reply = terminal.ask(desk, "where do wet umbrellas dry")
    printed = json.loads(terminal.as_json(desk, reply))
    assert list(printed) == [*KEYS[1:-1], "sources", "quotation"]
    assert (printed["kind"], printed["entry"], printed["abstained"]) == ("passage", None, False)
    quotation = {"text": "Wet umbrellas dry in the boiler room.", "document": document.id, "line": 1}
    assert printed["quotation"] == quotation
    assert quotation["text"] in printed["answer"]
    out = io.StringIO()
    terminal.ask_lines(desk, ['{"id": 1, "question": "where do wet umbrellas dry"}'], out)
    assert json.loads(out.getvalue())["kind"] == "passage"
    assert list(json.loads(out.getvalue())) == KEYS


def test_recommendation_is_spoken_without_marks():
    reply = terminal.ask(DESK, "train judges")
    assert terminal.as_text(DESK, reply) == "That judges be trained.\n\nZAG-2013-R01 · explicit request"


# Checks


def a_snapshot_with_checks(*checks):
    return type(SNAPSHOT)(
        type(SNAPSHOT.knowledge)(
            seminars=SNAPSHOT.knowledge.seminars, entries=SNAPSHOT.knowledge.entries, recommendations=(), checks=checks
        ),
        0,
    )


def test_checks_that_fail_are_returned():
    good = Check(question="where is the meeting held", entry="venue", language="en")
    bad = Check(question="do penguins have knees", entry="venue")
    [failure] = run_checks(DESK, a_snapshot_with_checks(good, bad))
    assert (failure.check, failure.got) == (bad, "unknown")


def test_checks_that_fail_are_shown_in_a_table(capsys):
    outcome = Outcome(kind="answer", entry="fee", offered=(), language="en", confidence=0.734)
    terminal.show_failures([Failure(Check(question="where?", entry="venue"), "venue", "fee (en)", outcome)], 3)
    printed = capsys.readouterr().out
    for part in ("where?", "venue", "fee (en)", "0.73", "2 of 3 checks passed"):
        assert part in printed


def test_checks_that_all_pass_are_counted(capsys):
    terminal.show_failures([], 3)
    assert capsys.readouterr().out == "3 of 3 checks passed\n"


# Names that may be missing

VIRUS = (
    an_entry("virus", "what is covid-19", "A disease.", fr=("c'est quoi la covid-19", "Une maladie.")),
    an_entry("masks", "are masks worn against covid-19", "In buses.", fr=("masques contre la covid-19", "En bus.")),
    an_entry("fee", "how much is the registration fee", "Nothing.", fr=("combien coûte l'inscription", "Rien.")),
    an_entry("hotel", "where is the hotel of the participants", "At the port.", fr=("où est l'hôtel", "Au port.")),
)
CHECKS = (
    Check(question="what is the coronavirus", entry="virus"),
    Check(question="c'est quoi le coronavirus", entry="virus"),
    Check(question="please where is the hotel", entry="hotel"),
    Check(question="do penguins have knees", expect="nothing"),
)


def proposed(*checks, aliases=()):
    """Return what is proposed, with the checks that failed before."""
    snapshot = a_snapshot(*VIRUS, aliases=aliases)
    snapshot = type(snapshot)(replace(snapshot.knowledge, checks=checks), 0).prepared()
    desk = a_desk(snapshot)
    failed = run_checks(desk, snapshot)
    return terminal.proposed(desk, snapshot, failed), failed


def test_missing_alias_is_proposed_and_mends_the_checks_that_failed():
    [proved], failed = proposed(*CHECKS)
    assert (proved.proposal.term, proved.proposal.same) == ("coronavirus", "covid-19")
    assert proved.mended == len(failed) > 0
    assert proposed(*CHECKS, aliases=[[proved.proposal.same, proved.proposal.term]]) == ([], [])


def test_alias_that_would_break_another_check_is_not_proposed():
    broken = Check(question="so what is the coronavirus", never="virus")
    assert [each.proposal.term for each in proposed(*CHECKS)[0]] == ["coronavirus"]
    assert proposed(*CHECKS, broken)[0] == []


def test_checks_that_pass_propose_nothing():
    assert proposed(*CHECKS[2:]) == ([], [])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["A name may be missing", 'perhaps "coronavirus" is another name for "covid-19" (virus)', "check"]),
        ("fr", ["Un nom manque peut-être", "« coronavirus » est peut-être un autre nom de « covid-19 »"]),
    ],
)
def test_proposals_are_shown_with_what_to_write(capsys, language, words):
    proved, _ = proposed(*CHECKS)
    terminal.show_proposals(proved, DESK.wording, language)
    printed = capsys.readouterr().out
    for each in (*words, "[covid-19, coronavirus]"):
        assert each in printed


def test_nothing_is_shown_where_nothing_is_proposed(capsys):
    terminal.show_proposals([], DESK.wording, "en")
    assert capsys.readouterr().out == ""


def test_kinds_are_those_of_the_replies():
    [answer] = answered("{")
    assert answer["kind"] == ReplyKind.ERROR


# How things stand


@pytest.mark.parametrize(
    ("question", "kind", "said"),
    [
        ("where do we stand on judges?", ReplyKind.ANSWER, "`/seminar ZAG-2013-R01`"),
        ("où en est-on ?", ReplyKind.COMMAND, "`/seminar recommandations`"),
        ("where do we stand on submarines?", ReplyKind.COMMAND, "`/seminar recommendations`"),
        ("how much is the registration fee", ReplyKind.ANSWER, "free of charge"),
    ],
)
def test_question_about_progress_is_told_where_that_is_known(question, kind, said):
    reply = terminal.ask(DESK, question)
    assert reply.kind is kind
    assert said in reply.text


def test_check_of_how_things_stand_holds_as_it_does_for_whoever_asks():
    asked = Check(question="where do we stand on judges?", entry=a_recommendation().id)
    assert terminal.ask(DESK, asked.question).entry == asked.entry
    assert run_checks(DESK, SNAPSHOT, [asked]) == []
