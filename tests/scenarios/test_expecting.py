"""An answer that was wrong: what was expected is asked and counted, and organisers see it in numbers alone."""

import json

import pytest

from tests.fake_slack import ANA, BEN, OLGA
from tests.scenarios.conftest import direct
from tests.scenarios.test_teaching import Office

ASKED = "Where do we stay?"


@pytest.fixture
def office(http):
    return Office(http)


async def wrong(office, *, user=BEN):
    [answer] = await office.workspace.write(ASKED, user=user)
    [rated] = await office.workspace.press(answer, "Non" if user == ANA else "No", user=user)
    return rated


async def status(office, *, user=OLGA):
    return (await office.command("status", user=user)).text


async def test_what_was_expected_is_asked_counted_and_answered(office):
    rated = await wrong(office)
    assert "What did you expect?" in rated.shown
    assert {"Participants' dinner", "Something else"} <= set(rated.buttons)
    assert "Participants' hotel" not in rated.buttons
    [answer] = await office.workspace.press(rated, "Participants' dinner")
    assert "lighthouse" in answer.text
    assert "hotel: wrong 1, right 0; expected most: dinner" in await status(office)


async def test_it_is_asked_in_the_language_of_the_answer(office):
    office.workspace.log.said.add(ASKED)
    [answer] = await office.workspace.write("Où loge-t-on ?", user=ANA)
    [rated] = await office.workspace.press(answer, "Non", user=ANA)
    assert "Qu'attendiez-vous ?" in rated.shown
    assert "Autre chose" in rated.buttons


async def test_something_else_goes_to_the_organisers_with_the_question(office):
    rated = await wrong(office)
    form = await office.open(rated, "Something else", user=BEN)
    await office.submit(form, user=BEN, words="The address for parcels")
    assert "The organisers have it now" in json.dumps(office.workspace.door.answer)
    [asked] = [each for each in office.seen if each.channel == direct(OLGA)]
    assert f"{ASKED} (The address for parcels)" in asked.shown
    await office.submit(form, user=BEN, words="The address for parcels")
    assert len(await office.workspace.ledger.passed_on()) == 1


async def test_call_for_help_in_the_form_gets_the_cards_and_is_kept_nowhere(office):
    form = await office.open(await wrong(office), "Something else", user=BEN)
    await office.submit(form, user=BEN, words="help me, he is beating me and has taken my passport")
    assert "I am a program" in json.dumps(office.workspace.door.answer)
    assert await office.workspace.ledger.passed_on() == []


async def test_in_a_channel_only_whoever_pressed_is_asked(office):
    [answer] = await office.workspace.mention(ASKED)
    [asked] = await office.workspace.press(answer, "No", user=ANA)
    assert asked.only_for == ANA
    assert "Something else" in asked.buttons
    [shown] = await office.workspace.press(asked, "Participants' dinner", user=ANA)
    assert shown.only_for == ANA
    assert "Yes" in answer.buttons


async def test_pressed_twice_is_counted_once(office):
    rated = await wrong(office)
    pressed = office.workspace.press_of(rated, rated.buttons["Participants' dinner"], BEN)
    for _ in range(2):
        await office.workspace.see(office.workspace.door.interaction(pressed))
    today = office.workspace.clock.now().date()
    assert await office.workspace.ledger.counted("feedback.expected", "hotel dinner", today) == 1


async def test_status_says_what_share_is_answered_and_what_thresholds_would_do(office):
    assert "No question was asked" in await status(office)
    for question in (ASKED, "Where do we have dinner?", "participants' hotel or dinner?", "Who tuned the piano?"):
        await office.workspace.write(question)
    said = await status(office)
    assert "4 asked, 50 % answered (2); 1 got choices, 1 no answer." in said
    assert "█████░░░░░ 50 % of 4" in said
    assert "0.90 (now): 2 answered, 1 offered, 1 refused" in said


async def test_nothing_that_anybody_wrote_is_in_the_counts(office):
    form = await office.open(await wrong(office), "Something else", user=BEN)
    await office.submit(form, user=BEN, words="The address for parcels")
    today = office.workspace.clock.now().date()
    counted = await office.workspace.ledger.tally(today)
    assert {each.subject for each in counted} <= {"hotel", "", "95 95"}


async def test_status_is_for_organisers_alone(office):
    assert "Only the seminar's organisers" in await status(office, user=BEN)
