"""The ledger in a database against its twin in memory, through whatever happens to both: T14 of docs/proofs.md.

python bench/twins.py [--steps 10000] [--seed N] [sqlite postgresql]

Each step does the same to both and compares what they tell, and then all that everybody can see. A difference ends the
run with the shortest example of it.
"""

import argparse
import random
import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.storage.engine import parsed
from bot.storage.ledger import _check
from tests.contracts.test_following_twin import Twins, TwinsOnServer
from tests.databases import database_of, new_database_now, running_server

STEPS_OF_AN_EXAMPLE = 50


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--steps", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked.add_argument("dialects", nargs="*", default=["sqlite", "postgresql"])
    options = asked.parse_args()
    for dialect in options.dialects:
        started = time.perf_counter()
        if dialect == "sqlite":
            steps, examples = compared(Twins, options.steps, options.seed)
        else:
            with running_server() as server:
                template = new_database_now(server)
                _check(parsed(template), read_only=False)
                TwinsOnServer.server, TwinsOnServer.template_database = server, database_of(template)
                steps, examples = compared(TwinsOnServer, options.steps, options.seed)
        print(
            f"T14 {dialect}: {steps:,} steps in {examples} examples, from seed {options.seed}: both always told and "
            f"showed the same; nothing was in two messages, nothing over was held (goal: 10,000 steps); "
            f"{time.perf_counter() - started:.0f} s",
            flush=True,
        )


def compared(machine: type[Twins], steps: int, first_seed: int) -> tuple[int, int]:
    """Run examples until there were enough steps; return how many steps and examples there were."""
    before, examples = Twins.steps, 0
    many = settings(
        deadline=None,
        max_examples=max(1, min(100, steps // STEPS_OF_AN_EXAMPLE)),
        stateful_step_count=min(steps, STEPS_OF_AN_EXAMPLE),
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    for number in range(10**6):
        run_state_machine_as_test(seed(first_seed + number)(type(machine.__name__, (machine,), {})), settings=many)
        examples += many.max_examples
        if Twins.steps - before >= steps:
            break
    return Twins.steps - before, examples


if __name__ == "__main__":
    main()
