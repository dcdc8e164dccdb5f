"""The roster in a database, and how a person is taken out of everything."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    RowMapping,
    Table,
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
from bot.progress import Event
from bot.reply import whose
from bot.storage import rules
from bot.storage.following import keep_events, update_all
from bot.storage.holding import held
from bot.storage.outbox import blank, complete
from bot.storage.part import LIST, Part, each_of, execute_each, planning_alone
from bot.storage.shapes import EVENT_COLUMNS, ROW_COLUMNS, as_assignment, as_event, as_row, of_event
from bot.storage.tables import (
    acquaintances,
    assignments,
    audits,
    drafts,
    events,
    focuses,
    keys,
    outbox,
    paces,
    people,
    questions,
    threads,
)
from knowledge.model import Participant

_WHICH: BindParameter[Any] = bindparam("which")
_EVERYBODY = (
    select(people, acquaintances.c.language)
    .join(acquaintances, acquaintances.c.user == people.c.user, isouter=True)
    .order_by(people.c.id)
)
_SOME = _EVERYBODY.where(people.c.id.in_(LIST))
_STORED = update(people).where(people.c.id == _WHICH)
_REMOVED = delete(people).where(people.c.id == _WHICH)
_LEFT = update(assignments).where(assignments.c.id == _WHICH).values(owner=bindparam("alias"))
_EXPLAINED = update(assignments).where(assignments.c.id == _WHICH)
_ORPHANED = update(outbox).where(outbox.c.id == _WHICH)


class SqlRoster(Part):
    """Keeps the promises of ``Roster``."""

    #: Everybody as last read, by what stands in their rows: they are asked for with every batch of messages, and
    #: reading a participant's JSON takes longer than all the rest.
    _as_read: Mapping[Any, Person] = MappingProxyType({})

    async def put_roster(self, people: Sequence[Participant], *, replace: bool) -> RosterChange:
        return await self._write("put_roster", lambda db: _put(db, people, replace=replace))

    async def people(self, ids: Collection[str] | None = None) -> Sequence[Person]:
        if ids is None:
            return await self._read("people", self._everybody)
        return await self._read("people", lambda db: [*self._as_known(each_of(db, _SOME, ids)).values()])

    async def match(self, participant: str, user: str | None) -> None:
        row = {"which": participant, "user": user}
        await self._write("match", lambda db: db.execute(_STORED, row))

    async def set_away(self, participant: str, away: tuple[date, date] | None) -> None:
        since, until = away or (None, None)
        row = {"which": participant, "away_from": since, "away_until": until}
        await self._write("set_away", lambda db: db.execute(_STORED, row))

    async def erase(self, *names: str) -> None:
        alias = rules.alias_for(self._new_id())
        await self._caught_up()  # what can wait is written before it is looked for
        await self._write("erase", lambda db: _erase(db, names, alias, self._real(db)))
        self._as_read = {}

    async def held(self, *names: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        await self._caught_up()
        return await self._read("held", lambda db: _held(db, names))

    def _everybody(self, db: Connection) -> list[Person]:
        found = self._as_read = self._as_known(db.execute(_EVERYBODY).mappings())
        return [*found.values()]

    def _as_known(self, rows: Iterable[RowMapping]) -> dict[tuple[Any, ...], Person]:
        """Return people by what stands in their rows; mostly nobody has changed since everybody was read."""
        known = self._as_read
        keyed = ((tuple(row.values()), row) for row in rows)
        return {key: known.get(key) or _person(row) for key, row in keyed}


def _everybody(db: Connection) -> list[Person]:
    return [_person(row) for row in db.execute(_EVERYBODY).mappings()]


def _person(row: RowMapping) -> Person:
    try:
        participant = Participant.model_validate_json(row["participant"])
    except ValidationError:  # whose words quote what is known of a person
        raise LedgerError("people: the ledger has a participant that this version does not read") from None
    days = (row["away_from"], row["away_until"])
    away = None if None in days else days
    return Person(participant=participant, user=row["user"], away=away, chosen=row["language"])


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


def _erase(db: Connection, who: Collection[str], alias: str, real: datetime) -> None:
    planning_alone(db)
    everybody = _everybody(db)
    names = rules.aliased(rules.names_of(who, ((each.id, each.user) for each in everybody)), alias)
    execute_each(db, _REMOVED, [{"which": each.id} for each in everybody if each.id in names])
    for each in (each.participant for each in everybody if each.participant.deputy in names and each.id not in names):
        alone = each.model_copy(update={"deputy": None})
        db.execute(_STORED, {"which": each.id, "participant": alone.model_dump_json()})
    own = _leave(db, names, real)
    _forget_events(db, names, own)
    _forget_rows(db, names)
    _forget_elsewhere(db, names)


def _leave(db: Connection, names: Mapping[str, str], real: datetime) -> set[str]:
    """Close a person's assignments; return the ids of all they ever had."""
    theirs = select(assignments).where(assignments.c.owner.in_(names)).order_by(assignments.c.id)
    own = [as_assignment(row) for row in db.execute(theirs.with_for_update(key_share=True)).mappings()]
    update_all(db, [rules.left(each, real, names[each.owner]) for each in own])
    execute_each(db, _LEFT, [{"which": each.id, "alias": names[each.owner]} for each in own])
    keep_events(db, [rules.leaving(each, real) for each in own if each.is_open])
    naming = select(assignments.c.id, assignments.c.closed_because).where(_names(assignments.c.closed_because, names))
    for row in db.execute(naming).mappings().all():
        because = rules.without(row["closed_because"], names)
        db.execute(_EXPLAINED, {"which": row["id"], "closed_because": because})
    return {each.id for each in own}


def _forget_events(db: Connection, names: Mapping[str, str], own: Collection[str]) -> None:
    changed = []
    for id_, event in _events(db, names, own).items():
        changed.append({"which": id_, **of_event(rules.forgotten(event, names, own=event.assignment in own))})
    execute_each(db, update(events).where(events.c.id == _WHICH), changed)


def _events(db: Connection, names: Collection[str], own: Collection[str]) -> dict[int, Event]:
    """Return the events that may concern somebody, by their number."""
    naming = or_(events.c.who.in_(names), _names(events.c.before, names), _names(events.c.after, names))
    wanted = select(events.c.id, *EVENT_COLUMNS)
    found = {row["id"]: as_event(row) for row in db.execute(wanted.where(naming)).mappings()}
    of_own = each_of(db, wanted.where(events.c.assignment.in_(LIST)), own)
    return found | {row["id"]: as_event(row) for row in of_own}


def _forget_rows(db: Connection, names: Collection[str]) -> None:
    """Cancel what waits for a person and blank what was sent; what is being sent is blanked when that is over."""
    theirs = select(*ROW_COLUMNS).where(outbox.c.recipient.in_(rules.addressees(names))).order_by(outbox.c.id)
    rows = [as_row(row) for row in db.execute(theirs.with_for_update(key_share=True)).mappings()]
    sending = [row for row in rows if row.state is RowState.SENDING]
    execute_each(db, _ORPHANED, [{"which": row.id, "orphan": True} for row in sending])
    blank(db, [row for row in rows if row.state is not RowState.SENDING])


def _forget_elsewhere(db: Connection, names: Mapping[str, str]) -> None:
    db.execute(delete(questions).where(_asked_by(names)))
    db.execute(delete(paces))  # a moment's pace for a conversation of theirs
    db.execute(delete(drafts))  # any of them may name them, and none is older than an hour
    db.execute(delete(acquaintances).where(acquaintances.c.user.in_(names)))
    db.execute(delete(focuses).where(_own_conversations(names)))
    for column in (keys.c.key, threads.c.thread):
        which: BindParameter[Any] = bindparam("which")
        execute_each(
            db, delete(column.table).where(column == which), [{"which": each} for each in _in(db, column, names)]
        )
    naming = or_(audits.c.who.in_(names), _names(audits.c.before, names), _names(audits.c.after, names))
    changed = []
    for row in db.execute(select(audits).where(naming)).mappings().all():
        record = Audited(**{name: row[name] for name in row if name != "id"})
        changed.append({"which": row["id"], **asdict(rules.anonymous(record, names))})
    execute_each(db, update(audits).where(audits.c.id == _WHICH), changed)


def _asked_by(names: Collection[str]) -> ColumnElement[bool]:
    return or_(questions.c.asker.in_(names), questions.c.channel.in_(names))


def _own_conversations(names: Collection[str]) -> ColumnElement[bool]:
    return or_(*(focuses.c.conversation.startswith(whose(each)) for each in names))


def _in(db: Connection, column: Column[str], names: Collection[str]) -> list[str]:
    """Return a column's texts that name somebody, in order."""
    found = db.scalars(select(column).where(_names(column, names)).order_by(column)).all()
    return [each for each in found if rules.mentions(each, names)]


# What is held of somebody


def _held(db: Connection, who: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    everybody = _everybody(db)
    names = rules.names_of(who, ((each.id, each.user) for each in everybody))
    carried = _rows(db, assignments, or_(assignments.c.owner.in_(names), _names(assignments.c.closed_because, names)))
    carried = [each for each in carried if each["owner"] in names or rules.mentions(each["closed_because"], names)]
    own = {each["id"] for each in carried if each["owner"] in names}
    concerning = (each for _, each in sorted(_events(db, names, own).items()) if rules.concerns(each, names, own))
    trail = _rows(
        db, audits, or_(audits.c.who.in_(names), _names(audits.c.before, names), _names(audits.c.after, names))
    )
    found = {
        "people": [
            {
                "participant": each.participant.model_dump(mode="json"),
                "user": each.user,
                "away": [held(day) for day in each.away] if each.away else None,
            }
            for each in everybody
            if each.id in names or each.participant.deputy in names
        ],
        "assignments": carried,
        "events": [held(each) for each in concerning],
        "outbox": _messages(db, names),
        "questions": _rows(db, questions, _asked_by(names)),
        "drafts": _rows(db, drafts, drafts.c.whose.in_(names)),
        "acquaintances": _rows(db, acquaintances, acquaintances.c.user.in_(names)),
        "audits": [
            {name: each[name] for name in each if name != "id"}
            for each in trail
            if each["who"] in names or rules.mentions(f"{each['before']} {each['after']}", names)
        ],
        "keys": _rows(db, keys, keys.c.key.in_(_in(db, keys.c.key, names))),
        "threads": _rows(db, threads, threads.c.thread.in_(_in(db, threads.c.thread, names))),
        "focuses": _rows(db, focuses, _own_conversations(names)),
    }
    return {what: rows for what, rows in found.items() if rows}


def _messages(db: Connection, names: Collection[str]) -> list[dict[str, Any]]:
    theirs = select(*ROW_COLUMNS).where(outbox.c.recipient.in_(rules.addressees(names)))
    rows = complete(db, db.execute(theirs.order_by(outbox.c.send_at, outbox.c.id)).mappings().all())
    return [{**held(replace(each, items=())), "items": [held(item) for item in each.items]} for each in rows]


def _rows(db: Connection, table: Table, which: ColumnElement[bool]) -> list[dict[str, Any]]:
    """Return some rows of a table as JSON knows them, by their key."""
    rows = db.execute(select(table).where(which).order_by(*table.primary_key)).mappings()
    return [{str(name): held(row[name]) for name in row} for row in rows]


def _names(column: ColumnElement[str], names: Collection[str]) -> ColumnElement[bool]:
    """Find texts that may name somebody; which do, is looked at afterwards."""
    return or_(*(column.contains(each, autoescape=True) for each in names))
