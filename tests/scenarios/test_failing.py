"""What goes wrong is told in words to whoever waits, with a reference that is in the log, and nobody's text is."""

import time

import pytest

from tests.fake_slack import ANA, BEN, OLGA, SEMINAR
from tests.scenarios.conftest import direct

QUESTION = "Where did the walrus sleep, my friend Ludmila wants to know?"
THREAD = "1790000001.000001"


class WalrusError(Exception):
    """A mistake of ours, whose message holds what was asked, as a library's may."""


@pytest.fixture
def broken(monkeypatch):
    """Let every search fail, and say in the error what was searched for."""

    def search(_self, question, **_):
        raise WalrusError(question)

    monkeypatch.setattr("knowledge.search.Index.search", search)


def told(workspace, said):
    """Tell whether a message says that something went wrong, under the reference of the only such line in the log."""
    [line] = workspace.log.events("listener failed")
    assert line["reference"] in said.text
    assert (line["level"], line["error"]) == ("error", "WalrusError")
    return said.text.startswith("Sorry, something went wrong on our side. Nothing you wrote was lost")


async def test_failure_after_a_mention_is_told_to_the_asker_alone(workspace, broken):
    [said] = await workspace.mention(QUESTION)
    assert (said.only_for, said.channel, said.thread_ts) == (BEN, SEMINAR, None)
    assert told(workspace, said)


async def test_failure_in_a_thread_is_told_in_the_thread(http, broken):
    [said] = await http.mention(QUESTION, thread_ts=THREAD)
    assert (said.only_for, said.thread_ts) == (BEN, THREAD)


@pytest.mark.parametrize("thread", [None, THREAD])
async def test_failure_in_a_direct_message_is_told_in_the_conversation_and_the_status_goes(http, broken, thread):
    [said] = await http.write(QUESTION, **({"thread_ts": thread} if thread else {}))
    assert (said.only_for, said.channel, said.thread_ts) == (None, direct(BEN), thread)
    assert told(http, said)
    assert http.slack.called("assistant.threads.setStatus")[-1]["status"] == ""


async def test_failure_after_a_command_is_told_where_the_bot_need_not_be(workspace, broken):
    [said] = await workspace.command(f"/seminar {QUESTION}", channel="C0PRIVATE")
    assert said.only_for == BEN
    assert told(workspace, said)
    assert workspace.slack.called("chat.postEphemeral") == []


async def test_failure_is_told_in_the_asker_s_language(http, broken):
    [said] = await http.write(QUESTION, user=ANA)
    assert said.text.startswith("Désolé")


async def test_failing_command_is_acknowledged_at_once(workspace, broken):
    start = time.monotonic()
    assert await workspace.door.command(workspace.form_of("/seminar", QUESTION, BEN, SEMINAR)) == 200
    assert time.monotonic() - start < 3
    await workspace.quiet()


async def test_log_says_where_and_not_what(http, broken):
    await http.mention(QUESTION)
    [line] = http.log.events("listener failed")
    assert any("answering.py" in place for place in line["at"])
    assert "walrus" not in http.log.text
    assert "Ludmila" not in http.log.text


async def test_failure_is_told_once_however_often_the_event_comes(http, broken):
    event = {**http.event_of(QUESTION, BEN, direct(BEN)), "channel_type": "im"}
    deliveries = (http.tell(event, event_id="Ev1", attempt=attempt) for attempt in range(4))
    assert len(await http.see(*deliveries, said=QUESTION)) == 1


async def test_post_that_slack_refuses_is_told_to_the_asker(http):
    http.slack.refuse("chat.postMessage", "invalid_blocks")
    [said] = await http.mention("hotel")
    assert said.only_for == BEN
    assert said.text.startswith("Sorry, something went wrong")


async def test_answer_that_a_response_address_refuses_is_told_otherwise(http):
    http.slack.fail("respond", status=404)
    [said] = await http.command("/seminar hotel")
    assert said.only_for == BEN
    assert http.slack.called("chat.postEphemeral")
    assert said.text.startswith("Sorry, something went wrong")


async def test_answer_over_a_response_address_that_breaks_off_is_not_repeated(http):
    http.slack.break_off("respond")
    await http.command("/seminar hotel")
    assert len([each for each in http.slack.posts if "Odessos" in each.text]) == 1


async def test_answer_limited_at_a_response_address_is_sent_when_slack_says_so(http):
    http.slack.limit("respond", retry_after_s=0)
    [answer] = await http.command("/seminar hotel")
    assert "Odessos" in answer.text


@pytest.mark.parametrize("what", ["refused", "broken off", "down"])
async def test_person_who_cannot_be_told_either_is_in_the_log(http, broken, what):
    for method in ("chat.postEphemeral", "chat.postMessage"):
        if what == "refused":
            http.slack.refuse(method, "not_in_channel")
        elif what == "broken off":
            http.slack.break_off(method)
        else:
            http.slack.fail(method)
    await http.mention(QUESTION)
    [line] = http.log.events("person not told of a failure")
    assert line["reference"] == http.log.events("listener failed")[0]["reference"]


async def test_failure_on_opening_the_home_of_the_bot_bothers_nobody(http, monkeypatch):
    http.slack.refuse("chat.postMessage", "channel_not_found")
    assert await http.open_tab("messages") == []
    assert len(http.log.events("listener failed")) == 1


async def test_ledger_that_is_away_does_not_keep_an_answer_back(http):
    http.ledger.is_away = True
    [answer] = await http.mention("hotel")
    assert "Odessos" in answer.text


async def test_bot_goes_on_after_a_failure(http, monkeypatch):
    with monkeypatch.context() as while_broken:
        while_broken.setattr("bot.desk.Desk.ask", None)
        await http.mention(QUESTION)
    [answer] = await http.mention("hotel")
    assert "Odessos" in answer.text


# Nobody's words in the log


async def test_nobody_s_words_are_in_the_log_at_debug(workspace):
    canaries = iter(f"canary{number}zebra" for number in range(100))
    texts = {name: f"{next(canaries)} and {next(canaries)}?" for name in ("mention", "write", "say")}
    for name, text in texts.items():
        await getattr(workspace, name)(text, thread_ts=THREAD)
    await workspace.edit("before", f"{next(canaries)} please help me", channel=direct(BEN))
    [unknown] = await workspace.command(f"/seminar {next(canaries)}")
    await workspace.press(unknown, "Send to the organisers")
    for user in (BEN, OLGA):
        await workspace.command(f"/seminar-admin {next(canaries)}", user=user)
    await workspace.write(f"i am called {next(canaries)} and i want to die")
    await workspace.see(workspace.tell({"type": "reaction_added", "user": BEN, "item": {"text": next(canaries)}}))
    await workspace.write(next(canaries), subtype="bot_message", bot_id="B0OTHER")
    await workspace.write(next(canaries), user="U0SUIVI")
    assert workspace.log.events("question passed on")  # the log does work
    assert "zebra" not in workspace.log.text


async def test_no_secret_is_in_the_log_at_debug(workspace):
    workspace.slack.refuse("users.info", "invalid_auth")
    workspace.slack.refuse("chat.postMessage", "invalid_auth")
    await workspace.write("hotel")
    for secret in ("xoxb-scenario", "xapp-scenario", "a-signing-secret", "ticket="):
        assert secret not in workspace.log.text
