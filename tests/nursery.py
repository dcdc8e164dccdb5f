"""A process that has loaded the bot, of which processes are forked: loading is most of what a start takes.

What is forked is the bot as `run_bot.py serve` runs it, in a process of its own that can be killed and frozen; benches
start each one anew.
"""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
_MOST = 1 << 16
#: What a start of the bot loads, and what these load.
_PARTS = (
    "run_bot",
    "bot.application",
    "bot.following",
    "bot.renewing",
    "bot.scheduling.tick",
    "bot.slack.reminders",
    "bot.slack.serving",
    "bot.slack.side",
    "bot.storage.ledger",
)


class Nursery:
    """The test's side of it."""

    def __init__(self, speaking: socket.socket) -> None:
        self._speaking, self._one_at_a_time = speaking, asyncio.Lock()

    async def start(self, env: Mapping[str, str], log: IO[bytes]) -> "Child":
        """Return a bot with these variables in its environment and its errors in a log."""
        reading, writing = os.pipe()
        async with self._one_at_a_time:
            try:
                socket.send_fds(self._speaking, [json.dumps(dict(env)).encode()], [writing, log.fileno()])
            finally:
                os.close(writing)
            told = await asyncio.get_running_loop().sock_recv(self._speaking, _MOST)
        return await Child.watched(int(told), reading)


class Child:
    """As much of ``asyncio.subprocess.Process`` as lives need."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        #: What it ended with is not known; None: it has not ended.
        self.returncode: int | None = None
        self.stdout = asyncio.StreamReader()
        self._ended = asyncio.Event()
        self._handle: int | None = None

    @classmethod
    async def watched(cls, pid: int, reading: int) -> "Child":
        child, loop = cls(pid), asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(child.stdout), os.fdopen(reading, "rb"))
        try:
            child._handle = os.pidfd_open(pid)  # readable once it has ended
        except ProcessLookupError:
            child._over()
        else:
            loop.add_reader(child._handle, child._over)
        return child

    def send_signal(self, number: int) -> None:
        if self._handle is not None:
            signal.pidfd_send_signal(self._handle, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    async def wait(self) -> int | None:
        await self._ended.wait()
        return self.returncode

    def _over(self) -> None:
        if self._handle is not None:
            asyncio.get_running_loop().remove_reader(self._handle)
            os.close(self._handle)
        self._handle, self.returncode = None, 0
        self._ended.set()


@asynccontextmanager
async def nursery() -> AsyncIterator[Nursery]:
    """Keep a process from which bots are forked; they are the test's to end."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = (sys.executable, "-m", "tests.nursery", str(theirs.fileno()))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, pass_fds=[theirs.fileno()])
    theirs.close()
    ours.settimeout(0)
    try:
        yield Nursery(ours)
    finally:
        ours.close()
        await process.wait()


# The nursery's own side


def _keep(speaking: socket.socket) -> None:
    """Fork a bot for each message, until nobody speaks any more."""
    _load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them here
    while True:
        message, given, _, _ = socket.recv_fds(speaking, _MOST, 2)
        if not message:
            return
        pid = os.fork()
        if not pid:
            speaking.close()
            _live(json.loads(message), *given)
        for each in given:
            os.close(each)
        speaking.send(str(pid).encode())


def _load() -> None:
    for each in _PARTS:
        import_module(each)


def _live(env: dict[str, str], out: int, log: int) -> None:
    os.environ.clear()
    os.environ.update(env)
    os.dup2(out, 1)
    os.dup2(log, 2)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sys.argv = ["run_bot.py", "serve", "--port", "0"]
    import run_bot  # noqa: PLC0415

    try:
        run_bot.app()
    finally:
        sys.stdout.flush()
        os._exit(0)


if __name__ == "__main__":
    _keep(socket.socket(fileno=int(sys.argv[1])))
