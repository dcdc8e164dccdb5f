"""The ledger in memory does what the database does, whatever happens to it, in whatever order."""

import asyncio
import shutil
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from bot.outbox import Item, RowKind, RowState, Stage
from bot.ports import Audited, Outcome, Planned, Step
from bot.progress import Assignment, Closing, Event, EventKind, assignment_id
from bot.storage.engine import parsed
from bot.storage.ledger import _check, open_ledger
from bot.storage.memory import MemoryLedger
from knowledge.model import Participant
from tests.conftest import TEMPLATE
from tests.databases import new_database
from tests.fakes import MONDAY, FakeClock

DUE = date(2026, 3, 2)
PEOPLE = st.sampled_from(["ana", "boris", "carla"])
RECOMMENDATIONS = st.sampled_from(["r1", "r2"])
HOURS = st.integers(0, 72).map(lambda hours: MONDAY + timedelta(hours=hours))
#: How far a sender comes: nowhere, to the intent, or to an outcome.
FATES = st.sampled_from(
    [
        None,
        RowState.SENDING,
        RowState.SENDING,
        RowState.SENT,
        RowState.UNKNOWN,
        RowState.PLANNED,
        RowState.PARKED,
        RowState.UNDELIVERABLE,
        RowState.CANCELLED,
    ]
)
WAITS = st.sampled_from([timedelta(0), timedelta(minutes=1), timedelta(hours=1)])
MESSAGES = st.tuples(RECOMMENDATIONS, PEOPLE, PEOPLE, st.sets(st.integers(0, 9), min_size=1, max_size=3), HOURS)
SELDOM = st.sampled_from([False, False, True])
LEASE = timedelta(minutes=5)


class Twins(RuleBasedStateMachine):
    """Does the same to both, and compares what each tells, and what everybody can see afterwards."""

    claims = Bundle("claims")
    #: Of all examples so far.
    steps = 0

    def __init__(self):
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.real = FakeClock()
        self.folder = TemporaryDirectory()
        self.stack = AsyncExitStack()
        self.memory = MemoryLedger(real=self.real.now, new_id=_names())
        self.database = None

    @initialize()
    def open(self):
        self.database = self.loop.run_until_complete(self.opened())
        self.database._new_id = _names()
        self.database._real = lambda _db: self.real.now()  # a server's own clock cannot be moved

    async def opened(self):
        return await open_ledger(await self.place())

    async def place(self):
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
        self.loop.run_until_complete(self.stack.aclose())
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

    @rule(ids=st.sets(PEOPLE, min_size=1), country=st.sampled_from(["RO", None]), all_of_it=SELDOM, erased=PEOPLE)
    def load(self, ids, country, all_of_it, erased):
        """Load a roster, find who is in it, and now and then erase somebody."""
        people = [
            Participant(id=each, name=each, role="owner", country=country, email=f"{each}@example.{country or 'org'}")
            for each in sorted(ids)
        ]
        self.both("put_roster", people, replace=all_of_it)
        self.both("match", people[0].id, f"U0{people[0].id}")
        self.both("audit", Audited(at=MONDAY, who=f"U0{people[0].id}", action="roster", before="", after=erased))
        if all_of_it and country is None:
            self.both("held", erased)
            self.both("erase", erased)

    @rule(before=HOURS, much_later=SELDOM)
    def forget(self, before, much_later):
        """Let time pass, by which what is over is forgotten."""
        before += timedelta(days=30) if much_later else timedelta(0)
        self.both("forget_messages", before)
        self.both("forget_names", before)

    # Assignments

    @rule(
        of=RECOMMENDATIONS,
        owner=PEOPLE,
        next_at=st.none() | HOURS | HOURS,
        late=SELDOM,
        closed=SELDOM,
    )
    def change(self, of, owner, next_at, late, closed):
        before = self.stored(of, owner)
        after = before or Assignment(id=assignment_id(of, owner), recommendation=of, owner=owner, due=DUE)
        after = replace(after, next_at=next_at, closed=Closing.REMOVED if closed else None)
        event = Event(assignment=after.id, at=MONDAY, who=owner, kind=EventKind.REPORTED, note="a note")
        step = Step(before=replace(before, version=99) if before and late else before, after=after, events=(event,))
        self.both("change", [step, step])

    @rule(message=MESSAGES)
    def press(self, message):
        self.say(*message)

    def say(self, of, owner, recipient, offsets, at):
        """Plan a message at once, as a person's press does."""
        before = self.stored(of, owner)
        after = before or Assignment(id=assignment_id(of, owner), recommendation=of, owner=owner, due=DUE)
        items = tuple(an_item(after, each, recipient) for each in sorted(offsets))
        message = Planned(recipient=recipient, kind=RowKind.FOLLOW_UP, day=at.date(), send_at=at, items=items)
        self.both("change", [Step(before=before, after=after, messages=(message,))])

    @rule(now=HOURS, limit=st.integers(1, 3), recipient=PEOPLE, offset=st.integers(0, 3), decided=st.booleans())
    def plan(self, now, limit, recipient, offset, decided):
        asked = []

        def step(each):
            kind = RowKind.FOLLOW_UP if offset else RowKind.DECISION
            items = (an_item(each, offset, recipient),)
            message = Planned(recipient=recipient, kind=kind, day=now.date(), send_at=now, items=items)
            return Step(before=each, after=replace(each, stage=offset, next_at=None), messages=(message,))

        def decide(assignments, loads):
            asked.append((list(assignments), dict(loads)))
            return [step(each) for each in assignments] if decided else []

        self.both("plan", now, limit=limit, recipients=lambda _: {"ana", "boris", "carla"}, decide=decide)
        assert asked[: len(asked) // 2] == asked[len(asked) // 2 :]

    # The outbox

    @rule(target=claims, message=MESSAGES, limit=st.integers(1, 4), fate=FATES, drop=SELDOM, wait=WAITS)
    def send(self, message, limit, fate, drop, wait):
        """Claim, and then come as far as ``fate`` says; return what was left in the middle of it."""
        self.say(*message)
        rows = self.both("claim", MONDAY + timedelta(hours=48), limit=limit, lease=LEASE)
        return self.went(rows, fate, drop, wait)

    @rule(target=claims, minutes=st.sampled_from([2, 6, 61]), fate=FATES, drop=SELDOM, wait=WAITS)
    def look_up(self, minutes, fate, drop, wait):
        """Let time pass, free what was left, look up what is in doubt."""
        self.real.advance(minutes=minutes)
        self.both("expire")
        return self.went(self.both("doubtful", limit=3, lease=LEASE), fate, drop, wait)

    @rule(target=claims, row=consumes(claims), fate=FATES, drop=SELDOM, wait=WAITS)
    def go_on(self, row, fate, drop, wait):
        """Go on after a pause, maybe too late."""
        return self.went([row], fate, drop, wait)

    def went(self, rows, fate, drop, wait):
        if fate is None:
            return multiple(*rows)
        self.both("intend", [replace(row, channel=f"D{row.attempt}", mark="0") for row in rows])
        if fate is RowState.SENDING:
            return multiple(*rows)
        outcomes = [
            Outcome(
                row=row.id,
                attempt=row.attempt,
                state=fate,
                ts=row.id,
                wait=wait,
                dropped=row.items[:1] if drop else (),
            )
            for row in rows
        ]
        self.both("record", [*outcomes, *outcomes[:1]])
        return multiple()

    @rule()
    def organise(self):
        """Stop sending for a moment; have everything sent after all that stands still."""
        self.both("pause", "jump")
        assert self.both("claim", MONDAY + timedelta(hours=72), limit=9, lease=LEASE) == []
        self.both("paused")
        self.both("pause", None)
        for row in self.both("rows"):
            self.both("release", row.id)

    # What everybody can see

    @invariant()
    def both_show_the_same(self):
        Twins.steps += 1
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


class TwinsOnServer(Twins):
    """The same with a database on a server."""

    #: Its URL, and the name of a database that is like every new ledger.
    server, template_database = "", TEMPLATE

    async def place(self):
        return await self.stack.enter_async_context(new_database(self.server, template=self.template_database))


def an_item(about, offset, recipient):
    return Item(assignment=about.id, due=DUE, stage=Stage.REMINDER, offset=offset, recipient=recipient)


def _names():
    numbers = count()
    return lambda: f"row{next(numbers):04}"


TestTwins = Twins.TestCase
TestTwins.settings = settings(deadline=None, max_examples=15, stateful_step_count=40)


def test_ledger_on_a_server_does_what_the_one_in_memory_does(server):
    # Ten thousand steps and more on each: bench/twins.py.
    TwinsOnServer.server = server
    run_state_machine_as_test(
        TwinsOnServer, settings=settings(deadline=None, max_examples=5, stateful_step_count=40, database=None)
    )
