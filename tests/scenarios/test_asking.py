"""Asking in Slack: by mention, directly, in threads and by command, over HTTP and over Socket Mode."""

import asyncio

import pytest

from tests.fake_slack import ANA, BEN, BOT, ELSEWHERE, SEMINAR, ZOE
from tests.scenarios.conftest import direct

UNKNOWN = "Do penguins dream of frozen oceans?"
DOUBTFUL = "Which place are the participants in?"


async def test_mention_is_answered_in_its_thread(workspace):
    [answer] = await workspace.mention("When does the seminar take place?", ts="1790000001.000001")
    assert (answer.channel, answer.thread_ts, answer.only_for) == (SEMINAR, "1790000001.000001", None)
    assert "*12 and 13 May 2031*" in answer.shown
    assert "12 and 13 May 2031" in answer.text


async def test_mention_in_a_thread_is_answered_in_that_thread(http):
    [answer] = await http.mention("seminar dates", thread_ts="1790000001.000001")
    assert answer.thread_ts == "1790000001.000001"


async def test_answer_names_its_source_with_a_link_and_no_preview(http):
    [answer] = await http.mention("seminar dates")
    link = "<https://example.org/varna?year=2031&amp;lang=en|Invitation letter, Port Authority of Varna, 2031-01-15>"
    assert link in answer.shown
    assert "Invitation letter" in answer.text
    [posted] = http.slack.called("chat.postMessage")
    assert (posted["unfurl_links"], posted["unfurl_media"]) == (False, False)


async def test_direct_message_is_answered_beside_it(workspace):
    [answer] = await workspace.write("Where do we stay?")
    assert (answer.channel, answer.thread_ts) == (direct(BEN), None)
    assert "<https://example.org/odessos|Odessos hotel>" in answer.shown


async def test_direct_message_in_a_thread_is_answered_there(http):
    [answer] = await http.write("Where do we stay?", thread_ts="1790000001.000001")
    assert answer.thread_ts == "1790000001.000001"


async def test_direct_message_without_its_channel_type_is_answered_too(http):
    event = http.event_of("Where do we stay?", BEN, direct(BEN))
    [answer] = await http.see(http.tell(event))
    assert answer.channel == direct(BEN)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("Quand a lieu le séminaire ?", "Le séminaire a lieu les", id="French"),
        pytest.param("When does the seminar take place?", "The seminar takes place on", id="English"),
    ],
)
@pytest.mark.parametrize("user", [ANA, BEN, ZOE], ids=["to a French speaker", "to an English speaker", "to anybody"])
async def test_answer_is_in_the_language_of_the_question(http, question, words, user):
    [answer] = await http.write(question, user=user)
    assert answer.text.startswith(words)


@pytest.mark.parametrize(
    ("user", "words"),
    [
        pytest.param(ANA, "Je ne sais pas", id="French"),
        pytest.param(BEN, "I don't know", id="English"),
    ],
)
async def test_question_in_no_language_is_answered_in_the_asker_s(http, user, words):
    [answer] = await http.write("xyzzy 12 ???", user=user)
    assert answer.text.startswith(words)


async def test_person_whom_slack_does_not_tell_about_is_answered(http):
    http.slack.refuse("users.info", "internal_error")
    [answer] = await http.write("Where do we stay?")
    assert "Odessos" in answer.text


async def test_person_is_looked_up_once(http):
    await http.write("hotel")
    await http.write("seminar dates")
    assert len(http.slack.called("users.info")) == 1


async def test_empty_mention_is_greeted(workspace):
    [greeting] = await workspace.mention("")
    assert greeting.text.startswith("Hello!")
    assert "Varna seminar on safe harbours" in greeting.text
    assert greeting.thread_ts


@pytest.mark.parametrize("text", ["help", "aide", "?"])
async def test_help_is_given_where_it_is_asked_for(http, text):
    [answer] = await http.write(text)
    assert "/seminar help" in answer.text
    assert "Olga Petrova" in answer.text


async def test_too_long_a_question_is_told_so_in_words(http):
    [answer] = await http.write("When does the seminar take place? " * 1200)
    assert answer.text.startswith("That is too long for me")
    assert answer.buttons == {}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\u202e\u200b\x00\x07", id="nothing that can be read"),
        pytest.param("😀🎉", id="emoji alone"),
        pytest.param("<!channel> <!here> <@U0ANA> <#C0SEMINAR|seminar>", id="mark-up alone"),
        pytest.param("&lt;!channel&gt; &lt;@U0ANA&gt; &lt;https://evil.example|click&gt;", id="mark-up spelt out"),
        pytest.param("*_~`>•", id="marks alone"),
    ],
)
async def test_odd_text_gets_a_civil_answer_without_mark_up_of_its_own(http, text):
    [answer] = await http.write(text)
    assert answer.text
    for said in (answer.text, answer.shown):
        for mark_up in ("<!", "<@", "<#", "evil.example"):
            assert mark_up not in said


@pytest.mark.parametrize("text", [None, ""], ids=["null", "empty"])
async def test_file_without_words_is_greeted(http, text):
    event = {**http.event_of("", BEN, direct(BEN), subtype="file_share", files=[{"id": "F1"}]), "text": text}
    [greeting] = await http.see(http.tell({**event, "channel_type": "im"}))
    assert greeting.text.startswith("Hello!")


async def test_file_shared_with_a_question_is_answered(http):
    [answer] = await http.write("Where do we stay?", subtype="file_share", files=[{"id": "F1"}])
    assert "Odessos" in answer.text


# Threads


async def test_reply_in_a_thread_of_ours_is_answered(workspace):
    await workspace.mention("seminar dates", ts="1790000001.000001")
    [answer] = await workspace.say("Where do we stay?", thread_ts="1790000001.000001", user=ANA)
    assert (answer.thread_ts, answer.only_for) == ("1790000001.000001", None)
    assert "Odessos" in answer.text


async def test_reply_sent_to_the_channel_as_well_is_answered(http):
    await http.mention("seminar dates", ts="1790000001.000001")
    [answer] = await http.say("Where do we stay?", thread_ts="1790000001.000001", subtype="thread_broadcast")
    assert "Odessos" in answer.text


async def test_reply_in_a_thread_of_others_is_not_answered(workspace):
    assert await workspace.say("Where do we stay?", thread_ts="1790000001.000001") == []


async def test_message_in_a_channel_is_not_answered(workspace):
    assert await workspace.say("Where do we stay?") == []


async def test_thread_of_the_same_ts_in_another_channel_is_not_ours(http):
    await http.mention("seminar dates", ts="1790000001.000001")
    assert await http.say("Where do we stay?", channel=ELSEWHERE, thread_ts="1790000001.000001") == []


async def test_what_we_do_not_know_in_a_thread_of_ours_is_said_to_the_asker_alone(http):
    await http.mention("seminar dates", ts="1790000001.000001")
    [answer] = await http.say(UNKNOWN, thread_ts="1790000001.000001", user=ANA)
    assert (answer.only_for, answer.thread_ts) == (ANA, "1790000001.000001")


async def test_mention_of_somebody_else_in_a_thread_of_ours_is_answered_once(http):
    await http.mention("seminar dates", ts="1790000001.000001")
    [answer] = await http.say(f"<@{ANA}> Where do we stay?", thread_ts="1790000001.000001")
    assert "Odessos" in answer.text


# The command


async def test_command_is_answered_so_that_only_the_asker_sees_it(workspace):
    [answer] = await workspace.command("/seminar When does the seminar take place?", user=BEN)
    assert (answer.only_for, answer.channel) == (BEN, SEMINAR)
    assert "12 and 13 May" in answer.text
    [sent] = workspace.slack.called("respond")
    assert sent["response_type"] == "ephemeral"
    assert workspace.slack.called("chat.postMessage") == []


@pytest.mark.parametrize("command", ["/seminar help", "/seminar", "/seminar  AIDE "])
async def test_help_is_for_the_asker_alone(http, command):
    [answer] = await http.command(command, user=ANA)
    assert answer.only_for == ANA
    assert answer.text.startswith("Posez-moi vos questions")


# Doubtful and unknown questions


async def test_doubtful_question_gets_choices_of_at_most_three(http):
    [choices] = await http.mention(DOUBTFUL)
    assert {"Participants' hotel", "Participants' dinner", "Send to the organisers"} <= choices.buttons.keys()
    assert len(choices.buttons) <= 4
    assert "Participants' hotel" in choices.text


async def test_unknown_question_names_whom_to_ask_and_can_be_sent_on(http):
    [answer] = await http.mention(UNKNOWN)
    assert answer.text.startswith("I don't know")
    assert "Olga Petrova" in answer.text
    assert list(answer.buttons) == ["Send to the organisers"]


async def test_entry_for_organisers_is_not_found(http):
    [answer] = await http.write("Where is the secret preparatory meeting?")
    assert "chart room" not in answer.text


# Documents


async def test_document_is_quoted_where_no_entry_answers(workspace):
    [answer] = await workspace.mention("What happens to lost property left on the quay?")
    assert answer.text.startswith("The organisers have not written an answer to that.")
    assert "> “What is found on a quay is kept in the customs shed for ninety days:\n> - umbrellas" in answer.shown
    link = "<https://example.org/varna/rules|Rules of the harbour, Port Authority of Varna, 2030>"
    assert link in answer.shown
    assert "under “Lost property”, paragraph 1" in answer.shown
    assert "Send to the organisers" in answer.buttons


async def test_quotation_is_introduced_in_the_language_of_the_question(http):
    [answer] = await http.command("/seminar Où sont les lobster pots et oilskins ?", user=BEN)
    assert answer.text.startswith("Les organisateurs n'ont pas écrit de réponse à cela.")
    assert "Langue du document : anglais." in answer.text


# The Messages tab


async def test_opening_the_messages_tab_offers_questions_and_a_welcome(workspace):
    [welcome] = await workspace.open_tab("messages", user=ANA)
    [offered] = workspace.slack.called("assistant.threads.setSuggestedPrompts")
    assert (offered["channel_id"], offered["title"]) == (direct(ANA), "Vous pouvez demander")
    assert offered["prompts"][0] == {"title": "Quand a lieu le séminaire ?", "message": "Quand a lieu le séminaire ?"}
    assert "thread_ts" not in offered
    assert (welcome.channel, welcome.text[:9]) == (direct(ANA), "Bonjour !")


async def test_opening_it_again_offers_questions_and_no_second_welcome(http):
    await http.open_tab("messages")
    assert await http.open_tab("messages") == []
    assert len(http.slack.called("assistant.threads.setSuggestedPrompts")) == 2


async def test_opening_the_home_tab_offers_nothing(http):
    assert await http.open_tab("home") == []
    assert http.slack.called("assistant.threads.setSuggestedPrompts") == []


async def test_welcome_comes_where_suggestions_cannot_be_shown(http):
    http.slack.refuse("assistant.threads.setSuggestedPrompts", "not_allowed")
    [welcome] = await http.open_tab("messages")
    assert welcome.text.startswith("Hello!")


# The status


async def test_status_is_shown_before_the_answer_and_gone_after_it(workspace):
    await workspace.write("Where do we stay?", ts="1790000001.000001")
    calls = [each for each in workspace.slack.calls if each.method.startswith(("assistant", "chat"))]
    assert [each.method for each in calls] == [
        "assistant.threads.setStatus",
        "chat.postMessage",
        "assistant.threads.setStatus",
    ]
    shown, gone = calls[0].arguments, calls[-1].arguments
    assert shown == {"channel_id": direct(BEN), "thread_ts": "1790000001.000001", "status": "is looking that up…"}
    assert gone == {**shown, "status": ""}


async def test_answer_comes_where_no_status_can_be_shown(http):
    http.slack.refuse("assistant.threads.setStatus", "missing_scope", times=2)
    [answer] = await http.write("Where do we stay?")
    assert "Odessos" in answer.text


async def test_answer_does_not_wait_for_a_status_that_does_not_come(http, monkeypatch):
    monkeypatch.setattr("bot.slack.asking._STATUS_S", 0.2)
    http.slack.limit("assistant.threads.setStatus", retry_after_s=60, times=2)
    [answer] = await http.write("Where do we stay?")
    assert "Odessos" in answer.text


async def test_no_status_in_channels(http):
    await http.mention("hotel")
    assert http.slack.called("assistant.threads.setStatus") == []


# Not ours to answer


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"user": BOT, "bot_id": "B0SUIVI"}, id="our own"),
        pytest.param({"user": BOT}, id="our own, without a bot id"),
        pytest.param({"user": "U0OTHERBOT", "bot_id": "B0OTHER"}, id="another bot's"),
        pytest.param({"user": None, "bot_id": "B0OTHER", "subtype": "bot_message"}, id="an old bot's"),
        pytest.param({"user": None}, id="nobody's"),
    ],
)
@pytest.mark.parametrize("kind", ["message", "app_mention"])
async def test_message_of_a_bot_is_not_answered(http, fields, kind):
    event = {**http.event_of(f"<@{BOT}> seminar dates", BEN, direct(BEN)), "type": kind, "channel_type": "im", **fields}
    assert await http.see(http.tell({name: value for name, value in event.items() if value is not None})) == []


@pytest.mark.parametrize(
    "subtype", ["channel_join", "message_deleted", "channel_topic", "me_message", "something_new", "reminder_add"]
)
async def test_news_about_messages_is_taken_and_not_answered(workspace, subtype):
    assert await workspace.write("Where do we stay?", subtype=subtype) == []


async def test_event_that_nobody_expects_is_taken(workspace):
    assert await workspace.see(workspace.tell({"type": "reaction_added", "user": BEN, "reaction": "eyes"})) == []


# Many at once


async def test_forty_questions_at_once_are_answered_each_in_its_place(http):
    events = [
        {**http.event_of("Where do we stay?", BEN, direct(BEN), thread_ts=f"17900001{n:02}.000001")} for n in range(40)
    ]
    answers = await http.see(*(http.tell(event) for event in events))
    assert sorted(each.thread_ts for each in answers) == sorted(each["thread_ts"] for each in events)


async def test_limited_post_is_sent_when_slack_says_so(http):
    http.slack.limit("chat.postMessage", retry_after_s=0)
    [answer] = await http.mention("hotel")
    assert "Odessos" in answer.text


async def test_post_that_may_have_arrived_is_not_repeated(http):
    http.slack.break_off("chat.postMessage")
    posts = await http.mention("hotel")
    assert len([each for each in posts if "Odessos" in each.text]) == 1


async def test_every_call_uses_one_session(http):
    sessions = {http.service.side.client.session}
    await asyncio.gather(http.mention("hotel"), http.write("hotel"))
    assert {http.service.side.app.client.session} == sessions
