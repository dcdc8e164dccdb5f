"""A local workspace on a port of its own, with a tiny real Bolt app behind it."""

import asyncio
import socket
from collections.abc import Callable, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
import orjson
import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.local.workspace import Command, LocalWorkspace

SECRET = "made-up-secret"
TOKEN = "xoxb-made-up"
COMMANDS = (
    Command(name="/seminar", hint="<question> | help", description={"fr": "Demander", "en": "Ask"}),
    Command(name="/slow", hint="", description={"fr": "Rien", "en": "Nothing"}),
    Command(name="/quick", hint="", description={"fr": "Vite", "en": "At once"}),
)
PATIENCE_S = 30


class TinyBot:
    """Hears everything, answers mentions in a thread and direct messages with an echo, replaces what is pressed."""

    def __init__(self, base_url: str, secret: str) -> None:
        self.heard: asyncio.Queue[Delivered] = asyncio.Queue()
        self.released = asyncio.Event()
        #: What /quick says while it acknowledges.
        self.acknowledgement: dict[str, Any] | str = ""
        client = AsyncWebClient(token=TOKEN, base_url=f"{base_url}/api/")
        self.app = AsyncApp(client=client, signing_secret=secret)
        self.app.event("app_mention")(self.on_mention)
        self.app.event("app_home_opened")(self.on_home)
        self.app.event("message")(self.on_message)
        self.app.command("/seminar")(self.on_command)
        self.app.command("/slow")(self.on_slow)
        self.app.command("/quick")(self.on_quick)
        self.app.action("again")(self.on_again)

    async def on_mention(self, event, say):
        await say(text=f"heard {event['text']}", blocks=ANSWER, thread_ts=event.get("thread_ts", event["ts"]))

    async def on_home(self, event, client):
        prompts = [{"title": "Help", "message": "help"}]
        await client.assistant_threads_setSuggestedPrompts(channel_id=event["channel"], title="Try", prompts=prompts)

    async def on_message(self, event, say, client):
        if event["channel_type"] == "im" and "subtype" not in event:
            place = {"channel_id": event["channel"], "thread_ts": event["ts"]}
            await client.assistant_threads_setStatus(**place, status="is looking that up...")
            await say(text=f"echo {event['text']}", blocks=ANSWER)

    async def on_command(self, ack, command, respond):
        await ack()
        await respond(text=f"only for you: {command['text']}", blocks=ANSWER)

    async def on_slow(self, ack):
        await self.released.wait()
        await ack()

    async def on_quick(self, ack):
        await ack(self.acknowledgement)

    async def on_again(self, ack, respond):
        await ack()
        await respond(text="replaced", replace_original=True)

    async def handle(self, request: web.Request) -> web.Response:
        answer = await to_aiohttp_response(await self.app.async_dispatch(await to_bolt_request(request)))
        self.heard.put_nowait(Delivered(orjson.loads(await body_of(request)), request.headers, answer.status))
        return answer


@dataclass(frozen=True, slots=True)
class Delivered:
    """One request that reached the bot, and how Bolt answered it."""

    body: dict[str, Any]
    headers: Mapping[str, str]
    status: int

    @property
    def event(self) -> dict[str, Any]:
        return self.body.get("event", {})


async def body_of(request: web.Request) -> bytes:
    """Return the JSON of an event or an interaction; a command's form as JSON."""
    if request.content_type == "application/json":
        return await request.read()
    form = dict(await request.post())
    return form["payload"] if "payload" in form else orjson.dumps(form)


ANSWER = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*An answer*"}},
    {
        "type": "actions",
        "block_id": "choices",
        "elements": [
            {"type": "button", "action_id": "again", "value": "v1", "text": {"type": "plain_text", "text": "Again"}}
        ],
    },
]


class HandClock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 1_353_056_400.0

    def __call__(self) -> float:
        return self.seconds

    def advance(self, **duration: float) -> None:
        self.seconds += timedelta(**duration).total_seconds()


@dataclass(kw_only=True)
class Running:
    """What a test can do with the workspace, and what it sees there."""

    workspace: LocalWorkspace
    bot: TinyBot
    url: str
    session: aiohttp.ClientSession
    clock: HandClock
    runner: web.AppRunner

    async def heard(self, condition: Callable[["Delivered"], bool] = lambda _: True) -> "Delivered":
        """Return the next request at the bot that fulfils a condition; those before it are let go."""
        async with asyncio.timeout(PATIENCE_S):
            while not condition(delivered := await self.bot.heard.get()):
                pass
            return delivered

    @contextmanager
    def eyes_of(self, user_id: str):
        """Give a function that waits for a change that a person sees, of those that happen from now on."""
        with self.workspace.watching(user_id) as changes:

            async def sees(condition: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
                async with asyncio.timeout(PATIENCE_S):
                    while not condition(change := await changes.get()):
                        pass
                    return change

            yield sees

    @staticmethod
    def says(text: str) -> Callable[[dict[str, Any]], bool]:
        """Return the condition that a change is a message with a text."""
        return lambda change: change["type"] == "message" and change["message"].text == text

    @staticmethod
    def notice(code: str) -> Callable[[dict[str, Any]], bool]:
        """Return the condition that a change is something that the workspace itself says."""
        return lambda change: change["type"] == "message" and getattr(change["message"].notice, "code", "") == code

    async def call(self, method: str, token: str = TOKEN, **arguments: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"}
        async with self.session.post(f"{self.url}/api/{method}", json=arguments, headers=headers) as answer:
            return await answer.json()

    async def act(self, what: str, **body: Any) -> tuple[int, dict[str, Any]]:
        """Do what the page does."""
        headers = {"X-Suivi-Token": self.workspace.page_token, "Origin": self.url}
        async with self.session.post(f"{self.url}/local/{what}", json=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def events(self, user_id: str):
        """Yield what the page of a person is told: (event, data)."""
        async with self.session.get(f"{self.url}/local/events", params={"user": user_id}) as stream:
            name = ""
            async for line in stream.content:
                if line.startswith(b"event: "):
                    name = line[7:].strip().decode()
                elif line.startswith(b"data: "):
                    yield name, orjson.loads(line[6:])


@asynccontextmanager
async def running(*, bots_secret: str = SECRET, timeout_s: float = 5.0, port: int = 0):
    """Serve a workspace and its bot on a free port of this machine, or on one given."""
    listening = socket.create_server(("127.0.0.1", port))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    bot, app, clock = TinyBot(url, bots_secret), web.Application(), HandClock()
    workspace = LocalWorkspace(
        signing_secret=SECRET,
        bot_token=TOKEN,
        commands=COMMANDS,
        now=clock,
        real=clock,
        timeout_s=timeout_s,
        retry_after_s=(0, 0),
    )
    app.router.add_post("/slack/events", bot.handle)
    workspace.add_to(app, base_url=url)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    async with aiohttp.ClientSession() as session:
        yield Running(workspace=workspace, bot=bot, url=url, session=session, clock=clock, runner=runner)
        bot.released.set()
        await workspace.settled()
    await runner.cleanup()


@pytest.fixture
async def local():
    async with running() as it:
        yield it


@pytest.fixture
def serve():
    """Serve a workspace whose bot has another secret, or less time, or that begins on a port again."""
    return running
