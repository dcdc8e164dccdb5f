"""Lives of the real process, each ended by SIGKILL while organisers reload; each next life must know what came of it.

Every reload puts a new version into service. What a life serves is asked for as people ask, and it is one of two: the
last version that an organiser was told of, or the one whose reload was under way when the life before ended.
"""

import asyncio
import os
import random
import re
import shutil
import signal
import sys
import threading
import time
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from knowledge.storage import UNFINISHED
from tests.fake_slack import OLGA, SECRET, TOKEN, FakeSlack
from tests.scenarios.conftest import HttpDoor

ROOT = Path(__file__).parents[1]
SEMINAR = ROOT / "tests" / "scenarios" / "knowledge"
#: Starting is most of a life, and the machine may be busy.
PATIENCE_S = 120
#: From a request to the end, where the end does not wait for a write.
AT_RANDOM_S = 0.4
QUESTION = "Which version is this?"
#: No words, so that the index has nothing to do with them; some 100 kilobytes, so that a kill can fall into a write.
PADDING = "." * 7_000
VERSION = """\
entries:
  - id: version
    phrasings: {{en: ["{question}"], fr: ["De quelle version s'agit-il ?"]}}
    answer: {{en: "version {number} of the files", fr: "version {number} des fichiers"}}
    source: invitation
"""
WEIGHT = """\
  - id: weight-{each}
    phrasings: {{en: ["What weighs number {each}?"]}}
    answer: {{en: "version {number} {padding}"}}
    source: invitation
"""


@dataclass
class Reloads:
    """One state folder, and as many lives as are wanted, one after the other."""

    folder: Path
    slack: FakeSlack
    seed: int
    #: What an organiser was told to be in service, and what was last asked for.
    told: int = 0
    asked: int = 0
    #: Where lives ended.
    ended: Counter = field(default_factory=Counter)
    #: What must not be: each a sentence.
    wrong: list[str] = field(default_factory=list)
    #: Reloads that an organiser was told of, and those that took effect although nobody was told.
    acknowledged: int = 0
    unheard: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - the seed is printed, so that a run can be repeated
        self._numbers = 0
        shutil.copytree(SEMINAR, self.folder / "content")  # makes the folder too
        self._write(0)

    async def live(self) -> None:
        """Live, look at what the life before left, reload again and again, and be killed in the midst of it."""
        at_a_write = self.chance.random() < 0.6
        later_s = self.chance.choice((0, 0, self.chance.uniform(0, 0.01)))
        async with self._serving() as (process, ask):
            await self._look(ask)
            for _ in range(self.chance.randint(0, 3)):
                await self._reload(ask)
            reloading = asyncio.create_task(self._reload_for_ever(ask))
            if at_a_write:
                await asyncio.to_thread(self._kill_at_a_write, process.pid, later_s)
            else:
                await asyncio.sleep(self.chance.uniform(0, AT_RANDOM_S))
                process.kill()
            await process.wait()
            reloading.cancel()
            await asyncio.gather(reloading, return_exceptions=True)
        self.ended["in the middle of a write" if self._unfinished() else "between two writes"] += 1

    async def last(self) -> None:
        """Live once more, look, reload, and end as a supervisor would end it."""
        async with self._serving() as (process, ask):
            await self._look(ask)
            await self._reload(ask)
            process.send_signal(signal.SIGTERM)
            if await process.wait() != 0:
                self.wrong.append(f"the last life ended with {process.returncode}")
        async with self._serving() as (_, ask):
            await self._look(ask)

    # One life

    @asynccontextmanager
    async def _serving(self):
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("SUIVI_", "SLACK_"))}
        settings = {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": self.slack.api_url,
            "SUIVI_CONTENT": str(self.folder / "content"),
            "SUIVI_STATE_DIR": str(self.folder / "state"),
            "SUIVI_ORGANISERS": OLGA,
            "SUIVI_LOG_LEVEL": "ERROR",
        }
        with (self.folder / "log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "run_bot.py", "serve", "--port", "0"),
                cwd=ROOT,
                env={**outside, **settings},
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        try:
            async with asyncio.timeout(PATIENCE_S):
                line = (await process.stdout.readline()).decode()
            if (port := re.search(r"port ([0-9]+)", line)) is None:
                raise AssertionError(f"it does not open: {(self.folder / 'log').read_text()}")
            async with aiohttp.ClientSession() as session:
                door = HttpDoor(f"http://127.0.0.1:{port[1]}/slack/events", session)
                yield process, lambda command, text: self._used(door, command, text)
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def _used(self, door: HttpDoor, command: str, text: str) -> str:
        """Use a slash command as an organiser; return what she is told."""
        self._numbers += 1
        channel = f"D{self._numbers}"  # of each command its own, to know its answer by
        form = {"command": command, "text": text, "user_id": OLGA, "channel_id": channel, "team_id": "T0VARNA"}
        await door.command({**form, "response_url": self.slack.response_url(channel, OLGA), "trigger_id": "1.2.3"})
        found = lambda: next((each for each in self.slack.posts if each.channel == channel), None)  # noqa: E731
        await self.slack.until(lambda _: found() is not None, patience_s=PATIENCE_S)
        posted = found()
        self.slack.posts.remove(posted)
        return f"{posted.text}\n{posted.shown}"

    async def _look(self, ask) -> None:
        """See what is in service after the end of the life before, and what is left of it."""
        if left := self._unfinished():
            self.wrong.append(f"left over: {left}")
        answer = await ask("/seminar", QUESTION)
        found = re.search(r"version (\d+) of the files", answer)
        version = int(found[1]) if found else -1
        if version not in {self.told, self.asked}:
            self.wrong.append(f"told of {self.told}, asked for {self.asked}, found {answer!r}")
        self.unheard += version != self.told
        self.told = self.asked = version

    async def _reload_for_ever(self, ask) -> None:
        while True:
            await self._reload(ask)

    async def _reload(self, ask) -> None:
        number = self.told + 1
        self._write(number)
        self.asked = number
        answer = await ask("/seminar-admin", "reload --now")
        if "The knowledge is reloaded" not in answer:
            self.wrong.append(f"version {number}: {answer!r}")
        self.told = number
        self.acknowledged += 1

    def _kill_at_a_write(self, pid: int, later_s: float) -> None:
        """Look as often as possible, so that the end comes while a generation is being written."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until and not self._unfinished():
            pass
        threading.Event().wait(later_s)
        os.kill(pid, signal.SIGKILL)

    def _unfinished(self) -> list[str]:
        return [each.name for each in (self.folder / "state" / "knowledge").glob(f"{UNFINISHED}*")]

    def _write(self, number: int) -> None:
        """Let the content say which version it is, all at once as an editor does."""
        path = self.folder / "content" / "varna-2031" / "entries" / "version.yaml"
        heavy = "".join(WEIGHT.format(each=each, number=number, padding=PADDING) for each in range(12))
        beside = path.with_suffix(".new")
        beside.write_text(VERSION.format(number=number, question=QUESTION) + heavy, encoding="utf-8")
        beside.replace(path)
