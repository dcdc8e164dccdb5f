"""What a person in Slack can do, and what they see: the whole bot as it is served, with a Slack on this machine."""

import asyncio
import hashlib
import hmac
import io
import itertools
import json
import logging
import os
import re
import shutil
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import pytest
import structlog

from bot.application import _Service
from bot.wording import Wording
from config.logs import set_up
from config.settings import Settings
from tests.fake_slack import APP, APP_TOKEN, BEN, BOT, OLGA, PEOPLE, SECRET, SEMINAR, TEAM, TOKEN, FakeSlack, Posted
from tests.fakes import FakeClock, FaultyLedger
from tests.rehearsals import a_browser, a_page, rehearsed

KNOWLEDGE = Path(__file__).with_name("knowledge")
PATIENCE_S = 30
#: Who has been told what is kept of them; nobody else has.
TOLD = (*PEOPLE, "U0MALLORY")

# Nothing leaves this machine


class Guard:
    """Refuses every connection and every look-up of a name beyond this machine, while it is on."""

    def __init__(self) -> None:
        self.is_on = False
        self.refused: list[object] = []
        sys.addaudithook(self._watch)  # stays for as long as the process lives; hence the switch

    def _watch(self, event: str, arguments: tuple) -> None:
        if not self.is_on or event not in {"socket.connect", "socket.getaddrinfo"}:
            return
        address = arguments[1] if event == "socket.connect" else arguments[0]
        host = address[0] if isinstance(address, tuple) else address
        if isinstance(host, str) and host not in {"127.0.0.1", "localhost", "::1"} and not host.startswith("/"):
            self.refused.append(address)
            raise PermissionError(f"a test wanted to connect to {address}")


GUARD = Guard()


@pytest.fixture
def nothing_leaves_this_machine():
    GUARD.is_on, GUARD.refused = True, []
    yield
    GUARD.is_on = False
    assert GUARD.refused == []


# The log, and that nobody's words are in it


class Log:
    """Every line as production writes it at DEBUG (libraries that log what they carry stay at warnings there too)."""

    def __init__(self) -> None:
        self.stream = io.StringIO()
        #: What people have written so far.
        self.said: set[str] = set()

    @property
    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    @property
    def text(self) -> str:
        return "\n".join(str(value) for line in self.lines for value in line.values())

    def events(self, name: str) -> list[dict]:
        return [line for line in self.lines if line["event"] == name]


@pytest.fixture
def log():
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    set_up("DEBUG", as_json=True)
    log = Log()
    root.handlers[0].setStream(log.stream)
    yield log
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()
    # Short words may be anybody's: "hotel" is the id of an entry.
    assert [text for text in log.said if len(text) > len("/seminar-admin") and text in log.text] == []


# The bot


class Service(_Service):
    """The bot as it is served, with a clock that a test moves and a ledger that can go away."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.clock = FakeClock()

    async def _ledger(self):
        self.ledger = FaultyLedger(await super()._ledger())
        return self.ledger

    async def _knowledge(self, shelf=None):
        self.base = await super()._knowledge(shelf)
        return self.base


@pytest.fixture
def no_settings_from_outside(monkeypatch):
    for name in list(os.environ):
        if name.startswith(("SUIVI_", "SLACK_")):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def wording():
    return Wording()


@pytest.fixture
def sentences_read_once(monkeypatch, wording):
    """Read the bot's sentences once for all scenarios: it takes longer than all the rest of a start."""
    monkeypatch.setattr("bot.application.Wording", lambda: wording)


@pytest.fixture(scope="session")
def first_state(tmp_path_factory):
    """Return a state folder as a first start leaves it, to be copied: making one takes a while."""
    state = tmp_path_factory.mktemp("first") / "state"

    async def start_once() -> None:
        service = Service(Settings(_env_file=None, content=KNOWLEDGE, state_dir=state, port=0, digest_day="never"))
        async with service.running():
            # Those who are there know what is kept of them; `test_privacy.py` has somebody who does not.
            for each in TOLD:
                await service.ledger.tell_once(each, service.clock.now(), since=service.clock.now())

    asyncio.run(start_once())
    return state


@pytest.fixture
async def slack():
    async with FakeSlack().running() as slack:
        yield slack


@pytest.fixture
def settings(tmp_path, slack, first_state, no_settings_from_outside):
    """Return the settings of a bot over HTTP, with changes."""
    shutil.copytree(first_state, tmp_path / "state")
    shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")

    def settings(**changes) -> Settings:
        usual = {
            "slack_bot_token": TOKEN,
            "slack_signing_secret": SECRET,
            "slack_api_url": slack.api_url,
            "state_dir": tmp_path / "state",
            "content": tmp_path / "knowledge",
            "organisers": (OLGA,),
            "port": 0,
            # Far apart, so that a scenario does not hang on the measure of the day: a question in an entry's own words
            # is answered, one that is half of two entries' gets choices.
            "answer_at": 0.9,
            "offer_at": 0.3,
            # Also where the sentence encoder is installed.
            "semantic": False,
        }
        return Settings(_env_file=None, **(usual | changes))

    return settings


@pytest.fixture
def serving(slack, settings, log, sentences_read_once, nothing_leaves_this_machine):
    """Serve a bot, and give the workspace that it is in."""

    @asynccontextmanager
    async def serving(**changes):
        wanted = settings(**changes)
        service = Service(wanted)
        async with service.running() as line, aiohttp.ClientSession() as session:
            url = f"http://127.0.0.1:{re.search(r'port ([0-9]+)', line)[1]}"
            door = SocketDoor(slack) if wanted.transport == "socket" else HttpDoor(f"{url}/slack/events", session)
            yield Workspace(slack, service, door=door, url=url, session=session, log=log)

    return serving


SOCKET = {"slack_app_token": APP_TOKEN, "slack_signing_secret": None}


@pytest.fixture(params=["http", "socket"])
async def workspace(request, serving):
    """Give a workspace whose bot is reached over HTTP, then one over Socket Mode."""
    async with serving(**(SOCKET if request.param == "socket" else {})) as workspace:
        yield workspace


@pytest.fixture
async def http(serving):
    async with serving() as workspace:
        yield workspace


@pytest.fixture
async def socket_mode(serving):
    async with serving(**SOCKET) as workspace:
        yield workspace


# How Slack reaches it


def signed(body: bytes, *, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """Return the headers that prove where a body comes from."""
    timestamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


class HttpDoor:
    """Posts with a signature, as Slack does. What is returned is the answer's status."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url, self._session = url, session
        #: What came back with the last acknowledgement; None for nothing.
        self.answer: dict | None = None

    async def event(self, body: dict, *, attempt: int = 0) -> int:
        retry = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_timeout"} if attempt else {}
        return await self.post(json.dumps(body).encode(), "application/json", **retry)

    async def command(self, form: dict) -> int:
        return await self.post(urlencode(form).encode(), "application/x-www-form-urlencoded")

    async def interaction(self, body: dict) -> int:
        return await self.command({"payload": json.dumps(body)})

    async def post(self, body: bytes, content_type: str, **headers: str) -> int:
        headers = {"Content-Type": content_type, **signed(body), **headers}
        async with self._session.post(self.url, data=body, headers=headers) as answer:
            body = await answer.read()
            self.answer = json.loads(body) if answer.content_type == "application/json" else None
            return answer.status


class SocketDoor:
    """Sends envelopes over the newest connection. What is returned is 200 where the bot acknowledged, as over HTTP."""

    def __init__(self, slack: FakeSlack, *, connection: int = -1) -> None:
        self._slack, self._connection = slack, connection
        self.answer: dict | None = None

    async def event(self, body: dict, *, attempt: int = 0) -> int:
        return await self._deliver("events_api", body, attempt=attempt, reason="timeout" if attempt else "")

    async def command(self, form: dict) -> int:
        return await self._deliver("slash_commands", form)

    async def interaction(self, body: dict) -> int:
        return await self._deliver("interactive", body)

    async def _deliver(self, kind: str, payload: dict, **attempt) -> int:
        await self._slack.until(lambda slack: slack.connections)
        self.answer = await self._slack.connections[self._connection].deliver(kind, payload, **attempt)
        return 200


class Workspace:
    """What people do, and what they see of it once the bot has done with it."""

    def __init__(self, slack: FakeSlack, service: Service, *, door, url: str, session, log: Log) -> None:
        self.slack, self.service, self.door, self.url, self.session, self.log = slack, service, door, url, session, log
        self.clock, self.ledger = service.clock, service.ledger
        self._numbers = itertools.count(1)

    async def mention(self, text: str, *, user: str = BEN, channel: str = SEMINAR, **fields) -> list[Posted]:
        """Mention the bot: Slack tells it twice, as a message and as a mention, with one ts."""
        said = f"<@{BOT}> {text}".strip()
        event = self.event_of(said, user, channel, **fields)
        message = {**event, "type": "message", "channel_type": "channel"}
        return await self.see(self.tell(message), self.tell({**event, "type": "app_mention"}), said=text)

    async def say(self, text: str, *, user: str = BEN, channel: str = SEMINAR, **fields) -> list[Posted]:
        """Write in a channel without mentioning anybody."""
        return await self.see(
            self.tell({**self.event_of(text, user, channel, **fields), "channel_type": "channel"}), said=text
        )

    async def write(self, text: str, *, user: str = BEN, **fields) -> list[Posted]:
        """Write to the bot directly."""
        event = {**self.event_of(text, user, direct(user), **fields), "channel_type": "im"}
        return await self.see(self.tell(event), said=text)

    async def edit(self, before: str, after: str, *, user: str = BEN, channel: str = SEMINAR, **fields) -> list[Posted]:
        ts = self.slack.next_ts()
        old, new = ({"type": "message", "user": user, "text": text, "ts": ts, **fields} for text in (before, after))
        changed = {"subtype": "message_changed", "message": {**new, "edited": {"user": user}}, "previous_message": old}
        event = {"type": "message", "channel": channel, "ts": self.slack.next_ts(), "hidden": True, **changed}
        event["channel_type"] = "im" if channel.startswith("D") else "channel"
        return await self.see(self.tell(event), said=after)

    async def open_tab(self, tab: str, *, user: str = BEN) -> list[Posted]:
        return await self.see(self.tell({"type": "app_home_opened", "user": user, "channel": direct(user), "tab": tab}))

    async def command(self, command: str, *, user: str = BEN, channel: str = SEMINAR) -> list[Posted]:
        """Use a slash command, as typed: "/seminar when?"."""
        name, _, text = command.partition(" ")
        return await self.see(self.door.command(self.form_of(name, text, user, channel)), said=text)

    async def press(self, posted: Posted, label: str, *, user: str = BEN) -> list[Posted]:
        """Press a button of a message, and see what is new or changed."""
        return await self.see(self.door.interaction(self.press_of(posted, posted.buttons[label], user)))

    async def see(self, *deliveries, said: str = "") -> list[Posted]:
        """Wait for deliveries and for what the bot does about them; return the messages that are new or changed."""
        self.log.said.add(said)
        before = [(each, each.text, each.blocks) for each in self.slack.posts]
        taken = await asyncio.gather(*deliveries)
        assert set(taken) <= {200}, "Slack would deliver it again"
        await self.quiet()
        return [each for each in self.slack.posts if (each, each.text, each.blocks) not in before]

    async def quiet(self) -> None:
        """Wait until the bot has nothing under way."""
        assert await self.service.side.running.ended(within_s=PATIENCE_S)

    # What Slack sends

    async def tell(self, event: dict, *, event_id: str = "", attempt: int = 0) -> int:
        """Deliver an event; each has an id of its own, unless a test says that it is the same one."""
        return await self.door.event(self.body_of(event, event_id), attempt=attempt)

    def body_of(self, event: dict, event_id: str = "") -> dict:
        event_id = event_id or f"Ev{next(self._numbers):08}"
        authorizations = [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True}]
        about = {"team_id": TEAM, "api_app_id": APP, "event_id": event_id, "authorizations": authorizations}
        return {"type": "event_callback", "event": event, "event_time": 1, **about}

    def event_of(self, text: str, user: str, channel: str, **fields) -> dict:
        about = {"user": user, "channel": channel, "ts": self.slack.next_ts(), "team": TEAM}
        return {"type": "message", "text": text, **about, **fields}

    def form_of(self, name: str, text: str, user: str, channel: str) -> dict:
        about = {"team_id": TEAM, "api_app_id": APP, "user_id": user, "channel_id": channel, "trigger_id": "1.2.3"}
        return {"command": name, "text": text, "response_url": self.slack.response_url(channel, user), **about}

    def press_of(self, posted: Posted, button: dict, user: str) -> dict:
        block = next(each for each in posted.blocks if button in each.get("elements", []))
        action = {**button, "block_id": block["block_id"], "action_ts": "1.2"}
        container = {"type": "message", "message_ts": posted.ts, "channel_id": posted.channel}
        container["is_ephemeral"] = posted.only_for is not None
        message = {"type": "message", "user": BOT, "ts": posted.ts, "text": posted.text, "blocks": posted.blocks}
        if posted.thread_ts:
            container["thread_ts"] = message["thread_ts"] = posted.thread_ts
        return {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "api_app_id": APP,
            "channel": {"id": posted.channel},
            "container": container,
            "actions": [action],
            "response_url": self.slack.response_url(posted.channel, user, posted.ts if posted.only_for else ""),
            "trigger_id": "1.2.3",
            **({} if posted.only_for else {"message": message}),
        }


def facts_of(workspace: Workspace) -> Path:
    """Return the file with the entries that scenarios ask for."""
    return workspace.service.settings.content / "varna-2031" / "entries" / "facts.yaml"


def change(file: Path, before: str, after: str) -> None:
    """Edit a file as an organiser would."""
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def direct(user: str) -> str:
    """Return the channel of somebody's direct messages with the bot."""
    return f"D{user[1:]}"


# In the browser


@pytest.fixture
async def bot(tmp_path):
    """The real process, in which Ana is about to be reminded."""
    async with rehearsed(tmp_path) as bot:
        yield bot


@pytest.fixture
async def page(bot):
    """Its page, which complains about nothing."""
    async with a_browser() as browser, a_page(browser, bot.url) as page:
        yield page
        assert [each for each in page.complaints if "ERR_" not in each] == []  # of a server that a test stops
