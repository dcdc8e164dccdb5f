"""Somebody wants no more reminders: the organisers decide, nothing stops by itself, and everybody is told."""

import pytest

from bot.outbox import RowKind
from tests.fake_slack import ANA, BEN, OLGA
from tests.scenarios.test_reporting import MALLORY, FollowedUp


class Quiet(FollowedUp):
    """A workspace in which somebody has had enough."""

    async def to_organisers(self):
        await self.renewed()
        # In the seminar's language until one of them presses something.
        said = ("ne veut plus de rappels", "asks for no more reminders")
        return [each for each in self.messages(OLGA) if any(words in each.shown for words in said)]

    async def told(self, user):
        """What somebody reads by the next day."""
        self.workspace.clock.advance(hours=1)
        await self.renewed()
        return self.messages(user)[-1].shown


@pytest.fixture
async def quiet(http):
    return await Quiet(http).begin()


@pytest.fixture
async def reminder(quiet):
    [message] = quiet.messages(ANA)
    return message


async def test_button_tells_the_organisers_and_stops_nothing(quiet, reminder):
    seen = await quiet.press(reminder, "quiet")
    [said] = [each for each in seen if each.only_for == ANA]
    assert "told the organisers" in said.text
    assert "until then the reminders go on" in said.text
    assert "asked on 2 March 2026 for no more reminders" in reminder.shown
    assert not (await quiet.assignment()).paused
    [decision] = await quiet.to_organisers()
    assert "Coordinator, Romania (`ana`) ne veut plus de rappels" in decision.shown
    [record] = await quiet.audited("quiet")
    assert record.who == ANA


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("please stop reminding me", "I have told the organisers"),
        ("je ne veux plus de rappels", "J'ai dit à l'organisation"),
    ],
)
async def test_words_do_what_the_button_does(quiet, words, answer):
    [said] = await quiet.workspace.write(words, user=ANA)
    assert answer in said.text
    assert len(await quiet.to_organisers()) == 1
    [again] = await quiet.workspace.command(f"/seminar {words}", user=ANA)
    assert again.only_for == ANA
    assert "know" in again.text or "sait" in again.text
    assert len(await quiet.to_organisers()) == 1


async def test_said_in_a_channel_it_is_answered_to_the_asker_alone(quiet):
    [said] = await quiet.workspace.mention("stop reminding me", user=ANA)
    assert said.only_for == ANA


async def test_organisers_pause_the_person_who_is_told(quiet, reminder):
    await quiet.press(reminder, "quiet")
    [decision] = await quiet.to_organisers()
    seen = await quiet.press(decision, "grant", user=OLGA)
    assert any("The reminders to Coordinator, Romania rest" in each.text for each in seen)
    assert (await quiet.assignment()).paused
    assert not [each for each in decision.blocks if each["type"] == "actions"]
    assert "the organisers have stopped them" in await quiet.told(ANA)
    assert [each.after for each in await quiet.audited("quiet grant")] == ["1"]
    sent = len(quiet.messages(ANA))
    quiet.workspace.clock.advance(days=30)
    await quiet.renewed()
    assert len(quiet.messages(ANA)) == sent


async def test_organisers_keep_reminding_and_the_person_is_told_and_may_ask_again(quiet, reminder):
    await quiet.press(reminder, "quiet")
    [decision] = await quiet.to_organisers()
    await quiet.press(decision, "keep", user=OLGA)
    assert not (await quiet.assignment()).paused
    assert "would like them to go on" in await quiet.told(ANA)
    [said] = await quiet.workspace.write("no more reminders!", user=ANA)
    assert "I have told the organisers" in said.text
    assert len(await quiet.to_organisers()) == 2


async def test_decision_is_made_once_and_by_organisers_alone(quiet, reminder):
    await quiet.press(reminder, "quiet")
    [decision] = await quiet.to_organisers()
    grant = quiet.body(decision, "grant", OLGA)
    for user in (ANA, BEN, MALLORY):
        await quiet.press(decision, "grant", user=user)
    assert not (await quiet.assignment()).paused
    await quiet.workspace.see(*(quiet.workspace.door.interaction(grant) for _ in range(4)))
    assert len(await quiet.audited("quiet grant")) == 1
    notices = [each for each in await quiet.ledger.rows() if each.kind is RowKind.NOTICE]
    assert len(notices) == 1


@pytest.mark.parametrize("user", [BEN, MALLORY])
async def test_who_carries_nothing_is_told_so(quiet, user):
    [said] = await quiet.workspace.write("please stop reminding me", user=user)
    assert "Nothing is assigned to you" in said.text
    assert await quiet.to_organisers() == []


async def test_call_for_help_is_no_wish_for_quiet(quiet):
    [said] = await quiet.workspace.write("stop reminding me. help me, he beats me and took my passport", user=ANA)
    assert "emergency" in said.text


async def test_while_the_ledger_is_away_it_is_not_saved_and_says_so(quiet):
    quiet.ledger.is_away = True
    [said] = await quiet.workspace.write("please stop reminding me", user=ANA)
    assert "*not* saved" in said.text
