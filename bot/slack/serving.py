"""How Slack's requests reach the app: over a WebSocket (Socket Mode) or as HTTP posts; and the health page."""

from collections.abc import Awaitable, Callable, Sequence

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

log = structlog.get_logger()

#: Slack's own requests stay far below; a larger one is nobody's.
MAX_BODY = 2**20


class SocketMode:
    """A connection that Slack's requests come in by; it renews itself."""

    def __init__(self, app: AsyncApp, app_token: str) -> None:
        self._handler = AsyncSocketModeHandler(app, app_token)

    async def connect(self) -> None:
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def close(self) -> None:
        """Take no more requests; acknowledgements under way still go out."""
        await self._handler.close_async()  # type: ignore[no-untyped-call]

    async def is_connected(self) -> bool:
        return bool(await self._handler.client.is_connected())


def web_app() -> web.Application:
    return web.Application(client_max_size=MAX_BODY)


def take_events(site: web.Application, app: Callable[[], AsyncApp | None]) -> None:
    """Serve `/slack/events`: events, commands and interactions, each signed; 503 while there is no app yet."""

    async def on_post(request: web.Request) -> web.Response:
        serving = app()
        if serving is None:
            return web.Response(status=503, text="starting")
        try:
            bolt_request = await to_bolt_request(request)
        except UnicodeDecodeError:
            return web.Response(status=400, text="not UTF-8")
        return await to_aiohttp_response(await serving.async_dispatch(bolt_request))

    site.router.add_post("/slack/events", on_post)


def show_health(site: web.Application, missing: Callable[[], Awaitable[Sequence[str]]]) -> None:
    """Serve `/healthz` (the process answers) and `/readyz` (it can answer questions, or what is missing for that)."""

    async def on_health(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def on_ready(_: web.Request) -> web.Response:
        reasons = await missing()
        return web.Response(status=503 if reasons else 200, text="\n".join(reasons or ("ready",)) + "\n")

    site.router.add_get("/healthz", on_health)
    site.router.add_get("/readyz", on_ready)
