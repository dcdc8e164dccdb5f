"""Who is told of what expires, and when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.expiring import GRACE, Expiring, due_items, keeper, told
from bot.outbox import ORGANISERS, Row, RowKind, RowState
from bot.ports import Person
from bot.storage.memory import MemoryLedger
from bot.wording import Wording
from knowledge.model import Participant
from tests.fakes import MONDAY, FakeClock, FakeOrganisers, a_card, a_snapshot, an_entry
from tests.worlds import a_world

WORDING = Wording()
UNTIL = date(2026, 3, 10)
PEOPLE = [
    Person(participant=Participant(id="ana", name="Ana", role="coordinator", organisation="osce")),
    Person(participant=Participant(id="eva", name="Eva", role="coordinator")),
]


def a_picture(*entries, cards=()):
    world = a_world()
    return replace(world, snapshot=a_snapshot(*entries, cards=cards))


def dinner(**fields):
    return an_entry("dinner", "where do we dine", "At the lighthouse.", **({"valid_until": UNTIL} | fields))


@pytest.mark.parametrize(
    ("owner", "who"),
    [
        ("eva", "eva"),
        ("Eva", "eva"),
        ("coordinator", "ana"),
        ("OSCE", "ana"),
        ("the harbour office", None),
        ("", None),
    ],
)
def test_keeper_is_somebody_of_the_roster_by_id_role_or_organisation(owner, who):
    assert keeper(owner, PEOPLE) == who


@pytest.mark.parametrize(
    ("days", "offsets"),
    [(-15, []), (-14, [-14]), (0, [-14]), (1, [1]), (GRACE.days, [1]), (GRACE.days + 1, [])],
)
def test_it_is_said_two_weeks_before_and_from_the_day_after(days, offsets):
    found = due_items(a_snapshot(dinner()), PEOPLE, UNTIL + timedelta(days=days))
    assert [each.offset for each in found.get(ORGANISERS, [])] == offsets


def test_what_holds_until_one_day_is_one_item_and_cards_count_too():
    card = a_card("line", valid_until=UNTIL, verified_on=date(2026, 1, 1), owner="osce")
    snapshot = a_snapshot(dinner(owner="ana"), an_entry("bus", "which bus", "Bus 7.", valid_until=UNTIL), cards=[card])
    found = due_items(snapshot, PEOPLE, UNTIL)
    assert {recipient: len(items) for recipient, items in found.items()} == {"ana": 1, ORGANISERS: 1}


async def test_each_is_planned_once_whoever_asks_and_however_often():
    ledger, clock = MemoryLedger(), FakeClock()
    organisers = FakeOrganisers("U0OLGA", "U0PETER")

    async def picture():
        return a_picture(dinner())

    for _ in range(3):
        await Expiring(ledger=ledger, clock=clock, organisers=organisers, picture=picture).plan()
        clock.advance(hours=5)
    rows = await ledger.rows(limit=9)
    assert sorted(each.recipient for each in rows) == [f"{ORGANISERS}:U0OLGA", f"{ORGANISERS}:U0PETER"]
    assert {each.kind for each in rows} == {RowKind.EXPIRY}


async def test_channel_of_the_organisers_gets_one():
    ledger = MemoryLedger()

    async def picture():
        return a_picture(dinner())

    organisers = FakeOrganisers("U0OLGA", "U0PETER", channel="C0ORGANISERS")
    assert await Expiring(ledger=ledger, clock=FakeClock(), organisers=organisers, picture=picture).plan() == 1


def a_row(*items, recipient=ORGANISERS):
    return Row(
        id="r1",
        recipient=recipient,
        kind=RowKind.EXPIRY,
        day=MONDAY.date(),
        send_at=MONDAY,
        state=RowState.SENDING,
        attempt=1,
        items=items,
    )


@pytest.mark.parametrize(("language", "title"), [("en", "to be looked at again"), ("fr", "est à revoir")])
def test_row_says_what_expires_as_it_stands_when_it_is_sent(language, title):
    items = due_items(a_snapshot(dinner()), [], UNTIL)[ORGANISERS]
    [text] = told(a_row(*items), a_picture(dinner()), UNTIL, WORDING, language)
    assert title in text
    assert "(`dinner`)" in text
    renewed = a_picture(dinner(valid_until=date(2027, 1, 1)))
    assert told(a_row(*items), renewed, UNTIL, WORDING, language) is None
