"""Forget what has served its time. Runs at start and every hour; running twice does no harm."""

from dataclasses import dataclass
from datetime import UTC, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.errors import LedgerError
from bot.ports import Clock, Ledger

log = structlog.get_logger()

#: Slack repeats an event for minutes and a person presses an old button for days.
KEYS_KEPT = timedelta(days=30)
#: A thread nobody has asked in for this long is over; a mention opens it again.
THREADS_KEPT = timedelta(days=30)

#: Longer than a conversation can be set to stay with its subject.
FOCUSES_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Housekeeping:
    """What is forgotten, and when."""

    ledger: Ledger
    clock: Clock

    async def run_once(self) -> None:
        """Forget handled events and threads whose time is over; a ledger that is away is asked again next time."""
        now = self.clock.now()
        try:
            keys = await self.ledger.forget_keys(now - KEYS_KEPT)
            await self.ledger.forget_focuses(now - FOCUSES_KEPT)
            threads = await self.ledger.forget_threads(now - THREADS_KEPT)
        except LedgerError as error:
            log.warning("housekeeping put off", reason=str(error))
            return
        log.info("housekeeping done", keys=keys, threads=threads)


def scheduler(housekeeping: Housekeeping) -> AsyncIOScheduler:
    """Return the scheduler with its jobs, not started yet."""
    ticking = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    ticking.add_job(housekeeping.run_once, "interval", hours=1, id="housekeeping")
    return ticking
