"""The promises of ``Roster``, ``FollowUps`` and ``Outbox``, kept by every ledger."""

import asyncio
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.outbox import ORGANISERS, Item, RowKind, RowState, Stage
from bot.ports import Audited, Load, Outcome, PassedOn, Planned, RosterChange, Step
from bot.progress import Assignment, Closing, Event, EventKind, Reported, Rung, Validation, assignment_id
from bot.storage.ledger import open_ledger
from bot.storage.tables import metadata
from knowledge.model import Participant, WorkingHours
from tests.fakes import MONDAY

DUE = date(2026, 3, 2)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LEASE = 5 * MINUTE


def a_person(called="ana", **fields):
    return Participant(id=called, name=f"The post of {called}", role="coordinator", **fields)


def an_assignment(of="train-judges", owner="ana", **fields):
    return Assignment(id=assignment_id(of, owner), recommendation=of, owner=owner, due=DUE, **fields)


def an_item(about=None, recipient="ana", stage=Stage.REMINDER, offset=0, due=DUE):
    about = about or an_assignment()
    return Item(assignment=about.id, due=due, stage=stage, offset=offset, recipient=recipient)


def a_message(*items, recipient="ana", kind=RowKind.FOLLOW_UP, day=DUE, send_at=MONDAY, why=""):
    items = items or (an_item(recipient=recipient),)
    return Planned(recipient=recipient, kind=kind, day=day, send_at=send_at, why=why, items=items)


async def keep(ledger, *new):
    """Keep new assignments; return them as stored."""
    assert all(await ledger.change([Step(before=None, after=each) for each in new]))
    return [await ledger.assignment(each.id) for each in new]


async def send_about(ledger, assignment, *messages):
    """Add messages by changing an assignment that is stored, or new."""
    before = await ledger.assignment(assignment.id)
    [done] = await ledger.change([Step(before=before, after=before or assignment, messages=messages)])
    assert done


async def planned(ledger, *recipients, **fields):
    """Plan a message to each recipient, of an assignment of theirs."""
    for each in recipients or ("ana",):
        about = an_assignment(owner=each)
        await send_about(ledger, about, a_message(an_item(about, each), recipient=each, **fields))


async def claimed(ledger, now=MONDAY, *, limit=100, lease=LEASE):
    return await ledger.claim(now, limit=limit, lease=lease)


def intent(row, channel="D1", mark="0"):
    return replace(row, channel=channel, mark=mark)


def outcome(row, state=RowState.SENT, **fields):
    return Outcome(row=row.id, attempt=row.attempt, state=state, **fields)


async def sent(ledger, row, ts="1.0", channel="D1", **fields):
    await ledger.intend([intent(row, channel)])
    assert await ledger.record([outcome(row, ts=ts, **fields)]) == []


async def the_row(ledger):
    [row] = await ledger.rows()
    return row


# The roster


FULL = Participant(
    id="ana",
    name="Coordinatrice, Roumanie",
    role="coordinator",
    country="RO",
    organisation="ministry",
    email="ana@example.org",
    language="fr",
    timezone="Europe/Bucharest",
    hours=WorkingHours(start="08:30", end="16:00", days=(1, 2, 3)),
    deputy="boris",
    example=True,
)


async def test_participants_come_back_as_they_were_by_id(ledger):
    change = await ledger.put_roster([FULL, a_person("aida")], replace=False)
    assert change == RosterChange(added=("aida", "ana"), changed=(), missing=())
    assert [each.participant for each in await ledger.people()] == [a_person("aida"), FULL]
    assert [(each.user, each.away) for each in await ledger.people()] == [(None, None)] * 2


async def test_roster_loaded_again_changes_what_changed(ledger):
    await ledger.put_roster([a_person("ana"), a_person("boris"), a_person("carla")], replace=False)
    change = await ledger.put_roster([a_person("boris"), a_person("ana", country="RO"), a_person("dan")], replace=False)
    assert change == RosterChange(added=("dan",), changed=("ana",), missing=("carla",))
    assert [each.id for each in await ledger.people()] == ["ana", "boris", "carla", "dan"]
    assert (await ledger.people())[0].participant.country == "RO"


async def test_replaced_roster_is_without_the_missing(ledger):
    await ledger.put_roster([a_person("ana"), a_person("boris")], replace=False)
    assert (await ledger.put_roster([a_person("boris")], replace=True)).missing == ("ana",)
    assert [each.id for each in await ledger.people()] == ["boris"]


async def test_slack_user_and_absence_outlive_a_change(ledger):
    away = (DUE, DUE + 5 * DAY)
    await ledger.put_roster([a_person(email="ana@example.org")], replace=False)
    await ledger.match("ana", "U0ANA")
    await ledger.set_away("ana", away)
    await ledger.put_roster([a_person(email="ana@example.org", country="RO")], replace=True)
    [ana] = await ledger.people()
    assert (ana.user, ana.away) == ("U0ANA", away)


async def test_message_of_an_erased_person_that_is_in_doubt_is_recorded_once(ledger):
    await ledger.put_roster([a_person("ana")], replace=False)
    await planned(ledger)
    [row] = await claimed(ledger)
    await ledger.intend([intent(row)])
    await ledger.erase("ana")
    in_doubt = outcome(row, RowState.UNKNOWN)
    assert await ledger.record([in_doubt, in_doubt]) == [row.id]
    assert ((await the_row(ledger)).state, (await the_row(ledger)).recipient) == (RowState.CANCELLED, "")


async def test_roster_read_again_is_as_it_is_now(ledger):
    await ledger.put_roster([a_person("ana"), a_person("boris")], replace=False)
    assert [each.user for each in await ledger.people()] == [None, None]
    await ledger.match("ana", "U0ANA")
    await ledger.set_away("boris", (DUE, DUE))
    assert [(each.user, each.away) for each in await ledger.people()] == [("U0ANA", None), (None, (DUE, DUE))]
    await ledger.erase("ana")
    assert [each.id for each in await ledger.people()] == ["boris"]


async def test_some_of_the_roster_are_as_they_are_now(ledger):
    await ledger.put_roster([a_person("ana"), a_person("boris"), a_person("carla")], replace=False)
    before = await ledger.people()
    await ledger.match("ana", "U0ANA")
    found = await ledger.people({"carla", "ana", "nobody"})
    assert [(each.id, each.user) for each in found] == [("ana", "U0ANA"), ("carla", None)]
    assert found[1] == before[2]
    assert not await ledger.people(())
    assert len(await ledger.people()) == 3


async def test_another_address_may_be_another_slack_user(ledger):
    await ledger.put_roster([a_person(email="ana@example.org")], replace=False)
    await ledger.match("ana", "U0ANA")
    await ledger.put_roster([a_person(email="ana@example.com")], replace=False)
    assert [each.user for each in await ledger.people()] == [None]


async def test_match_and_absence_are_taken_back(ledger):
    await ledger.put_roster([a_person()], replace=False)
    await ledger.match("ana", "U0ANA")
    await ledger.set_away("ana", (DUE, DUE))
    await ledger.match("ana", None)
    await ledger.set_away("ana", None)
    assert [(each.user, each.away) for each in await ledger.people()] == [(None, None)]


async def test_nobody_is_matched_by_an_unknown_id(ledger):
    await ledger.match("ana", "U0ANA")
    await ledger.set_away("ana", (DUE, DUE))
    assert await ledger.people() == []


# Assignments


LONG = Assignment(
    id="a1",
    recommendation="train-judges",
    owner="ana",
    seminar="varna-2031",
    reported=Reported.IMPLEMENTED,
    validation=Validation.RETURNED,
    reported_on=DUE,
    due=DUE,
    period=3,
    revised=True,
    snoozed_until=DUE + DAY,
    answered=True,
    stage=-14,
    asked=2,
    asked_before=5,
    rung=Rung.DEPUTY,
    reminded_on=DUE,
    next_at=MONDAY,
    unreachable=True,
    paused=True,
    closed=Closing.SUPERSEDED,
    closed_at=MONDAY,
    closed_because="train-judges-again",
    example=True,
)


@pytest.mark.parametrize("assignment", [LONG, an_assignment()], ids=["full", "empty"])
async def test_assignment_comes_back_as_it_was_in_its_first_version(ledger, assignment):
    assert await ledger.change([Step(before=None, after=replace(assignment, version=7))]) == [True]
    assert await ledger.assignment(assignment.id) == replace(assignment, version=1)


async def test_unknown_assignment_is_none(ledger):
    assert await ledger.assignment("a1") is None


async def test_assignments_come_by_recommendation_and_owner(ledger):
    for of, owner in [("b", "ana"), ("a", "boris"), ("a", "ana"), ("b", "carla")]:
        await keep(ledger, an_assignment(of, owner, closed=Closing.REMOVED if owner == "carla" else None))

    async def found(**wanted):
        return [(each.recommendation, each.owner) for each in await ledger.assignments(**wanted)]

    assert await found() == [("a", "ana"), ("a", "boris"), ("b", "ana"), ("b", "carla")]
    assert await found(recommendation="b") == [("b", "ana"), ("b", "carla")]
    assert await found(recommendation="b", open_only=True) == [("b", "ana")]
    assert await found(owner="ana") == [("a", "ana"), ("b", "ana")]
    assert await found(owner="ana", recommendation="a") == [("a", "ana")]


async def test_change_raises_the_version(ledger):
    [first] = await keep(ledger, an_assignment())
    assert await ledger.change([Step(before=first, after=replace(first, stage=7, version=40))]) == [True]
    assert await ledger.assignment(first.id) == replace(first, stage=7, version=2)


async def test_who_read_an_older_version_has_lost(ledger):
    [first] = await keep(ledger, an_assignment())
    event = Event(assignment=first.id, at=MONDAY, who="ana", kind=EventKind.REPORTED)
    late = Step(before=first, after=replace(first, stage=7), events=(event,), messages=(a_message(),))
    assert await ledger.change([Step(before=first, after=replace(first, stage=0)), late]) == [True, False]
    assert (await ledger.assignment(first.id)).stage == 0
    assert await ledger.change([late]) == [False]
    assert [*await ledger.history(first.id), *await ledger.rows()] == []


async def test_new_assignment_that_exists_is_left_out(ledger):
    assert await ledger.change([Step(before=None, after=an_assignment())] * 2) == [True, False]
    assert await ledger.change([Step(before=None, after=an_assignment(stage=7))]) == [False]
    assert (await ledger.assignment(an_assignment().id)).stage is None


async def test_changed_assignment_that_is_gone_is_left_out(ledger):
    assert await ledger.change([Step(before=an_assignment(), after=an_assignment())]) == [False]
    assert await ledger.assignments() == []


async def test_steps_follow_on_from_each_other(ledger):
    new = an_assignment()
    second = Step(before=replace(new, version=1), after=replace(new, stage=7))
    assert await ledger.change([Step(before=None, after=new), second]) == [True, True]
    assert await ledger.assignment(new.id) == replace(new, stage=7, version=2)


async def test_of_twenty_writers_that_read_the_same_one_wins(ledger):
    [first] = await keep(ledger, an_assignment())
    steps = [Step(before=first, after=replace(first, stage=n)) for n in range(20)]
    told = await asyncio.gather(*(ledger.change([each]) for each in steps))
    assert sum(done for [done] in told) == 1
    assert (await ledger.assignment(first.id)).stage == told.index([True])


async def test_of_twenty_writers_of_a_new_assignment_one_wins(ledger):
    told = await asyncio.gather(*(ledger.change([Step(before=None, after=an_assignment(stage=n))]) for n in range(20)))
    assert sum(done for [done] in told) == 1


async def test_many_steps_are_one_change(ledger):
    many = [an_assignment(f"r{n:04}") for n in range(2500)]
    assert all(await ledger.change([Step(before=None, after=each) for each in many]))
    assert len(await ledger.assignments(owner="ana")) == 2500


async def test_no_steps_are_no_change(ledger):
    assert await ledger.change([]) == []


async def test_history_is_oldest_first_and_of_one_instant_as_written(ledger):
    def event(hours, note):
        at = (MONDAY + timedelta(hours=hours)).astimezone(ZoneInfo("Europe/Bucharest"))
        return Event(
            assignment=an_assignment().id,
            at=at,
            who="ana",
            kind=EventKind.REPORTED,
            before="not_started",
            after="in_progress",
            note=note,
            evidence="https://example.org/é",
        )

    events = (event(2, "d"), event(0, "b"), event(0, "a"), event(1, "c"))
    other = replace(event(0, "z"), assignment="another")
    await ledger.change([Step(before=None, after=an_assignment(), events=(*events, other))])
    found = await ledger.history(an_assignment().id)
    assert [each.note for each in found] == ["b", "a", "c", "d"]
    assert found[0] == replace(events[1], at=MONDAY)
    assert found[0].at.tzinfo is UTC


async def test_histories_are_those_of_each_assignment_that_is_asked_for(ledger):
    def event(assignment, hours, note):
        at = MONDAY + timedelta(hours=hours)
        return Event(assignment=assignment, at=at, who="ana", kind=EventKind.REPORTED, note=note)

    first, second = an_assignment("r1"), an_assignment("r2")
    events = (event(first.id, 1, "b"), event(second.id, 0, "c"), event(first.id, 0, "a"), event("other", 0, "z"))
    await ledger.change([Step(before=None, after=each, events=events * (each is first)) for each in (first, second)])
    found = await ledger.histories([first.id, second.id, "nobody's"])
    assert {id_: [each.note for each in events] for id_, events in found.items()} == {
        first.id: ["a", "b"],
        second.id: ["c"],
        "nobody's": [],
    }
    assert found[first.id] == await ledger.history(first.id)
    assert await ledger.histories([]) == {}


# The switch


async def test_everything_that_happened_is_told_oldest_first_from_an_instant_on(ledger):
    one, other = an_assignment(), an_assignment(owner="ben")
    told = [
        Event(assignment=each.id, at=MONDAY + days * DAY, who="ana", kind=EventKind.REPORTED)
        for each, days in ((one, 2), (other, 0), (one, 1))
    ]
    await ledger.change([Step(before=None, after=one, events=(told[0], told[2]))])
    await ledger.change([Step(before=None, after=other, events=(told[1],))])
    assert list(await ledger.events()) == [told[1], told[2], told[0]]
    assert list(await ledger.events(since=MONDAY + DAY)) == [told[2], told[0]]
    assert list(await ledger.events(since=MONDAY + 3 * DAY)) == []


def a_digest(day=DUE):
    item = Item(assignment="", due=day, stage=Stage.DIGEST, offset=0, recipient=ORGANISERS)
    return a_message(item, recipient=ORGANISERS, kind=RowKind.DIGEST, day=day)


async def test_announcement_is_planned_once(ledger):
    told = await asyncio.gather(*(ledger.announce(a_digest()) for _ in range(10)))
    assert sorted(told) == [False] * 9 + [True]
    assert await ledger.announce(a_digest(DUE + 7 * DAY)) is True
    rows = await ledger.rows()
    assert sorted(item.due for row in rows for item in row.items) == [DUE, DUE + 7 * DAY]


async def test_announcement_that_arrived_is_in_no_history_and_is_not_planned_again(ledger):
    await ledger.announce(a_digest())
    [row] = await ledger.claim(MONDAY, limit=8, lease=LEASE)
    assert await ledger.intend([replace(row, channel="C1", mark="0")]) == {row.id: {}}
    await ledger.record([outcome(row, ts="1.0")])
    assert [each.state for each in await ledger.rows()] == [RowState.SENT]
    assert list(await ledger.events()) == []
    assert await ledger.announce(a_digest()) is False


async def test_pause_says_why_until_it_is_over(ledger):
    assert await ledger.paused() is None
    await ledger.pause("jump")
    await ledger.pause("organiser")
    assert await ledger.paused() == "organiser"
    await ledger.pause(None)
    await ledger.pause(None)
    assert await ledger.paused() is None


async def test_ledger_belongs_to_the_first_workspace_that_is_named(ledger):
    assert await ledger.belong_to("T0VARNA") == "T0VARNA"
    assert await ledger.belong_to("T0OTHER") == "T0VARNA"
    assert await ledger.paused() is None


async def test_knowledge_in_service_is_the_last_that_somebody_named(ledger):
    assert await ledger.in_service() is None
    assert await ledger.put_in_service("one", MONDAY)
    assert await ledger.put_in_service("two", MONDAY + DAY)
    assert await ledger.put_in_service("two", MONDAY)  # another process has the same since before
    assert not await ledger.put_in_service("one", MONDAY + DAY / 2)
    assert await ledger.in_service() == "two"
    assert await ledger.put_in_service("one", MONDAY + 2 * DAY)
    assert await ledger.in_service() == "one"
    assert await ledger.paused() is None


async def test_nothing_is_claimed_while_paused(ledger):
    await planned(ledger)
    await ledger.pause("jump")
    assert await claimed(ledger) == []
    await ledger.pause(None)
    assert len(await claimed(ledger)) == 1


# The plan


class Deciding:
    """Decides as it is told; keeps what it was asked."""

    def __init__(self, *messages, next_at=None):
        self.messages, self.next_at = messages, next_at
        self.taken, self.loads = [], {}

    def recipients(self, assignments):
        return {each.owner for each in assignments}

    def decide(self, assignments, loads):
        self.taken, self.loads = list(assignments), dict(loads)
        return [self.step(each) for each in assignments]

    def step(self, each):
        messages = self.messages or (a_message(an_item(each, each.owner), recipient=each.owner),)
        return Step(before=each, after=replace(each, stage=0, next_at=self.next_at), messages=messages)

    async def plan(self, ledger, now=MONDAY, limit=100):
        return await ledger.plan(now, limit=limit, recipients=self.recipients, decide=self.decide)


async def test_plan_takes_what_is_due_earliest_first(ledger):
    hours = {"ana": 0, "boris": -2, "carla": 1, "dan": -1}
    new = [an_assignment(owner=each, next_at=MONDAY + timedelta(hours=n)) for each, n in hours.items()]
    closed = an_assignment(owner="emil", next_at=MONDAY, closed=Closing.REMOVED)
    await keep(ledger, *new, closed, an_assignment(owner="fara"))
    deciding = Deciding()
    assert await deciding.plan(ledger, limit=2) == 2
    assert [each.owner for each in deciding.taken] == ["boris", "dan"]
    assert await deciding.plan(ledger, limit=2) == 1
    assert await deciding.plan(ledger, limit=2) == 0
    assert Counter(row.recipient for row in await ledger.rows()) == Counter(["ana", "boris", "dan"])


async def test_plan_carries_out_what_is_decided(ledger):
    [before] = await keep(ledger, an_assignment(next_at=MONDAY))
    deciding = Deciding(a_message(why="why-weekend"), next_at=MONDAY + DAY)
    assert await deciding.plan(ledger) == 1
    assert deciding.taken == [before]
    assert await ledger.assignment(before.id) == replace(before, stage=0, next_at=MONDAY + DAY, version=2)
    row = await the_row(ledger)
    assert row == replace(
        row, recipient="ana", kind=RowKind.FOLLOW_UP, day=DUE, send_at=MONDAY, why="why-weekend", items=(an_item(),)
    )
    assert (row.state, row.attempt, row.lease_until, row.channel, row.ts) == (RowState.PLANNED, 0, None, None, None)


async def test_plan_that_fails_changes_nothing(ledger):
    [before] = await keep(ledger, an_assignment(next_at=MONDAY))
    deciding = Deciding()
    deciding.step = lambda _: 1 / 0
    with pytest.raises(ZeroDivisionError):
        await deciding.plan(ledger)
    assert await ledger.assignment(before.id) == before


async def test_what_a_plan_leaves_where_it_was_is_put_off_for_a_day(ledger):
    [before] = await keep(ledger, an_assignment(next_at=MONDAY))
    deciding = Deciding()
    deciding.decide = lambda *_: []
    assert await deciding.plan(ledger) == 1
    assert await deciding.plan(ledger) == 0
    assert (await ledger.assignment(before.id)).next_at == MONDAY + DAY


async def test_planners_at_once_say_everything_once(ledger):
    await keep(ledger, *(an_assignment(f"r{n:02}", next_at=MONDAY) for n in range(40)))
    plans = [Deciding() for _ in range(8)]
    assert sum(await asyncio.gather(*(each.plan(ledger, limit=10) for each in plans))) == 40
    row = await the_row(ledger)
    assert len(set(row.items)) == len(row.items) == 40


async def test_load_is_what_they_had_lately_and_what_waits(ledger):
    about = an_assignment(next_at=MONDAY)
    await keep(ledger, about)
    fates = {
        -15: RowState.SENT,  # too long ago
        -14: RowState.SENT,
        -7: RowState.UNDELIVERABLE,
        -6: RowState.CANCELLED,
        -5: RowState.UNKNOWN,
        -4: RowState.PLANNED,  # again
        -3: RowState.PARKED,
    }
    for days, state in fates.items():
        then = timedelta(days=days)
        await send_about(ledger, about, a_message(an_item(offset=days), day=DUE + then, send_at=MONDAY + then))
        [row] = await claimed(ledger, MONDAY + then)
        await ledger.record([outcome(row, state, wait=30 * DAY)])
    waiting, decision = DUE + 2 * DAY, RowKind.DECISION
    await send_about(ledger, about, a_message(an_item(offset=1), day=waiting))
    await send_about(ledger, about, a_message(an_item(offset=2, stage=Stage.DECISION), kind=decision))
    deciding = Deciding()
    await deciding.plan(ledger)
    days = tuple(DUE + timedelta(days=n) for n in (-14, -5, -4, -3))
    assert deciding.loads == {"ana": Load(days=(*days, waiting), waiting=waiting)}


async def test_who_had_nothing_has_an_empty_load(ledger):
    await keep(ledger, an_assignment(next_at=MONDAY))
    deciding = Deciding()
    await deciding.plan(ledger)
    assert deciding.loads == {"ana": Load()}


async def test_nothing_is_due_where_nothing_is_planned(ledger):
    await keep(ledger, an_assignment(), an_assignment(owner="boris", next_at=MONDAY, closed=Closing.REMOVED))
    assert await ledger.next_due() is None


async def test_next_due_is_the_earliest_look_or_message(ledger):
    [later] = await keep(ledger, an_assignment(next_at=MONDAY + 3 * DAY))
    assert await ledger.next_due() == MONDAY + 3 * DAY
    await planned(ledger, "boris", send_at=MONDAY + DAY)
    assert await ledger.next_due() == MONDAY + DAY
    await claimed(ledger, MONDAY + DAY)
    assert await ledger.next_due() == MONDAY + 3 * DAY
    await ledger.change([Step(before=later, after=replace(later, next_at=None))])
    assert await ledger.next_due() is None


# Messages


async def test_what_falls_due_joins_the_message_that_waits(ledger):
    about = [an_assignment(of) for of in "abc"]
    await keep(ledger, *about)
    await send_about(ledger, about[0], a_message(an_item(about[0])))
    await send_about(ledger, about[1], a_message(an_item(about[1]), day=DUE + DAY, send_at=MONDAY + DAY, why="late"))
    row = await the_row(ledger)
    assert (row.day, row.send_at, row.why) == (DUE, MONDAY, "")
    assert row.items == (an_item(about[0]), an_item(about[1]))


async def test_messages_of_one_step_are_joined(ledger):
    about = an_assignment()
    await send_about(ledger, about, a_message(an_item(offset=1)), a_message(an_item(offset=2)))
    assert [each.offset for each in (await the_row(ledger)).items] == [1, 2]


async def test_other_kinds_and_recipients_are_messages_of_their_own(ledger):
    about = an_assignment()
    await send_about(
        ledger,
        about,
        a_message(an_item(offset=1)),
        a_message(an_item(offset=2), kind=RowKind.BRIEFING),
        a_message(an_item(recipient="boris"), recipient="boris"),
    )
    assert len(await ledger.rows()) == 3


async def test_message_once_claimed_is_frozen(ledger, time):
    about = an_assignment()
    await send_about(ledger, about, a_message(an_item(offset=1)))
    await claimed(ledger)
    await send_about(ledger, about, a_message(an_item(offset=2)))
    await time.passes(minutes=6)
    await ledger.expire()
    await send_about(ledger, about, a_message(an_item(offset=3)))
    assert sorted([each.offset for each in row.items] for row in await ledger.rows()) == [[1], [2, 3]]


async def test_nothing_is_said_twice(ledger):
    about = an_assignment()
    await send_about(ledger, about, a_message(an_item(offset=1)))
    await send_about(ledger, about, a_message(an_item(offset=1), an_item(offset=2), an_item(offset=2)))
    [row] = await claimed(ledger)
    assert [each.offset for each in row.items] == [1, 2]
    await sent(ledger, row)
    await send_about(ledger, about, a_message(an_item(offset=2)))
    assert [each.state for each in await ledger.rows()] == [RowState.SENT]


# Claims


async def test_rows_are_claimed_when_their_time_has_come_earliest_first(ledger):
    for each, hours in {"ana": 1, "boris": 0, "carla": 3, "dan": 2}.items():
        await planned(ledger, each, send_at=MONDAY + timedelta(hours=hours))
    noon = MONDAY + timedelta(hours=2)
    assert [row.recipient for row in await claimed(ledger, noon, limit=2)] == ["boris", "ana"]
    assert [row.recipient for row in await claimed(ledger, noon, limit=2)] == ["dan"]
    assert await claimed(ledger, noon) == []


async def test_claimed_row_is_leased_with_its_items(ledger):
    await planned(ledger)
    [row] = await claimed(ledger)
    assert (row.state, row.attempt, row.items) == (RowState.SENDING, 1, (an_item(),))
    assert row.lease_until.tzinfo is UTC
    assert await the_row(ledger) == row


async def test_no_row_is_handed_to_two_claimers(ledger):
    await planned(ledger, *(f"p{n:02}" for n in range(60)))
    batches = await asyncio.gather(*(claimed(ledger, limit=7) for _ in range(12)))
    ids = [row.id for batch in batches for row in batch]
    assert len(ids) == len(set(ids)) == 60


async def test_no_row_is_handed_to_two_processes(place):
    ledgers = [await open_ledger(place) for _ in range(4)]
    await planned(ledgers[0], *(f"p{n:02}" for n in range(40)))
    taken = []

    async def work(ledger):
        while rows := await claimed(ledger, limit=3):
            await ledger.intend([intent(row) for row in rows])
            assert await ledger.record([outcome(row, ts=row.id) for row in rows]) == []
            taken.extend(row.id for row in rows)

    await asyncio.gather(*(work(each) for each in ledgers))
    assert len(taken) == len(set(taken)) == 40
    assert {row.state for row in await ledgers[0].rows()} == {RowState.SENT}
    for each in ledgers:
        await each.close()


# Intents


async def test_intent_is_kept_and_assignments_come_as_they_are_now(ledger):
    await planned(ledger)
    [row] = await claimed(ledger)
    before = await ledger.assignment(an_assignment().id)
    await ledger.change([Step(before=before, after=replace(before, reported=Reported.IMPLEMENTED))])
    now = await ledger.assignment(before.id)
    assert now.reported is Reported.IMPLEMENTED
    assert await ledger.intend([intent(row, "D1", "7.0")]) == {row.id: {now.id: now}}
    assert await the_row(ledger) == replace(row, channel="D1", mark="7.0")


async def test_first_intent_is_kept(ledger, time):
    await planned(ledger)
    [row] = await claimed(ledger)
    await ledger.intend([intent(row, "D1", "7.0")])
    await ledger.record([outcome(row, RowState.PLANNED)])
    [again] = await claimed(ledger)
    assert (again.attempt, again.channel, again.mark) == (2, "D1", "7.0")
    assert row.id in await ledger.intend([intent(again, "D2", "8.0")])
    assert (await the_row(ledger)).channel == "D1"


async def test_intent_of_what_is_no_longer_the_callers_is_refused(ledger, time):
    await planned(ledger)
    [row] = await claimed(ledger)
    await time.passes(minutes=6)
    assert await ledger.intend([intent(row)]) == {}
    await ledger.expire()
    assert await ledger.intend([intent(row)]) == {}
    [again] = await claimed(ledger)
    assert await ledger.intend([intent(row), intent(replace(row, id="unknown"))]) == {}
    assert (await the_row(ledger)) == again


# Outcomes


async def test_backlog_is_how_many_rows_are_in_each_state_and_what_waits_longest(ledger):
    found = await ledger.backlog()
    assert (dict(found.rows), found.earliest) == ({}, None)
    await planned(ledger, "ana", send_at=MONDAY)
    await planned(ledger, "boris", send_at=MONDAY + MINUTE)
    await planned(ledger, "dan", send_at=MONDAY + DAY)
    [row] = await claimed(ledger, limit=1)
    await sent(ledger, row)
    found = await ledger.backlog()
    assert {state: count for state, count in found.rows.items() if count} == {RowState.SENT: 1, RowState.PLANNED: 2}
    assert found.earliest == MONDAY + MINUTE


async def test_sent_row_is_found_by_its_message_and_its_assignments_remember(ledger):
    await planned(ledger)
    [row] = await claimed(ledger, MONDAY + MINUTE)
    await sent(ledger, row, ts="8.0")
    done = await the_row(ledger)
    assert done == replace(row, state=RowState.SENT, channel="D1", mark="0", ts="8.0", lease_until=None)
    assert await ledger.row_at("D1", "8.0") == done
    assert [await ledger.row_at("D1", "9.0"), await ledger.row_at("D2", "8.0")] == [None, None]
    [event] = await ledger.history(an_assignment().id)
    assert (event.kind, event.at, event.who) == (EventKind.REMINDED, MONDAY + MINUTE, "")
    assert (event.before, event.after) == ("2026-03-02", "reminder:0:ana")


async def test_outcomes_are_remembered_in_the_order_in_which_they_are_told(ledger):
    about = an_assignment()
    for each in ("ana", "boris", "carla", "dan"):
        await send_about(ledger, about, a_message(an_item(about, each), recipient=each))
    rows = sorted(await claimed(ledger), key=lambda row: row.recipient, reverse=True)
    await ledger.record([outcome(row, ts=row.id) for row in rows])
    said = [each.after for each in await ledger.history(about.id)]
    assert said == ["reminder:0:dan", "reminder:0:carla", "reminder:0:boris", "reminder:0:ana"]


async def test_dropped_items_are_not_said_and_may_be_said_later(ledger):
    about = an_assignment()
    await send_about(ledger, about, a_message(an_item(offset=1), an_item(offset=2)))
    [row] = await claimed(ledger)
    await sent(ledger, row, dropped=(an_item(offset=1),))
    assert (await the_row(ledger)).items == (an_item(offset=2),)
    assert [each.after for each in await ledger.history(about.id)] == ["reminder:2:ana"]
    await send_about(ledger, about, a_message(an_item(offset=1)))
    assert [each.items for each in await claimed(ledger)] == [(an_item(offset=1),)]


async def test_cancelled_row_with_nothing_dropped_keeps_its_items_from_being_said(ledger):
    await planned(ledger)
    [row] = await claimed(ledger)
    await ledger.record([outcome(row, RowState.CANCELLED)])
    await planned(ledger)
    assert (await the_row(ledger)).state is RowState.CANCELLED
    assert await ledger.history(an_assignment().id) == []


@pytest.mark.parametrize("state", [RowState.UNDELIVERABLE, RowState.CANCELLED, RowState.PARKED, RowState.SENT])
async def test_row_that_is_over_is_not_claimed(ledger, time, state):
    await planned(ledger)
    [row] = await claimed(ledger)
    await ledger.record([outcome(row, state, refusal="user_disabled")])
    await time.passes(days=1)
    assert [*await claimed(ledger), *await ledger.doubtful(limit=9, lease=LEASE)] == []
    found = await the_row(ledger)
    assert (found.state, found.refusal, found.lease_until) == (state, "user_disabled", None)


async def test_row_to_send_again_waits_as_long_as_it_was_told(ledger, time):
    await planned(ledger)
    [row] = await claimed(ledger)
    await ledger.record([outcome(row, RowState.PLANNED, wait=MINUTE)])
    assert await claimed(ledger, MONDAY + DAY) == []
    await time.passes(minutes=1, seconds=1)
    assert [each.attempt for each in await claimed(ledger)] == [2]


async def test_outcome_of_an_older_claim_is_too_late(ledger, time):
    await planned(ledger)
    [row] = await claimed(ledger)
    await time.passes(minutes=6)
    await ledger.expire()
    [again] = await claimed(ledger)
    assert await ledger.record([outcome(row, ts="1.0"), outcome(replace(row, id="unknown"))]) == [row.id, "unknown"]
    assert await the_row(ledger) == again
    assert await ledger.history(an_assignment().id) == []


async def test_second_outcome_is_too_late(ledger):
    await planned(ledger)
    [row] = await claimed(ledger)
    late = outcome(row, RowState.PLANNED)
    assert await ledger.record([outcome(row, ts="1.0"), late]) == [row.id]
    assert await ledger.record([late]) == [row.id]
    assert (await the_row(ledger)).ts == "1.0"


async def test_sender_whose_lease_has_run_out_knows_most_while_nobody_else_has_looked(ledger, time):
    await planned(ledger)
    [row] = await claimed(ledger)
    await ledger.intend([intent(row)])
    await time.passes(minutes=6)
    await ledger.expire()
    assert await ledger.record([outcome(row, ts="1.0")]) == []
    assert (await the_row(ledger)).state is RowState.SENT


# Leases


async def test_lease_that_holds_is_left_alone(ledger):
    await planned(ledger)
    [row] = await claimed(ledger)
    assert await ledger.expire() == 0
    assert await the_row(ledger) == row


async def test_row_without_an_intent_is_planned_again(ledger, time):
    await planned(ledger)
    await claimed(ledger)
    await time.passes(minutes=6)
    assert await ledger.expire() == 1
    row = await the_row(ledger)
    assert (row.state, row.lease_until, row.not_before) == (RowState.PLANNED, None, None)
    assert [each.attempt for each in await claimed(ledger)] == [2]


async def test_row_with_an_intent_is_in_doubt_and_looked_up_after_a_minute(ledger, time):
    await planned(ledger)
    [row] = await claimed(ledger)
    await ledger.intend([intent(row)])
    await time.passes(minutes=6)
    assert await ledger.expire() == 1
    assert [*await claimed(ledger), *await ledger.doubtful(limit=9, lease=LEASE)] == []
    await time.passes(minutes=1, seconds=1)
    assert await claimed(ledger) == []
    [doubtful] = await ledger.doubtful(limit=9, lease=LEASE)
    assert (doubtful.state, doubtful.attempt, doubtful.mark) == (RowState.UNKNOWN, 2, "0")
    assert doubtful.items == row.items


async def test_row_in_doubt_is_handed_to_one_and_again_when_its_lease_is_over(ledger, time):
    await planned(ledger)
    [row] = await claimed(ledger)
    await ledger.intend([intent(row)])
    await ledger.record([outcome(row, RowState.UNKNOWN)])
    found = await asyncio.gather(*(ledger.doubtful(limit=9, lease=LEASE) for _ in range(5)))
    [first] = [each for rows in found for each in rows]
    await time.passes(minutes=6)
    assert await ledger.expire() == 0
    [second] = await ledger.doubtful(limit=9, lease=LEASE)
    assert await ledger.record([outcome(first, RowState.PLANNED)]) == [row.id]
    assert await ledger.record([outcome(second, ts="1.0")]) == []
    [event] = await ledger.history(an_assignment().id)
    assert event.at == MONDAY  # when it was sent, not when it was found


async def test_expiry_and_outcome_at_once_lose_nothing(ledger, time):
    await planned(ledger, *(f"p{n:02}" for n in range(20)))
    rows = await claimed(ledger)
    await ledger.intend([intent(row) for row in rows])
    await time.passes(minutes=6)
    outcomes = [ledger.record([outcome(row, ts=row.id)]) for row in rows]
    told = await asyncio.gather(*outcomes, *(ledger.expire() for _ in range(5)))
    assert told[:20] == [[]] * 20
    assert {row.state for row in await ledger.rows()} == {RowState.SENT}


# Looking, and deciding


async def test_rows_come_latest_first_by_state_and_recipient(ledger):
    for hours, each in enumerate(["ana", "boris", "carla"]):
        await planned(ledger, each, send_at=MONDAY + timedelta(hours=hours))
    await claimed(ledger)

    async def found(**wanted):
        return [row.recipient for row in await ledger.rows(**wanted)]

    assert await found() == ["carla", "boris", "ana"]
    assert await found(limit=1) == ["carla"]
    assert await found(states=[RowState.SENDING, RowState.SENT]) == ["ana"]
    assert await found(states=[RowState.PLANNED], recipient="boris") == ["boris"]
    assert await found(recipient="ana", states=[RowState.PLANNED]) == []


@pytest.mark.parametrize(
    ("state", "channel"), [(RowState.UNDELIVERABLE, None), (RowState.PARKED, "D1")], ids=["refused", "in doubt"]
)
async def test_organiser_has_a_row_sent_after_all(ledger, state, channel):
    await planned(ledger)
    [row] = await claimed(ledger)
    await ledger.intend([intent(row)])
    await ledger.record([outcome(row, state, refusal="no")])
    assert await ledger.release(row.id) is True
    [again] = await claimed(ledger)
    assert (again.attempt, again.channel, again.refusal, again.items) == (2, channel, "", row.items)


async def test_only_what_stands_still_is_released(ledger):
    await planned(ledger)
    assert await ledger.release((await the_row(ledger)).id) is False
    assert await ledger.release("unknown") is False


# Erasure


async def everything(ledger):
    """All that a ledger holds, as text."""
    if not hasattr(ledger, "_engine"):
        return repr({**vars(ledger), "_of": {each: ids for each, ids in ledger._of.items() if ids}})
    tables = [select(table) for table in metadata.tables.values()]
    return repr(await ledger._read("look", lambda db: [db.execute(each).all() for each in tables]))


async def a_life(ledger):
    """What there is of a person after a year; return the rows that are being sent."""
    ana = a_person("ana", email="ana@example.org", deputy="boris")
    await ledger.put_roster([ana, a_person("boris", deputy="ana"), a_person("anabel")], replace=False)
    await ledger.match("ana", "U0ANA")
    mine, theirs = an_assignment(next_at=MONDAY), an_assignment(owner="boris")
    report = Event(assignment=mine.id, at=MONDAY, who="ana", kind=EventKind.REPORTED, note="ill", evidence="http://ana")
    returned = replace(report, who="boris", kind=EventKind.RETURNED, note="Ana, please", evidence="")
    handed = Event(
        assignment=theirs.id, at=MONDAY, who="U0ANA", kind=EventKind.HANDED_OVER, before="ana", after="anabel"
    )
    closed = replace(an_assignment("old", "carla"), closed=Closing.HANDED_OVER, closed_because="to ana")
    await ledger.change(
        [
            Step(before=None, after=mine, events=(report, returned)),
            Step(before=None, after=theirs, events=(handed,)),
            Step(before=None, after=closed),
        ]
    )
    hours = iter(range(9))
    for state in (RowState.SENT, RowState.UNKNOWN, RowState.PARKED, RowState.UNDELIVERABLE):
        await send_about(ledger, mine, a_message(an_item(offset=next(hours))))
        [row] = await claimed(ledger)
        await ledger.intend([intent(row, "D0ANA")])
        await ledger.record([outcome(row, state, ts="1.0" if state is RowState.SENT else None)])
    await send_about(ledger, theirs, a_message(an_item(theirs, "ana", Stage.DEPUTY)))
    sending = await claimed(ledger)
    await send_about(ledger, mine, a_message(an_item(offset=next(hours))))
    await send_about(ledger, mine, a_message(an_item(mine, "anabel"), recipient="anabel"))
    await ledger.pass_on(
        PassedOn(
            id="q1",
            question="?",
            language="fr",
            seminar=None,
            asker="U0ANA",
            channel="D1",
            thread=None,
            asked_at=MONDAY,
        )
    )
    await ledger.audit(Audited(at=MONDAY, who="U0ANA", action="roster", before="", after="ana, anabel"))
    return sending


async def test_erased_person_is_nowhere(ledger):
    [sending] = await a_life(ledger)
    await ledger.erase("ana")
    assert await ledger.intend([intent(sending, "D0ANA")])
    assert await ledger.record([outcome(sending, RowState.PLANNED)]) == []
    left = (await everything(ledger)).replace("anabel", "")
    for trace in ("ana", "ANA", "ill", "please", "http"):
        assert trace not in left


async def test_erased_persons_assignments_close_and_others_stay(ledger):
    await a_life(ledger)
    await ledger.erase("ana")
    mine = await ledger.assignment(an_assignment().id)
    assert (mine.closed, mine.next_at) == (Closing.REMOVED, None)
    assert re.fullmatch("erased-[0-9a-f]{8}", mine.owner)
    assert [(each.kind, each.who, each.note) for each in await ledger.history(mine.id)] == [
        (EventKind.REPORTED, mine.owner, ""),
        (EventKind.RETURNED, "boris", ""),
        (EventKind.REMINDED, "", ""),
        (EventKind.CLOSED, "", ""),
    ]
    assert [each.owner for each in await ledger.assignments(open_only=True)] == ["boris"]
    [handed] = await ledger.history(an_assignment(owner="boris").id)
    assert (handed.before, handed.after) == (mine.owner, "anabel")
    assert [(each.id, each.participant.deputy) for each in await ledger.people()] == [("anabel", None), ("boris", None)]


async def test_nothing_goes_to_an_erased_person(ledger, time):
    [sending] = await a_life(ledger)
    await ledger.erase("ana")
    assert [row.recipient for row in await claimed(ledger)] == ["anabel"]
    await time.passes(days=1)
    assert await ledger.expire() == 2
    assert [row.recipient for row in await claimed(ledger)] == ["anabel"]
    assert await ledger.doubtful(limit=9, lease=LEASE) == []
    assert await ledger.record([outcome(sending, ts="1.0")]) == [sending.id]
    assert Counter(row.state for row in await ledger.rows(recipient="")) == {RowState.SENT: 1, RowState.CANCELLED: 5}


async def test_row_that_was_being_sent_to_an_erased_person_can_only_be_counted(ledger):
    [sending] = await a_life(ledger)
    await ledger.erase("ana")
    await sent(ledger, sending)
    assert Counter(row.state for row in await ledger.rows(recipient="")) == {RowState.SENT: 2, RowState.CANCELLED: 4}
    assert [each.after for each in await ledger.history(an_assignment(owner="boris").id)][1:] == ["deputy:0:-"]


async def test_erasing_who_is_not_there_changes_nothing(ledger):
    await a_life(ledger)
    before = await everything(ledger)
    await ledger.erase("nobody")
    assert await everything(ledger) == before


# What only a database promises


async def test_following_up_survives_reopening(place):
    ledger = await open_ledger(place)
    await ledger.put_roster([FULL], replace=False)
    await planned(ledger, ORGANISERS)
    [row] = await claimed(ledger)
    await ledger.intend([intent(row)])
    await ledger.pause("jump")
    await ledger.close()

    again = await open_ledger(place)
    assert [each.participant for each in await again.people()] == [FULL]
    assert await the_row(again) == intent(row)
    assert await again.paused() == "jump"
    assert len(await again.assignments()) == 1
    await again.close()
