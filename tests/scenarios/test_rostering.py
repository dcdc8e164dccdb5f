"""An organiser loads the roster from Slack, sees what changes first, and can erase a person."""

import itertools
import re

import pytest

from bot.progress import Closing, EventKind
from bot.rostering import MAX_ROSTER_BYTES
from tests.fake_slack import ANA, BEN, OLGA, SEMINAR
from tests.scenarios.conftest import change, direct
from tests.scenarios.test_reporting import FollowedUp

TABLE = """\
id,name,role,country,language,email
ana,"Coordinator, Romania",coordinator,RO,en,ana@example.org
eva,"Coordinator, Serbia",coordinator,RS,en,eva@example.org
"""
BROKEN = TABLE.replace(",RS,", ",Serbia,")


class Office(FollowedUp):
    """An organiser with a roster in her hands."""

    async def send(self, data, name="people.csv", *, user=OLGA, text=""):
        file = self.slack.file(name, data if isinstance(data, bytes) else data.encode())
        seen = await self.workspace.write(text, user=user, subtype="file_share", files=[file])
        return seen[-1]

    async def decide(self, posted, label, *, user=OLGA):
        seen = await self.workspace.press(posted, label, user=user)
        return seen[0] if seen else None

    async def of_the_erased(self):
        """What was carried by somebody who is not there any more."""
        return [each for each in await self.ledger.assignments() if each.owner.startswith("erased-")]

    async def ids(self):
        return [each.id for each in await self.ledger.people()]


@pytest.fixture
async def office(http):
    return await Office(http).begin()


async def test_file_is_shown_first_and_loaded_when_the_organiser_says_so(office):
    said = await office.send(TABLE)
    assert "1 new, 1 changed; 2 of the roster are not in it" in said.text
    assert "Coordinator, Serbia (eva)" in said.text
    assert "eva" not in await office.ids()
    after = await office.decide(said, "Load")
    assert after is said
    assert "2 participants were read: 1 added, 1 changed" in said.text
    assert said.buttons == {}
    assert await office.ids() == ["ana", "ben", "eva", "zoe"]
    [record] = await office.audited("roster loaded")
    assert (record.who, record.after) == (OLGA, "added 1, changed 1, missing 2")
    # The new coordinator carries what coordinators carry, without anybody doing more.
    await office.renewed()
    assert len(await office.ledger.assignments(owner="eva")) == 1


async def test_missing_people_are_erased_where_the_organiser_says_so(office):
    said = await office.send(TABLE.replace("\nana,", "\nada,"))
    button = said.buttons["Load and remove missing"]
    assert "cannot be undone" in button["confirm"]["text"]["text"]
    await office.decide(said, "Load and remove missing")
    assert "Erased, since they are not in the file" in said.text
    assert await office.ids() == ["ada", "eva"]
    [gone] = await office.of_the_erased()
    assert (gone.closed, gone.closed_because) == (Closing.REMOVED, "erased")


async def test_cancelled_file_changes_nothing_and_cannot_be_loaded_afterwards(office):
    said = await office.send(TABLE)
    load = office.workspace.press_of(said, said.buttons["Load"], OLGA)
    await office.decide(said, "Cancel")
    assert "Nothing was loaded" in said.text
    await office.workspace.see(office.workspace.door.interaction(load))
    assert "no longer here" in said.text
    assert "eva" not in await office.ids()


async def test_pressed_four_times_it_is_loaded_once(office):
    said = await office.send(TABLE)
    load = office.workspace.press_of(said, said.buttons["Load"], OLGA)
    await office.workspace.see(*(office.workspace.door.interaction(load) for _ in range(4)))
    assert len(await office.audited("roster loaded")) == 1
    assert "2 participants were read" in said.text


async def test_load_that_the_ledger_could_not_take_may_be_pressed_again(office):
    said = await office.send(TABLE)
    first, second = (office.workspace.press_of(said, said.buttons["Load"], OLGA) for _ in range(2))
    second["actions"][0]["action_ts"] = "1.3"
    office.ledger.is_away = True
    [told] = await office.workspace.see(office.workspace.door.interaction(first))
    assert "*not* saved" in told.text
    office.ledger.is_away = False
    await office.workspace.see(office.workspace.door.interaction(second))
    assert "2 participants were read" in said.text


async def test_every_problem_of_a_file_is_told_with_its_line(office):
    said = await office.send(BROKEN)
    assert said.text.startswith("The roster is not loaded")
    assert "line 3" in said.text
    assert '"Serbia" is not a code that exists; did you mean RS?' in said.text
    assert said.buttons == {}


async def test_same_roster_again_is_nothing_to_load(office):
    await office.decide(await office.send(TABLE), "Load")
    lines = "\n".join([*TABLE.splitlines(), "ben,B,deputy,,,", "zoe,Z,rapporteur,,,"])
    await office.decide(await office.send(lines), "Load")
    said = await office.send(lines)
    assert "nothing to load" in said.text


async def test_file_of_somebody_else_is_no_roster(office):
    said = await office.send(TABLE, user=ANA, text="roster")
    assert "Coordinator, Serbia" not in said.text
    assert said.buttons.keys() <= {"Send to the organisers"}
    assert "eva" not in await office.ids()


async def test_button_of_somebody_else_does_nothing(office):
    said = await office.send(TABLE)
    await office.workspace.see(
        office.workspace.door.interaction(office.workspace.press_of(said, said.buttons["Load"], BEN))
    )
    assert "eva" not in await office.ids()
    assert [each.who for each in await office.audited("roster_load refused")] == [BEN]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("people.xlsx", b"PK", "I take a roster as a file"),
        ("people.csv", b"x" * (MAX_ROSTER_BYTES + 1), "too large"),
        ("people.csv", b"name,role\n", "holds nobody"),
        ("people.csv", b"\xff\xfe", "not UTF-8"),
    ],
)
async def test_file_that_will_not_do_says_why(office, name, data, said):
    assert said in (await office.send(data, name)).text


async def test_file_that_slack_does_not_give_says_what_to_do(office):
    office.slack.gives_files = False
    assert "files:read" in (await office.send(TABLE)).text


async def test_token_goes_to_no_other_place(office):
    file = {"id": "F1", "name": "people.csv", "size": 9, "url_private": "http://127.0.0.2/people.csv"}
    [said] = await office.workspace.write("", user=OLGA, subtype="file_share", files=[file])
    assert "could not fetch" in said.text


async def test_pasted_lines_are_shown_and_loaded(office):
    command = f"/seminar-admin roster\n{TABLE}"
    [said] = await office.workspace.command(command, user=OLGA, channel=direct(OLGA))
    assert "Coordinator, Serbia (eva)" in said.text
    [after] = await office.workspace.press(said, "Load", user=OLGA)
    assert "2 participants were read" in after.text
    assert "eva" in await office.ids()


async def test_lines_pasted_in_a_channel_are_counted_and_nobody_is_named(office):
    [said] = await office.workspace.command(f"/seminar-admin roster\n{TABLE}", user=OLGA, channel=SEMINAR)
    assert "1 new, 1 changed" in said.text
    assert "Serbia" not in said.text


async def test_arguments_that_are_no_roster_say_how(office):
    [said] = await office.workspace.command("/seminar-admin roster people.csv", user=OLGA)
    assert "send me the file" in said.text
    assert "run_bot.py roster FILE" in said.text


# Erasure


async def test_person_is_erased_once_confirmed_and_the_trail_does_not_name_them(office):
    [said] = await office.workspace.command("/seminar-admin erase ana", user=OLGA, channel=direct(OLGA))
    assert "Their open assignment closes" in said.text
    assert "handover ana SUCCESSOR" in said.text
    assert "ana" in await office.ids()
    [after] = await office.workspace.press(said, "Erase", user=OLGA)
    assert "They are erased" in after.text
    assert await office.ids() == ["ben", "zoe"]
    trail = await office.ledger.audited(limit=100)
    assert "erase" in [each.action for each in trail]
    assert not [each for each in trail if "ana" in f"{each.before} {each.after} {each.action}".split()]
    [gone] = await office.of_the_erased()
    assert [each.kind for each in await office.ledger.history(gone.id)][-1] is EventKind.CLOSED


@pytest.mark.parametrize(
    ("command", "said"), [("erase", "name the person by their id"), ("erase nobody", "has nobody with the id")]
)
async def test_erasing_nobody_says_how(office, command, said):
    [answer] = await office.workspace.command(f"/seminar-admin {command}", user=OLGA)
    assert said in answer.text
    assert answer.buttons == {}


async def test_erasure_can_be_called_off_and_is_the_organisers_alone(office):
    [said] = await office.workspace.command("/seminar-admin erase ana", user=OLGA, channel=direct(OLGA))
    [after] = await office.workspace.press(said, "Cancel", user=OLGA)
    assert "Nobody was erased" in after.text
    [refused] = await office.workspace.command("/seminar-admin erase ana", user=ANA)
    assert "Only the seminar's organisers" in refused.text
    assert "ana" in await office.ids()


# Reloading


async def test_reload_says_how_many_reminders_it_moves_before_any_moves(office):
    file = office.workspace.service.settings.content / "varna-2031" / "recommendations.yaml"
    before = (await office.assignment()).next_at
    change(file, "anchor: 2026-03-05", "anchor: 2026-03-20")
    [said] = await office.workspace.command("/seminar-admin reload --now", user=OLGA)
    assert "that begin: 0; that end: 0; that come at another time: 1." in said.text
    await office.renewed()
    assert (await office.assignment()).next_at > before
    change(file, "roles: [coordinator]", "roles: [coordinator, deputy]")
    [said] = await office.workspace.command("/seminar-admin reload --now", user=OLGA)
    assert "that begin: 1;" in said.text
    change(file, "Maintain the beacons", "Look after the beacons")
    await office.renewed()
    [said] = await office.workspace.command("/seminar-admin reload --now", user=OLGA)
    assert "No reminder moves" in said.text
    [said] = await office.workspace.command("/seminar-admin reload --now", user=OLGA)
    assert "eminder" not in said.text


# The trail


async def test_whatever_an_organiser_changes_is_in_the_trail_with_before_and_after(office):
    """Each command that can change something, and what it changed from and to."""
    workspace = office.workspace
    rooms = itertools.count()

    async def command(text):
        # An address takes five answers, and each room has its own.
        return await workspace.command(f"/seminar-admin {text}", user=OLGA, channel=f"C0ROOM{next(rooms)}")

    change(workspace.service.settings.content / "varna-2031" / "entries" / "facts.yaml", "lighthouse", "harbour")
    await command("reload --now")
    await command("undo")
    await command("redo")
    await command("pause")
    await command("resume")
    await command("assign beacons ben")
    await command("handover ana ben")
    said = await office.send(TABLE)
    await office.decide(said, "Load")
    # What the roster has brought about may go out meanwhile.
    [asked] = [each for each in await command("erase eva") if "Erase" in str(each)]
    await workspace.press(asked, "Erase", user=OLGA)
    [unknown] = await workspace.write("who built the lighthouse of Varna?", user=BEN)
    await workspace.press(unknown, "Send to the organisers", user=BEN)
    [question] = await office.ledger.passed_on()
    await command(f"unanswered done {question.id[:8]}")
    trail = [each for each in await office.ledger.audited(limit=100) if each.who == OLGA]
    done = {each.action: (each.before, each.after) for each in trail if not each.action.endswith("begun")}
    [given] = await office.ledger.assignments(owner="ben")
    assert done == {
        "assign": ("-", f"{given.id}: due {given.due}"),
        "reload": ("generation 2", "generation 3 (+0 ~1 -0)"),
        "undo": ("generation 3", "generation 4 (+0 ~1 -0)"),
        "redo": ("generation 4", "generation 5 (+0 ~1 -0)"),
        "pause": ("sending", "stopped"),
        "resume": ("stopped: organiser", "sending"),
        "handover": ("ana", "ben: 1"),
        "roster loaded": ("3 people", "added 1, changed 1, missing 2"),
        "erase": ("4 people", "one participant less"),
        "unanswered done": (f"{question.id[:8]} waits", f"{question.id[:8]} dealt with"),
    }
    changing = {
        "assign",
        "reload",
        "undo",
        "redo",
        "pause",
        "resume",
        "handover",
        "roster",
        "erase",
        "unanswered",
        "parked",
        "contributed",
    }
    looking = {"simulate", "status", "export", "audit"}
    [help_] = await command("help")
    commands = set(re.findall(r"/seminar-admin ([a-z]+)", help_.shown))
    assert commands == changing | looking | {"help"}  # a new one says here what it leaves in the trail
