"""Who asks, as far as Slack tells: language from their locale, country from their time zone."""

import asyncio
import time
from typing import Any

import structlog
from aiohttp import ClientError
from babel.core import get_global
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import Asker

log = structlog.get_logger()

_KEPT_S = 24 * 3600
_MOST = 5000
#: Babel's words for the world, and for a zone such as UTC. Taken for a country, they would hide every contact card.
_NO_COUNTRY = frozenset({"001", "ZZ"})
#: A language is not worth a longer wait: somebody in danger may be waiting behind it.
_PATIENCE_S = 2.0


class People:
    """Slack's users, looked up once a day each; who cannot be looked up is served all the same."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: dict[str, tuple[float, Asker]] = {}

    async def asker(self, user: str) -> Asker:
        """Return what is known of a user. Never raises: an answer in the wrong language beats none."""
        since, known = self._known.get(user, (-_KEPT_S, Asker(id=user)))
        if time.monotonic() - since < _KEPT_S:
            return known
        try:
            async with asyncio.timeout(_PATIENCE_S):
                profile = (await self._client.users_info(user=user, include_locale=True))["user"]
        except (TimeoutError, SlackClientError, ClientError) as error:
            log.warning("user not looked up", user=user, reason=type(error).__name__)
            return Asker(id=user)
        asker = Asker(id=user, language=_language(profile), country=_country(profile))
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[user] = (time.monotonic(), asker)
        return asker


def _language(profile: dict[str, Any]) -> str | None:
    """Return "fr" for "fr-FR"."""
    return str(profile.get("locale") or "").partition("-")[0].lower() or None


def _country(profile: dict[str, Any]) -> str | None:
    """Return "RO" for "Europe/Bucharest"; None for zones that belong to no country."""
    territory = get_global("zone_territories").get(str(profile.get("tz") or ""))
    return territory if territory not in _NO_COUNTRY else None
