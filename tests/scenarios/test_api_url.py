"""SLACK_API_URL points every call at another address: nothing else is ever contacted."""

import pytest

from tests.fake_slack import BEN, GROUP, OLGA, TOKEN
from tests.scenarios.conftest import GUARD, SOCKET, change, facts_of

PROXY = "http://proxy.invalid:3128"


async def use_everything(workspace):
    """Do once whatever makes the bot call Slack."""
    change(facts_of(workspace), "lighthouse", "harbour")
    await workspace.open_tab("messages")
    await workspace.mention("hotel")
    await workspace.mention("please help me, I am in danger")
    [answer] = await workspace.write("hotel")
    await workspace.press(answer, "Yes")
    [unknown] = await workspace.command("/seminar which icebreaker is moored at pier seventeen?")
    await workspace.press(unknown, "Send to the organisers")
    await workspace.command("/seminar-admin reload --now", user=OLGA)


@pytest.mark.parametrize("changes", [{}, SOCKET], ids=["http", "socket"])
async def test_every_call_goes_there_and_nowhere_else(serving, changes):
    async with serving(organisers=(GROUP,), **changes) as workspace:
        await use_everything(workspace)
        called = {each.method for each in workspace.slack.calls}
    assert called == {
        "assistant.threads.setStatus",
        "assistant.threads.setSuggestedPrompts",
        "auth.test",
        "chat.postEphemeral",
        "chat.postMessage",
        "chat.update",
        "conversations.list",
        "conversations.open",
        "respond",
        "usergroups.users.list",
        "users.info",
    } | ({"apps.connections.open"} if changes else set())
    assert GUARD.refused == []


@pytest.mark.parametrize("changes", [{}, SOCKET], ids=["http", "socket"])
async def test_proxy_of_the_environment_is_not_asked_for_this_machine(serving, monkeypatch, changes):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, PROXY)
    async with serving(**changes) as workspace:
        await use_everything(workspace)
        [answer] = await workspace.command("/seminar hotel", user=BEN)
        assert "Odessos" in answer.text


async def test_proxy_of_the_environment_is_asked_for_slack_itself(serving, monkeypatch):
    from bot.slack.app import client_for, session  # noqa: PLC0415 - with the guard on

    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    async with session() as shared:
        assert client_for(TOKEN, "https://slack.com/api/", shared).proxy == PROXY


async def test_tokens_of_the_environment_are_not_used_unasked(serving, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-of-somebody-else")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "of-somebody-else")
    async with serving() as workspace:
        await workspace.write("hotel")
        assert {each.token for each in workspace.slack.calls} == {TOKEN}


async def test_one_auth_test_serves_every_event(serving):
    async with serving() as workspace:
        await use_everything(workspace)
        assert len(workspace.slack.called("auth.test")) == 1
