"""Forget what has served its time. Runs at start and every hour; running twice does no harm."""

from dataclasses import dataclass, field
from datetime import UTC

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.errors import LedgerError
from bot.ports import Clock, FollowUpLedger
from bot.retention import CONVERSATIONS_KEPT, DRAFTS_KEPT, Retention
from bot.scheduling.ending import QuietExecutor, ends_quietly

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Housekeeping:
    """What is forgotten, and when."""

    ledger: FollowUpLedger
    clock: Clock
    kept: Retention = field(default_factory=Retention)

    async def run_once(self) -> None:
        """Forget everything whose time is over; a ledger that is away is asked again next time."""
        now, ledger, kept = self.clock.now(), self.ledger, self.kept
        try:
            forgotten = {
                "keys": await ledger.forget_keys(now - kept.handled),
                "threads": await ledger.forget_threads(now - kept.handled),
                "conversations": await ledger.forget_focuses(now - CONVERSATIONS_KEPT),
                "drafts": await ledger.forget_drafts(now - DRAFTS_KEPT),
                "questions": await ledger.forget_questions(
                    answered_before=now - kept.questions, asked_before=now - kept.unanswered
                ),
                "acquaintances": await ledger.forget_acquaintances(now - kept.acquaintances),
                "messages": await ledger.forget_messages(now - kept.messages),
                "names": await ledger.forget_names(now - kept.notes),
                "audits": await ledger.forget_audits(now - kept.audit),
            }
        except LedgerError as error:
            log.warning("housekeeping put off", reason=str(error))
            return
        log.info("housekeeping done", **forgotten)


def scheduler(housekeeping: Housekeeping) -> AsyncIOScheduler:
    """Return the scheduler with its jobs, not started yet."""
    ticking = AsyncIOScheduler(
        timezone=UTC,
        executors={"default": QuietExecutor()},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    ticking.add_job(ends_quietly(housekeeping.run_once), "interval", hours=1, id="housekeeping")
    return ticking
