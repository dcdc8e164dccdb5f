"""A reminder as Slack shows it: within its limits whatever it holds, the same in words, and with what may be done."""

from dataclasses import replace
from datetime import UTC, date, datetime

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.local.limits import checked_blocks, checked_text, checked_view
from bot.outbox import ORGANISERS, Item, Row, RowKind, Stage
from bot.parts import Act
from bot.ports import Person
from bot.progress import Assignment, Closing, Event, EventKind, Reported, Validation, assignment_id, seen
from bot.slack.forms import Filled, Place, form
from bot.slack.reminders import MOST_ITEMS, reminder_message
from bot.telling import telling
from bot.wording import Wording
from knowledge.model import Participant
from tests.fakes import a_recommendation

WORDING = Wording()
TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ANA = Person(participant=Participant(id="ana", name="National coordinator, Romania", role="coordinator"))
TRAIN = a_recommendation("train", title={"fr": "Former", "en": "Train <judges> & *police*"})


def an_assignment(**fields):
    usual = {"id": assignment_id("train", "ana"), "recommendation": "train", "owner": "ana", "due": date(2026, 3, 16)}
    return Assignment(**(usual | fields))


def drawn(
    stage=Stage.REMINDER, assignment=None, *, recipient="ana", kind=RowKind.FOLLOW_UP, history=(), language="en", why=""
):
    assignment = assignment or an_assignment()
    item = Item(assignment=assignment.id, due=date(2026, 3, 16), stage=stage, offset=-14, recipient=recipient)
    row = Row(id="r1", recipient=recipient, kind=kind, day=TODAY, send_at=NOW, why=why, items=(item,))
    said = telling(
        row,
        {assignment.id: assignment},
        people={"ana": ANA},
        recommendations={"train": TRAIN},
        histories={assignment.id: history},
        language=language,
        today=TODAY,
    )
    message = reminder_message(said, WORDING)
    checked_text(message["text"])
    checked_blocks(message["blocks"])
    return message


def an_event(kind=EventKind.REPORTED, **fields):
    return Event(assignment=assignment_id("train", "ana"), at=NOW, who="ana", kind=kind, **fields)


def acts(message):
    return [
        each["action_id"].removeprefix("followup:")
        for block in message["blocks"]
        if block["type"] == "actions"
        for each in block["elements"]
    ]


def words(message):
    sections = [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"]
    contexts = [block["elements"][0]["text"] for block in message["blocks"] if block["type"] == "context"]
    return "\n".join([*sections, *contexts])


def test_reminder_says_what_when_why_and_how_it_stands():
    message = drawn(why="why-weekend")
    for each in (
        "*ZAG-2013-R01*",
        "16 March 2026",
        "in 14 days",
        "not started",
        "not a working day",
        "judges be trained",
    ):
        assert each in words(message)
    assert acts(message) == ["report", "note", "snooze", "revise", "not_mine", "quiet"]


def test_reminder_is_said_in_the_reader_s_language():
    message = drawn(language="fr")
    assert "16 mars 2026" in message["text"]
    assert "Où en est-on" in message["blocks"][2]["elements"][0]["placeholder"]["text"]


def test_text_of_the_notification_says_what_the_blocks_say():
    message = drawn(why="why-late", history=[an_event(after="in_progress")])
    for each in ("ZAG-2013-R01", "16 March 2026", "I could not send it on the day", "reported on 2 March 2026"):
        assert each in message["text"]


def test_what_organisers_and_people_wrote_is_no_mark_up():
    note = "<!channel> <@U0BEN> *bold* [link](https://evil.example) `code`\n> quote"
    message = drawn(
        Stage.VALIDATION,
        an_assignment(reported=Reported.IMPLEMENTED, reported_on=TODAY),
        recipient="vera",
        history=[an_event(after="implemented", note=note, evidence="javascript:alert(1)")],
    )
    said = words(message) + message["text"]
    assert "<!" not in said
    assert "<@" not in said
    assert "<javascript" not in said
    assert "<https://evil" not in said
    assert "Train &lt;judges&gt; &amp; *police*" in said


def test_evidence_is_a_link():
    message = drawn(
        Stage.VALIDATION,
        an_assignment(reported=Reported.IMPLEMENTED, reported_on=TODAY),
        recipient="vera",
        history=[an_event(after="implemented", evidence="https://example.org/law?a=1&b=(2)")],
    )
    assert "<https://example.org/law?a=1&amp;b=(2)|evidence>" in words(message)


@pytest.mark.parametrize(
    ("stage", "assignment", "recipient", "kind", "expected"),
    [
        (Stage.VALIDATION, {"reported": Reported.IMPLEMENTED}, "vera", RowKind.FOLLOW_UP, ["confirm", "return"]),
        (Stage.VALIDATION, {"reported": Reported.BLOCKED}, "vera", RowKind.FOLLOW_UP, []),
        (Stage.DEPUTY, {}, "dan", RowKind.FOLLOW_UP, ["report", "note"]),
        (Stage.REMINDER, {}, "dan", RowKind.FOLLOW_UP, ["report", "note", "snooze", "revise"]),
        (Stage.ESCALATION, {}, "carl", RowKind.FOLLOW_UP, []),
        (Stage.RETURNED, {}, "ana", RowKind.FOLLOW_UP, ["report", "note", "snooze", "revise", "not_mine", "quiet"]),
        (Stage.BRIEFING, {}, "ana", RowKind.BRIEFING, ["report", "note", "snooze", "revise", "not_mine"]),
        (Stage.REMINDER, {"reported": Reported.IMPLEMENTED}, "ana", RowKind.FOLLOW_UP, ["report", "note", "quiet"]),
        (Stage.REMINDER, {"paused": True}, "ana", RowKind.FOLLOW_UP, ["report", "note"]),
        (Stage.DECISION, {}, ORGANISERS, RowKind.DECISION, ["report", "revise", "pause"]),
        (Stage.NOT_MINE, {"paused": True}, f"{ORGANISERS}:U0OLGA", RowKind.DECISION, ["report", "revise", "resume"]),
        (Stage.UNREACHABLE, {}, ORGANISERS, RowKind.DECISION, ["report", "revise", "pause"]),
        (Stage.VALIDATION, {"reported": Reported.IMPLEMENTED}, ORGANISERS, RowKind.DECISION, ["confirm", "return"]),
        (Stage.QUIET, {}, ORGANISERS, RowKind.DECISION, ["grant", "keep"]),
        (Stage.QUIET, {"paused": True}, ORGANISERS, RowKind.DECISION, []),
        (Stage.QUIET_GRANTED, {"paused": True}, "ana", RowKind.NOTICE, []),
        (Stage.REMINDER, {"closed": Closing.IMPLEMENTED}, "ana", RowKind.FOLLOW_UP, []),
    ],
)
def test_each_reader_can_do_what_is_theirs(stage, assignment, recipient, kind, expected):
    assert acts(drawn(stage, an_assignment(**assignment), recipient=recipient, kind=kind)) == expected


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_stage_has_words(stage, language):
    message = drawn(stage, language=language, history=[an_event(after="blocked", note="Waiting")])
    assert "BUC" not in message["text"]
    # What is about a person names no recommendation: it is about all that they carry.
    assert ("ZAG-2013-R01" in message["text"]) is not stage.is_about_a_person


def test_buttons_carry_ids_alone():
    message = drawn()
    [block, _] = [each for each in message["blocks"] if each["type"] == "actions"]
    values = [each["value"] for each in block["elements"] if "value" in each]
    values += [option["value"] for each in block["elements"] for option in each.get("options", ())]
    for each in values:
        fields = orjson.loads(each)
        assert fields.keys() <= {"a", "m", "s"}
        assert (fields["a"], fields["m"]) == (an_assignment().id, seen(an_assignment()))


def test_every_button_says_aloud_what_it_is_about():
    message = drawn()
    [block, _] = [each for each in message["blocks"] if each["type"] == "actions"]
    for each in block["elements"]:
        assert "ZAG-2013-R01" in (each.get("accessibility_label") or each["placeholder"]["text"])


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (an_event(after="in_progress"), "National coordinator, Romania reported on 2 March 2026: in progress"),
        (an_event(EventKind.SNOOZED, after="2026-03-09"), "asked for a reminder on 9 March 2026"),
        (an_event(EventKind.DUE_REVISED, after="2026-05-04"), "moved the due date to 4 May 2026"),
        (an_event(EventKind.NOT_MINE), "this is not theirs"),
        (replace(an_event(EventKind.PAUSED), who="U0OLGA"), "an organiser stopped the reminders"),
        (replace(an_event(EventKind.RESUMED), who=""), "somebody who is no longer in the roster resumed"),
    ],
)
def test_message_drawn_again_shows_what_was_done_and_by_whom(event, expected):
    assert expected in words(drawn(history=[event]))


def test_choice_is_offered_anew_after_each_change():
    before, after = drawn(), drawn(assignment=an_assignment(reported=Reported.BLOCKED))
    ids = [[block["block_id"] for block in each["blocks"] if block["type"] == "actions"] for each in (before, after)]
    assert ids[0] != ids[1]


def test_closed_assignment_is_done_in_words_and_has_no_buttons():
    closed = an_assignment(
        reported=Reported.IMPLEMENTED, validation=Validation.VALIDATED, closed=Closing.IMPLEMENTED, closed_at=NOW
    )
    message = drawn(assignment=closed, history=[an_event(EventKind.VALIDATED, after="validated")])
    assert "this is done" in words(message)
    assert acts(message) == []


LONG = st.text(min_size=1, max_size=500).filter(str.strip)


@settings(max_examples=40, deadline=None)
@given(
    count=st.integers(1, 60),
    name=LONG,
    title=st.text(min_size=1, max_size=75).filter(str.strip),
    text=st.text(min_size=1, max_size=6000).filter(str.strip),
    note=st.text(max_size=3000),
    stage=st.sampled_from([each for each in Stage if not each.is_about_a_person]),
    language=st.sampled_from(["fr", "en"]),
    organisers=st.booleans(),
)
def test_many_long_items_fit_and_the_rest_is_named(*, count, name, title, text, note, stage, language, organisers):
    recipient = ORGANISERS if organisers else "ana"
    people = {"ana": Person(participant=ANA.participant.model_copy(update={"name": name}))}
    recommendations, assignments = {}, {}
    for number in range(count):
        id_ = f"point-{number}"
        recommendations[id_] = a_recommendation(id_, f"ZAG-2013-R{number:02}", title={"en": title}, text={"en": text})
        each = an_assignment(id=assignment_id(id_, "ana"), recommendation=id_, reported=Reported.BLOCKED)
        assignments[each.id] = each
    items = tuple(
        Item(assignment=each, due=date(2026, 3, 16), stage=stage, offset=0, recipient=recipient) for each in assignments
    )
    row = Row(id="r", recipient=recipient, kind=RowKind.FOLLOW_UP, day=TODAY, send_at=NOW, why="why-late", items=items)
    histories = {
        each: [
            replace(an_event(note=note, after="blocked", evidence="https://example.org/" + "x" * 1500), assignment=each)
        ]
        for each in assignments
    }
    said = telling(
        row,
        assignments,
        people=people,
        recommendations=recommendations,
        histories=histories,
        language=language,
        today=TODAY,
    )
    message = reminder_message(said, WORDING)
    blocks = checked_blocks(message["blocks"])
    assert len(message["text"]) <= 4000
    shown = min(count, MOST_ITEMS)
    assert sum(block["type"] == "section" for block in blocks) == 1 + shown
    # Each that is shown has its line in the notification too, and the rest is named there and below.
    for number in range(shown):
        assert f"ZAG-2013-R{number:02}" in message["text"]
    if count > MOST_ITEMS:
        rest = str(count - MOST_ITEMS) if count - MOST_ITEMS > 1 else {"en": "One more", "fr": "Un"}[language]
        assert rest in message["text"].splitlines()[-1]
        assert rest in blocks[-1]["elements"][0]["text"]
        assert f"ZAG-2013-R{MOST_ITEMS:02}" in message["text"].splitlines()[-1]


@pytest.mark.parametrize("act", [Act.NOTE, Act.SNOOZE, Act.REVISE, Act.NOT_MINE, Act.RETURN])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_form_is_one_that_slack_takes_and_carries_ids_alone(act, language):
    place = Place(assignment="a" * 24, mark="0" * 8, channel="D0ANA", ts="1790000001.000001", language=language)
    view = checked_view(form(act, place, "ZAG-2013-R01", WORDING, tomorrow=date(2026, 3, 3)))
    assert view["callback_id"] == f"followup:{act}"
    assert Place.of(view["private_metadata"]) == place
    inputs = [each for each in view["blocks"] if each["type"] == "input"]
    assert inputs
    assert all(each["label"]["text"] for each in inputs)


@pytest.mark.parametrize(
    "view", [{}, {"state": {}}, {"state": {"values": {"day": {"day": {"selected_date": "soon"}}}}}]
)
def test_form_without_values_is_filled_with_nothing(view):
    assert Filled.of(view) == Filled()
