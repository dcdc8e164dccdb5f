"""Send times against clocks on the wall and calendars, for every zone of the 17 countries: T8 to T10 of the proofs.

python bench/calendars.py [--first 2026] [--last 2037] [--zones N]

The naive side reads clocks off minute by minute, and days off day by day; a difference ends the run. All of it is pure:
no ledger takes part.
"""

import argparse
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.bot.test_cadence import ALL_ZONES, NIGHTS, clamped, clock_changes, keeps_days_off, keeps_to_the_wall
from tests.bot.test_reminding import stages_around, stages_in_order
from tests.fake_plans import ZONES

START_DAYS = (28, 29, 30, 31)
LONG_MONTHS = (1, 3, 5, 7, 8, 10, 12)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--first", type=int, default=2026)
    asked.add_argument("--last", type=int, default=2037)
    asked.add_argument("--zones", type=int, default=len(ALL_ZONES))
    options = asked.parse_args()
    started = time.perf_counter()
    clock_on_the_wall(ALL_ZONES[: options.zones], range(options.first, options.last + 1))
    periods()
    days_off(sorted(ZONES)[: options.zones])
    print(f"took {time.perf_counter() - started:.0f} s")


def clock_on_the_wall(zones: list[str], years: range) -> None:
    total = sum(keeps_to_the_wall(zone, years) for zone in zones)
    print(
        f"T8  {len(zones)} zones, {years[0]}-{years[-1]}: {total} clock changes, "
        f"{total * 3 * len(NIGHTS):,} send times,"
    )
    print("    each the first minute of the hours on the wall; none at a time that does not exist (goal: none)")
    said = sum(stages_around(zone, clock_changes(zone, years)) for zone in zones)
    print(
        f"    {said:,} stages around them, each said once, on its day and within its hours (goal: one for each stage)"
    )


def periods() -> None:
    starts = [date(2027, month, day) for month in LONG_MONTHS for day in START_DAYS]
    dates = sum(clamped(months, starts) for months in range(1, 13))
    print(
        f"T9  {len(starts)} start days from the 28th to the 31st, every 1 to 12 months, 20 years: {dates:,} due dates,"
    )
    print("    one for each period, clamped to its month (goal: one)")


def days_off(countries: list[str]) -> None:
    off = sum(keeps_days_off(country, 3653) for country in countries)
    said = sum(stages_in_order(country, every_days=15) for country in countries)
    print(f"T10 {len(countries)} countries x 10 years: {off:,} days off, none written on (goal: none);")
    print(f"    {said:,} stages said, in their order on working days (goal: all)")


if __name__ == "__main__":
    main()
