"""Calls of Slack are counted by method, and what is no method is not taken for one."""

import pytest
from yarl import URL

from bot.metering import Meter
from bot.slack.app import client_for, session
from bot.slack.counting import counted, method_of
from tests.fake_slack import TOKEN, FakeSlack

BASE = URL("https://slack.com/api/")


@pytest.mark.parametrize(
    ("url", "method"),
    [
        ("https://slack.com/api/chat.postMessage", "chat.postMessage"),
        ("https://slack.com/api/assistant.threads.setStatus", "assistant.threads.setStatus"),
        ("https://slack.com/api/users.info?user=U0ANA", "users.info"),
        ("https://hooks.slack.com/commands/T0/1/secret", "other"),
        ("https://files.slack.com/upload/v1/CwABAAAA", "other"),
        ("https://elsewhere.example/api/chat.postMessage", "other"),
        ("https://slack.com/api/U0ANA", "other"),
        ("https://slack.com/chat.postMessage", "other"),
    ],
)
def test_method_is_what_stands_below_the_address_of_the_api(url, method):
    assert method_of(URL(url), BASE) == method


async def test_each_request_counts_its_repetitions_and_those_without_an_answer_too():
    meter = Meter()
    async with FakeSlack().running() as slack:
        slack.limit("users.info", retry_after_s=0)
        async with session(counted(meter, slack.api_url)) as shared:
            client = client_for(TOKEN, slack.api_url, shared)
            await client.auth_test()
            await client.users_info(user="U0ANA")
    assert meter.calls == {("auth.test", 200): 1, ("users.info", 429): 1, ("users.info", 200): 1}
    async with session(counted(meter, slack.api_url)) as shared:
        with pytest.raises(OSError, match="connect"):
            await client_for(TOKEN, slack.api_url, shared).auth_test()
    assert meter.calls["auth.test", None] == 1
