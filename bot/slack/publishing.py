"""Homes as they stand in Slack: published when they are opened, and again after what changes them."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

import orjson
import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.home import Homes
from bot.slack.home import View, home_view
from bot.slack.people import People
from bot.wording import Wording

log = structlog.get_logger()

#: Whoever opened their home longer ago finds it new when they open it again.
_FRESH_S = 2 * 3600.0
#: So many homes are kept up to date, of those who opened theirs last.
_MOST = 50
#: What changes at once is published at once.
_TOGETHER_S = 0.5


@dataclass(slots=True)
class _Reader:
    """Somebody who has opened their home."""

    channel: str
    opened: float
    pages: Mapping[str, int] = field(default_factory=dict)
    #: How often they have asked from there.
    asked: int = 0
    #: Of the view as it stands in Slack.
    digest: bytes = b""
    #: One publication at a time, or an older one could come last.
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Publishing:
    """Knows who has their home open, and brings it up to date."""

    def __init__(self, homes: Homes, people: People, client: AsyncWebClient, wording: Wording) -> None:
        self._homes, self._people, self._client, self._wording = homes, people, client, wording
        self._readers: OrderedDict[str, _Reader] = OrderedDict()
        self._refreshing: asyncio.Task[None] | None = None
        self._is_stale = False

    async def opened(self, user: str, channel: str) -> None:
        """Publish the home of somebody who has just opened it, from its first pages on.

        Args:
            user: Slack user id.
            channel: their direct messages with the bot.
        """
        before = self._readers.pop(user, None)
        asked = before.asked if before else 0
        self._readers[user] = _Reader(channel=channel, opened=time.monotonic(), asked=asked)
        while len(self._readers) > _MOST:
            self._readers.popitem(last=False)
        await self._publish(user)

    async def turned(self, user: str, channel: str, pages: Mapping[str, int]) -> None:
        """Show other pages of somebody's lists."""
        self._reader(user, channel).pages = pages
        await self._publish(user)

    async def asked(self, user: str, channel: str, said: str = "") -> None:
        """Empty the box of somebody who has asked, and say something above it."""
        self._reader(user, channel).asked += 1
        await self._publish(user, said=said)

    async def said(self, user: str, said: str) -> bool:
        """Say at the top of a home what came of a press, as mrkdwn; False where it could not be shown."""
        return await self._publish(user, said=said)

    def soon(self) -> None:
        """Bring the homes that are open up to date before long; does not wait."""
        self._is_stale = True
        if self._readers and (self._refreshing is None or self._refreshing.done()):
            self._refreshing = asyncio.get_running_loop().create_task(self._refresh())

    def forget(self, user: str) -> None:
        """Forget that somebody has opened their home."""
        self._readers.pop(user, None)

    async def close(self) -> None:
        task, self._refreshing = self._refreshing, None
        self._readers.clear()
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _reader(self, user: str, channel: str) -> _Reader:
        # After a restart the homes stand in Slack still, and are pressed.
        return self._readers.setdefault(user, _Reader(channel=channel, opened=time.monotonic()))

    async def _refresh(self) -> None:
        while self._is_stale:
            await asyncio.sleep(_TOGETHER_S)
            self._is_stale = False
            for user, reader in list(self._readers.items()):
                if time.monotonic() - reader.opened > _FRESH_S:
                    self._readers.pop(user, None)
                else:
                    await self._publish(user, only_changed=True)

    async def _publish(self, user: str, *, said: str = "", only_changed: bool = False) -> bool:
        reader = self._readers.get(user)
        if reader is None:
            return False
        async with reader.turn:
            home = await self._homes.of(await self._people.asker(user), reader.pages)
            view = home_view(home, self._wording, channel=reader.channel, said=said, asked=reader.asked)
            digest = _digest(view)
            if only_changed and (home.is_away or digest == reader.digest):
                return True
            return await self._put(user, reader, view, digest)

    async def _put(self, user: str, reader: _Reader, view: View, digest: bytes) -> bool:
        try:
            await self._client.views_publish(user_id=user, view=view)
        except (TimeoutError, SlackClientError, ClientError) as error:
            # They see the one before; the next change, or opening it again, tries anew.
            log.warning("home not published", reason=type(error).__name__)
            return False
        reader.digest = digest
        return True


def _digest(view: View) -> bytes:
    return sha256(orjson.dumps(view, option=orjson.OPT_SORT_KEYS)).digest()
