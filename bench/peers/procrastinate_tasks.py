"""Procrastinate, one task per reminder: ``procrastinate_tasks.py fill|run|retry|idle|due URL PORT [MANY]``.

PostgreSQL only. After a kill its documented remedy is applied: jobs whose worker is gone are put back in the queue.
``idle`` and ``due`` print what a worker's look for a job takes, in JSON: with jobs of another year, and with as many
that are due at once; they are copies of a row that Procrastinate stored.
"""

import asyncio
import json
import os
import sys
import time
from datetime import UTC, datetime
from typing import Any

import aiohttp
from procrastinate import App, PsycopgConnector

from bench.peers.using import resident_mib

CONCURRENCY, TICKS, FETCHES = 64, 50, 1000
#: Whether it looks into each conversation before it posts, as ours does.
LOOKS = bool(os.environ.get("PEER_LOOKS"))
COPIES = """
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status, scheduled_at)
SELECT queue_name, task_name, priority, args, status, scheduled_at
FROM procrastinate_jobs, generate_series(1, %(many)s - 1)
"""
app = App(connector=PsycopgConnector(conninfo=os.environ.get("PEER_URL", ""), min_size=4, max_size=16))
shared: list[aiohttp.ClientSession] = []


@app.task(name="send", retry=5)
async def send(port: int, name: str) -> None:
    # What Slack's own client sends, without its cost: it is not in this environment.
    message = {
        "channel": f"D{name}",
        "text": name,
        "metadata": {"event_type": "reminder", "event_payload": {"id": name}},
    }
    if LOOKS:
        look = {"channel": f"D{name}", "limit": "200", "include_all_metadata": "1"}
        async with shared[0].get(f"http://127.0.0.1:{port}/api/conversations.history", params=look) as answer:
            await answer.json()
    async with shared[0].post(f"http://127.0.0.1:{port}/api/chat.postMessage", json=message) as answer:
        await answer.read()


async def fill(port: int, many: int) -> None:
    async with app.open_async():
        if not await app.check_connection_async():
            await app.schema_manager.apply_schema_async()
        for start in range(0, many, 500):
            some = [{"port": port, "name": f"p{each}"} for each in range(start, min(start + 500, many))]
            await send.batch_defer_async(*some)


async def run() -> None:
    async with app.open_async(), aiohttp.ClientSession() as session:
        shared.append(session)
        await app.run_worker_async(
            wait=False, concurrency=CONCURRENCY, install_signal_handlers=False, delete_jobs="always"
        )


async def retry() -> None:
    async with app.open_async():
        # A worker that was killed says nothing more; 0: we know that none lives.
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=0):
            await app.job_manager.retry_job(job)


async def fetched(times: int) -> dict[str, Any]:
    found: list[float] = []
    worker = await app.job_manager.register_worker()
    for _ in range(times):
        started = time.perf_counter()
        await app.job_manager.fetch_job(queues=None, worker_id=worker)
        found.append((time.perf_counter() - started) * 1000)
    return {"ticks_ms": found, "mib": resident_mib()}


async def idle(port: int, many: int) -> dict[str, Any]:
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        found = {"without": await fetched(TICKS)}
        await send.configure(schedule_at=datetime(2040, 6, 2, tzinfo=UTC)).defer_async(port=port, name="one")
        await app.connector.execute_query_async(COPIES, many=many)
        return found | {"with": await fetched(TICKS)}


async def due(port: int, many: int) -> dict[str, Any]:
    """Measure so many looks for the next job; each job that is found stays with this worker."""
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        before = resident_mib()
        await send.defer_async(port=port, name="one")
        await app.connector.execute_query_async(COPIES, many=many)
        found = await fetched(min(FETCHES, many))
        return {**found, "mib": [before, found["mib"]]}


async def main(doing: str, port: int, many: int) -> dict[str, Any] | None:
    match doing:
        case "fill":
            return await fill(port, many)
        case "run":
            return await run()
        case "retry":
            return await retry()
        case "idle":
            return await idle(port, many)
        case "due":
            return await due(port, many)
    raise SystemExit(f"{doing} is not known")


if __name__ == "__main__":
    told = asyncio.run(main(sys.argv[1], int(sys.argv[3]), int((*sys.argv[4:], "0")[0])))
    if told is not None:
        print(json.dumps(told))
