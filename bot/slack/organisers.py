"""Who is an organiser: Slack ids and user groups from the settings. Everybody else is not."""

import time
from collections.abc import Iterable

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger()

#: A person taken out of the group loses the right within this time.
_KEPT_S = 300


class Organisers:
    """The ids in the settings; ``S...`` is a user group, whose members Slack tells."""

    def __init__(self, client: AsyncWebClient, ids: Iterable[str]) -> None:
        ids = frozenset(ids)
        self._client = client
        self._groups = frozenset(each for each in ids if each.startswith("S"))
        self._users = ids - self._groups
        self._members: dict[str, tuple[float, frozenset[str]]] = {}

    async def include(self, user: str) -> bool:
        """Tell whether a user is an organiser; False where Slack does not answer."""
        return user in self._users or any([user in await self._members_of(each) for each in self._groups])

    async def everyone(self) -> frozenset[str]:
        """Return the ids of all organisers that are known now."""
        members = [await self._members_of(each) for each in self._groups]
        return self._users.union(*members)

    async def _members_of(self, group: str) -> frozenset[str]:
        since, members = self._members.get(group, (-_KEPT_S, frozenset()))
        if time.monotonic() - since < _KEPT_S:
            return members
        try:
            answer = await self._client.usergroups_users_list(usergroup=group)
        except (TimeoutError, SlackClientError, ClientError) as error:
            log.warning("organisers' group not read", group=group, reason=type(error).__name__)
            return frozenset()
        members = frozenset(answer["users"])
        self._members[group] = (time.monotonic(), members)
        return members
