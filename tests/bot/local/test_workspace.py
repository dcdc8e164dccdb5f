"""What people and the bot do to each other, through a real Bolt app behind signed requests."""

import pytest

from bot.local.limits import SlackError
from bot.local.model import CHANNELS
from bot.local.payloads import marked_up
from bot.local.workspace import LocalWorkspace

ANA, BEN, OLGA, SUIVI = "U0ANA", "U0BEN", "U0OLGA", "U0SUIVI"
SEMINAR, WITH_ANA = "C0SEMINAR", "D0ANA"


def an_event(type_, **fields):
    return lambda delivered: delivered.event.get("type") == type_ and fields.items() <= delivered.event.items()


def a_press(delivered):
    return delivered.body.get("type") == "block_actions"


# Messages


async def test_mention_delivers_two_events_with_one_ts(local):
    local.workspace.say(ANA, SEMINAR, "@suivi when was it?")
    both = [await local.heard(), await local.heard()]
    assert {each.event["type"] for each in both} == {"message", "app_mention"}
    assert {each.event["text"] for each in both} == {"<@U0SUIVI> when was it?"}
    assert len({each.event["ts"] for each in both}) == 1
    assert len({each.body["event_id"] for each in both}) == 2


async def test_message_without_a_mention_is_one_event(local):
    local.workspace.say(ANA, SEMINAR, "good morning")
    await local.workspace.settled()
    assert (await local.heard()).event["channel_type"] == "channel"
    assert local.bot.heard.empty()


async def test_direct_message_is_answered(local):
    with local.eyes_of(ANA) as sees:
        local.workspace.say(ANA, WITH_ANA, "when was it?")
        await sees(local.says("echo when was it?"))
    delivered = await local.heard()
    assert (delivered.event["type"], delivered.event["channel_type"], delivered.status) == ("message", "im", 200)


async def test_bot_hears_of_its_own_posts(local):
    local.workspace.say(ANA, SEMINAR, "@Suivi when was it?")
    own = await local.heard(an_event("message", bot_id="B0SUIVI"))
    assert own.event["user"] == SUIVI
    assert own.event["thread_ts"] == local.workspace.messages(SEMINAR)[0].ts
    assert own.event["parent_user_id"] == ANA


async def test_editing_delivers_both_versions(local):
    local.workspace.say(ANA, SEMINAR, "good mroning")
    [message] = local.workspace.messages(SEMINAR)
    local.workspace.edit(ANA, SEMINAR, message.ts, "good morning")
    changed = await local.heard(an_event("message", subtype="message_changed"))
    assert changed.event["message"]["text"] == "good morning"
    assert changed.event["previous_message"]["text"] == "good mroning"
    assert changed.event["message"]["ts"] == message.ts != changed.event["ts"]


async def test_edit_that_changes_nothing_is_no_event(local):
    local.workspace.say(ANA, SEMINAR, "good morning")
    [message] = local.workspace.messages(SEMINAR)
    local.workspace.edit(ANA, SEMINAR, message.ts, "good morning")
    await local.workspace.settled()
    assert local.bot.heard.qsize() == 1


async def test_messages_of_others_cannot_be_edited(local):
    local.workspace.say(ANA, SEMINAR, "good morning")
    [message] = local.workspace.messages(SEMINAR)
    with pytest.raises(SlackError, match="cant_update_message"):
        local.workspace.edit(BEN, SEMINAR, message.ts, "good evening")


async def test_opening_the_direct_message_tells_the_bot(local):
    with local.eyes_of(ANA) as sees:
        local.workspace.enter(ANA, WITH_ANA)
        prompts = await sees(lambda change: change["type"] == "prompts")
    opened = await local.heard(an_event("app_home_opened"))
    assert (opened.event["tab"], opened.event["user"]) == ("messages", ANA)
    assert prompts["prompts"] == [{"title": "Help", "message": "help"}]


async def test_opening_the_channel_tells_nobody(local):
    local.workspace.enter(ANA, SEMINAR)
    await local.workspace.settled()
    assert local.bot.heard.empty()


@pytest.mark.parametrize(
    ("typed", "carried"),
    [
        pytest.param("<!channel> & <@U0BEN>", "&lt;!channel&gt; &amp; &lt;@U0BEN&gt;", id="nothing typed is mark-up"),
        pytest.param("@Ben, ask @SUIVI", "<@U0BEN>, ask <@U0SUIVI>", id="mentions, in any case"),
        pytest.param("@nobody in #nowhere", "@nobody in #nowhere", id="nobody of that name"),
        pytest.param("ben@suivi.example", "ben@suivi.example", id="an address is no mention"),
        pytest.param("see #seminar", "see <#C0SEMINAR>", id="channel"),
        pytest.param("(https://a.example/?b=1&c=2).", "(<https://a.example/?b=1&amp;c=2>).", id="link"),
        pytest.param("<https://a.example>", "&lt;<https://a.example>&gt;", id="link in brackets"),
    ],
)
def test_typed_text_is_carried_as_slack_does(typed, carried):
    assert marked_up(typed) == carried


async def test_typed_broadcast_reaches_the_bot_escaped(local):
    local.workspace.say(ANA, SEMINAR, "<!channel> hello")
    assert (await local.heard()).event["text"] == "&lt;!channel&gt; hello"


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        pytest.param("", "no_text", id="nothing"),
        pytest.param(" \n\t", "no_text", id="only space"),
        pytest.param("a" * 40_001, "msg_too_long", id="one character too many"),
    ],
)
async def test_what_cannot_be_said_is_refused(local, typed, word):
    with pytest.raises(SlackError, match=word):
        local.workspace.say(ANA, SEMINAR, typed)
    assert local.workspace.messages(SEMINAR) == []


async def test_longest_message_is_taken(local):
    local.workspace.say(ANA, SEMINAR, "a" * 40_000)
    assert len((await local.heard()).event["text"]) == 40_000


@pytest.mark.parametrize(
    ("user", "channel"),
    [
        pytest.param(ANA, "D0BEN", id="somebody else's direct message"),
        pytest.param(ANA, "C0NOWHERE", id="no channel"),
        pytest.param("U0NOBODY", SEMINAR, id="nobody"),
        pytest.param(SUIVI, SEMINAR, id="the bot is nobody's to be"),
    ],
)
async def test_people_speak_only_where_they_are(local, user, channel):
    with pytest.raises(SlackError, match="not_found"):
        local.workspace.say(user, channel, "hello")


async def test_time_stamps_grow_although_the_clock_stands_still(local):
    stamps = [local.workspace.next_ts() for _ in range(1000)]
    assert sorted(set(stamps), key=float) == stamps


# Who sees what


async def test_ephemeral_is_only_seen_by_its_addressee(local):
    with local.eyes_of(ANA) as anas, local.eyes_of(BEN) as bens:
        await local.call("chat.postEphemeral", channel=SEMINAR, user=ANA, text="for Ana alone")
        await local.call("chat.postMessage", channel=SEMINAR, text="for everybody")
        await anas(local.says("for Ana alone"))
        first = await bens(lambda change: change["type"] == "message")
    assert first["message"].text == "for everybody"
    assert [each.text for each in local.workspace.seen_by(BEN)] == ["for everybody"]
    assert [each.text for each in local.workspace.messages(SEMINAR)] == ["for everybody"]


async def test_direct_messages_are_seen_by_their_person_alone(local):
    local.workspace.say(ANA, WITH_ANA, "between us")
    assert local.workspace.seen_by(OLGA) == []


# Threads


async def test_reply_to_a_reply_belongs_to_the_first_message(local):
    local.workspace.say(ANA, SEMINAR, "a question")
    [first] = local.workspace.messages(SEMINAR)
    local.workspace.say(BEN, SEMINAR, "a reply", first.ts)
    local.workspace.say(ANA, SEMINAR, "another", local.workspace.messages(SEMINAR)[1].ts)
    assert [each.thread_ts for each in local.workspace.messages(SEMINAR)] == [None, first.ts, first.ts]


async def test_mention_is_answered_in_its_thread(local):
    with local.eyes_of(BEN) as sees:
        local.workspace.say(ANA, SEMINAR, "@Suivi hello")
        answer = await sees(local.says("heard <@U0SUIVI> hello"))
    assert answer["message"].thread_ts == local.workspace.messages(SEMINAR)[0].ts


# Status


async def test_status_goes_with_the_next_message(local):
    with local.eyes_of(ANA) as sees:
        local.workspace.say(ANA, WITH_ANA, "when was it?")
        shown = await sees(lambda change: change["type"] == "status")
        gone = await sees(lambda change: change["type"] == "status")
    assert (shown["status"], gone["status"]) == ("is looking that up...", "")
    assert local.workspace.statuses == {}


async def test_status_in_a_channel_stays_while_others_are_answered(local):
    local.workspace.set_status(CHANNELS[SEMINAR], "1.000001", "is looking that up...")
    await local.call("chat.postMessage", channel=SEMINAR, text="elsewhere", thread_ts="1.000002")
    assert len(local.workspace.statuses) == 1
    await local.call("chat.postMessage", channel=SEMINAR, text="here", thread_ts="1.000001")
    assert local.workspace.statuses == {}


# Commands


async def test_command_is_answered_to_its_user_alone(local):
    with local.eyes_of(ANA) as sees:
        local.workspace.say(ANA, SEMINAR, "/seminar when & where?")
        answer = await sees(local.says("only for you: when &amp; where?"))
    assert answer["message"].only_for == ANA
    assert [each.notice.code for each in local.workspace.seen_by(ANA) if each.notice] == ["command_used"]
    command = (await local.heard()).body
    assert (command["command"], command["user_id"], command["channel_id"]) == ("/seminar", ANA, SEMINAR)


async def test_unknown_command_is_told_which_there_are(local):
    local.workspace.say(ANA, SEMINAR, "/semianr help")
    [told] = local.workspace.seen_by(ANA)
    assert (told.notice.code, told.only_for) == ("unknown_command", ANA)
    assert told.notice.values == {"command": "/semianr", "known": "/seminar, /slow, /quick"}
    await local.workspace.settled()
    assert local.bot.heard.empty()


async def test_command_in_a_thread_is_refused_in_words(local):
    local.workspace.say(ANA, SEMINAR, "a question")
    [first] = local.workspace.messages(SEMINAR)
    local.workspace.say(ANA, SEMINAR, "/seminar help", first.ts)
    told = local.workspace.seen_by(ANA)[-1]
    assert (told.notice.code, told.thread_ts) == ("command_in_thread", first.ts)


async def test_slash_after_a_space_is_a_message(local):
    local.workspace.say(ANA, SEMINAR, " /seminar is a command")
    assert (await local.heard()).event["type"] == "message"


async def test_command_that_takes_too_long_is_said(serve):
    async with serve(timeout_s=0.05) as local:
        with local.eyes_of(ANA) as sees:
            local.workspace.say(ANA, SEMINAR, "/slow")
            told = await sees(local.notice("command_failed"))
        assert told["message"].notice.values["failure"] == "http_timeout"
        assert told["message"].only_for == ANA


@pytest.mark.parametrize(
    ("answer", "seen"),
    [
        pytest.param("plain words", ["plain words"], id="words"),
        pytest.param({"text": "an object"}, ["an object"], id="object"),
        pytest.param({"text": "for all", "response_type": "in_channel"}, ["for all"], id="in the channel"),
        pytest.param({"blocks": [{"type": "section"}]}, [], id="invalid blocks"),
        pytest.param({"blocks": []}, [], id="nothing to show"),
    ],
)
async def test_what_the_acknowledgement_says_is_shown(local, answer, seen):
    local.bot.acknowledgement = answer
    local.workspace.say(ANA, SEMINAR, "/quick")
    await local.workspace.settled()
    shown = local.workspace.seen_by(ANA)
    assert [each.text for each in shown if not each.notice] == seen
    assert [each.notice.code for each in shown if each.notice] == [
        "command_used",
        *([] if seen else ["command_failed"]),
    ]


async def test_command_and_nothing_else_is_answered_by_an_empty_acknowledgement(local):
    local.workspace.say(ANA, SEMINAR, "/quick")
    await local.workspace.settled()
    assert [each.notice.code for each in local.workspace.seen_by(ANA)] == ["command_used"]


# Signatures


async def test_wrong_secret_is_refused_by_bolt_and_said(serve):
    async with serve(bots_secret="another-secret") as local:
        with local.eyes_of(ANA) as sees:
            local.workspace.say(ANA, WITH_ANA, "hello")
            told = await sees(local.notice("event_failed"))
        assert told["message"].notice.values == {"failure": "http_error", "status": "401"}
        statuses = [local.bot.heard.get_nowait().status for _ in range(local.bot.heard.qsize())]
        assert statuses == [401, 401, 401]


async def test_event_that_is_not_taken_comes_again(serve):
    async with serve(bots_secret="another-secret") as local:
        local.workspace.say(ANA, SEMINAR, "hello")
        await local.workspace.settled()
        tries = [local.bot.heard.get_nowait() for _ in range(3)]
    assert [each.headers.get("X-Slack-Retry-Num") for each in tries] == [None, "1", "2"]
    assert tries[1].headers["X-Slack-Retry-Reason"] == "http_error"
    assert len({each.body["event_id"] for each in tries}) == 1


async def test_nothing_is_sent_before_the_workspace_is_open():
    workspace = LocalWorkspace(signing_secret="s", bot_token="t", commands=())
    workspace.say(ANA, SEMINAR, "@Suivi hello")
    await workspace.settled()
    assert [each.text for each in workspace.messages(SEMINAR)] == ["<@U0SUIVI> hello"]


# Buttons and response URLs


async def pressed(local, text="hello"):
    """Ask, and press the button of the answer; return the answer."""
    with local.eyes_of(ANA) as sees:
        local.workspace.say(ANA, WITH_ANA, text)
        answer = (await sees(local.says(f"echo {text}")))["message"]
        local.workspace.press(ANA, WITH_ANA, answer.ts, block_id="choices", action_id="again")
        await sees(local.says("replaced"))
    return answer


async def test_response_url_replaces_the_original(local):
    answer = await pressed(local)
    after = local.workspace.message(WITH_ANA, answer.ts)
    assert (after.text, after.blocks) == ("replaced", ())


async def test_press_carries_what_slack_says_of_it(local):
    answer = await pressed(local)
    press = (await local.heard(a_press)).body
    assert press["actions"][0].items() >= {"action_id": "again", "block_id": "choices", "value": "v1"}.items()
    assert (
        press["container"].items() >= {"message_ts": answer.ts, "channel_id": WITH_ANA, "is_ephemeral": False}.items()
    )
    assert press["message"]["text"] == "echo hello"
    assert press["user"]["id"] == ANA
    assert press["response_url"].startswith(local.url)


async def test_ephemeral_press_has_no_message_and_can_be_replaced(local):
    with local.eyes_of(ANA) as sees:
        local.workspace.say(ANA, SEMINAR, "/seminar help")
        answer = (await sees(local.says("only for you: help")))["message"]
        local.workspace.press(ANA, SEMINAR, answer.ts, block_id="choices", action_id="again")
        await sees(local.says("replaced"))
    press = (await local.heard(a_press)).body
    assert press["container"]["is_ephemeral"] is True
    assert "message" not in press
    assert local.workspace.messages(SEMINAR) == []


async def test_button_that_is_gone_is_refused(local):
    answer = await pressed(local)
    with pytest.raises(SlackError, match="no_such_button"):
        local.workspace.press(ANA, WITH_ANA, answer.ts, block_id="choices", action_id="again")


async def test_ephemeral_of_another_cannot_be_pressed(local):
    answer = await local.call("chat.postEphemeral", channel=SEMINAR, user=ANA, text="for Ana alone")
    with pytest.raises(SlackError, match="message_not_found"):
        local.workspace.press(BEN, SEMINAR, answer["message_ts"], block_id="b", action_id="a")


async def test_press_that_fails_is_said(serve):
    async with serve(bots_secret="another-secret") as local:
        button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Press"}}
        blocks = [{"type": "actions", "block_id": "b", "elements": [button]}]
        post = await local.call("chat.postMessage", channel=ANA, text="press", blocks=blocks)
        with local.eyes_of(ANA) as sees:
            local.workspace.press(ANA, WITH_ANA, post["ts"], block_id="b", action_id="a")
            await sees(local.notice("press_failed"))


@pytest.mark.parametrize("choice", ["positive", "negative"])
async def test_feedback_says_which_of_the_two_was_pressed(local, choice):
    buttons = {
        f"{each}_button": {"text": {"type": "plain_text", "text": each}, "value": f"it was {each}"}
        for each in ("positive", "negative")
    }
    blocks = [
        {
            "type": "context_actions",
            "block_id": "b",
            "elements": [{"type": "feedback_buttons", "action_id": "a", **buttons}],
        }
    ]
    post = await local.call("chat.postMessage", channel=ANA, text="right?", blocks=blocks)
    local.workspace.press(ANA, WITH_ANA, post["ts"], block_id="b", action_id="a", choice=choice)
    assert (await local.heard(a_press)).body["actions"][0]["value"] == f"it was {choice}"
    with pytest.raises(SlackError, match="no_such_button"):
        local.workspace.press(ANA, WITH_ANA, post["ts"], block_id="b", action_id="a", choice="neither")


async def response_url(local):
    """Use a command and return the address that it came with, used once already by the bot's answer."""
    with local.eyes_of(ANA) as sees:
        local.workspace.say(ANA, SEMINAR, "/seminar help")
        await sees(local.says("only for you: help"))
    return (await local.heard()).body["response_url"]


async def respond(local, url, **payload):
    async with local.session.post(url, json=payload) as answer:
        return answer.status, (await answer.json()).get("error")


async def test_response_url_serves_five_answers(local):
    url = await response_url(local)
    answers = [await respond(local, url, text=f"answer {number}") for number in range(2, 7)]
    assert answers == [(200, None)] * 4 + [(404, "used_url")]


async def test_response_url_ends_after_half_an_hour(local):
    url = await response_url(local)
    local.clock.advance(minutes=30)
    assert await respond(local, url, text="just in time") == (200, None)
    local.clock.advance(seconds=1)
    assert await respond(local, url, text="too late") == (404, "expired_url")


async def test_response_url_posts_for_all_in_a_thread_where_it_says_so(local):
    url = await response_url(local)
    first = await local.call("chat.postMessage", channel=SEMINAR, text="first")
    await respond(local, url, text="for all", response_type="in_channel", thread_ts=first["ts"])
    assert [(each.text, each.thread_ts) for each in local.workspace.messages(SEMINAR)][1:] == [("for all", first["ts"])]


async def test_response_url_deletes_the_original(local):
    answer = await pressed(local)
    url = (await local.heard(a_press)).body["response_url"]
    assert await respond(local, url, delete_original=True) == (200, None)
    with pytest.raises(SlackError, match="message_not_found"):
        local.workspace.message(WITH_ANA, answer.ts)
    assert (await local.heard(an_event("message", subtype="message_deleted"))).event["deleted_ts"] == answer.ts


async def test_response_url_refuses_what_a_message_may_not_hold(local):
    url = await response_url(local)
    assert await respond(local, url, blocks=[{"type": "nonsense"}]) == (400, "invalid_blocks")
    assert await respond(local, url) == (400, "no_text")
    assert await respond(local, f"{local.url}/response/never-given", text="hello") == (404, "no_such_url")
