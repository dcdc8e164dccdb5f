"""Messages that may have arrived twice: looked for before anybody is told so.

A process that was stopped for longer than its lease finds that another one has decided about a row that it posted
itself. Mostly that one has found the message and posted nothing; the conversation tells.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from bot.errors import DeliveryError
from bot.outbox import Row, RowState
from bot.ports import Audited, Clock, FollowUpLedger, Messenger, Organisers, Outcome

log = structlog.get_logger()

#: A message may still be on its way; the same as for a row in doubt.
_DOUBT_S = 60
#: After this what nobody could find out is told as it is.
_PATIENCE_S = 15 * 60


@dataclass(frozen=True, slots=True)
class _Suspect:
    row: Row
    #: On the monotonic clock: since when, and when it is looked for next.
    since: float
    look_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspects:
    """What one process posted while another one decided about its row."""

    ledger: FollowUpLedger
    messenger: Messenger
    organisers: Organisers
    clock: Clock
    monotonic: Callable[[], float]
    _waiting: dict[str, _Suspect] = field(init=False, default_factory=dict)

    async def add(self, row: Row, outcome: Outcome) -> None:
        """Look for a row that was no longer ours when it was recorded; report it where its message stands twice.

        Args:
            row: with its channel and mark.
            outcome: ours, which was not kept.
        """
        if outcome.state not in {RowState.SENT, RowState.UNKNOWN} or row.channel is None:
            return
        log.warning("row decided by another process", row=row.id, attempt=row.attempt)
        now = self.monotonic()
        self._waiting[row.id] = _Suspect(row, since=now, look_at=now)
        # Ours is there, or it may yet come.
        await self._look(self._waiting[row.id], is_last=outcome.state is RowState.SENT)

    async def look(self, *, is_last: bool = False) -> None:
        """Look for those whose time has come; with ``is_last`` for all, and nothing waits afterwards."""
        now = self.monotonic()
        for each in [each for each in self._waiting.values() if is_last or each.look_at <= now]:
            await self._look(each, is_last=is_last or now - each.since >= _DOUBT_S)
            if is_last and each.row.id in self._waiting:
                await self._report(each.row)

    async def _look(self, suspect: _Suspect, *, is_last: bool) -> None:
        """Report a row that stands twice, and forget one that stands once, as the ledger has it, on the last look."""
        row, now = suspect.row, self.monotonic()
        assert row.channel is not None  # noqa: S101 - it was posted there
        try:
            found = await self.messenger.copies(row.channel, id_=row.id, after=row.mark or "0")
        except DeliveryError as error:
            log.warning("not found out whether it is doubled", row=row.id, reason=str(error))
            found = ()
        there = await self.ledger.row_at(row.channel, found[0]) if len(found) == 1 else None
        if is_last and there is not None and there.id == row.id:
            del self._waiting[row.id]
        elif len(found) > 1 or now - suspect.since >= _PATIENCE_S:
            await self._report(row)
        else:
            self._waiting[row.id] = _Suspect(row, since=suspect.since, look_at=now + _DOUBT_S)

    async def _report(self, row: Row) -> None:
        del self._waiting[row.id]
        log.error("message possibly doubled", row=row.id, attempt=row.attempt)
        now = self.clock.now()
        await self.ledger.count("sending.possibly_doubled", "", now.date())
        after = f"row {row.id}, attempt {row.attempt}"
        await self.ledger.audit(Audited(at=now, who="", action="message possibly doubled", before="", after=after))
        await self.organisers.tell_once(f"doubled:{row.id}", "told-doubled")
