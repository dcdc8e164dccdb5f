"""Reminders a second, lost and doubled under kills: ours, APScheduler's job store and Procrastinate, in one run.

    make bench-setup     # once: the peers get an environment of their own, .venv-bench
    python bench/reminders.py [--many 2000] [--kills 20] [--seed N]

Each system has every reminder stored and due, starts one worker process, and sends to one local address that answers at
once and counts. Then the same with the worker killed (SIGKILL) and started again, over and over, until it says that
nothing is left. Ours asks Slack twice more for each message (the conversation, and the mark to look back to); that is
the price of what the last two columns show.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.peers.sink import Sink  # noqa: E402 - run from the root as a script
from bot.storage.engine import blocking_engine_for, parsed  # noqa: E402
from tests.databases import new_database, running_server  # noqa: E402

PEERS = ROOT / "bench" / "peers"
PEER_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
#: A worker that has not ended by then hangs.
PATIENCE_S = 300
QUIET = asyncio.subprocess.DEVNULL


@dataclass(frozen=True)
class System:
    name: str
    python: str
    script: str
    dialect: str

    def command(self, doing: str, url: str, port: int, *rest: str) -> list[str]:
        return [self.python, str(PEERS / self.script), doing, url, str(port), *rest]


@dataclass
class Outcome:
    per_second: float
    kills: int
    lost: int
    doubled: int


async def run(command: list[str], url: str) -> asyncio.subprocess.Process:
    environment = {**os.environ, "PEER_URL": url, "PYTHONPATH": str(ROOT)}
    return await asyncio.create_subprocess_exec(*command, cwd=PEERS, env=environment, stdout=QUIET, stderr=QUIET)


async def done(command: list[str], url: str) -> int:
    process = await run(command, url)
    async with asyncio.timeout(PATIENCE_S):
        return await process.wait()


async def measured(system: System, url: str, sink: Sink, many: int) -> float:
    """Return the reminders a second, from the first that arrives to the last."""
    sink.forget()
    if await done(system.command("fill", url, sink.port, str(many)), url):
        raise SystemExit(f"{system.name}: could not store the reminders")
    if await done(system.command("run", url, sink.port), url):
        raise SystemExit(f"{system.name}: the worker failed")
    if len(sink.arrived) != many:
        raise SystemExit(f"{system.name}: {len(sink.arrived)} of {many} arrived without any kill")
    return (many - 1) / (sink.times[-1] - sink.times[0])


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
    engine = blocking_engine_for(parsed(url))
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


async def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--many", type=int, default=2000)
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked.add_argument("dialects", nargs="*", default=["sqlite", "postgresql"])
    options = asked.parse_args()
    print(f"{options.many} reminders, {options.kills} kills, seed {options.seed}", flush=True)
    if not PEER_PYTHON.exists():
        print("Procrastinate is left out: `make bench-setup` makes its environment")
    found: dict[tuple[str, str], Outcome] = {}
    async with AsyncExitStack() as stack:
        sink = Sink()
        await sink.start()
        stack.push_async_callback(sink.stop)
        server = stack.enter_context(running_server(careless=False)) if "postgresql" in options.dialects else ""
        for system in systems(options.dialects):
            speed = await fresh(system, server, lambda url, s=system: measured(s, url, sink, options.many))
            chance = random.Random(options.seed)  # noqa: S311 - the seed is printed
            hit, lost, doubled = await fresh(
                system,
                server,
                lambda url, s=system, c=chance: killed(s, url, sink, many=options.many, kills=options.kills, chance=c),
            )
            found[system.name, system.dialect] = Outcome(speed, hit, lost, doubled)
            print(row(system, found[system.name, system.dialect]), flush=True)
    for (name, dialect), each in found.items():
        if name != "Suivi":
            ratio = found["Suivi", dialect].per_second / each.per_second
            print(f"on {dialect}: Suivi sends {ratio:.1f} x as fast as {name}")


async def fresh(system: System, server: str, doing: Callable[[str], Awaitable[Any]]) -> Any:
    """Carry something out on an empty database."""
    if system.dialect == "postgresql":
        async with new_database(server) as url:
            return await doing(url)
    with tempfile.TemporaryDirectory() as folder:
        return await doing(f"sqlite:///{folder}/ledger.db")


def row(system: System, each: Outcome) -> str:
    return (
        f"{system.name:22s} {system.dialect:10s} {each.per_second:7.0f} a second; "
        f"{each.kills} kills: {each.lost} lost, {each.doubled} doubled"
    )


if __name__ == "__main__":
    started = time.monotonic()
    asyncio.run(main())
    print(f"took {time.monotonic() - started:.0f} s")
