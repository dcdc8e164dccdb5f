"""How long a question takes: within the process, and from Slack's event to the posted answer over Socket Mode.

The questions are those of the shipped checks. Over Socket Mode the bot is the real process, and Slack is one on this
machine that answers at once, so what is measured is ours: WebSocket, ledger, search, Web API calls.

python bench/latency.py [--rounds 10] [--seconds 20]
"""

import argparse
import asyncio
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.application import terminal_desk  # noqa: E402 - run from the root as a script
from bot.desk import Desk  # noqa: E402
from bot.reply import Asker, Conversation  # noqa: E402
from config.settings import Settings  # noqa: E402
from knowledge.model import Expected  # noqa: E402
from tests.fake_slack import APP_TOKEN, BEN, BOT, SEMINAR, TEAM, TOKEN, Connection, FakeSlack  # noqa: E402

PER_SECOND = 50
SUIVI = ("run_bot.py", "serve")
BOLT_ALONE = ("bench/peers/bare_bolt.py",)
GOAL_INSIDE_MS, GOAL_SOCKET_MS = 20, 60


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--rounds", type=int, default=10)
    wanted.add_argument("--seconds", type=int, default=20)
    options = wanted.parse_args()
    desk, snapshot = terminal_desk(Settings(), None)
    # Not those that the safety gate answers to their asker alone.
    questions = [each.question for each in snapshot.knowledge.checks if each.expect is not Expected.SAFETY]
    report("question to reply, in process", asyncio.run(inside(desk, questions, options.rounds)), GOAL_INSIDE_MS)
    what = f"event to posted reply, Socket Mode, {PER_SECOND} a second"
    peer = report(f"{what}, Bolt alone", asyncio.run(outside(BOLT_ALONE, questions, options.seconds)), GOAL_SOCKET_MS)
    ours = report(what, asyncio.run(outside(SUIVI, questions, options.seconds)), GOAL_SOCKET_MS)
    print(f"median to that of Bolt alone, which says the same words to everybody: {ours / peer:.1f}")


async def inside(desk: Desk, questions: list[str], rounds: int) -> list[float]:
    asker, where = Asker(id="bench"), Conversation(channel="bench")
    times = []
    for _ in range(rounds):
        for question in questions:
            started = time.perf_counter()
            await desk.ask(question, asker, where)
            times.append(time.perf_counter() - started)
    return times


async def outside(command: tuple[str, ...], questions: list[str], seconds: int) -> list[float]:
    slack = Timing()
    async with slack.running():
        with tempfile.TemporaryDirectory() as state:
            process = await serving(command, slack, state)
            try:
                await process.stdout.readline()  # that it serves
                connection = await slack.until(lambda each: each.connections[0] if each.connections else None)
                events = mentions(questions)
                first = await asked(slack, connection, islice(events, 1))
                print(f"event to posted reply, Socket Mode, the first after a start: {first[0] * 1000:.0f} ms")
                used = Used(bot=process.pid, Slack=os.getpid())
                times = await asked(slack, connection, islice(events, PER_SECOND * seconds))
                print(f"processor time per event: {used.per(len(times))}")
                return times
            finally:
                process.send_signal(signal.SIGTERM)
                await process.wait()


async def serving(command: tuple[str, ...], slack: FakeSlack, state: str) -> asyncio.subprocess.Process:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "SUIVI_"))}
    environment = {
        **clean,
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SUIVI_STATE_DIR": state,
        "SUIVI_PORT": "0",
        "SUIVI_LOG_LEVEL": "WARNING",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )


class Used:
    """The processor time that processes use from now on: where the bot's is near the pace, its answers queue."""

    def __init__(self, **processes: int) -> None:
        self.processes = processes
        self.before = {name: processor_s(pid) for name, pid in processes.items()}

    def per(self, events: int) -> str:
        used = {name: processor_s(pid) - self.before[name] for name, pid in self.processes.items()}
        return ", ".join(f"{name} {each * 1000 / events:.1f} ms" for name, each in used.items())


def processor_s(pid: int) -> float:
    """Return the processor time that a process has used; NaN where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Timing(FakeSlack):
    """Notes when each thread got its answer."""

    def __init__(self) -> None:
        super().__init__()
        self.answered: dict[str, float] = {}

    def _chat_postMessage(self, arguments: dict[str, Any]) -> Any:  # noqa: N802 - Slack's name
        self.answered.setdefault(str(arguments.get("thread_ts")), time.perf_counter())
        return super()._chat_postMessage(arguments)


async def asked(slack: Timing, connection: Connection, events: Iterable[dict]) -> list[float]:
    """Deliver events at a steady pace; return how long each took to its answer in seconds."""
    sent: dict[str, float] = {}
    deliveries = []
    began = time.perf_counter()
    for number, event in enumerate(events):
        await asyncio.sleep(max(0.0, began + number / PER_SECOND - time.perf_counter()))
        sent[event["event"]["ts"]] = time.perf_counter()
        deliveries.append(asyncio.create_task(connection.deliver("events_api", event)))
    await asyncio.gather(*deliveries)
    await slack.until(lambda _: len(slack.answered.keys() & sent.keys()) == len(sent))
    return [slack.answered[ts] - at for ts, at in sent.items()]


def mentions(questions: list[str]) -> Iterator[dict]:
    """Yield mentions without end, each a message of its own."""
    number = 0
    while True:
        for question in questions:
            number += 1
            event = {"type": "app_mention", "user": BEN, "channel": SEMINAR, "ts": f"17000{number:05}.000001"}
            event["text"] = f"<@{BOT}> {question}"
            yield {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{number:08}", "event": event}


def report(what: str, times: list[float], goal_ms: float) -> float:
    """Print the figures of some times in seconds; return their median in milliseconds."""
    times_ms = sorted(each * 1000 for each in times)
    p50, p99 = statistics.median(times_ms), times_ms[int(len(times_ms) * 0.99)]
    print(f"{what}: p50 {p50:.1f} ms, p99 {p99:.1f} ms over {len(times_ms)} (goal: p99 under {goal_ms} ms)")
    return p50


if __name__ == "__main__":
    main()
