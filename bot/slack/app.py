"""The Bolt app: who we are, one error handler, and every listener."""

import logging
import os
import re
import secrets
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

import structlog
from aiohttp import (
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientError,
    ClientMiddlewareType,
    ClientSession,
    ClientTimeout,
    TCPConnector,
)
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import BotError
from bot.metering import Meter
from bot.slack.blocks import words
from bot.slack.people import People
from bot.slack.quick import QuickClient
from bot.slack.responding import Respond, RespondError
from bot.slack.sanity import is_odd
from bot.slack.tracing import traced
from bot.wording import Wording

log = structlog.get_logger()

#: Slack answers in well under a second; after this the call has failed.
_TIMEOUT_S = 10
#: How often a call that was refused for its rate is repeated.
_REPEATS = 2
#: Calls at the same time; where the settings let so many messages out, none waits for a connection.
_CALLS = 256
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
#: Slack's words for a token that will not do, however often it is tried.
_TOKEN_ERRORS = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "token_expired",
        "token_revoked",
    }
)


class SlackUnreachableError(BotError):
    """Slack did not say who we are: a wrong token, or no connection."""


class Registers(Protocol):
    """A group of listeners."""

    def register(self, app: AsyncApp) -> None:
        """Add its listeners to the app."""
        ...


def client_for(token: str, api_url: str, session: ClientSession, *, repeats: bool = True) -> AsyncWebClient:
    """Return a client for calls over one shared session.

    It repeats what was refused for its rate, and nothing else: the library's own retry of broken connections would
    post a message twice that Slack had taken. With ``repeats`` false it repeats nothing, and whoever calls decides.
    """
    client = QuickClient(
        token=token,
        base_url=api_url,
        timeout=_TIMEOUT_S,
        session=session,
        retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=_REPEATS)] if repeats else [],
    )
    client.repeats = _REPEATS if repeats else 0
    if urlsplit(api_url).hostname in _LOOPBACK:
        client.proxy = None  # the library takes it from the environment, also for what never leaves this machine
    return client


def session(*watched: ClientMiddlewareType) -> ClientSession:
    """Return connections for calls, and whoever counts them."""
    timeout, connector = ClientTimeout(total=_TIMEOUT_S), TCPConnector(limit=_CALLS)
    return ClientSession(timeout=timeout, connector=connector, middlewares=watched)


async def identity(client: AsyncWebClient) -> AuthorizeResult:
    """Ask Slack once who we are, so that no event has to.

    Raises:
        SlackUnreachableError: Slack refused the token or could not be reached.
    """
    try:
        answer = await client.auth_test()
    except (TimeoutError, SlackClientError, ClientError, OSError) as error:
        raise unreachable(error, "SLACK_BOT_TOKEN", client) from None
    return AuthorizeResult(
        enterprise_id=answer.get("enterprise_id"),
        team_id=answer.get("team_id"),
        bot_user_id=answer["user_id"],
        bot_id=answer.get("bot_id"),
        bot_token=client.token,
    )


def unreachable(error: Exception, token: str, client: AsyncWebClient) -> SlackUnreachableError:
    """Return what a failed first call means to whoever starts the bot.

    Args:
        error: of the call.
        token: the variable whose token it was made with.
        client: knows the address.
    """
    match error:
        case SlackApiError(response=AsyncSlackResponse(data={"error": str(code)})) if code in _TOKEN_ERRORS:
            words = f"Slack refused {token}: {code}; copy it again from the app's pages at https://api.slack.com/apps"
            return SlackUnreachableError(words)
        case SlackApiError(response=AsyncSlackResponse(data={"error": str(code)})):
            reason = code
        case SlackApiError(response=AsyncSlackResponse(status_code=status)):
            reason = f"status {status}"
        case ClientConnectorDNSError(os_error=OSError(strerror=str(words))):
            reason = words
        case ClientConnectorError(os_error=OSError(errno=int(number))):
            reason = os.strerror(number)  # asyncio's own words are "Connect call failed"
        case TimeoutError():
            reason = "no answer in time"
        case _:
            reason = type(error).__name__
    remedy = "check the network, and SLACK_API_URL where it is set"
    return SlackUnreachableError(f"Slack could not be reached at {client.base_url}: {reason}; {remedy}")


def build(
    who: AuthorizeResult,
    client: AsyncWebClient,
    listeners: Iterable[Registers],
    *,
    signing_secret: str | None,
    failing: "Failing",
) -> AsyncApp:
    """Return the app with its listeners.

    Args:
        who: answers Bolt's question of who we are, for every event.
        client: makes every call.
        listeners: in the order in which they are asked.
        signing_secret: for HTTP; None where only Socket Mode brings requests.
        failing: tells people what went wrong.
    """

    async def authorize() -> AuthorizeResult:
        return who

    app = _App(
        name="suivi",
        logger=_quiet(),
        client=client,
        authorize=authorize,
        signing_secret=signing_secret or secrets.token_hex(32),  # without one of its own it would read the environment
        request_verification_enabled=signing_secret is not None,
        # That it came into a channel is told as a message of its own; the listeners know the others for theirs.
        ignoring_self_events_enabled=False,
    )
    app.use(_Ours(client))
    for each in listeners:
        each.register(app)
    # Last: an event that somebody subscribed to and nobody listens for is taken, or Slack would send it four times.
    app.event(re.compile(""))(_take)
    app.error(failing.on_error)
    return app


class _App(AsyncApp):
    """Knows each request by an id, from before the first middleware (which ends before the listeners begin)."""

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        with traced():
            return await super().async_dispatch(req)


class _Ours(AsyncMiddleware):
    """Puts ours in the place of what Bolt makes for each request.

    Its client takes a proxy for this machine too, and its ``respond`` repeats. A class and no function, for which Bolt
    would gather each time every argument that a function might name.
    """

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002
    ) -> BoltResponse:
        if is_odd(req.body):  # over Socket Mode; acknowledged, or it would come again
            log.warning("request passed over", reason="not as Slack describes it")
            return BoltResponse(status=200)
        address = req.context.response_url
        req.context["client"] = self._client
        req.context["ack"] = _LastingAck()
        req.context["respond"] = Respond(address, self._client) if address else None
        await next()
        return resp


class _LastingAck(AsyncAck):
    """An acknowledgement that stays given.

    Bolt takes its own back when the listener fails right after it, and then lets Slack wait for three seconds, which is
    when Slack tells the person that the app did not answer.
    """

    def __init__(self) -> None:
        self._given: BoltResponse | None = None

    @property
    def response(self) -> BoltResponse | None:
        return self._given

    @response.setter
    def response(self, response: BoltResponse | None) -> None:
        self._given = response or self._given


async def _take() -> None:
    """Do nothing: Bolt has acknowledged it."""


def _quiet() -> logging.Logger:
    """Return the logger for Bolt's parts, which would take the root's level and log what people write.

    Their warnings quote requests as well, and speak of tokens that are as they should be.
    """
    logger = logging.getLogger("slack_bolt")
    logger.setLevel(logging.ERROR)
    return logger


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """Tells the person in words, and the log in full. The only broad handler in the bot."""

    people: People
    wording: Wording
    meter: Meter

    async def on_error(
        self, error: Exception, body: dict[str, Any], client: AsyncWebClient, respond: Respond | None
    ) -> None:
        self.meter.failed()
        reference = secrets.token_hex(3)
        # The message of a library's error may hold what was asked; its type and our lines are enough.
        log.error("listener failed", reference=reference, error=type(error).__name__, at=_place_of(error))
        user = _who_waits(body)
        if user is None:
            return
        asker = await self.people.asker(user)
        tell = error.tell if isinstance(error, BotError) else BotError.tell
        text = self.wording.say(asker.language or "", tell, reference=reference)
        try:
            await _tell(text, user, body, client, None if isinstance(error, RespondError) else respond)
        except (TimeoutError, SlackClientError, ClientError, RespondError) as failure:
            log.warning("person not told of a failure", reference=reference, reason=type(failure).__name__)


def _who_waits(body: dict[str, Any]) -> str | None:
    """Return who did something and waits for an answer: with an event, a command or a button."""
    event = body.get("event", {})
    if event.get("type") == "app_home_opened":  # they looked, and asked nothing
        return None
    user: str | None = event.get("user") or body.get("user_id") or body.get("user", {}).get("id")
    return user


async def _tell(text: str, user: str, body: dict[str, Any], client: AsyncWebClient, respond: Respond | None) -> None:
    """Say something to one person where they are.

    Args:
        text: what to say.
        user: to whom.
        body: of the event, the command or the button.
        client: posts it.
        respond: goes first, where there is one: the bot may not be in the channel of a command.
    """
    event = body.get("event", {})
    channel = event.get("channel") or body.get("channel_id") or body.get("channel", {}).get("id")
    where = {"channel": channel, "thread_ts": event.get("thread_ts")}
    if respond is not None:
        await respond(response_type="ephemeral", replace_original=False, **words(text))
    elif str(channel).startswith("D"):
        await client.chat_postMessage(**where, **words(text))
    elif channel:
        await client.chat_postEphemeral(user=user, **where, **words(text))
    else:  # a home or a form is in no channel
        await client.chat_postMessage(channel=user, **words(text))


def _place_of(error: BaseException) -> list[str]:
    """Return where an error came from: files, lines and functions, without a single value."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-10:]
