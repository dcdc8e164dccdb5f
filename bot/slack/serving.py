"""How Slack's requests reach the app: over a WebSocket (Socket Mode) or as HTTP posts; and the health page."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog
from aiohttp import ClientError, web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.signature import SignatureVerifier

from bot.slack.app import unreachable
from bot.slack.sanity import parsed

log = structlog.get_logger()

#: Slack's own requests stay far below; a larger one is nobody's.
MAX_BODY = 2**20
#: A WebSocket that has not opened after this is behind a firewall; one that has not closed is gone.
_CONNECTING_S = 20.0
_CLOSING_S = 1.5


class SocketMode:
    """A connection that Slack's requests come in by; it renews itself."""

    def __init__(self, app: AsyncApp, app_token: str) -> None:
        self._handler = AsyncSocketModeHandler(app, app_token)
        self._client = self._handler.client
        self._client.proxy = app.client.proxy  # not the environment's, where there is none for this address

    async def connect(self) -> None:
        """Open the connection.

        Raises:
            SlackUnreachableError: Slack refused the token, or no connection could be made.
        """
        try:
            # Asked here first: the library would try again with a wrong token for ever.
            answer = await self._client.web_client.apps_connections_open(app_token=self._client.app_token)
            self._client.wss_uri = answer["url"]
            async with asyncio.timeout(_CONNECTING_S):
                await self._handler.connect_async()  # type: ignore[no-untyped-call]
        except (TimeoutError, SlackClientError, ClientError, OSError) as error:
            await self.close()
            raise unreachable(error, "SLACK_APP_TOKEN", self._client.web_client) from None

    async def close(self) -> None:
        """Take no more requests; acknowledgements under way still go out."""
        try:
            # A WebSocket is closed from both ends, and the other one may be gone.
            async with asyncio.timeout(_CLOSING_S):
                await self._handler.close_async()  # type: ignore[no-untyped-call]
        except TimeoutError:
            log.warning("connection not closed by Slack")
            await self._client.aiohttp_client_session.close()

    async def is_connected(self) -> bool:
        return bool(await self._client.is_connected())


def web_app() -> web.Application:
    return web.Application(client_max_size=MAX_BODY)


def take_events(site: web.Application, app: Callable[[], AsyncApp | None], *, signing_secret: str) -> None:
    """Serve `/slack/events`: events, commands and interactions, each signed; 503 while there is no app yet."""
    verifier = SignatureVerifier(signing_secret)

    async def on_post(request: web.Request) -> web.Response:
        serving = app()
        if serving is None:
            return web.Response(status=503, text="starting")
        # Bolt looks too, but takes the body apart before, and anybody can post one that breaks it.
        if not _is_signed(request, await request.read(), verifier):
            return web.Response(status=401, text="not signed by Slack")
        if parsed(await request.read(), request.content_type) is None:
            log.warning("request passed over", reason="not as Slack describes it")
            return web.Response(status=400, text="not a request of Slack's")
        return await to_aiohttp_response(await serving.async_dispatch(await to_bolt_request(request)))

    site.router.add_post("/slack/events", on_post)


def _is_signed(request: web.Request, body: bytes, verifier: SignatureVerifier) -> bool:
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    try:
        return verifier.is_valid(body, timestamp, signature)
    except (ValueError, TypeError):  # a time that is no number, a signature that no hash gives
        return False


def show_health(site: web.Application, missing: Callable[[], Awaitable[Sequence[str]]]) -> None:
    """Serve `/healthz` (the process answers) and `/readyz` (it can answer questions, or what is missing for that)."""

    async def on_health(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def on_ready(_: web.Request) -> web.Response:
        reasons = await missing()
        return web.Response(status=503 if reasons else 200, text="\n".join(reasons or ("ready",)) + "\n")

    site.router.add_get("/healthz", on_health)
    site.router.add_get("/readyz", on_ready)


def show_metrics(site: web.Application, exposed: Callable[[], Awaitable[tuple[bytes, str]]]) -> None:
    """Serve `/metrics`: what ``exposed`` returns, a body and its content type."""

    async def on_metrics(_: web.Request) -> web.Response:
        body, content_type = await exposed()
        return web.Response(body=body, headers={"Content-Type": content_type})

    site.router.add_get("/metrics", on_metrics)
