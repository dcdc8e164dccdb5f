"""What a home holds: what concerns its reader and nothing else, a page of it, and how much there is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.home import PAGE, List
from bot.outbox import Item, RowKind, RowState, Stage
from bot.parts import Act
from bot.ports import Audited, Outcome, Planned, Step
from bot.progress import Assignment, Reported, Validation, assignment_id
from bot.reply import Asker
from tests.fakes import FaultyLedger
from tests.homes import NOW, ORGANISER, World, user_of


@pytest.fixture
async def world():
    return await World(people=4, many=80, recommendations=20).begin()


async def home_of(world, who, language="en", **pages):
    return await world.homes.of(Asker(id=who, language=language), pages)


def shelf(home, name):
    return next((each for each in home.shelves if each.name is name), None)


async def test_stranger_sees_the_seminar_and_nobody_s_affairs(world):
    home = await home_of(world, "U0STRANGER")
    assert (home.shelves, home.overview, home.zone, home.is_somebody) == ((), None, "", False)
    assert (home.answers, home.recommendations) == (1, 20)
    assert home.prompts == ("When was it?", "Where was it?")


async def test_owner_sees_what_they_carry_soonest_first_with_what_they_can_do(world):
    home = await home_of(world, user_of("p0"))
    own = shelf(home, List.OWNER)
    mine = [each for each in world.assignments if each.owner == "p0"]
    assert (own.count, len(own.items), own.pages) == (len(mine), PAGE, len(mine) // PAGE)
    dues = [each.told.assignment.due for each in own.items]
    assert dues == sorted(dues)
    assert {each.told.assignment.owner for each in own.items} == {"p0"}
    assert Act.SNOOZE in {act for each in own.items for act in each.acts}
    assert home.zone == "Europe/Bucharest"
    assert home.overview is None


async def test_days_to_the_due_date_are_the_owner_s(world):
    # At 22:30 UTC it is the next day in Bucharest.
    world.clock.advance(hours=13)
    [item] = [
        each
        for each in shelf(await home_of(world, user_of("p0")), List.OWNER).items
        if each.told.assignment.due == NOW.date() - timedelta(days=45)
    ]
    assert item.days == -46


async def test_page_beyond_the_last_is_the_last(world):
    own = shelf(await home_of(world, user_of("p0"), owner=99), List.OWNER)
    assert own.page == own.pages
    assert 0 < len(own.items) <= PAGE
    first = shelf(await home_of(world, user_of("p0"), owner=-1), List.OWNER)
    assert first.page == 1


async def test_pages_together_hold_each_item_once(world):
    seen = []
    for page in range(1, 5):
        seen += [
            each.told.assignment.id for each in shelf(await home_of(world, user_of("p0"), owner=page), List.OWNER).items
        ]
    assert sorted(seen) == sorted(each.id for each in world.assignments if each.owner == "p0")


async def test_validator_sees_only_what_waits_for_them(world):
    waiting = shelf(await home_of(world, user_of("p1")), List.VALIDATOR)
    assert waiting.count > 0
    for each in waiting.items:
        assert each.told.assignment.waits_for_validator
        assert each.told.assignment.owner != "p1"
        assert each.acts == (Act.CONFIRM, Act.RETURN)


async def test_what_nobody_else_can_confirm_waits_for_the_organisers(world):
    for name, policy in world.policies.items():
        world.policies[name] = policy.model_copy(update={"validator": None})
    waiting = shelf(await home_of(world, ORGANISER), List.VALIDATOR)
    assert waiting.count == sum(each.waits_for_validator for each in world.assignments)
    assert waiting.items[0].acts == (Act.CONFIRM, Act.RETURN)


async def test_organiser_sees_totals_overdue_and_what_waits(world):
    await world.asks("Where is the list?", times=5)
    await world.ledger.audit(Audited(at=NOW, who=ORGANISER, action="reload", before="", after=""))
    for _ in range(300):
        await world.ledger.audit(
            Audited(at=NOW + timedelta(hours=1), who=ORGANISER, action="status begun", before="", after="")
        )
    await world.ledger.pause("organiser")
    home = await home_of(world, ORGANISER)
    seen = home.overview
    assert (seen.totals.all, seen.people, seen.unanswered, seen.stopped) == (80, 4, 5, "organiser")
    assert [each.id for each in seen.questions] == ["q4", "q3", "q2"]
    assert seen.reloaded == NOW
    late = shelf(home, List.OVERDUE)
    assert late.count == seen.totals.late > 0
    assert all(each.days is None or each.days < 0 for each in late.items)
    await world.ledger.answered("q4", NOW)
    seen = (await home_of(world, ORGANISER)).overview
    assert (seen.unanswered, [each.id for each in seen.questions]) == (4, ["q3", "q2", "q1"])


async def test_message_that_did_not_go_out_is_counted_unless_nobody_is_behind_it(world):
    due = NOW.date()
    for who in ("p0", "p2"):
        assignment = assignment_id("r0", who)
        before = await world.ledger.assignment(assignment)
        item = Item(assignment=assignment, due=due, stage=Stage.REMINDER, offset=0, recipient=who)
        message = Planned(recipient=who, kind=RowKind.FOLLOW_UP, day=due, send_at=NOW, items=(item,))
        await world.ledger.change([Step(before=before, after=before, messages=(message,))])
    claimed = await world.ledger.claim(NOW, limit=9, lease=timedelta(minutes=1))
    await world.ledger.record(
        [Outcome(row=each.id, attempt=each.attempt, state=RowState.UNDELIVERABLE, refusal="gone") for each in claimed]
    )
    assert (await home_of(world, ORGANISER)).overview.parked == 2
    example = [each.model_copy(update={"example": True}) if each.id == "p2" else each for each in world.people]
    await world.ledger.put_roster(example, replace=True)
    assert (await home_of(world, ORGANISER)).overview.parked == 1


async def test_closed_assignment_is_counted_and_not_listed(world):
    every = [each for each in await world.ledger.assignments() if each.owner == "p0"]
    closed = [replace(each, closed="implemented", closed_at=NOW) for each in every]
    await world.ledger.change([Step(before=a, after=b) for a, b in zip(every, closed, strict=True)])
    assert shelf(await home_of(world, user_of("p0")), List.OWNER) is None
    assert (await home_of(world, ORGANISER)).overview.totals.done == len(every)


async def test_language_is_the_reader_s_or_else_the_seminar_s(world):
    assert (await home_of(world, "U0STRANGER", "fr")).language == "fr"
    assert (await home_of(world, "U0STRANGER", "de")).language == "fr"
    assert (await home_of(world, "U0STRANGER", None)).language == "fr"


async def test_while_the_ledger_is_away_the_rest_is_shown(world):
    world.ledger = FaultyLedger(world.ledger)
    world.ledger.is_away = True
    home = await home_of(world, user_of("p0"))
    assert home.is_away
    assert home.shelves == ()
    assert home.prompts


async def test_ledger_that_does_not_answer_is_not_waited_for(world):
    world.ledger = FaultyLedger(world.ledger)
    world.ledger.answers.clear()
    impatient = replace(world.homes, patience_s=0.01)
    assert (await impatient.of(Asker(id=user_of("p0")), {})).is_away


async def test_assignment_of_a_recommendation_that_is_gone_is_still_listed(world):
    gone = Assignment(
        id=assignment_id("gone", "p0"),
        recommendation="gone",
        owner="p0",
        due=NOW.date() - timedelta(days=400),
        reported=Reported.BLOCKED,
        validation=Validation.UNVERIFIED,
    )
    await world.ledger.change([Step(before=None, after=gone)])
    first = shelf(await home_of(world, user_of("p0")), List.OWNER).items[0]
    assert first.told.recommendation is None
