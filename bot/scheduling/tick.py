"""Wake following up when something is due, and every minute at the latest. Nothing durable lives in the scheduler."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.errors import LedgerError
from bot.scheduling.ending import ends_quietly

log = structlog.get_logger()

_TICK, _RENEWAL = "follow-up", "renewal"
#: A ledger that is away is asked again after this.
_AGAIN = timedelta(seconds=20)
#: People join Slack, and another process may load a roster.
_RENEWED_AFTER = timedelta(hours=1)


class Ticks(Protocol):
    """What is woken when something may be due."""

    async def tick(self) -> timedelta:
        """Do what is due; return in how much time to look again."""
        ...

    async def stop(self) -> None:
        """Post nothing new, and wait for what is under way."""
        ...


class Renews(Protocol):
    """What is woken when the knowledge or the roster may have changed."""

    async def renew(self) -> int:
        """Bring the assignments in line with them; return how many changed."""
        ...


class Waking:
    """Two jobs of a scheduler that another one has made.

    Each run puts down when the next one comes, so that two of a kind never run at once.
    """

    def __init__(self, scheduler: AsyncIOScheduler, *, following: Ticks, renewing: Renews) -> None:
        self._scheduler, self._following, self._renewing = scheduler, following, renewing
        self._running: set[str] = set()
        #: What was woken while it ran: it runs once more.
        self._woken: set[str] = set()
        self._has_ended = False

    def begin(self) -> None:
        """Renew and tick at once, and from then on."""
        self.renew()
        self.wake()

    def wake(self) -> None:
        """Tick soon: something was planned, or a person did something."""
        self._at(_TICK, timedelta(0))

    def renew(self) -> None:
        """Renew soon, and tick: there is other knowledge, or another roster."""
        self._at(_RENEWAL, timedelta(0))

    async def end(self, *, within_s: float) -> None:
        """Begin nothing any more, and wait for the posts under way, for as long as there is time."""
        self._has_ended = True
        try:
            async with asyncio.timeout(within_s):
                await self._following.stop()
        except TimeoutError:
            # Their rows stay under their lease; whoever runs then looks them up.
            log.warning("messages left to their lease")

    def _at(self, job: str, within: timedelta) -> None:
        if job in self._running:
            self._woken.add(job)
        elif not self._has_ended:
            run = self._tick if job == _TICK else self._renew
            at = datetime.now(UTC) + within
            # Two instances, because a run that ends is still counted when it puts down the next one.
            self._scheduler.add_job(
                ends_quietly(run), "date", run_date=at, id=job, replace_existing=True, max_instances=2
            )

    async def _tick(self) -> None:
        self._begun(_TICK)
        within = _AGAIN
        try:
            within = await self._following.tick()
        except LedgerError as error:
            log.warning("following up put off", reason=str(error))
        finally:
            self._done(_TICK, within)

    async def _renew(self) -> None:
        self._begun(_RENEWAL)
        within = _AGAIN
        try:
            await self._renewing.renew()
            within = _RENEWED_AFTER
        except LedgerError as error:
            log.warning("renewal put off", reason=str(error))
        finally:
            self._done(_RENEWAL, within)
            self.wake()

    def _begun(self, job: str) -> None:
        self._running.add(job)
        self._woken.discard(job)

    def _done(self, job: str, within: timedelta) -> None:
        self._running.discard(job)
        self._at(job, timedelta(0) if job in self._woken else within)
