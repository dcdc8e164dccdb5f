"""The ledger in memory does what the database does, whatever happens to it, in whatever order."""

import asyncio
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from bot.outbox import Item, RowKind, RowState, Stage
from bot.ports import Audited, Outcome, Planned, Step
from bot.progress import Assignment, Closing, Event, EventKind, assignment_id
from bot.storage.engine import parsed
from bot.storage.ledger import _check, open_ledger
from bot.storage.memory import MemoryLedger
from knowledge.model import Participant
from tests.fakes import MONDAY, FakeClock

DUE = date(2026, 3, 2)
PEOPLE = st.sampled_from(["ana", "boris", "carla"])
RECOMMENDATIONS = st.sampled_from(["r1", "r2"])
HOURS = st.integers(0, 72).map(lambda hours: MONDAY + timedelta(hours=hours))
STATES = st.sampled_from(
    [
        RowState.SENT,
        RowState.SENT,
        RowState.UNKNOWN,
        RowState.UNKNOWN,
        RowState.PLANNED,
        RowState.PARKED,
        RowState.UNDELIVERABLE,
        RowState.CANCELLED,
    ]
)
WAITS = st.sampled_from([timedelta(0), timedelta(minutes=1), timedelta(hours=1)])
LEASE = timedelta(minutes=5)


class Twins(RuleBasedStateMachine):
    """Does the same to both, and compares what each tells, and what everybody can see afterwards."""

    claims = Bundle("claims")

    def __init__(self):
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.real = FakeClock()
        self.folder = TemporaryDirectory()
        self.memory = MemoryLedger(real=self.real.now, new_id=_names())
        self.database = None

    @initialize()
    def open(self):
        self.database = self.loop.run_until_complete(open_ledger(self.file()))
        self.database._clock, self.database._new_id = self.real.now, _names()

    def file(self):
        path = Path(self.folder.name) / "ledger.db"
        if not hasattr(Twins, "template"):
            Twins.kept = TemporaryDirectory()
            Twins.template = Path(Twins.kept.name) / "ledger.db"
            _check(parsed(Twins.template), read_only=False)
        shutil.copy(Twins.template, path)
        return path

    def teardown(self):
        if self.database is not None:
            self.both_have_the_same()
            self.loop.run_until_complete(self.database.close())
        self.loop.close()
        self.folder.cleanup()

    def both(self, name, *arguments, **named):
        told = [
            self.loop.run_until_complete(getattr(each, name)(*arguments, **named))
            for each in (self.memory, self.database)
        ]
        assert told[0] == told[1], name
        return told[0]

    def stored(self, of, owner):
        return self.both("assignment", assignment_id(of, owner))

    # The roster

    @rule(ids=st.sets(PEOPLE, min_size=1), country=st.sampled_from(["RO", None]), all_of_it=st.booleans())
    def load(self, ids, country, all_of_it):
        people = [
            Participant(id=each, name=each, role="owner", country=country, email=f"{each}@example.{country or 'org'}")
            for each in ids
        ]
        self.both("put_roster", people, replace=all_of_it)

    @rule(who=PEOPLE, there=st.booleans())
    def match(self, who, there):
        self.both("match", who, f"U0{who}" if there else None)

    @rule(who=PEOPLE)
    def erase(self, who):
        self.both("erase", who)

    # Assignments

    @rule(of=RECOMMENDATIONS, owner=PEOPLE, next_at=st.none() | HOURS, late=st.booleans(), closed=st.booleans())
    def change(self, of, owner, next_at, late, closed):
        before = self.stored(of, owner)
        after = before or Assignment(id=assignment_id(of, owner), recommendation=of, owner=owner, due=DUE)
        after = replace(after, next_at=next_at, closed=Closing.REMOVED if closed else None)
        event = Event(assignment=after.id, at=MONDAY, who=owner, kind=EventKind.REPORTED, note="a note")
        step = Step(before=replace(before, version=99) if before and late else before, after=after, events=(event,))
        self.both("change", [step, step])

    @rule(now=HOURS, limit=st.integers(1, 3), recipient=PEOPLE, offset=st.integers(0, 3), decided=st.booleans())
    def plan(self, now, limit, recipient, offset, decided):
        asked = []

        def step(each):
            item = Item(assignment=each.id, due=DUE, stage=Stage.REMINDER, offset=offset, recipient=recipient)
            kind = RowKind.FOLLOW_UP if offset else RowKind.DECISION
            message = Planned(recipient=recipient, kind=kind, day=now.date(), send_at=now, items=(item,))
            return Step(before=each, after=replace(each, stage=offset, next_at=None), messages=(message,))

        def decide(assignments, loads):
            asked.append((list(assignments), dict(loads)))
            return [step(each) for each in assignments] if decided else []

        self.both("plan", now, limit=limit, recipients=lambda _: {"ana", "boris", "carla"}, decide=decide)
        assert asked[: len(asked) // 2] == asked[len(asked) // 2 :]

    @rule(why=st.sampled_from([None, None, None, "jump"]))
    def pause(self, why):
        self.both("pause", why)

    # The outbox

    @rule(target=claims, now=HOURS, limit=st.integers(1, 4))
    def claim(self, now, limit):
        return multiple(*self.both("claim", now, limit=limit, lease=LEASE))

    @rule(target=claims, limit=st.integers(1, 4))
    def doubt(self, limit):
        return multiple(*self.both("doubtful", limit=limit, lease=LEASE))

    @rule(row=claims, channel=st.sampled_from(["D1", "D2"]))
    def intend(self, row, channel):
        self.both("intend", [replace(row, channel=channel, mark="0")])

    @rule(row=consumes(claims), state=STATES, wait=WAITS, drop=st.booleans())
    def record(self, row, state, wait, drop):
        dropped = row.items[:1] if drop else ()
        outcome = Outcome(row=row.id, attempt=row.attempt, state=state, ts=row.id, wait=wait, dropped=dropped)
        self.both("record", [outcome, outcome])

    @rule()
    def expire(self):
        self.both("expire")

    @rule(index=st.integers(0, 20))
    def release(self, index):
        rows = self.both("rows")
        if rows:
            self.both("release", rows[index % len(rows)].id)

    @rule(minutes=st.sampled_from([1, 2, 6, 61]))
    def wait(self, minutes):
        self.real.advance(minutes=minutes)

    @rule(who=PEOPLE)
    def audit(self, who):
        self.both("audit", Audited(at=MONDAY, who=f"U0{who}", action="roster", before="", after=who))

    # What everybody can see

    @invariant()
    def both_show_the_same(self):
        if self.database is not None:
            for name in ("rows", "assignments", "next_due"):
                self.both(name)

    def both_have_the_same(self):
        for assignment in self.both("assignments"):
            self.both("history", assignment.id)
        for row in self.both("rows"):
            if row.ts is not None:
                self.both("row_at", row.channel, row.ts)
        for name in ("people", "paused"):
            self.both(name)
        self.both("audited", limit=20)

    @invariant()
    def nothing_is_in_two_rows(self):
        rows = self.loop.run_until_complete(self.memory.rows())
        assert max(Counter(item.key for row in rows for item in row.items).values(), default=1) == 1

    @invariant()
    def what_is_over_is_held_by_nobody(self):
        rows = self.loop.run_until_complete(self.memory.rows())
        assert all(row.lease_until is None for row in rows if row.state.is_over)


def _names():
    numbers = count()
    return lambda: f"row{next(numbers):04}"


TestTwins = Twins.TestCase
TestTwins.settings = settings(deadline=None, max_examples=15, stateful_step_count=40)
