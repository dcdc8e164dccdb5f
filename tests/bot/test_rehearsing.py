"""A rehearsal says what would be sent, as the plan and the ledger have it, and leaves the real ledger alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from bot.assigning import assigned, in_force
from bot.outbox import ORGANISERS, Item, RowKind, RowState, Stage
from bot.ports import Outcome, Planned, Step
from bot.progress import Closing, assignment_id
from bot.rehearsing import copied, simulated
from bot.reminding import Cadences, Planner
from bot.storage.memory import MemoryLedger
from knowledge.base import Snapshot
from knowledge.model import Addressees, Participant, Period, Policy
from knowledge.reading import Knowledge
from tests.fakes import a_recommendation, a_seminar

NOW = datetime(2031, 1, 6, 12, tzinfo=UTC)
DUE = date(2031, 3, 10)
TRAIN = assignment_id("train-judges", "ana")


def somebody(id_="ana", role="coordinator", **fields):
    return Participant(id=id_, name=f"Post {id_}", role=role, **{"timezone": "Europe/Zagreb", **fields})


def a_policy(**fields):
    return Policy(**{"owners": Addressees(roles=("coordinator",)), "anchor": DUE, **fields})


def knowing(*roster, policy=None, **policies):
    """The knowledge of one seminar: its example roster, and recommendations by their ids with their policies."""
    recommended = {"train-judges": policy or a_policy(), **policies}
    return Snapshot(
        Knowledge(
            seminars=(a_seminar(),),
            entries=(),
            recommendations=tuple(
                a_recommendation(id_.replace("_", "-"), f"ZAG-R{number}", follow_up=each)
                for number, (id_, each) in enumerate(recommended.items(), 1)
            ),
            roster=tuple(each.model_copy(update={"example": True}) for each in roster),
        ),
        0,
    )


async def simulate(snapshot, first, last, *, source=None, now=NOW, live=False, **cadences):
    return await simulated(
        snapshot,
        MemoryLedger(new_id=map(str, count(1)).__next__),
        Cadences(**cadences),
        source=source,
        now=now,
        first=first,
        last=last,
        live=live,
    )


def told(simulation):
    """Who is told on which of their days, and at which stage."""
    return [
        (each.row.recipient, f"{simulation.local(each):%m-%d %H:%M}", str(item.stage), item.offset)
        for each in simulation.messages
        for item in each.row.items
    ]


async def test_example_roster_is_told_before_on_and_after_the_due_date():
    found = await simulate(knowing(somebody()), date(2031, 2, 1), date(2031, 3, 31))
    assert told(found) == [
        ("ana", "02-24 09:00", "reminder", -14),
        ("ana", "03-07 09:00", "reminder", -3),
        ("ana", "03-10 09:00", "reminder", 0),
        ("ana", "03-17 09:00", "reminder", 7),
        ("ana", "03-31 09:00", "reminder", 21),
    ]
    assert found.is_example
    assert found.name("ana") == "Post ana"


async def test_silence_climbs_the_ladder_to_the_organisers():
    roster = somebody(deputy="dan"), somebody("dan", "deputy"), somebody("eva", "contact")
    policy = a_policy(escalation=Addressees(roles=("contact",)), stages=(0,))
    found = await simulate(knowing(*roster, policy=policy), DUE, date(2031, 6, 30))
    assert told(found) == [
        ("ana", "03-10 09:00", "reminder", 0),
        ("dan", "03-31 09:00", "deputy", 21),
        ("eva", "04-14 09:00", "escalation", 35),
        (ORGANISERS, "04-28 09:00", "decision", 49),
    ]
    assert found.messages[-1].row.kind is RowKind.DECISION


async def test_days_are_those_of_the_seminar_and_the_last_is_included():
    for first, last, expected in (
        (date(2031, 3, 10), date(2031, 3, 10), 1),
        (date(2031, 3, 8), date(2031, 3, 9), 0),
        (date(2031, 3, 11), date(2031, 3, 16), 0),
    ):
        assert len((await simulate(knowing(somebody()), first, last)).messages) == expected


async def test_what_falls_together_is_one_message():
    found = await simulate(knowing(somebody(), count_victims=a_policy()), DUE, DUE)
    [message] = found.messages
    assert {message.assignments[each.assignment].recommendation for each in message.row.items} == {
        "train-judges",
        "count-victims",
    }


async def test_budget_of_a_week_holds_in_a_rehearsal():
    policies = {f"r_{day}": a_policy(anchor=DUE + timedelta(days=day), stages=(0,)) for day in range(4)}
    found = await simulate(knowing(somebody(), policy=a_policy(stages=(0,)), **policies), DUE, DUE + timedelta(days=13))
    days = [each.row.day for each in found.messages]
    assert days == [date(2031, 3, 10), date(2031, 3, 11), date(2031, 3, 17)]
    assert found.messages[-1].row.why == "why-budget"


async def test_time_before_the_first_day_is_lived_through():
    found = await simulate(knowing(somebody()), date(2031, 3, 11), date(2031, 3, 20))
    assert told(found) == [("ana", "03-17 09:00", "reminder", 7)]


async def test_rehearsal_may_begin_in_the_past():
    policy = a_policy(anchor=date(2025, 3, 10))
    found = await simulate(knowing(somebody(), policy=policy), date(2025, 3, 1), date(2025, 3, 16))
    assert [(each.row.day, each.row.why) for each in found.messages] == [
        (date(2025, 3, 3), "why-late"),
        (date(2025, 3, 7), ""),
        (date(2025, 3, 10), ""),
    ]


async def test_each_period_is_gone_through():
    policy = a_policy(every=Period(months=3), stages=(0,), deputy_after=7, escalate_after=14, decide_after=21)
    found = await simulate(knowing(somebody(), policy=policy), DUE, date(2032, 3, 31))
    reminders = [each for message in found.messages for each in message.row.items if each.stage is Stage.REMINDER]
    assert [each.due for each in reminders] == [
        date(2031, 3, 10),
        date(2031, 6, 10),
        date(2031, 9, 10),
        date(2031, 12, 10),
        date(2032, 3, 10),
    ]


# Where there is a ledger


@pytest.fixture
async def source():
    """The ledger of a seminar with one real coordinator, who carries what the policy gives."""
    ledger = MemoryLedger(new_id=map(str, count(1)).__next__)
    await ledger.put_roster([somebody()], replace=False)
    return ledger


async def carry(ledger, snapshot, **changes):
    """Let everybody carry what they should, as a bot that serves would have."""
    people = {each.id: each for each in await ledger.people()}
    recommendations = snapshot.knowledge.recommendations
    planner = Planner(policies=in_force(recommendations, live=True), people=people, timezone="UTC")
    for step in assigned(recommendations, people.values(), [], planner, NOW, live=True):
        await ledger.change([replace(step, after=replace(step.after, **changes))])


async def everything_in(ledger):
    return await ledger.people(), await ledger.assignments(), await ledger.rows(), await ledger.next_due()


async def test_real_people_go_before_the_example_roster(source):
    snapshot = knowing(somebody("example-coordinator"))
    found = await simulate(snapshot, DUE, DUE, source=source, live=True)
    assert [each.row.recipient for each in found.messages] == ["ana"]
    assert found.live
    assert not found.is_example


async def test_example_policy_is_ignored_where_real_people_are_served(source):
    found = await simulate(knowing(policy=a_policy(example=True)), DUE, DUE, source=source, live=True)
    assert (found.messages, found.live) == ((), True)


async def test_empty_ledger_is_rehearsed_with_the_example_roster():
    found = await simulate(knowing(somebody()), DUE, DUE, source=MemoryLedger(), live=True)
    assert [each.row.recipient for each in found.messages] == ["ana"]
    assert (found.live, found.is_example) == (False, True)


async def test_real_ledger_stays_as_it_was(source):
    snapshot = knowing()
    await carry(source, snapshot)
    before = await everything_in(source)
    await simulate(snapshot, date(2031, 1, 1), date(2031, 12, 31), source=source, live=True)
    assert await everything_in(source) == before


async def test_closed_and_paused_assignments_are_silent(source):
    snapshot = knowing()
    for changes in ({"closed": Closing.IMPLEMENTED}, {"paused": True}):
        ledger = MemoryLedger()
        await copied(source, ledger, NOW)
        await carry(ledger, snapshot, **changes)
        assert (await simulate(snapshot, DUE, DUE, source=ledger, live=True)).messages == ()


async def test_what_waits_to_be_sent_is_in_it_and_what_was_sent_counts(source):
    snapshot = knowing(policy=a_policy(stages=(0,)))
    await carry(source, snapshot)
    about = await source.assignment(TRAIN)

    async def plan(day, offset):
        current = await source.assignment(TRAIN)
        item = Item(assignment=TRAIN, due=about.due, stage=Stage.REMINDER, offset=offset, recipient="ana")
        at = datetime(2031, 3, day, 8, tzinfo=UTC)
        message = Planned(recipient="ana", kind=RowKind.FOLLOW_UP, day=at.date(), send_at=at, items=(item,))
        await source.change([Step(before=current, after=current, messages=(message,))])
        return at

    for day, offset in ((10, -2), (11, -1)):
        [row] = await source.claim(await plan(day, offset), limit=9, lease=timedelta(minutes=5))
        await source.record([Outcome(row=row.id, attempt=row.attempt, state=RowState.SENT, ts="1.0")])
    found = await simulate(
        snapshot,
        date(2031, 3, 12),
        date(2031, 3, 31),
        source=source,
        live=True,
        now=datetime(2031, 3, 11, 12, tzinfo=UTC),
    )
    # Two were sent in the week of 10 March, so that the reminder of the due date waits for the next.
    assert (found.messages[0].row.day, found.messages[0].row.why) == (date(2031, 3, 17), "why-budget")
    await plan(13, 1)
    found = await simulate(
        snapshot,
        date(2031, 3, 12),
        date(2031, 3, 16),
        source=source,
        live=True,
        now=datetime(2031, 3, 12, 12, tzinfo=UTC),
    )
    [message] = found.messages
    assert message.at == datetime(2031, 3, 13, 8, tzinfo=UTC)
