"""The safety gate stands before every door: cards for the writer alone, and nothing kept but a count of the kind."""

import sqlite3
from contextlib import closing

import pytest

from bot.application import terminal_desk
from bot.local import terminal
from bot.slack.forms import EVIDENCE, NOTE
from knowledge.model import Danger
from tests.fake_slack import ANA, APP, BEN, OLGA, SEMINAR, TEAM
from tests.scenarios.conftest import direct

THREAD = "1790000001.000001"
#: A text, what it shows, and words of each language that answers it: both of ours where it is in neither.
TEXTS = {
    "en": ("please help me, my husband wants to kill me tonight", Danger.IMMEDIATE, ("I am a program",)),
    "fr": ("mon patron m'a pris mon passeport et je ne peux pas sortir", Danger.VICTIM, ("Je suis un programme",)),
    "ro": (
        "patronul mi-a luat pașaportul și nu mă lasă să plec acasă",
        Danger.VICTIM,
        ("I am a program", "Je suis un programme"),
    ),
    "bg": (
        "шефът ми взе паспорта и не ме пуска да си тръгна",
        Danger.VICTIM,
        ("I am a program", "Je suis un programme"),
    ),
}
#: Where a delivery is remembered, whatever it says: keys made of Slack's own ids.
DELIVERIES = {"keys", "threads"}


async def by_direct_message(workspace, text):
    return await workspace.write(text)


async def by_mention(workspace, text):
    return await workspace.mention(text)


async def by_command(workspace, text):
    return await workspace.command(f"/seminar {text}")


async def by_the_organisers_command(workspace, text):
    return await workspace.command(f"/seminar-admin {text}")


async def by_reply_in_a_thread(workspace, text):
    await workspace.ledger.take_part(f"{SEMINAR}:{THREAD}", workspace.clock.now())
    return await workspace.say(text, thread_ts=THREAD)


async def by_edit_of_a_direct_message(workspace, text):
    return await workspace.edit("hello", text, channel=direct(BEN))


async def by_edit_in_a_thread(workspace, text):
    await workspace.ledger.take_part(f"{SEMINAR}:{THREAD}", workspace.clock.now())
    return await workspace.edit("hello", text, thread_ts=THREAD)


async def by_message_with_a_file(workspace, text):
    return await workspace.write(text, subtype="file_share", files=[{"name": "a.csv", "mimetype": "text/csv"}])


DOORS = (
    by_direct_message,
    by_mention,
    by_command,
    by_the_organisers_command,
    by_reply_in_a_thread,
    by_edit_of_a_direct_message,
    by_edit_in_a_thread,
    by_message_with_a_file,
)


def rows(workspace):
    """Return what is in the database, by table."""
    file = workspace.service.settings.state_dir / "ledger.db"
    with closing(sqlite3.connect(file)) as database:
        names = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        return {name: sorted(map(repr, database.execute(f'select * from "{name}"'))) for name in names}  # noqa: S608


async def settled(workspace):
    """Return the rows once everything that need not be kept at once is kept."""
    await workspace.ledger.counted("", "", workspace.clock.now().date())
    await workspace.ledger.takes_part("")
    return rows(workspace)


async def counts(workspace):
    day = workspace.clock.now().date()
    return {danger: await workspace.ledger.counted("asked.safety", danger, day) for danger in Danger}


def leaks(text, kept):
    """Return the words of a text that stand in what is kept."""
    written = "\n".join(kept)
    return [word for word in text.split() if len(word) > 4 and word in written]


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
async def test_every_door_answers_danger_with_cards_and_keeps_a_count_alone(http, door, language):
    text, danger, said = TEXTS[language]
    before = await settled(http)
    [answer] = await door(http, text)
    assert all(each in answer.text for each in said)
    assert "0800 111 000" in answer.text
    assert answer.only_for == BEN or answer.channel == direct(BEN)
    assert list(answer.buttons) == ["Merci de me contacter" if language == "fr" else "Please contact me"]

    after = await settled(http)
    changed = {name for name, each in after.items() if each != before[name]}
    assert changed <= {"counts", *DELIVERIES}
    assert await counts(http) == {each: int(each is danger) for each in Danger}
    assert leaks(text, [row for name in changed for row in after[name]]) == []
    assert leaks(text, [http.log.text]) == []


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("field", [NOTE, EVIDENCE])
async def test_form_answers_danger_with_cards_and_keeps_a_count_alone(http, field, language):
    text, danger, said = TEXTS[language]
    http.log.said.add(text)
    before = await settled(http)
    values = {name: {name: {"value": text if name == field else "all is well"}} for name in (NOTE, EVIDENCE)}
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": "followup:note",
        "private_metadata": '{"a": "a1", "m": "", "c": "D1", "t": "", "l": "en"}',
        "state": {"values": values},
    }
    submission = {"type": "view_submission", "team": {"id": TEAM}, "user": {"id": BEN}, "api_app_id": APP, "view": view}
    assert await http.see(http.door.interaction(submission)) == []
    shown = str(http.door.answer)
    assert http.door.answer["response_action"] == "update"
    assert all(each in shown for each in said)
    assert "0800 111 000" in shown
    after = await settled(http)
    assert {name for name, each in after.items() if each != before[name]} == {"counts"}
    assert await counts(http) == {each: int(each is danger) for each in Danger}


@pytest.mark.parametrize("language", TEXTS)
def test_terminal_answers_danger_with_cards_and_writes_nothing(settings, language, tmp_path):
    text, danger, said = TEXTS[language]
    wanted = settings(slack_bot_token=None, slack_signing_secret=None, state_dir=tmp_path / "untouched")
    desk, _ = terminal_desk(wanted, None)
    reply = terminal.ask(desk, text)
    assert (reply.danger, reply.help) == (danger, True)
    shown = terminal.as_text(desk, reply)
    assert all(each in shown for each in said)
    assert not (tmp_path / "untouched").exists()


# "Please contact me"


def alerts(workspace, before):
    return [each for each in workspace.slack.posts[before:] if each.channel in {OLGA, direct(OLGA), "C0ORGANISERS"}]


@pytest.mark.parametrize("door", [by_direct_message, by_mention, by_command], ids=lambda door: door.__name__)
async def test_organisers_learn_a_name_and_nothing_else(http, door):
    text = TEXTS["en"][0]
    [answer] = await door(http, text)
    before = len(http.slack.posts)
    seen = await http.press(answer, "Please contact me")
    [alert] = alerts(http, before)
    assert alert.text == f"<@{BEN}> asks the organisers to get in touch."
    assert (alert.blocks, alert.thread_ts) == ([], None)
    [told] = [each for each in seen if each is not alert]
    assert "The organisers know your name" in told.text
    assert told.only_for == BEN or told.channel == direct(BEN)


async def test_nobody_is_told_unless_the_button_is_pressed(http):
    await http.write(TEXTS["en"][0])
    assert alerts(http, 0) == []


async def test_organisers_are_alerted_once_however_often_it_is_pressed(http):
    [answer] = await http.write(TEXTS["en"][0])
    before = len(http.slack.posts)
    for _ in range(3):
        await http.press(answer, "Please contact me")
    assert len(alerts(http, before)) == 1


async def test_channel_of_the_organisers_is_alerted_where_there_is_one(serving):
    async with serving(organisers_channel="C0ORGANISERS") as workspace:
        [answer] = await workspace.write(TEXTS["fr"][0], user=ANA)
        await workspace.press(answer, "Merci de me contacter", user=ANA)
        [alert] = alerts(workspace, 0)
        assert (alert.channel, f"<@{ANA}>" in alert.text) == ("C0ORGANISERS", True)


async def test_alert_that_reached_nobody_is_owned_up_to_and_tried_again(http):
    [answer] = await http.write(TEXTS["en"][0])
    http.slack.refuse("chat.postMessage", "channel_not_found")
    [told] = await http.press(answer, "Please contact me")
    assert "could not reach the organisers" in told.text
    before = len(http.slack.posts)
    await http.press(answer, "Please contact me")
    assert len(alerts(http, before)) == 1


async def test_alert_leaves_no_name_in_database_or_log(http):
    [answer] = await http.write(TEXTS["en"][0])
    before = await settled(http)
    lines = len(http.log.lines)
    await http.press(answer, "Please contact me")
    after = await settled(http)
    new = [row for name, each in after.items() for row in each if row not in before[name]]
    assert not [row for row in new if BEN in row]
    assert not [line for line in http.log.lines[lines:] if BEN in str(line)]


async def test_button_in_a_form_is_answered_by_a_direct_message(http):
    body = {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": BEN},
        "api_app_id": APP,
        "container": {"type": "view", "view_id": "V1"},
        "view": {"id": "V1"},
        "actions": [{"action_id": "contact_me", "type": "button", "value": '{"language": "en"}', "action_ts": "1.2"}],
        "trigger_id": "1.2.3",
    }
    seen = await http.see(http.door.interaction(body))
    assert {each.channel for each in seen} == {OLGA, BEN}


# The cards themselves

CARDS = "shared/contacts.yaml"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param('["0800 111 000"]', "[see the poster]", "is not a number to dial", id="number"),
        pytest.param("valid_until: 2027-02-01", "valid_until: soon", "is not a date", id="date"),
        pytest.param(
            "valid_until: 2027-02-01", "valid_until: 2025-02-01", "before the day it was verified", id="order"
        ),
        pytest.param("    verified_on: 2026-02-01\n", "", "that nobody verified", id="never verified"),
        pytest.param("countries: [BG, RO, FR, GB]", "countries: []", "is empty", id="country"),
        pytest.param("    owner: Olga Petrova\n", "", '"owner" is missing', id="owner"),
    ],
)
async def test_reload_with_a_malformed_card_is_refused_and_the_old_cards_stay(http, before, after, said):
    file = http.service.settings.content / CARDS
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    [refused] = await http.command("/seminar-admin reload", user=OLGA)
    assert refused.text.startswith("I kept the knowledge as it was")
    assert said in refused.text
    assert f"{CARDS}, line" in refused.text
    [answer] = await http.write(TEXTS["en"][0])
    assert "0800 111 000" in answer.text


async def test_card_past_its_day_is_shown_as_no_longer_confirmed(http):
    [answer] = await http.write(TEXTS["en"][0])
    assert "not confirmed since" not in answer.text
    http.clock.advance(days=400)
    [answer] = await http.write(TEXTS["en"][0])
    assert "0800 111 000" in answer.text
    assert "not confirmed since 1 February 2026" in answer.text
