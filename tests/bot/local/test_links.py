"""Where links lead: nowhere, somewhere, or nobody knows."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.local.links import tried


@pytest.fixture
async def site():
    async def answer(request):
        kind = request.match_info["kind"]
        if kind == "no-head" and request.method == "HEAD":
            raise web.HTTPMethodNotAllowed("HEAD", ["GET"])
        status = {"gone": 410, "missing": 404, "forbidden": 403, "broken": 500}.get(kind, 200)
        if kind == "moved":
            raise web.HTTPFound("/there")
        return web.Response(status=status)

    application = web.Application()
    application.router.add_route("*", "/{kind}", answer)
    async with TestServer(application) as server:
        yield lambda kind: str(server.make_url(f"/{kind}"))


async def test_links_are_told_apart(site):
    kinds = ["there", "moved", "no-head", "gone", "missing", "forbidden", "broken"]
    told = []
    found = await tried([*map(site, kinds), "http://127.0.0.1:9/"], told=lambda *each: told.append(each))
    assert found.dead == (site("gone"), site("missing"))
    assert found.unknown == (site("forbidden"), site("broken"), "http://127.0.0.1:9/")
    assert told == [(each, 8) for each in range(1, 9)]


async def test_no_links_ask_nobody():
    found = await tried([])
    assert (found.dead, found.unknown) == ((), ())
