"""How long App Home takes with 1,000 assignments: read from a ledger, gathered and drawn; Slack's own part is left out.

python bench/home.py [--many 1000] [--people 50] [--rounds 20] [sqlite | memory]

The ledger is SQLite in a file as in service, or memory. An organiser's home counts all assignments; a participant's
lists theirs among them; the one who carries all of them has them all in one list.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.reply import Asker
from bot.slack.home import home_view
from bot.storage.ledger import open_ledger
from bot.wording import Wording
from tests.homes import ORGANISER, World, user_of

GOAL_MS = 100


async def measured(world: World, who: str, rounds: int) -> str:
    """Return what a home takes, in words."""
    wording, homes, found = Wording(), world.homes, []
    for _ in range(rounds + 1):
        started, worked = time.perf_counter(), time.process_time()
        home = await homes.of(Asker(id=who, language="en"), {})
        view = home_view(home, wording, channel="D0ANA")
        found.append((time.perf_counter() - started, time.process_time() - worked, home.is_away))
    if any(away for _, _, away in found):
        raise SystemExit("the ledger did not answer in time; nothing was measured")
    found = found[1:]  # the first one reads the sentences
    wall, work = (statistics.median(each[place] for each in found) * 1000 for place in (0, 1))
    return f"{wall:.1f} ms (of processor time {work:.1f} ms), {len(view['blocks'])} blocks"


async def run(kind: str, many: int, people: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for carriers in (people, 1):
            recommendations = max(1, many // carriers)
            world = World(people=carriers, many=many, recommendations=recommendations)
            ledger = await open_ledger(Path(folder) / f"{carriers}.db") if kind == "sqlite" else None
            await world.begin(ledger)
            await world.asks("Where is the list of participants?", times=50)
            await world.kept()
            readers = {"organiser": ORGANISER, "participant": user_of("p0")}
            if carriers == 1:
                readers = {"carries all of them": user_of("p0")}
            for name, who in readers.items():
                said = await measured(world, who, rounds)
                print(f"{kind}, {many} assignments of {carriers}, {name}: {said} (goal: under {GOAL_MS} ms)")
            if ledger is not None:
                await ledger.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", nargs="?", choices=("sqlite", "memory"), default="sqlite")
    parser.add_argument("--many", type=int, default=1000)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    asyncio.run(run(given.kind, given.many, given.people, given.rounds))


if __name__ == "__main__":
    main()
