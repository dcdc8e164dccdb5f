"""The real process is killed while organisers reload: what it opens with next is the old knowledge or the new.

The long version, with its figures, is bench/reload_kills.py.
"""

from tests.fake_slack import FakeSlack
from tests.reloads import Reloads

SEED = 20121109
KILLS = 5


async def test_killed_while_it_reloads_it_opens_in_the_old_state_or_the_new_and_keeps_its_word(tmp_path, tell):
    async with FakeSlack().running() as slack:
        lives = Reloads(tmp_path, slack, seed=SEED)
        for _ in range(KILLS):
            await lives.live()
        await lives.last()
    assert lives.wrong == []
    assert lives.ended.total() == KILLS
    assert lives.ended["in the middle of a write"] > 0  # it was killed where it was meant to be
    tell(f"{KILLS} kills of `serve` while it reloads (seed {SEED}): {dict(lives.ended)}, 0 states lost, 0 leftovers")
