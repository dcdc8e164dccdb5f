"""How long the picture of countries by recommendations takes, drawn as the bot draws it, in a process of its own.

`bench/picture.py [--countries 50] [--recommendations 200] [--rounds 5]`. The goal is under two seconds for the largest.
"""

import argparse
import asyncio
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.peers.using import children_s
from bot.artist import Artist
from bot.charting import matrix, trend
from bot.wording import Wording
from tests.worlds import NOW, a_world, an_event, assignments_of


async def measured(countries: int, recommendations: int, rounds: int) -> None:
    picture, wording, artist = a_world(countries=countries, recommendations=recommendations), Wording(), Artist()
    carried = assignments_of(picture)
    events = [an_event(each, after=each.reported) for each in carried]
    print(f"{countries} countries x {recommendations} recommendations, {len(carried)} assignments, median of {rounds}:")
    for name in ("matrix", "trend"):
        prepared, drawn, busy, size = [], [], [], 0
        for _ in range(rounds):
            begun = time.perf_counter()
            if name == "matrix":
                chart = matrix(carried, picture, NOW, wording, "en")
            else:
                chart = trend(carried, events, picture, NOW, wording=wording, language="en")
            chart.alt()
            prepared.append(time.perf_counter() - begun)
            begun, before = time.perf_counter(), children_s()
            size = len(await artist.drawn(chart))
            drawn.append(time.perf_counter() - begun)
            busy.append(children_s() - before)
        took = f"{median(drawn):.2f} s ({median(busy):.2f} s of processor)"
        print(f"{name:8} worked out in {median(prepared):.2f} s, drawn in {took}, {size / 1024:.0f} KiB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--countries", type=int, default=50)
    parser.add_argument("--recommendations", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    asyncio.run(measured(given.countries, given.recommendations, given.rounds))
