"""APScheduler 3 with one stored job per reminder: ``apscheduler_jobs.py fill|run URL PORT [MANY]``."""

import sys
import time
import urllib.request
from datetime import UTC, datetime

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

THREADS = 8


def send(port: int, name: str) -> None:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/send", data=name.encode(), method="POST")
    with urllib.request.urlopen(request, timeout=10):  # noqa: S310 - this machine
        pass


def scheduler(url: str) -> BackgroundScheduler:
    return BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(url=url.replace("postgresql:", "postgresql+psycopg:"))},
        executors={"default": ThreadPoolExecutor(THREADS)},
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        timezone=UTC,
    )


def main() -> None:
    doing, url, port, *rest = sys.argv[1:]
    ticking = scheduler(url)
    if doing == "fill":
        ticking.start(paused=True)
        for number in range(int(rest[0])):
            name = f"p{number}"
            # Due already when the worker starts, as reminders are after downtime.
            ticking.add_job(send, "date", run_date=datetime(2031, 6, 2, tzinfo=UTC), args=(int(port), name), id=name)
        for job in ticking.get_jobs():
            job.modify(next_run_time=datetime(2020, 1, 1, tzinfo=UTC))
        ticking.shutdown(wait=False)
        return
    ticking.start()
    while ticking.get_jobs():
        time.sleep(0.05)
    ticking.shutdown(wait=True)


if __name__ == "__main__":
    # The stored jobs name the function by its module, which must not be "__main__".
    from apscheduler_jobs import main as run

    run()
