"""The outbox in a database: rows are claimed under a lease, and recorded by whoever holds them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, delete, or_, select, update

from bot.outbox import Item, Row, RowState
from bot.ports import Outcome
from bot.progress import Assignment, Event
from bot.storage import rules
from bot.storage.following import PAUSED, keep_events
from bot.storage.instants import in_utc
from bot.storage.part import LIST, WHICH, Part, each_of, execute_each, is_in, update_each
from bot.storage.shapes import ROW_COLUMNS, as_assignment, as_item, as_row, of_item, of_row
from bot.storage.tables import assignments, items, outbox, switches

#: What never changes but by erasure, or in the claim itself.
_IDENTITY = {"id", "recipient", "kind", "day", "send_at", "why", "attempt"}

_ROWS = select(*ROW_COLUMNS, outbox.c.claimed_at, outbox.c.orphan)
_HELD = _ROWS.where(outbox.c.id.in_(LIST), is_in(*rules.HELD)).order_by(outbox.c.id).with_for_update(key_share=True)
_ITEMS = select(items).where(items.c.row.in_(LIST)).order_by(items.c.id)
_SPOKEN_OF = (
    select(items.c.row, assignments)
    .join(assignments, assignments.c.id == items.c.assignment)
    .where(items.c.row.in_(LIST))
)
_HAS_WAITED = or_(outbox.c.not_before.is_(None), outbox.c.not_before <= bindparam("real"))
_LAPSED = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= bindparam("real"))
_RUNNING = ~select(switches.c.name).where(switches.c.name == PAUSED).exists()
_SAID = ("row", "assignment", "due", "stage", "days", "recipient")
_DROPPED = delete(items).where(*(items.c[name] == bindparam(f"_{name}") for name in _SAID))


def _taking(*conditions: ColumnElement[bool], **values: Any) -> Any:
    """Return the statement that takes rows, earliest first, and passes over those that somebody else is taking.

    The rows are found in a common table expression, which is looked at once; a subquery might be run again for each
    row, and take more than the limit.
    """
    found = (
        select(outbox.c.id)
        .where(*conditions)
        .order_by(outbox.c.send_at, outbox.c.id)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True)
        .cte("found")
    )
    return (
        update(outbox)
        .where(outbox.c.id.in_(select(found.c.id)))
        .values(attempt=outbox.c.attempt + 1, lease_until=bindparam("until"), not_before=None, **values)
        .returning(*ROW_COLUMNS)
    )


_CLAIM = _taking(
    is_in(RowState.PLANNED),
    outbox.c.send_at <= bindparam("now"),
    _HAS_WAITED,
    _RUNNING,
    state=RowState.SENDING.value,
    claimed_at=bindparam("now"),
)
_DOUBTFUL = _taking(is_in(RowState.UNKNOWN), _HAS_WAITED, _LAPSED)
_EXPIRED = _ROWS.where(is_in(RowState.SENDING), outbox.c.lease_until <= bindparam("real")).with_for_update(
    skip_locked=True
)


class SqlOutbox(Part):
    """Keeps the promises of ``Outbox``."""

    async def claim(self, now: datetime, *, limit: int, lease: timedelta) -> Sequence[Row]:
        return await self._write("claim", lambda db: self._take(db, _CLAIM, limit, lease, now=in_utc(now)))

    async def doubtful(self, *, limit: int, lease: timedelta) -> Sequence[Row]:
        return await self._write("doubtful", lambda db: self._take(db, _DOUBTFUL, limit, lease))

    async def intend(self, intents: Sequence[Row]) -> Mapping[str, Mapping[str, Assignment]]:
        return await self._write("intend", lambda db: self._intend(db, intents))

    async def record(self, outcomes: Sequence[Outcome]) -> Sequence[str]:
        return await self._write("record", lambda db: self._record(db, outcomes))

    async def expire(self) -> int:
        def work(db: Connection) -> int:
            real = self._real(db)
            found = db.execute(_EXPIRED, {"real": real}).mappings().all()
            _store(db, [rules.expired(as_row(row), real) for row in found])
            blank(db, [as_row(row) for row in found if row["orphan"]])
            return len(found)

        return await self._write("expire", work)

    async def rows(
        self, *, states: Collection[RowState] = (), recipient: str | None = None, limit: int = 100
    ) -> Sequence[Row]:
        wanted = select(*ROW_COLUMNS).order_by(outbox.c.send_at.desc(), outbox.c.id.desc()).limit(limit)
        if states:
            wanted = wanted.where(is_in(*states))
        if recipient is not None:
            wanted = wanted.where(outbox.c.recipient == recipient)
        return await self._read("rows", lambda db: complete(db, db.execute(wanted).mappings().all()))

    async def row_at(self, channel: str, ts: str) -> Row | None:
        wanted = select(*ROW_COLUMNS).where(outbox.c.channel == channel, outbox.c.ts == ts, outbox.c.ts.is_not(None))
        found = await self._read("row_at", lambda db: complete(db, db.execute(wanted).mappings().all()))
        return found[0] if found else None

    async def forget_messages(self, before: datetime) -> int:
        limit = in_utc(before)
        still = (
            select(items.c.id)
            .join(assignments, assignments.c.id == items.c.assignment)
            .where(items.c.row == outbox.c.id, or_(assignments.c.closed_at.is_(None), assignments.c.closed_at >= limit))
        )
        over = is_in(*(each for each in RowState if each.is_over))
        gone = select(outbox.c.id).where(outbox.c.send_at < limit, over, ~still.exists())

        def work(db: Connection) -> int:
            ids = [{"which": each} for each in db.scalars(gone).all()]
            execute_each(db, delete(items).where(items.c.row == bindparam("which")), ids)
            execute_each(db, delete(outbox).where(outbox.c.id == bindparam("which")), ids)
            return len(ids)

        return await self._write("forget_messages", work)

    async def release(self, row: str) -> bool:
        wanted = select(*ROW_COLUMNS).where(outbox.c.id == row).with_for_update(key_share=True)

        def work(db: Connection) -> bool:
            found = db.execute(wanted).mappings().one_or_none()
            if found is None or found["state"] not in rules.RELEASABLE:
                return False
            _store(db, [rules.released(as_row(found))])
            return True

        return await self._write("release", work)

    def _take(self, db: Connection, statement: Any, limit: int, lease: timedelta, **values: Any) -> list[Row]:
        real = self._real(db)
        taken = db.execute(statement, {"real": real, "until": real + lease, "limit": limit, **values})
        return complete(db, sorted(taken.mappings(), key=lambda row: (row["send_at"], row["id"])))

    def _intend(self, db: Connection, intents: Sequence[Row]) -> dict[str, dict[str, Assignment]]:
        real = self._real(db)
        wanted = {each.id: each for each in intents}
        held = [as_row(row) for row in each_of(db, _HELD, wanted)]
        ours = [each for each in held if rules.holds(each, wanted[each.id].attempt, real)]
        new = (rules.intended(each, wanted[each.id]) for each in ours if each.mark is None)
        # Nothing else of them changes, and there may be hundreds.
        update_each(db, outbox, [{WHICH: each.id, "channel": each.channel, "mark": each.mark} for each in new])
        spoken_of: dict[str, dict[str, Assignment]] = {each.id: {} for each in ours}
        for row in each_of(db, _SPOKEN_OF, spoken_of):
            spoken_of[row["row"]][row["id"]] = as_assignment(row)
        return spoken_of

    def _record(self, db: Connection, outcomes: Sequence[Outcome]) -> list[str]:
        real = self._real(db)
        found = {row["id"]: row for row in each_of(db, _HELD, {each.row for each in outcomes})}
        before = {each.id: each for each in complete(db, list(found.values()))}
        after = dict(before)
        late: list[str] = []
        nobodys: set[str] = set()
        for each in outcomes:
            if each.row in nobodys or not rules.record(each, after, real):
                late.append(each.row)
            elif found[each.row]["orphan"]:
                # Blanked below: its recipient was erased, and nothing more is to be learnt of it.
                nobodys.add(each.row)
        changed = [
            after[id_] for id_ in dict.fromkeys(each.row for each in outcomes) if after.get(id_) != before.get(id_)
        ]
        _store(db, changed)
        _drop(db, [(row.id, item) for row in changed for item in set(before[row.id].items).difference(row.items)])
        keep_events(db, [event for row in changed for event in _reminders(row, found[row.id])])
        blank(db, [row for row in changed if found[row.id]["orphan"]])
        return late


def blank(db: Connection, rows: Sequence[Row]) -> None:
    """Take away whose rows were, and what they said."""
    execute_each(db, delete(items).where(items.c.row == bindparam("which")), [{"which": row.id} for row in rows])
    blanked = {"recipient": "", "why": "", "orphan": False}
    update_each(db, outbox, [{**_changes(rules.blanked(row)), **blanked} for row in rows])


def _store(db: Connection, rows: Sequence[Row]) -> None:
    update_each(db, outbox, [_changes(row) for row in rows])


def _changes(row: Row) -> dict[str, Any]:
    return {WHICH: row.id, **{name: value for name, value in of_row(row).items() if name not in _IDENTITY}}


def _drop(db: Connection, dropped: Sequence[tuple[str, Item]]) -> None:
    execute_each(
        db, _DROPPED, [{f"_{name}": value for name, value in of_item(item, row).items()} for row, item in dropped]
    )


def complete(db: Connection, rows: Sequence[RowMapping]) -> list[Row]:
    """Return rows with their items, in the order given."""
    spoken_of: dict[str, list[Item]] = {row["id"]: [] for row in rows}
    for item in each_of(db, _ITEMS, spoken_of):
        spoken_of[item["row"]].append(as_item(item))
    return [as_row(row, spoken_of[row["id"]]) for row in rows]


def _reminders(row: Row, found: RowMapping) -> list[Event]:
    if row.state is not RowState.SENT:
        return []
    return rules.reminders(row, found["claimed_at"], orphan=found["orphan"])
