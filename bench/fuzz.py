"""Made-up inputs at every door of a whole bot: how many were tried, and what failed. None may.

python bench/fuzz.py [--seconds 300] [--seed N]

The doors: Slack's events, commands, buttons and forms, raw requests, the page of the local workspace, rosters,
knowledge files, lines of `ask --jsonl`, and the masks. The seed is printed; the same one tries the same inputs.
"""

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.fuzzing import fuzzed


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--seconds", type=float, default=300)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = asked.parse_args()
    began = time.perf_counter()
    tried, failures = fuzzed(options.seconds, options.seed)
    print(f"seed {options.seed}, {time.perf_counter() - began:.0f} s")
    for door, count in tried.items():
        print(f"{door:12s} {count:7d}")
    print(f"{'tried':12s} {sum(tried.values()):7d}\n{'failures':12s} {len(failures):7d}")
    for each in failures:
        print(f"\n{each}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
