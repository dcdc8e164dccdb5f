"""The plan against a naive reading of its rules, and its promises in long random walks; figures and seeds printed.

PYTHONPATH=. python bench/years.py [YEARS [STEPS]]
"""

import sys
import time

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
    started, walks = time.perf_counter(), range(FIRST_SEED, FIRST_SEED + max(1, steps // STEPS_OF_A_WALK))
    items = sum(walked(seed, STEPS_OF_A_WALK) for seed in walks)
    said = f"{items:,} items said, every promise kept"
    print(f"{len(walks) * STEPS_OF_A_WALK:,} steps, seeds {walks[0]}-{walks[-1]}: {said}")
    print(f"  {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
