"""A reload with preview of large knowledge while many ask: how long it takes, how much it holds, what askers feel.

The bot is the real process over Socket Mode, and Slack is one on this machine that answers at once. Questions are
those of the shipped checks. One file of two hundred changes; then an organiser reloads and applies. The peer is the
same bot as most bots reload.

python bench/reload.py [--phrasings 100000] [--per-second 50] [--no-peer] [--folder DIR [--prepare]]
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.latency import SUIVI, Timing, mentions  # noqa: E402 - run from the root as a script
from bench.scaling import phrasings  # noqa: E402
from knowledge.base import served_from  # noqa: E402
from knowledge.search.text import words  # noqa: E402
from tests.fake_slack import APP, APP_TOKEN, OLGA, TEAM, TOKEN, Connection  # noqa: E402

KNOWLEDGE = ROOT / "tests" / "scenarios" / "knowledge"
AN_ENTRY, A_FILE = 5, 100
GOAL_S, GOAL_MIB, GOAL_P99_MS = 15, 1536, 300
PATIENCE_S = 600
#: How long askers are watched with nothing else under way.
ALONE_S = 5.0
#: The same bot as most bots reload: every file parsed again, and all of it indexed, where the questions wait.
PEER = """
import runpy, sys
import bot.reloading, bot.trials
from knowledge.parsed import Parsed

async def never(self): return False
async def at_once(work): return work()

bot.trials.Trials.is_wanted = never
bot.reloading.aside = at_once
Parsed.get = Parsed.plain = lambda *_: None
sys.argv = ["run_bot.py", "serve"]
runpy.run_path("run_bot.py", run_name="__main__")
"""


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--phrasings", type=int, default=100_000)
    wanted.add_argument("--per-second", type=float, default=50)
    wanted.add_argument("--no-peer", action="store_true", help="leave the peer out")
    wanted.add_argument(
        "--folder", type=Path, help="where content and state stay for the next run, which starts sooner"
    )
    wanted.add_argument("--prepare", action="store_true", help="make these, and measure nothing")
    options = wanted.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = options.folder or Path(passing)
        content = folder / "content"
        if not content.exists():
            shutil.copytree(KNOWLEDGE, content)
            written(content / "varna-2031" / "entries", options.phrasings)
        if options.prepare:
            asyncio.run(prepared(content, folder / "Suivi"))
            return
        compared(content, folder, options.per_second, has_peer=not options.no_peer)


def compared(content: Path, folder: Path, per_second: float, *, has_peer: bool) -> None:
    files = sorted((content / "varna-2031" / "entries").glob("made-*.yaml"))

    def run(name: str, command: Sequence[str], changed: Path) -> Measured:
        found = asyncio.run(measured(content, folder / name, changed, per_second, command))
        show(name, found)
        return found

    ours = run("Suivi", SUIVI, files[len(files) // 2])
    if has_peer:
        peer = run("plain", ("-c", PEER), files[0])
        faster, p99s = peer.whole_s / ours.whole_s, [at(each.meanwhile_ms, 0.99) for each in (peer, ours)]
        print(f"ratios, plain to Suivi: reload {faster:.1f}, p99 meanwhile {p99s[0] / p99s[1]:.1f}")


async def prepared(content: Path, state: Path) -> None:
    """Let the bot start for the first time, and keep what it built."""
    async with Timing().running() as slack:
        process = await serving(slack, content, state, SUIVI)
        await process.stdout.readline()  # type: ignore[union-attr] - that it serves
        await settled(process.pid, state)
        process.send_signal(signal.SIGTERM)
        await process.wait()


def written(folder: Path, wanted: int) -> list[Path]:
    """Write entries with so many phrasings in all, no two alike; return the files."""
    # As they are compared: two that differ in a capital or an accent alone are one.
    texts = list({tuple(words(each)): each for each in phrasings(wanted + wanted // 20)}.values())[:wanted]
    entries = [texts[at : at + AN_ENTRY] for at in range(0, len(texts), AN_ENTRY)]
    files = []
    for start in range(0, len(entries), A_FILE):
        lines = ["entries:"]
        for number, asked in enumerate(entries[start : start + A_FILE], start):
            lines += [f"  - id: made-{number}", "    phrasings:", "      en:"]
            lines += [f"        - {json.dumps(each, ensure_ascii=False)}" for each in asked]
            lines += [
                "    answer:",
                f'      en: "This is answer {number}, as its owner wrote it."',
                "    source: invitation",
            ]
        files.append(folder / f"made-{start:06}.yaml")
        files[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return files


@dataclass
class Measured:
    """What one reload took, and what askers felt."""

    preview_s: float = 0.0
    apply_s: float = 0.0
    #: Of answers, in ms: with nothing else under way, and while it was reloaded.
    alone_ms: list[float] = field(default_factory=list)
    meanwhile_ms: list[float] = field(default_factory=list)
    #: In MiB, the most at any one time: of the process that serves, and of it and its children together.
    served_mib: float = 0.0
    together_mib: float = 0.0

    @property
    def whole_s(self) -> float:
        return self.preview_s + self.apply_s


def show(name: str, found: Measured) -> None:
    print(f"{name}: preview {found.preview_s:.1f} s, applied in {found.apply_s:.1f} s more (goal: under {GOAL_S} s)")
    print(
        f"  most held: {found.served_mib:.0f} MiB by the bot, {found.together_mib:.0f} MiB with its processes"
        f" (goal: under {GOAL_MIB} MiB)"
    )
    for when, times in (("with nothing else under way", found.alone_ms), ("meanwhile", found.meanwhile_ms)):
        print(
            f"  answers {when}: p50 {at(times, 0.5):.0f} ms, p99 {at(times, 0.99):.0f} ms, most {times[-1]:.0f} ms"
            f" over {len(times)} (goal: p99 under {GOAL_P99_MS} ms)"
        )


def at(times: list[float], share: float) -> float:
    return times[int(len(times) * share)]


async def measured(content: Path, state: Path, changed: Path, per_second: float, command: Sequence[str]) -> Measured:
    shipped = served_from(ROOT / "knowledge" / "content")
    questions = [each.question for each in shipped.knowledge.checks if each.expect != "safety"]
    slack, found = Timing(), Measured()
    async with slack.running():
        process = await serving(slack, content, state, command)
        try:
            await process.stdout.readline()  # type: ignore[union-attr] - that it serves
            connection = await slack.until(lambda each: each.connections[0] if each.connections else None)
            await settled(process.pid, state)
            events = mentions(questions)
            over = asyncio.Event()
            over.set()
            found.alone_ms = await asked(slack, connection, events, per_second, over, more_s=ALONE_S)
            edit(changed)
            over.clear()
            watching = asyncio.create_task(most_held(process.pid, over))
            asking = asyncio.create_task(asked(slack, connection, events, per_second, over))
            try:
                found.preview_s, found.apply_s = await reloaded(slack, connection)
            finally:
                over.set()
            found.meanwhile_ms = await asking
            found.served_mib, found.together_mib = await watching
        finally:
            process.send_signal(signal.SIGTERM)
            await process.wait()
    return found


async def settled(process: int, state: Path) -> None:
    """Wait until what was built at the start is kept, as it is in a bot that serves for a minute."""

    def is_kept() -> bool:
        return not children(process) and any(state.rglob("made-from-*.guesser"))

    async with asyncio.timeout(PATIENCE_S):
        while not is_kept():  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.2)


def edit(file: Path) -> None:
    """Change every answer in a file."""
    text = file.read_text(encoding="utf-8")
    file.write_text(
        re.sub('as its owner wrote it[^."]*', f"as its owner wrote it at {time.time():.0f}", text), encoding="utf-8"
    )


async def serving(slack: Timing, content: Path, state: Path, command: Sequence[str]) -> asyncio.subprocess.Process:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "SUIVI_"))}
    settings = {
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SUIVI_ORGANISERS": OLGA,
        "SUIVI_CONTENT": str(content),
        "SUIVI_STATE_DIR": str(state),
        "SUIVI_PORT": "0",
        "SUIVI_LOG_LEVEL": "WARNING",
        "SUIVI_SEMANTIC": "false",
    }
    pipe, nowhere = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    return await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, env=clean | settings, stdout=pipe, stderr=nowhere
    )


async def reloaded(slack: Timing, connection: Connection) -> tuple[float, float]:
    """Reload as an organiser does; return the seconds to the preview, and from Apply to the end."""
    began = time.perf_counter()
    await connection.deliver("slash_commands", form("/seminar-admin", "reload", slack.response_url("C0OFFICE", OLGA)))
    preview = await slack.until(lambda each: found(each, "Apply"), patience_s=PATIENCE_S)
    shown = time.perf_counter()
    await connection.deliver("interactive", press(slack, preview))
    await slack.until(lambda each: [post for post in each.posts if "is reloaded" in post.text], patience_s=PATIENCE_S)
    return shown - began, time.perf_counter() - shown


def found(slack: Timing, label: str) -> Any:
    said = [each for each in slack.posts if each.only_for == OLGA and "at it;" not in each.text]
    if said and label not in said[0].buttons:
        raise SystemExit(f"no preview: {said[0].text}")
    return said[0] if said else None


def form(name: str, text: str, address: str) -> dict[str, str]:
    about = {"team_id": TEAM, "api_app_id": APP, "user_id": OLGA, "channel_id": "C0OFFICE", "trigger_id": "1.2.3"}
    return {"command": name, "text": text, "response_url": address, **about}


def press(slack: Timing, posted: Any) -> dict[str, Any]:
    block = next(each for each in posted.blocks if posted.buttons["Apply"] in each.get("elements", []))
    return {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": OLGA, "team_id": TEAM},
        "api_app_id": APP,
        "channel": {"id": posted.channel},
        "container": {"type": "message", "message_ts": posted.ts, "channel_id": posted.channel, "is_ephemeral": True},
        "actions": [{**posted.buttons["Apply"], "block_id": block["block_id"], "action_ts": "1.2"}],
        "response_url": slack.response_url(posted.channel, OLGA, posted.ts),
        "trigger_id": "1.2.3",
    }


async def asked(
    slack: Timing,
    connection: Connection,
    events: Any,
    per_second: float,
    over: asyncio.Event,
    *,
    more_s: float = 1.0,
) -> list[float]:
    """Ask at a steady pace until it is over, and some seconds more; return what answers took in ms, shortest first."""
    sent: dict[str, float] = {}
    deliveries = []
    began, ends = time.perf_counter(), float("inf")
    for number in count():
        await asyncio.sleep(max(0.0, began + number / per_second - time.perf_counter()))
        if over.is_set():
            ends = min(ends, time.perf_counter() + more_s)
        if time.perf_counter() > ends:
            break
        event = next(events)
        sent[event["event"]["ts"]] = time.perf_counter()
        deliveries.append(asyncio.create_task(connection.deliver("events_api", event, patience_s=PATIENCE_S)))
    await asyncio.gather(*deliveries)
    await slack.until(lambda _: len(slack.answered.keys() & sent.keys()) == len(sent), patience_s=PATIENCE_S)
    return sorted((slack.answered[ts] - began_at) * 1000 for ts, began_at in sent.items())


async def most_held(process: int, over: asyncio.Event) -> tuple[float, float]:
    """Return the most memory, in MiB, that a process held, and that it and its children held together."""
    alone = together = 0.0
    while not over.is_set():
        own = held(process)
        alone = max(alone, own)
        together = max(together, own + sum(map(held, children(process))))
        await asyncio.sleep(0.1)
    return alone, together


def held(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def children(process: int) -> list[int]:
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return []
    found = [int(each) for each in listed.split()]
    return [each for child in found for each in (child, *children(child))]


if __name__ == "__main__":
    main()
