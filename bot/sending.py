"""Send what is planned, each message exactly once: claimed, read again, posted, recorded; in doubt, looked up first.

What can go wrong at each point, and what follows from it:

- before the intent is kept nothing can have been posted: the row is planned again once its lease is over;
- after it, a row whose outcome is not in the ledger is in doubt, and is looked for in its conversation, back to the
  mark that was taken before it was first posted;
- a row that was claimed before is looked for once more before it is posted, whatever made it wait;
- what the conversation shows to have been said already, though the ledger does not know it, is not said again: then
  the ledger is older than Slack, because a backup was restored.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog

from bot.clocks import monotonic, processor
from bot.errors import DeliveryError, InDoubtError, LimitedError, NotSentError, RefusedError, UnreadableError
from bot.outbox import ORGANISERS, Item, Row, RowKind, RowState, Stage
from bot.pacing import Pace
from bot.ports import Clock, FollowUpLedger, Messenger, Organisers, Outcome, Person, Planned, Said, Step
from bot.progress import Assignment, Event, EventKind
from bot.suspecting import Suspects

log = structlog.get_logger()

#: Much longer than any pause of a process; see `bench/kills.py` for what a shorter one costs.
LEASE = timedelta(minutes=5)
#: So much of a lease must be left for a post to begin: longer than Slack is waited for.
LAST_POST = timedelta(seconds=15)
#: A message in doubt may still be on its way; it is looked up after this.
DOUBT = timedelta(minutes=1)
#: Rows that are claimed together, at the least and at the most.
BATCH, MOST = 8, 256
#: Of those, so many are read again, posted and recorded together; the next ones do not wait for them.
TOGETHER = 64
#: So long before it is posted a message may have been read again: that is how many a pace lets out in this time.
FRESH = timedelta(seconds=4)
#: So long may the rows of a claim take, whatever they say: ticks are to end in time, and leases are not to run out. Of
#: the processor less than in all, because waiting for Slack is no reason to take fewer.
_GOOD_PROCESSOR_S, _GOOD_S = 0.3, 1.5
#: So many times as many rows as the last claim took, at the most: the next ones may have much more to say.
_GROWTH = 4

#: What this process's knowledge does not know may be known to another one, which sends it; or nobody does after so
#: many claims, and the knowledge here is all there is.
BEHIND, _BEHIND_CLAIMS = timedelta(minutes=1), 30

_FIRST_WAIT_S, _LONGEST_WAIT_S = 15, 15 * 60
NO_USER = "no_user"

Assignments = Mapping[str, Assignment]
Histories = Mapping[str, Sequence[Event]]
Message = Mapping[str, Any]


class Standing(Protocol):
    """How things stand now: the knowledge in service, the roster, the day."""

    @property
    def people(self) -> Mapping[str, Person]:
        """The roster, by id."""
        ...

    def still_says(self, item: Item, assignment: Assignment) -> bool:
        """Tell whether an item that was planned is still true of its assignment."""
        ...

    async def is_behind(self) -> bool:
        """Tell whether another process has put other knowledge into service since this one did."""
        ...

    def message(self, row: Row, assignments: Assignments, histories: Histories) -> Message:
        """Return a row, with the items that are to be said, as the messenger takes it."""
        ...

    async def digest(self, row: Row) -> Message | None:
        """Return the organisers' digest, of everything as it stands now, as the messenger takes it."""
        ...

    def notice(self, item: Item) -> Planned:
        """Return the message that tells the organisers something, for their next working time."""
        ...


@dataclass(frozen=True, slots=True)
class _Intent:
    """A row that is about to be posted, and what its conversation shows already."""

    row: Row
    said: Said

    @property
    def told_at(self) -> str | None:
        """The ts of a message that says an item of the row already; None: there is none."""
        return next((self.said.signs[each.sign] for each in self.row.items if self.is_told(each)), None)

    def is_told(self, item: Item) -> bool:
        return item.sign in self.said.signs


@dataclass(frozen=True, slots=True)
class _Ready:
    """A row with the items that are to be said, and its message."""

    row: Row
    message: Message
    dropped: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """What the rows of one claim have in common."""

    #: Their recipients by id, at the claim.
    people: Mapping[str, Person]
    #: After this nothing is posted any more, on the real clock.
    posting_ends: float


@dataclass(slots=True)
class _Appetite:
    """How many rows the next claim takes: not many more than the last one, and what is done in good time."""

    #: Few at first: each may say hundreds of things.
    rows: int = 2

    def learn(self, rows: int, took_s: float, *, of_processor_s: float, most: int) -> None:
        times = ((_GOOD_S, took_s), (_GOOD_PROCESSOR_S, of_processor_s))
        wanted = min((int(rows * good / took) for good, took in times if took > 0), default=most)
        self.rows = max(1, min(most, _GROWTH * rows, wanted))


def batch_for(per_second: float) -> int:
    """Return how many rows to claim together where so many messages go out a second."""
    return max(BATCH, min(MOST, int(per_second * FRESH.total_seconds())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """The way of a row from the plan to the proof that it arrived. Any number of processes may run it."""

    ledger: FollowUpLedger
    messenger: Messenger
    organisers: Organisers
    #: The planning clock: which rows are due.
    clock: Clock
    pace: Pace
    #: Asked anew for each batch: the knowledge and the roster may have changed.
    standing: Callable[[], Awaitable[Standing]]
    lease: timedelta = LEASE
    batch: int = BATCH
    #: The real clock, which a lease is held against.
    monotonic: Callable[[], float] = monotonic
    #: The processor time of this process.
    processor: Callable[[], float] = processor
    _appetite: _Appetite = field(init=False, default_factory=_Appetite)
    _suspects: Suspects = field(init=False)

    def __post_init__(self) -> None:
        suspects = Suspects(
            ledger=self.ledger,
            messenger=self.messenger,
            organisers=self.organisers,
            clock=self.clock,
            monotonic=self.monotonic,
        )
        object.__setattr__(self, "_suspects", suspects)

    async def run_once(self) -> int:
        """Look up what is in doubt, then send one batch of what is due; return how many rows were taken.

        While the organisers, or a jump of the clock, have paused sending, only what is in doubt is looked up.

        Raises:
            LedgerError: it could not be claimed, and nothing was posted; or not be recorded, and will be looked up.
        """
        await self._suspects.look()
        if expired := await self.ledger.expire():
            log.warning("leases ran out", rows=expired)
        taken = await self._look_up()
        return taken if await self.ledger.paused() is not None else taken + await self._send()

    async def stop(self) -> None:
        """Say what may stand twice, as far as that is known; afterwards nobody would."""
        await self._suspects.look(is_last=True)

    # In doubt

    async def _look_up(self) -> int:
        rows = await self.ledger.doubtful(limit=self.batch, lease=self.lease)
        await _each_part(rows, self._look_up_together)
        return len(rows)

    async def _look_up_together(self, rows: Sequence[Row]) -> None:
        await self._record(rows, await asyncio.gather(*(self._looked_up(each) for each in rows)))

    async def _looked_up(self, row: Row) -> Outcome:
        try:
            return await self._found(row) or _outcome(row, RowState.PLANNED)
        except LimitedError as error:
            return _outcome(row, RowState.UNKNOWN, wait=error.wait)
        except (NotSentError, InDoubtError):
            return _outcome(row, RowState.UNKNOWN, wait=_growing(row))
        except DeliveryError as error:
            return _outcome(row, RowState.PARKED, refusal=str(error))

    async def _found(self, row: Row) -> Outcome | None:
        assert row.channel is not None  # noqa: S101 - a row is in doubt from its intent on
        ts = await self.messenger.find(row.channel, id_=row.id, after=row.mark or "0")
        return _outcome(row, RowState.SENT, ts=ts) if ts is not None else None

    # One batch

    async def _send(self) -> int:
        # Looked at before the claim, so that the lease ends no earlier than we think.
        began, used = self.monotonic(), self.processor()
        posting_ends = began + (self.lease - LAST_POST).total_seconds()
        limit = min(self.batch, self._appetite.rows)
        rows = await self.ledger.claim(self.clock.now(), limit=limit, lease=self.lease)
        if not rows:
            return 0
        recipients = await self.ledger.people({each.recipient for each in rows})
        group = _Group({each.id: each for each in recipients}, posting_ends)
        await _each_part(rows, lambda part: self._send_together(part, group))
        took_s, of_processor_s = self.monotonic() - began, self.processor() - used
        self._appetite.learn(len(rows), took_s, of_processor_s=of_processor_s, most=self.batch)
        return len(rows)

    async def _send_together(self, rows: Sequence[Row], group: _Group) -> None:
        """Send claimed rows and record what came of them, in one transaction.

        A process that dies on the way leaves at most what was claimed together in doubt; each is then looked for.
        """
        prepared = await asyncio.gather(*(self._prepared(each, group.people) for each in rows))
        intents = [each for each in prepared if isinstance(each, _Intent)]
        posted = await self._posted(intents, group.posting_ends)
        done = [each for each in prepared if isinstance(each, Outcome)]
        await self._record([*rows, *(each.row for each in intents)], done + posted)

    async def _prepared(self, row: Row, people: Mapping[str, Person]) -> _Intent | Outcome:
        """Return the row with its intent, or what became of it already. Nothing is posted."""
        try:
            if row.channel is not None:
                return await self._found(row) or _Intent(row, await self.messenger.said(row.channel))
            to = await self._address(row, people)
            if isinstance(to, Outcome):
                return to
            channel = await self.messenger.conversation(to)
            said = await self.messenger.said(channel)
            return _Intent(replace(row, channel=channel, mark=said.mark), said)
        except InDoubtError as error:  # of a question; there is no message yet that could have arrived
            return self._failed(row, NotSentError(str(error)))
        except DeliveryError as error:
            return self._failed(row, error)

    async def _address(self, row: Row, people: Mapping[str, Person]) -> str | Outcome:
        if row.recipient == ORGANISERS:
            return self.organisers.channel or await self._split(row)
        if row.recipient.startswith(f"{ORGANISERS}:"):
            user, known = row.recipient.partition(":")[2], await self.organisers.everyone()
            # Nobody known means that Slack did not say who they are; who left them is to be told nothing more.
            return user if user in known or not known else _outcome(row, RowState.CANCELLED, dropped=row.items)
        person = people.get(row.recipient)
        if person is None:  # erased since
            return _outcome(row, RowState.CANCELLED, dropped=row.items)
        return person.user or _outcome(row, RowState.UNDELIVERABLE, refusal=NO_USER)

    async def _split(self, row: Row) -> Outcome:
        """Plan a row for the organisers once for each of them; itself it is not sent, nor are its items ever again."""
        users = sorted(await self.organisers.everyone())
        if not users:
            return _outcome(row, RowState.PLANNED, wait=_growing(row))
        found = [await self.ledger.assignment(each) for each in sorted({each.assignment for each in row.items})]
        steps = [
            Step(before=each, after=each, messages=tuple(_copy(row, each, user) for user in users))
            for each in found
            if each is not None
        ]
        # Where somebody was faster, the copies that were planned stay, and planning them again adds nothing.
        done = all(await self.ledger.change(steps))
        return _outcome(row, RowState.CANCELLED) if done else _outcome(row, RowState.PLANNED, wait=_growing(row))

    async def _posted(self, intents: Sequence[_Intent], posting_ends: float) -> list[Outcome]:
        if not intents:
            return []
        current = await self.ledger.intend([each.row for each in intents])
        # After that: who was erased meanwhile gets nothing.
        standing = await self.standing()
        histories = await self.ledger.histories({each for spoken_of in current.values() for each in spoken_of})
        is_behind = await standing.is_behind()
        mine = [each for each in intents if each.row.id in current]
        ready = [
            await self._digest(each, standing)
            if each.row.kind in {RowKind.DIGEST, RowKind.EXPIRY}
            else self._ready(each, current[each.row.id], histories, standing, is_behind=is_behind)
            for each in mine
        ]
        return await asyncio.gather(*(self._sent(each, posting_ends) for each in ready))

    async def _sent(self, ready: _Ready | Outcome, posting_ends: float) -> Outcome:
        if isinstance(ready, Outcome):
            return ready
        return replace(await self._delivered(ready.row, ready.message, posting_ends), dropped=ready.dropped)

    def _ready(
        self, intent: _Intent, now: Assignments, histories: Histories, standing: Standing, *, is_behind: bool
    ) -> _Ready | Outcome:
        """Return what is left to say of a row, or what becomes of it where that is nothing."""
        row = intent.row
        gone = row.recipient not in standing.people and not row.recipient.startswith(ORGANISERS)
        untold = [each for each in row.items if not intent.is_told(each)]
        said = () if gone else tuple(each for each in untold if _is_said(each, now, standing))
        # What was told stays with the row, so that it is never planned again.
        kept = set(said)
        dropped = tuple(each for each in untold if each not in kept)
        if len(untold) < len(row.items):
            log.warning("said before; the ledger is older than Slack", row=row.id, items=len(row.items) - len(untold))
        if is_behind and row.attempt <= _BEHIND_CLAIMS and any(_is_open(each, now) for each in dropped):
            log.warning("left to a process with newer knowledge; reload here", row=row.id)
            return _outcome(row, RowState.PLANNED, wait=BEHIND)
        if not said and intent.told_at:
            return _outcome(row, RowState.SENT, ts=intent.told_at, dropped=dropped)
        if not said:
            return _outcome(row, RowState.CANCELLED, dropped=dropped)
        row = replace(row, items=said)
        try:
            return _Ready(row, standing.message(row, now, histories), dropped)
        except Exception as error:  # noqa: BLE001 - one message that cannot be written must not hold up all others
            log.error("message not written", row=row.id, error=type(error).__name__)  # noqa: TRY400 - it may quote one
            return _outcome(row, RowState.PLANNED, wait=_growing(row))

    async def _digest(self, intent: _Intent, standing: Standing) -> _Ready | Outcome:
        """Return a digest, or what expires, as it stands now; or what becomes of a row that was told, or is void."""
        row = intent.row
        if intent.told_at is not None:
            return _outcome(row, RowState.SENT, ts=intent.told_at)
        try:
            message = await standing.digest(row)
            if message is None:
                return _outcome(row, RowState.CANCELLED, dropped=row.items)
            return _Ready(row, message, ())
        except Exception as error:  # noqa: BLE001 - as above
            log.error("digest not written", row=row.id, error=type(error).__name__)  # noqa: TRY400
            return _outcome(row, RowState.PLANNED, wait=_growing(row))

    async def _delivered(self, row: Row, message: Message, posting_ends: float) -> Outcome:
        assert row.channel is not None  # noqa: S101 - the intent
        if wait := self.pace.wait(row.channel):
            return _outcome(row, RowState.PLANNED, wait=wait)
        if not await self.pace.turn():
            return _outcome(row, RowState.PLANNED)
        if wait := self.pace.wait(row.channel):  # another process was told meanwhile
            return _outcome(row, RowState.PLANNED, wait=wait)
        # As late as can be: a process that was frozen on its way here must not post what another one has sent since.
        if self.monotonic() > posting_ends:
            log.warning("lease too short to post", row=row.id)
            return _outcome(row, RowState.PLANNED)
        try:
            signs = [each.sign for each in row.items]
            ts = await self.messenger.post(row.channel, message, id_=row.id, signs=signs)
            return _outcome(row, RowState.SENT, ts=ts)
        except DeliveryError as error:
            return self._failed(row, error)

    def _failed(self, row: Row, error: DeliveryError) -> Outcome:
        log.warning("message not delivered", row=row.id, reason=f"{type(error).__name__}: {error}")
        match error:
            case LimitedError(wait=wait):
                if row.channel is not None:
                    self.pace.limit(row.channel, wait)
                return _outcome(row, RowState.PLANNED, wait=wait)
            case NotSentError():
                return _outcome(row, RowState.PLANNED, wait=_growing(row))
            case RefusedError():
                return _outcome(row, RowState.UNDELIVERABLE, refusal=str(error))
            case UnreadableError():
                # Where nobody could look it up, it is not posted either.
                return _outcome(row, RowState.PARKED, refusal=str(error))
        return _outcome(row, RowState.UNKNOWN, wait=DOUBT)

    # What came of it

    async def _record(self, rows: Sequence[Row], outcomes: Sequence[Outcome]) -> None:
        by_id = {each.id: each for each in rows}
        for each in outcomes:
            if each.state is RowState.UNDELIVERABLE:
                # Before it is recorded: done twice after a kill it adds nothing, left out it would be lost.
                await self._unreachable(by_id[each.row], each.refusal)
        kept_by_others = set(await self.ledger.record(outcomes))
        for each in outcomes:
            if each.row in kept_by_others:
                await self._suspects.add(by_id[each.row], each)
            elif each.state is RowState.PARKED:
                await self.organisers.tell_once(f"parked:{each.row}", "told-parked")
        states = [each.state for each in outcomes if each.row not in kept_by_others]
        if states:
            log.info("rows handled", **{str(state): states.count(state) for state in sorted(set(states))})

    async def _unreachable(self, row: Row, refusal: str) -> None:
        """Mark what an owner carries who cannot be reached, and tell the organisers, once for each due date."""
        log.warning("recipient unreachable", row=row.id, reason=refusal)
        standing, now = await self.standing(), self.clock.now()
        found = [(await self.ledger.assignment(each.assignment), each) for each in row.items]
        spoken_of = {each.id: (each, item) for each, item in found if each is not None}
        owned = [pair for pair in spoken_of.values() if pair[0].owner == row.recipient]
        # Where somebody was faster, the next message of this owner marks it.
        await self.ledger.change(
            [_marked(each, item, refusal, standing, now) for each, item in owned if not each.unreachable]
        )
        if not owned and not all(each.example for each, _ in spoken_of.values()):
            await self.organisers.tell_once(f"undeliverable:{row.id}", "told-undeliverable")


async def _each_part(rows: Sequence[Row], work: Callable[[Sequence[Row]], Awaitable[None]]) -> None:
    """Do something with parts of rows at the same time; what fails is raised once all have come to their end.

    One that fails must not leave another's posts unrecorded.
    """
    parts = [rows[start : start + TOGETHER] for start in range(0, len(rows), TOGETHER)]
    done = await asyncio.gather(*map(work, parts), return_exceptions=True)
    if failures := [each for each in done if each is not None]:
        raise failures[0]


def _is_said(item: Item, now: Assignments, standing: Standing) -> bool:
    assignment = now.get(item.assignment)
    return assignment is not None and standing.still_says(item, assignment)


def _is_open(item: Item, now: Assignments) -> bool:
    assignment = now.get(item.assignment)
    return assignment is not None and assignment.is_open


def _marked(assignment: Assignment, item: Item, refusal: str, standing: Standing, now: datetime) -> Step:
    told = Item(assignment=assignment.id, due=item.due, stage=Stage.UNREACHABLE, offset=0, recipient=ORGANISERS)
    event = Event(assignment=assignment.id, at=now, who="", kind=EventKind.UNREACHABLE, after=refusal)
    # Nobody expects to reach an illustration.
    messages = () if assignment.example else (standing.notice(told),)
    return Step(before=assignment, after=replace(assignment, unreachable=True), events=(event,), messages=messages)


def _copy(row: Row, assignment: Assignment, user: str) -> Planned:
    recipient = f"{ORGANISERS}:{user}"
    items = tuple(replace(each, recipient=recipient) for each in row.items if each.assignment == assignment.id)
    return Planned(recipient=recipient, kind=row.kind, day=row.day, send_at=row.send_at, why=row.why, items=items)


def _outcome(
    row: Row,
    state: RowState,
    *,
    ts: str | None = None,
    refusal: str = "",
    wait: timedelta = timedelta(0),
    dropped: Collection[Item] = (),
) -> Outcome:
    return Outcome(
        row=row.id, attempt=row.attempt, state=state, ts=ts, refusal=refusal, wait=wait, dropped=tuple(dropped)
    )


def _growing(row: Row) -> timedelta:
    """Return how long a row waits after an attempt that failed: longer each time, a quarter of an hour at the most."""
    return timedelta(seconds=min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2 ** min(row.attempt, 10)))
