"""Replicas on one PostgreSQL: killed, and with their server restarted, they lose nothing and double nothing.

The long version, with its figures, is bench/replicas.py.
"""

from tests.databases import restartable_server
from tests.fake_slack import FakeSlack
from tests.nursery import nursery
from tests.replicas import GOAL_S, Replicas

SEED = 8112012


async def test_replicas_that_are_killed_and_lose_their_server_deliver_everything_once(tmp_path):
    with restartable_server() as server:
        async with FakeSlack().running() as slack, nursery() as born:
            crew = Replicas(tmp_path, slack, server, bots=3, people=6, seed=SEED, nursery=born)
            recovered_s = await crew.run(kills=6, restarts=1, ages=True)
    assert (crew.killed, crew.restarted) == (6, 1)
    assert (crew.lives.lost.total(), crew.lives.doubled.total()) == (0, 0)
    assert recovered_s <= GOAL_S
