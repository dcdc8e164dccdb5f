"""Stop the real process (SIGSTOP) for longer than three leases at each point of its sending, beside a second one: T5.

    python bench/freezes.py [--people 12] [--leases 3.5] [--points 5] [--ledgers sqlite postgresql] [--seed N]

Each point has a ledger and a Slack of its own, and all on one kind of ledger are stopped at the same time: a lease is
half a minute at the least, and the machine only waits. What people got is counted on Slack's side.
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
from tests.freezes import LEASES, POINTS, Thawed, freeze


async def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--people", type=int, default=12)
    asked.add_argument("--leases", type=float, default=LEASES)
    asked.add_argument("--points", type=int, default=len(POINTS))
    asked.add_argument("--ledgers", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = asked.parse_args()
    print(f"{options.people} people, stopped for {options.leases} leases, seed {options.seed}", flush=True)
    began, found = time.monotonic(), []
    for ledger in options.ledgers:
        found += await stopped(ledger, options)
    print(f"lost: {sum(each.lost for each in found)}; doubled: {sum(each.doubled for each in found)} (goal: 0 and 0)")
    print(f"took {time.monotonic() - began:.0f} s")
    return 1 if any(each.lost or each.doubled for each in found) else 0


async def stopped(ledger: str, options: argparse.Namespace) -> list[Thawed]:
    async with AsyncExitStack() as stack:
        server = stack.enter_context(running_server()) if ledger == "postgresql" else None
        stops = []
        for number, point in enumerate(POINTS[: options.points]):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
            url = await stack.enter_async_context(new_database(server)) if server else None
            seed = options.seed + number
            stops.append(freeze(folder, point, people=options.people, seed=seed, ledger_url=url, leases=options.leases))
        found = await asyncio.gather(*stops)
    for each in found:
        second = "the second process refused" if each.refused else f"{each.meanwhile} by the second process meanwhile"
        reported = f", {each.reported} said by the bot to be possibly doubled"
        print(
            f"  {ledger:10s} at {' '.join(each.point):32s} {each.frozen_s:4.0f} s: {each.messages} messages, {second};"
        )
        print(f"             {each.lost} lost, {each.doubled} doubled{reported}", flush=True)
    return found


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
