"""A Slack on this machine: Web API, response addresses, Socket Mode. It keeps what it is asked and can be difficult."""

import asyncio
import itertools
import json
import socket
from collections import defaultdict, deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import WSMsgType, web

from bot.local.limits import SlackError, checked_blocks, checked_text, checked_view

TOKEN, APP_TOKEN, SECRET = "xoxb-scenario", "xapp-scenario", "a-signing-secret"
TEAM, APP, BOT, BOT_ID = "T0VARNA", "A0SUIVI", "U0SUIVI", "B0SUIVI"
#: Ana speaks French, Ben English; Olga organises; Zoe says nothing of herself.
ANA, BEN, OLGA, ZOE = "U0ANA", "U0BEN", "U0OLGA", "U0ZOE"
SEMINAR, ELSEWHERE = "C0SEMINAR", "C0ELSE"
GROUP = "S0ORGANISERS"
PEOPLE = {
    ANA: {"id": ANA, "locale": "fr-FR", "tz": "Europe/Bucharest"},
    BEN: {"id": BEN, "locale": "en-GB", "tz": "Europe/London"},
    OLGA: {"id": OLGA, "locale": "en-US", "tz": "Europe/Sofia"},
    ZOE: {"id": ZOE},
}
PATIENCE_S = 30


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a Web API method, or one use of a response address (then the method is "respond")."""

    method: str
    arguments: dict[str, Any]
    token: str


@dataclass(slots=True, kw_only=True)
class Posted:
    """One message as people see it now."""

    channel: str
    ts: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    #: The one person who sees it; None where everybody in the channel does.
    only_for: str | None = None
    metadata: dict[str, Any] | None = None

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        """The buttons by their label."""
        return {
            each["text"]["text"]: each
            for block in self.blocks
            for each in block.get("elements", [])
            if each["type"] == "button"
        }

    @property
    def shown(self) -> str:
        """All words that stand in the blocks."""
        return "\n".join(_words(self.blocks))


def _words(part):
    if isinstance(part, list):
        for each in part:
            yield from _words(each)
    elif isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for name in ("text", "elements"):
            if not isinstance(part.get(name), str):
                yield from _words(part.get(name, []))


@dataclass(slots=True, kw_only=True)
class Uploaded:
    """A file that the bot has sent."""

    name: str
    length: int
    alt: str
    data: bytes = b""
    title: str = ""
    #: Where it was shared; None: nowhere yet.
    channel: str | None = None
    is_complete: bool = False


@dataclass(slots=True)
class Connection:
    """One WebSocket of Socket Mode, seen from Slack."""

    ws: web.WebSocketResponse
    acknowledged: dict[str, asyncio.Future] = field(default_factory=dict)

    async def deliver(
        self, kind: str, payload: dict[str, Any], *, attempt: int = 0, reason: str = "", patience_s=PATIENCE_S
    ):
        """Send an envelope and return what comes back with its acknowledgement; TimeoutError where none comes."""
        envelope = {
            "envelope_id": str(uuid4()),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        future = self.acknowledged[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
        await self.ws.send_json(envelope)
        async with asyncio.timeout(patience_s):
            return await future

    async def disconnect(self, reason: str) -> None:
        await self.ws.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "here"}})


class FakeSlack:
    """Takes every call that Slack would take; ``start`` it, and point SLACK_API_URL at ``api_url``."""

    def __init__(self) -> None:
        self.people = {user: dict(profile) for user, profile in PEOPLE.items()}
        self.groups = {GROUP: [OLGA]}
        self.team = TEAM
        self.calls: list[Call] = []
        #: Messages as they stand, in the order in which they were first posted.
        self.posts: list[Posted] = []
        #: The direct messages there are, by user.
        self.opened: dict[str, dict[str, Any]] = {}
        #: The forms that were opened, as they were then.
        self.views: list[dict[str, Any]] = []
        #: The homes as they stand, by person.
        self.homes: dict[str, dict[str, Any]] = {}
        self.connections: list[Connection] = []
        #: What the bot may do, as Slack says it with each answer; None: it does not.
        self.scopes: list[str] | None = None
        #: What is in the files that people sent, by name.
        self.files: dict[str, bytes] = {}
        #: What the bot has sent, by its id.
        self.uploads: dict[str, Uploaded] = {}
        #: Whether the bot may read them; else Slack leads to the page where people sign in.
        self.gives_files = True
        #: Whether a WebSocket that the bot closes is closed on this side too.
        self.answers_close = True
        #: Called with each call and how far it has come: "received", "done" (not answered yet), "answered".
        self.watch = None
        #: Calls that are received and then neither done nor answered.
        self.dropped = 0
        self.url = ""
        self._changed = asyncio.Condition()
        self._faults: dict[str, deque] = defaultdict(deque)
        self._numbers = itertools.count(1)
        self._uses: dict[str, int] = defaultdict(int)

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    # What can go wrong

    def refuse(self, method: str, error: str, *, times: int = 1) -> None:
        """Answer the next calls with an error of Slack's."""
        self._faults[method].extend([lambda: web.json_response({"ok": False, "error": error})] * times)

    def limit(self, method: str, *, retry_after_s: int, times: int = 1) -> None:
        """Answer the next calls with 429."""
        headers = {"Retry-After": str(retry_after_s)}
        limited = {"ok": False, "error": "ratelimited"}
        self._faults[method].extend([lambda: web.json_response(limited, status=429, headers=headers)] * times)

    def fail(self, method: str, *, status: int = 500, times: int = 1) -> None:
        self._faults[method].extend([lambda: web.Response(status=status, text="oops")] * times)

    def break_off(self, method: str, *, times: int = 1) -> None:
        """Do what the next calls ask, and close the connection instead of answering."""
        self._faults[method].extend([None] * times)

    def hold(self, method: str, *, times: int = 1) -> asyncio.Event:
        """Keep the next calls waiting until the event that is returned is set."""
        released = asyncio.Event()
        self._faults[method].extend([released] * times)
        return released

    # What a test looks at

    def called(self, method: str) -> list[dict[str, Any]]:
        return [each.arguments for each in self.calls if each.method == method]

    async def until(self, condition, *, patience_s=PATIENCE_S):
        """Wait until a condition on this Slack holds, and return what it returned."""
        async with asyncio.timeout(patience_s), self._changed:
            while not (found := condition(self)):
                await self._changed.wait()
            return found

    async def reached(self, method: str, *, times: int = 1) -> dict[str, Any]:
        """Wait until a method has been called that many times, and return the arguments of that call."""
        await self.until(lambda slack: len(slack.called(method)) >= times)
        return self.called(method)[times - 1]

    def next_ts(self) -> str:
        number = next(self._numbers)
        return f"{1_790_000_000 + number}.{number:06}"

    # The server

    @asynccontextmanager
    async def running(self):
        listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._on_call)
        app.router.add_post("/respond/{id}", self._on_respond)
        app.router.add_get("/socket", self._on_socket)
        app.router.add_get("/files/{name}", self._on_file)
        app.router.add_post("/upload/{id}", self._on_upload)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.SockSite(runner, listening).start()
        try:
            yield self
        finally:
            for each in self.connections:
                await each.ws.close()
            await runner.cleanup()

    async def _on_call(self, request: web.Request) -> web.StreamResponse:
        arguments = dict(request.query)
        if request.content_type == "application/json":
            arguments |= await request.json()
        else:
            arguments |= dict(await request.post())
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return await self._answered(request, Call(request.match_info["method"], arguments, token))

    async def _on_file(self, request: web.Request) -> web.Response:
        if not self.gives_files or request.headers.get("Authorization") != f"Bearer {TOKEN}":
            raise web.HTTPFound("/sign-in")
        return web.Response(body=self.files[request.match_info["name"]], content_type="text/plain")

    async def _on_upload(self, request: web.Request) -> web.Response:
        upload = self.uploads[request.match_info["id"]]
        assert "Authorization" not in request.headers, "the address is secret enough"
        upload.data = await request.read()
        return web.Response(text=f"OK - {len(upload.data)}")

    def file(self, name: str, data: bytes) -> dict[str, Any]:
        """Keep a file; return how an event tells of it."""
        self.files[name] = data
        return {"id": f"F{len(self.files)}", "name": name, "size": len(data), "url_private": f"{self.url}/files/{name}"}

    async def _on_respond(self, request: web.Request) -> web.StreamResponse:
        arguments = {**await request.json(), "id": request.match_info["id"]}
        return await self._answered(request, Call("respond", arguments, ""))

    async def _answered(self, request: web.Request, call: Call) -> web.StreamResponse:
        async with self._changed:
            self.calls.append(call)
            self._changed.notify_all()
        if self.watch is not None:
            return await self._watched(request, call)
        fault = self._faults[call.method].popleft() if self._faults[call.method] else self._answer
        if isinstance(fault, asyncio.Event):
            await fault.wait()
            fault = self._answer
        answer = fault(call) if fault == self._answer else fault and fault()
        if answer is None:
            self._answer(call)
            request.transport.abort()
            return web.Response()
        async with self._changed:
            self._changed.notify_all()
        return answer

    async def _watched(self, request: web.Request, call: Call) -> web.StreamResponse:
        dropped = self.dropped
        self.watch(call, "received")
        if self.dropped > dropped:
            request.transport.abort()
            return web.Response()
        answer = self._answer(call)
        self.watch(call, "done")
        await answer.prepare(request)
        await answer.write_eof()
        self.watch(call, "answered")
        return answer

    def _answer(self, call: Call) -> web.Response:
        if call.method == "respond":
            return self._responded(call.arguments)
        wanted = APP_TOKEN if call.method == "apps.connections.open" else TOKEN
        if call.token != wanted:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        method = getattr(self, "_" + call.method.replace(".", "_"), None)
        if method is None:
            return web.json_response({"ok": False, "error": "unknown_method"})
        try:
            headers = {"X-OAuth-Scopes": ",".join(self.scopes)} if self.scopes is not None else {}
            return web.json_response({"ok": True, **method(call.arguments)}, headers=headers)
        except SlackError as error:
            return web.json_response(
                {"ok": False, "error": error.code, "response_metadata": {"messages": error.reasons}}
            )

    def _auth_test(self, _arguments):
        who = {"user_id": BOT, "bot_id": BOT_ID, "team": "Varna", "user": "suivi"}
        return {"team_id": self.team, "url": self.url, **who}

    def _apps_connections_open(self, _arguments):
        return {"url": f"{self.url.replace('http', 'ws', 1)}/socket?ticket={next(self._numbers)}"}

    def _users_info(self, arguments):
        if arguments["user"] not in self.people:
            raise SlackError("user_not_found")
        return {"user": self.people[arguments["user"]]}

    def _usergroups_users_list(self, arguments):
        if arguments["usergroup"] not in self.groups:
            raise SlackError("no_such_subteam")
        return {"users": self.groups[arguments["usergroup"]]}

    def _users_lookupByEmail(self, arguments):  # noqa: N802 - Slack's name
        found = [each for each in self.people.values() if each.get("email") == arguments["email"]]
        if not found:
            raise SlackError("users_not_found")
        return {"user": found[0]}

    def _conversations_open(self, arguments):
        user = arguments["users"]
        if user not in self.people:
            raise SlackError("user_not_found")
        self.opened.setdefault(user, {"id": f"D{user[1:]}", "user": user, "is_im": True})
        return {"channel": {"id": self.opened[user]["id"]}}

    def _conversations_list(self, arguments):
        """Return the direct messages that were opened, a page at a time."""
        assert arguments["types"] == "im"
        start, size = int(arguments.get("cursor") or 0), int(arguments.get("limit") or 100)
        more = len(self.opened) > start + size
        return {
            "channels": [*self.opened.values()][start : start + size],
            "response_metadata": {"next_cursor": str(start + size) if more else ""},
        }

    def _conversations_history(self, arguments):
        """Return what was said after ``oldest``, latest first, a page at a time; metadata where it is asked for."""
        there = [each for each in reversed(self.posts) if each.channel == arguments["channel"] and not each.only_for]
        after = [each for each in there if _instant(each.ts) > _instant(arguments.get("oldest") or "0.0")]
        start, size = int(arguments.get("cursor") or 0), int(arguments.get("limit") or 100)
        more = len(after) > start + size
        with_metadata = str(arguments.get("include_all_metadata")).lower() in {"1", "true"}
        return {
            "messages": [_said(each, with_metadata=with_metadata) for each in after[start : start + size]],
            "has_more": more,
            "response_metadata": {"next_cursor": str(start + size) if more else ""},
        }

    def _files_getUploadURLExternal(self, arguments):  # noqa: N802 - Slack's name
        id_ = f"FUP{next(self._numbers)}"
        name, alt = arguments["filename"], arguments.get("alt_txt") or ""
        self.uploads[id_] = Uploaded(name=name, length=int(arguments["length"]), alt=alt)
        return {"upload_url": f"{self.url}/upload/{id_}", "file_id": id_}

    def _files_completeUploadExternal(self, arguments):  # noqa: N802 - Slack's name
        done = json.loads(arguments["files"])
        for each in done:
            upload = self.uploads[each["id"]]
            if len(upload.data) != upload.length:
                raise SlackError("file_upload_size_mismatch")
            upload.title, upload.channel, upload.is_complete = each["title"], arguments.get("channel_id"), True
        return {"files": [{"id": each["id"], "title": each["title"]} for each in done]}

    def _files_info(self, arguments):
        upload = self.uploads.get(arguments["file"])
        if upload is None or not upload.is_complete:
            raise SlackError("file_not_found")
        return {"file": {"id": arguments["file"], "mimetype": "image/png", "original_w": 1, "original_h": 1}}

    def _views_open(self, arguments):
        given = arguments["view"]
        view = checked_view(json.loads(given) if isinstance(given, str) else given)
        self.views.append({**view, "id": f"V{next(self._numbers):04}", "hash": self.next_ts()})
        return {"view": self.views[-1]}

    def _views_update(self, arguments):
        """Put another form in the place of one, as it was opened; nobody closes any here."""
        given = arguments["view"]
        view = checked_view(json.loads(given) if isinstance(given, str) else given)
        place = next(n for n, each in enumerate(self.views) if each["id"] == arguments["view_id"])
        self.views[place] = {**view, "id": arguments["view_id"], "hash": self.next_ts()}
        return {"view": self.views[place]}

    def _views_publish(self, arguments):
        given, user = arguments["view"], arguments["user_id"]
        view = checked_view(json.loads(given) if isinstance(given, str) else given, kind="home")
        self.homes[user] = {**view, "id": f"VH{user}", "hash": self.next_ts()}
        return {"view": self.homes[user]}

    def _assistant_threads_setStatus(self, _arguments):  # noqa: N802 - Slack's name
        return {}

    def _assistant_threads_setSuggestedPrompts(self, arguments):  # noqa: N802 - Slack's name
        assert 1 <= len(arguments["prompts"]) <= 4
        return {}

    def _chat_postMessage(self, arguments):  # noqa: N802 - Slack's name
        posted = self._post(arguments, thread_ts=arguments.get("thread_ts"))
        return {"channel": posted.channel, "ts": posted.ts}

    def _chat_postEphemeral(self, arguments):  # noqa: N802 - Slack's name
        return {
            "message_ts": self._post(arguments, thread_ts=arguments.get("thread_ts"), only_for=arguments["user"]).ts
        }

    def _chat_update(self, arguments):
        [posted] = [
            each for each in self.posts if (each.channel, each.ts) == (arguments["channel"], arguments["ts"])
        ] or [None]
        if posted is None or posted.only_for:
            raise SlackError("message_not_found")
        posted.text, posted.blocks = _content(arguments)
        return {"channel": posted.channel, "ts": posted.ts}

    def _post(self, arguments, **where) -> Posted:
        text, blocks = _content(arguments)
        metadata = arguments.get("metadata")
        metadata = json.loads(metadata) if isinstance(metadata, str) else metadata
        channel = arguments["channel"]
        posted = Posted(channel=channel, ts=self.next_ts(), text=text, blocks=blocks, metadata=metadata, **where)
        self.posts.append(posted)
        return posted

    def _responded(self, arguments) -> web.Response:
        self._uses[arguments["id"]] += 1
        if self._uses[arguments["id"]] > 5:
            return web.Response(status=404, text="used_url")
        try:
            text, blocks = _content(arguments)
        except SlackError as error:
            return web.Response(status=400, text=error.code)
        channel, user, original = arguments["id"].split("-")
        if arguments.get("replace_original") and original:
            self.posts = [each for each in self.posts if each.ts != original]
        self.posts.append(Posted(channel=channel, ts=self.next_ts(), text=text, blocks=blocks, only_for=user))
        return web.Response(text="ok")

    def response_url(self, channel: str, user: str, original: str = "") -> str:
        return f"{self.url}/respond/{channel}-{user}-{original}"

    async def _on_socket(self, request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse(autoclose=self.answers_close)
        await ws.prepare(request)
        connection = Connection(ws)
        await ws.send_json(
            {"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}, "debug_info": {}}
        )
        async with self._changed:
            self.connections.append(connection)
            self._changed.notify_all()
        async for message in ws:
            if message.type == WSMsgType.TEXT:
                answer = json.loads(message.data)
                connection.acknowledged[answer["envelope_id"]].set_result(answer.get("payload"))
        async with self._changed:
            self._changed.notify_all()
        if not self.answers_close:
            await asyncio.Event().wait()
        return ws


def _instant(ts: str) -> tuple[int, int]:
    """Return a time stamp as it is compared: a float is not exact enough."""
    seconds, _, micros = ts.partition(".")
    return int(seconds), int(micros or 0)


def _said(posted: Posted, *, with_metadata: bool) -> dict[str, Any]:
    metadata = {"metadata": posted.metadata} if with_metadata and posted.metadata else {}
    return {"type": "message", "ts": posted.ts, "text": posted.text, **metadata}


def _content(arguments) -> tuple[str, list[dict[str, Any]]]:
    """Return a message's text and blocks where they are within Slack's limits."""
    text, blocks = checked_text(arguments.get("text")), list(checked_blocks(arguments.get("blocks")))
    if not text:
        raise SlackError("no_text")  # Slack takes blocks alone; a screen reader does not
    return text, blocks
