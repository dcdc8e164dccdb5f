"""The plan against a naive reading of its rules, and its promises in long random walks; figures and seeds printed.

python bench/years.py [YEARS [STEPS]]

Pure: what the ledgers do with a plan is compared in bench/twins.py.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.bot.test_planning_year import ACTIVITIES, same_year, walked

FIRST_SEED = 1_000
STEPS_OF_A_WALK = 2_000


def main(years: int = 120, steps: int = 40_000) -> None:
    started = time.perf_counter()
    seeds = range(FIRST_SEED, FIRST_SEED + years)
    messages = sum(same_year(seed, ACTIVITIES[seed % 4]) for seed in seeds)
    print(
        f"{years} years of 400 days, seeds {seeds[0]}-{seeds[-1]}: {messages:,} messages, all as the naive reading says"
    )
    print(f"  {time.perf_counter() - started:.0f} s")
    of_a_walk = min(steps, STEPS_OF_A_WALK)
    started, walks = time.perf_counter(), range(FIRST_SEED, FIRST_SEED + steps // of_a_walk)
    items = sum(walked(seed, of_a_walk) for seed in walks)
    said = f"{items:,} items said, every promise kept"
    print(f"{len(walks) * of_a_walk:,} steps, seeds {walks[0]}-{walks[-1]}: {said}")
    print(f"  {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
