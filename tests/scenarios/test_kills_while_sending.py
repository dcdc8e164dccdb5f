"""The real process is killed at every point of its sending: nobody misses a message, nobody gets one twice.

The long version, with its figures, is bench/kills.py.
"""

from tests.fake_slack import FakeSlack
from tests.lives import POINTS, Lives
from tests.nursery import nursery

SEED = 8112012


async def test_killed_at_every_point_of_its_sending_it_loses_nothing_and_doubles_nothing(tmp_path):
    ends = [*POINTS, *(each for each in POINTS if each[0] == "chat.postMessage")]
    async with FakeSlack().running() as slack, nursery() as born:
        lives = Lives(tmp_path, slack, days=len(ends) + 1, people=6, seed=SEED, nursery=born)
        await lives.prepare()
        lives.chance.shuffle(ends)
        for day, point in enumerate(ends):
            await lives.live(day, point)
            await lives.age()
        await lives.live(len(ends), None)
    assert sum(lives.ended.values()) == len(ends) == 13
    assert lives.ended["its time was over"] <= 2  # it was killed where it was meant to be
    assert (lives.lost.total(), lives.doubled.total()) == (0, 0)
    assert lives.messages >= 6
