"""The roster in a database, and how a person is taken out of everything."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    RowMapping,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from bot.errors import LedgerError
from bot.outbox import RowState
from bot.ports import Audited, Person, RosterChange
from bot.storage import rules
from bot.storage.following import keep_events, update_all
from bot.storage.outbox import blank
from bot.storage.part import LIST, Part, each_of, execute_each, planning_alone
from bot.storage.shapes import EVENT_COLUMNS, ROW_COLUMNS, as_assignment, as_event, as_row, of_event
from bot.storage.tables import assignments, audits, events, outbox, people, questions
from knowledge.model import Participant

_WHICH: BindParameter[Any] = bindparam("which")
_EVERYBODY = select(people).order_by(people.c.id)
_STORED = update(people).where(people.c.id == _WHICH)
_REMOVED = delete(people).where(people.c.id == _WHICH)
_LEFT = update(assignments).where(assignments.c.id == _WHICH).values(owner="")
_EXPLAINED = update(assignments).where(assignments.c.id == _WHICH)
_ORPHANED = update(outbox).where(outbox.c.id == _WHICH)


class SqlRoster(Part):
    """Keeps the promises of ``Roster``."""

    #: Everybody as last read, by what stands in their rows: they are asked for with every batch of messages, and
    #: reading a participant's JSON takes longer than all the rest.
    _as_read: Mapping[Any, Person] = MappingProxyType({})

    async def put_roster(self, people: Sequence[Participant], *, replace: bool) -> RosterChange:
        return await self._write("put_roster", lambda db: _put(db, people, replace=replace))

    async def people(self) -> Sequence[Person]:
        return await self._read("people", self._everybody)

    async def match(self, participant: str, user: str | None) -> None:
        row = {"which": participant, "user": user}
        await self._write("match", lambda db: db.execute(_STORED, row))

    async def set_away(self, participant: str, away: tuple[date, date] | None) -> None:
        since, until = away or (None, None)
        row = {"which": participant, "away_from": since, "away_until": until}
        await self._write("set_away", lambda db: db.execute(_STORED, row))

    async def erase(self, participant: str) -> None:
        await self._write("erase", lambda db: _erase(db, participant, self._real(db)))
        self._as_read = {}

    def _everybody(self, db: Connection) -> list[Person]:
        known = self._as_read
        rows = db.execute(_EVERYBODY).all()
        # Mostly nobody has changed; a row is as good a key as the tuple that it is equal to.
        found = {row: known.get(row) or _person(row._mapping) for row in rows}  # noqa: SLF001
        self._as_read = found
        return [*found.values()]


def _everybody(db: Connection) -> list[Person]:
    return [_person(row) for row in db.execute(_EVERYBODY).mappings()]


def _person(row: RowMapping) -> Person:
    try:
        participant = Participant.model_validate_json(row["participant"])
    except ValidationError:  # whose words quote what is known of a person
        raise LedgerError("people: the ledger has a participant that this version does not read") from None
    away = (row["away_from"], row["away_until"])
    return Person(participant=participant, user=row["user"], away=None if None in away else away)


def _put(db: Connection, roster: Sequence[Participant], *, replace: bool) -> RosterChange:
    planning_alone(db)
    new = {each.id: each for each in roster}
    old = {each.id: each.participant for each in _everybody(db)}
    change = rules.compared(old, new)
    execute_each(db, insert(people), [{"id": id_, "participant": new[id_].model_dump_json()} for id_ in change.added])
    for id_ in change.changed:
        row = {"which": id_, "participant": new[id_].model_dump_json()}
        db.execute(_STORED, row if rules.is_same_user(old[id_], new[id_]) else {**row, "user": None})
    if replace:
        execute_each(db, _REMOVED, [{"which": id_} for id_ in change.missing])
    return change


# Erasure. Rare, so that it may look through whole tables.


def _erase(db: Connection, participant: str, real: datetime) -> None:
    planning_alone(db)
    everybody = _everybody(db)
    users = [each.user for each in everybody if each.id == participant and each.user is not None]
    names = {participant, *users}
    db.execute(_REMOVED, {"which": participant})
    for each in (each.participant for each in everybody if each.participant.deputy == participant):
        alone = each.model_copy(update={"deputy": None})
        db.execute(_STORED, {"which": each.id, "participant": alone.model_dump_json()})
    own = _leave(db, names, real)
    _forget_events(db, names, own)
    _forget_rows(db, participant)
    _forget_elsewhere(db, names)


def _leave(db: Connection, names: Collection[str], real: datetime) -> set[str]:
    """Close a person's assignments; return the ids of all they ever had."""
    theirs = select(assignments).where(assignments.c.owner.in_(names)).order_by(assignments.c.id)
    own = [as_assignment(row) for row in db.execute(theirs.with_for_update(key_share=True)).mappings()]
    update_all(db, [rules.left(each, real) for each in own])
    execute_each(db, _LEFT, [{"which": each.id} for each in own])
    keep_events(db, [rules.leaving(each, real) for each in own if each.is_open])
    naming = select(assignments.c.id, assignments.c.closed_because).where(_names(assignments.c.closed_because, names))
    for row in db.execute(naming).mappings().all():
        because = rules.without(row["closed_because"], names)
        db.execute(_EXPLAINED, {"which": row["id"], "closed_because": because})
    return {each.id for each in own}


def _forget_events(db: Connection, names: Collection[str], own: Collection[str]) -> None:
    naming = or_(events.c.who.in_(names), _names(events.c.before, names), _names(events.c.after, names))
    wanted = select(events.c.id, *EVENT_COLUMNS)
    found = {row["id"]: row for row in db.execute(wanted.where(naming)).mappings()}
    found.update((row["id"], row) for row in each_of(db, wanted.where(events.c.assignment.in_(LIST)), own))
    changed = []
    for id_, row in found.items():
        event = as_event(row)
        changed.append({"which": id_, **of_event(rules.forgotten(event, names, own=event.assignment in own))})
    execute_each(db, update(events).where(events.c.id == _WHICH), changed)


def _forget_rows(db: Connection, participant: str) -> None:
    """Cancel what waits for a person and blank what was sent; what is being sent is blanked when that is over."""
    theirs = select(*ROW_COLUMNS).where(outbox.c.recipient == participant).order_by(outbox.c.id)
    rows = [as_row(row) for row in db.execute(theirs.with_for_update(key_share=True)).mappings()]
    sending = [row for row in rows if row.state is RowState.SENDING]
    execute_each(db, _ORPHANED, [{"which": row.id, "orphan": True} for row in sending])
    blank(db, [row for row in rows if row.state is not RowState.SENDING])


def _forget_elsewhere(db: Connection, names: Collection[str]) -> None:
    db.execute(delete(questions).where(questions.c.asker.in_(names)))
    naming = or_(audits.c.who.in_(names), _names(audits.c.before, names), _names(audits.c.after, names))
    changed = []
    for row in db.execute(select(audits).where(naming)).mappings().all():
        record = Audited(**{name: row[name] for name in row if name != "id"})
        changed.append({"which": row["id"], **asdict(rules.anonymous(record, names))})
    execute_each(db, update(audits).where(audits.c.id == _WHICH), changed)


def _names(column: ColumnElement[str], names: Collection[str]) -> ColumnElement[bool]:
    """Find texts that may name somebody; which do, is looked at afterwards."""
    return or_(*(column.contains(each, autoescape=True) for each in names))
