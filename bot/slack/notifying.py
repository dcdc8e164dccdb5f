"""Telling the organisers: in their channel, or else each in a direct message, in their own language."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.blocks import Message
from bot.slack.organisers import Organisers
from bot.slack.people import People

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifying:
    """The way to the organisers."""

    client: AsyncWebClient
    organisers: Organisers
    people: People
    #: None: a direct message to each.
    channel: str | None

    async def tell(self, name: str, said: Callable[[str], Message]) -> int:
        """Send a message; return how many conversations it reached. A failure is only logged.

        Args:
            name: of the message in `locales/`, for the log.
            said: the message in a language; "" is the default one.
        """
        if self.channel:
            return await self._post(self.channel, name, said(""))
        reached = 0
        for each in sorted(await self.organisers.everyone()):
            reached += await self._post(each, name, said((await self.people.asker(each)).language or ""))
        return reached

    async def _post(self, channel: str, name: str, message: Message) -> bool:
        try:
            await self.client.chat_postMessage(channel=channel, **message)
        except (TimeoutError, SlackClientError, ClientError) as error:
            log.warning("organisers not told", message=name, reason=type(error).__name__)
            return False
        return True
