"""SIGKILL the real process while organisers reload its knowledge, and see what it opens with each time.

    bench/reload_kills.py [--kills 500] [--seed N] [--at-once 2]

A quick version runs with the tests: tests/scenarios/test_kills_while_reloading.py.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.fake_slack import FakeSlack  # noqa: E402 - run from the root as a script
from tests.reloads import Reloads  # noqa: E402


async def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--kills", type=int, default=500)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked.add_argument("--at-once", type=int, default=2, help="bots that live and die side by side")
    options = asked.parse_args()
    print(f"{options.kills} kills, {options.at_once} at once, seed {options.seed}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        rows = [
            one_after_the_other(
                Path(folder) / str(row), len(range(row, options.kills, options.at_once)), options.seed + row
            )
            for row in range(options.at_once)
        ]
        return verdict(await asyncio.gather(*rows), time.monotonic() - began)


async def one_after_the_other(folder: Path, kills: int, seed: int) -> Reloads:
    async with FakeSlack().running() as slack:
        lives = Reloads(folder, slack, seed=seed)
        for number in range(1, kills + 1):
            await lives.live()
            if number % 25 == 0:
                told = f"{lives.acknowledged} reloads acknowledged, {len(lives.wrong)} wrong"
                print(f"  seed {seed}: {number} kills, {told}", flush=True)
        await lives.last()
    return lives


def verdict(rows: list[Reloads], took_s: float) -> int:
    ended = sum((each.ended for each in rows), Counter())
    for where, times in sorted(ended.items()):
        print(f"  {times:4} lives ended {where}")
    acknowledged, unheard = (sum(getattr(each, name) for each in rows) for name in ("acknowledged", "unheard"))
    print(f"reloads acknowledged: {acknowledged}; in service although the end came before the answer: {unheard}")
    wrong = [each for row in rows for each in row.wrong]
    for each in wrong:
        print(f"  {each}")
    print(f"{ended.total()} kills in {took_s:.0f} s: states or reloads lost, leftovers: {len(wrong)} (goal: 0)")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
