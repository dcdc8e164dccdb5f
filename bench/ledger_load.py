"""How fast the ledger plans, claims and records, and what a million idle assignments cost.

``python bench/ledger_load.py [--idle 1000000] [--due 200000] [--batch 500] [sqlite postgresql]``

Statement by statement, to see which one is slow; what a whole tick costs is in bench/reminders.py.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.peers.rows import fill_assignments
from bot.outbox import Item, RowKind, RowState, Stage
from bot.ports import Load, Outcome, Planned, Step
from bot.progress import Assignment
from bot.storage.ledger import SqlLedger, open_ledger
from tests.databases import new_database, running_server

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DUE = NOW.date()
LEASE = timedelta(minutes=5)
TIMES = 50


def like(next_at: datetime) -> Assignment:
    return Assignment(id="", recommendation="", owner="", version=1, due=DUE, next_at=next_at)


def recipients(assignments: Sequence[Assignment]) -> set[str]:
    return {each.id for each in assignments}


def decide(assignments: Sequence[Assignment], _: Mapping[str, Load]) -> list[Step]:
    return [
        Step(before=each, after=replace(each, stage=0, next_at=None), messages=(a_message(each),))
        for each in assignments
    ]


def a_message(about: Assignment) -> Planned:
    # Each to somebody of its own, so that none joins another.
    item = Item(assignment=about.id, due=about.due or date.max, stage=Stage.REMINDER, offset=0, recipient=about.id)
    return Planned(recipient=about.id, kind=RowKind.FOLLOW_UP, day=DUE, send_at=NOW, items=(item,))


async def times(work: Callable[[], Awaitable[object]]) -> list[float]:
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        await work()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def shown(name: str, taken: Sequence[float]) -> None:
    late = sorted(taken)[int(len(taken) * 0.95)]
    print(f"  {name:<10} median {statistics.median(taken):7.2f} ms, 95th percentile {late:7.2f} ms")


async def idle(ledger: SqlLedger, many: int) -> None:
    """What looking for work costs where there is none."""
    await ledger._write(  # noqa: SLF001
        "fill", lambda db: fill_assignments(db, "idle", many, like(NOW + timedelta(days=30)), half_never=True)
    )
    print(f"{many} idle assignments, half of them to be looked at some day")
    shown("plan", await times(lambda: ledger.plan(NOW, limit=500, recipients=recipients, decide=decide)))
    shown("claim", await times(lambda: ledger.claim(NOW, limit=500, lease=LEASE)))
    shown("expire", await times(ledger.expire))
    shown("doubtful", await times(lambda: ledger.doubtful(limit=500, lease=LEASE)))
    shown("next_due", await times(ledger.next_due))


async def due(ledger: SqlLedger, many: int, batch: int) -> None:
    """How fast what falls due at once is planned, claimed and recorded."""
    await ledger._write(  # noqa: SLF001
        "fill", lambda db: fill_assignments(db, "due", many, like(NOW))
    )
    print(f"{many} messages due at once, in batches of {batch}")
    taken: dict[str, list[float]] = {"plan": [], "claim": [], "intend": [], "record": []}
    used = dict.fromkeys(taken, 0.0)

    async def timed(name: str, work: Awaitable[object]) -> object:
        start, processor = time.perf_counter(), time.process_time()
        result = await work
        taken[name].append((time.perf_counter() - start) * 1000)
        used[name] += time.process_time() - processor
        return result

    while await timed("plan", ledger.plan(NOW, limit=batch, recipients=recipients, decide=decide)):
        pass
    while rows := await timed("claim", ledger.claim(NOW, limit=batch, lease=LEASE)):
        await timed("intend", ledger.intend([replace(row, channel="D1", mark="0") for row in rows]))
        outcomes = [Outcome(row=row.id, attempt=row.attempt, state=RowState.SENT, ts=row.id) for row in rows]
        await timed("record", ledger.record(outcomes))
    for name, each in taken.items():
        ours = used[name] / many * 1e6
        print(f"  {name}: {many / sum(each) * 1000:.0f} a second, {ours:.0f} us of our processor time each")
        shown("a batch", each)
    print("  in the end:", {str(state): await counted(ledger, state) for state in RowState})


async def counted(ledger: SqlLedger, state: RowState) -> int:
    return len(await ledger.rows(states=[state], limit=10_000_000))


@asynccontextmanager
async def a_ledger(database: str) -> AsyncIterator[SqlLedger]:
    with tempfile.TemporaryDirectory() as folder:
        if database == "sqlite":
            ledger = await open_ledger(Path(folder) / "ledger.db")
            yield ledger
            await ledger.close()
            return
        with running_server(careless=False) as server:
            async with new_database(server) as url:
                ledger = await open_ledger(url)
                yield ledger
                await ledger.close()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--idle", type=int, default=1_000_000)
    parser.add_argument("--due", type=int, default=200_000)
    parser.add_argument("--batch", type=int, default=500)
    asked = parser.parse_args()
    for each in asked.databases:
        print(f"== {each}")
        async with a_ledger(each) as ledger:
            await idle(ledger, asked.idle)
            await due(ledger, asked.due, asked.batch)


if __name__ == "__main__":
    asyncio.run(main())
