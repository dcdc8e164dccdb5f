"""Replicas of the real process on one PostgreSQL, killed and frozen at random moments, and their server restarted."""

import asyncio
import signal
import time
from pathlib import Path

from tests.databases import Server, new_database_now
from tests.fake_slack import FakeSlack
from tests.lives import LEASE_S, PATIENCE_S, Lives
from tests.nursery import Child, Nursery

#: A message in doubt is not looked up before this time.
DOUBT_S = 60
#: Within this time all is delivered, once what the dead held is free: after their lease, and a minute of doubt.
GOAL_S = 60
#: In leases.
FREEZES = (0.5, 1.0)


class Replicas:
    """So many processes at a time; each round one more recommendation falls due for everybody."""

    def __init__(
        self,
        folder: Path,
        slack: FakeSlack,
        server: Server,
        *,
        bots: int,
        people: int,
        seed: int,
        nursery: Nursery | None = None,
    ) -> None:
        self.folder, self.slack, self.server, self.nursery = folder, slack, server, nursery
        self.bots, self.people, self.seed = bots, people, seed
        self.killed = self.frozen = self.restarted = 0
        self._started: list[asyncio.subprocess.Process | Child] = []
        self.lives: Lives

    async def run(self, *, kills: int, freezes: int = 0, restarts: int = 0, ages: bool = False, told=None) -> float:
        """Return in how many seconds all was delivered after what the last killed process held was free.

        With ``ages`` it is made free at once, as if the time had passed. ``told`` is called with a line now and then.
        """
        rounds = -(-kills // self.bots)  # without kills they live once, and deliver everything
        url = new_database_now(self.server.url)
        self.lives = Lives(
            self.folder,
            self.slack,
            days=rounds + 1,
            people=self.people,
            seed=self.seed,
            ledger_url=url,
            nursery=self.nursery,
        )
        await self.lives.prepare()
        restarting = {rounds * (each + 1) // (restarts + 1) for each in range(restarts)}
        try:
            for day in range(rounds):
                await self._round(day, freezes=self.frozen < freezes, restarts=day in restarting)
                if told is not None and day % 5 == 4:
                    told(f"{self.killed} kills, {self.lives.messages} messages, {len(self.lives.doubled)} doubled")
            if ages:
                await self.lives.age()
            return await self._last(rounds, free_in_s=0 if ages else LEASE_S + DOUBT_S)
        finally:
            for each in self._started:
                if each.returncode is None:
                    each.kill()
                    await each.wait()

    async def _round(self, day: int, *, freezes: bool, restarts: bool) -> None:
        crew = await asyncio.gather(*(self._served(day, number) for number in range(self.bots)))
        ends = [self._ended(process, freezes=freezes and process is crew[0]) for process in crew]
        if restarts:
            await asyncio.sleep(self.lives.chance.uniform(0, 1))
            await asyncio.to_thread(self.server.restart)
            self.restarted += 1
        await asyncio.gather(*ends)

    async def _served(self, day: int, number: int) -> asyncio.subprocess.Process | Child:
        process = await self.lives.start(day, state=f"state-{number}")
        self._started.append(process)
        try:
            async with asyncio.timeout(PATIENCE_S * 10):
                has_begun = await process.stdout.readline()
        except TimeoutError:
            has_begun = b""
        assert has_begun, f"day {day}, process {number} does not serve: {(self.folder / 'log').read_text()[-3000:]}"
        return process

    async def _ended(self, process: asyncio.subprocess.Process | Child, *, freezes: bool) -> None:
        await asyncio.sleep(self.lives.chance.uniform(0, 2))
        if freezes:
            leases = FREEZES[self.frozen % len(FREEZES)]
            self.frozen += 1
            process.send_signal(signal.SIGSTOP)
            await asyncio.sleep(leases * LEASE_S)
            process.send_signal(signal.SIGCONT)
            await asyncio.sleep(self.lives.chance.uniform(0.5, 2))
        process.kill()
        await process.wait()
        self.killed += 1

    async def _last(self, day: int, *, free_in_s: float) -> float:
        """Let all of them live until nothing is left."""
        free = time.monotonic() + free_in_s
        crew = await asyncio.gather(*(self._served(day, number) for number in range(self.bots)))
        try:
            await self.lives.until_nothing_is_under_way(within_s=LEASE_S + DOUBT_S + 5 * GOAL_S)
            return max(0.0, time.monotonic() - free)
        finally:
            for each in crew:
                each.send_signal(signal.SIGTERM)
            await asyncio.gather(*(each.wait() for each in crew))
