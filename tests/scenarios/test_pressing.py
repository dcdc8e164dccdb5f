"""Buttons: choices, "was this right?", "send to the organisers", and what is left of earlier days."""

import asyncio

import pytest

from tests.fake_slack import ANA, BEN, OLGA, SEMINAR
from tests.scenarios.conftest import change, direct, facts_of

DOUBTFUL = "Which place are the participants in?"
UNKNOWN = "Do penguins dream of frozen oceans? Ring 0700 123 456 or write to ben@example.org"
HOTEL, DINNER = "Participants' hotel", "Participants' dinner"


# Choices


@pytest.mark.parametrize("ask", ["mention", "write"])
async def test_pressing_a_choice_puts_the_answer_in_its_place(workspace, ask):
    [choices] = await getattr(workspace, ask)(DOUBTFUL)
    [answer] = await workspace.press(choices, DINNER)
    assert answer is choices
    assert "lighthouse restaurant" in answer.text
    assert "lighthouse restaurant" in answer.shown
    assert set(answer.buttons) == {"Yes", "No"}
    assert workspace.slack.called("respond") == []


async def test_pressing_a_choice_that_only_the_asker_sees_replaces_it_too(http):
    [choices] = await http.command(f"/seminar {DOUBTFUL}")
    [answer] = await http.press(choices, HOTEL)
    assert choices not in http.slack.posts
    assert (answer.only_for, "Odessos" in answer.text) == (BEN, True)
    assert http.slack.called("respond")[-1]["replace_original"] is True
    assert http.slack.called("chat.update") == []


async def test_choice_is_answered_in_the_language_it_was_offered_in(http):
    [choices] = await http.write("Quel est le lieu des participants ?", user=ANA)
    [answer] = await http.press(choices, "Dîner des participants", user=ANA)
    assert "restaurant du phare" in answer.text


async def test_choice_whose_entry_is_gone_says_so(http):
    [choices] = await http.write(DOUBTFUL)
    change(facts_of(http), "id: dinner", "id: supper")
    change(facts_of(http), "[dinner]", "[supper]")
    await asyncio.to_thread(http.service.base.reload)
    [answer] = await http.press(choices, DINNER)
    assert "no longer there" in answer.text
    assert answer.buttons == {}


async def test_choice_pressed_twice_is_answered_once(http):
    [choices] = await http.write(DOUBTFUL)
    pressed = http.press_of(choices, choices.buttons[HOTEL], BEN)
    [answer] = await http.see(http.door.interaction(pressed), http.door.interaction(pressed))
    assert "Odessos" in answer.text


# Was this right?


async def test_rating_is_counted_and_takes_its_buttons_away(workspace):
    [answer] = await workspace.write("hotel")
    [rated] = await workspace.press(answer, "No")
    assert rated is answer
    assert not {"Yes", "No"} & set(rated.buttons)
    assert "this was not right" in rated.shown
    assert rated.text.startswith("Participants stay at")
    assert "this was not right" in rated.text
    assert await counted(workspace, "feedback.wrong") == 1


async def test_rating_in_a_channel_is_thanked_for_in_private_and_leaves_the_buttons_to_others(http):
    [answer] = await http.mention("hotel")
    [thanks] = await http.press(answer, "Yes", user=ANA)
    assert (thanks.only_for, thanks.text) == (ANA, "Thank you, noted: this was right.")
    assert set(answer.buttons) == {"Yes", "No"}
    await http.press(answer, "Yes", user=BEN)
    assert await counted(http, "feedback.right") == 2


async def test_second_press_says_so_and_counts_nothing(http):
    [answer] = await http.mention("hotel")
    await http.press(answer, "Yes")
    for label in ("Yes", "No"):
        [said] = await http.press(answer, label)
        assert said.text == "You have told me already, thank you."
    assert [await counted(http, f"feedback.{each}") for each in ("right", "wrong")] == [1, 0]


async def test_two_presses_at_once_count_one(http):
    [answer] = await http.mention("hotel")
    await http.see(*(http.door.interaction(http.press_of(answer, answer.buttons["Yes"], BEN)) for _ in range(2)))
    assert await counted(http, "feedback.right") == 1


async def test_rating_of_an_answer_that_only_the_asker_sees_keeps_the_answer(http):
    [answer] = await http.command("/seminar hotel")
    [thanks] = await http.press(answer, "Yes")
    assert answer in http.slack.posts
    assert (thanks.only_for, thanks.text) == (BEN, "Thank you, noted: this was right.")


async def test_rating_an_answer_that_only_the_asker_sees_in_a_direct_message_keeps_it(http):
    [answer] = await http.command("/seminar hotel", channel=direct(BEN))
    [thanks] = await http.press(answer, "Yes")
    assert answer in http.slack.posts
    assert thanks.only_for == BEN


async def test_rating_that_cannot_be_counted_may_be_pressed_again(http):
    [answer] = await http.mention("hotel")
    http.ledger.is_away = True
    [said] = await http.press(answer, "Yes")
    assert "*not* saved" in said.text
    http.ledger.is_away = False
    [said] = await http.press(answer, "Yes")
    assert said.text == "Thank you, noted: this was right."
    assert await counted(http, "feedback.right") == 1


async def test_small_talk_is_not_up_for_rating(http):
    [answer] = await http.write("hello")
    assert answer.buttons == {}


async def counted(workspace, what):
    return await workspace.ledger.counted(what, "hotel", workspace.clock.now().date())


# Send to the organisers


async def sent_on(workspace, answer, **who):
    """Return what is new to whoever asked; what the organisers see of it is theirs."""
    seen = await workspace.press(answer, "Send to the organisers", **who)
    return [each for each in seen if each.channel != direct(OLGA)]


async def test_question_sent_on_is_kept_masked(workspace):
    [answer] = await workspace.mention(UNKNOWN, ts="1790000001.000001")
    [thanked] = await sent_on(workspace, answer)
    assert thanked is answer
    assert thanked.buttons == {}
    assert "I kept your question for the organisers" in thanked.shown
    [kept] = await workspace.ledger.passed_on()
    assert kept.question == "Do penguins dream of frozen oceans? Ring […] or write to […@…]"
    assert (kept.asker, kept.channel, kept.thread) == (BEN, SEMINAR, "1790000001.000001")
    assert (kept.language, kept.seminar) == ("en", "varna-2031")


async def test_question_is_kept_only_once_it_is_sent_on(http):
    await http.mention(UNKNOWN)
    assert await http.ledger.passed_on() == []


async def test_question_sent_twice_is_kept_once_and_the_second_press_says_so(http):
    [answer] = await http.mention(UNKNOWN)
    pressed = http.press_of(answer, answer.buttons["Send to the organisers"], BEN)
    for _ in range(2):
        await http.see(http.door.interaction(pressed))
    assert len(await http.ledger.passed_on()) == 1
    assert "is with the organisers already" in answer.shown


async def test_question_asked_by_command_can_be_sent_on(http):
    [answer] = await http.command(f"/seminar {UNKNOWN}", user=ANA)
    [thanked] = await sent_on(http, answer, user=ANA)
    assert answer not in http.slack.posts
    assert (thanked.only_for, thanked.buttons) == (ANA, {})
    [kept] = await http.ledger.passed_on()
    assert kept.asker == ANA


async def test_question_with_choices_can_be_sent_on_as_well(http):
    [choices] = await http.write(DOUBTFUL)
    await http.press(choices, "Send to the organisers")
    assert [each.question for each in await http.ledger.passed_on()] == [DOUBTFUL]


async def test_long_question_is_sent_on_as_far_as_it_fits(http):
    question = 'Which "icebreaker"? ' * 70
    [answer] = await http.write(question)
    await http.press(answer, "Send to the organisers")
    [kept] = await http.ledger.passed_on()
    assert question.startswith(kept.question.rstrip("…"))
    assert len(kept.question) > 1000


async def test_question_that_cannot_be_kept_may_be_sent_again(http):
    [answer] = await http.mention(UNKNOWN)
    http.ledger.is_away = True
    [said] = await sent_on(http, answer)
    assert "*not* saved" in said.text
    assert "Send to the organisers" in answer.buttons
    http.ledger.is_away = False
    [thanked] = await sent_on(http, answer)
    assert "I kept your question" in thanked.shown
    assert len(await http.ledger.passed_on()) == 1


async def test_mark_up_in_a_question_sent_on_is_gone(http):
    [answer] = await http.mention("Which icebreaker did <@U0ANA> see, <!channel>, at <https://evil.example|the pier>?")
    await http.press(answer, "Send to the organisers")
    [kept] = await http.ledger.passed_on()
    assert kept.question == "Which icebreaker did see, , at the pier ?"


# Old and foreign buttons


@pytest.mark.parametrize(
    "button",
    [
        pytest.param({"action_id": "an-older-version", "value": "x"}, id="of an older version"),
        pytest.param({"action_id": "choose:0", "value": "not JSON"}, id="a choice of nothing"),
        pytest.param({"action_id": "choose:0", "value": "[1]"}, id="a choice of a list"),
        pytest.param({"action_id": "choose:0"}, id="a choice without a value"),
        pytest.param({"action_id": "rate:yes", "value": "{}"}, id="a rating of nothing"),
        pytest.param({"action_id": "rate:maybe", "value": '{"entry": "hotel", "right": "maybe"}'}, id="a third rating"),
        pytest.param({"action_id": "pass_on", "value": "{}"}, id="a question that is none"),
        pytest.param({"action_id": "", "value": ""}, id="nothing at all"),
    ],
)
async def test_button_that_is_none_of_ours_is_taken_and_does_nothing(http, button):
    [answer] = await http.write("hotel")
    body = http.press_of(answer, answer.buttons["Yes"], BEN)
    body["actions"] = [{"type": "button", "block_id": "b", "text": {"type": "plain_text", "text": "?"}, **button}]
    assert await http.see(http.door.interaction(body)) == []
    assert await http.ledger.passed_on() == []
    assert [line for line in http.log.lines if line["level"] == "error"] == []


async def test_button_of_a_message_that_is_gone_is_told_in_words(http):
    [choices] = await http.write(DOUBTFUL)
    http.slack.posts.remove(choices)
    [said] = await http.press(choices, HOTEL)
    assert "something went wrong on our side" in said.text
    assert said.only_for == BEN


async def test_old_answer_can_still_be_rated_after_a_restart(serving):
    async with serving() as before:
        [answer] = await before.mention("hotel")
    async with serving() as after:
        [thanks] = await after.press(answer, "Yes")
        assert thanks.text == "Thank you, noted: this was right."


async def test_rating_given_before_a_restart_is_remembered(serving):
    async with serving() as before:
        [answer] = await before.mention("hotel")
        await before.press(answer, "Yes")
    async with serving() as after:
        [said] = await after.press(answer, "No")
        assert said.text == "You have told me already, thank you."


async def test_press_is_acknowledged_before_anything_else(workspace):
    [choices] = await workspace.write(DOUBTFUL)
    released = workspace.slack.hold("chat.update")
    async with asyncio.timeout(3):
        pressed = workspace.press_of(choices, choices.buttons[HOTEL], BEN)
        assert await workspace.door.interaction(pressed) == 200
    released.set()
    await workspace.quiet()
    assert "Odessos" in choices.text
