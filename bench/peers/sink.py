"""What messages are sent to in `bench/reminders.py`: counts and keeps each by its id, and answers after `takes_s`.

It speaks as much of Slack's Web API as everybody needs, so that the cost of posting and receiving is the same for all;
and as little of HTTP as they use, so that what is measured is they and not what they talk to.
"""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote

import orjson

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


class Sink:
    """Counts what arrives, by the conversation it arrives in."""

    def __init__(self) -> None:
        self.arrived: Counter[str] = Counter()
        self.times: list[float] = []
        self.port = 0
        #: How long it takes to answer; Slack itself takes about a tenth of a second.
        self.takes_s = 0.0
        self._kept: dict[str, list[dict]] = defaultdict(list)
        self._opened: dict[str, str] = {}
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Caller(self), "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()

    def forget(self) -> None:
        self.arrived.clear()
        self.times.clear()
        self._kept.clear()
        self._opened.clear()

    def answer(self, method: str, arguments: Mapping) -> bytes:
        """Do what a call asks for; return the answer's body."""
        return orjson.dumps({"ok": True, **getattr(self, f"_{method.replace('.', '_')}")(arguments)})

    def _count(self, name: str) -> None:
        self.arrived[name] += 1
        self.times.append(time.perf_counter())

    def _auth_test(self, _: Mapping) -> dict:
        return {"user_id": "U0BOT", "bot_id": "B0BOT", "team_id": "T0"}

    def _conversations_open(self, arguments: Mapping) -> dict:
        return {"channel": {"id": self._opened.setdefault(arguments["users"], f"D{arguments['users'][1:]}")}}

    def _conversations_list(self, arguments: Mapping) -> dict:
        start, size = int(arguments.get("cursor") or 0), int(arguments["limit"])
        found = [{"id": channel, "user": user} for user, channel in [*self._opened.items()][start : start + size]]
        more = str(start + size) if len(self._opened) > start + size else ""
        return {"channels": found, "response_metadata": {"next_cursor": more}}

    def _conversations_history(self, arguments: Mapping) -> dict:
        oldest, limit = float(arguments.get("oldest") or 0), int(arguments.get("limit") or 100)
        newest_first = [each for each in self._kept[arguments["channel"]][::-1] if float(each["ts"]) > oldest]
        return {"messages": newest_first[:limit], "has_more": False, "response_metadata": {"next_cursor": ""}}

    def _chat_postMessage(self, arguments: Mapping) -> dict:  # noqa: N802 - Slack's name
        metadata = arguments["metadata"]
        metadata = orjson.loads(metadata) if isinstance(metadata, str) else metadata
        ts = f"{1_700_000_000 + len(self.times)}.000001"
        self._kept[arguments["channel"]].append({"ts": ts, "metadata": metadata})
        self._count(arguments["channel"])  # everybody is told of one thing
        return {"ts": ts, "channel": arguments["channel"]}


class Caller(asyncio.Protocol):
    """One connection: each request whole, with a length, before the next one."""

    def __init__(self, sink: Sink) -> None:
        self._sink, self._got = sink, b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - that is what a TCP server makes
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, end, rest = self._got.partition(b"\r\n\r\n")
        if not end:
            return
        line, _, lines = head.decode("latin-1").partition("\r\n")
        named = (each.partition(":") for each in lines.split("\r\n"))
        headers = {name.lower(): value.strip() for name, _, value in named}
        if headers.get("expect", "").lower() == "100-continue" and not rest:
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if len(rest) < int(headers.get("content-length", 0)):
            return
        self._got = b""
        self._take(line.split(" ")[1], headers, rest)

    def _take(self, target: str, headers: Mapping[str, str], body: bytes) -> None:
        path, _, query = target.partition("?")
        arguments = dict(parse_qsl(query))
        if headers.get("content-type", "").startswith("application/json"):
            arguments |= orjson.loads(body or b"{}")
        else:
            arguments |= dict(parse_qsl(body.decode()))
        method, closes = unquote(path).rpartition("/")[2], headers.get("connection", "").lower() == "close"
        if self._sink.takes_s:
            asyncio.get_running_loop().call_later(self._sink.takes_s, self._answer, method, arguments, closes)
        else:
            self._answer(method, arguments, closes)

    def _answer(self, method: str, arguments: Mapping, closes: bool) -> None:  # noqa: FBT001 - from a timer
        body = self._sink.answer(method, arguments)
        if self._transport.is_closing():
            return
        self._transport.write(_HEAD % len(body) + body)
        if closes:
            self._transport.close()
