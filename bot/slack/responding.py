"""Answers to the address that comes with a command or a button (`response_url`)."""

from http import HTTPStatus
from typing import Any

from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.errors import BotError


class RespondError(BotError):
    """Slack did not take the answer: the address serves five answers, within half an hour."""


class Respond:
    """Does what Bolt's own ``respond`` does, over the shared session, and says when it failed.

    Bolt's repeats a post over a broken connection, which Slack may have taken the first time, and passes over a refusal
    in silence.
    """

    def __init__(self, url: str, client: AsyncWebClient) -> None:
        self._webhook = AsyncWebhookClient(
            url,
            timeout=client.timeout,
            session=client.session,
            retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=2)],
        )
        self._webhook.proxy = client.proxy

    async def __call__(self, **message: Any) -> None:
        """Send a message.

        Raises:
            RespondError: Slack refused it.
        """
        answer = await self._webhook.send_dict(message)
        if answer.status_code != HTTPStatus.OK:
            raise RespondError(f"the response address answered {answer.status_code}")
