"""How many questions a second, and how long each takes: replicas of the real process on one PostgreSQL under load.

    python bench/load.py [--seconds 5] [--minutes 0] [--replicas 1 2 4] [--slack-ms 0 150] [--transports http socket]
                         [--users 10000] [--ledger postgresql | sqlite] [--without-peer] [--statements]

A Slack on this machine asks the questions of the shipped checks for so many people, half of them directly and half in
channels: first as fast as they are answered, then at a steady pace of half that. With `--minutes` the steady pace goes
on for so long on one replica, and the memory is watched. The last is a plain Bolt `App` with RapidFuzz's `extractOne`
over the same phrasings, under the same load. Slack, the bots and PostgreSQL share the cores; what each used is printed.
"""

import argparse
import asyncio
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson
import psycopg

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.peers.light_slack import APP_TOKEN, SECRET, TOKEN, Asked, Door, LightSlack  # noqa: E402 - run as a script
from bot.application import terminal_desk  # noqa: E402
from bot.reply import Asker, Conversation  # noqa: E402
from config.settings import Settings  # noqa: E402
from knowledge.model import Expected, in_language  # noqa: E402
from tests.databases import new_database, running_server  # noqa: E402

GOAL_PER_SECOND, GOAL_P99_MS, GOAL_ACK_MS, MOST_ACK_MS = 300, 150, 100, 3000
#: More memory after the second half of a long run than after the first, in MiB.
GOAL_GROWTH = 10
#: Under way at the same time, for each replica: what a second's worth of calls to Slack keeps busy.
_UNDER_WAY = 48
#: A question without an answer after this is lost.
_PATIENCE_S = 20.0
_WARM_S = 2.0
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Load:
    """What came of some questions."""

    asked: Sequence[Asked]
    took_s: float

    @property
    def per_second(self) -> float:
        return sum(each.answered is not None for each in self.asked) / self.took_s

    @property
    def lost(self) -> int:
        return sum(each.answered is None for each in self.asked)

    @property
    def doubled(self) -> int:
        return sum(each.answers > 1 for each in self.asked)

    def answered_ms(self, share: float) -> float:
        return _percentile([(each.answered - each.at) * 1000 for each in self.asked if each.answered], share)

    def acknowledged_ms(self, share: float) -> float:
        return _percentile([(each.acknowledged - each.at) * 1000 for each in self.asked if each.acknowledged], share)


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)] if values else float("nan")


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who asks what, without end and always the same."""

    questions: Sequence[str]
    users: int

    def __iter__(self) -> Iterator[tuple[str, str, bool]]:
        chance = random.Random(2031)  # noqa: S311 - not for secrets
        while True:
            for question in self.questions:
                yield f"U{chance.randrange(self.users):05}", question, chance.random() < 1 / 2


@dataclass(slots=True)
class Bots:
    """Processes that answer, and the database behind them."""

    pids: Sequence[int]
    #: The postmaster; 0: none.
    database: int = 0

    def used(self) -> dict[str, float]:
        """Return the processor time that each kind of process has used so far, in seconds."""
        database = [self.database, *_children(self.database)] if self.database else []
        kinds = {"bots": self.pids, "PostgreSQL": database}
        found = {name: sum(map(_processor_s, pids)) for name, pids in kinds.items()}
        return {**found, "Slack": time.process_time()}

    def memory(self) -> float:
        """Return the memory of the largest process in MiB."""
        return max(map(_resident_mib, self.pids))


async def main() -> int:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--seconds", type=float, default=5)
    wanted.add_argument("--minutes", type=float, default=0)
    wanted.add_argument("--replicas", type=int, nargs="*", default=[1, 2, 4])
    wanted.add_argument("--slack-ms", type=int, nargs="+", default=[0, 150])
    wanted.add_argument("--transports", nargs="+", choices=["http", "socket"], default=["http", "socket"])
    wanted.add_argument("--users", type=int, default=10_000)
    wanted.add_argument("--ledger", choices=["postgresql", "sqlite"], default="postgresql")
    wanted.add_argument("--without-peer", action="store_true")
    wanted.add_argument("--statements", action="store_true", help="count the statements of a question")
    options = wanted.parse_args()
    crowd, answers = await gathered(options.users)
    async with AsyncExitStack() as stack:
        server = stack.enter_context(running_server(careless=False)) if options.ledger == "postgresql" else None
        for transport in options.transports:
            for replicas in options.replicas:
                for slack_ms in options.slack_ms:
                    async with _serving(server, transport, replicas, options.users) as (slack, bots):
                        slack.takes_s = slack_ms / 1000
                        what = f"{transport}, {replicas} replicas, Slack takes {slack_ms} ms"
                        await measured(what, slack, bots, crowd, options.seconds)
        if options.minutes:
            async with _serving(server, options.transports[0], 1, options.users) as (slack, bots):
                await watched(slack, bots, crowd, options.minutes)
        if options.statements and server:
            async with _serving(server, options.transports[0], 1, options.users) as (slack, bots):
                await counted(server, slack, crowd)
        if not options.without_peer:
            await compared(server, answers, crowd, options.users, options.seconds)
    return 0


async def gathered(users: int) -> tuple[Crowd, dict[str, str]]:
    """Return the questions that are answered where others read, and what each phrasing is answered."""
    desk, snapshot = terminal_desk(Settings(semantic=False), None)
    asked = [each.question for each in snapshot.knowledge.checks if each.expect is not Expected.SAFETY]
    replies = [await desk.ask(each, Asker(id="U0"), Conversation(channel=str(n))) for n, each in enumerate(asked)]
    questions = [question for question, reply in zip(asked, replies, strict=True) if not reply.private]
    answers = {
        phrasing: in_language(entry.answer, language)
        for entry in snapshot.entries.values()
        for language, phrasings in entry.phrasings.items()
        for phrasing in phrasings
    }
    return Crowd(questions, users), answers


# One load


async def measured(what: str, slack: LightSlack, bots: Bots, crowd: Crowd, seconds: float) -> float:
    """Print what comes of a load, and return how many questions a second are answered at most."""
    asking = iter(crowd)
    await _fast(slack, asking, _WARM_S, len(bots.pids))
    used, calls = bots.used(), slack.calls.total()
    fast = await _fast(slack, asking, seconds, len(bots.pids))
    spent = {name: (each - used[name]) * 1000 / len(fast.asked) for name, each in bots.used().items()}
    called = (slack.calls.total() - calls) / len(fast.asked)
    steady = await _steady(slack, asking, max(1.0, fast.per_second / 2), seconds)
    goal = f" (goal: {GOAL_PER_SECOND} on one replica)" if not slack.takes_s and len(bots.pids) == 1 else ""
    print(f"{what}: {fast.per_second:.0f} questions a second{goal}, lost {fast.lost + steady.lost}, ", end="")
    print(f"doubled {fast.doubled + steady.doubled}, memory {bots.memory():.0f} MiB", flush=True)
    print("  a question costs " + ", ".join(f"{name} {each:.2f} ms" for name, each in spent.items()), end="")
    print(f" of processor and {called:.1f} calls of Slack")
    print(f"  at half that: event to posted reply {_spread(steady)}; ", end="")
    print(f"acknowledged p99 {steady.acknowledged_ms(0.99):.1f} ms, at full load {fast.acknowledged_ms(0.99):.0f} ms")
    return fast.per_second


def _spread(load: Load) -> str:
    return ", ".join(f"p{share * 100:.0f} {load.answered_ms(share):.1f}" for share in (0.5, 0.95, 0.99)) + " ms"


async def _fast(slack: LightSlack, asking: Iterator[tuple[str, str, bool]], seconds: float, replicas: int) -> Load:
    """Ask so that always as many questions are under way."""
    began, asked = time.perf_counter(), []
    # What Slack takes, three times for a question, keeps a replica waiting and not busy.
    under_way = replicas * (_UNDER_WAY + int(GOAL_PER_SECOND * slack.takes_s * 3))

    async def one_after_the_other() -> None:
        while time.perf_counter() - began < seconds:
            user, question, directly = next(asking)
            asked.append(await slack.ask(user, question, directly=directly))
            await _ended(asked[-1])

    await asyncio.gather(*(one_after_the_other() for _ in range(under_way)))
    return Load(asked, time.perf_counter() - began)


async def _steady(
    slack: LightSlack, asking: Iterator[tuple[str, str, bool]], per_second: float, seconds: float
) -> Load:
    """Ask at a steady pace, whatever becomes of the questions before."""
    began, asked = time.perf_counter(), []
    for number in range(max(1, int(per_second * seconds))):
        await asyncio.sleep(max(0.0, began + number / per_second - time.perf_counter()))
        user, question, directly = next(asking)
        asked.append(await slack.ask(user, question, directly=directly))
    took_s = time.perf_counter() - began
    await asyncio.gather(*map(_ended, asked))
    await asyncio.sleep(0.2)  # a second answer would come by now
    return Load(asked, took_s)


async def _ended(asked: Asked) -> None:
    try:
        async with asyncio.timeout(_PATIENCE_S):
            await asked.done.wait()
    except TimeoutError:
        pass  # it is counted as lost


async def watched(slack: LightSlack, bots: Bots, crowd: Crowd, minutes: float) -> None:
    """Ask at half the goal's pace for long, and print what the memory does."""
    asking = iter(crowd)
    before = bots.memory()
    parts = max(2, round(minutes))
    memory, lost, slowest = [], 0, 0.0
    for _ in range(parts):
        load = await _steady(slack, asking, GOAL_PER_SECOND / 2, minutes * 60 / parts)
        memory.append(bots.memory())
        lost, slowest = lost + load.lost, max(slowest, load.answered_ms(0.99))
    halfway = memory[parts // 2 - 1]
    print(f"{GOAL_PER_SECOND // 2} a second for {minutes:.1f} minutes: memory {before:.0f} MiB at first, then ", end="")
    print(", ".join(f"{each:.0f}" for each in memory), end="")
    print(f"; {memory[-1] - halfway:+.1f} MiB in the second half (goal: under {GOAL_GROWTH}); lost {lost}, ", end="")
    print(f"the worst p99 {slowest:.0f} ms (goal: under {GOAL_P99_MS})")


async def counted(server: str, slack: LightSlack, crowd: Crowd) -> None:
    """Print how many statements reach PostgreSQL for a question, from its own log."""
    with psycopg.connect(server, autocommit=True) as db:
        log = _log_in(Path(str(db.execute("SHOW data_directory").fetchone()[0])))
        if log is None:
            print("statements a question: not counted, the server keeps no log here")
            return
        asking = iter(crowd)
        await _steady(slack, asking, 50, 2)
        for setting in ("log_statement = 'all'", "log_min_messages = 'log'"):
            db.execute(f"ALTER SYSTEM SET {setting}")
        db.execute("SELECT pg_reload_conf()")
        await asyncio.sleep(0.5)
        start, rows = log.stat().st_size, _rows(db)
        load = await _steady(slack, asking, GOAL_PER_SECOND / 2, 4)
        await asyncio.sleep(1)  # until the server has counted
        new, changed = ((after - before) / len(load.asked) for before, after in zip(rows, _rows(db), strict=True))
        said = log.read_bytes()[start:].decode(errors="replace")
        db.execute("ALTER SYSTEM RESET ALL")
        db.execute("SELECT pg_reload_conf()")
    found: dict[str, int] = {}
    for each in re.findall(r"LOG:  (?:statement|execute [^:]*): *([A-Z]+(?: INTO \w+| 1\b)?)", said):
        found[each] = found.get(each, 0) + 1
    total = sum(found.values()) / len(load.asked)
    kinds = ", ".join(f"{n / len(load.asked):.2f} {name}" for name, n in sorted(found.items(), key=lambda e: -e[1]))
    print(f"statements a question at {GOAL_PER_SECOND // 2} a second: {total:.1f} ({kinds}); ", end="")
    print(f"rows a question: {new:.1f} new, {changed:.1f} changed")


def _rows(db: psycopg.Connection) -> tuple[int, int]:
    """Return how many rows were ever written and changed on a server."""
    found = db.execute("SELECT sum(tup_inserted), sum(tup_updated) FROM pg_stat_database").fetchone()
    return int(found[0]), int(found[1])


def _log_in(folder: Path) -> Path | None:
    logs = (each for each in (*folder.glob("log"), *folder.glob("log/*"), *folder.glob("*.log")) if each.is_file())
    return max(logs, key=lambda each: each.stat().st_mtime, default=None)


async def compared(server: str | None, answers: dict[str, str], crowd: Crowd, users: int, seconds: float) -> None:
    """Print ours beside a plain Bolt app under the same load: one process, Socket Mode."""
    async with _serving(server, "socket", 1, users) as (slack, bots):
        ours = await measured("Suivi, socket", slack, bots, crowd, seconds)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "phrasings.json"
        file.write_bytes(orjson.dumps(answers))
        async with LightSlack().running() as slack:
            process, _ = await started(("bench/peers/sync_bolt.py", str(file)), environment(slack, "socket", folder))
            try:
                what = f"plain Bolt and extractOne over {len(answers)} phrasings, socket"
                theirs = await measured(what, slack, Bots([process.pid]), crowd, seconds)
            finally:
                await _ended_process(process)
    print(f"questions a second, ours to those of plain Bolt: {ours / theirs:.1f}")


# The processes


@asynccontextmanager
async def _serving(
    server: str | None, transport: str, replicas: int, users: int
) -> AsyncIterator[tuple[LightSlack, Bots]]:
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(LightSlack().running())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        url = await stack.enter_async_context(new_database(server)) if server else None
        pids = []
        for number in range(replicas):
            settings = environment(slack, transport, str(folder / str(number)))
            settings |= {"SUIVI_LEDGER_URL": url} if url else {}
            process, line = await started(("run_bot.py", "serve"), settings)
            stack.push_async_callback(_ended_process, process)
            pids.append(process.pid)
            if transport == "http":
                slack.doors.append(Door(int(line.rpartition(" ")[2])))
        if url:
            _make_known(url, users)
        yield slack, Bots(pids, _postmaster(server) if server else 0)


def _make_known(url: str, users: int) -> None:
    """Have everybody been told what is kept of them: once a year each is told that besides their answer."""
    known = "INSERT INTO acquaintances SELECT 'U' || lpad(n::text, 5, '0'), NULL, now(), now() FROM "
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as db:
        db.execute(f"{known}generate_series(0, {users - 1}) n")


def environment(slack: LightSlack, transport: str, state: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "SUIVI_"))}
    reached = {"SLACK_APP_TOKEN": APP_TOKEN} if transport == "socket" else {"SLACK_SIGNING_SECRET": SECRET}
    ours = {"SUIVI_STATE_DIR": state, "SUIVI_PORT": "0", "SUIVI_LOG_LEVEL": "WARNING", "SUIVI_SEMANTIC": "false"}
    return {**clean, **reached, **ours, "SLACK_API_URL": slack.api_url, "SLACK_BOT_TOKEN": TOKEN}


async def started(command: tuple[str, ...], environment: dict[str, str]) -> tuple[asyncio.subprocess.Process, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *command),
        cwd=ROOT,
        env=environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None  # noqa: S101 - a pipe
    return process, (await process.stdout.readline()).decode().strip()


async def _ended_process(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    await process.wait()


def _postmaster(server: str) -> int:
    with psycopg.connect(server) as db:
        folder = Path(str(db.execute("SHOW data_directory").fetchone()[0]))
    try:
        return int((folder / "postmaster.pid").read_text().split()[0])
    except OSError:
        return 0  # it is not on this machine


def _children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _processor_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident_mib(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / _MIB
    except OSError:
        return float("nan")


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
