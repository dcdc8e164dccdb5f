"""Ours beside APScheduler's job store and Procrastinate, in one run: speed, kills, a million idle, 200,000 at once.

    make bench-setup     # once: the peers get an environment of their own, .venv-bench
    python bench/reminders.py [--many 2000] [--kills 20] [--idle 1000000] [--due 200000] [--claims 2000] [--jobs 10000]
                              [--seed N] [--slack-ms 100] [--rounds 3] [sqlite postgresql]
                              [--only books speed kills idle due]

Books: what it takes to find so many reminders due and to record that they are done, without posting anything.

Speed: each system has every reminder stored and due, starts one worker process, and posts to one local Slack that
counts: once it answers at once, and once after as long as Slack takes. APScheduler posts with Slack's own client, in
the ten threads it has by default, and where Slack takes its time also in 64. Ours looks into each conversation before
it posts, and so calls twice: the peers are measured doing the same work, and also as they come, posting blindly. All
take turns in some rounds, and of each the best counts.

Kills: each is killed (SIGKILL) and started again, over and over, until it says that nothing is left: that is what the
second call is for.

Idle: what looking for work costs, and the memory of the process, without and with stored reminders of another time.
At once: ours plans, with the real plan of 5,000 recommendations and 500 people, as many assignments as are due, tick by
tick; and claims, intends and records as many messages at the sender's own batch size. APScheduler reads all that is due
in one tick, so that it gets fewer (``--jobs``); of Procrastinate the look for the next job is measured.

Ends with exit code 1 where ours lost or doubled anything.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import text

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.peers.sink import Sink  # noqa: E402 - run from the root as a script
from bench.peers.using import children_s  # noqa: E402
from bot.storage.engine import engine_for, parsed  # noqa: E402
from tests.databases import new_database, running_server  # noqa: E402

PEERS = ROOT / "bench" / "peers"
PEER_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
#: A worker that has not ended by then hangs.
PATIENCE_S = 300
#: A million rows are not filled in a moment.
LONG_PATIENCE_S = 3600
GOAL_TICK_MS, GOAL_FULL_TICK_MS, GOAL_CLAIM_MS = 50, 2000, 50
GOAL_TO_APSCHEDULER = 5
#: What APScheduler's pool has where nobody says otherwise, and where somebody means it well.
THREADS, MANY_THREADS = 10, 64
PARTS = ("books", "speed", "kills", "idle", "due")
QUIET = asyncio.subprocess.DEVNULL


@dataclass(frozen=True)
class System:
    name: str
    python: str
    script: str
    dialect: str
    #: Of the pool that posts, where there is one.
    threads: int = THREADS
    #: Whether a peer looks into each conversation before it posts, as ours does.
    looks: bool = False
    #: What is asked of a run beyond the usual.
    asked: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        more = [
            *(f"its {each}" for each in self.asked),
            *([f"{self.threads} threads"] if self.threads != THREADS else []),
            *(["looking first"] if self.looks else []),
        ]
        return ", ".join([self.name, *more])

    def command(self, doing: str, url: str, port: int, *rest: str) -> list[str]:
        return [self.python, str(PEERS / self.script), doing, url, str(port), *rest]


async def run(
    command: list[str], url: str, *, stdout: int = QUIET, threads: int = THREADS, looks: bool = False
) -> asyncio.subprocess.Process:
    environment = {**os.environ, "PEER_URL": url, "PEER_THREADS": str(threads), "PYTHONPATH": str(ROOT)}
    environment["PEER_LOOKS"] = "1" if looks else ""
    return await asyncio.create_subprocess_exec(*command, cwd=PEERS, env=environment, stdout=stdout, stderr=QUIET)


async def done(command: list[str], url: str, *, threads: int = THREADS, looks: bool = False) -> int:
    process = await run(command, url, threads=threads, looks=looks)
    async with asyncio.timeout(PATIENCE_S):
        return await process.wait()


async def measured(system: System, url: str, sink: Sink, many: int, takes_s: float) -> tuple[float, float]:
    """Return the reminders a second, from the first that arrives to the last, and the processor time of each in ms.

    That is without what a start takes that finds nothing to do.
    """
    sink.forget()
    if await done(system.command("fill", url, sink.port, str(many)), url):
        raise SystemExit(f"{system.name}: could not store the reminders")
    before, sink.takes_s = children_s(), takes_s
    working = system.command("run", url, sink.port, *system.asked)
    if await done(working, url, threads=system.threads, looks=system.looks):
        raise SystemExit(f"{system.name}: the worker failed")
    sink.takes_s = 0.0
    used, before = children_s() - before, children_s()
    await done(system.command("run", url, sink.port), url)
    used -= children_s() - before
    if len(sink.arrived) != many:
        raise SystemExit(f"{system.name}: {len(sink.arrived)} of {many} arrived without any kill")
    return (many - 1) / (sink.times[-1] - sink.times[0]), used / many * 1000


async def killed(
    system: System, url: str, sink: Sink, *, many: int, kills: int, chance: random.Random
) -> tuple[int, ...]:
    """Return how many kills hit, and how many reminders were lost and doubled."""
    sink.forget()
    await done(system.command("fill", url, sink.port, str(many)), url)
    hit = 0
    for part in range(kills):
        # Killed after some more have arrived, wherever in its work the process then is.
        goal = min(many - 1, int(many * (part + chance.random()) / kills))
        process = await run(system.command("run", url, sink.port), url)
        while len(sink.arrived) < goal and process.returncode is None:  # noqa: ASYNC110 - at no event: anywhere
            await asyncio.sleep(chance.uniform(0.0005, 0.003))
        if process.returncode is None:
            process.kill()
            hit += 1
        await process.wait()
        await between(system, url, sink)
    await done(system.command("run", url, sink.port), url)
    await between(system, url, sink)
    await done(system.command("run", url, sink.port), url)
    doubled = sum(times - 1 for times in sink.arrived.values())
    return hit, many - len(sink.arrived), doubled


async def between(system: System, url: str, sink: Sink) -> None:
    """Let time pass for ours (a lease and a minute); put back for Procrastinate what its dead worker held."""
    if system.script == "ours.py":
        await asyncio.to_thread(age, url)
        await done(system.command("expire", url, sink.port), url)
        await asyncio.to_thread(age, url)
    elif system.script == "procrastinate_tasks.py":
        await done(system.command("retry", url, sink.port), url)


def age(url: str) -> None:
    engine = engine_for(parsed(url))
    with engine.begin() as db:
        for column in ("lease_until", "not_before"):
            past = "2000-01-01 00:00:00.000000" if engine.dialect.name == "sqlite" else "2000-01-01 00:00:00+00"
            db.execute(text(f"UPDATE outbox SET {column} = '{past}' WHERE {column} IS NOT NULL"))  # noqa: S608
    engine.dispose()


def systems(dialects: list[str]) -> Iterator[System]:
    for dialect in dialects:
        yield System("Suivi", sys.executable, "ours.py", dialect)
        yield System("APScheduler job store", sys.executable, "apscheduler_jobs.py", dialect)
    if "postgresql" in dialects and PEER_PYTHON.exists():
        yield System("Procrastinate", str(PEER_PYTHON), "procrastinate_tasks.py", "postgresql")


async def told(system: System, doing: str, url: str, sink: Sink, *asked: int) -> dict[str, Any]:
    """Return what a process of a system measured of itself."""
    command = system.command(doing, url, sink.port, *map(str, asked))
    process = await run(command, url, stdout=asyncio.subprocess.PIPE)
    async with asyncio.timeout(LONG_PATIENCE_S):
        output, _ = await process.communicate()
    if process.returncode:
        raise SystemExit(f"{system.name}: `{doing}` failed")
    found: dict[str, Any] = json.loads(output.splitlines()[-1])
    return found


@dataclass
class Bench:
    options: argparse.Namespace
    sink: Sink
    server: str

    async def all(self) -> bool:
        """Run what was asked for; tell whether ours lost and doubled nothing."""
        asked, unharmed = self.options.only, True
        if "books" in asked:
            await self.books()
        if "speed" in asked:
            for slack_ms in dict.fromkeys((0, self.options.slack_ms)):
                await self.speeds(slack_ms)
        for each in systems(self.options.dialects) if "kills" in asked else ():
            unharmed &= await self.kills(each)
        for each in systems(self.options.dialects) if "idle" in asked else ():
            await self.idle(each)
        for each in systems(self.options.dialects) if "due" in asked else ():
            await self.at_once(each)
        return unharmed

    async def books(self) -> None:
        """Compare what the database alone lets each do, without Procrastinate, which does not run without posting."""
        many = self.options.many
        wanted = [each for each in systems(self.options.dialects) if each.name != "Procrastinate"]

        async def rate(system: System) -> tuple[float, float]:
            found = await fresh(system, self.server, lambda url: told(system, "books", url, self.sink, many))
            return many / found["seconds"], 0.0

        best = await self.best_of(wanted, rate)
        for each, (per_second, _) in best.items():
            print(f"{each.called:32s} {each.dialect:10s} {per_second:7.0f} a second in the books alone", flush=True)
        compare({each: per_second for each, (per_second, _) in best.items()})

    async def speeds(self, slack_ms: int) -> None:
        many = self.options.many
        print(f"Slack answers after {slack_ms} ms:")

        async def rate(system: System) -> tuple[float, float]:
            return await fresh(system, self.server, lambda url: measured(system, url, self.sink, many, slack_ms / 1000))

        best = await self.best_of([*self.posting(slack_ms)], rate)
        for each, (per_second, used_ms) in best.items():
            shown = f"{per_second:7.0f} a second, {used_ms:.1f} ms of processor time each"
            print(f"{each.called:32s} {each.dialect:10s} {shown}", flush=True)
        compare({each: per_second for each, (per_second, _) in best.items()})

    async def best_of(
        self, wanted: Sequence[System], rate: Callable[[System], Awaitable[tuple[float, float]]]
    ) -> dict[System, tuple[float, float]]:
        """Return the best of each system's rounds; they take turns, since what else runs here slows some of them."""
        rounds = [{each: await rate(each) for each in wanted} for _ in range(self.options.rounds)]
        return {each: max(found[each] for found in rounds) for each in wanted}

    def posting(self, slack_ms: int) -> Iterator[System]:
        """Yield what is to be measured: ours with real words too, and APScheduler with more threads where it waits."""
        for each in systems(self.options.dialects):
            yield each
            if each.name == "Suivi":
                yield replace(each, asked=("words",))
                continue
            yield replace(each, looks=True)
            if each.name.startswith("APScheduler") and slack_ms:
                yield replace(each, threads=MANY_THREADS, looks=True)

    async def kills(self, system: System) -> bool:
        options = self.options
        chance = random.Random(options.seed)  # noqa: S311 - the seed is printed
        hit, lost, doubled = await fresh(
            system,
            self.server,
            lambda url: killed(system, url, self.sink, many=options.many, kills=options.kills, chance=chance),
        )
        goal = " (goal: 0 and 0)" if system.name == "Suivi" else ""
        print(f"{system.called:32s} {system.dialect:10s} {hit} kills: {lost} lost, {doubled} doubled{goal}", flush=True)
        return system.name != "Suivi" or not (lost or doubled)

    async def idle(self, system: System) -> None:
        many = self.options.idle
        found = await fresh(system, self.server, lambda url: told(system, "idle", url, self.sink, many))
        without, with_them = (found[each] for each in ("without", "with"))
        typical = statistics.median(with_them["ticks_ms"])
        goal = f" ({goal_met(typical < GOAL_TICK_MS, f'under {GOAL_TICK_MS} ms, no growth')})"
        print(
            f"{system.name:22s} {system.dialect:10s} a tick without idle {shown(without['ticks_ms'])}, "
            f"{without['mib']:.0f} MiB; with {many:,} {shown(with_them['ticks_ms'])}, {with_them['mib']:.0f} MiB"
            f"{goal if system.name == 'Suivi' else ''}",
            flush=True,
        )

    async def at_once(self, system: System) -> None:
        if system.name == "Suivi":
            await self.ours_at_once(system)
            return
        many = self.options.due if system.name == "Procrastinate" else self.options.jobs
        found = await fresh(system, self.server, lambda url: told(system, "due", url, self.sink, many))
        what = "the look for the next job" if system.name == "Procrastinate" else "the tick that finds them"
        print(f"{system.name:22s} {system.dialect:10s} {many:,} due at once: {what} {shown(found['ticks_ms'])}", end="")
        print(f"; memory {grown(found['mib'])}", flush=True)

    async def ours_at_once(self, system: System) -> None:
        many = self.options.due
        found = await fresh(system, self.server, lambda url: told(system, "due", url, self.sink, many))
        longest = max(found["ticks_ms"])
        print(
            f"{system.name:22s} {system.dialect:10s} {many:,} assignments due at once: {found['messages']:,} messages "
            f"of {found['items']:,} items in {found['seconds']:.0f} s, {many / found['seconds']:,.0f} a second"
        )
        print(f"    a tick {shown(found['ticks_ms'])}, the longest {longest:.0f} ms", end=" ")
        print(f"({goal_met(longest < GOAL_FULL_TICK_MS, f'under {GOAL_FULL_TICK_MS} ms')})")
        print(f"    memory {grown(found['mib'])} (goal: flat)", flush=True)
        most = self.options.claims
        found = await fresh(system, self.server, lambda url: told(system, "claims", url, self.sink, many, most))
        print(f"    {many:,} messages due at once, {found['messages']:,} claimed, {found['left']:,} left:")
        for each in ("claim", "intend", "record"):
            late = percentile(found[each], 0.95)
            goal = f" ({goal_met(late < GOAL_CLAIM_MS, f'p95 under {GOAL_CLAIM_MS} ms')})" if each == "claim" else ""
            first, last = (percentile(part, 0.95) for part in halves(found[each]))
            print(f"    {each:7s} {shown(found[each])}{goal}; first half p95 {first:.1f}, second {last:.1f}")
        print(f"    memory {grown(found['mib'])} (goal: flat)", flush=True)


def compare(rates: Mapping[System, float]) -> None:
    """Print how many times as fast ours is, on the same database; goals are for the same work, as people get it."""
    same_work = any(each.looks for each in rates)
    for system, rate in rates.items():
        if system.name != "Suivi":
            mine = next(each for ours, each in rates.items() if ours.name == "Suivi" and ours.dialect == system.dialect)
            goal = GOAL_TO_APSCHEDULER if system.name.startswith("APScheduler") else 1
            is_judged = system.threads == THREADS and system.looks == same_work
            met = f" ({goal_met(mine / rate >= goal, goal)})" if is_judged else ""
            print(f"  on {system.dialect}: {mine / rate:.1f} x as fast as {system.called}{met}", flush=True)


def goal_met(is_met: bool, goal: object) -> str:  # noqa: FBT001 - read as a sentence
    return f"goal: {goal}{' x' if isinstance(goal, int) else ''}, {'met' if is_met else 'MISSED'}"


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def shown(times_ms: Sequence[float]) -> str:
    return f"median {statistics.median(times_ms):.1f} ms, p95 {percentile(times_ms, 0.95):.1f} ms"


def halves(values: Sequence[float]) -> tuple[Sequence[float], Sequence[float]]:
    middle = max(1, len(values) // 2)
    return values[:middle], values[middle:] or values


def grown(mib: Sequence[float]) -> str:
    warm = mib[len(mib) // 10]
    return f"{mib[0]:.0f} MiB at first, {warm:.0f} after a tenth, {max(mib):.0f} at most, {mib[-1]:.0f} at last"


async def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--many", type=int, default=2000)
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--idle", type=int, default=1_000_000)
    asked.add_argument("--due", type=int, default=200_000)
    asked.add_argument("--claims", type=int, default=1_000_000)
    asked.add_argument("--jobs", type=int, default=10_000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--slack-ms", type=int, default=100)
    asked.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked.add_argument("dialects", nargs="*", default=["sqlite", "postgresql"])
    options = asked.parse_args()
    print(f"{options.many} reminders, {options.kills} kills, seed {options.seed}", flush=True)
    if not PEER_PYTHON.exists():
        print("Procrastinate is left out: `make bench-setup` makes its environment")
    async with AsyncExitStack() as stack:
        sink = Sink()
        await sink.start()
        stack.push_async_callback(sink.stop)
        server = stack.enter_context(running_server(careless=False)) if "postgresql" in options.dialects else ""
        return 0 if await Bench(options, sink, server).all() else 1


async def fresh(system: System, server: str, doing: Callable[[str], Awaitable[Any]]) -> Any:
    """Carry something out on an empty database."""
    if system.dialect == "postgresql":
        async with new_database(server) as url:
            return await doing(url)
    with tempfile.TemporaryDirectory() as folder:
        return await doing(f"sqlite:///{folder}/ledger.db")


if __name__ == "__main__":
    started = time.monotonic()
    status = asyncio.run(main())
    print(f"took {time.monotonic() - started:.0f} s")
    sys.exit(status)
