"""After a start, a reload or a new roster everybody carries what they should, and is found in Slack."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from structlog.testing import capture_logs

from bot.assigning import in_force, taking_part
from bot.errors import LimitedError
from bot.picture import Picture
from bot.ports import Step
from bot.progress import Assignment, Event, EventKind, assignment_id
from bot.reminding import Planner
from bot.renewing import Renewing
from bot.storage.memory import MemoryLedger
from knowledge.base import Snapshot
from knowledge.model import Addressees, Participant, Policy
from knowledge.reading import Knowledge
from tests.fakes import MONDAY, FakeClock, FakeMessenger, a_recommendation, a_seminar

COORDINATORS = Policy(owners=Addressees(roles=("coordinator",)), anchor=date(2026, 4, 1))


def somebody(id_: str, **fields) -> Participant:
    return Participant(id=id_, **{"name": id_.title(), "role": "coordinator", "email": f"{id_}@example.org", **fields})


class Office:
    """Knowledge, a roster and a Slack, which a test changes."""

    def __init__(self) -> None:
        self.ledger, self.messenger, self.clock = MemoryLedger(), FakeMessenger(), FakeClock()
        self.recommendations = [a_recommendation(follow_up=COORDINATORS)]
        self.examples = ()
        self.sources_hash, self.since = "one", MONDAY

    @property
    def snapshot(self) -> Snapshot:
        recommendations = tuple(self.recommendations)
        return Snapshot(
            Knowledge(
                seminars=(a_seminar(),),
                entries=(),
                recommendations=recommendations,
                roster=tuple(self.examples),
                sources_hash=self.sources_hash,
            ),
            0,
        )

    async def renew(self, *, live: bool = True) -> int:
        return await self.a_process(live=live).renew()

    def a_process(self, *, live: bool = True) -> Renewing:
        async def picture() -> Picture:
            people = taking_part(await self.ledger.people(), live=live)
            policies = in_force(self.snapshot.recommendations.values(), live=live)
            planner = Planner(policies=policies, people=people, timezone="Europe/Zagreb")
            return Picture(snapshot=self.snapshot, planner=planner)

        return Renewing(
            ledger=self.ledger,
            messenger=self.messenger,
            snapshot=lambda: self.snapshot,
            since=lambda _: self.since,
            picture=picture,
            clock=self.clock,
            live=live,
        )

    async def users(self) -> dict[str, str | None]:
        return {each.id: each.user for each in await self.ledger.people()}

    async def carried(self) -> list[str]:
        return [each.owner for each in await self.ledger.assignments(open_only=True)]


@pytest.fixture
async def office():
    office = Office()
    await office.ledger.put_roster([somebody("ana"), somebody("ben")], replace=True)
    office.messenger.users = {"ana@example.org": "U0ANA"}
    return office


async def test_people_are_found_by_their_address_and_carry_what_policies_give_them(office):
    assert await office.renew() == 2
    assert await office.users() == {"ana": "U0ANA", "ben": None}
    assert await office.carried() == ["ana", "ben"]


async def test_second_time_nothing_changes(office):
    await office.renew()
    assert await office.renew() == 0


async def test_assignment_follows_a_policy_that_is_gone(office):
    await office.renew()
    office.recommendations = [a_recommendation()]
    assert await office.renew() == 2
    assert await office.carried() == []


async def test_process_with_older_knowledge_closes_nothing_until_it_has_reloaded(office):
    old, new = office.a_process(), Office()
    new.ledger, new.sources_hash, new.since = office.ledger, "two", MONDAY + timedelta(days=1)
    office.recommendations = [a_recommendation()]  # no policy yet
    assert await old.renew() == 0
    assert await new.a_process().renew() == 2
    with capture_logs() as lines:
        assert await old.renew() == 0
    assert "another process has put other knowledge into service; reload here" in [each["event"] for each in lines]
    assert await office.carried() == ["ana", "ben"]
    assert await office.a_process().renew() == 0  # started again, from the generation that it had
    office.sources_hash, office.since = "three", MONDAY + timedelta(days=2)  # reloaded, and changed on the way
    assert await old.renew() == 2
    assert await office.carried() == []


async def test_owner_who_turns_up_in_slack_can_be_reached_again(office):
    await office.renew()
    id_ = assignment_id("train-judges", "ben")
    before = await office.ledger.assignment(id_)
    await office.ledger.change([Step(before=before, after=replace(before, unreachable=True))])
    office.messenger.users["ben@example.org"] = "U0BEN"
    await office.renew()
    assert not (await office.ledger.assignment(id_)).unreachable
    assert (await office.users())["ben"] == "U0BEN"


async def test_slack_that_limits_is_asked_again_another_time(office):
    office.messenger.outage = LimitedError(timedelta(seconds=30))
    with capture_logs() as lines:
        assert await office.renew() == 2
    assert lines[0]["event"] == "people not looked up"
    office.messenger.outage = None
    await office.renew()
    assert (await office.users())["ana"] == "U0ANA"


async def test_examples_take_part_where_nobody_real_is_served(office):
    office.examples = [somebody("post", example=True)]
    await office.renew(live=False)
    assert await office.carried() == ["ana", "ben", "post"]


async def test_examples_are_not_entered_where_people_are_served(office):
    office.examples = [somebody("post", example=True)]
    office.recommendations = [a_recommendation(follow_up=COORDINATORS.model_copy(update={"example": True}))]
    assert await office.renew() == 0
    assert list(await office.users()) == ["ana", "ben"]


async def test_what_somebody_gave_by_hand_stays_although_no_policy_means_its_owner(office):
    await office.ledger.put_roster([somebody("cleo", role="expert"), somebody("dina", role="expert")], replace=False)
    for owner, who in (("cleo", "U0OLGA"), ("dina", "")):
        id_ = assignment_id("train-judges", owner)
        event = Event(assignment=id_, at=office.clock.now(), who=who, kind=EventKind.ASSIGNED)
        given = Assignment(id=id_, recommendation="train-judges", owner=owner, due=date(2026, 4, 1))
        await office.ledger.change([Step(before=None, after=given, events=(event,))])
    await office.renew()
    assert await office.carried() == ["ana", "ben", "cleo"]


async def test_no_name_and_no_address_is_logged(office):
    with capture_logs() as lines:
        await office.renew()
    assert not [each for each in lines if "ana" in str(each).casefold()]
