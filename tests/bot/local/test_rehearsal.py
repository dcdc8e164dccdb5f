"""A simulation as it stands in the terminal, and as JSON."""

import json
from datetime import UTC, date, datetime

import pytest

from bot.local.rehearsal import as_json, as_table
from bot.outbox import ORGANISERS, Item, Row, RowKind, Stage
from bot.ports import Person
from bot.progress import Assignment
from bot.rehearsing import Rehearsed, Simulation
from bot.reminding import Planner
from bot.wording import Wording
from knowledge.model import Participant
from tests.fakes import a_recommendation

WORDING = Wording()
DUE = date(2031, 3, 10)
AT = datetime(2031, 3, 11, 6, 30, tzinfo=UTC)
PEOPLE = {
    id_: Person(participant=Participant(id=id_, name=name, role="post", timezone="Europe/Bucharest"))
    for id_, name in (("ana", "Coordinator, Romania"), ("ion", "Coordinator, [Moldova]"))
}


def a_message(recipient, *stages, why="", owners=("ana",)):
    assignments = {
        each: Assignment(id=each, recommendation="train-judges", owner=each, example=True) for each in owners
    }
    items = tuple(
        Item(assignment=owner, due=DUE, stage=stage, offset=offset, recipient=recipient)
        for stage, offset in stages
        for owner in owners
    )
    kind = RowKind.DECISION if recipient == ORGANISERS else RowKind.FOLLOW_UP
    row = Row(id="1", recipient=recipient, kind=kind, day=AT.date(), send_at=AT, why=why, items=items)
    return Rehearsed(at=AT, row=row, assignments=assignments)


def a_simulation(*messages, live=False):
    return Simulation(
        first=date(2031, 3, 1),
        last=date(2031, 3, 31),
        messages=messages,
        planner=Planner(policies={}, people=PEOPLE, timezone="Europe/Zagreb"),
        recommendations={"train-judges": a_recommendation()},
        live=live,
    )


def lines_of(*messages, language="en", **options):
    """The lines of the table, without its frame."""
    shown = as_table(a_simulation(*messages, **options), WORDING, language, width=160)
    return [
        " | ".join(each.strip() for each in line.strip("│┃ ").replace("┃", "│").split("│"))
        for line in shown.splitlines()
    ]


def test_message_is_shown_by_two_clocks_with_what_it_says_and_why():
    lines = lines_of(a_message("ana", (Stage.REMINDER, -3), (Stage.REMINDER, 0), why="why-weekend"))
    assert lines[0] == "What would be sent from 1 March 2031 to 31 March 2031, if nobody answered"
    assert lines[2] == "Their time | UTC | To | About | Why"
    moved = "(moved: not a working day of theirs)"
    head = "2031-03-11 08:30 EET | 2031-03-11 06:30 | Coordinator, Romania"
    assert lines[4] == f"{head} | ZAG-2013-R01 | 3 days before 10 March 2031 {moved}"
    assert lines[5] == f"ZAG-2013-R01 | on the due date, 10 March 2031 {moved}"
    assert lines[7:9] == ["ZAG-2013-R01: Train judges", "One message to one recipient. Nothing was sent."]
    assert "an illustration" in lines[9]


def test_owners_are_named_or_counted_where_somebody_else_is_told():
    one = lines_of(a_message("ion", (Stage.DEPUTY, 21)))
    assert one[4].split(" | ")[2:4] == ["Coordinator, [Moldova]", "ZAG-2013-R01 (Coordinator, Romania)"]
    many = lines_of(a_message(ORGANISERS, (Stage.DECISION, 49), owners=("ana", "ion", "left")))
    assert many[4].split(" | ")[2:] == [
        "the organisers",
        "ZAG-2013-R01 (3 owners)",
        "silence 49 days after 10 March 2031: an open decision",
    ]
    # The organisers' clock is the seminar's.
    assert many[4].startswith("2031-03-11 07:30 CET")


@pytest.mark.parametrize("language", WORDING.languages)
@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_its_words(stage, language):
    said = lines_of(a_message("ana", (stage, 7)), language=language)[4].split(" | ")[4]
    assert said
    # What is about quiet is about a person, not about a due date.
    assert ("2031" in said) is not stage.is_about_a_person


@pytest.mark.parametrize("language", WORDING.languages)
@pytest.mark.parametrize("why", ["weekend", "holiday", "hours", "budget", "away", "snoozed", "late"])
def test_every_reason_to_move_has_its_words(why, language):
    assert lines_of(a_message("ana", (Stage.REMINDER, 7), why=f"why-{why}"), language=language)[4].endswith(")")


def test_nothing_to_send_is_said_and_why():
    assert lines_of() == ["Nothing would be sent from 1 March 2031 to 31 March 2031."]
    assert lines_of(live=True)[1] == (
        "Policies and people marked `example: true` were ignored, since Slack serves real people."
    )


def test_narrow_terminal_loses_no_time():
    shown = as_table(a_simulation(a_message("ana", (Stage.REMINDER, 0))), WORDING, "en", width=80)
    assert "2031-03-11 08:30 EET" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_json_has_ids_beside_names_and_instants_with_their_offset():
    found = json.loads(as_json(a_simulation(a_message("ana", (Stage.REMINDER, 0), why="why-late"))))
    assert {each: found[each] for each in ("from", "to", "live", "example")} == {
        "from": "2031-03-01",
        "to": "2031-03-31",
        "live": False,
        "example": True,
    }
    assert found["messages"] == [
        {
            "recipient": "ana",
            "name": "Coordinator, Romania",
            "kind": "follow_up",
            "local": "2031-03-11T08:30:00+02:00",
            "utc": "2031-03-11T06:30:00+00:00",
            "moved_by": "why-late",
            "items": [
                {
                    "recommendation": "train-judges",
                    "reference": "ZAG-2013-R01",
                    "owner": "ana",
                    "stage": "reminder",
                    "offset": 0,
                    "due": "2031-03-10",
                    "example": True,
                }
            ],
        }
    ]
