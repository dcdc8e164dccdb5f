"""How many assignments a second the plan looks at, idle and due; each is a pure decision, without a ledger.

A year of 2,000 assignments of 200 people in 17 countries is walked through as the tick would, in batches of 200 with a
new planner for each, as after a reload; then one planner looks at all of them on one morning.
"""

import random
import statistics
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.ports import Person
from bot.progress import Assignment, assignment_id
from bot.reminding import Planner
from knowledge.model import Addressees, Participant, Period, Policy
from tests.fake_plans import ZONES, Rehearsal

SEED = 20261124
PEOPLE, RECOMMENDATIONS = 200, 10
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
GOAL = 20_000


def main() -> None:
    chance = random.Random(SEED)  # noqa: S311 - nothing is kept secret
    people = {each.id: each for each in roster()}
    policies = {f"r{number}": policy(chance) for number in range(RECOMMENDATIONS)}
    planner = Planner(policies=policies, people=people, timezone="Europe/Bucharest")
    assignments = [first(planner, recommendation, owner) for recommendation in policies for owner in people]
    print(f"seed {SEED}: {len(assignments)} assignments of {len(people)} people")
    morning(planner, assignments)
    year(planner, assignments)


def morning(planner: Planner, assignments: list[Assignment]) -> None:
    now = datetime(2026, 3, 31, 9, 30, tzinfo=UTC)
    rates = []
    for _ in range(5):
        fresh = Planner(policies=planner.policies, people=planner.people, timezone=planner.timezone)
        started = time.process_time()
        fresh.recipients(assignments)
        steps = fresh.decide(assignments, {}, now)
        rates.append(len(steps) / (time.process_time() - started))
    rate, said = statistics.median(rates[1:]), sum(len(each.messages) for each in steps)
    print(f"one morning, {said} of them with something to say:")
    print(f"  {rate:,.0f} looks a second of processor time (goal: over {GOAL:,})")


def year(planner: Planner, assignments: list[Assignment]) -> None:
    rehearsal = Rehearsal(planner, assignments, batch=200)
    started = time.perf_counter()
    rehearsal.run(START, END)
    seconds = time.perf_counter() - started
    looks = rehearsal.looks
    print(f"a year in {seconds:.1f} s: {looks:,} looks, {len(rehearsal.sent):,} messages, {rehearsal.said():,} items")
    print(f"in decide alone: {looks / rehearsal.seconds:,.0f} looks a second of processor time")
    print("reasons:", dict(Counter(each.why or "on the day" for each in rehearsal.sent).most_common()))


def roster() -> list[Person]:
    countries = sorted(ZONES)
    found = []
    for number in range(PEOPLE):
        country = countries[number % len(countries)]
        participant = Participant(
            id=f"p{number}",
            name=f"Participant {number}",
            role=("coordinator", "expert")[number % 2],
            country=country,
            timezone=ZONES[country][0],
            deputy=f"p{(number + 17) % PEOPLE}",
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
    main()
