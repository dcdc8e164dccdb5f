"""Following up, from one wake-up to the next: see that the clock is sane, plan what is due, send it."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.clocks import JumpWatch
from bot.digesting import Digesting
from bot.expiring import Expiring
from bot.ports import Clock, FollowUpLedger, Load, Organisers, Step
from bot.progress import Assignment
from bot.sending import Sending

log = structlog.get_logger()

#: Assignments that are looked at in one transaction.
BATCH = 200
#: At the latest; what another process planned, or a person did, is seen within this time.
LONGEST_SLEEP = timedelta(minutes=1)
#: So that a row whose time is a moment away is not asked for in a circle.
SHORTEST_SLEEP = timedelta(seconds=1)
#: What is due and was not taken waits for real time to pass (Retry-After, a pause after a failure).
WAITING_SLEEP = timedelta(seconds=10)
#: A tick that has more to do than this ends, and is asked for again at once: each one looks at the clock first.
TURN = timedelta(seconds=0.5)
#: Why nothing is sent after a jump of the clock.
JUMPED = "jump"


class Planning(Protocol):
    """The pure side of following up, over the knowledge and the roster of this moment."""

    def recipients(self, assignments: Sequence[Assignment]) -> Collection[str]:
        """Return everybody to whom something could be said of these assignments."""
        ...

    def decide(self, assignments: Sequence[Assignment], loads: Mapping[str, Load], now: datetime) -> Sequence[Step]:
        """Return what follows from looking at assignments now; each gets a later ``next_at``, or none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowingUp:
    """What the tick calls. Two ticks never run at once in one process."""

    ledger: FollowUpLedger
    sending: Sending
    planning: Callable[[], Awaitable[Planning]]
    organisers: Organisers
    #: The planning clock, and how much faster than real time it runs.
    clock: Clock
    speed: float = 1.0
    #: None: no digest is planned.
    digesting: Digesting | None = None
    #: None: nobody is told of what expires.
    expiring: Expiring | None = None
    watch: JumpWatch
    _alone: asyncio.Lock = field(init=False, default_factory=asyncio.Lock)
    _stopped: asyncio.Event = field(init=False, default_factory=asyncio.Event)

    async def tick(self) -> timedelta:
        """Plan and send what is due; return in how much real time to look again, a minute at the most.

        Where a turn was not enough for it, that is at once. A jump of the machine's clock pauses everything until the
        organisers say that it goes on, and tells them once.

        Raises:
            LedgerError: what was under way is taken up again by the next tick.
        """
        async with self._alone:
            await self._look_at_the_clock()
            if self.digesting is not None and await self.ledger.paused() is None:
                await self.digesting.plan()
            if self.expiring is not None and await self.ledger.paused() is None:
                await self.expiring.plan()
            ends = self.watch.monotonic() + TURN.total_seconds()
            while not self._stopped.is_set() and await self._go_on(ends):
                if self.watch.monotonic() >= ends:
                    return timedelta(0)
            return await self._sleep()

    async def stop(self) -> None:
        """Post nothing new, and wait for the posts under way to be recorded."""
        self._stopped.set()
        self.sending.pace.stop()
        async with self._alone:
            await self.sending.stop()

    async def _look_at_the_clock(self) -> None:
        moved = self.watch.jumped()
        if moved is None:
            return
        log.error("clock jumped; sending is paused", hours=round(moved.total_seconds() / 3600))
        if await self.ledger.paused() is None:
            await self.ledger.pause(JUMPED)
        await self.organisers.tell_once(f"jump:{self.watch.wall.now().isoformat()}", "told-jump")

    async def _go_on(self, ends: float) -> int:
        """Plan all that is due and then send a batch; return how much was done.

        In this order, over several turns too: what is frozen in a message is not joined by what is planned a moment
        later.
        """
        planned = 0
        while not self._stopped.is_set() and (batch := await self._plan()):
            planned += batch
            if self.watch.monotonic() >= ends:
                return planned
        return planned + await self.sending.run_once()

    async def _plan(self) -> int:
        """Look at one batch of assignments that are due; return how many they were."""
        # Not while paused either: after a jump the days are wrong, and what is planned now would be old by then.
        if await self.ledger.paused() is not None:
            return 0
        planning, now = await self.planning(), self.clock.now()

        def decide(assignments: Sequence[Assignment], loads: Mapping[str, Load]) -> Sequence[Step]:
            return planning.decide(assignments, loads, now)

        return await self.ledger.plan(now, limit=BATCH, recipients=planning.recipients, decide=decide)

    async def due(self) -> datetime | None:
        """Return the next instant of the planning clock at which there is something to do.

        It is past where something waits for real time to pass. None: nothing is planned, or all of it is paused.

        Raises:
            LedgerError: it cannot be read.
        """
        if await self.ledger.paused() is not None:
            return None
        dates = (await self.ledger.next_due(), self.digesting.next() if self.digesting else None)
        return min((each for each in dates if each is not None), default=None)

    async def _sleep(self) -> timedelta:
        due = await self.due()
        if due is None:
            return LONGEST_SLEEP
        ahead = (due - self.clock.now()) / self.speed
        return min(LONGEST_SLEEP, max(SHORTEST_SLEEP, ahead)) if ahead > timedelta(0) else WAITING_SLEEP
