"""Let time pass quickly in a rehearsal: from one moment at which something is due to the next, and all of it is done.

Whoever moves a clock by three months at once gets everything at the end, as after three months in which the bot was
switched off. Here the clock stops wherever something is due, so that each message goes out in its own moment.
"""

import asyncio
from calendar import monthrange
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

import structlog

from bot.clocks import MovableClock
from bot.errors import LedgerError
from bot.outbox import Row, RowKind, RowState
from bot.ports import FollowUpLedger

log = structlog.get_logger()

#: Steps that may wait for each other; more of them are a key that got stuck.
MOST_STEPS = 12
#: So much is passed at once where nothing is due, so that what is kept for a time is forgotten in time.
DAY = timedelta(days=1)
#: No reminder is looked for further ahead.
HORIZON = timedelta(days=366)
#: So often what is due and is not done is tried again, and how long between: it waits for Slack, in real time.
_TRIES, _PAUSE_S = 20, 0.5
#: Messages that one moment brings at the most; the ones before are known.
_LATEST = 200


class Step(StrEnum):
    """How far time is to pass."""

    #: Until a message about somebody's recommendations has arrived.
    NEXT = "next"
    WEEK = "week"
    QUARTER = "quarter"


class Outcome(StrEnum):
    """What came of the last step."""

    DONE = "done"
    #: No message is planned, or none within a year.
    NOTHING = "nothing"
    #: The organisers have paused the messages, so that none comes, however long one waits.
    PAUSED = "paused"
    STOPPED = "stopped"
    #: A message could not be sent, or the ledger is away; the clock stands where that happened.
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Where the clock stands, and what it is doing."""

    now: datetime
    #: Where the step under way began; None: there is none.
    since: datetime | None = None
    #: Where it ends; None where that shows on the way.
    until: datetime | None = None
    #: Steps that wait for it.
    waiting: int = 0
    #: What came of the last step; None while others are to come, and before the first.
    outcome: Outcome | None = None
    #: How many messages have arrived since the step began, by conversation.
    reached: Mapping[str, int] = field(default_factory=dict)


class Follows(Protocol):
    """What does what is due."""

    async def tick(self) -> timedelta:
        """Do what is due; return in how much time to look again: none where there is more to do."""
        ...

    async def due(self) -> datetime | None:
        """Return the next instant at which there is something to do; None: nothing is planned, or all is paused."""
        ...


@dataclass(slots=True, kw_only=True)
class _Way:
    """One step, from where it began."""

    step: Step
    since: datetime
    until: datetime | None
    last: datetime
    reached: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, step: Step, now: datetime) -> "_Way":
        until = {Step.WEEK: now + timedelta(days=7), Step.QUARTER: months_later(now, 3)}.get(step)
        return cls(step=step, since=now, until=until, last=until or now + HORIZON)


class Hastening:
    """Moves a clock forward, one step after the other, in the background."""

    def __init__(
        self,
        *,
        clock: MovableClock,
        following: Follows,
        ledger: FollowUpLedger,
        daily: Callable[[], Awaitable[None]],
        moved: Callable[[], None],
        rest: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Move a clock that everything else looks at.

        Args:
            clock: the planning clock.
            following: does what is due.
            ledger: knows what has arrived.
            daily: what is done once a day besides; it is done at the end of each step too.
            moved: told after each move, so that it can be kept.
            rest: waits so many seconds of real time.
        """
        self._clock, self._following, self._ledger = clock, following, ledger
        self._daily, self._moved, self._rest = daily, moved, rest
        self._steps: deque[Step] = deque()
        self._way: _Way | None = None
        self._outcome: Outcome | None = None
        self._reached: Mapping[str, int] = {}
        self._is_stopped = False
        self._going: asyncio.Task[None] | None = None
        #: Called whenever ``passage`` is another one.
        self.watched: Callable[[], None] = lambda: None

    @property
    def passage(self) -> Passage:
        way = self._way
        return Passage(
            now=self._clock.now(),
            since=way.since if way else None,
            until=way.until if way else None,
            waiting=len(self._steps),
            outcome=self._outcome,
            reached=dict(way.reached) if way else self._reached,
        )

    def begin(self, step: Step) -> bool:
        """Let time pass, after the steps that are asked for already; False where these are too many."""
        if len(self._steps) >= MOST_STEPS:
            return False
        self._steps.append(step)
        self._outcome = None
        if self._going is None or self._going.done():
            self._going = asyncio.get_running_loop().create_task(self._go())
        self.watched()
        return True

    def stop(self) -> None:
        """Stop where the clock stands, once what is due there is done; forget the steps that wait."""
        self._steps.clear()
        self._is_stopped = True

    async def close(self) -> None:
        """Stop, and wait until that is so."""
        self.stop()
        if self._going is not None:
            await asyncio.gather(self._going, return_exceptions=True)

    async def _go(self) -> None:
        while self._steps:
            self._is_stopped = False
            self._way = _Way.of(self._steps.popleft(), self._clock.now())
            outcome = Outcome.HELD
            try:
                outcome = await self._pass(self._way)
                await self._daily()
            except LedgerError as error:
                log.warning("time does not pass", reason=str(error))
            finally:
                self._end(outcome)

    def _end(self, outcome: Outcome) -> None:
        assert self._way is not None  # noqa: S101 - it was under way
        if outcome is Outcome.HELD:
            self._steps.clear()
        self._reached, self._way, self._outcome = dict(self._way.reached), None, None if self._steps else outcome
        self._moved()
        self.watched()

    async def _pass(self, way: _Way) -> Outcome:
        known, begun = set(await self._arrived()), way.since
        while True:
            if not await self._settled():
                return Outcome.STOPPED if self._is_stopped else Outcome.HELD
            arrived = await self._arrived()
            new = [each for id_, each in arrived.items() if id_ not in known]
            way.reached.update(each.channel for each in new if each.channel)
            known.update(arrived)
            self.watched()
            if way.step is Step.NEXT and any(each.kind is not RowKind.DIGEST for each in new):
                return Outcome.DONE
            if self._is_stopped:
                return Outcome.STOPPED
            now = self._clock.now()
            if now >= way.last:
                return Outcome.DONE if way.until else Outcome.NOTHING
            if way.step is Step.NEXT and (why := await self._nothing_comes()):
                return why
            due = await self._following.due()
            self._clock.move_to(min(way.last, now + DAY, *([due] if due else ())))
            self._moved()
            if self._clock.now() - begun >= DAY:
                begun = self._clock.now()
                await self._daily()

    async def _nothing_comes(self) -> Outcome | None:
        """Return why nobody will be reminded, however long one waits; None: somebody may be."""
        if await self._ledger.paused() is not None:
            return Outcome.PAUSED
        # The digest comes every week, and is no reminder.
        return Outcome.NOTHING if await self._ledger.next_due() is None else None

    async def _settled(self) -> bool:
        """Do all that is due by now; False where something cannot be done, or nobody waits for it any more."""
        for _ in range(_TRIES):
            while not await self._following.tick():
                continue
            due = await self._following.due()
            if due is None or due > self._clock.now():
                return True
            if self._is_stopped:
                break
            await self._rest(_PAUSE_S)
        return False

    async def _arrived(self) -> Mapping[str, Row]:
        return {each.id: each for each in await self._ledger.rows(states={RowState.SENT}, limit=_LATEST)}


def months_later(instant: datetime, months: int) -> datetime:
    """Return the same day and hour some months later, or the last day of that month where it has no such day."""
    year, month = divmod(instant.year * 12 + instant.month - 1 + months, 12)
    return instant.replace(year=year, month=month + 1, day=min(instant.day, monthrange(year, month + 1)[1]))
