"""Slack as a thousand people see it at once: asks by signed posts or over WebSockets, and notes when answers come.

As light as it can be, because it shares the machine with the bots that it asks: what `tests/fake_slack.py` checks of
each message is not checked here.
"""

import asyncio
import hashlib
import hmac
import itertools
import socket
import time
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import orjson
from aiohttp import WSMsgType, web

from bench.peers.sink import Caller

APP_TOKEN, TOKEN, SECRET = "xapp-load", "xoxb-load", "a-signing-secret"
TEAM, BOT, CHANNELS = "T0LOAD", "U0SUIVI", 50
_ZONES = ("Europe/Sofia", "Europe/Paris", "Europe/Bucharest", "Europe/Athens")


@dataclass(slots=True)
class Asked:
    """One question on its way; times in seconds of ``time.perf_counter``."""

    at: float
    acknowledged: float | None = None
    answered: float | None = None
    #: How many messages answered it; more than one is one too many.
    answers: int = 0
    payload: Mapping = field(default_factory=dict)
    #: The WebSockets that it was sent over, in their order.
    sent_over: list[web.WebSocketResponse] = field(default_factory=list)
    done: asyncio.Event = field(default_factory=asyncio.Event)


class LightSlack:
    """Answers as much of the Web API as answering questions needs; ``takes_s`` later, where that is not zero."""

    def __init__(self) -> None:
        self.takes_s = 0.0
        self.calls: Counter[str] = Counter()
        #: Where events go by HTTP, one for each replica.
        self.doors: list[Door] = []
        #: Where they go by WebSocket.
        self.sockets: list[web.WebSocketResponse] = []
        self.port = self.socket_port = 0
        self._numbers = itertools.count(1)
        self._asked: dict[tuple[str, str], deque[Asked]] = defaultdict(deque)
        self._envelopes: dict[str, Asked] = {}
        self._turn = itertools.count()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["LightSlack"]:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Caller(self), "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        listening = socket.create_server(("127.0.0.1", 0))
        self.socket_port = listening.getsockname()[1]
        app = web.Application()
        app.router.add_get("/socket", self._on_socket)
        runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        await web.SockSite(runner, listening).start()
        try:
            yield self
        finally:
            for each in self.doors:
                each.close()
            for each in self.sockets:
                await each.close()
            await runner.cleanup()
            server.close()

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/"

    # Asking

    async def ask(self, user: str, text: str, *, directly: bool) -> Asked:
        """Ask something, directly or in a channel; return what will be known of it."""
        number = next(self._numbers)
        ts = f"{1_700_000_000 + number // 1000}.{number % 1000:03}001"
        channel = f"D{user[1:]}" if directly else f"C{number % CHANNELS:04}"
        event = {"user": user, "channel": channel, "ts": ts, "event_ts": ts}
        if directly:
            event |= {"type": "message", "channel_type": "im", "text": text}
        else:
            event |= {"type": "app_mention", "text": f"<@{BOT}> {text}"}
        payload = {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{number:010}", "event": event}
        asked = Asked(time.perf_counter(), payload=payload)
        self._asked[channel, "" if directly else ts].append(asked)
        if self.doors:
            self.doors[next(self._turn) % len(self.doors)].deliver(payload, asked)
        else:
            await self.send(asked)
        return asked

    async def send(self, asked: Asked) -> None:
        """Send an event over one of the WebSockets; again, it is a repetition. Without one it is not sent."""
        if not self.sockets:
            return
        attempt, number = len(asked.sent_over), str(next(self._numbers))
        ws = self.sockets[next(self._turn) % len(self.sockets)]
        asked.sent_over.append(ws)
        self._envelopes[number] = asked
        envelope = {"envelope_id": number, "type": "events_api", "payload": asked.payload}
        reason = "timeout" if attempt else ""
        whole = {**envelope, "accepts_response_payload": False, "retry_attempt": attempt, "retry_reason": reason}
        with suppress(ConnectionError):
            await ws.send_str(orjson.dumps(whole).decode())

    # The Web API

    def answer(self, method: str, arguments: Mapping) -> bytes:
        self.calls[method] += 1
        found = getattr(self, f"_{method.replace('.', '_')}", None)
        return orjson.dumps({"ok": True, **(found(arguments) if found else {})})

    def _auth_test(self, _: Mapping) -> dict:
        return {"user_id": BOT, "bot_id": "B0SUIVI", "team_id": TEAM, "team": "Load"}

    def _apps_connections_open(self, _: Mapping) -> dict:
        return {"url": f"ws://127.0.0.1:{self.socket_port}/socket?ticket={next(self._numbers)}"}

    def _users_info(self, arguments: Mapping) -> dict:
        user = arguments["user"]
        number = int(user[1:]) if user[1:].isdigit() else 0
        locale = "fr-FR" if number % 2 else "en-GB"
        return {"user": {"id": user, "locale": locale, "tz": _ZONES[number % len(_ZONES)], "real_name": user}}

    def _conversations_open(self, arguments: Mapping) -> dict:
        return {"channel": {"id": f"D{arguments['users'][1:]}"}}

    def _conversations_list(self, _: Mapping) -> dict:
        return {"channels": [], "response_metadata": {"next_cursor": ""}}

    def _conversations_history(self, _: Mapping) -> dict:
        return {"messages": [], "has_more": False, "response_metadata": {"next_cursor": ""}}

    def _chat_postMessage(self, arguments: Mapping) -> dict:  # noqa: N802 - Slack's name
        channel = arguments["channel"]
        waiting = self._asked.get((channel, arguments.get("thread_ts") or ""))
        if waiting:
            asked = waiting[0]
            asked.answers += 1
            if asked.answered is None:
                asked.answered = time.perf_counter()
                asked.done.set()
            if channel.startswith("D"):
                waiting.popleft()
        number = next(self._numbers)
        return {"ts": f"{1_800_000_000 + number}.000001", "channel": channel}

    # Socket Mode

    async def _on_socket(self, request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        await ws.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0"}})
        self.sockets.append(ws)
        try:
            async for message in ws:
                if message.type == WSMsgType.TEXT:
                    asked = self._envelopes.pop(orjson.loads(message.data).get("envelope_id"), None)
                    if asked is not None:
                        asked.acknowledged = time.perf_counter()
        finally:
            self.sockets.remove(ws)
        return ws


class Door:
    """Delivers signed events to one replica, each over a connection that is free, as a balancer does."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.refused: Counter[int] = Counter()
        self._free: list[_Delivering] = []
        self._all: set[_Delivering] = set()
        self._opening: set[asyncio.Task] = set()

    def deliver(self, payload: Mapping, asked: Asked) -> None:
        body = orjson.dumps(payload)
        timestamp = str(int(time.time()))
        signature = hmac.new(SECRET.encode(), b"v0:%b:%b" % (timestamp.encode(), body), hashlib.sha256).hexdigest()
        request = (
            f"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nContent-Type: application/json\r\n"
            f"X-Slack-Request-Timestamp: {timestamp}\r\nX-Slack-Signature: v0={signature}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode() + body
        if self._free:
            self._free.pop().send(request, asked)
            return
        opening = asyncio.ensure_future(self._open(request, asked))
        self._opening.add(opening)
        opening.add_done_callback(self._opening.discard)

    async def _open(self, request: bytes, asked: Asked) -> None:
        loop = asyncio.get_running_loop()
        try:
            _, delivering = await loop.create_connection(lambda: _Delivering(self), "127.0.0.1", self.port)
        except OSError:
            self.refused[0] += 1
            return
        self._all.add(delivering)
        delivering.send(request, asked)

    def is_free(self, delivering: "_Delivering", status: int) -> None:
        if status != 200:
            self.refused[status] += 1
        self._free.append(delivering)

    def lost(self, delivering: "_Delivering") -> None:
        self._all.discard(delivering)
        if delivering in self._free:
            self._free.remove(delivering)

    def close(self) -> None:
        for each in [*self._all]:
            each.close()


class _Delivering(asyncio.Protocol):
    """One connection to a replica, with one request at a time."""

    def __init__(self, door: Door) -> None:
        self._door, self._got = door, b""
        self._asked: Asked | None = None
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - that is what a TCP client makes
        self._transport = transport

    def send(self, request: bytes, asked: Asked) -> None:
        self._asked = asked
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, end, body = self._got.partition(b"\r\n\r\n")
        length = next((int(each[15:]) for each in head.split(b"\r\n") if each[:15].lower() == b"content-length:"), 0)
        if not end or len(body) < length:
            return
        status, self._got = int(head[9:12]), b""
        asked, self._asked = self._asked, None
        if asked is not None and status == 200:
            asked.acknowledged = time.perf_counter()
        self._door.is_free(self, status)

    def connection_lost(self, _: Exception | None) -> None:
        self._door.lost(self)

    def close(self) -> None:
        self._transport.close()
