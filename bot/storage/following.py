"""Assignments and their history in a database, and the plan that makes messages of them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, literal_column, not_, or_, select

from bot.outbox import Item, Row, RowKind, RowState
from bot.ports import Load, Planned, Step
from bot.progress import Assignment, Event, EventKind
from bot.storage import rules
from bot.storage.engine import insert_for
from bot.storage.instants import in_utc
from bot.storage.part import LIST, WHICH, Part, each_of, insert_each, is_in, planning_alone, update_each
from bot.storage.shapes import (
    EVENT_COLUMNS,
    ROW_COLUMNS,
    as_assignment,
    as_event,
    as_item,
    as_row,
    of_assignment,
    of_event,
    of_item,
    of_row,
)
from bot.storage.tables import assignments, events, items, outbox, switches

PAUSED = "paused"
_TEAM = "team"
_IN_SERVICE = "knowledge"
#: What a change never alters.
_IDENTITY = {"id", "recommendation", "owner"}

_BY_ID = select(assignments).where(assignments.c.id.in_(LIST)).order_by(assignments.c.id)
_LOCKED_BY_ID = _BY_ID.with_for_update(key_share=True)
#: Somebody is changing those that are locked: the next tick sees what becomes of them.
_DUE = (
    select(assignments)
    .where(assignments.c.next_at <= bindparam("now"), assignments.c.closed.is_(None))
    .order_by(assignments.c.next_at, assignments.c.id)
    .limit(bindparam("limit"))
    .with_for_update(key_share=True, skip_locked=True)
)
_HISTORY = (
    select(*EVENT_COLUMNS).where(events.c.assignment == bindparam("assignment")).order_by(events.c.at, events.c.id)
)
_HISTORIES = (
    select(*EVENT_COLUMNS).where(events.c.assignment.in_(LIST)).order_by(events.c.assignment, events.c.at, events.c.id)
)
_LOOKS = select(func.min(assignments.c.next_at)).where(
    assignments.c.next_at.is_not(None), assignments.c.closed.is_(None)
)
_SENDS = select(func.min(outbox.c.send_at)).where(is_in(RowState.PLANNED))
_NEXT = select(_LOOKS.scalar_subquery(), _SENDS.scalar_subquery())
_WAITS = (is_in(RowState.PLANNED), outbox.c.attempt == literal_column("0"))
#: Rows that are being claimed are locked, and wait no longer. Not in order: that would tempt a database to read all
#: that are planned.
_WAITING = select(*ROW_COLUMNS).where(outbox.c.recipient.in_(LIST), *_WAITS).with_for_update(skip_locked=True)
_DAYS = select(outbox.c.recipient, outbox.c.day).where(
    outbox.c.recipient.in_(LIST),
    outbox.c.day >= bindparam("since"),
    outbox.c.kind == RowKind.FOLLOW_UP.value,
    not_(is_in(*rules.UNCOUNTED)),
)
_SAID = select(items).where(items.c.assignment.in_(LIST), items.c.due.in_(bindparam("dues", expanding=True)))
_WHY = select(switches.c.why).where(switches.c.name == bindparam("name"))


class SqlFollowUps(Part):
    """Keeps the promises of ``FollowUps``."""

    async def assignment(self, id_: str) -> Assignment | None:
        found = await self._read("assignment", lambda db: list(each_of(db, _BY_ID, [id_])))
        return as_assignment(found[0]) if found else None

    async def assignments(
        self, *, recommendation: str | None = None, owner: str | None = None, open_only: bool = False
    ) -> Sequence[Assignment]:
        wanted = select(assignments).order_by(assignments.c.recommendation, assignments.c.owner, assignments.c.id)
        if recommendation is not None:
            wanted = wanted.where(assignments.c.recommendation == recommendation)
        if owner is not None:
            wanted = wanted.where(assignments.c.owner == owner)
        if open_only:
            wanted = wanted.where(assignments.c.closed.is_(None))
        rows = await self._read("assignments", lambda db: db.execute(wanted).mappings().all())
        return [as_assignment(row) for row in rows]

    async def change(self, steps: Sequence[Step]) -> Sequence[bool]:
        return await self._write("change", lambda db: self._carry_out(db, steps, {}))

    async def plan(
        self,
        now: datetime,
        *,
        limit: int,
        recipients: Callable[[Sequence[Assignment]], Collection[str]],
        decide: Callable[[Sequence[Assignment], Mapping[str, Load]], Sequence[Step]],
    ) -> int:
        now = in_utc(now)

        def work(db: Connection) -> int:
            planning_alone(db)
            rows = db.execute(_DUE, {"now": now, "limit": limit}).mappings()
            taken = [as_assignment(row) for row in rows]
            if taken:
                stored = {each.id: each for each in taken}
                self._carry_out(db, decide(taken, _loads(db, recipients(taken), now)), stored)
                after = [stored[each.id] for each in taken]
                update_all(db, [rules.put_off(each, now) for each in after if rules.is_stuck(each, now)])
            return len(taken)

        return await self._write("plan", work)

    async def history(self, assignment: str) -> Sequence[Event]:
        wanted = {"assignment": assignment}
        rows = await self._read("history", lambda db: db.execute(_HISTORY, wanted).mappings().all())
        return [as_event(row) for row in rows]

    async def events(self, *, since: datetime | None = None) -> Sequence[Event]:
        wanted = select(*EVENT_COLUMNS).order_by(events.c.at, events.c.id)
        if since is not None:
            wanted = wanted.where(events.c.at >= in_utc(since))
        rows = await self._read("events", lambda db: db.execute(wanted).mappings().all())
        return [as_event(row) for row in rows]

    async def announce(self, message: Planned) -> bool:
        def work(db: Connection) -> bool:
            planning_alone(db)
            return self._add(db, [message]) > 0

        return await self._write("announce", work)

    async def forget_names(self, before: datetime) -> int:
        closed = select(assignments.c.id).where(assignments.c.closed_at < in_utc(before))
        wanted = select(events.c.id, *EVENT_COLUMNS).where(
            events.c.assignment.in_(closed),
            or_(
                *(events.c[each] != "" for each in ("who", "note", "evidence")),
                events.c.kind == EventKind.REMINDED.value,
                events.c.kind == EventKind.HANDED_OVER.value,
            ),
        )

        def work(db: Connection) -> int:
            found = [(row["id"], as_event(row)) for row in db.execute(wanted).mappings().all()]
            changed = [(id_, after) for id_, each in found if (after := rules.nobodys(each)) != each]
            update_each(db, events, [{WHICH: id_, **of_event(each)} for id_, each in changed])
            return len(changed)

        return await self._write("forget_names", work)

    async def histories(self, assignments: Collection[str]) -> Mapping[str, Sequence[Event]]:
        wanted = set(assignments)
        rows = await self._read("histories", lambda db: [*each_of(db, _HISTORIES, wanted)])
        found: dict[str, list[Event]] = {each: [] for each in wanted}
        for row in rows:
            found[row["assignment"]].append(as_event(row))
        return found

    async def next_due(self) -> datetime | None:
        earliest = await self._read("next_due", lambda db: db.execute(_NEXT).one())
        return min((each for each in earliest if each is not None), default=None)

    async def belong_to(self, team: str) -> str:
        def work(db: Connection) -> str:
            new = insert_for(db.dialect.name)(switches).values(name=_TEAM, why=team)
            db.execute(new.on_conflict_do_nothing())
            return str(db.execute(_WHY, {"name": _TEAM}).scalar_one())

        return await self._write("belong_to", work)

    async def paused(self) -> str | None:
        return await self._read("paused", lambda db: db.scalar(_WHY, {"name": PAUSED}))

    async def pause(self, why: str | None) -> None:
        await self._write("pause", lambda db: _switch(db, PAUSED, why))

    async def put_in_service(self, knowledge: str, since: datetime) -> bool:
        def work(db: Connection) -> bool:
            planning_alone(db)
            at, newest = rules.newest(knowledge, since, _served(db))
            _switch(db, _IN_SERVICE, f"{at.isoformat()} {newest}")
            return newest == knowledge

        return await self._write("put_in_service", work)

    async def in_service(self) -> str | None:
        served = await self._read("in_service", _served)
        return served[1] if served else None

    def _carry_out(self, db: Connection, steps: Sequence[Step], stored: dict[str, Assignment]) -> list[bool]:
        """Carry out the steps that fit, in order; tell for each whether it was.

        ``stored`` has the assignments that are read and locked already; afterwards, all of the steps' as they are now.
        """
        if any(step.messages or step.before is None for step in steps):
            planning_alone(db)
        others = {step.after.id for step in steps} - stored.keys()
        stored.update((row["id"], as_assignment(row)) for row in each_of(db, _LOCKED_BY_ID, others))
        known = set(stored)
        told = [rules.carry_out(step, stored) for step in steps]
        carried = [step for step, done in zip(steps, told, strict=True) if done]
        ids = dict.fromkeys(step.after.id for step in carried)
        insert_each(db, assignments, [of_assignment(stored[id_]) for id_ in ids if id_ not in known])
        update_all(db, [stored[id_] for id_ in ids if id_ in known])
        keep_events(db, [event for step in carried for event in step.events])
        self._add(db, [message for step in carried for message in step.messages])
        return told

    def _add(self, db: Connection, messages: Sequence[Planned]) -> int:
        """Put what was not said yet into the rows that wait, or into new ones; return how many items that is."""
        if not messages:
            return 0
        said = _said(db, [item for each in messages for item in each.items])
        waiting = _waiting(db, {each.recipient for each in messages})
        new_rows: list[Row] = []
        new_items: list[dict[str, Any]] = []
        for each in messages:
            unsaid = [item for item in dict.fromkeys(each.items) if item not in said]
            if not unsaid:
                continue
            row = waiting.get((each.recipient, each.kind))
            if row is None:
                row = waiting[each.recipient, each.kind] = rules.row_for(each, self._new_id())
                new_rows.append(row)
            said.update(unsaid)
            new_items += (of_item(item, row.id) for item in unsaid)
        insert_each(db, outbox, [{**of_row(row), "orphan": False} for row in new_rows])
        insert_each(db, items, new_items)
        return len(new_items)


def keep_events(db: Connection, new: Sequence[Event]) -> None:
    insert_each(db, events, [{**of_event(each), "at": in_utc(each.at)} for each in new])


def update_all(db: Connection, changed: Sequence[Assignment]) -> None:
    rows = ({WHICH: each.id, **of_assignment(each)} for each in changed)
    update_each(db, assignments, [{name: row[name] for name in row if name not in _IDENTITY} for row in rows])


def _said(db: Connection, wanted: Sequence[Item]) -> set[Item]:
    """Return what is said, or planned, of the assignments and due dates of some items."""
    dues = {each.due for each in wanted}
    return {as_item(row) for row in each_of(db, _SAID, {each.assignment for each in wanted}, dues=sorted(dues))}


def _waiting(db: Connection, recipients: Collection[str]) -> dict[tuple[str, RowKind], Row]:
    """Return the rows that may be joined: of several of a recipient and kind, the earliest."""
    found: dict[tuple[str, RowKind], Row] = {}
    rows = map(as_row, each_of(db, _WAITING, recipients))
    for row in sorted(rows, key=rules.earliest):
        found.setdefault((row.recipient, row.kind), row)
    return found


def _loads(db: Connection, recipients: Collection[str], now: datetime) -> dict[str, Load]:
    days: defaultdict[str, list[date]] = defaultdict(list)
    for row in each_of(db, _DAYS, recipients, since=now.date() - rules.LOOK_BACK):
        days[row["recipient"]].append(row["day"])
    waiting = {
        row.recipient: row.day for (_, kind), row in _waiting(db, recipients).items() if kind is RowKind.FOLLOW_UP
    }
    return {each: Load(days=tuple(sorted(days[each])), waiting=waiting.get(each)) for each in recipients}


def _served(db: Connection) -> tuple[datetime, str] | None:
    found = db.scalar(_WHY, {"name": _IN_SERVICE})
    if found is None:
        return None
    since, _, knowledge = found.partition(" ")
    return datetime.fromisoformat(since), knowledge


def _switch(db: Connection, name: str, why: str | None) -> None:
    if why is None:
        db.execute(delete(switches).where(switches.c.name == name))
        return
    new = insert_for(db.dialect.name)(switches)
    later = new.on_conflict_do_update(index_elements=switches.primary_key, set_={"why": new.excluded.why})
    db.execute(later, {"name": name, "why": why})
