"""Try where links lead, for an organiser who asks for it; the bot that serves never does."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aiohttp import ClientError, ClientSession, ClientTimeout

#: At once: of one site there are rarely more.
_AT_ONCE = 8
_PATIENCE = ClientTimeout(total=15, sock_connect=6)
#: That there is nothing, or nothing any more. Others say no more than that a site does not want to be asked.
_GONE = frozenset({404, 410})
_AGENT = {"User-Agent": "Suivi (checks whether a source is still there)"}


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of trying links."""

    #: Those that lead nowhere, in their order.
    dead: tuple[str, ...]
    #: Those of which it is not known: no answer, or one that a browser might not get.
    unknown: tuple[str, ...]


async def tried(links: Sequence[str], *, told: Callable[[int, int], object] = lambda _done, _of: None) -> Tried:
    """Return which links lead nowhere.

    Args:
        links: addresses with http or https.
        told: now and then how many were tried, and of how many.
    """
    limit, done = asyncio.Semaphore(_AT_ONCE), 0

    async def one(session: ClientSession, link: str) -> int | None:
        nonlocal done
        async with limit:
            status = await _status(session, link)
        done += 1
        told(done, len(links))
        return status

    async with ClientSession(timeout=_PATIENCE, headers=_AGENT) as session:
        found = await asyncio.gather(*(one(session, each) for each in links))
    named = [*zip(links, found, strict=True)]
    dead = tuple(link for link, status in named if status in _GONE)
    return Tried(dead, tuple(link for link, status in named if status is None))


async def _status(session: ClientSession, link: str) -> int | None:
    """Return 404 or 410 where there is nothing, 200 where there is something, None where that is not known."""
    for asked in (session.head, session.get):  # some sites answer only the second
        try:
            async with asked(link, allow_redirects=True) as answer:
                if answer.ok:
                    return 200
                if asked == session.get:
                    return answer.status if answer.status in _GONE else None
        except (ClientError, TimeoutError, OSError, ValueError):
            return None
    return None
