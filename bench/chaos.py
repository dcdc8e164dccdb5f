"""Questions while all breaks: replicas killed, PostgreSQL restarted, WebSockets dropped, events twice, Slack slow.

    python bench/chaos.py [--minutes 1] [--bots 3] [--per-second 10] [--seed N]

Real processes on one PostgreSQL answer over Socket Mode. What is not acknowledged in three seconds is sent again, as
Slack does; one event in ten is sent twice in any case. A question may go without an answer only where a process that
had it was killed; it may be answered twice only where the database was away, when each process knows its own events
alone. How reminders fare under the same is `bench/replicas.py`.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.load import Crowd, environment, gathered, started  # noqa: E402 - run from the root as a script
from bench.peers.light_slack import Asked, LightSlack  # noqa: E402
from tests.databases import Server, new_database_now, restartable_server  # noqa: E402

#: When Slack sends again what was not acknowledged, and how often.
_RETRY_S, _RETRIES = 3.0, 3
_TWICE = 0.1
#: What a process may still take for an answer when nothing breaks any more.
_SETTLES_S = 15.0
#: After the database is back a process may leave it alone for so long.
_AWAY_S = 6.0


@dataclass(slots=True)
class Bot:
    """One process, and the WebSockets that it has opened."""

    process: asyncio.subprocess.Process
    sockets: set[web.WebSocketResponse] = field(default_factory=set)


@dataclass
class Chaos:
    """What breaks, and what was seen of it."""

    slack: LightSlack
    server: Server
    folder: Path
    chance: random.Random
    url: str
    bots: list[Bot] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)
    #: Processes that ended by themselves.
    ended: int = 0
    #: WebSockets of processes that were killed.
    dead: set[web.WebSocketResponse] = field(default_factory=set)
    #: From when to when the database was away.
    away: list[tuple[float, float]] = field(default_factory=list)
    _number: int = 0

    async def start(self) -> None:
        """Start a process; what it opens is its own, since one starts at a time."""
        self._number += 1
        known = set(self.slack.sockets)
        settings = environment(self.slack, "socket", str(self.folder / str(self._number)))
        while True:
            process, line = await started(("run_bot.py", "serve"), settings | {"SUIVI_LEDGER_URL": self.url})
            if line:
                break
            self.happened["failed start"] += 1
            await asyncio.sleep(1)  # as a supervisor does
        self.bots.append(Bot(process, set(self.slack.sockets) - known))

    async def run(self, crowd: Crowd, *, seconds: float, per_second: float, pause_s: float) -> None:
        ends = time.perf_counter() + seconds
        breaking = asyncio.create_task(self._break_things(ends, pause_s))
        following = []
        for (user, question, _), number in zip(crowd, range(int(seconds * per_second)), strict=False):
            await asyncio.sleep(max(0.0, ends - seconds + number / per_second - time.perf_counter()))
            asked = await self.slack.ask(user, question, directly=False)
            self.asked.append(asked)
            following.append(asyncio.create_task(self._follow(asked, twice=self.chance.random() < _TWICE)))
        await breaking
        self.slack.takes_s = 0.0
        await asyncio.gather(*following)
        self.ended = sum(each.process.returncode is not None for each in self.bots)

    async def _follow(self, asked: Asked, *, twice: bool) -> None:
        if twice:
            await asyncio.sleep(self.chance.uniform(0, 1))
            await self.slack.send(asked)
        for _ in range(_RETRIES):
            await asyncio.sleep(_RETRY_S)
            if asked.acknowledged is not None:
                break
            await self.slack.send(asked)
        try:
            async with asyncio.timeout(_SETTLES_S):
                await asked.done.wait()
        except TimeoutError:
            pass

    async def _break_things(self, ends: float, pause_s: float) -> None:
        while time.perf_counter() < ends - pause_s:
            await asyncio.sleep(self.chance.uniform(0.5, 1.5) * pause_s)
            what = self.chance.choice(("kill", "restart", "drop", "slow"))
            self.happened[what] += 1
            print(f"  {len(self.asked)} questions, {what}", flush=True)
            match what:
                case "kill":
                    await self._kill()
                case "restart":
                    began = time.perf_counter()
                    await asyncio.to_thread(self.server.restart)
                    self.away.append((began, time.perf_counter() + _AWAY_S))
                case "drop" if self.slack.sockets:
                    await self._drop()
                case "slow":
                    self.slack.takes_s = self.chance.choice([0.0, 0.15, 1.0])

    async def _kill(self) -> None:
        bot = self.bots.pop(self.chance.randrange(len(self.bots)))
        if bot.process.returncode is None:
            bot.process.kill()
        await bot.process.wait()
        self.dead |= bot.sockets
        await self.start()

    async def _drop(self) -> None:
        """Break a WebSocket off; its process opens another one by itself."""
        ws = self.chance.choice(self.slack.sockets)
        bot = next((each for each in self.bots if ws in each.sockets), None)
        known = set(self.slack.sockets)
        await ws.close()
        for _ in range(100):
            await asyncio.sleep(0.1)
            if new := set(self.slack.sockets) - known:
                break
        if bot is not None:
            bot.sockets |= new

    # What came of it

    def print_verdict(self) -> bool:
        """Print what was lost and what was doubled; True where nothing was that must not be."""
        unanswered = [each for each in self.asked if not each.answers]
        under_way = [each for each in unanswered if self.dead & {*each.sent_over}]
        unsent = [each for each in unanswered if not each.sent_over]
        doubled = [each for each in self.asked if each.answers > 1]
        without_ledger = [each for each in doubled if self._was_away(each)]
        lost = len(unanswered) - len(under_way) - len(unsent)
        broken = ", ".join(f"{what}: {n}" for what, n in sorted(self.happened.items()))
        print(f"{len(self.asked)} questions; {broken}; processes that ended by themselves: {self.ended} (goal: 0)")
        print(f"no answer: {len(under_way)} under way in a killed process, {lost} others (goal: 0); ", end="")
        print(f"{len(unsent)} could not be sent, since no process was connected")
        print(f"answered twice: {len(without_ledger)} while the database was away, ", end="")
        print(f"{len(doubled) - len(without_ledger)} others (goal: 0)")
        times = sorted((each.answered - each.at) * 1000 for each in self.asked if each.answered)
        if times:
            print(f"event to posted reply: p50 {times[len(times) // 2]:.0f} ms, the longest {times[-1] / 1000:.1f} s")
        return not lost and not self.ended and len(doubled) == len(without_ledger)

    def _was_away(self, asked: Asked) -> bool:
        end = asked.at + _RETRY_S * _RETRIES + _SETTLES_S
        return any(asked.at < until and since < end for since, until in self.away)


async def main() -> int:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--minutes", type=float, default=1)
    wanted.add_argument("--bots", type=int, default=3)
    wanted.add_argument("--per-second", type=float, default=10)
    wanted.add_argument("--pause", type=float, default=3, help="seconds between what breaks, on the average")
    wanted.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = wanted.parse_args()
    print(f"{options.bots} processes for {options.minutes:g} minutes, seed {options.seed}", flush=True)
    crowd, _ = await gathered(1000)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        server = stack.enter_context(restartable_server())
        slack = await stack.enter_async_context(LightSlack().running())
        chance = random.Random(options.seed)  # noqa: S311 - the seed is printed, so that a run can be repeated
        chaos = Chaos(slack, server, folder, chance, new_database_now(server.url))
        try:
            for _ in range(options.bots):
                await chaos.start()
            run = {"seconds": options.minutes * 60, "per_second": options.per_second, "pause_s": options.pause}
            await chaos.run(crowd, **run)
        finally:
            for each in (each.process for each in chaos.bots if each.process.returncode is None):
                each.kill()
                await each.wait()
        return 0 if chaos.print_verdict() else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
