"""How long until the bot can answer, and how much memory it holds then.

Starts the real process several times with the shipped content, as a newcomer would, and asks `/readyz`. The share of
imports is what the same imports take by themselves in a fresh interpreter.

python bench/ready.py [RUNS]
"""

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.peers.using import resident_mib  # noqa: E402 - run from the root as a script

GOAL_S, GOAL_MIB = 2.5, 170
PARTS = (
    "run_bot",
    "bot.application",
    "bot.storage.ledger",
    "bot.slack.side",
    "bot.slack.serving",
    "bot.local.workspace",
    "bot.local.server",
    "bot.scheduling.housekeeping",
)


def main(runs: int = 5) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, _ = measure(Path(folder))  # writes the first generation and the ledger
        times, memories = zip(*(measure(Path(folder)) for _ in range(runs)), strict=True)
    imports = statistics.median(seconds([sys.executable, "-c", f"import {', '.join(PARTS)}"]) for _ in range(runs))
    bare = statistics.median(seconds([sys.executable, "-c", ""]) for _ in range(runs))
    ready = statistics.median(times)
    print(f"time to ready, first start: {first:.2f} s")
    print(f"time to ready, median of {runs}: {ready:.2f} s (goal: under {GOAL_S} s; the longest {max(times):.2f} s)")
    print(f"of which imports: {imports - bare:.2f} s ({(imports - bare) / ready:.0%})")
    print(f"memory at rest: {statistics.median(memories):.0f} MiB (goal: under {GOAL_MIB} MiB)")


def measure(state: Path) -> tuple[float, float]:
    """Start the bot over a state folder; return seconds until it is ready, and its resident memory in MiB."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "SUIVI_"))}
    environment["SUIVI_STATE_DIR"] = str(state)
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "run_bot.py", "serve", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not answers(port):
            if process.poll() is not None:
                sys.exit(f"the bot ended with exit code {process.returncode}; run it by hand to see why")
            time.sleep(0.01)
        elapsed = time.perf_counter() - started
        time.sleep(1)
        return elapsed, resident_mib(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=15)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
