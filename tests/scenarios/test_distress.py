"""Somebody is in danger, or writes about somebody who is: contact cards at once, to them alone, and not a word kept."""

import asyncio
import sqlite3
import time

import pytest

from bot.slack import asking, people
from bot.waiting import LEDGER_S
from knowledge.model import Danger
from tests.fake_slack import ANA, BEN, BOT, OLGA, SEMINAR
from tests.scenarios.conftest import direct

HELP = "please help me, my boss locked me in and took my passport"
AIDE = "au secours, mon patron m'a pris mes papiers et je ne peux pas sortir"
THREAD = "1790000001.000001"


def is_card(posted):
    return "I am a program" in posted.text and "Lighthouse line" in posted.text


async def test_call_for_help_in_a_channel_is_answered_to_the_asker_alone(workspace):
    [answer] = await workspace.mention(HELP, user=BEN)
    assert (answer.only_for, answer.channel, answer.thread_ts) == (BEN, SEMINAR, None)
    assert is_card(answer)
    assert "0800 111 000" in answer.text
    assert "others here can read what you wrote" in answer.shown


async def test_call_for_help_in_a_thread_is_answered_there(http):
    [answer] = await http.mention(HELP, thread_ts=THREAD)
    assert (answer.only_for, answer.thread_ts) == (BEN, THREAD)


async def test_call_for_help_to_the_bot_is_answered_directly(workspace):
    [answer] = await workspace.write(AIDE, user=ANA)
    assert (answer.channel, answer.only_for) == (direct(ANA), None)
    assert "Je suis un programme" in answer.text
    assert "Ligne du Phare" in answer.text
    assert "d'autres peuvent lire" not in answer.shown


async def test_call_for_help_by_command_is_answered_to_the_asker_alone(workspace):
    [answer] = await workspace.command(f"/seminar {HELP}", user=BEN)
    assert answer.only_for == BEN
    assert is_card(answer)


@pytest.mark.parametrize("user", [BEN, OLGA], ids=["participant", "organiser"])
async def test_call_for_help_by_the_organisers_command_is_answered_too(http, user):
    [answer] = await http.command(f"/seminar-admin {HELP}", user=user)
    assert answer.only_for == user
    assert is_card(answer)
    assert await http.ledger.audited(limit=1) == []


async def test_call_for_help_in_a_thread_of_ours_is_answered_to_the_asker_alone(http):
    await http.mention("hotel", ts=THREAD)
    [answer] = await http.say(HELP, thread_ts=THREAD, user=ANA)
    assert (answer.only_for, answer.thread_ts) == (ANA, THREAD)


async def test_only_verified_cards_are_shown_in_slack(http):
    [answer] = await http.write(HELP)
    assert "0800 999 999" not in answer.text
    assert "nobody verified" not in answer.text


async def test_cards_offer_neither_rating_nor_sending_on(http):
    [answer] = await http.write(HELP)
    assert list(answer.buttons) == ["Please contact me"]


async def test_very_long_call_for_help_is_answered(http):
    [answer] = await http.write("blah " * 5000 + HELP)
    assert is_card(answer)


async def test_only_a_count_is_kept(http):
    await http.mention(HELP)
    await http.write(AIDE)
    day = http.clock.now().date()
    assert sum([await http.ledger.counted("asked.safety", danger, day) for danger in Danger]) == 2
    assert await http.ledger.passed_on() == []
    for text in (HELP, AIDE):
        for word in text.split():
            assert len(word) < 7 or word not in http.log.text
    database = sqlite3.connect(http.service.settings.state_dir / "ledger.db")
    everything = "\n".join(database.iterdump())
    database.close()
    assert "passport" not in everything
    assert "patron" not in everything


# Edits


async def test_ordinary_edit_does_nothing(http):
    assert await http.edit("hotle", "Where do we stay?", channel=direct(BEN)) == []


async def test_edit_that_shows_danger_gets_the_cards_in_a_direct_message(workspace):
    [answer] = await workspace.edit("I am at work", HELP, channel=direct(BEN))
    assert is_card(answer)
    assert answer.only_for is None


async def test_edit_that_shows_danger_in_a_thread_of_ours_gets_them_to_its_writer_alone(http):
    await http.mention("hotel", ts=THREAD)
    [answer] = await http.edit("I am at work", HELP, user=ANA, thread_ts=THREAD)
    assert (answer.only_for, answer.thread_ts) == (ANA, THREAD)


async def test_edit_of_a_mention_that_shows_danger_gets_them(http):
    [answer] = await http.edit("<@U0SUIVI> hello", f"<@U0SUIVI> {HELP}")
    assert answer.only_for == BEN


async def test_edit_elsewhere_is_none_of_ours(http):
    assert await http.edit("I am at work", HELP) == []


async def test_same_edit_delivered_again_gets_them_once(http):
    event = {
        "type": "message",
        "subtype": "message_changed",
        "channel": direct(BEN),
        "ts": "2.0",
        "message": {"type": "message", "user": BEN, "text": HELP, "ts": "1.0"},
        "previous_message": {"type": "message", "user": BEN, "text": "hello", "ts": "1.0"},
    }
    deliveries = (http.tell(event, event_id="Ev1", attempt=attempt) for attempt in range(4))
    assert len(await http.see(*deliveries, said=HELP)) == 1


async def test_preview_that_slack_adds_is_no_edit(http):
    assert await http.edit(HELP, HELP, channel=direct(BEN), attachments=[{"title": "a preview"}]) == []


@pytest.mark.parametrize(
    "message",
    [
        pytest.param({}, id="of nothing"),
        pytest.param({"text": None, "user": BEN}, id="into nothing"),
        pytest.param({"text": HELP}, id="by nobody"),
        pytest.param({"text": HELP, "user": BOT}, id="by the bot"),
    ],
)
async def test_odd_edit_does_nothing(http, message):
    event = {"type": "message", "subtype": "message_changed", "channel": direct(BEN), "ts": "2.0", "message": message}
    assert await http.see(http.tell(event)) == []


# What must not keep anybody waiting


def test_patience_is_a_few_seconds_in_all():
    # Who we are talking to, whether the message is new, the status, the count: one after the other.
    assert people._PATIENCE_S + 2 * LEDGER_S + asking._STATUS_S <= 8


@pytest.fixture
def hurried(monkeypatch):
    """Cut that patience short."""
    for name in (
        "bot.slack.once.LEDGER_S",
        "bot.desk.LEDGER_S",
        "bot.slack.people._PATIENCE_S",
        "bot.slack.asking._STATUS_S",
    ):
        monkeypatch.setattr(name, 0.3)


@pytest.mark.parametrize("place", ["mention", "write", "command"])
async def test_cards_come_while_the_ledger_is_away(http, place):
    http.ledger.is_away = True
    text = f"/seminar {HELP}" if place == "command" else HELP
    [answer] = await getattr(http, place)(text)
    assert is_card(answer)


async def test_reply_in_a_thread_that_may_be_ours_gets_cards_while_the_ledger_is_away(http):
    http.ledger.is_away = True
    [answer] = await http.say(HELP, thread_ts=THREAD, user=ANA)
    assert (answer.only_for, answer.thread_ts) == (ANA, THREAD)
    assert await http.say("Where do we stay?", thread_ts=THREAD, user=ANA) == []


async def test_cards_come_once_while_the_ledger_is_away(http):
    http.ledger.is_away = True
    event = {**http.event_of(HELP, BEN, direct(BEN)), "channel_type": "im"}
    deliveries = (http.tell(event, event_id="Ev1", attempt=attempt) for attempt in range(4))
    assert len(await http.see(*deliveries, said=HELP)) == 1


async def test_cards_come_while_another_program_holds_the_database(http, hurried):
    database = sqlite3.connect(http.service.settings.state_dir / "ledger.db", isolation_level=None)
    database.execute("BEGIN EXCLUSIVE")
    start = time.monotonic()
    try:
        [answer] = await http.write(HELP)
        assert is_card(answer)
        assert time.monotonic() - start < 3
    finally:
        database.close()
    # And once it lets go, the ledger is as good as before.
    assert len(await http.mention("hotel", ts=THREAD)) == 1
    assert await http.ledger.takes_part(f"{SEMINAR}:{THREAD}")


@pytest.mark.parametrize("method", ["users.info", "assistant.threads.setStatus"])
async def test_cards_come_while_slack_is_slow_about_something_else(http, hurried, method):
    released = http.slack.hold(method, times=2)
    told = asyncio.create_task(http.write(HELP))
    await http.slack.until(lambda slack: slack.posts)
    released.set()
    [answer] = await told
    assert is_card(answer)
