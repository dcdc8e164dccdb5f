"""The Web API as the bot's own client and anybody with the token see it."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.local.limits import SlackError

ANA, SEMINAR, WITH_ANA = "U0ANA", "C0SEMINAR", "D0ANA"
TOO_LONG = [{"type": "section", "text": {"type": "mrkdwn", "text": "a" * 3001}}]


@pytest.fixture
def client(local):
    return AsyncWebClient(token="xoxb-made-up", base_url=f"{local.url}/api/", session=local.session)


async def test_wrong_token_is_refused(local):
    assert await local.call("auth.test", token="xoxb-wrong") == {"ok": False, "error": "invalid_auth"}
    assert await local.call("auth.test", token="") == {"ok": False, "error": "invalid_auth"}


async def test_token_may_come_in_the_form(local):
    async with local.session.post(f"{local.url}/api/auth.test", data={"token": "xoxb-made-up"}) as answer:
        assert (await answer.json())["user_id"] == "U0SUIVI"


async def test_unknown_method_and_socket_mode_are_refused(local):
    assert await local.call("chat.scheduleMessage") == {"ok": False, "error": "unknown_method"}
    assert await local.call("apps.connections.open") == {"ok": False, "error": "not_allowed"}


async def test_bot_learns_who_it_is(client, local):
    who = await client.auth_test()
    assert (who["user_id"], who["bot_id"], who["team_id"]) == ("U0SUIVI", "B0SUIVI", local.workspace.team_id)


async def test_post_to_a_person_goes_to_their_direct_message(client):
    answer = await client.chat_postMessage(channel=ANA, text="hello")
    assert (answer["channel"], answer["message"]["text"]) == (WITH_ANA, "hello")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        pytest.param({"channel": "C0NOWHERE", "text": "hello"}, "channel_not_found", id="no such channel"),
        pytest.param({"text": "hello"}, "channel_not_found", id="no channel"),
        pytest.param({"channel": SEMINAR}, "no_text", id="nothing to post"),
        pytest.param({"channel": SEMINAR, "text": "a" * 40_001}, "msg_too_long", id="too long"),
        pytest.param({"channel": SEMINAR, "blocks": TOO_LONG}, "invalid_blocks", id="invalid blocks"),
        pytest.param({"channel": SEMINAR, "blocks": "[{"}, "invalid_blocks_format", id="blocks that are no JSON"),
        pytest.param(
            {"channel": SEMINAR, "text": "a", "metadata": {"id": 1}}, "invalid_metadata_format", id="metadata"
        ),
        pytest.param(
            {"channel": SEMINAR, "text": "a", "metadata": "{"}, "invalid_arguments", id="metadata that is no JSON"
        ),
    ],
)
async def test_post_that_slack_refuses_is_refused(local, arguments, word):
    answer = await local.call("chat.postMessage", **arguments)
    assert (answer["ok"], answer["error"]) == (False, word)
    assert local.workspace.messages(SEMINAR) == []


async def test_invalid_blocks_are_refused_with_the_reason(client):
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=SEMINAR, text="hello", blocks=TOO_LONG)
    reasons = refused.value.response["response_metadata"]["messages"]
    assert reasons == ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]


async def test_blocks_may_come_in_a_form(local):
    form = {"token": "xoxb-made-up", "channel": SEMINAR, "blocks": '[{"type": "divider"}]'}
    async with local.session.post(f"{local.url}/api/chat.postMessage", data=form) as answer:
        assert (await answer.json())["message"]["blocks"][0]["type"] == "divider"


async def test_body_that_is_no_json_object_is_refused(local):
    headers = {"Content-Type": "application/json", "Authorization": "Bearer xoxb-made-up"}
    for body, word in ((b"{", "invalid_json"), (b"[]", "json_not_object")):
        async with local.session.post(f"{local.url}/api/auth.test", data=body, headers=headers) as answer:
            assert (await answer.json())["error"] == word


async def test_update_changes_only_what_the_bot_posted(client, local):
    post = await client.chat_postMessage(channel=SEMINAR, text="before")
    await client.chat_update(channel=SEMINAR, ts=post["ts"], text="after")
    local.workspace.say(ANA, SEMINAR, "mine")
    mine = local.workspace.messages(SEMINAR)[1].ts
    whispered = await client.chat_postEphemeral(channel=SEMINAR, user=ANA, text="psst")

    async def refusal(ts, channel=SEMINAR):
        return (await local.call("chat.update", channel=channel, ts=ts, text="changed"))["error"]

    assert local.workspace.message(SEMINAR, post["ts"]).text == "after"
    assert await refusal(mine) == "cant_update_message"
    assert await refusal("1.000001") == "message_not_found"
    assert await refusal(whispered["message_ts"]) == "message_not_found"
    assert await refusal(post["ts"], channel=ANA) == "channel_not_found"


async def test_delete_removes_what_the_bot_posted(client, local):
    post = await client.chat_postMessage(channel=SEMINAR, text="hello")
    await client.chat_delete(channel=SEMINAR, ts=post["ts"])
    with pytest.raises(SlackError, match="message_not_found"):
        local.workspace.message(SEMINAR, post["ts"])


async def test_ephemeral_needs_somebody_who_is_there(local):
    whispers = [("U0BEN", WITH_ANA, "user_not_in_channel"), ("U0NOBODY", SEMINAR, "user_not_found")]
    for user, channel, word in whispers:
        assert (await local.call("chat.postEphemeral", channel=channel, user=user, text="psst"))["error"] == word


async def test_history_is_latest_first_without_threads_and_ephemerals(client):
    posts = [(await client.chat_postMessage(channel=SEMINAR, text=f"post {number}"))["ts"] for number in range(3)]
    await client.chat_postMessage(channel=SEMINAR, text="reply", thread_ts=posts[0])
    await client.chat_postEphemeral(channel=SEMINAR, user=ANA, text="psst")
    history = await client.conversations_history(channel=SEMINAR)
    assert [each["ts"] for each in history["messages"]] == posts[::-1]
    assert history["messages"][-1]["reply_count"] == 1


async def test_history_comes_in_pages(client):
    posts = [(await client.chat_postMessage(channel=SEMINAR, text=f"post {number}"))["ts"] for number in range(5)]
    history = await client.conversations_history(channel=SEMINAR, limit=2)
    pages = [[each["ts"] for each in page["messages"]] async for page in history]
    assert pages == [posts[:2:-1], posts[2:0:-1], posts[:1]]


async def test_history_between_two_instants(client, local):
    posts = []
    for number in range(4):
        posts.append((await client.chat_postMessage(channel=SEMINAR, text=f"post {number}"))["ts"])
        local.clock.advance(minutes=1)

    async def between(**limits):
        return [each["ts"] for each in (await client.conversations_history(channel=SEMINAR, **limits))["messages"]]

    assert await between(oldest=posts[0], latest=posts[3]) == [posts[2], posts[1]]
    assert await between(oldest=posts[2], inclusive=True) == [posts[3], posts[2]]
    assert (await local.call("conversations.history", channel=SEMINAR, oldest="noon"))["error"] == "invalid_ts_oldest"


async def test_metadata_comes_back_only_when_asked_for(client):
    metadata = {"event_type": "reminder", "event_payload": {"reminder_id": "r1"}}
    await client.chat_postMessage(channel=SEMINAR, text="hello", metadata=metadata)
    plain = await client.conversations_history(channel=SEMINAR)
    full = await client.conversations_history(channel=SEMINAR, include_all_metadata=True)
    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == metadata


async def test_replies_begin_with_the_first_message(client):
    first = await client.chat_postMessage(channel=SEMINAR, text="first")
    for number in range(2):
        await client.chat_postMessage(channel=SEMINAR, text=f"reply {number}", thread_ts=first["ts"])
    thread = await client.conversations_replies(channel=SEMINAR, ts=first["ts"])
    assert [each["text"] for each in thread["messages"]] == ["first", "reply 0", "reply 1"]
    with pytest.raises(SlackApiError, match="thread_not_found"):
        await client.conversations_replies(channel=SEMINAR, ts="1.000001")


async def test_conversations_are_opened_and_described(client, local):
    opened = await client.conversations_open(users=ANA)
    assert opened["channel"]["id"] == WITH_ANA
    assert (await client.conversations_open(channel=SEMINAR))["channel"]["id"] == SEMINAR
    assert (await client.conversations_info(channel=WITH_ANA))["channel"]["user"] == ANA
    assert (await client.conversations_info(channel=SEMINAR))["channel"]["name"] == "seminar"
    assert (await local.call("conversations.open", users="U0NOBODY"))["error"] == "user_not_found"
    assert (await local.call("conversations.open", users="U0ANA,U0BEN"))["error"] == "not_enabled"


async def test_conversations_are_listed_by_their_kind(client):
    listed = await client.conversations_list(types="im")
    assert {each["user"]: each["id"] for each in listed["channels"]}[ANA] == WITH_ANA
    assert [each["name"] for each in (await client.conversations_list())["channels"]] == ["seminar"]
    assert len((await client.conversations_list(types="im,public_channel"))["channels"]) == len(listed["channels"]) + 1


async def test_people_have_a_zone_and_a_language(client):
    ana = (await client.users_info(user=ANA, include_locale=True))["user"]
    assert (ana["tz"], ana["locale"], ana["is_bot"]) == ("Europe/Bucharest", "fr-FR", False)
    ben = (await client.users_info(user="U0BEN", include_locale=True))["user"]
    assert ben["locale"] == "en-GB"
    assert "locale" not in (await client.users_info(user=ANA))["user"]
    with pytest.raises(SlackApiError, match="user_not_found"):
        await client.users_info(user="U0NOBODY")


async def test_people_are_listed_and_found_by_email(client):
    members = (await client.users_list())["members"]
    assert [each["id"] for each in members] == ["U0ANA", "U0BEN", "U0OLGA", "U0PAUL", "U0SUIVI"]
    assert (await client.users_lookupByEmail(email="Olga@example.org"))["user"]["id"] == "U0OLGA"
    with pytest.raises(SlackApiError, match="users_not_found"):
        await client.users_lookupByEmail(email="nobody@example.org")


async def test_organisers_are_a_group_too(client, local):
    group = await client.usergroups_users_list(usergroup="S0ORGANISERS")
    assert group["users"] == ["U0OLGA"]
    assert frozenset(group["users"]) == local.workspace.organisers
    with pytest.raises(SlackApiError, match="no_such_subteam"):
        await client.usergroups_users_list(usergroup="S0NOBODY")


async def test_status_is_set_and_taken_back(client, local):
    place = {"channel_id": WITH_ANA, "thread_ts": "1.000001"}
    await client.assistant_threads_setStatus(**place, status="is looking that up...")
    assert local.workspace.statuses == {(WITH_ANA, "1.000001"): "is looking that up..."}
    await client.assistant_threads_setStatus(**place, status="")
    assert local.workspace.statuses == {}


async def test_prompts_are_four_at_most_and_whole(client, local):
    prompt = {"title": "Help", "message": "help"}
    await client.assistant_threads_setSuggestedPrompts(channel_id=WITH_ANA, prompts=[prompt] * 4, title="Try")
    assert local.workspace.prompts[WITH_ANA] == {"title": "Try", "prompts": [prompt] * 4}
    for prompts in ([], [prompt] * 5, [{"title": "Help"}], "help"):
        answer = await local.call("assistant.threads.setSuggestedPrompts", channel_id=WITH_ANA, prompts=prompts)
        assert answer["error"] == "invalid_arguments"


async def test_home_is_kept_and_held_against_an_older_hash(client, local):
    first = await client.views_publish(user_id=ANA, view={"type": "home", "blocks": [{"type": "divider"}]})
    assert local.workspace.homes[ANA]["blocks"][0]["type"] == "divider"
    await client.views_publish(user_id=ANA, view={"type": "home", "blocks": []}, hash=first["view"]["hash"])
    refusals = [
        ({"hash": first["view"]["hash"], "view": {"type": "home", "blocks": []}}, "hash_conflict"),
        ({"view": {"type": "modal", "blocks": []}}, "invalid_arguments"),
        ({"view": {"type": "home", "blocks": [{"type": "divider"}] * 101}}, "invalid_arguments"),
        ({"view": {"type": "home", "private_metadata": "a" * 250_000, "blocks": []}}, "view_too_large"),
    ]
    for arguments, word in refusals:
        assert (await local.call("views.publish", user_id=ANA, **arguments))["error"] == word


async def test_home_that_breaks_a_limit_is_refused_with_the_reason_and_the_one_before_stays(local):
    before = {"type": "home", "blocks": [{"type": "divider"}]}
    await local.call("views.publish", user_id=ANA, view=before)
    header = {"type": "header", "text": {"type": "plain_text", "text": "a" * 151}}
    answer = await local.call("views.publish", user_id=ANA, view={"type": "home", "blocks": [header]})
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"
    ]
    assert local.workspace.homes[ANA]["blocks"][0]["type"] == "divider"
