"""How many assignments a second the plan looks at, idle and due; each is a pure decision, without a ledger.

python bench/planning.py [PEOPLE [DAYS]]

On one morning a new planner looks at 2,000 assignments of 200 people in 17 countries; then a year of them is walked
through as the tick would, in batches of 200. Processor time is counted, since a busy machine would be measured
otherwise; even that grows where others use the same core, and never shrinks, so that the best round counts; and each is
held against one of a peer: as many next times of APScheduler's cron trigger, which knows neither holidays, stages nor
anybody's load.
"""

import gc
import random
import statistics
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from apscheduler.triggers.cron import CronTrigger

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.ports import Person
from bot.progress import Assignment, assignment_id
from bot.reminding import Planner
from knowledge.model import Addressees, Participant, Period, Policy
from tests.fake_plans import ZONES, Rehearsal

SEED = 20261124
RECOMMENDATIONS = 10
START = datetime(2026, 1, 1, tzinfo=UTC)
ROUNDS = 15
GOAL = 20_000


def main(many: int = 200, days: int = 365) -> None:
    chance = random.Random(SEED)  # noqa: S311 - nothing is kept secret
    people = {each.id: each for each in roster(many)}
    policies = {f"r{number}": policy(chance) for number in range(RECOMMENDATIONS)}
    planner = Planner(policies=policies, people=people, timezone="Europe/Bucharest")
    assignments = [first(planner, recommendation, owner) for recommendation in policies for owner in people]
    print(f"seed {SEED}: {len(assignments)} assignments of {len(people)} people")
    morning(planner, assignments)
    year(planner, assignments, days)


def morning(planner: Planner, assignments: list[Assignment]) -> None:
    now = datetime(2026, 3, 31, 9, 30, tzinfo=UTC)
    rates, ratios = [], []
    gc.collect()
    gc.freeze()  # as `run_bot.py` does once it serves
    for _ in range(ROUNDS):
        peer = cron(len(assignments), now)
        fresh = Planner(policies=planner.policies, people=planner.people, timezone=planner.timezone)
        started = time.process_time()
        fresh.recipients(assignments)
        steps = fresh.decide(assignments, {}, now)
        rates.append(len(steps) / (time.process_time() - started))
        ratios.append(rates[-1] / peer)
    rate, said = max(rates), sum(len(each.messages) for each in steps)
    print(f"one morning, {said} of them with something to say:")
    print(f"  {rate:,.0f} looks a second of processor time in the best of {ROUNDS} rounds (goal: over {GOAL:,})")
    print(f"  {statistics.median(ratios[1:]):.2f} looks in the time of one next time of APScheduler's cron trigger")


def cron(many: int, now: datetime) -> float:
    """Return how many next times of a cron trigger a second of processor time gives."""
    triggers = [CronTrigger(day=28, hour=9, timezone=zone) for zone in ("Europe/Bucharest", "Europe/Paris")]
    started = time.process_time()
    for number in range(many):
        triggers[number % 2].get_next_fire_time(None, now)
    return many / (time.process_time() - started)


def year(planner: Planner, assignments: list[Assignment], days: int) -> None:
    rehearsal = Rehearsal(planner, assignments, batch=200)
    started = time.perf_counter()
    rehearsal.run(START, START + timedelta(days=days))
    seconds = time.perf_counter() - started
    looks = rehearsal.looks
    print(
        f"{days} days in {seconds:.1f} s: {looks:,} looks, {len(rehearsal.sent):,} messages, {rehearsal.said():,} items"
    )
    print(f"in decide alone: {looks / rehearsal.seconds:,.0f} looks a second of processor time")
    print("reasons:", dict(Counter(each.why or "on the day" for each in rehearsal.sent).most_common()))


def roster(many: int) -> list[Person]:
    countries = sorted(ZONES)
    found = []
    for number in range(many):
        country = countries[number % len(countries)]
        participant = Participant(
            id=f"p{number}",
            name=f"Participant {number}",
            role=("coordinator", "expert")[number % 2],
            country=country,
            timezone=ZONES[country][0],
            deputy=f"p{(number + 17) % many}",
        )
        found.append(Person(participant=participant, user=f"U{number}"))
    return found


def policy(chance: random.Random) -> Policy:
    return Policy(
        owners=Addressees(roles=("coordinator", "expert")),
        validator=Addressees(roles=("expert",)),
        escalation=Addressees(roles=("coordinator",)),
        anchor=date(2026, 1, 15) + timedelta(days=chance.randrange(120)),
        every=Period(months=chance.choice((3, 4, 6, 12))),
    )


def first(planner: Planner, recommendation: str, owner: str) -> Assignment:
    due = planner.policies[recommendation].anchor
    found = Assignment(id=assignment_id(recommendation, owner), recommendation=recommendation, owner=owner, due=due)
    return replace(found, next_at=planner.first_look(found))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
