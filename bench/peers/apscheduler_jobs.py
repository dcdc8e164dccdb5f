"""APScheduler 3 with one stored job per reminder: ``apscheduler_jobs.py fill|run|idle|due|books URL PORT [MANY]``.

``run`` posts with Slack's own client, in as many threads as PEER_THREADS says, or the ten that APScheduler has by
default; with PEER_LOOKS it looks into each conversation first, as ours does. ``books`` prints the seconds of storing
and running jobs that do nothing, in JSON.

``idle`` and ``due`` print what they measure of the scheduler's own tick, in JSON, without and with stored jobs. Idle
jobs are copies of the row of one that APScheduler stored, because storing them one by one would take an hour; what is
due has to be read back, so that each of those is stored as APScheduler does it.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from slack_sdk import WebClient
from sqlalchemy import text

from bench.peers.using import resident_mib

THREADS, TICKS = int(os.environ.get("PEER_THREADS", "10")), 50
LOOKS = bool(os.environ.get("PEER_LOOKS"))
COPIES = """
WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < :many - 1)
INSERT INTO apscheduler_jobs (id, next_run_time, job_state)
SELECT 'idle' || CAST(n AS TEXT), next_run_time + n, job_state FROM numbers, apscheduler_jobs WHERE id = 'one'
"""


def send(port: int, name: str) -> None:
    metadata = {"event_type": "reminder", "event_payload": {"id": name}}
    if LOOKS:
        client(port).conversations_history(channel=f"D{name}", limit=200, include_all_metadata=True)
    client(port).chat_postMessage(channel=f"D{name}", text=name, metadata=metadata)


@cache
def client(port: int) -> WebClient:
    return WebClient("xoxb-bench", base_url=f"http://127.0.0.1:{port}/api/", timeout=10)


def nothing(_port: int, _name: str) -> None:
    pass


def scheduler(url: str) -> BackgroundScheduler:
    return BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(url=url.replace("postgresql:", "postgresql+psycopg:"))},
        executors={"default": ThreadPoolExecutor(THREADS)},
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        timezone=UTC,
    )


def ticked(ticking: BackgroundScheduler, times: int) -> dict[str, Any]:
    found = []
    for _ in range(times):
        started = time.perf_counter()
        ticking._process_jobs()  # noqa: SLF001 - what its thread does at each wake-up
        found.append((time.perf_counter() - started) * 1000)
    return {"ticks_ms": found, "mib": resident_mib()}


def idle(url: str, port: int, many: int) -> dict[str, Any]:
    ticking = scheduler(url)
    ticking.start(paused=True)
    ticking.state = 1  # running, without its thread: ticks are called here
    found = {"without": ticked(ticking, TICKS)}
    ticking.add_job(send, "date", run_date=datetime(2040, 6, 2, tzinfo=UTC), args=(port, "one"), id="one")
    with ticking._lookup_jobstore("default").engine.begin() as db:  # noqa: SLF001
        db.execute(text(COPIES), {"many": many})
    return found | {"with": ticked(ticking, TICKS)}


def due(url: str, port: int, many: int) -> dict[str, Any]:
    """Measure the one tick that finds all of them due."""
    fill(url, port, many)
    ticking = scheduler(url)
    ticking.start(paused=True)
    before, ticking.state = resident_mib(), 1
    found = ticked(ticking, 1)
    memory = [before, found["mib"]]
    ticking.shutdown(wait=True)
    return {**found, "mib": memory}


def until_none_is_left(ticking: BackgroundScheduler, *, look_every_s: float) -> None:
    """Wait, without reading all jobs at each look: that would cost more than running them."""
    engine = ticking._lookup_jobstore("default").engine  # noqa: SLF001
    while True:
        with engine.connect() as db:
            if db.execute(text("SELECT 1 FROM apscheduler_jobs LIMIT 1")).first() is None:
                return
        time.sleep(look_every_s)


def books(url: str, port: int, many: int) -> dict[str, Any]:
    """Run jobs that do nothing: what is left is reading the job store and taking each out of it."""
    fill(url, port, many, doing=nothing)
    ticking = scheduler(url)
    started = time.perf_counter()
    ticking.start()
    until_none_is_left(ticking, look_every_s=0.01)
    seconds = time.perf_counter() - started
    ticking.shutdown(wait=True)
    return {"seconds": seconds}


def fill(url: str, port: int, many: int, *, doing: Callable[[int, str], None] = send) -> None:
    ticking = scheduler(url)
    ticking.start(paused=True)
    for number in range(many):
        name = f"p{number}"
        # Due already when the worker starts, as reminders are after downtime.
        ticking.add_job(doing, "date", run_date=datetime(2031, 6, 2, tzinfo=UTC), args=(port, name), id=name)
    for job in ticking.get_jobs():
        job.modify(next_run_time=datetime(2020, 1, 1, tzinfo=UTC))
    ticking.shutdown(wait=False)


MEASURED = {"idle": idle, "due": due, "books": books}


def main() -> None:
    doing, url, port, *rest = sys.argv[1:]
    if doing == "fill":
        fill(url, int(port), int(rest[0]))
        return
    if doing in MEASURED:
        print(json.dumps(MEASURED[doing](url, int(port), int(rest[0]))), flush=True)
        return
    ticking = scheduler(url)
    ticking.start()
    until_none_is_left(ticking, look_every_s=0.05)
    ticking.shutdown(wait=True)


if __name__ == "__main__":
    # The stored jobs name the function by its module, which must not be "__main__".
    from apscheduler_jobs import main as run

    run()
