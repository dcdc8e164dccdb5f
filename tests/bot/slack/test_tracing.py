"""A request is known by one id, in all that it begins and in nothing else."""

import asyncio

from structlog.contextvars import get_contextvars

from bot.slack.tracing import since_arrival, traced


async def test_what_a_request_begins_has_its_id_although_the_request_has_ended():
    seen = []

    async def listener():
        await asyncio.sleep(0)
        seen.append((get_contextvars()["request"], since_arrival() > 0))

    with traced():
        request = get_contextvars()["request"]
        task = asyncio.create_task(listener())
    assert (get_contextvars(), since_arrival()) == ({}, 0.0)
    await task
    assert seen == [(request, True)]


async def test_each_request_has_an_id_of_its_own():
    ids = set()
    for _ in range(50):
        with traced():
            ids.add(get_contextvars()["request"])
    assert len(ids) == 50
