"""What Slack and the network answer to a message, in the bot's words: arrived, not arrived, or in doubt."""

import asyncio
from datetime import timedelta

import pytest

from bot.errors import InDoubtError, LimitedError, NotSentError, RefusedError, UnreadableError
from bot.ports import Said
from bot.slack.app import client_for, session
from bot.slack.messenger import EVENT_TYPE, SlackMessenger
from tests.fake_slack import ANA, BEN, TOKEN, FakeSlack

DIRECT = "D0ANA"


@pytest.fixture
async def slack():
    async with FakeSlack().running() as slack:
        yield slack


@pytest.fixture
async def messenger(slack):
    shared = session()
    yield SlackMessenger(client_for(TOKEN, slack.api_url, shared, repeats=False))
    await shared.close()


def test_client_that_repeats_by_itself_is_not_taken():
    with pytest.raises(AssertionError):
        SlackMessenger(client_for(TOKEN, "http://127.0.0.1:1/api/", None))


# Posting


async def test_post_carries_its_id_and_its_signs_and_nothing_else_beside_its_words(messenger, slack):
    ts = await messenger.post(DIRECT, {"text": "hello"}, id_="row-1", signs=["5e1f", "0c44"])
    [posted] = slack.posts
    assert (posted.ts, posted.channel, posted.text) == (ts, DIRECT, "hello")
    assert posted.metadata == {"event_type": EVENT_TYPE, "event_payload": {"id": "row-1", "items": ["5e1f", "0c44"]}}


@pytest.mark.parametrize(
    "word", ["channel_not_found", "is_archived", "user_disabled", "messages_tab_disabled", "msg_too_long"]
)
async def test_refusal_for_good_has_slack_s_word(messenger, slack, word):
    slack.refuse("chat.postMessage", word)
    with pytest.raises(RefusedError, match=f"^{word}$"):
        await messenger.post(DIRECT, {"text": "hello"}, id_="row-1", signs=())


@pytest.mark.parametrize("word", ["invalid_auth", "account_inactive", "missing_scope", "a_word_of_tomorrow"])
async def test_what_is_not_the_recipient_s_fault_is_tried_again(messenger, slack, word):
    slack.refuse("chat.postMessage", word)
    with pytest.raises(NotSentError, match=word):
        await messenger.post(DIRECT, {"text": "hello"}, id_="row-1", signs=())


async def test_limit_says_how_long_to_wait_and_nothing_is_repeated(messenger, slack):
    slack.limit("chat.postMessage", retry_after_s=37)
    with pytest.raises(LimitedError) as raised:
        await messenger.post(DIRECT, {"text": "hello"}, id_="row-1", signs=())
    assert raised.value.wait == timedelta(seconds=37)
    assert len(slack.called("chat.postMessage")) == 1


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_error_of_the_server_leaves_it_in_doubt(messenger, slack, status):
    slack.fail("chat.postMessage", status=status)
    with pytest.raises(InDoubtError):
        await messenger.post(DIRECT, {"text": "hello"}, id_="row-1", signs=())
    assert len(slack.called("chat.postMessage")) == 1


@pytest.mark.parametrize("word", ["internal_error", "fatal_error"])
async def test_error_that_may_have_succeeded_in_part_leaves_it_in_doubt(messenger, slack, word):
    slack.refuse("chat.postMessage", word)
    with pytest.raises(InDoubtError):
        await messenger.post(DIRECT, {"text": "hello"}, id_="row-1", signs=())


async def test_connection_that_breaks_after_acceptance_leaves_it_in_doubt_and_posts_once(messenger, slack):
    slack.break_off("chat.postMessage")
    with pytest.raises(InDoubtError):
        await messenger.post(DIRECT, {"text": "hello"}, id_="row-1", signs=())
    assert len(slack.posts) == 1
    assert await messenger.find(DIRECT, id_="row-1", after="0") == slack.posts[0].ts


async def test_connection_that_breaks_before_acceptance_leaves_it_in_doubt_too(messenger, slack):
    def drop(_call, stage):
        slack.dropped += stage == "received"

    slack.watch = drop
    with pytest.raises(InDoubtError):
        await messenger.post(DIRECT, {"text": "hello"}, id_="row-1", signs=())
    assert (len(slack.posts), slack.dropped) == (0, 1)


async def test_without_a_connection_it_was_not_sent():
    shared = session()
    messenger = SlackMessenger(client_for(TOKEN, "http://127.0.0.1:1/api/", shared, repeats=False))
    with pytest.raises(NotSentError):
        await messenger.post(DIRECT, {"text": "hello"}, id_="row-1", signs=())
    await shared.close()


async def test_answer_that_takes_too_long_leaves_it_in_doubt(slack):
    shared = session()
    client = client_for(TOKEN, slack.api_url, shared, repeats=False)
    messenger = SlackMessenger(client)
    released = slack.hold("chat.postMessage")

    async def too_long(**_):
        raise TimeoutError

    client.chat_postMessage = too_long
    with pytest.raises(InDoubtError):
        await messenger.post(DIRECT, {"text": "hello"}, id_="row-1", signs=())
    released.set()
    await shared.close()


# Conversations


async def test_conversation_is_opened_once_for_each_person(messenger, slack):
    assert await messenger.conversation(ANA) == await messenger.conversation(ANA) == DIRECT
    assert await messenger.conversation(BEN) == "D0BEN"
    assert len(slack.called("conversations.open")) == 2


async def test_conversation_that_is_open_already_is_not_opened_again(slack, monkeypatch):
    monkeypatch.setattr("bot.slack.messenger._DIRECT_PAGE", 1)
    shared = session()
    client = client_for(TOKEN, slack.api_url, shared, repeats=False)
    for user in (ANA, BEN):
        await SlackMessenger(client).conversation(user)
    messenger = SlackMessenger(client)
    found = await asyncio.gather(*(messenger.conversation(each) for each in (ANA, BEN, ANA)))
    assert found == [DIRECT, "D0BEN", DIRECT]
    assert len(slack.called("conversations.open")) == 2
    # Once for each of three processes, and a page more for the last.
    assert [each.get("cursor") for each in slack.called("conversations.list")] == [None, None, None, "1"]
    await shared.close()


async def test_where_slack_lists_nothing_each_conversation_is_opened(messenger, slack):
    slack.refuse("conversations.list", "missing_scope")
    assert await messenger.conversation(ANA) == DIRECT
    assert await messenger.conversation(BEN) == "D0BEN"
    assert len(slack.called("conversations.list")) == 1
    assert len(slack.called("conversations.open")) == 2


async def test_who_is_gone_is_refused_though_there_was_a_conversation(messenger, slack):
    slack.opened["U0GONE"] = {"id": "D0GONE", "user": "U0GONE", "is_im": True, "is_user_deleted": True}
    with pytest.raises(RefusedError, match="user_not_found"):
        await messenger.conversation("U0GONE")


async def test_channel_is_its_own_conversation(messenger, slack):
    assert await messenger.conversation("C0ORGANISERS") == "C0ORGANISERS"
    assert slack.calls == []


async def test_person_who_is_gone_refuses_the_conversation(messenger):
    with pytest.raises(RefusedError, match="user_not_found"):
        await messenger.conversation("U0NOBODY")


# Finding again


async def test_newest_of_an_empty_conversation_is_zero(messenger):
    assert await messenger.said(DIRECT) == Said("0", {})


async def test_conversation_shows_what_was_said_in_it(messenger):
    one = await messenger.post(DIRECT, {"text": "one"}, id_="row-1", signs=["5e1f", "0c44"])
    two = await messenger.post(DIRECT, {"text": "two"}, id_="row-2", signs=["77aa"])
    await messenger.update(DIRECT, one, {"text": "done"})
    assert await messenger.said(DIRECT) == Said(two, {"5e1f": one, "0c44": one, "77aa": two})


async def test_newest_is_the_last_message_s_time_stamp(messenger):
    await messenger.post(DIRECT, {"text": "one"}, id_="row-1", signs=())
    ts = await messenger.post(DIRECT, {"text": "two"}, id_="row-2", signs=())
    assert (await messenger.said(DIRECT)).mark == ts


async def test_message_is_found_pages_back_and_not_beyond_the_mark(messenger, slack, monkeypatch):
    monkeypatch.setattr("bot.slack.messenger._PAGE", 3)
    first = await messenger.post(DIRECT, {"text": "mine"}, id_="row-1", signs=())
    for number in range(10):
        await messenger.post(DIRECT, {"text": "another"}, id_=f"other-{number}", signs=())
    assert await messenger.find(DIRECT, id_="row-1", after="0") == first
    assert await messenger.copies(DIRECT, id_="row-1", after="0") == [first]
    assert await messenger.copies(DIRECT, id_="row-9", after="0") == []
    assert await messenger.find(DIRECT, id_="row-1", after=first) is None
    assert await messenger.find(DIRECT, id_="row-9", after="0") is None


async def test_same_id_under_another_name_is_not_ours(messenger, slack):
    await messenger.post(DIRECT, {"text": "hello"}, id_="row-1", signs=())
    slack.posts[0].metadata["event_type"] = "somebody_elses"
    assert await messenger.find(DIRECT, id_="row-1", after="0") is None


@pytest.mark.parametrize("word", ["missing_scope", "method_not_supported_for_channel_type"])
async def test_history_that_may_not_be_read_is_unreadable(messenger, slack, word):
    slack.refuse("conversations.history", word)
    with pytest.raises(UnreadableError, match=word):
        await messenger.find(DIRECT, id_="row-1", after="0")


async def test_history_longer_than_anybody_reads_is_unreadable(messenger, slack, monkeypatch):
    monkeypatch.setattr("bot.slack.messenger._PAGE", 1)
    monkeypatch.setattr("bot.slack.messenger._MOST_PAGES", 2)
    for number in range(3):
        await messenger.post(DIRECT, {"text": "another"}, id_=f"other-{number}", signs=())
    with pytest.raises(UnreadableError):
        await messenger.find(DIRECT, id_="row-1", after="0")


async def test_history_that_is_away_for_a_while_is_read_later(messenger, slack):
    slack.fail("conversations.history")
    with pytest.raises(NotSentError):
        await messenger.find(DIRECT, id_="row-1", after="0")
    slack.refuse("conversations.history", "invalid_auth")
    with pytest.raises(NotSentError):
        await messenger.said(DIRECT)
    slack.limit("conversations.history", retry_after_s=5)
    with pytest.raises(LimitedError):
        await messenger.said(DIRECT)


# Changing, and who somebody is


async def test_message_is_put_in_the_place_of_another(messenger, slack):
    ts = await messenger.post(DIRECT, {"text": "before"}, id_="row-1", signs=())
    await messenger.update(DIRECT, ts, {"text": "after"})
    assert [each.text for each in slack.posts] == ["after"]


@pytest.mark.parametrize(
    ("profile", "found"),
    [({}, ANA), ({"deleted": True}, None), ({"is_bot": True}, None), ({"email": "other@example.org"}, None)],
)
async def test_user_is_found_by_address_unless_they_are_gone(messenger, slack, profile, found):
    slack.people[ANA] |= {"email": "ana@example.org", **profile}
    assert await messenger.user_with("ana@example.org") == found


async def test_addresses_are_asked_for_later_where_slack_limits(messenger, slack):
    slack.limit("users.lookupByEmail", retry_after_s=5)
    with pytest.raises(LimitedError):
        await messenger.user_with("ana@example.org")


async def test_posts_at_the_same_time_each_arrive_once(messenger, slack):
    await asyncio.gather(
        *(messenger.post(DIRECT, {"text": "hello"}, id_=f"row-{each}", signs=()) for each in range(20))
    )
    assert len({each.metadata["event_payload"]["id"] for each in slack.posts}) == len(slack.posts) == 20
