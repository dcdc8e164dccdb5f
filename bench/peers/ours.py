"""Our own following up, alone in a process; what it measures of itself is a line of JSON.

``ours.py fill URL PORT MANY`` plans messages, ``run URL PORT`` sends them, ``expire URL PORT`` frees what a kill left;
``run URL PORT words`` with the words and buttons of a real reminder instead of a name. ``idle URL PORT MANY`` ticks
without and with idle assignments, ``due URL PORT MANY`` plans and sends what falls due at once. ``claims URL PORT
MANY MOST`` claims, intends and records messages of as many, at most so many times as many as the sender does at its
usual pace; ``books`` all, as many at a time as where nothing holds it up.
"""

import asyncio
import gc
import json
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import func, select

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.peers.rows import PEOPLE, RECOMMENDATIONS, a_message, fill_assignments, fill_messages
from bench.peers.using import resident_mib
from bot.assigning import taking_part
from bot.clocks import JumpWatch, SystemClock
from bot.following import FollowingUp
from bot.outbox import Item, Row, RowKind, RowState, Stage
from bot.pacing import Pace
from bot.ports import Outcome, Person, Planned, Step
from bot.progress import Assignment, Event
from bot.reminding import Planner
from bot.sending import BATCH, LEASE, Sending, batch_for
from bot.slack.app import client_for, session
from bot.slack.messenger import SlackMessenger
from bot.slack.reminders import reminder_message
from bot.storage.ledger import SqlLedger, open_ledger
from bot.storage.tables import items, outbox
from bot.telling import telling
from bot.wording import Wording
from knowledge.model import Addressees, Participant, Policy, Recommendation
from tests.fakes import a_recommendation

#: A Wednesday that is no holiday anywhere here.
NOW = datetime(2031, 6, 4, 9, tzinfo=UTC)
TICKS = 50
ENOUGH = 1_000_000


class Now:
    def now(self) -> datetime:
        return NOW


class Nobody:
    channel = "C0ORGANISERS"

    async def everyone(self) -> tuple[str, ...]:
        return ()

    async def tell_once(self, key: str, message: str) -> None:
        pass


@dataclass
class Standing:
    """The knowledge and the roster, as small as they can be."""

    people: Mapping[str, Person] = field(default_factory=dict)

    async def is_behind(self) -> bool:
        return False

    def still_says(self, item: Item, assignment: Assignment) -> bool:
        return assignment.is_open and item.due == assignment.due

    def message(self, row: Row, *_: object) -> Mapping[str, str]:
        return {"text": row.recipient}

    def notice(self, item: Item) -> Planned:
        raise NotImplementedError(item)


@dataclass
class Worded(Standing):
    """The words and buttons of real reminders."""

    recommendation: Recommendation = field(default_factory=lambda: a_recommendation("r"))
    wording: Wording = field(default_factory=Wording)

    def message(
        self, row: Row, assignments: Mapping[str, Assignment], histories: Mapping[str, Sequence[Event]]
    ) -> Mapping[str, Any]:
        told = telling(
            row,
            assignments,
            people=self.people,
            recommendations={self.recommendation.id: self.recommendation},
            histories=histories,
            language="en",
            today=NOW.date(),
        )
        return reminder_message(told, self.wording)


async def fill(url: str, port: int, many: int) -> None:
    ledger = await open_ledger(url)
    people = [Participant(id=f"p{each}", name=f"Post {each}", role="post") for each in range(many)]
    await ledger.put_roster(people, replace=True)
    for each in people:
        await ledger.match(each.id, f"U{each.id.upper()}")
    for start in range(0, many, 500):
        await ledger.change([step(each.id) for each in people[start : start + 500]])
    await ledger.close()
    await met(people, port)


async def met(people: Sequence[Participant], port: int) -> None:
    """Let everybody have been written to before."""
    async with client(port) as slack:
        for each in people:
            await slack.conversations_open(users=f"U{each.id.upper()}")


def step(who: str) -> Step:
    assignment = Assignment(id=f"a-{who}", recommendation="r", owner=who, due=NOW.date())
    item = Item(assignment=assignment.id, due=NOW.date(), stage=Stage.REMINDER, offset=0, recipient=who)
    message = Planned(recipient=who, kind=RowKind.FOLLOW_UP, day=NOW.date(), send_at=NOW, items=(item,))
    return Step(before=None, after=assignment, messages=(message,))


@asynccontextmanager
async def client(port: int) -> AsyncIterator[AsyncWebClient]:
    shared = session()
    yield client_for("xoxb-bench", f"http://127.0.0.1:{port}/api/", shared, repeats=False)
    await shared.close()


@asynccontextmanager
async def sender(ledger: SqlLedger, port: int, standing: Any) -> AsyncIterator[Sending]:
    async with client(port) as slack:
        yield Sending(
            ledger=ledger,
            messenger=SlackMessenger(slack),
            organisers=Nobody(),
            clock=Now(),
            pace=Pace(per_second=ENOUGH, burst=ENOUGH),
            standing=standing,
            lease=timedelta(seconds=30),
            batch=batch_for(ENOUGH),
        )


async def run(url: str, port: int, *, worded: bool) -> None:
    ledger = await open_ledger(url)
    people = {each.id: each for each in await ledger.people()}
    said = Worded(people) if worded else Standing(people)

    async def standing() -> Standing:
        return said

    async with sender(ledger, port, standing) as sending:
        gc.collect()
        gc.freeze()  # as `run_bot.py` does once it serves
        while await sending.run_once():
            pass
    await ledger.close()


async def expire(url: str) -> None:
    ledger = await open_ledger(url)
    await ledger.expire()
    await ledger.close()


# A million idle, and 200,000 at once


@dataclass
class Planned500(Standing):
    """Everybody of a roster, with the real plan."""

    planner: Planner | None = None

    def still_says(self, item: Item, assignment: Assignment) -> bool:
        assert self.planner is not None  # noqa: S101 - it is given below
        return self.planner.still_says(item, assignment, NOW.date())


@asynccontextmanager
async def following_up(url: str, port: int) -> AsyncIterator[tuple[SqlLedger, FollowingUp]]:
    """Following up as the bot does it, over 5,000 recommendations and 500 people."""
    ledger = await open_ledger(url)
    roster = [
        Participant(id=f"p{each}", name=f"Post {each}", role="post", deputy=f"p{(each + 1) % PEOPLE}", country=country)
        for each in range(PEOPLE)
        for country in [("RO", "FR", "BG", "RS")[each % 4]]
    ]
    await ledger.put_roster(roster, replace=True)
    for each in roster:
        await ledger.match(each.id, f"U{each.id.upper()}")
    policies = {
        f"r{each}": Policy(
            owners=Addressees(roles=("post",)), escalation=Addressees(roles=("post",)), anchor=NOW.date()
        )
        for each in range(RECOMMENDATIONS)
    }
    kept: list[tuple[Any, Planner]] = []

    async def planner() -> Planner:
        # As `bot.application` does: the same as long as the roster is.
        people = await ledger.people()
        if not kept or kept[0][0] != people:
            kept[:] = [(people, Planner(policies=policies, people=taking_part(people, live=True), timezone="UTC"))]
        return kept[0][1]

    async def standing() -> Planned500:
        found = await planner()
        return Planned500(people=found.people, planner=found)

    async with sender(ledger, port, standing) as sending:
        watch = JumpWatch(wall=SystemClock())
        yield (
            ledger,
            FollowingUp(
                ledger=ledger, sending=sending, planning=planner, organisers=Nobody(), clock=Now(), watch=watch
            ),
        )
    await ledger.close()


def like(next_at: datetime) -> Assignment:
    return Assignment(id="", recommendation="", owner="", version=1, due=NOW.date(), next_at=next_at)


async def timed(work: Any, into: list[float]) -> Any:
    started = time.perf_counter()
    result = await work
    into.append((time.perf_counter() - started) * 1000)
    return result


async def idle(url: str, port: int, many: int) -> dict[str, Any]:
    """Tick without and with idle assignments, half of which are to be looked at some day."""
    someday = like(NOW + timedelta(days=30))
    async with following_up(url, port) as (ledger, following):
        found: dict[str, Any] = {}
        for named in ("without", "with"):
            if named == "with":
                await ledger._write(  # noqa: SLF001
                    "fill", lambda db: fill_assignments(db, "idle", many, someday, half_never=True)
                )
            await following.tick()
            times: list[float] = []
            for _ in range(TICKS):
                await timed(following.tick(), times)
            found[named] = {"ticks_ms": times, "mib": resident_mib()}
        return found


async def due(url: str, port: int, many: int) -> dict[str, Any]:
    """Tick until all that falls due at once is planned and sent; what each person gets is bundled."""
    async with following_up(url, port) as (ledger, following):
        await following.tick()
        await ledger._write("fill", lambda db: fill_assignments(db, "due", many, like(NOW)))  # noqa: SLF001
        times: list[float] = []
        memory = [resident_mib()]
        started = time.perf_counter()
        while not await timed(following.tick(), times):
            memory.append(resident_mib())
        seconds = time.perf_counter() - started
        # Counted by the database: reading them all would be most of the memory.
        counted = (
            select(func.count(), func.count(items.c.row.distinct()))
            .join(outbox, outbox.c.id == items.c.row)
            .where(outbox.c.state == RowState.SENT.value)
        )
        said, messages = await ledger._read("count", lambda db: db.execute(counted).one())  # noqa: SLF001
        return {"ticks_ms": times, "mib": memory, "seconds": seconds, "messages": messages, "items": said}


async def claims(url: str, many: int, *, limit: int, most: int = ENOUGH) -> dict[str, Any]:
    """Claim, intend and record many messages that are due at once, or the first ones, so many claims at the most."""
    ledger = await open_ledger(url)
    idle_for_ever = replace(like(NOW), next_at=None)
    await ledger._write("fill", lambda db: fill_messages(db, many, a_message(NOW), idle_for_ever))  # noqa: SLF001
    found: dict[str, list[float]] = {"claim": [], "intend": [], "record": []}
    memory, done = [resident_mib()], 0
    while len(found["claim"]) < most and (
        rows := await timed(ledger.claim(NOW, limit=limit, lease=LEASE), found["claim"])
    ):
        await timed(ledger.intend([replace(each, channel="D1", mark="0") for each in rows]), found["intend"])
        outcomes = [Outcome(row=each.id, attempt=each.attempt, state=RowState.SENT, ts=each.id) for each in rows]
        await timed(ledger.record(outcomes), found["record"])
        done += len(rows)
        if len(found["claim"]) % 500 == 1:
            memory.append(resident_mib())
    left = await ledger._read("left", lambda db: db.execute(outbox.select().where(outbox.c.state != "sent")).all())  # noqa: SLF001
    await ledger.close()
    return {**found, "mib": memory, "messages": done, "left": len(left)}


async def books(url: str, many: int) -> dict[str, Any]:
    found = await claims(url, many, limit=batch_for(ENOUGH))
    return {"seconds": sum(sum(found[each]) for each in ("claim", "intend", "record")) / 1000}


async def main(doing: str, url: str, port: int, *rest: str) -> dict[str, Any] | None:
    many = int(rest[0]) if rest and rest[0].isdigit() else 0
    work = {
        "fill": lambda: fill(url, port, many),
        "run": lambda: run(url, port, worded="words" in rest),
        "expire": lambda: expire(url),
        "idle": lambda: idle(url, port, many),
        "due": lambda: due(url, port, many),
        "claims": lambda: claims(url, many, limit=BATCH, most=int(rest[1])),
        "books": lambda: books(url, many),
    }
    return await work[doing]()


if __name__ == "__main__":
    told = asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), *sys.argv[4:]))
    if told is not None:
        print(json.dumps(told))
