"""Wake following up when something is due, and every minute at the latest. Nothing durable lives in the scheduler."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.errors import LedgerError

log = structlog.get_logger()

_JOB = "follow-up"
#: A ledger that is away is asked again after this.
_AGAIN = timedelta(seconds=20)


class Ticks(Protocol):
    """What is woken."""

    async def tick(self) -> timedelta:
        """Do what is due; return in how much time to look again."""
        ...


class Tick:
    """One job of a scheduler; each run puts down when the next one comes, so that two never run at once."""

    def __init__(self, scheduler: AsyncIOScheduler, following: Ticks) -> None:
        self._scheduler, self._following = scheduler, following
        self._has_ended = self._is_running = self._is_woken = False

    def wake(self, *, within: timedelta = timedelta(0)) -> None:
        """Wake it soon: at the start, and when something was planned or a person did something."""
        if self._is_running:
            self._is_woken = True
        elif not self._has_ended:
            at = datetime.now(UTC) + within
            self._scheduler.add_job(self._run, "date", run_date=at, id=_JOB, replace_existing=True)

    def end(self) -> None:
        """Wake it no more; what is under way goes on."""
        self._has_ended = True
        if self._scheduler.get_job(_JOB):
            self._scheduler.remove_job(_JOB)

    async def _run(self) -> None:
        self._is_running, self._is_woken, within = True, False, _AGAIN
        try:
            within = await self._following.tick()
        except LedgerError as error:
            log.warning("following up put off", reason=str(error))
        finally:
            self._is_running = False
            self.wake(within=timedelta(0) if self._is_woken else within)
