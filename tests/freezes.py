"""The real process is stopped (SIGSTOP) in the middle of its sending, for longer than three leases, and goes on.

On PostgreSQL a second process takes over meanwhile; on the embedded files a second one refuses, since the first still
holds them, and the first finds its own leases over.
"""

import asyncio
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from bot.storage.ledger import open_ledger
from tests.fake_slack import Call, FakeSlack
from tests.lives import FIRST, LEASE_S, PATIENCE_S, Lives

#: Where it is stopped: a method of Slack's, and how far its call has come.
POINTS = (
    ("conversations.history", "received"),
    ("conversations.history", "answered"),
    ("chat.postMessage", "received"),
    ("chat.postMessage", "done"),
    ("chat.postMessage", "answered"),
)
#: A third process of the many that start at once has a long way.
STARTS_S = PATIENCE_S * 4
#: After it goes on: a minute of doubt for what nobody has looked up yet, and as much again.
SETTLES_S = 240
LEASES = 3.5
#: Alembic has one migration at a time in a process.
_PREPARING = asyncio.Lock()


@dataclass
class Thawed:
    """What came of one stop."""

    point: tuple[str, str]
    frozen_s: float
    messages: int
    #: Messages that arrived while the first was stopped: the second one's.
    meanwhile: int
    refused: bool
    lost: int
    doubled: int
    #: Counted and told by the bot itself.
    reported: int


async def freeze(
    folder: Path, point: tuple[str, str], *, people: int, seed: int, ledger_url: str | None, leases: float = LEASES
) -> Thawed:
    """Stop a process at a point for so many leases beside a second one; return what people got in the end."""
    async with FakeSlack().running() as slack:
        lives = Lives(folder, slack, days=1, people=people, seed=seed, ledger_url=ledger_url)
        async with _PREPARING:
            await lives.prepare()
        first = await lives.start(0)
        others: list[asyncio.subprocess.Process] = []
        try:
            await _stopped_at(point, slack, first, nth=lives.chance.randint(1, people))
            began, before = time.monotonic(), lives.messages
            second = await lives.start(0, state="state" if ledger_url is None else "second")
            others.append(second)
            async with asyncio.timeout(STARTS_S):
                line = await second.stdout.readline()
                refused = not line and await second.wait() != 0
            await asyncio.sleep(max(0.0, leases * LEASE_S - (time.monotonic() - began)))
            frozen_s, meanwhile = time.monotonic() - began, lives.messages - before
            first.send_signal(signal.SIGCONT)
            await lives.until_nothing_is_under_way(within_s=SETTLES_S)
            reported = await _reported(lives)
        finally:
            for each in (first, *others):
                if each.returncode is None:
                    each.send_signal(signal.SIGCONT)
                    each.terminate()
                await each.wait()
        return Thawed(
            point, frozen_s, lives.messages, meanwhile, refused, lives.lost.total(), lives.doubled.total(), reported
        )


async def _stopped_at(point: tuple[str, str], slack: FakeSlack, process: asyncio.subprocess.Process, *, nth: int):
    """Let a process run until the nth call of a method has come so far, and stop it there."""
    reached, seen = asyncio.Event(), 0

    def watch(call: Call, at: str) -> None:
        nonlocal seen
        if (call.method, at) != point or reached.is_set():
            return
        seen += 1
        if seen == nth:
            process.send_signal(signal.SIGSTOP)
            reached.set()

    slack.watch = watch
    async with asyncio.timeout(STARTS_S):
        await reached.wait()


async def _reported(lives: Lives) -> int:
    ledger = await open_ledger(lives.place)
    try:
        return await ledger.counted("sending.possibly_doubled", "", FIRST)
    finally:
        await ledger.close()
