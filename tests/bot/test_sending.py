"""A row goes out once, whatever happens on its way; what cannot go out is said, and never taken for sent."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.errors import InDoubtError, LedgerError, LimitedError, NotSentError, RefusedError
from bot.outbox import ORGANISERS, RowState, Stage
from bot.progress import EventKind
from bot.sending import BATCH, MOST, TOGETHER, batch_for
from tests.fakes import FakeReal, FaultyLedger
from tests.mailroom import Mailroom

KEPT_IN = ["memory", "sqlite", "postgresql"]
SENT, PLANNED, UNKNOWN, PARKED = RowState.SENT, RowState.PLANNED, RowState.UNKNOWN, RowState.PARKED


@pytest.fixture(params=KEPT_IN)
async def a_room(request, new_ledger):
    """Make a mailroom over each ledger."""

    async def a_room(**more) -> Mailroom:
        real = FakeReal()
        room = Mailroom(await new_ledger(request.param, real.now), real=real, **more)
        await room.somebody("ana", "ben", "zoe")
        return room

    return a_room


@pytest.fixture
async def room(a_room):
    return await a_room()


@pytest.fixture
async def two_organisers(a_room):
    """A mailroom whose organisers have no channel."""
    return await a_room(channel=None)


# The usual way


async def test_message_goes_out_once_and_is_in_the_history(room):
    [id_] = await room.plan("ana")
    assert await room.send() == 1
    assert await room.send() == 0
    row = await room.row("ana")
    assert room.messenger.delivered == [row.id]
    assert (row.state, row.channel, row.ts) == (SENT, "DU0ANA", room.messenger.conversations["DU0ANA"][0][0])
    assert [each.kind for each in await room.ledger.history(id_)] == [EventKind.REMINDED]


async def test_message_goes_out_at_its_time_and_not_before(room):
    room.clock.advance(seconds=-1)
    await room.plan("ana")
    assert await room.send() == 0
    room.clock.advance(seconds=1)
    assert await room.send() == 1


async def test_many_go_out_in_batches(room):
    people = [f"p{number}" for number in range(30)]
    await room.somebody(*people)
    await room.plan(*people)
    assert await room.send() == 30
    assert len(room.messenger.delivered) == len(set(room.messenger.delivered)) == 30


async def test_mark_is_what_stood_in_the_conversation_before(room):
    room.messenger.say("DU0ANA")
    await room.plan("ana")
    await room.send()
    assert (await room.row("ana")).mark == room.messenger.conversations["DU0ANA"][0][0]


async def test_mark_of_an_empty_conversation_is_zero(room):
    await room.plan("ana")
    await room.send()
    assert (await room.row("ana")).mark == "0"


# Reading again


async def test_item_that_is_no_longer_true_is_left_out(room):
    [open_, quiet] = [(await room.plan("ana", recommendation=each))[0] for each in ("train-judges", "open-shelters")]
    room.quiet.add(quiet)
    await room.send()
    assert room.messenger.texts("DU0ANA") == [f"reminder:{open_[:6]}"]
    assert [each.assignment for each in (await room.row("ana")).items] == [open_]
    assert await room.ledger.history(quiet) == []


async def test_process_with_older_knowledge_leaves_what_it_does_not_know_to_the_others(room):
    [id_] = await room.plan("ana")
    room.quiet.add(id_)  # what only the newer knowledge says
    room.behind = True
    assert await room.send() == 1
    assert (await room.in_state(PLANNED), room.messenger.delivered) == (["ana"], [])
    room.quiet, room.behind = set(), False
    room.real.advance(minutes=1)
    await room.send(room.a_sender())  # the other one
    assert (await room.in_state(SENT), len(room.messenger.delivered)) == (["ana"], 1)


async def test_process_with_older_knowledge_goes_by_it_where_no_other_is_left(room):
    [id_] = await room.plan("ana")
    room.quiet.add(id_)
    room.behind = True
    await room.settle(hours=1)
    assert (await room.in_state(RowState.CANCELLED), room.messenger.delivered) == (["ana"], [])


async def test_process_with_older_knowledge_leaves_out_what_is_closed(room):
    [id_] = await room.plan("ana")
    await room.close(id_)
    room.behind = True
    await room.send()
    assert await room.in_state(RowState.CANCELLED) == ["ana"]


async def test_row_without_anything_left_to_say_is_cancelled(room):
    [id_] = await room.plan("ana")
    await room.close(id_)
    await room.send()
    assert room.messenger.delivered == []
    assert await room.in_state(RowState.CANCELLED) == ["ana"]


async def test_who_is_erased_between_claim_and_post_gets_nothing(room):
    await room.plan("ana", "ben")

    async def erase():
        await room.ledger.erase("ana")

    original = room.messenger.said

    async def said(channel):
        await erase()
        return await original(channel)

    room.messenger.said = said
    await room.send()
    assert list(room.messenger.conversations) == ["DU0BEN"]
    assert "ana" not in [each.recipient for each in await room.ledger.rows()]


async def test_validator_who_is_erased_between_claim_and_post_gets_nothing(room):
    await room.plan("ben", owner="ana", stage=Stage.VALIDATION)

    async def erase():
        room.on_reading = None
        await room.ledger.erase("ben")

    room.on_reading = erase
    await room.send()
    assert room.messenger.delivered == []


# In doubt


@pytest.mark.parametrize("accepted", [True, False])
async def test_message_in_doubt_is_looked_up_after_a_minute_before_anything_else(room, accepted):
    await room.plan("ana")
    room.messenger.fail(InDoubtError("ServerDisconnectedError"), accepted=accepted)
    await room.send()
    assert await room.in_state(UNKNOWN) == ["ana"]
    room.real.advance(seconds=59)
    assert await room.send() == 0
    room.real.advance(seconds=1)
    room.messenger.say("DU0ANA")
    await room.send()
    row = await room.row("ana")
    assert (row.state, room.messenger.delivered) == (SENT, [row.id])
    assert room.messenger.tried == (1 if accepted else 2)


async def test_message_in_doubt_whose_conversation_cannot_be_read_is_parked_and_organisers_are_told(room):
    await room.plan("ana")
    room.messenger.fail(InDoubtError("TimeoutError"))
    await room.send()
    room.messenger.unreadable.add("DU0ANA")
    room.real.advance(minutes=1)
    await room.send()
    row = await room.row("ana")
    assert (row.state, room.messenger.tried) == (PARKED, 1)
    assert room.organisers.told == {f"parked:{row.id}": "told-parked"}


async def test_parked_message_that_did_arrive_is_found_when_an_organiser_releases_it(room):
    await room.plan("ana")
    room.messenger.fail(InDoubtError("TimeoutError"), accepted=True)
    await room.send()
    room.messenger.unreadable.add("DU0ANA")
    room.real.advance(minutes=1)
    await room.send()
    row = await room.row("ana")
    room.messenger.unreadable.clear()
    assert await room.ledger.release(row.id)
    await room.send()
    assert ((await room.row("ana")).state, room.messenger.delivered) == (SENT, [row.id])


@pytest.mark.parametrize("error", [LimitedError(timedelta(seconds=90)), NotSentError("ClientConnectorError")])
async def test_message_in_doubt_is_looked_up_later_where_slack_is_away(room, error):
    await room.plan("ana")
    room.messenger.fail(InDoubtError("TimeoutError"), accepted=True)
    await room.send()
    room.real.advance(minutes=1)
    room.messenger.outage = error
    await room.send()
    assert await room.in_state(UNKNOWN) == ["ana"]
    room.messenger.outage = None
    await room.settle()
    assert (await room.in_state(SENT), room.messenger.tried) == (["ana"], 1)


async def test_nothing_is_posted_into_a_conversation_that_nobody_could_look_up(room):
    await room.plan("ana")
    room.messenger.unreadable.add("DU0ANA")
    await room.send()
    assert (await room.in_state(PARKED), room.messenger.tried) == (["ana"], 0)


# Failures


async def test_limit_is_obeyed_for_its_conversation_and_others_go_on(room):
    await room.plan("ana", "ben")
    room.messenger.fail(LimitedError(timedelta(seconds=40)))
    await room.send()
    assert len(await room.in_state(SENT)) == len(await room.in_state(PLANNED)) == 1
    room.real.advance(seconds=39)
    assert await room.send() == 0
    room.real.advance(seconds=1)
    await room.send()
    assert await room.in_state(SENT) == ["ana", "ben"]


async def test_next_message_to_a_limited_conversation_waits_as_well(room):
    await room.plan("ana")
    room.messenger.fail(LimitedError(timedelta(seconds=40)))
    await room.send()
    await room.plan("ana", recommendation="open-shelters")  # the first is frozen: it was claimed
    await room.send()
    assert room.messenger.tried == 1
    await room.settle()
    assert (await room.in_state(SENT), room.messenger.tried) == (["ana", "ana"], 3)


async def test_what_was_not_sent_is_tried_again_at_growing_intervals(room):
    await room.plan("ana")
    room.messenger.outage = NotSentError("ClientConnectorError")
    waits, last = [], room.real.monotonic()
    for _ in range(95):
        if await room.send():
            waits.append(room.real.monotonic() - last)
            last = room.real.monotonic()
        room.real.advance(seconds=30)
    assert waits == [0, 30, 60, 120, 240, 480, 900, 900]
    room.messenger.outage = None
    await room.settle()
    assert len(room.messenger.delivered) == 1


async def test_refused_owner_is_unreachable_and_organisers_get_it_once(room):
    room.messenger.refused["U0ANA"] = "user_disabled"
    first, second = [(await room.plan("ana", recommendation=each))[0] for each in ("train-judges", "open-shelters")]
    with capture_logs() as lines:
        await room.send()
    assert (await room.row("ana")).refusal == "user_disabled"
    assert await room.in_state(RowState.UNDELIVERABLE) == ["ana"]
    for each in (first, second):
        assert (await room.ledger.assignment(each)).unreachable
        marked, told = await room.ledger.history(each)
        assert (marked.kind, marked.after) == (EventKind.UNREACHABLE, "user_disabled")
        assert (told.kind, told.after) == (EventKind.REMINDED, f"unreachable:0:{ORGANISERS}")
    [told] = room.messenger.texts("C0ORGANISERS")
    assert sorted(told.split()) == sorted([f"unreachable:{first[:6]}", f"unreachable:{second[:6]}"])
    assert not [each for each in lines if "ana" in str(each).casefold()]


async def test_owner_without_slack_user_is_told_to_organisers_too(room):
    await room.somebody("dina", in_slack=False)
    [id_] = await room.plan("dina")
    await room.send()
    assert (await room.row("dina")).refusal == "no_user"
    assert room.messenger.texts("C0ORGANISERS") == [f"unreachable:{id_[:6]}"]


async def test_refused_validator_leaves_the_owner_reachable(room):
    [id_] = await room.plan("ben", owner="ana", stage=Stage.VALIDATION)
    room.messenger.refused["U0BEN"] = "user_disabled"
    await room.send()
    assert not (await room.ledger.assignment(id_)).unreachable
    assert list(room.organisers.told.values()) == ["told-undeliverable"]


async def test_refusal_after_a_kill_tells_organisers_once(room):
    [id_] = await room.plan("ana")
    room.messenger.refused["U0ANA"] = "user_disabled"
    faulty = FaultyLedger(room.ledger)

    async def record(_outcomes):
        raise LedgerError("record: killed")

    faulty.record = record
    with pytest.raises(LedgerError):
        await room.a_sender(ledger=faulty).run_once()
    room.real.advance(minutes=5)
    await room.settle()
    assert room.messenger.texts("C0ORGANISERS") == [f"unreachable:{id_[:6]}"]
    assert await room.in_state(RowState.UNDELIVERABLE) == ["ana"]


async def test_message_that_cannot_be_written_holds_up_nobody(room):
    await room.plan("ana", "ben")
    room.unwritable.add("ana")
    with capture_logs() as lines:
        await room.send()
    assert (await room.in_state(SENT), await room.in_state(PLANNED)) == (["ben"], ["ana"])
    assert [each["error"] for each in lines if each["event"] == "message not written"] == ["KeyError"]
    room.unwritable.clear()
    await room.settle()
    assert len(room.messenger.delivered) == 2


# Organisers


async def test_organisers_with_a_channel_are_told_there(room):
    await room.plan(ORGANISERS, owner="ana", stage=Stage.DECISION)
    await room.send()
    assert list(room.messenger.conversations) == ["C0ORGANISERS"]


async def test_organisers_without_a_channel_get_a_message_each(two_organisers):
    room = two_organisers
    [id_] = await room.plan(ORGANISERS, owner="ana", stage=Stage.DECISION)
    await room.plan(ORGANISERS, owner="ana", stage=Stage.DECISION, recommendation="open-shelters")
    await room.send()
    assert sorted(room.messenger.conversations) == ["DU0OLGA", "DU0OTTO"]
    assert all(
        len(each) == 1 and len(each[0][2]["text"].split()) == 2 for each in room.messenger.conversations.values()
    )
    assert len(await room.ledger.history(id_)) == 2


async def test_split_that_was_cut_off_adds_nothing_when_it_is_done_again(two_organisers):
    room = two_organisers
    await room.plan(ORGANISERS, owner="ana", stage=Stage.DECISION)
    faulty = FaultyLedger(room.ledger)

    async def record(_outcomes):
        raise LedgerError("record: killed")

    faulty.record = record
    with pytest.raises(LedgerError):
        await room.a_sender(ledger=faulty).run_once()
    room.real.advance(minutes=5)
    await room.settle()
    assert len(room.messenger.delivered) == len(set(room.messenger.delivered)) == 2


async def test_organisers_who_are_not_known_yet_get_it_later(two_organisers):
    room = two_organisers
    users, room.organisers.users = room.organisers.users, set()
    await room.plan(ORGANISERS, owner="ana", stage=Stage.DECISION)
    await room.send()
    assert room.messenger.delivered == []
    room.organisers.users = users
    await room.settle()
    assert len(room.messenger.delivered) == 2


async def test_who_is_an_organiser_no_more_gets_nothing_of_it(two_organisers):
    room = two_organisers
    await room.plan(ORGANISERS, owner="ana", stage=Stage.DECISION)
    await room.sending.run_once()
    room.organisers.users.discard("U0OTTO")
    await room.send()
    assert list(room.messenger.conversations) == ["DU0OLGA"]


# Pausing, stopping


async def test_while_paused_only_doubts_are_settled(room):
    await room.plan("ana")
    room.messenger.fail(InDoubtError("TimeoutError"), accepted=True)
    await room.send()
    await room.plan("ben")
    await room.ledger.pause("organiser")
    room.real.advance(minutes=1)
    await room.send()
    assert (await room.in_state(SENT), await room.in_state(PLANNED)) == (["ana"], ["ben"])
    await room.ledger.pause(None)
    await room.send()
    assert await room.in_state(SENT) == ["ana", "ben"]


async def test_after_stopping_nothing_is_posted_and_nothing_is_in_doubt(room):
    await room.plan("ana", "ben")
    room.sending.pace.stop()
    await room.sending.run_once()
    assert (await room.in_state(PLANNED), room.messenger.tried) == (["ana", "ben"], 0)


# A process that is frozen


@asynccontextmanager
async def frozen(room, *, leases, at):
    """Freeze a sender for so many leases at a point, while another process goes on."""
    other, lease = room.a_sender(), room.sending.lease
    woken = []

    async def freeze(*_):
        room.on_reading = room.messenger.on_the_way = None
        for _ in range(20):
            room.real.advance(seconds=lease.total_seconds() * leases / 20)
            await room.send(other)
        woken.append(True)

    setattr(*at, freeze)
    yield other
    assert woken


@pytest.mark.parametrize("leases", [0.5, 1, 3])
async def test_process_frozen_before_it_posts_doubles_nothing(room, leases):
    await room.plan("ana", "ben", "zoe")
    async with frozen(room, leases=leases, at=(room, "on_reading")):
        await room.send()
    await room.settle()
    assert len(room.messenger.delivered) == len(set(room.messenger.delivered)) == 3
    assert await room.in_state(SENT) == ["ana", "ben", "zoe"]


@pytest.mark.parametrize("leases", [0.5, 1])
async def test_post_that_hangs_for_a_lease_doubles_nothing(room, leases):
    await room.plan("ana")
    async with frozen(room, leases=leases, at=(room.messenger, "on_the_way")):
        await room.send()
    await room.settle()
    assert len(room.messenger.delivered) == 1
    assert await room.ledger.counted("sending.possibly_doubled", "", room.clock.now().date()) == 0


async def test_post_that_hangs_for_three_leases_is_counted_and_reported(room):
    await room.plan("ana")
    with capture_logs() as lines:
        async with frozen(room, leases=3, at=(room.messenger, "on_the_way")):
            await room.send()
    row = await room.row("ana")
    assert room.messenger.delivered == [row.id, row.id]  # Slack took what a frozen process had sent off long before
    assert await room.ledger.counted("sending.possibly_doubled", "", room.clock.now().date()) == 1
    [audited] = await room.ledger.audited(limit=5)
    assert (audited.action, row.id in audited.after) == ("message possibly doubled", True)
    assert room.organisers.told == {f"doubled:{row.id}": "told-doubled"}
    assert [each["row"] for each in lines if each["event"] == "message possibly doubled"] == [row.id]


async def test_message_that_another_process_found_is_not_reported_as_doubled(room):
    await room.plan("ana")
    faulty = FaultyLedger(room.ledger)

    async def record(outcomes):
        room.real.advance(minutes=7)
        await room.send()
        room.real.advance(minutes=1)
        await room.send()
        return await room.ledger.record(outcomes)

    faulty.record = record
    await room.a_sender(ledger=faulty).run_once()
    assert (await room.in_state(SENT), len(room.messenger.delivered)) == (["ana"], 1)
    assert room.organisers.told == {}


@asynccontextmanager
async def never_answered(room, *, after_all):
    """Accept a post whose answer never comes, while its process is stopped for three leases and another goes on.

    With ``after_all`` Slack takes it only when the other one has posted.
    """
    accepted = room.messenger.post

    async def post(*args, **more):
        room.messenger.post = accepted
        if not after_all:
            await accepted(*args, **more)
        for _ in range(3):
            room.real.advance(minutes=5)
            await room.send(room.a_sender())
        if after_all:
            await accepted(*args, **more)
        raise InDoubtError("TimeoutError")

    room.messenger.post = post
    yield


async def test_message_that_another_process_found_is_not_reported_where_no_answer_ever_came(room):
    await room.plan("ana")
    async with never_answered(room, after_all=False):
        await room.send()
    assert (await room.in_state(SENT), len(room.messenger.delivered)) == (["ana"], 1)
    for _ in range(30):
        room.real.advance(minutes=1)
        await room.send()
    assert (room.organisers.told, await room.ledger.audited(limit=5)) == ({}, [])


async def test_message_that_arrived_twice_is_reported_where_no_answer_ever_came(room):
    await room.plan("ana")
    async with never_answered(room, after_all=True):
        await room.send()
    row = await room.row("ana")
    assert room.messenger.delivered == [row.id, row.id]
    assert room.organisers.told == {f"doubled:{row.id}": "told-doubled"}


async def test_message_that_may_still_arrive_is_looked_for_again(room):
    await room.plan("ana")
    async with never_answered(room, after_all=False):
        await room.send()
    row = await room.row("ana")
    assert room.organisers.told == {}
    await room.messenger.post("DU0ANA", {"text": "again"}, id_=row.id, signs=())
    room.real.advance(minutes=1)
    await room.send()
    assert room.organisers.told == {f"doubled:{row.id}": "told-doubled"}


@pytest.mark.parametrize("stops", [True, False])
async def test_what_nobody_can_find_out_is_reported_in_the_end(room, stops):
    await room.plan("ana")
    async with never_answered(room, after_all=False):
        await room.send()
    room.messenger.unreadable.add("DU0ANA")
    if stops:
        await room.sending.stop()
    else:
        room.real.advance(minutes=16)
        await room.send()
    assert list(room.organisers.told.values()) == ["told-doubled"]


async def test_message_that_stands_once_is_not_reported_by_a_process_that_stops(room):
    await room.plan("ana")
    async with never_answered(room, after_all=False):
        await room.send()
    await room.sending.stop()
    assert room.organisers.told == {}


async def test_two_processes_share_the_work_and_double_nothing(room):
    people = [f"p{number}" for number in range(40)]
    await room.somebody(*people)
    await room.plan(*people)
    await asyncio.gather(room.send(), room.send(room.a_sender()), room.send(room.a_sender()))
    assert len(room.messenger.delivered) == len(set(room.messenger.delivered)) == 40


# A ledger that fails


@pytest.mark.parametrize("failing", ["expire", "doubtful", "claim", "people", "intend", "histories"])
async def test_nothing_is_posted_where_the_ledger_fails_before(room, failing):
    await room.plan("ana")
    faulty = FaultyLedger(room.ledger)

    async def fails(*_args, **_more):
        raise LedgerError(f"{failing}: OperationalError SQLITE_FULL")

    setattr(faulty, failing, fails)
    with pytest.raises(LedgerError):
        await room.a_sender(ledger=faulty).run_once()
    assert room.messenger.tried == 0
    room.real.advance(minutes=5)
    await room.settle()
    assert len(room.messenger.delivered) == 1


async def test_what_could_not_be_recorded_is_found_and_not_sent_again(room):
    await room.plan("ana", "ben")
    faulty = FaultyLedger(room.ledger)

    async def record(_outcomes):
        raise LedgerError("record: OperationalError SQLITE_FULL")

    faulty.record = record
    with pytest.raises(LedgerError):
        await room.a_sender(ledger=faulty).run_once()
    room.real.advance(minutes=5)
    await room.settle()
    assert (await room.in_state(SENT), room.messenger.tried) == (["ana", "ben"], 2)


async def test_group_that_could_not_be_recorded_leaves_the_others_recorded(room):
    people = [f"p{number}" for number in range(3 * TOGETHER)]
    await room.somebody(*people)
    await room.plan(*people)
    faulty, record, times = FaultyLedger(room.ledger), room.ledger.record, iter(range(3))

    async def fails_first(outcomes):
        if next(times) == 0:
            raise LedgerError("record: OperationalError SQLITE_FULL")
        return await record(outcomes)

    sender = room.a_sender(ledger=faulty, batch=MOST)
    sender._appetite.rows = MOST
    faulty.record = fails_first
    with pytest.raises(LedgerError):
        await sender.run_once()
    assert len(await room.in_state(SENT)) == 2 * TOGETHER
    room.real.advance(minutes=5)
    await room.settle()
    assert len(await room.in_state(SENT)) == room.messenger.tried == 3 * TOGETHER


@pytest.mark.parametrize(("per_second", "rows"), [(0.1, BATCH), (2, BATCH), (50, 200), (1000, MOST)])
def test_no_more_is_claimed_than_goes_out_while_it_is_fresh(per_second, rows):
    assert batch_for(per_second) == rows


@pytest.mark.parametrize(("slack_s", "processor_s", "rows"), [(0.0625, 0, 23), (0.01, 0, 96), (0, 0.0125, 24)])
async def test_claims_grow_while_they_are_done_in_good_time_and_shrink_when_they_are_not(
    room, slack_s, processor_s, rows
):
    people = [f"p{number}" for number in range(202)]
    await room.somebody(*people)
    await room.plan(*people)
    sender = room.a_sender(batch=96)
    assert [await sender.run_once() for _ in range(3)] == [2, 8, 32]
    original = room.messenger.post

    async def slow(*args, **more):
        room.real.advance(seconds=slack_s)
        room.processor_s += processor_s
        return await original(*args, **more)

    room.messenger.post = slow
    assert await sender.run_once() == 96
    # Of 64 that are left: as many as take a second and a half, or three tenths of the processor's.
    assert await sender.run_once() == min(rows, 64)


# An outage


@pytest.mark.parametrize(
    "error",
    [
        NotSentError("ClientConnectorError"),
        InDoubtError("status 503"),
        LimitedError(timedelta(seconds=30)),
    ],
)
async def test_after_two_hours_of_outage_everything_arrives_once(room, error):
    people = [f"p{number}" for number in range(12)]
    await room.somebody(*people)
    await room.plan(*people)
    room.messenger.outage = error
    await room.settle(hours=2, minutes=5)
    assert room.messenger.delivered == []
    room.messenger.outage = None
    await room.settle()
    assert len(room.messenger.delivered) == len(set(room.messenger.delivered)) == 12
    assert await room.in_state(SENT) == sorted(people)


async def test_undeliverable_is_never_done(room):
    room.messenger.refused["U0ANA"] = "user_disabled"
    [id_] = await room.plan("ana")
    await room.settle()
    assignment = await room.ledger.assignment(id_)
    assert assignment.is_open
    assert not assignment.reported.is_final


async def test_refusal_while_posting_is_a_refusal_too(room):
    await room.plan("ana")
    room.messenger.fail(RefusedError("is_archived"))
    await room.send()
    assert (await room.row("ana")).refusal == "is_archived"


# A ledger that is older than Slack


@pytest.fixture(params=["sqlite", "postgresql"])
async def restored(request, new_place, opened):
    """A mailroom over a ledger that was restored: all that it planned was sent since the backup, and more."""
    place = await new_place(request.param)
    before = Mailroom(await opened(place, FakeReal().now))
    await before.somebody("ana", "ben")
    await before.plan("ana", "ben")
    await before.ledger.close()
    backup = await new_place(request.param, like=place)
    later = Mailroom(await opened(place, FakeReal().now))
    await later.plan("ana", recommendation="open-shelters")
    await later.plan("ben", recommendation="share-figures")
    await later.send()
    room = Mailroom(await opened(backup, FakeReal().now))
    room.messenger = later.messenger
    room.sending = room.a_sender()
    return room


async def test_restored_ledger_says_nothing_twice(restored):
    before = restored.messenger.delivered
    await restored.send()
    assert restored.messenger.delivered == before
    assert await restored.in_state(RowState.SENT) == ["ana", "ben"]
    # Planned again, by a row of another id, since this ledger never knew of the first.
    await restored.plan("ana", recommendation="open-shelters")
    await restored.send()
    assert restored.messenger.delivered == before


async def test_restored_ledger_says_what_was_not_said_yet(restored):
    before = restored.messenger.texts("DU0ANA")
    [new] = await restored.plan("ana", recommendation="share-figures")
    await restored.send()
    assert restored.messenger.texts("DU0ANA") == [*before, f"reminder:{new[:6]}"]
    assert await restored.in_state(RowState.SENT) == ["ana", "ben"]
    [row] = await restored.ledger.rows(recipient="ana")
    assert len(row.items) == 2  # the other stays said as well


async def test_message_that_was_said_before_is_the_one_that_people_answer(restored):
    await restored.send()
    [row] = await restored.ledger.rows(recipient="ana")
    assert await restored.ledger.row_at("DU0ANA", row.ts) == row
    assert row.ts in [ts for ts, *_ in restored.messenger.conversations["DU0ANA"]]
