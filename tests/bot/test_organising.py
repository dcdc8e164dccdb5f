"""The organisers' side of following up: what would be sent, what did not go out, who carries it from now on."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.organising import Asked, Organising
from bot.outbox import RowState
from bot.picture import Picture
from bot.ports import Outcome, Step
from bot.progress import Assignment, Reported, assignment_id
from bot.rehearsing import Simulation, copied, rehearsed
from bot.reminding import Planner
from bot.reply import Asker
from bot.reporting import ConflictError
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
        self.organising = self.over(self.ledger)

    def over(self, ledger):
        return Organising(
            ledger=ledger, clock=FakeClock(NOW), wording=WORDING, picture=self.picture, simulation=self.simulation
        )

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

    async def simulation(self, first, last):
        # The ladder of the office's own policy, which its knowledge does not have.
        planner = (await self.picture()).planner
        copy = MemoryLedger()
        await copied(self.ledger, copy, NOW)
        zone = ZoneInfo("Europe/Bucharest")
        begin, end = (datetime.combine(each, time(), zone) for each in (first, last + timedelta(days=1)))
        messages = await rehearsed(copy, planner, NOW, end)
        return Simulation(
            first=first,
            last=last,
            messages=tuple(each for each in messages if begin <= each.at < end),
            planner=planner,
            recommendations=self.shelf.recommendations,
            live=False,
        )


@pytest.fixture
async def office():
    return await Office().begin()


# The trial of the plan


async def test_trial_says_who_gets_what_when_and_why(office):
    said = await office.run("simulate 30")
    assert "2 March 2026" in said
    assert "31 March 2026" in said
    assert "**2026-03-16 09:00** Ana" in said
    assert "ZAG-2013-R00" in said
    assert "to one recipient" in said


async def test_trial_of_some_days_is_of_those_alone(office):
    said = await office.run("simulate 2026-03-16 2026-03-16")
    assert said.count("\n- ") == 1
    assert "2026-03-16 09:00" in said
    assert "Nothing would be sent" in await office.run("simulate 2026-03-17 2026-03-17")


async def test_trial_changes_nothing(office):
    before = await office.ledger.assignments()
    assert "Ana" in await office.run("simulate 366")
    assert await office.ledger.assignments() == before
    assert await office.ledger.rows() == []


async def test_in_a_channel_a_trial_names_nobody(office):
    said = await office.run("simulate 30", in_channel=True)
    assert "Ana" not in said
    assert "direct message" in said


async def test_trial_says_where_nothing_is_sent_at_all(office):
    assert "reminders are stopped" not in await office.run("simulate 30")
    await office.run("pause")
    assert "reminders are stopped" in await office.run("simulate 30")


@pytest.mark.parametrize(
    "days",
    [
        "0",
        "367",
        "-3",
        "soon",
        "99999999999",
        "٣",
        "2026-03-02 soon",
        "2026-03-02 2026-03-01",
        "2026-03-02 2027-03-03",
        "0001-01-01 0001-01-02",
        "1 2 3",
    ],
)
async def test_days_that_will_not_do_are_asked_for_again(office, days):
    assert "from 1 to 366" in await office.run(f"simulate {days}")


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


async def test_messages_to_examples_are_counted_as_such_and_wait_for_nobody(office):
    await office.ledger.put_roster([each.model_copy(update={"example": True}) for each in ROSTER], replace=True)
    planner = (await office.picture()).planner

    def decide(assignments, loads):
        return planner.decide(assignments, loads, NOW)

    await office.ledger.plan(NOW, limit=10, recipients=planner.recipients, decide=decide)
    [row] = await office.ledger.claim(NOW, limit=10, lease=timedelta(minutes=5))
    refused = Outcome(row=row.id, attempt=row.attempt, state=RowState.UNDELIVERABLE, refusal="user_not_found")
    await office.ledger.record([refused])
    for command in ("parked", "status"):
        said = await office.run(command)
        assert "Nothing is parked" in said
        assert "One message went to an example participant" in said
        assert row.id not in said


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

    contested = office.over(Contested())
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
