"""How jobs end with the process: at once, without a word, whatever they were at. What was to be done is done later."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from apscheduler.executors.asyncio import AsyncIOExecutor


def ends_quietly(job: Callable[..., Awaitable[object]]) -> Callable[..., Awaitable[None]]:
    """Return a job that is broken off as if it had ended: APScheduler would report that as an error."""

    @wraps(job)
    async def run(*arguments: Any) -> None:
        with suppress(asyncio.CancelledError):
            await job(*arguments)

    return run


class QuietExecutor(AsyncIOExecutor):  # type: ignore[misc]  # APScheduler has no types
    """Does not report jobs that are broken off before they began."""

    def _run_job_error(self, job_id: str, exc: BaseException, traceback: Any = None) -> None:
        if isinstance(exc, asyncio.CancelledError):
            self._run_job_success(job_id, [])
        else:
            super()._run_job_error(job_id, exc, traceback)
