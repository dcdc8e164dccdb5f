"""Procrastinate, one task per reminder: ``procrastinate_tasks.py fill|run|retry URL PORT [MANY]``; PostgreSQL only.

After a kill its documented remedy is applied: jobs whose worker is gone are put back in the queue.
"""

import asyncio
import os
import sys

import aiohttp
from procrastinate import App, PsycopgConnector

CONCURRENCY = 64
app = App(connector=PsycopgConnector(conninfo=os.environ.get("PEER_URL", ""), min_size=4, max_size=16))
shared: list[aiohttp.ClientSession] = []


@app.task(name="send", retry=5)
async def send(port: int, name: str) -> None:
    async with shared[0].post(f"http://127.0.0.1:{port}/send", data=name.encode()) as answer:
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


if __name__ == "__main__":
    doing, _, port, *rest = sys.argv[1:]
    asyncio.run({"fill": lambda: fill(int(port), int(rest[0])), "run": run, "retry": retry}[doing]())
