"""Two replicas on one PostgreSQL: what one puts in service answers in the other, whichever is asked to."""

import asyncio
import time
from contextlib import asynccontextmanager
from itertools import count

import pytest

from tests.fake_slack import OLGA
from tests.scenarios.conftest import change, facts_of

#: Within so many seconds all serve the same.
GOAL_S = 2


@pytest.fixture
async def replicas(serving, new_place, tmp_path):
    """Give two workspaces of one Slack, each reached through a bot of its own; they share the files and the ledger."""
    url = await new_place("postgresql")

    @asynccontextmanager
    async def replica(name):
        async with serving(ledger_url=url, state_dir=tmp_path / name) as workspace:
            yield workspace

    async with replica("one") as one, replica("other") as other:
        other._numbers = count(1_000)  # what Slack numbers the same is the same
        yield one, other


async def dinner(workspace):
    [answer] = await workspace.write("Where do we have dinner?")
    return answer.text


async def served(workspace, words):
    """Return in how many seconds a replica answers with these words."""
    began = time.monotonic()
    while words not in workspace.service.base.snapshot.entries["dinner"].answer["en"]:
        assert time.monotonic() - began < 5 * GOAL_S
        await asyncio.sleep(0.02)
    assert words in await dinner(workspace)
    return time.monotonic() - began


async def test_what_one_replica_puts_in_service_is_served_by_the_other(replicas):
    one, other = replicas
    change(facts_of(one), "lighthouse restaurant", "captain's table")
    await one.command("/seminar-admin reload --now", user=OLGA)
    assert await served(other, "captain's table") < GOAL_S
    # The other one goes back, and the first follows.
    [undone] = await other.command("/seminar-admin undo", user=OLGA)
    assert "generation 3" in undone.text
    assert await served(one, "lighthouse") < GOAL_S
    [redone] = await one.command("/seminar-admin redo", user=OLGA)
    assert "generation 4" in redone.text
    assert await served(other, "captain's table") < GOAL_S
    assert other.log.events("another process put other knowledge in service")


async def test_what_one_replica_shows_the_other_applies(replicas):
    one, other = replicas
    change(facts_of(one), "lighthouse restaurant", "captain's table")
    [shown] = await one.command("/seminar-admin reload", user=OLGA)
    [done] = await other.press(shown, "Apply", user=OLGA)
    assert done.text.startswith("The knowledge is reloaded (generation 2")
    assert await served(one, "captain's table") < GOAL_S


async def test_what_one_replica_shows_is_not_applied_where_the_files_say_something_else_by_then(replicas):
    one, other = replicas
    change(facts_of(one), "lighthouse restaurant", "captain's table")
    [shown] = await one.command("/seminar-admin reload", user=OLGA)
    change(facts_of(one), "captain's table", "harbour inn")
    [done] = await other.press(shown, "Apply", user=OLGA)
    assert "no longer as you saw it" in done.text
    assert "lighthouse" in await dinner(other)
