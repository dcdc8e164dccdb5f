"""The doors of the local workspace: the page, what it asks for, and the Web API. Nobody else comes in.

The workspace listens on this machine only, but a browser also runs other people's pages. So every request must name
this machine as its host, and what changes anything must come from our own page: the right origin, and the token that
the page was given.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson
from aiohttp import web

from bot.local.limits import Payload, SlackError
from bot.local.model import CHANNELS, EVERYBODY, PEOPLE, Message
from bot.local.web_api import WebApi, refusal
from bot.local.workspace import LocalWorkspace

PAGE = Path(__file__).with_name("page")
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
TOKEN_HEADER = "X-Suivi-Token"  # noqa: S105 - the header's name
BODY_LIMIT = 1024 * 1024
#: Slack takes a thousand times as much.
FILE_LIMIT = 32 * BODY_LIMIT
#: Between two signs of life on a quiet stream, so that nothing between takes it for dead.
ALIVE_S = 15.0

#: Nothing from elsewhere, no inline script, no string turned into mark-up, no frame around it.
POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
SAFE = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_routes(app: web.Application, workspace: LocalWorkspace, *, base_url: str) -> None:
    """Add everything that the workspace serves, and what guards it, to an application not yet started."""
    doors = Doors(workspace, WebApi(workspace), frozenset(hosts(base_url)))
    app.middlewares.append(doors.guard)
    app.on_response_prepare.append(add_safe_headers)
    app.cleanup_ctx.append(doors.running)
    app.on_shutdown.append(doors.end_streams)
    app.router.add_get("/", doors.page)
    app.router.add_get(r"/page/{name:[a-z0-9_]+\.(?:js|css|svg)}", doors.part)
    app.router.add_get("/local/events", doors.events)
    app.router.add_get("/local/calls", doors.calls)
    app.router.add_post("/local/{what:message|edit|press|open|submit|dismiss|clock}", doors.act)
    app.router.add_route("*", "/api/{method}", doors.api)
    app.router.add_post("/response/{id}", doors.response)
    app.router.add_post("/upload/{id}", doors.upload)
    app.router.add_get("/local/files/{id}", doors.file)


def hosts(base_url: str) -> list[str]:
    """Return the names of this machine, as a browser writes them in ``Host`` for the port of ``base_url``."""
    port = urlsplit(base_url).port
    names = ("127.0.0.1", "localhost", "[::1]")
    return [f"{name}:{port}" for name in names] if port else list(names)


@dataclass(frozen=True, slots=True)
class Doors:
    """The handlers, over one workspace."""

    workspace: LocalWorkspace
    web_api: WebApi
    hosts: frozenset[str]

    async def running(self, _app: web.Application) -> AsyncIterator[None]:
        self.workspace.open()
        yield
        await self.workspace.close()

    async def end_streams(self, _app: web.Application) -> None:
        # A browser never ends its stream, and the server would wait a minute for it.
        self.workspace.end_watching()

    @property
    def guard(self) -> Any:
        """The middleware that turns away what is not ours."""

        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            refused = self._refused(request)
            return said_no(*refused) if refused else await handler(request)

        return guarded

    def _refused(self, request: web.Request) -> tuple[int, str] | None:
        if request.host not in self.hosts:
            return 403, "host_refused"
        if (request.content_length or 0) > (FILE_LIMIT if request.path.startswith("/upload/") else BODY_LIMIT):
            return 413, "too_large"
        if not request.path.startswith("/local/"):
            return None
        if request.headers.get("Origin", f"http://{request.host}") not in {f"http://{each}" for each in self.hosts}:
            return 403, "origin_refused"
        if request.method != "GET" and not self._has_token(request):
            return 403, "token_refused"
        return None

    def _has_token(self, request: web.Request) -> bool:
        given = request.headers.get(TOKEN_HEADER, "")
        return secrets.compare_digest(given.encode(), self.workspace.page_token.encode())

    async def page(self, _request: web.Request) -> web.Response:
        page = (PAGE / "index.html").read_text(encoding="utf-8")
        return web.Response(text=page.replace("{{token}}", self.workspace.page_token), content_type="text/html")

    async def part(self, request: web.Request) -> web.Response:
        path = PAGE / request.match_info["name"]
        if not path.is_file():
            raise web.HTTPNotFound
        return web.Response(body=path.read_bytes(), content_type=KINDS[path.suffix], charset="utf-8")

    async def act(self, request: web.Request) -> web.Response:
        """Do what a person does on the page; what cannot be done is answered with Slack's word for it."""
        try:
            asked = await json_body(request)
            self._do(request.match_info["what"], asked)
        except SlackError as error:
            return as_json(refusal(error), status=400)
        return as_json({"ok": True})

    def _do(self, what: str, asked: Payload) -> None:
        if what == "clock":
            self.workspace.move_clock(words(asked, "how"))
            return
        user = words(asked, "user")
        if what in {"submit", "dismiss"}:
            self._fill_in(what, user, words(asked, "view"), asked.get("values"))
            return
        if what == "press" and "view" in asked:
            button = {name: words(asked, name) for name in ("block_id", "action_id")}
            self.workspace.press_in_view(user, words(asked, "view"), **button, choice=words(asked, "choice", ""))
            return
        channel = words(asked, "channel")
        match what:
            case "message":
                self.workspace.say(user, channel, words(asked, "text"), words(asked, "thread_ts", "") or None)
            case "edit":
                self.workspace.edit(user, channel, words(asked, "ts"), words(asked, "text"))
            case "press":
                button = {name: words(asked, name) for name in ("block_id", "action_id")}
                self.workspace.press(user, channel, words(asked, "ts"), **button, choice=words(asked, "choice", ""))
            case _:
                self.workspace.enter(user, channel, "home" if asked.get("tab") == "home" else "messages")

    def _fill_in(self, what: str, user: str, view: str, values: Any) -> None:
        if what == "dismiss":
            self.workspace.dismiss(user, view)
        else:
            self.workspace.submit(user, view, values if isinstance(values, dict) else {})

    async def calls(self, request: web.Request) -> web.StreamResponse:
        """Stream what the bot called, oldest first, and what it calls."""
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        with self.workspace.following_calls() as calls, suppress(ConnectionError):
            while (written := await next_written(calls)) is not None:
                await stream.write(written)
        return stream

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream what a person sees: everything at first, then each change. Somebody unknown is the first person."""
        asked = request.query.get("user")
        user_id = next((each.id for each in PEOPLE if each.id == asked), PEOPLE[0].id)
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        with self.workspace.watching(user_id) as changes, suppress(ConnectionError):
            await stream.write(sse("snapshot", self._snapshot(user_id)))
            while (written := await next_written(changes, user_id)) is not None:
                await stream.write(written)
        return stream

    def _snapshot(self, user_id: str) -> Payload:
        mine = [each for each in CHANNELS.values() if user_id in each.members]
        ids = {each.id for each in mine}
        return {
            # Another run has another token; the page takes it, so that it goes on after a restart.
            "token": self.workspace.page_token,
            "you": user_id,
            "people": list(EVERYBODY.values()),
            "channels": [
                {"id": each.id, "name": each.name, "is_direct": each.is_direct, "is_private": each.is_private}
                for each in mine
            ],
            "commands": list(self.workspace.commands.values()),
            "clock": self.workspace.clock(),
            "view": self.workspace.view_of(user_id),
            "home": self.workspace.homes.get(user_id),
            "messages": [shown(each, user_id) for each in self.workspace.seen_by(user_id)],
            "statuses": [
                {"channel": channel, "thread_ts": thread_ts, "status": status}
                for (channel, thread_ts), status in self.workspace.statuses.items()
                if channel in ids
            ],
            "prompts": [
                {"channel": each, **self.workspace.prompts[each]} for each in ids & self.workspace.prompts.keys()
            ],
        }

    async def api(self, request: web.Request) -> web.Response:
        """Answer a Web API call; Slack answers its own errors with status 200."""
        try:
            arguments = await given(request)
        except SlackError as error:
            return as_json(refusal(error))
        _, _, bearer = request.headers.get("Authorization", "").partition("Bearer ")
        token = bearer or str(arguments.get("token", ""))
        return as_json(self.web_api.call(request.match_info["method"], arguments, token))

    async def response(self, request: web.Request) -> web.Response:
        try:
            answer = await json_body(request)
            self.workspace.respond(request.match_info["id"], answer)
            self.workspace.note_call("response_url", answer, {"ok": True})
        except SlackError as error:
            self.workspace.note_call("response_url", {}, refusal(error))
            return as_json(refusal(error), status=404 if error.code.endswith("_url") else 400)
        return as_json({"ok": True})

    async def upload(self, request: web.Request) -> web.Response:
        """Take the bytes of a file that the bot has announced."""
        data = b""
        async for part in request.content.iter_chunked(2**16):
            data += part
            if len(data) > FILE_LIMIT:
                return said_no(413, "too_large")
        try:
            self.workspace.take_file(request.match_info["id"], data)
        except SlackError as error:
            return as_json(refusal(error), status=400)
        return web.Response(text=f"OK - {len(data)}")

    async def file(self, request: web.Request) -> web.Response:
        """Return a file that the page shows or saves; its id is its key, and only who was sent it has it."""
        try:
            file = self.workspace.file(request.match_info["id"])
        except SlackError:
            raise web.HTTPNotFound from None
        headers = {} if file.is_picture else {"Content-Disposition": "attachment"}  # the page says by which name
        kind = "image/png" if file.is_picture else "application/octet-stream"
        return web.Response(body=file.data, content_type=kind, headers=headers)


async def next_written(changes: "asyncio.Queue[Payload | None]", user_id: str = "") -> bytes | None:
    """Return the next thing to write to a stream: a change, a sign of life, or None where it ends."""
    try:
        async with asyncio.timeout(ALIVE_S):
            change = await changes.get()
    except TimeoutError:
        return b": still here\n\n"
    if change is None:
        return None
    if isinstance(message := change.get("message"), Message):
        change = {**change, "message": shown(message, user_id)}
    return sse("change", change)


def sse(name: str, data: Payload) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + orjson.dumps(data) + b"\n\n"


def shown(message: Message, user_id: str) -> Payload:
    """Return a message as the page has it."""
    return {
        "channel": message.channel,
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "private": not message.is_posted,
        "typed": message.typed if message.user == user_id else None,
        "edited": message.edited is not None and message.typed is not None,
        "notice": message.notice,
        "files": [
            {"id": each.id, "name": each.name, "title": each.title, "alt": each.alt, "picture": each.is_picture}
            for each in message.files
        ],
    }


async def given(request: web.Request) -> Mapping[str, Any]:
    """Return the arguments of a call: the query's, and those of a form or a JSON body.

    Raises:
        SlackError: the body says that it is JSON or a form, and is not.
    """
    if request.content_type == "application/json":
        return {**request.query, **await json_body(request)}
    try:
        return {**request.query, **await request.post()}
    except (ValueError, LookupError):  # an encoding that it is not in, or that nobody knows; parts without a boundary
        raise SlackError("invalid_form_data") from None


async def json_body(request: web.Request) -> Payload:
    """Return a JSON object.

    Raises:
        SlackError: the body is none.
    """
    try:
        body = orjson.loads(await request.read() or b"{}")
    except orjson.JSONDecodeError:
        raise SlackError("invalid_json") from None
    if not isinstance(body, dict):
        raise SlackError("json_not_object")
    return body


def words(asked: Payload, name: str, default: str | None = None) -> str:
    """Return a text that the page sent.

    Raises:
        SlackError: it did not, and there is no default.
    """
    value = asked.get(name, default)
    if not isinstance(value, str):
        raise SlackError("invalid_arguments", f"[ERROR] missing required field: {name}")
    return value


def as_json(data: Payload, *, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(data), status=status, content_type="application/json")


def said_no(status: int, code: str) -> web.Response:
    return as_json({"ok": False, "error": code}, status=status)


async def add_safe_headers(_request: web.Request, response: web.StreamResponse) -> None:
    for name, value in SAFE.items():
        response.headers.setdefault(name, value)
