"""The organisers' side of following up: what would be sent, what did not go out, who carries it from now on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.organising import Asked, Organising
from bot.outbox import RowState
from bot.picture import Picture
from bot.ports import Outcome, Step
from bot.progress import Assignment, Closing, Reported, assignment_id
from bot.reminding import Planner
from bot.reply import Asker
from bot.reporting import ConflictError
from bot.simulating import simulated
from bot.storage.memory import MemoryLedger
from bot.wording import Wording
from knowledge.model import Addressees, Participant, Policy
from tests.fakes import FakeClock, FaultyLedger, a_recommendation, a_snapshot, an_entry

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
WORDING = Wording()
POINTS = ("train", "equip", "inform")
ROSTER = [
    Participant(id=each, name=each.title(), role="coordinator", country="RO", timezone="Europe/Bucharest")
    for each in ("ana", "boris")
]


class Office:
    """An organiser's desk over a small world."""

    def __init__(self):
        self.ledger = FaultyLedger(MemoryLedger())
        self.shelf = a_snapshot(
            an_entry(),
            recommendations=[a_recommendation(each, f"ZAG-2013-R{n:02}") for n, each in enumerate(POINTS)],
        )
        self.organising = Organising(ledger=self.ledger, clock=FakeClock(NOW), wording=WORDING, picture=self.picture)

    async def begin(self):
        await self.ledger.put_roster(ROSTER, replace=True)
        planner = (await self.picture()).planner
        steps = []
        for each in POINTS:
            new = Assignment(id=assignment_id(each, "ana"), recommendation=each, owner="ana", due=date(2026, 3, 16))
            steps.append(Step(before=None, after=replace(new, next_at=planner.first_look(new))))
        await self.ledger.change(steps)
        return self

    async def picture(self):
        people = {each.id: each for each in await self.ledger.people()}
        policy = Policy(owners=Addressees(participants=("ana",)), anchor=date(2026, 3, 16))
        planner = Planner(policies=dict.fromkeys(POINTS, policy), people=people, timezone="Europe/Bucharest")
        return Picture(snapshot=self.shelf, planner=planner)

    async def run(self, command, *, in_channel=False):
        name, *words = command.split()
        asked = Asked(words=words, asker=Asker(id="U0OLGA"), language="en", in_channel=in_channel)
        return await self.organising.commands[name](asked)

    async def planned(self):
        planner = (await self.picture()).planner
        return simulated(await self.ledger.assignments(), planner, NOW, NOW + timedelta(days=200))


@pytest.fixture
async def office():
    return await Office().begin()


# The trial of the plan


async def test_what_falls_together_is_one_message_a_day_and_the_budget_is_kept(office):
    planned = await office.planned()
    to_ana = [each for each in planned if each.recipient == "ana"]
    assert [len(each.items) for each in to_ana] == [3] * len(to_ana)
    weeks = [each.day.isocalendar()[:2] for each in to_ana]
    assert max(map(weeks.count, weeks)) <= 2
    assert [each.send_at for each in planned] == sorted(each.send_at for each in planned)


async def test_trial_ends_and_changes_nothing(office):
    before = await office.ledger.assignments()
    planned = await office.planned()
    assert planned
    assert await office.ledger.assignments() == before
    assert await office.ledger.rows() == []


async def test_nothing_is_tried_of_what_is_closed(office):
    [first, *_] = await office.ledger.assignments()
    closed = replace(first, closed=Closing.REMOVED, next_at=None)
    await office.ledger.change([Step(before=first, after=closed)])
    assert {len(each.items) for each in await office.planned() if each.recipient == "ana"} == {2}


@pytest.mark.parametrize("days", ["0", "367", "-3", "soon", "99999999999", "٣"])
async def test_number_of_days_is_asked_for_again(office, days):
    said = await office.run(f"simulate {days}")
    assert "from 1 to 366" in said or "next 3 days" in said


# What did not go out


async def test_parked_message_is_listed_and_released_once(office):
    assert "Nothing is parked" in await office.run("parked")
    planner = (await office.picture()).planner

    def decide(assignments, loads):
        return planner.decide(assignments, loads, NOW)

    await office.ledger.plan(NOW, limit=10, recipients=planner.recipients, decide=decide)
    [row] = await office.ledger.claim(NOW, limit=10, lease=timedelta(minutes=5))
    await office.ledger.record([Outcome(row=row.id, attempt=row.attempt, state=RowState.PARKED)])
    said = await office.run("parked")
    assert row.id in said
    assert "Ana" in said
    assert "planned again" in await office.run(f"parked release {row.id}")
    assert "waits for you" in await office.run(f"parked release {row.id}")
    assert "<" not in await office.run("parked release <!channel>")


# Handover


async def test_handover_takes_everything_along(office):
    assert "3 assignments have gone from Ana to Boris" in await office.run("handover ana boris")
    assert await office.ledger.assignments(owner="ana", open_only=True) == []
    theirs = await office.ledger.assignments(owner="boris", open_only=True)
    assert {each.recommendation for each in theirs} == set(POINTS)
    assert all(each.next_at for each in theirs)
    [briefing] = await office.ledger.rows(recipient="boris")
    assert len(briefing.items) == 3


async def test_handover_there_and_back_leaves_everything_where_it_was(office):
    await office.run("handover ana boris")
    assert "from Boris to Ana" in await office.run("handover boris ana")
    back = await office.ledger.assignments(owner="ana", open_only=True)
    assert {each.recommendation for each in back} == set(POINTS)
    assert {each.reported for each in back} == {Reported.NOT_STARTED}


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("handover", "Please name both"),
        ("handover ana", "Please name both"),
        ("handover ana nobody", "nobody with the id nobody"),
        ("handover nobody ana", "nobody with the id nobody"),
        ("handover ana ana", "one and the same"),
        ("handover boris ana", "no open assignment"),
    ],
)
async def test_handover_that_cannot_be_is_said(office, command, said):
    assert said in await office.run(command)


async def test_handover_that_others_get_in_the_way_of_every_time_says_so(office):
    class Contested:
        def __getattr__(self, name):
            return getattr(office.ledger, name)

        async def change(self, steps):
            return [False for _ in steps]

    contested = Organising(ledger=Contested(), clock=FakeClock(NOW), wording=WORDING, picture=office.picture)
    asked = Asked(words=("ana", "boris"), asker=Asker(id="U0OLGA"), language="en", in_channel=False)
    with pytest.raises(ConflictError):
        await contested.handover(asked)


# The roster


async def test_roster_in_a_channel_names_nobody(office):
    assert "Ana" not in await office.run("roster", in_channel=True)
    said = await office.run("roster")
    assert said.index("Not found in Slack") < said.index("Ana")


async def test_empty_roster_says_how_to_load_one():
    office = Office()
    assert "run_bot.py roster FILE" in await office.run("roster")
