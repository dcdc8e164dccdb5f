"""What organisers look at before they decide, kept in the ledger: whichever process gets their click carries it out."""

import secrets
from dataclasses import dataclass

from bot.ports import Clock, Draft, Drafts
from bot.retention import DRAFTS_KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Drafts of one kind. Any method may raise ``LedgerError``."""

    kind: str
    ledger: Drafts
    clock: Clock

    async def keep(self, content: str, whose: str) -> str:
        """Keep a draft; return the key by which a button names it.

        Args:
            content: JSON.
            whose: the Slack id of whoever looks at it.
        """
        key = secrets.token_hex(8)
        now = self.clock.now()
        await self.ledger.keep_draft(Draft(key=key, kind=self.kind, whose=whose, content=content, at=now))
        return key

    async def waiting(self, key: str) -> str | None:
        """Return what a draft holds; None: it was decided, or forgotten since."""
        found = await self.ledger.draft(key, since=self.clock.now() - DRAFTS_KEPT)
        return found.content if found is not None and found.kind == self.kind else None

    async def drop(self, key: str) -> None:
        """Forget a draft that was decided."""
        await self.ledger.drop_draft(key)
