"""Calls of Slack's Web API, one request each and nothing around it.

What the library's client does around a request (two copies of its arguments, an object for a repetition that is not
wanted, an answer that can be paged) takes as long again as the request, and of each reminder there are two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

Answer = dict[str, Any]

_OK = 200


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is none, with as much of it as tells what became of the call."""

    status_code: int
    headers: Mapping[str, str]
    #: {} where something in between answered, and not Slack.
    data: Answer


class Calls:
    """Calls with the address, the token and the connections of a client of the library."""

    def __init__(self, client: AsyncWebClient) -> None:
        assert client.session is not None  # noqa: S101 - one for each call would be a connection for each call
        self._session: ClientSession = client.session
        self._base = client.base_url
        self._addresses: dict[str, URL] = {}
        self._options: dict[str, Any] = {"proxy": client.proxy, "ssl": client.ssl if client.ssl is not None else True}
        self._reads = {"Authorization": f"Bearer {client.token}", "User-Agent": client.headers["User-Agent"]}
        self._writes = {**self._reads, "Content-Type": "application/json;charset=utf-8"}

    async def read(self, method: str, **arguments: str) -> Answer:
        """Return Slack's answer to a question.

        Raises:
            SlackApiError: it is a refusal, or not Slack's.
            TimeoutError, OSError, ClientError: there is none.
        """
        return await self._asked("GET", method, params=arguments, headers=self._reads)

    async def write(self, method: str, arguments: Mapping[str, Any]) -> Answer:
        """Return Slack's answer to a request to do something. Raises as ``read``, and then it may have been done."""
        return await self._asked("POST", method, data=orjson.dumps(arguments), headers=self._writes)

    async def _asked(self, verb: str, method: str, **request: Any) -> Answer:
        address = self._addresses.setdefault(method, URL(self._base + method))
        async with self._session.request(verb, address, **request, **self._options) as response:
            data = parsed(await response.read())
            if response.status == _OK and data.get("ok"):
                return data
            refusal = Refusal(response.status, response.headers, data)
        raise SlackApiError(f"{method} was refused", refusal)  # type: ignore[no-untyped-call]


def parsed(body: bytes) -> Answer:
    try:
        found = orjson.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
