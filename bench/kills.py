"""SIGKILL the real process at every point of its sending, and count on Slack's side what was lost and what was doubled.

    python bench/kills.py [--kills 200] [--people 30] [--ledger sqlite | postgresql] [--seed N]

A quick version runs with the tests: tests/scenarios/test_kills_while_sending.py.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.databases import new_database, running_server
from tests.fake_slack import FakeSlack
from tests.lives import POINTS, Lives

#: What many lives left undone is much for the last one, on a machine that is busy with other things.
LAST_S = 3600


async def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--people", type=int, default=30)
    asked.add_argument("--ledger", choices=["sqlite", "postgresql"], default="sqlite")
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = asked.parse_args()
    print(f"{options.kills} kills, {options.people} people, ledger {options.ledger}, seed {options.seed}", flush=True)
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        url = None
        if options.ledger == "postgresql":
            url = await stack.enter_async_context(new_database(stack.enter_context(running_server())))
        slack = await stack.enter_async_context(FakeSlack().running())
        lives = Lives(
            folder,
            slack,
            days=max(1, options.kills),
            people=options.people,
            seed=options.seed,
            ledger_url=url,
            last_s=LAST_S,
        )
        await lives.prepare()
        for day in range(options.kills):
            await lives.live(day, lives.chance.choice(POINTS))
            if day % 20 == 19:
                print(f"  {day + 1} kills, {lives.messages} messages, {len(lives.doubled)} doubled", flush=True)
        await lives.live(max(1, options.kills) - 1, None)
        return verdict(lives, time.monotonic() - began)


def verdict(lives: Lives, took_s: float) -> int:
    for where, times in sorted(lives.ended.items()):
        print(f"  {times:4} lives ended at: {where}")
    print(f"messages: {lives.messages}, saying {lives.expected.total()} things, in {took_s:.0f} s")
    print(f"lost: {lives.lost.total()}; doubled: {lives.doubled.total()} (goal: 0 and 0)")
    return 1 if lives.lost or lives.doubled else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
