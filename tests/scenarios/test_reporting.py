"""Answering a reminder in Slack: each press one effect, whoever presses, however often it is delivered."""

import asyncio
import itertools
import json

import pytest

from bot.progress import Closing, EventKind, Reported, Validation
from knowledge.model import Participant
from tests.fake_slack import ANA, APP, BEN, OLGA, SEMINAR, TEAM, ZOE
from tests.scenarios.conftest import SOCKET, SocketDoor, direct

#: By the clock of the scenarios it is Monday, 2 March 2026, 11:30 in Bucharest: three days before the due date.
POLICY = """\
    follow_up:
      owners: {roles: [coordinator]}
      validator: {roles: [rapporteur]}
      anchor: 2026-03-05
"""
ROSTER = [
    Participant(
        id="ana",
        name="Coordinator, Romania",
        role="coordinator",
        country="RO",
        language="en",
        timezone="Europe/Bucharest",
        deputy="ben",
    ),
    Participant(id="ben", name="Deputy, Romania", role="deputy", country="RO", language="en"),
    Participant(
        id="zoe",
        name="Rapporteur, Romania",
        role="rapporteur",
        country="RO",
        language="en",
        timezone="Europe/Bucharest",
    ),
]
MALLORY = "U0MALLORY"
USERS = {"ana": ANA, "ben": BEN, "zoe": ZOE}


class FollowedUp:
    """A workspace in which a recommendation is followed up, and what people do there."""

    def __init__(self, workspace):
        self.workspace, self.slack, self.ledger = workspace, workspace.slack, workspace.ledger
        self._instants = itertools.count(1)

    async def begin(self, *, others=()):
        """Follow it up from now on; ``others`` serve the same knowledge, and would cancel what theirs does not say."""
        file = self.workspace.service.settings.content / "varna-2031" / "recommendations.yaml"
        with file.open("a", encoding="utf-8") as written:
            written.write(POLICY)
        for each in (*others, self.workspace):
            await asyncio.to_thread(each.service.base.reload)
        self.slack.people |= {each: {"id": each, "locale": "en-GB"} for each in (ANA, MALLORY)}
        await self.ledger.put_roster(ROSTER, replace=True)
        for name, user in USERS.items():
            await self.ledger.match(name, user)
        await self.renewed()
        return self

    async def renewed(self):
        """Let the bot look at the roster, plan what is due, and send it."""
        waking = self.workspace.service.waking
        await waking._renewing.renew()
        await waking._following.tick()

    async def assignment(self):
        [found] = await self.ledger.assignments(owner="ana")
        return found

    async def happened(self):
        events = await self.ledger.history((await self.assignment()).id)
        return [each.kind for each in events if each.kind not in {EventKind.ASSIGNED, EventKind.REMINDED}]

    async def audited(self, action):
        return [each for each in await self.ledger.audited(limit=100) if each.action == action]

    def messages(self, user):
        return [each for each in self.slack.posts if each.channel == direct(user) and each.only_for is None]

    def element(self, posted, act):
        for block in posted.blocks:
            for each in block.get("elements", []):
                if each.get("action_id") == f"followup:{act}":
                    return block, each
        raise AssertionError(f"{act} is not offered")

    def body(self, posted, act, user, option=""):
        """Return a press as Slack tells it; each has an instant of its own."""
        block, element = self.element(posted, act)
        action = {key: each for key, each in element.items() if key not in {"options", "placeholder"}}
        if option:
            action["selected_option"] = next(
                each for each in element["options"] if json.loads(each["value"])["s"] == option
            )
        message = {"type": "message", "ts": posted.ts, "text": posted.text, "blocks": posted.blocks}
        return {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "api_app_id": APP,
            "channel": {"id": posted.channel},
            "container": {"type": "message", "message_ts": posted.ts, "channel_id": posted.channel},
            "actions": [{**action, "block_id": block["block_id"], "action_ts": f"5.{next(self._instants)}"}],
            "response_url": self.slack.response_url(posted.channel, user),
            "trigger_id": "1.2.3",
            **({} if posted.only_for else {"message": message}),
        }

    async def press(self, posted, act, *, user=ANA, option=""):
        return await self.workspace.see(self.workspace.door.interaction(self.body(posted, act, user, option)))

    def filled(self, user=ANA, **values):
        """Return the newest form as Slack tells that it was filled in."""
        kinds = {"day": "selected_date"}
        state = {
            each["block_id"]: {each["block_id"]: {kinds.get(each["block_id"], "value"): values.get(each["block_id"])}}
            for each in self.slack.views[-1]["blocks"]
            if each["type"] == "input"
        }
        view = {**self.slack.views[-1], "state": {"values": state}}
        return {
            "type": "view_submission",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "api_app_id": APP,
            "view": view,
        }

    async def submit(self, user=ANA, **values):
        self.workspace.log.said |= {each for each in values.values() if each}
        seen = await self.workspace.see(self.workspace.door.interaction(self.filled(user, **values)))
        return seen, self.workspace.door.answer


@pytest.fixture
async def followed(http):
    return await FollowedUp(http).begin()


@pytest.fixture
async def reminder(followed):
    [message] = followed.messages(ANA)
    return message


@pytest.fixture(params=["sqlite", "postgresql"])
async def ledger_url(request, new_place):
    """Where a ledger is kept, on each database."""
    place = await new_place(request.param)
    return f"sqlite:///{place}" if request.param == "sqlite" else place


@pytest.fixture
async def anywhere(serving, ledger_url):
    """What is followed up, on each database: for what must hold on each."""
    async with serving(ledger_url=ledger_url) as workspace:
        yield await FollowedUp(workspace).begin()


# One press


async def test_reminder_arrives_and_one_click_answers_it(workspace):
    followed = await FollowedUp(workspace).begin()
    [reminder] = followed.messages(ANA)
    assert "VAR-2031-R01" in reminder.shown
    assert "5 March 2026" in reminder.shown
    [shown] = await followed.press(reminder, "report", option="in_progress")
    assert shown is reminder
    assert "Coordinator, Romania reported on 2 March 2026: in progress" in shown.shown
    assert "Coordinator, Romania reported" in shown.text
    after = await followed.assignment()
    assert (after.reported, after.answered) == (Reported.IN_PROGRESS, True)
    assert await followed.happened() == [EventKind.REPORTED]
    [record] = await followed.audited("report")
    assert record.who == ANA


async def test_press_delivered_four_times_is_one(anywhere):
    [reminder] = anywhere.messages(ANA)
    body = anywhere.body(reminder, "report", ANA, "blocked")
    door = anywhere.workspace.door
    await anywhere.workspace.see(*(door.interaction(body) for _ in range(4)))
    assert await anywhere.happened() == [EventKind.REPORTED]
    assert len(await anywhere.audited("report")) == 1


async def test_press_delivered_twice_on_each_of_two_connections_is_one(serving, ledger_url, tmp_path):
    shared = {**SOCKET, "ledger_url": ledger_url}
    async with (
        serving(**shared, state_dir=tmp_path / "one") as workspace,
        serving(**shared, state_dir=tmp_path / "other") as other,
    ):
        followed = await FollowedUp(workspace).begin(others=[other])
        [reminder] = followed.messages(ANA)
        body = followed.body(reminder, "report", ANA, "blocked")
        assert len(workspace.slack.connections) == 2
        doors = [SocketDoor(workspace.slack, connection=each) for each in (0, 1)] * 2
        await workspace.see(*(each.interaction(body) for each in doors))
        await other.quiet()
        assert await followed.happened() == [EventKind.REPORTED]
        assert len(await followed.audited("report")) == 1


async def test_pressing_the_same_twice_is_one_report_and_a_polite_word(anywhere):
    [reminder] = anywhere.messages(ANA)
    first = anywhere.body(reminder, "report", ANA, "in_progress")
    second = anywhere.body(reminder, "report", ANA, "in_progress")
    await anywhere.workspace.see(anywhere.workspace.door.interaction(first))
    seen = await anywhere.workspace.see(anywhere.workspace.door.interaction(second))
    [said] = [each for each in seen if each.only_for == ANA]
    assert "stands so already" in said.text
    assert await anywhere.happened() == [EventKind.REPORTED]
    [refused] = await anywhere.audited("report refused")
    assert (refused.who, refused.after) == (ANA, "same")


async def test_two_presses_at_the_same_moment_are_one_report(anywhere):
    [reminder] = anywhere.messages(ANA)
    bodies = [anywhere.body(reminder, "report", ANA, "in_progress") for _ in range(4)]
    await anywhere.workspace.see(*(anywhere.workspace.door.interaction(each) for each in bodies))
    assert await anywhere.happened() == [EventKind.REPORTED]
    assert len(await anywhere.audited("report refused")) == 3


async def test_owner_and_deputy_who_press_at_once_make_one_report_and_the_other_is_told(anywhere):
    [reminder] = anywhere.messages(ANA)
    bodies = [
        anywhere.body(reminder, "report", ANA, "in_progress"),
        anywhere.body(reminder, "report", BEN, "blocked"),
    ]
    seen = await anywhere.workspace.see(*(anywhere.workspace.door.interaction(each) for each in bodies))
    assert await anywhere.happened() == [EventKind.REPORTED]
    [refused] = await anywhere.audited("report refused")
    assert refused.after == "stale"
    [said] = [each for each in seen if each.only_for]
    assert "has moved on since this message" in said.text


async def test_stranger_changes_nothing_and_is_told_nothing(anywhere):
    [reminder] = anywhere.messages(ANA)
    before = await anywhere.assignment()
    text = reminder.text
    [said] = await anywhere.press(reminder, "report", user=MALLORY, option="implemented")
    assert said.only_for == MALLORY
    assert "not addressed to you" in said.text
    assert "VAR-2031" not in said.text
    assert await anywhere.assignment() == before
    assert reminder.text == text
    [refused] = await anywhere.audited("report refused")
    assert (refused.who, refused.after) == (MALLORY, "stranger")


async def test_validator_cannot_report_for_the_owner(anywhere):
    [reminder] = anywhere.messages(ANA)
    [said] = await anywhere.press(reminder, "report", user=ZOE, option="implemented")
    assert "for somebody else to say" in said.text
    assert await anywhere.happened() == []


async def test_old_message_changes_nothing_is_brought_up_to_date_and_then_works(anywhere):
    [reminder] = anywhere.messages(ANA)
    old = anywhere.body(reminder, "report", ANA, "blocked")
    await anywhere.press(reminder, "report", user=BEN, option="in_progress")
    seen = await anywhere.workspace.see(anywhere.workspace.door.interaction(old))
    assert any("has moved on since this message" in each.text for each in seen)
    assert (await anywhere.assignment()).reported is Reported.IN_PROGRESS
    await anywhere.press(reminder, "report", option="blocked")
    assert (await anywhere.assignment()).reported is Reported.BLOCKED


async def test_message_of_what_is_done_refuses_and_loses_its_buttons(anywhere):
    [reminder] = anywhere.messages(ANA)
    old = anywhere.body(reminder, "report", ANA, "blocked")
    await anywhere.press(reminder, "report", option="implemented")
    await anywhere.renewed()
    [asked] = anywhere.messages(ZOE)
    await anywhere.press(asked, "confirm", user=ZOE)
    assert (await anywhere.assignment()).closed is Closing.IMPLEMENTED
    seen = await anywhere.workspace.see(anywhere.workspace.door.interaction(old))
    assert any("no longer followed up" in each.text for each in seen)
    assert [each for each in reminder.blocks if each["type"] == "actions"] == []
    assert "this is done" in reminder.shown


async def test_press_while_the_ledger_is_away_is_not_saved_and_says_so(followed, reminder):
    followed.ledger.is_away = True
    [said] = await followed.press(reminder, "report", option="blocked")
    assert "*not* saved" in said.text
    followed.ledger.is_away = False
    await followed.press(reminder, "report", option="blocked")
    assert await followed.happened() == [EventKind.REPORTED]


@pytest.mark.parametrize(
    "action",
    [
        {"action_id": "followup:report", "type": "static_select"},
        {"action_id": "followup:report", "selected_option": {"value": "not JSON"}},
        {"action_id": "followup:erase", "value": '{"a": "x"}'},
        {"action_id": "followup:report", "selected_option": {"value": '{"a": "nobody", "s": "blocked"}'}},
    ],
)
async def test_button_that_is_none_of_ours_does_nothing(followed, reminder, action):
    body = followed.body(reminder, "note", ANA)
    body["actions"] = [{"action_ts": "6.1", "block_id": "b", **action}]
    await followed.workspace.see(followed.workspace.door.interaction(body))
    assert await followed.happened() == []
    assert [line for line in followed.workspace.log.lines if line["level"] == "error"] == []


# The validator


async def test_validator_is_asked_and_confirms(followed, reminder):
    await followed.press(reminder, "report", option="implemented")
    await followed.renewed()
    [asked] = followed.messages(ZOE)
    [shown] = await followed.press(asked, "confirm", user=ZOE)
    assert "Rapporteur, Romania confirmed the report" in shown.shown
    after = await followed.assignment()
    assert (after.closed, after.validation) == (Closing.IMPLEMENTED, Validation.VALIDATED)


async def test_validator_sends_back_and_the_owner_hears_why(followed, reminder):
    await followed.press(reminder, "report", option="implemented")
    await followed.renewed()
    [asked] = followed.messages(ZOE)
    await followed.press(asked, "return", user=ZOE)
    await followed.submit(user=ZOE, note="The beacon is still dark")
    after = await followed.assignment()
    assert (after.reported, after.validation) == (Reported.IN_PROGRESS, Validation.RETURNED)
    await followed.renewed()
    told = followed.messages(ANA)[-1]
    assert told is not reminder
    assert "The beacon is still dark" in told.shown
    assert "sent the report back" in told.shown


# Forms


async def test_note_and_evidence_are_kept_and_the_message_shows_who(followed, reminder):
    await followed.press(reminder, "note")
    seen, answer = await followed.submit(note="Two lamps replaced", evidence="https://example.org/lamps")
    assert answer is None
    assert seen == [reminder]
    [event] = [each for each in await followed.ledger.history((await followed.assignment()).id) if each.note]
    assert (event.note, event.evidence) == ("Two lamps replaced", "https://example.org/lamps")


async def test_form_delivered_four_times_is_one_note(anywhere):
    [reminder] = anywhere.messages(ANA)
    await anywhere.press(reminder, "note")
    body = anywhere.filled(note="Two lamps replaced")
    await anywhere.workspace.see(*(anywhere.workspace.door.interaction(body) for _ in range(4)))
    assert await anywhere.happened() == [EventKind.REPORTED]


@pytest.mark.parametrize(
    ("pressed", "values", "mended"),
    [
        (("note", ""), {}, ("note", "Please write something")),
        (("note", ""), {"evidence": "our archive"}, ("evidence", "web address")),
        (("note", ""), {"evidence": "javascript:alert(1)"}, ("evidence", "web address")),
        (("snooze", "date"), {"day": "2026-03-02"}, ("day", "still to come")),
        (("snooze", "date"), {"day": "2031-03-02"}, ("day", "very far away")),
        (("revise", ""), {"day": "2026-03-01", "note": "No boat"}, ("day", "still to come")),
        (("revise", ""), {"day": "2026-05-04"}, ("note", "Please write something")),
        (("not_mine", ""), {}, ("note", "Please write something")),
    ],
)
async def test_what_can_be_mended_is_said_at_its_field_and_nothing_is_kept(followed, reminder, pressed, values, mended):
    field, words = mended
    await followed.press(reminder, pressed[0], option=pressed[1])
    _, answer = await followed.submit(**values)
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == [field]
    assert words in answer["errors"][field]
    assert await followed.happened() == []


async def test_form_that_was_mended_is_taken(followed, reminder):
    await followed.press(reminder, "revise")
    await followed.submit(day="2026-03-01", note="No boat")
    _, answer = await followed.submit(day="2026-05-04", note="No boat")
    assert answer is None
    assert (await followed.assignment()).due.isoformat() == "2026-05-04"


async def test_form_that_the_ledger_could_not_take_stays_open_and_may_be_sent_again(followed, reminder):
    await followed.press(reminder, "not_mine")
    followed.ledger.is_away = True
    _, answer = await followed.submit(note="It is the harbour's")
    assert answer["response_action"] == "errors"
    assert "not* saved" in answer["errors"]["note"]
    followed.ledger.is_away = False
    _, answer = await followed.submit(note="It is the harbour's")
    assert answer is None
    assert await followed.happened() == [EventKind.NOT_MINE]


async def test_form_about_what_has_been_done_meanwhile_says_so_in_its_place(followed, reminder):
    await followed.press(reminder, "snooze", option="date")
    await followed.press(reminder, "report", user=BEN, option="implemented")
    _, answer = await followed.submit(day="2026-03-09")
    assert answer["response_action"] == "update"
    assert "the validator's turn" in json.dumps(answer["view"])
    assert (await followed.assignment()).snoozed_until is None


@pytest.mark.parametrize("act", ["note", "revise", "not_mine"])
async def test_call_for_help_in_a_form_gets_the_cards_and_nothing_is_kept(followed, reminder, act):
    before = await followed.assignment()
    await followed.press(reminder, act)
    values = {"day": "2026-05-04"} if act == "revise" else {}
    _, answer = await followed.submit(note="Help me, he is beating me and has taken my passport", **values)
    assert answer["response_action"] == "update"
    assert "emergency" in json.dumps(answer["view"])
    assert await followed.happened() == []
    assert await followed.assignment() == before


async def test_stranger_gets_no_form(followed, reminder):
    [said] = await followed.press(reminder, "note", user=MALLORY)
    assert "not addressed to you" in said.text
    assert followed.slack.views == []


# Other days, other people


async def test_reminder_is_put_off_with_one_click(followed, reminder):
    [shown] = await followed.press(reminder, "snooze", option="week")
    assert "asked for a reminder on 9 March 2026" in shown.shown
    assert (await followed.assignment()).snoozed_until.isoformat() == "2026-03-09"


async def test_not_mine_reaches_the_organisers_who_resume(followed, reminder):
    await followed.press(reminder, "not_mine")
    await followed.submit(note="It is the harbour's")
    assert (await followed.assignment()).paused
    await followed.renewed()
    [told] = followed.messages(OLGA)
    assert "It is the harbour's" in told.shown
    [shown] = await followed.press(told, "resume", user=OLGA)
    assert "an organiser resumed the reminders" in shown.shown
    after = await followed.assignment()
    assert not after.paused
    assert after.next_at is not None


async def test_handover_moves_the_work_and_its_history_and_briefs_the_successor(followed, reminder):
    await followed.press(reminder, "report", option="blocked")
    [said] = await followed.workspace.command("/seminar-admin handover ana ben", user=OLGA)
    assert "One assignment has gone from Coordinator, Romania to Deputy, Romania" in said.text
    assert (await followed.assignment()).closed is Closing.HANDED_OVER
    [theirs] = await followed.ledger.assignments(owner="ben")
    assert (theirs.reported, theirs.is_open) == (Reported.BLOCKED, True)
    await followed.renewed()
    followed.workspace.clock.advance(minutes=30)
    await followed.renewed()
    [briefing] = followed.messages(BEN)
    assert "You take over one recommendation" in briefing.shown
    [again] = await followed.workspace.command("/seminar-admin handover ana ben", user=OLGA)
    assert "no open assignment" in again.text


# What can be asked for


async def test_own_assignments_are_shown_with_buttons_and_answered_there(followed, reminder):
    [mine] = await followed.workspace.command("/seminar mine", user=ANA)
    assert mine.only_for == ANA
    assert "VAR-2031-R01" in mine.shown
    [said] = [each for each in await followed.press(mine, "report", option="blocked") if each is not reminder]
    assert "is blocked" in said.text
    assert (await followed.assignment()).reported is Reported.BLOCKED


async def test_answer_about_a_recommendation_ends_with_how_it_stands_as_far_as_the_asker_may_know(followed):
    [owns] = await followed.workspace.write("What is asked about beacons?", user=ANA)
    assert "Coordinator, Romania" in owns.text
    [asked] = await followed.workspace.write("What is asked about beacons?", user=MALLORY)
    assert "Coordinator" not in asked.text
    [channel] = await followed.workspace.mention("What is asked about beacons?", user=ANA, channel=SEMINAR)
    assert "Coordinator" not in channel.text
    assert "Follow-up" in channel.text


@pytest.mark.parametrize(
    "command", ["roster", "simulate 30", "parked", "status", "pause", "resume", "handover ana ben"]
)
async def test_organisers_commands_are_refused_to_others(followed, command):
    [said] = await followed.workspace.command(f"/seminar-admin {command}", user=ANA)
    assert "Coordinator" not in said.text
    assert await followed.ledger.paused() is None
    [refused] = await followed.audited(f"{command.split()[0]} refused")
    assert refused.who == ANA


async def test_roster_names_people_to_an_organiser_alone_and_never_in_a_channel(followed):
    [said] = await followed.workspace.command("/seminar-admin roster", user=OLGA)
    assert "3 participants" in said.text
    assert "Coordinator" not in said.text
    [said] = await followed.workspace.command("/seminar-admin roster", user=OLGA, channel=direct(OLGA))
    assert "Coordinator, Romania" in said.text


async def test_organiser_stops_and_resumes_sending(followed):
    [said] = await followed.workspace.command("/seminar-admin pause", user=OLGA)
    assert "Nothing is sent any more" in said.text
    assert await followed.ledger.paused() == "organiser"
    [said] = await followed.workspace.command("/seminar-admin status", user=OLGA)
    assert "stopped" in said.text
    await followed.workspace.command("/seminar-admin resume", user=OLGA)
    assert await followed.ledger.paused() is None


async def test_trial_of_the_plan_says_who_would_be_sent_what_and_sends_nothing(followed):
    before = len(followed.slack.posts)
    [said] = await followed.workspace.command("/seminar-admin simulate 30", user=OLGA, channel=direct(OLGA))
    assert "Coordinator, Romania" in said.text
    assert len(followed.slack.posts) == before + 1
    [said] = await followed.workspace.command("/seminar-admin simulate soon", user=OLGA)
    assert "from 1 to 366" in said.text
