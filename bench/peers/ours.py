"""Our own sending, alone in a process: ``ours.py fill URL PORT MANY`` plans messages, ``run URL PORT`` sends."""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.outbox import Item, Row, RowKind, Stage
from bot.pacing import Pace
from bot.ports import Person, Planned, Step
from bot.progress import Assignment
from bot.sending import Sending
from bot.slack.app import client_for, session
from bot.slack.messenger import SlackMessenger
from bot.storage.ledger import open_ledger
from knowledge.model import Participant

NOW = datetime(2031, 6, 2, 9, tzinfo=UTC)
BATCH = 64
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

    def still_says(self, item: Item, assignment: Assignment) -> bool:
        return assignment.is_open and item.due == assignment.due

    async def message(self, row: Row, _: Mapping[str, Assignment]) -> Mapping[str, str]:
        return {"text": row.recipient}

    def notice(self, item: Item) -> Planned:
        raise NotImplementedError(item)


async def fill(url: str, many: int) -> None:
    ledger = await open_ledger(url)
    people = [Participant(id=f"p{each}", name=f"Post {each}", role="post") for each in range(many)]
    await ledger.put_roster(people, replace=True)
    for each in people:
        await ledger.match(each.id, f"U{each.id.upper()}")
    for start in range(0, many, 500):
        await ledger.change([step(each.id) for each in people[start : start + 500]])
    await ledger.close()


def step(who: str) -> Step:
    assignment = Assignment(id=f"a-{who}", recommendation="r", owner=who, due=NOW.date())
    item = Item(assignment=assignment.id, due=NOW.date(), stage=Stage.REMINDER, offset=0, recipient=who)
    message = Planned(recipient=who, kind=RowKind.FOLLOW_UP, day=NOW.date(), send_at=NOW, items=(item,))
    return Step(before=None, after=assignment, messages=(message,))


async def run(url: str, port: int) -> None:
    ledger, shared = await open_ledger(url), session()
    people = {each.id: each for each in await ledger.people()}

    async def standing() -> Standing:
        return Standing(people)

    client = client_for("xoxb-bench", f"http://127.0.0.1:{port}/api/", shared)
    client.retry_handlers.clear()
    sending = Sending(
        ledger=ledger,
        messenger=SlackMessenger(client),
        organisers=Nobody(),
        clock=Now(),
        pace=Pace(per_second=ENOUGH, burst=ENOUGH),
        standing=standing,
        lease=timedelta(seconds=30),
        batch=BATCH,
    )
    while await sending.run_once():
        pass
    await shared.close()
    await ledger.close()


async def expire(url: str) -> None:
    ledger = await open_ledger(url)
    await ledger.expire()
    await ledger.close()


if __name__ == "__main__":
    doing, url, port, *rest = sys.argv[1:]
    if doing == "fill":
        asyncio.run(fill(url, int(rest[0])))
    else:
        asyncio.run(run(url, int(port)) if doing == "run" else expire(url))
