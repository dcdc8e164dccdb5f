"""Counts every call of Slack, whoever makes it, each repetition too: it stands before the connections."""

import re
from functools import lru_cache

from aiohttp import ClientHandlerType, ClientMiddlewareType, ClientRequest, ClientResponse
from yarl import URL

from bot.metering import OTHER, Meter

#: As Slack names its methods: "chat.postMessage", "assistant.threads.setStatus".
_METHOD = re.compile(r"[a-z]+(?:\.[A-Za-z]+)+")


def counted(meter: Meter, api_url: str) -> ClientMiddlewareType:
    """Return what counts the calls of a session.

    aiohttp's tracing would do it too, and take a tenth of each call.

    Args:
        meter: counts them.
        api_url: the address below which methods are; what goes elsewhere (answers to a command, files) is "other".
    """
    base = URL(api_url)

    @lru_cache(maxsize=64)
    def named(url: URL) -> str:
        return method_of(url, base)

    async def count(request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        status: int | None = None
        try:
            response = await handler(request)
            status = response.status
            return response
        finally:
            meter.called(named(request.url), status)

    return count


def method_of(url: URL, base: URL) -> str:
    """Return Slack's method that an address is, "other" for what is none."""
    name = url.path.removeprefix(base.path)
    if (url.host, url.port) != (base.host, base.port) or not _METHOD.fullmatch(name):
        return OTHER
    return name
