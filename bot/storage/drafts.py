"""What organisers looked at and have not decided, in the ledger's database."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, insert, select

from bot.ports import Draft
from bot.storage.instants import in_utc
from bot.storage.part import Part
from bot.storage.tables import drafts


class SqlDrafts(Part):
    """Keeps the promises of ``Drafts``."""

    async def keep_draft(self, draft: Draft) -> None:
        row = {**asdict(draft), "at": in_utc(draft.at)}
        await self._write("keep_draft", lambda db: db.execute(insert(drafts), row))

    async def draft(self, key: str, *, since: datetime) -> Draft | None:
        wanted = select(drafts).where(drafts.c.key == key, drafts.c.at >= in_utc(since))
        row = await self._read("draft", lambda db: db.execute(wanted).mappings().first())
        return Draft(**row) if row is not None else None

    async def drop_draft(self, key: str) -> bool:
        gone = delete(drafts).where(drafts.c.key == key)
        return await self._write("drop_draft", lambda db: db.execute(gone).rowcount > 0)

    async def forget_drafts(self, before: datetime) -> int:
        old = delete(drafts).where(drafts.c.at < in_utc(before))
        return await self._write("forget_drafts", lambda db: db.execute(old).rowcount)
