"""Send times against a clock on the wall read off minute by minute: each zone of the 17 countries, 2026 to 2037."""

import time

from tests.bot.test_cadence import ALL_ZONES, NIGHTS, keeps_to_the_wall

YEARS = range(2026, 2038)


def main() -> None:
    started = time.perf_counter()
    changes = {zone: keeps_to_the_wall(zone, YEARS) for zone in ALL_ZONES}
    total = sum(changes.values())
    seconds = time.perf_counter() - started
    print(
        f"{len(changes)} zones, {YEARS[0]}-{YEARS[-1]}: {total} clock changes, {total * 3 * len(NIGHTS):,} send times,"
    )
    print(f"each the first minute of the hours on the wall; {seconds:.0f} s")


if __name__ == "__main__":
    main()
