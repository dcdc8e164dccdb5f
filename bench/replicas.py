"""Real processes on one PostgreSQL, killed and frozen at random, the server restarted midway: T4, and T5 for real.

python bench/replicas.py [--bots 4] [--kills 60] [--freezes 6] [--people 30] [--restarts 1] [--seed N]

While a recommendation after the other falls due, processes of `run_bot.py serve` share the work; one is killed
(SIGKILL) or frozen (SIGSTOP for half a lease and for a lease) wherever it then is, and another takes its place. What
people got is counted on Slack's side. What a killed process held is nobody's before its lease and a minute of doubt are
over; the time to deliver all of it counts from there.
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

from tests.databases import restartable_server
from tests.fake_slack import FakeSlack
from tests.replicas import GOAL_S, Replicas


async def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--bots", type=int, default=4)
    asked.add_argument("--kills", type=int, default=60)
    asked.add_argument("--freezes", type=int, default=6)
    asked.add_argument("--restarts", type=int, default=1)
    asked.add_argument("--people", type=int, default=30)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = asked.parse_args()
    print(f"{options.bots} processes, {options.people} people, seed {options.seed}", flush=True)
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        server = stack.enter_context(restartable_server())
        slack = await stack.enter_async_context(FakeSlack().running())
        crew = Replicas(folder, slack, server, bots=options.bots, people=options.people, seed=options.seed)
        recovered_s = await crew.run(
            kills=options.kills,
            freezes=options.freezes,
            restarts=options.restarts,
            told=lambda line: print(f"  {line}", flush=True),
        )
    print(f"{crew.killed} kills, {crew.frozen} freezes, {crew.restarted} restarts of the server, in ", end="")
    print(f"{time.monotonic() - began:.0f} s: {crew.lives.messages} messages, {crew.lives.expected.total()} things")
    print(f"lost: {crew.lives.lost.total()}; doubled: {crew.lives.doubled.total()} (goal: 0 and 0)")
    print(f"all delivered {recovered_s:.0f} s after the leases of the dead were over (goal: within {GOAL_S} s)")
    return 1 if crew.lives.lost or crew.lives.doubled or recovered_s > GOAL_S else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
