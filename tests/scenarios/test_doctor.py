"""`doctor`, before a Slack that can be difficult, beside a bot that runs or does not."""

import json
import socket

import pytest
import yaml

from bot.application import ROOT, diagnosis
from tests.fake_slack import OLGA
from tests.scenarios.conftest import SOCKET, change

MANIFEST = yaml.safe_load((ROOT / "config" / "slack_manifest.yaml").read_text(encoding="utf-8"))
SCOPES = MANIFEST["oauth_config"]["scopes"]["bot"]
UNUSED = "U0NOBODY"


@pytest.fixture
def examined(settings, slack):
    slack.scopes = list(SCOPES)

    async def examined(**changes):
        said, code = await diagnosis(settings(port=free_port(), **changes), as_json=True)
        found = json.loads(said)
        return {each["name"]: each for each in found["checks"]}, code

    return examined


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


async def test_everything_is_looked_at_and_only_that_nothing_runs_is_to_be_seen_to(examined):
    found, code = await examined(**SOCKET)
    health = {name: each["health"] for name, each in found.items()}
    assert health.pop("reach") == "care"
    assert set(health) == {
        "tokens",
        "scopes",
        "events",
        "organisers",
        "database",
        "migrations",
        "disk",
        "clock",
        "zones",
        "content",
        "checks",
    }
    assert {name for name, each in health.items() if each != "well"} <= {"disk"}  # whatever this machine has left
    assert code >= 1
    assert "message.im" in found["events"]["message"]


async def test_bot_that_runs_is_found(serving, slack):
    slack.scopes = list(SCOPES)
    async with serving() as workspace:
        port = int(workspace.url.rpartition(":")[2])
        said, _ = await diagnosis(workspace.service.settings.model_copy(update={"port": port}), as_json=False)
    assert f"ok    Reachability: the bot serves on 127.0.0.1, port {port}" in said
    assert "ok    Tokens:" in said


@pytest.mark.parametrize(
    ("arrange", "name", "said"),
    [
        (lambda slack: slack.refuse("auth.test", "token_revoked"), "tokens", "token_revoked"),
        (lambda slack: slack.refuse("apps.connections.open", "not_authed"), "tokens", "SLACK_APP_TOKEN"),
        (lambda slack: slack.scopes.remove("im:history"), "scopes", "the token lacks im:history"),
    ],
)
async def test_what_slack_refuses_is_ill_and_says_what_to_do(examined, slack, arrange, name, said):
    arrange(slack)
    found, code = await examined(**SOCKET)
    assert (found[name]["health"], code) == ("ill", 2)
    assert said in found[name]["message"]


async def test_organiser_whom_slack_does_not_know_is_named(examined):
    found, _ = await examined(organisers=(OLGA, UNUSED))
    assert found["organisers"]["health"] == "ill"
    assert UNUSED in found["organisers"]["message"]
    found, _ = await examined(organisers=())
    assert "SUIVI_ORGANISERS is empty" in found["organisers"]["message"]


async def test_content_that_needs_mending_or_waits_is_said(examined, settings):
    facts = settings().content / "varna-2031" / "entries" / "facts.yaml"
    change(facts, "lighthouse", "harbour")
    found, _ = await examined()
    assert "differs from what is in service" in found["content"]["message"]
    facts.write_text("entries: [unfinished")
    found, code = await examined()
    assert (found["content"]["health"], code) == ("ill", 2)
    assert "varna-2031/entries/facts.yaml" in found["content"]["message"]
