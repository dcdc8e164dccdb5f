"""The manifest asks Slack for what the code uses, and for nothing else."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

from bot.commands import command_words
from bot.wording import Wording

ROOT = Path(__file__).parents[2]
MANIFEST = yaml.safe_load((ROOT / "config" / "slack_manifest.yaml").read_text(encoding="utf-8"))
SOURCES = sorted((ROOT / "bot" / "slack").glob("*.py"))

#: The scope that each event asks for; None: no scope. From https://docs.slack.dev/reference/events.
EVENTS = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}
#: The scope that each method asks for; None: no scope, or an app-level token's. From https://docs.slack.dev/reference/methods.
METHODS = {
    "apps.connections.open": None,
    "assistant.threads.setStatus": "chat:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "auth.test": None,
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "im:history",
    "conversations.list": "im:read",  # of direct messages alone
    "conversations.open": "im:write",
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "files.info": "files:read",
    "usergroups.users.list": "usergroups:read",
    "users.info": "users:read",
    "users.lookupByEmail": "users:read.email",
    "views.open": None,
    "views.publish": None,
    "views.update": None,
}
#: All that the project may ever ask for; people were told so.
ALLOWED = {
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "im:history",
    "im:read",
    "im:write",
    "usergroups:read",
    "users:read",
    "users:read.email",
}


def nodes() -> Iterator[ast.AST]:
    for path in SOURCES:
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def methods_called() -> set[str]:
    """Return the Web API methods that the source calls, by Slack's names: through the client, or by a bare request."""
    calls = [node for node in nodes() if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    asked = [call.args[0] for call in calls if call.func.attr in {"read", "write"} and call.args]
    bare = {each.value for each in asked if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    names = {node.attr for node in nodes() if isinstance(node, ast.Attribute)}
    functions = (getattr(AsyncWebClient, name, None) for name in names)
    found = (
        re.search(r'self\.api_call\("([\w.]+)"', inspect.getsource(each))
        for each in functions
        if inspect.isfunction(each)
    )
    return bare | {match[1] for match in found if match}


def reads_files() -> bool:
    """Tell whether the source fetches what people send: no method does that, and it has a scope of its own."""
    return any(isinstance(node, ast.Constant) and node.value == "url_private" for node in nodes())


def registered(kind: str) -> set[str]:
    """Return what the source listens for with `app.event("...")` or `app.command("...")`."""
    calls = (node for node in nodes() if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    asked = (call.args[0] for call in calls if call.func.attr == kind and call.args)
    return {each.value for each in asked if isinstance(each, ast.Constant)}


SUBSCRIBED = set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])
SCOPES = MANIFEST["oauth_config"]["scopes"]


def test_scope_of_every_method_is_known():
    assert methods_called() == METHODS.keys()


def test_scope_of_every_event_is_known():
    assert EVENTS.keys() == SUBSCRIBED


def test_scopes_are_those_that_events_methods_files_and_commands_ask_for():
    assert reads_files()
    assert set(SCOPES["bot"]) == ({*EVENTS.values(), *METHODS.values()} - {None}) | {"commands", "files:read"}


def test_scopes_are_among_those_that_people_were_told_of():
    assert set(SCOPES["bot"]) <= ALLOWED
    assert SCOPES.keys() == {"bot"}


def test_every_subscribed_event_has_a_listener_and_every_listener_its_events():
    assert {each.partition(".")[0] for each in SUBSCRIBED} == registered("event")


def test_every_command_has_a_listener_and_every_listener_its_command():
    assert {each["command"] for each in MANIFEST["features"]["slash_commands"]} == registered("command")


def test_hints_name_the_words_that_the_commands_have():
    hints = {
        each["command"]: each["usage_hint"].strip("[]").split(" | ") for each in MANIFEST["features"]["slash_commands"]
    }
    wording = Wording()
    words = {name: [each.word for each in command_words(name, wording) if "en" in each.description] for name in hints}
    assert hints["/seminar"] == ["question", *words["/seminar"]]
    assert set(hints["/seminar-admin"]) <= set(words["/seminar-admin"])


def test_people_can_write_in_the_messages_tab():
    tabs = MANIFEST["features"]["app_home"]
    assert (tabs["messages_tab_enabled"], tabs["messages_tab_read_only_enabled"]) == (True, False)
    assert MANIFEST["features"]["agent_view"]["agent_description"]
    assert "assistant_view" not in MANIFEST["features"]


def test_home_tab_is_there_for_the_homes_that_are_published():
    assert MANIFEST["features"]["app_home"]["home_tab_enabled"] is True
    assert "views.publish" in methods_called()
    assert "app_home_opened" in SUBSCRIBED


def test_buttons_reach_the_bot():
    assert MANIFEST["settings"]["interactivity"]["is_enabled"] is True


def test_it_works_without_a_public_address():
    assert MANIFEST["settings"]["socket_mode_enabled"] is True


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        pytest.param(MANIFEST["display_information"]["name"], 35, id="name"),
        pytest.param(MANIFEST["display_information"]["description"], 140, id="description"),
        pytest.param(MANIFEST["features"]["bot_user"]["display_name"], 80, id="bot"),
        pytest.param(MANIFEST["features"]["agent_view"]["agent_description"], 300, id="agent"),
        *(
            pytest.param(each["description"], 2000, id=each["command"])
            for each in MANIFEST["features"]["slash_commands"]
        ),
        *(
            pytest.param(each["command"], 32, id=f"{each['command']} itself")
            for each in MANIFEST["features"]["slash_commands"]
        ),
    ],
)
def test_texts_are_within_slack_s_limits(text, limit):
    assert 0 < len(text) <= limit


def test_each_thing_stands_once():
    for many in (SCOPES["bot"], MANIFEST["settings"]["event_subscriptions"]["bot_events"]):
        assert many == sorted(set(many))
