"""App Home: published when it is opened and after what changes it, asked from, pressed in; each sees their own."""

import itertools
import json

import pytest

from bot.progress import EventKind, Reported
from tests.fake_slack import ANA, APP, BEN, BOT, OLGA, SEMINAR, TEAM, ZOE
from tests.scenarios.conftest import change, direct, facts_of
from tests.scenarios.test_reporting import MALLORY, FollowedUp

HOTEL = "Where is the hotel?"
NEWCOMER = "U0NEW"


class AtHome:
    """What people do in their homes, and what they see there."""

    def __init__(self, workspace):
        self.workspace, self.slack = workspace, workspace.slack
        self._instants = itertools.count(1)

    async def open(self, user):
        await self.workspace.open_tab("home", user=user)
        return self.slack.homes[user]

    def text(self, user):
        return json.dumps(self.slack.homes[user]["blocks"], ensure_ascii=False)

    def find(self, view, action):
        for block in view["blocks"]:
            for each in [*block.get("elements", []), *([block["element"]] if "element" in block else [])]:
                if each.get("action_id") == action:
                    return block, each
        raise AssertionError(f"{action} is not offered")

    def body(self, view, action, user, *, option="", value=None):
        block, element = self.find(view, action)
        pressed = {key: each for key, each in element.items() if key in {"type", "action_id", "value", "text"}}
        if option:
            pressed["selected_option"] = next(
                each for each in element["options"] if json.loads(each["value"])["s"] == option
            )
        if value is not None:
            pressed["value"] = value
        return {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "api_app_id": APP,
            "container": {"type": "view", "view_id": view["id"]},
            "view": view,
            "actions": [{**pressed, "block_id": block["block_id"], "action_ts": f"7.{next(self._instants)}"}],
            "trigger_id": "1.2.3",
        }

    async def press(self, action, *, user, view=None, **what):
        body = self.body(view or self.slack.homes[user], action, user, **what)
        return await self.workspace.see(self.workspace.door.interaction(body), said=what.get("value") or "")

    async def ask(self, question, *, user=BEN):
        """Ask from the box; return what the form shows."""
        await self.press("ask", user=user, value=question)
        return json.dumps(self.slack.views[-1]["blocks"], ensure_ascii=False)


@pytest.fixture
async def home(http):
    return AtHome(http)


@pytest.fixture
async def followed(http):
    return await FollowedUp(http).begin()


async def test_home_is_published_over_both_transports_when_its_tab_is_opened(workspace):
    home = AtHome(workspace)
    await home.open(BEN)
    assert "Ask about the seminar" in home.text(BEN)
    assert workspace.slack.called("assistant.threads.setSuggestedPrompts") == []


async def test_messages_tab_publishes_nothing(home):
    await home.workspace.open_tab("messages", user=BEN)
    assert home.slack.homes == {}


async def test_question_typed_in_the_box_is_answered_to_its_asker_alone_and_the_box_is_empty(home):
    before = home.find(await home.open(BEN), "ask")[0]["block_id"]
    assert "Odessos" in await home.ask(HOTEL)
    assert home.slack.posts == []
    assert home.find(home.slack.homes[BEN], "ask")[0]["block_id"] != before


async def test_suggested_question_is_answered(home):
    await home.open(BEN)
    await home.press("ask:0", user=BEN)
    assert len(home.slack.views) == 1
    assert "I don't know" not in json.dumps(home.slack.views[-1])


async def test_form_opens_at_once_and_is_filled_afterwards(home):
    await home.open(BEN)
    await home.ask(HOTEL)
    methods = [each.method for each in home.slack.calls if each.method.startswith("views.")]
    assert methods == ["views.publish", "views.open", "views.update", "views.publish"]
    assert "looking that up" in home.slack.called("views.open")[0]["view"].__str__()


async def test_nothing_typed_says_what_to_do(home):
    await home.open(BEN)
    await home.press("ask", user=BEN, value="   ")
    assert "write your question in the box" in home.text(BEN)
    assert home.slack.views == []


async def test_danger_typed_in_the_box_gets_the_contacts(home):
    await home.open(BEN)
    shown = await home.ask("help me, they took my passport and lock me in every night")
    assert "emergency number" in shown


async def test_unknown_question_is_sent_to_the_organisers_from_the_form(home):
    await home.open(OLGA)
    await home.open(BEN)
    await home.ask("how much does a ticket for the opera cost?")
    view = home.slack.views[-1]
    await home.press("pass_on", user=BEN, view=view)
    assert "I kept your question" in json.dumps(home.slack.views[-1])
    assert not any(each.get("block_id", "").startswith("offers") for each in home.slack.views[-1]["blocks"])
    [kept] = await home.workspace.ledger.passed_on()
    assert (kept.asker, kept.channel) == (BEN, direct(BEN))
    await home.slack.until(lambda slack: "opera" in json.dumps(slack.homes[OLGA]["blocks"]))


async def test_answer_in_the_form_is_rated_there(home):
    await home.open(BEN)
    await home.ask(HOTEL)
    await home.press("rate:yes", user=BEN, view=home.slack.views[-1])
    assert "this was right" in json.dumps(home.slack.views[-1])


async def test_choice_in_the_form_becomes_the_answer(home):
    await home.open(BEN)
    await home.ask("participants' hotel or dinner?")
    await home.press("choose:0", user=BEN, view=home.slack.views[-1])
    assert "rate:yes" in json.dumps(home.slack.views[-1])


async def test_press_delivered_twice_asks_once(home):
    await home.open(BEN)
    body = home.body(home.slack.homes[BEN], "ask", BEN, value=HOTEL)
    home.workspace.log.said.add(HOTEL)
    await home.workspace.see(*(home.workspace.door.interaction(body) for _ in range(3)))
    assert len(home.slack.called("views.open")) == 1


# One's own recommendations


async def test_owner_reports_from_home_and_sees_it_there(home, followed):
    await home.open(ANA)
    assert "VAR-2031-R01" in home.text(ANA)
    assert "5 March 2026" in home.text(ANA)
    await home.press("followup:report", user=ANA, option="in_progress")
    assert (await followed.assignment()).reported is Reported.IN_PROGRESS
    assert home.slack.homes[ANA]["blocks"][1]["type"] == "section"
    assert "in progress" in home.text(ANA)


async def test_owner_snoozes_from_home(home, followed):
    await home.open(ANA)
    await home.press("followup:snooze", user=ANA, option="week")
    assert "quiet until 9 March 2026" in home.text(ANA)
    assert await followed.happened() == [EventKind.SNOOZED]


async def test_note_from_home_is_taken_in_a_form_and_said_in_the_home(home, followed):
    await home.open(ANA)
    posts = len(home.slack.posts)
    await home.press("followup:note", user=ANA)
    _, answer = await followed.submit(ANA, note="Two lamps replaced")
    assert answer is None
    assert await followed.happened() == [EventKind.REPORTED]
    assert home.slack.homes[ANA]["blocks"][1]["type"] == "section"
    assert len(home.slack.posts) == posts


async def test_home_of_the_validator_and_the_organiser_follow_what_the_owner_reports(home, followed):
    for each in (ZOE, OLGA, ANA):
        await home.open(each)
    assert "Confirm" not in home.text(ZOE)
    await home.press("followup:report", user=ANA, option="implemented")
    await home.slack.until(lambda slack: "followup:confirm" in json.dumps(slack.homes[ZOE]["blocks"]))
    await home.press("followup:confirm", user=ZOE)
    await home.slack.until(lambda slack: "*Done:* 1 of 1" in json.dumps(slack.homes[OLGA]["blocks"]))
    assert (await followed.assignment()).closed == "implemented"


async def test_refusal_is_said_in_the_home(home, followed):
    await home.open(ANA)
    before = home.slack.homes[ANA]
    await home.press("followup:report", user=ANA, option="blocked")
    await home.press("followup:report", user=ANA, view=before, option="blocked")
    assert "stands so already" in home.text(ANA)


async def test_home_that_cannot_be_published_is_no_silence(home, followed):
    await home.open(ANA)
    home.slack.refuse("views.publish", "internal_error")
    seen = await home.press("followup:report", user=ANA, option="in_progress")
    assert [each.channel for each in seen if "in progress" in each.text][-1] in {ANA, direct(ANA)}


async def test_stranger_s_press_changes_nothing(home, followed):
    view = await home.open(ANA)
    await home.open(MALLORY)
    await home.press("followup:report", user=MALLORY, view=view, option="implemented")
    assert (await followed.assignment()).reported is Reported.NOT_STARTED
    assert "VAR-2031-R01" not in home.text(MALLORY)


# Organisers


async def test_organiser_s_job_is_done_and_said_in_a_form(home):
    await home.open(OLGA)
    await home.press("job:pause", user=OLGA)
    assert "Nothing is sent any more" in json.dumps(home.slack.views[-1])
    await home.slack.until(lambda slack: "job:resume" in json.dumps(slack.homes[OLGA]["blocks"]))


async def test_reload_from_home_is_shown_in_the_home(home):
    await home.open(OLGA)
    change(facts_of(home.workspace), "lighthouse", "harbour")
    await home.press("job:reload", user=OLGA)
    assert "A reload would change this" in json.dumps(home.slack.views[-1])
    await home.press("decide:reload_apply", user=OLGA, view=home.slack.views[-1])
    assert "The knowledge is reloaded" in json.dumps(home.slack.views[-1])
    await home.slack.until(lambda slack: "last changed on" in json.dumps(slack.homes[OLGA]["blocks"]))


async def test_job_of_somebody_else_is_refused(home):
    view = await home.open(OLGA)
    await home.open(BEN)
    assert "job:" not in home.text(BEN)
    await home.press("job:pause", user=BEN, view=view)
    assert "Only the seminar's organisers" in json.dumps(home.slack.views[-1])
    assert await home.workspace.ledger.paused() is None


async def test_failure_is_said_in_the_form_and_to_the_person(home, monkeypatch):
    await home.open(BEN)
    monkeypatch.setattr("bot.slack.asking.with_guess", lambda *_: 1 / 0)
    await home.ask(HOTEL)
    assert "That did not work" in json.dumps(home.slack.views[-1])
    [told] = home.slack.posts
    assert (told.channel, "something went wrong" in told.text) == (BEN, True)


async def test_home_while_the_ledger_is_away_still_takes_questions(home, followed):
    home.workspace.ledger.is_away = True
    await home.open(ANA)
    assert "can't reach my notes" in home.text(ANA)
    assert "Odessos" in await home.ask(HOTEL, user=ANA)


# Welcome


async def test_bot_that_comes_into_a_channel_says_what_it_does_once(http):
    joined = {"type": "message", "subtype": "channel_join", "user": BOT, "channel": SEMINAR, "ts": "5.1"}
    seen = await http.see(http.tell(joined), http.tell({**joined, "ts": "5.2"}))
    [said] = seen
    assert said.channel == SEMINAR
    assert "@" in said.text
    assert "/seminar" in said.text


async def test_somebody_who_comes_into_a_channel_is_left_alone(http):
    joined = {"type": "message", "subtype": "channel_join", "user": BEN, "channel": SEMINAR, "ts": "5.1"}
    assert await http.see(http.tell(joined)) == []


async def test_slip_in_a_command_is_answered_with_the_command(http):
    [said] = await http.command("/seminar recomendatons")
    assert "Did you mean the command `/seminar recommendations`?" in said.shown


async def test_question_in_a_language_that_is_not_served_says_what_to_do(http):
    [said] = await http.write("Wo übernachten die Teilnehmer während der Tagung und wie komme ich dorthin?")
    assert "please ask it in one of these" in said.shown


async def test_language_is_chosen_in_the_home_which_is_shown_in_it(home):
    await home.open(BEN)
    await home.press("language:fr", user=BEN)
    assert "Votre question" in home.text(BEN)
    assert "comme vous l'avez choisi" in home.text(BEN)
    assert "12 et 13 mai 2031" in await home.ask("When does the seminar take place?")
    await home.press("language:auto", user=BEN)
    assert "Ask about the seminar" in home.text(BEN)


async def test_what_is_kept_of_somebody_is_said_with_their_first_answer(home):
    home.slack.people[NEWCOMER] = {"id": NEWCOMER, "locale": "en-GB"}
    await home.open(NEWCOMER)
    first, second = await home.ask(HOTEL, user=NEWCOMER), await home.ask(HOTEL, user=NEWCOMER)
    assert "/seminar privacy" in first
    assert "/seminar privacy" not in second
