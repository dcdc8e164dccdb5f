"""What organisers do, written down: counts and ids, never a message's text."""

from dataclasses import dataclass

import structlog

from bot.errors import LedgerError
from bot.ports import Audited, Clock, Ledger
from bot.reply import Asker

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Trail:
    """The audit trail, as those write it who do something for an organiser."""

    ledger: Ledger
    clock: Clock

    async def note(self, asker: Asker, action: str, *, before: str = "", after: str = "") -> None:
        """Write down what is done.

        Raises:
            LedgerError: it is not written down, so it is not to be done.
        """
        record = Audited(at=self.clock.now(), who=asker.id, action=action, before=before, after=after)
        await self.ledger.audit(record)

    async def outcome(self, asker: Asker, action: str, after: str, *, before: str = "") -> None:
        """Write down what came of something that is done already. Never raises."""
        try:
            await self.note(asker, action, before=before, after=after)
        except LedgerError as error:
            # It is done, and its beginning is in the trail: the organiser is told what came of it, not that it failed.
            log.exception("outcome not audited", action=action, exc_info=error)
