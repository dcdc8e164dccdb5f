"""Who asks: language from what they chose or their Slack locale, country from their time zone."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar

import structlog
from aiohttp import ClientError
from babel.core import get_global
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import LedgerError
from bot.ports import Acquaintance
from bot.reply import Asker
from bot.waiting import within

log = structlog.get_logger()

T = TypeVar("T")

_KEPT_S = 24 * 3600
#: What another process learns of somebody (a choice, an erasure) is known here within this time.
_REMEMBERED_S = 45
#: A ledger that did not answer is not waited for again until this time has passed.
_LEFT_ALONE_S = 5.0
#: More than a large workspace has who ask on one day; half a kilobyte each.
_MOST = 20_000
#: Babel's words for the world, and for a zone such as UTC. Taken for a country, they would hide every contact card.
_NO_COUNTRY = frozenset({"001", "ZZ"})
#: A language is not worth a longer wait: somebody in danger may be waiting behind it.
_PATIENCE_S = 2.0


class People:
    """Slack's users, looked up once a day each; who cannot be looked up is served all the same.

    What the ledger remembers of them goes before what Slack says.
    """

    def __init__(
        self, client: AsyncWebClient, remembered: Callable[[str], Awaitable[Acquaintance | None]] | None = None
    ) -> None:
        self._client = client
        self._remembered = remembered
        self._known: dict[str, tuple[float, Asker]] = {}
        self._acquaintances: dict[str, tuple[float, Acquaintance | None]] = {}
        self._left_alone_until = 0.0

    async def asker(self, user: str) -> Asker:
        """Return what is known of a user. Never raises: an answer in the wrong language beats none."""
        asker, (is_remembered, known) = await asyncio.gather(self._profile(user), self._acquaintance(user))
        if known is None:
            return replace(asker, is_remembered=is_remembered)
        return replace(
            asker,
            language=known.language or asker.language,
            has_chosen=known.language is not None,
            told_at=known.told_at,
        )

    def forget(self, user: str) -> None:
        """Forget a user, who is looked up again when they write again."""
        self._known.pop(user, None)
        self._acquaintances.pop(user, None)

    async def _acquaintance(self, user: str) -> tuple[bool, Acquaintance | None]:
        """Return whether it is known what is remembered of a user, and that."""
        since, known = self._acquaintances.get(user, (-_REMEMBERED_S, None))
        if self._remembered is None or time.monotonic() - since < _REMEMBERED_S:
            return True, known
        if time.monotonic() < self._left_alone_until:
            return known is not None, known
        try:
            known = await within(_PATIENCE_S, self._remembered(user))
        except (LedgerError, TimeoutError) as error:
            log.warning("acquaintance not looked up", reason=str(error) or type(error).__name__)
            self._left_alone_until = time.monotonic() + _LEFT_ALONE_S
            return known is not None, known
        if known is None:
            self._known.pop(user, None)  # erased, here or by another process; or new
        _keep(self._acquaintances, user, (time.monotonic(), known))
        return True, known

    async def _profile(self, user: str) -> Asker:
        since, known = self._known.get(user, (-_KEPT_S, Asker(id=user)))
        if time.monotonic() - since < _KEPT_S:
            return known
        try:
            async with asyncio.timeout(_PATIENCE_S):
                profile = (await self._client.users_info(user=user, include_locale=True))["user"]
        except (TimeoutError, SlackClientError, ClientError) as error:
            log.warning("user not looked up", reason=type(error).__name__)
            return Asker(id=user)
        asker = Asker(id=user, name=_name(profile), language=_language(profile), country=_country(profile))
        _keep(self._known, user, (time.monotonic(), asker))
        return asker


def _keep(remembered: dict[str, T], user: str, what: T) -> None:
    """Remember something of a user; where there is no room, whoever was remembered first is forgotten."""
    remembered.pop(user, None)
    if len(remembered) >= _MOST:
        del remembered[next(iter(remembered))]
    remembered[user] = what


def _language(profile: dict[str, Any]) -> str | None:
    """Return "fr" for "fr-FR"."""
    return str(profile.get("locale") or "").partition("-")[0].lower() or None


def _name(profile: dict[str, Any]) -> str:
    names = (profile.get("real_name"), (profile.get("profile") or {}).get("display_name"), profile.get("name"))
    return next((str(each) for each in names if each), "")


def _country(profile: dict[str, Any]) -> str | None:
    """Return "RO" for "Europe/Bucharest"; None for zones that belong to no country."""
    territory = get_global("zone_territories").get(str(profile.get("tz") or ""))
    return territory if territory not in _NO_COUNTRY else None
