"""The Bolt app: who we are, one error handler, and every listener."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import BotError
from bot.slack.blocks import words
from bot.slack.people import People
from bot.wording import Wording

log = structlog.get_logger()

#: Slack answers in well under a second; after this the call has failed.
_TIMEOUT_S = 10


class SlackUnreachableError(BotError):
    """Slack did not say who we are: a wrong token, or no connection."""


class Registers(Protocol):
    """A group of listeners."""

    def register(self, app: AsyncApp) -> None:
        """Add its listeners to the app."""
        ...


def client_for(token: str | None, api_url: str, session: ClientSession) -> AsyncWebClient:
    """Return the client for every call, over one shared session.

    It repeats what was refused for its rate, and nothing else: the library's own retry of broken connections would
    post a message twice that Slack had taken.
    """
    return AsyncWebClient(
        token=token,
        base_url=api_url,
        timeout=_TIMEOUT_S,
        session=session,
        retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=2)],
    )


def session() -> ClientSession:
    return ClientSession(timeout=ClientTimeout(total=_TIMEOUT_S))


async def identity(client: AsyncWebClient) -> AuthorizeResult:
    """Ask Slack once who we are, so that no event has to.

    Raises:
        SlackUnreachableError: Slack refused the token or could not be reached.
    """
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        raise SlackUnreachableError(f"Slack refused SLACK_BOT_TOKEN: {error.response['error']}") from None
    except (TimeoutError, SlackClientError, ClientError, OSError) as error:
        raise SlackUnreachableError(f"Slack could not be reached at {client.base_url}: {error}") from error
    return AuthorizeResult(
        enterprise_id=answer.get("enterprise_id"),
        team_id=answer.get("team_id"),
        bot_user_id=answer["user_id"],
        bot_id=answer.get("bot_id"),
        bot_token=client.token,
    )


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
        client: without a token; Bolt copies it for each request and gives the copy the token of ``who``.
        listeners: in the order in which they are asked.
        signing_secret: for HTTP; None where only Socket Mode brings requests.
        failing: tells people what went wrong.
    """

    async def authorize() -> AuthorizeResult:
        return who

    app = AsyncApp(
        name="suivi",
        client=client,
        authorize=authorize,
        signing_secret=signing_secret or secrets.token_hex(32),  # without one of its own it would read the environment
        request_verification_enabled=signing_secret is not None,
    )
    for each in listeners:
        each.register(app)
    app.error(failing.on_error)
    return app


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """Tells the person in words, and the log in full. The only broad handler in the bot."""

    people: People
    wording: Wording

    async def on_error(self, error: Exception, body: dict[str, Any], client: AsyncWebClient) -> None:
        reference = secrets.token_hex(3)
        # The message of a library's error may hold what was asked; its type and our lines are enough.
        log.error("listener failed", reference=reference, error=type(error).__name__, at=_place_of(error))
        user, channel = _person_and_place(body)
        if user and channel and not isinstance(error, SlackApiError):
            await self._tell(error, user, channel, reference, client)

    async def _tell(self, error: Exception, user: str, channel: str, reference: str, client: AsyncWebClient) -> None:
        asker = await self.people.asker(user)
        tell = error.tell if isinstance(error, BotError) else BotError.tell
        text = self.wording.say(asker.language or "", tell, reference=reference)
        try:
            await client.chat_postEphemeral(channel=channel, user=user, **words(text))
        except (TimeoutError, SlackClientError, ClientError) as failure:
            log.warning("person not told of a failure", reference=reference, reason=type(failure).__name__)


def _person_and_place(body: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return the ids of who did something and where, from an event, a command or a button."""
    event = body.get("event", {})
    user = event.get("user") or body.get("user_id") or body.get("user", {}).get("id")
    channel = event.get("channel") or body.get("channel_id") or body.get("channel", {}).get("id")
    return user, channel


def _place_of(error: BaseException) -> list[str]:
    """Return where an error came from: files, lines and functions, without a single value."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-8:]
