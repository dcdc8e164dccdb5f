"""What messages are sent to in `bench/reminders.py`: counts and keeps each by its id, and answers after `takes_s`.

It speaks as much of Slack's Web API as everybody needs, so that the cost of posting and receiving is the same for all.
"""

import asyncio
import time
from collections import Counter, defaultdict

import orjson
from aiohttp import web


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
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._call)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def forget(self) -> None:
        self.arrived.clear()
        self.times.clear()
        self._kept.clear()
        self._opened.clear()

    def _count(self, name: str) -> None:
        self.arrived[name] += 1
        self.times.append(time.perf_counter())

    async def _call(self, request: web.Request) -> web.Response:
        arguments = dict(request.query)
        if request.content_type == "application/json":
            arguments |= orjson.loads(await request.read())
        else:
            arguments |= {name: str(value) for name, value in (await request.post()).items()}
        if self.takes_s:
            await asyncio.sleep(self.takes_s)
        answer = getattr(self, f"_{request.match_info['method'].replace('.', '_')}")(arguments)
        return web.Response(body=orjson.dumps({"ok": True, **answer}), content_type="application/json")

    def _auth_test(self, _: dict) -> dict:
        return {"user_id": "U0BOT", "bot_id": "B0BOT", "team_id": "T0"}

    def _conversations_open(self, arguments: dict) -> dict:
        return {"channel": {"id": self._opened.setdefault(arguments["users"], f"D{arguments['users'][1:]}")}}

    def _conversations_list(self, arguments: dict) -> dict:
        start, size = int(arguments.get("cursor") or 0), int(arguments["limit"])
        found = [{"id": channel, "user": user} for user, channel in [*self._opened.items()][start : start + size]]
        more = str(start + size) if len(self._opened) > start + size else ""
        return {"channels": found, "response_metadata": {"next_cursor": more}}

    def _conversations_history(self, arguments: dict) -> dict:
        oldest, limit = float(arguments.get("oldest") or 0), int(arguments.get("limit") or 100)
        newest_first = [each for each in self._kept[arguments["channel"]][::-1] if float(each["ts"]) > oldest]
        return {"messages": newest_first[:limit], "has_more": False, "response_metadata": {"next_cursor": ""}}

    def _chat_postMessage(self, arguments: dict) -> dict:  # noqa: N802 - Slack's name
        metadata = arguments["metadata"]
        metadata = orjson.loads(metadata) if isinstance(metadata, str) else metadata
        ts = f"{1_700_000_000 + len(self.times)}.000001"
        self._kept[arguments["channel"]].append({"ts": ts, "metadata": metadata})
        self._count(arguments["channel"])  # everybody is told of one thing
        return {"ts": ts, "channel": arguments["channel"]}
