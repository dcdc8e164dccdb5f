"""The real process: how it starts, what it says when it cannot, and how it ends."""

import asyncio
import os
import re
import shutil
import signal
import socket
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import orjson
import pytest

from bot.application import StartError, _Service, told
from bot.slack.app import SlackUnreachableError
from config.settings import Settings
from knowledge.problems import KnowledgeError
from tests.fake_slack import APP_TOKEN, BEN, BOT, SECRET, SEMINAR, TEAM, TOKEN, FakeSlack
from tests.scenarios.conftest import KNOWLEDGE, HttpDoor

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60
GRACE_S = 10


class Process:
    """A bot started from the command line."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid

    async def line(self) -> str:
        """Return what it says once it serves."""
        async with asyncio.timeout(PATIENCE_S):
            return (await self._process.stdout.readline()).decode()

    async def url(self) -> str:
        found = re.search(r"(?:127\.0\.0\.1:|port )([0-9]+)", await self.line())
        assert found, (await self._process.communicate())[1].decode()
        return f"http://127.0.0.1:{found[1]}"

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    async def ended(self, *, within_s: float = PATIENCE_S) -> tuple[int, str]:
        """Wait for its end; return the exit code and what it wrote to standard error."""
        async with asyncio.timeout(within_s):
            _, errors = await self._process.communicate()
        return self._process.returncode, errors.decode()

    async def kill(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
            await self._process.communicate()


@pytest.fixture
def start(tmp_path):
    """Start `run_bot.py serve` with settings of a test, and nothing of the environment's."""

    @asynccontextmanager
    async def start(*arguments: str, **settings: str):
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("SUIVI_", "SLACK_"))}
        usual = {"SUIVI_CONTENT": str(KNOWLEDGE), "SUIVI_STATE_DIR": str(tmp_path / "state")}
        process = Process(
            await asyncio.create_subprocess_exec(
                *(sys.executable, "run_bot.py", "serve", *(arguments or ("--port", "0"))),
                cwd=ROOT,
                env={**outside, **usual, **settings},
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
        )
        try:
            yield process
        finally:
            await process.kill()

    return start


def over_http(slack) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": slack.api_url}


def over_socket_mode(slack) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_API_URL": slack.api_url}


MENTION = {
    "type": "event_callback",
    "event_id": "Ev1",
    "team_id": "T0VARNA",
    "event": {
        "type": "app_mention",
        "user": BEN,
        "channel": SEMINAR,
        "ts": "1790000001.000001",
        "text": f"<@{BOT}> hotel",
    },
}


# The local workspace


async def test_local_workspace_answers_and_keeps_its_place_to_itself(start, tmp_path):
    began = time.monotonic()
    async with start() as bot, aiohttp.ClientSession() as session:
        url = await bot.url()
        starting_s = time.monotonic() - began  # the machine may be busy
        assert "12 and 13 May 2031" in await asked_on_the_page(session, url, "When does the seminar take place?")
        assert "12 et 13 mai 2031" in await asked_on_the_page(session, url, "Quand a lieu le séminaire ?")

        port = url.rpartition(":")[2]
        began = time.monotonic()
        async with (
            start("--port", port, SUIVI_STATE_DIR=str(tmp_path / "other")) as same_port,
            start() as same_state,
        ):
            for second, words in (
                (same_port, f"Port {port} on 127.0.0.1 is in use by another program; choose another with --port"),
                (same_state, f"{tmp_path}/state is already served by process {bot.pid}; stop it first, or set another"),
            ):
                code, errors = await second.ended()
                assert (code, words in errors, "Traceback" in errors) == (2, True, False)
        assert time.monotonic() - began < 2 + 2 * starting_s  # at once; starting Python twice takes its time

        bot.send(signal.SIGINT)
        code, errors = await bot.ended(within_s=GRACE_S)
        assert (code, "Traceback" in errors, "séminaire" in errors) == (0, False, False)


async def test_second_bot_on_a_shared_sqlite_ledger_is_refused_and_changes_nothing(start, tmp_path):
    ledger, link = tmp_path / "a" / "shared.db", tmp_path / "b"
    link.symlink_to(tmp_path / "a")
    async with start(SUIVI_LEDGER_URL=f"sqlite:///{ledger}") as bot:
        await bot.url()
        await asyncio.sleep(0.5)  # what a start writes is written
        before = {each.name: (each.stat().st_mtime_ns, each.read_bytes()) for each in ledger.parent.iterdir()}
        elsewhere = {"SUIVI_STATE_DIR": str(tmp_path / "other"), "SUIVI_LEDGER_URL": f"sqlite:///{link}/shared.db"}
        async with start(**elsewhere) as second:
            code, errors = await second.ended()
        assert (code, "Traceback" in errors) == (2, False)
        assert f"{ledger} is already served by process {bot.pid}; stop it first, or set another SUIVI_LEDGER" in errors
        assert {each.name: (each.stat().st_mtime_ns, each.read_bytes()) for each in ledger.parent.iterdir()} == before
        assert [each.name for each in (tmp_path / "other").iterdir()] == ["lock"]


async def asked_on_the_page(session, url: str, question: str) -> str:
    """Ask as the page does, and return the answer that it would show."""
    async with session.get(url) as answer:
        token = re.search(r'content="([\w-]{20,})"', await answer.text())[1]
    async with session.get(f"{url}/local/events", params={"user": "U0ANA"}) as stream:
        await anext(changes(stream))  # the snapshot: the stream has begun
        body = {"user": "U0ANA", "channel": "C0SEMINAR", "text": f"@suivi {question}"}
        async with session.post(f"{url}/local/message", json=body, headers={"X-Suivi-Token": token}) as taken:
            assert taken.status == 200
        async with asyncio.timeout(PATIENCE_S):
            async for change in changes(stream):
                said = change["message"] if change.get("type") == "message" else {"user": None}
                if said["user"] == "U0SUIVI" and not said["private"]:  # beside it: what is kept of a newcomer
                    return said["text"]
    raise AssertionError("the stream ended")


async def changes(stream):
    async for line in stream.content:
        if line.startswith(b"data: "):
            yield orjson.loads(line[6:])


# What a start loads

#: Each loads slowly, and is wanted now and then: to migrate, read files, draw, plan around days off, be watched.
SLOW = ("alembic", "yaml", "rich", "holidays", "matplotlib", "prometheus_client")
#: Serves until it is ready, tells what it has loaded by then, and ends.
LOADED = """
import os, signal, sys
import run_bot

def serving(line):
    print(*(each for each in sys.argv[1:] if each in sys.modules))
    os.kill(os.getpid(), signal.SIGTERM)

run_bot._serving = serving
run_bot.app(["serve", "--port", "0"])
"""


@pytest.mark.parametrize(
    "tokens", [{}, {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET}], ids=["local", "http"]
)
async def test_start_from_what_is_kept_loads_nothing_that_it_does_not_need(tmp_path, first_state, slack, tokens):
    state = shutil.copytree(first_state, tmp_path / "state")
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("SUIVI_", "SLACK_"))}
    content = {"SUIVI_CONTENT": str(KNOWLEDGE), "SUIVI_STATE_DIR": str(state)}
    where = {"SLACK_API_URL": slack.api_url} if tokens else {}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", LOADED, *SLOW),
        cwd=ROOT,
        env={**outside, **content, **tokens, **where},
        stdout=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(PATIENCE_S):
        loaded, _ = await process.communicate()
    assert (process.returncode, loaded.decode().split()) == (0, [])


# The end


async def test_answer_under_way_goes_out_before_the_end(start, tmp_path):
    # Side by side: most of it is two starts.
    await asyncio.gather(
        asked_before_the_end(start, signal.SIGTERM, tmp_path / "one", is_http=True),
        asked_before_the_end(start, signal.SIGINT, tmp_path / "other", is_http=False),
    )


async def asked_before_the_end(start, number: signal.Signals, state: Path, *, is_http: bool) -> None:
    async with FakeSlack().running() as slack, aiohttp.ClientSession() as session:
        released = slack.hold("users.info")
        tokens = over_http(slack) if is_http else over_socket_mode(slack)
        async with start(SUIVI_STATE_DIR=str(state), **tokens) as bot:
            url = await bot.url()
            if is_http:
                assert await HttpDoor(f"{url}/slack/events", session).event(MENTION) == 200
            else:
                await slack.connections[0].deliver("events_api", MENTION)
            await slack.reached("users.info")
            bot.send(number)
            await no_longer_taken(session, url, slack, is_http=is_http)
            assert slack.posts == []
            released.set()
            code, errors = await bot.ended(within_s=GRACE_S)
        assert (code, "Traceback" in errors) == (0, False)
        [answer] = [each for each in slack.posts if each.only_for is None]
        assert "Odessos" in answer.text


async def no_longer_taken(session, url: str, slack, *, is_http: bool) -> None:
    """Wait until the bot takes no more events; they are for the process that comes after it."""
    if not is_http:
        await slack.until(lambda slack: slack.connections[0].ws.closed)
        return
    door = HttpDoor(f"{url}/slack/events", session)
    async with asyncio.timeout(PATIENCE_S):
        while await door.event({**MENTION, "event": {"type": "something_else"}}) != 503:
            pass


async def test_end_comes_while_slack_keeps_the_start_waiting(start, slack):
    slack.hold("auth.test")
    async with start(**over_http(slack)) as bot:
        await slack.reached("auth.test")
        bot.send(signal.SIGTERM)
        code, errors = await bot.ended(within_s=GRACE_S)
    assert (code, "Traceback" in errors) == (0, False)


# What it says when it cannot start


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        pytest.param(
            {"SLACK_BOT_TOKEN": TOKEN},
            "SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it",
            id="bot token alone",
        ),
        pytest.param(
            {"SLACK_BOT_TOKEN": "xapp-secret", "SLACK_APP_TOKEN": APP_TOKEN},
            "SLACK_BOT_TOKEN: begins with xoxb-; this is a token of another kind",
            id="tokens swapped",
        ),
        pytest.param({"SUIVI_LOG_LEVEL": "LOUD"}, "SUIVI_LOG_LEVEL: Input should be 'DEBUG'", id="no such level"),
    ],
)
async def test_settings_that_will_not_do_are_told_in_words(start, settings, words):
    async with start(**settings) as bot:
        code, errors = await bot.ended()
    assert (code, words in errors, "Traceback" in errors) == (2, True, False)
    assert "Value error" not in errors
    assert "secret" not in errors


async def words_of_a_failed_start(settings: Settings) -> list[str]:
    """Start in this process, and return what would be told."""
    with pytest.raises((StartError, SlackUnreachableError, KnowledgeError)) as raised:
        async with _Service(settings).running():
            pass
    return told(raised.value)


@pytest.fixture
def settings_of(tmp_path, no_settings_from_outside, nothing_leaves_this_machine):
    usual = {"content": KNOWLEDGE, "state_dir": tmp_path / "state", "port": 0}
    return lambda **changes: Settings(_env_file=None, **(usual | changes))


async def test_slack_that_cannot_be_reached_is_told_in_words(settings_of):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}/api/"
    tokens = {"slack_bot_token": TOKEN, "slack_signing_secret": SECRET}
    [words] = await words_of_a_failed_start(settings_of(slack_api_url=nobody, **tokens))
    assert words.startswith(f"Slack could not be reached at {nobody}: Connection refused; check the network")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        pytest.param(
            lambda slack: slack.refuse("auth.test", "invalid_auth"), "Slack refused SLACK_BOT_TOKEN: ", id="token"
        ),
        pytest.param(lambda slack: slack.refuse("auth.test", "fatal_error"), "/: fatal_error; ", id="error"),
        pytest.param(lambda slack: slack.fail("auth.test", status=502), "/: status 502; ", id="gateway"),
        pytest.param(lambda slack: slack.break_off("auth.test"), "/: ServerDisconnectedError; ", id="broken off"),
    ],
)
async def test_slack_that_does_not_say_who_we_are_is_told_in_words(settings_of, slack, fault, words):
    fault(slack)
    tokens = {"slack_bot_token": TOKEN, "slack_signing_secret": SECRET}
    [said] = await words_of_a_failed_start(settings_of(slack_api_url=slack.api_url, **tokens))
    assert words in said
    assert TOKEN not in said


async def test_ledger_of_another_workspace_is_told_with_the_remedy_and_left_alone(settings_of, slack):
    tokens = {"slack_bot_token": TOKEN, "slack_signing_secret": SECRET, "slack_api_url": slack.api_url}
    async with _Service(settings_of(**tokens)).running():
        pass
    slack.team = "T0OTHER"
    [words] = await words_of_a_failed_start(settings_of(**tokens))
    assert f"belongs to the Slack workspace {TEAM}, and SLACK_BOT_TOKEN to T0OTHER; use a token of {TEAM}" in words
    assert "SUIVI_LEDGER_URL" in words
    slack.team = TEAM
    async with _Service(settings_of(**tokens)).running():
        pass


async def test_local_workspace_is_not_opened_to_others(settings_of):
    [words] = await words_of_a_failed_start(settings_of(host="192.0.2.1"))
    assert "serves this machine only, not 192.0.2.1" in words


async def test_address_that_is_not_this_machine_s_is_told_in_words(settings_of, slack):
    tokens = {"slack_bot_token": TOKEN, "slack_signing_secret": SECRET, "slack_api_url": slack.api_url}
    [words] = await words_of_a_failed_start(settings_of(host="192.0.2.1", **tokens))
    assert words.startswith("Cannot listen on 192.0.2.1, port 0: ")
    assert words.endswith("choose others with --port and SUIVI_HOST")


async def test_knowledge_that_needs_mending_is_told_with_its_place(settings_of, tmp_path):
    (tmp_path / "content" / "spring-2032").mkdir(parents=True)
    (tmp_path / "content" / "spring-2032" / "seminar.yaml").write_text("id: Spring 2032\n")
    words = await words_of_a_failed_start(settings_of(content=tmp_path / "content"))
    assert words[0].endswith("in the knowledge need mending:")
    assert any(
        each.startswith('- spring-2032/seminar.yaml, line 1, column 5: id: "Spring 2032" is not') for each in words
    )
    assert any('"contact" is missing' in each for each in words)
