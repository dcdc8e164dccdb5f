"""From tick to tick: what is due is planned and sent, whatever happened between; a clock that jumps is not believed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clocks import JumpWatch
from bot.errors import InDoubtError, LedgerError
from bot.following import LONGEST_SLEEP, WAITING_SLEEP, FollowingUp
from bot.outbox import RowState
from bot.picture import Picture
from bot.ports import Step
from bot.progress import Assignment, Closing, assignment_id
from bot.reminding import Planner
from bot.standing import Scene
from bot.wording import Wording
from knowledge.model import Addressees, Participant, Policy
from tests.fakes import FakeReal, FaultyLedger, a_recommendation, a_snapshot
from tests.mailroom import Mailroom

DUE = date(2026, 3, 16)
WORDING = Wording()
TASKS = ("train-judges", "open-shelters", "share-figures")


class Office(Mailroom):
    """A mailroom with the real plan: Ana and Ben carry three recommendations that fall due on one day."""

    def __init__(self, **more) -> None:
        super().__init__(**more)
        policy = Policy(owners=Addressees(roles=("coordinator",)), anchor=DUE)
        self.snapshot = a_snapshot(
            recommendations=[
                a_recommendation(each, f"ZAG-2013-R0{number}", follow_up=policy) for number, each in enumerate(TASKS)
            ]
        )
        self.policies = dict.fromkeys(TASKS, policy)
        self.following = self.a_process()

    def a_process(self, ledger=None) -> FollowingUp:
        """The bot started again, or a second one."""
        return FollowingUp(
            ledger=ledger or self.ledger,
            sending=self.a_sender(standing=self.scene, ledger=ledger or self.ledger),
            planning=self.planner,
            organisers=self.organisers,
            clock=self.clock,
            watch=JumpWatch(wall=self.real, monotonic=self.real.monotonic),
        )

    async def planner(self) -> Planner:
        people = {each.id: each for each in await self.ledger.people()}
        return Planner(policies=self.policies, people=people, timezone="Europe/Zagreb")

    async def scene(self) -> Scene:
        picture = Picture(snapshot=self.snapshot, planner=await self.planner())
        drawn = lambda telling, _: {"text": " ".join(each.assignment.recommendation for each in telling.told)}  # noqa: E731
        return Scene(
            picture=picture, now=self.clock.now(), wording=WORDING, drawn=drawn, in_service=self.ledger.in_service
        )

    async def open(self, *ids: str) -> None:
        people = [
            Participant(id=each, name=each.title(), role="coordinator", timezone="Europe/Zagreb", language="en")
            for each in ids
        ]
        await self.ledger.put_roster(people, replace=False)
        planner = await self.planner()
        for each in ids:
            await self.ledger.match(each, f"U0{each.upper()}")
            for task in TASKS:
                new = Assignment(id=assignment_id(task, each), recommendation=task, owner=each, due=DUE)
                new = replace(new, next_at=planner.first_look(new))
                assert await self.ledger.change([Step(before=None, after=new)]) == [True]

    def pass_time(self, **duration: float) -> None:
        """Let planning and real time pass together."""
        self.clock.advance(**duration)
        self.real.advance(**duration)

    async def go_on(self, process: FollowingUp, *, hours: int) -> None:
        """Tick every hour."""
        for _ in range(hours):
            await process.tick()
            self.pass_time(hours=1)

    def said(self, user: str) -> list[str]:
        return self.messenger.texts(f"D{user}")


async def an_office(**more) -> Office:
    office = Office(**more)
    office.clock.__init__(datetime(2026, 3, 2, 6, 0, tzinfo=UTC))  # 7 in Zagreb, two weeks before
    await office.open("ana", "ben")
    return office


@pytest.fixture
async def office():
    return await an_office()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def office_anywhere(request, new_ledger):
    """An office over each ledger, for what must hold on each."""
    real = FakeReal()
    return await an_office(ledger=await new_ledger(request.param, real.now), real=real)


async def test_what_falls_due_together_is_one_message_at_the_opening_of_the_day(office):
    wait = await office.following.tick()
    assert office.messenger.delivered == []
    assert wait == LONGEST_SLEEP
    office.pass_time(hours=1, minutes=59, seconds=30)
    wait = await office.following.tick()
    assert wait == timedelta(seconds=30)
    office.pass_time(seconds=30)
    await office.following.tick()
    assert [len(each.split()) for each in (*office.said("U0ANA"), *office.said("U0BEN"))] == [3, 3]


async def test_more_than_one_batch_of_what_is_due_is_still_one_message(office, monkeypatch):
    monkeypatch.setattr("bot.following.BATCH", 2)
    office.pass_time(hours=3)
    await office.following.tick()
    assert [len(each.split()) for each in (*office.said("U0ANA"), *office.said("U0BEN"))] == [3, 3]


async def test_tick_with_more_to_do_than_a_turn_ends_and_goes_on_at_once(office, monkeypatch):
    monkeypatch.setattr("bot.following.BATCH", 2)
    monkeypatch.setattr("bot.following.TURN", timedelta(0))
    office.pass_time(hours=3)
    turns = 0
    while not await office.following.tick():
        turns += 1
        assert office.messenger.delivered == [] or turns > 3  # all is planned before anything is sent
    assert turns == 4
    assert [len(each.split()) for each in (*office.said("U0ANA"), *office.said("U0BEN"))] == [3, 3]


async def test_second_tick_at_the_same_instant_says_nothing(office):
    office.pass_time(hours=3)
    await office.following.tick()
    await office.following.tick()
    await office.a_process().tick()
    assert len(office.messenger.delivered) == 2


async def test_rehearsal_that_runs_faster_wakes_earlier(office):
    fast = replace(office.following, speed=120.0)
    office.pass_time(hours=1)
    assert await fast.tick() == timedelta(hours=1) / 120


async def test_row_that_waits_for_real_time_is_not_asked_for_in_a_circle(office):
    office.pass_time(hours=3)
    office.messenger.fail(InDoubtError("TimeoutError"), times=2)
    office.messenger.unreadable |= {"DU0ANA", "DU0BEN"}
    await office.following.tick()
    office.messenger.outage = InDoubtError("status 503")
    await office.open("cleo")
    assert await office.following.tick() == WAITING_SLEEP


async def test_while_paused_nothing_is_planned_and_afterwards_one_message_comes_of_it(office):
    await office.ledger.pause("organiser")
    for _ in range(20):
        office.pass_time(days=1)
        assert await office.following.tick() == LONGEST_SLEEP
    assert await office.ledger.rows() == []
    await office.ledger.pause(None)
    await office.go_on(office.following, hours=48)  # it is a Sunday
    assert len(office.said("U0ANA")) == len(office.said("U0BEN")) == 1


async def test_after_stopping_a_tick_does_nothing(office):
    office.pass_time(hours=3)
    await office.following.stop()
    await office.following.tick()
    assert (office.messenger.delivered, await office.ledger.rows()) == ([], [])


async def test_ledger_that_is_away_is_said_to_whoever_ticks(office):
    faulty = FaultyLedger(office.ledger)
    faulty.is_away = True
    with pytest.raises(LedgerError):
        await office.a_process(faulty).tick()


# Downtime


@pytest.mark.parametrize(
    "down",
    [timedelta(minutes=1), timedelta(hours=9), timedelta(days=3), timedelta(days=40)],
    ids=["a minute", "nine hours", "three days", "forty days"],
)
async def test_after_downtime_each_person_gets_one_message_and_nothing_of_what_is_closed(office_anywhere, down):
    office = office_anywhere
    closed = await office.ledger.assignment(assignment_id("open-shelters", "ana"))
    after = replace(closed, closed=Closing.IMPLEMENTED, closed_at=office.clock.now(), next_at=None)
    await office.ledger.change([Step(before=closed, after=after)])
    office.pass_time(hours=1, minutes=59, seconds=30)
    office.pass_time(seconds=down.total_seconds())
    await office.go_on(office.a_process(), hours=72)  # it may be a Saturday night
    assert [sorted(each.split()) for each in office.said("U0ANA")] == [sorted({*TASKS} - {"open-shelters"})]
    assert [sorted(each.split()) for each in office.said("U0BEN")] == [sorted(TASKS)]


async def test_killed_while_sending_and_down_for_three_days_doubles_nothing(office_anywhere):
    office = office_anywhere
    office.pass_time(hours=3)
    faulty = FaultyLedger(office.ledger)

    async def record(_outcomes):
        raise LedgerError("killed")

    faulty.record = record
    with pytest.raises(LedgerError):
        await office.a_process(faulty).tick()
    office.pass_time(days=3)
    restarted = office.a_process()
    for _ in range(5):
        await restarted.tick()
        office.pass_time(minutes=1)
    assert len(office.messenger.delivered) == len(set(office.messenger.delivered)) == 2
    assert await office.in_state(RowState.SENT) == ["ana", "ben"]


# The machine's clock


@pytest.mark.parametrize("hours", [1, -1])
async def test_hour_forward_or_back_doubles_nothing(office_anywhere, hours):
    office = office_anywhere
    office.pass_time(hours=3)
    await office.following.tick()
    office.real.moved += timedelta(hours=hours)
    office.clock.advance(hours=hours)
    for _ in range(60):
        office.pass_time(minutes=5)
        await office.following.tick()
    assert len(office.messenger.delivered) == 2
    assert (await office.ledger.paused(), office.organisers.told) == (None, {})


@pytest.mark.parametrize("hours", [1, -1])
async def test_hour_forward_or_back_while_a_post_is_on_its_way_doubles_nothing(office_anywhere, hours):
    office = office_anywhere
    office.pass_time(hours=3)
    other = office.a_process()

    async def move(_id):
        office.messenger.on_the_way = None
        office.real.moved += timedelta(hours=hours)
        office.clock.advance(hours=hours)

    office.messenger.on_the_way = move
    await office.following.tick()
    for _ in range(60):
        office.pass_time(minutes=2)
        await other.tick()
    assert len(office.messenger.delivered) == len(set(office.messenger.delivered)) == 2


@pytest.mark.parametrize("days", [400, -400])
async def test_far_jump_stops_everything_asks_once_and_goes_on_when_told(office_anywhere, days):
    office = office_anywhere
    await office.following.tick()
    office.real.moved += timedelta(days=days)
    office.clock.advance(days=days)
    for _ in range(5):
        office.pass_time(hours=4)
        await office.following.tick()
    assert (await office.ledger.paused(), office.messenger.delivered) == ("jump", [])
    assert list(office.organisers.told.values()) == ["told-jump"]
    office.real.moved, before = timedelta(0), office.real.moved
    office.clock.advance(seconds=-before.total_seconds())
    await office.following.tick()  # the clock is right again: a jump too
    await office.ledger.pause(None)
    await office.go_on(office.following, hours=24)
    assert len(office.said("U0ANA")) == 1


async def test_far_jump_that_organisers_confirm_is_no_burst(office_anywhere):
    office = office_anywhere
    await office.following.tick()
    office.real.moved += timedelta(days=400)
    office.clock.advance(days=400)
    await office.following.tick()
    await office.ledger.pause(None)
    await office.go_on(office.following, hours=72)
    assert len(office.said("U0ANA")) == len(office.said("U0BEN")) == 1


async def test_pause_of_an_organiser_stays_theirs_when_the_clock_jumps(office):
    await office.ledger.pause("organiser")
    await office.following.tick()
    office.real.moved += timedelta(days=3)
    await office.following.tick()
    assert await office.ledger.paused() == "organiser"


async def test_downtime_is_no_jump(office):
    await office.following.tick()
    office.pass_time(days=30)
    await office.a_process().tick()
    assert await office.ledger.paused() is None


async def test_planning_clock_that_is_rehearsed_is_no_jump(office):
    await office.following.tick()
    office.clock.advance(days=30)
    await office.following.tick()
    assert await office.ledger.paused() is None
