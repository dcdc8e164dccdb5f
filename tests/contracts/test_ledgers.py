"""The promises of ``Ledger``, kept by every ledger."""

import asyncio
import itertools
import tempfile
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ports import Audited, Counted, Draft, Focus, PassedOn
from bot.storage.ledger import open_ledger
from bot.storage.memory import MemoryLedger

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = MONDAY.date()
A_MOMENT = timedelta(microseconds=1)
QUESTION = PassedOn(
    id="q1",
    question="Où est l’hôtel ? 🏨",
    language="fr",
    seminar="bucharest-2012",
    asker="U0ANA",
    channel="D1",
    thread="1.0",
    asked_at=MONDAY,
)
RELOAD = Audited(at=MONDAY, who="U0ADMIN", action="reload", before="12 entries", after="14 entries")


# Keys


async def test_key_is_new_once(ledger):
    assert await ledger.first_time("Ev1", MONDAY) is True
    assert await ledger.first_time("Ev1", MONDAY) is False
    assert await ledger.first_time("Ev2", MONDAY) is True


async def test_several_keys_are_first_only_where_each_of_them_is(ledger):
    assert await ledger.first_time("Ev1", MONDAY, "C1:1.0") is True
    assert await ledger.first_time("Ev2", MONDAY, "C1:1.0") is False
    assert await ledger.first_time("Ev2", MONDAY) is False
    assert await ledger.first_time("Ev3", MONDAY, "C1:2.0", "Ev3") is True


async def test_of_many_that_share_a_key_one_is_the_first(ledger):
    answers = await asyncio.gather(*(ledger.first_time(f"Ev{n}", MONDAY, "C1:1.0") for n in range(20)))
    assert answers.count(True) == 1


async def test_of_twenty_tasks_one_is_the_first(ledger):
    answers = await asyncio.gather(*(ledger.first_time("Ev1", MONDAY) for _ in range(20)))
    assert answers.count(True) == 1


async def test_forgotten_key_is_new_again(ledger):
    await ledger.first_time("Ev1", MONDAY)
    assert await ledger.forget_keys(MONDAY + A_MOMENT) == 1
    assert await ledger.first_time("Ev1", MONDAY) is True


async def test_key_of_the_very_instant_is_kept(ledger):
    await ledger.first_time("Ev1", MONDAY - A_MOMENT)
    await ledger.first_time("Ev2", MONDAY)
    assert await ledger.forget_keys(MONDAY) == 1
    assert await ledger.first_time("Ev2", MONDAY) is False


async def test_key_seen_again_is_not_remembered_longer(ledger):
    await ledger.first_time("Ev1", MONDAY)
    await ledger.first_time("Ev1", MONDAY + timedelta(days=1))
    assert await ledger.forget_keys(MONDAY + A_MOMENT) == 1


async def test_same_instant_in_another_zone_is_the_same(ledger):
    bucharest = ZoneInfo("Europe/Bucharest")
    await ledger.first_time("Ev1", MONDAY.astimezone(bucharest))
    assert await ledger.forget_keys(MONDAY) == 0
    assert await ledger.forget_keys((MONDAY + A_MOMENT).astimezone(bucharest)) == 1


# Threads


async def test_bot_takes_part_where_it_has_spoken(ledger):
    await ledger.take_part("C1:1.0", MONDAY)
    assert await ledger.takes_part("C1:1.0") is True
    assert await ledger.takes_part("C1:2.0") is False


@pytest.mark.parametrize(
    "instants", [(MONDAY - A_MOMENT, MONDAY), (MONDAY, MONDAY - A_MOMENT)], ids=["later", "earlier"]
)
async def test_later_instant_of_a_thread_is_kept(ledger, instants):
    for each in instants:
        await ledger.take_part("C1:1.0", each)
    assert await ledger.forget_threads(MONDAY) == 0
    assert await ledger.takes_part("C1:1.0") is True


async def test_forgotten_thread_is_over(ledger):
    await ledger.take_part("C1:1.0", MONDAY)
    await ledger.take_part("C1:2.0", MONDAY + timedelta(days=1))
    assert await ledger.forget_threads(MONDAY + A_MOMENT) == 1
    assert [await ledger.takes_part(thread) for thread in ("C1:1.0", "C1:2.0")] == [False, True]


async def test_thread_that_is_being_written_is_forgotten_too(place):
    ledger = await open_ledger(place)
    try:
        go_on = threading.Event()
        ledger._writer.write_now("hold", lambda _: go_on.wait(10))
        await ledger.take_part("C1:1.0", MONDAY)  # one thread is at work, and another, where there is one, is free
        forgetting = asyncio.create_task(ledger.forget_threads(MONDAY + A_MOMENT))
        await asyncio.wait([forgetting], timeout=0.1)
        go_on.set()
        assert await forgetting == 1
    finally:
        await ledger.close()


# What conversations are about

ZAGREB, VARNA = Focus("venue", ("zagreb-2013",)), Focus(None, ("varna-2012", "varna-2014"))


async def test_conversation_is_about_what_was_said_last(ledger):
    await ledger.focus_on("one", ZAGREB, MONDAY)
    assert await ledger.focus("one", since=MONDAY) == ZAGREB
    await ledger.focus_on("one", VARNA, MONDAY)
    await ledger.focus_on("other", Focus("fee"), MONDAY)
    assert await ledger.focus("one", since=MONDAY) == VARNA
    assert await ledger.focus("other", since=MONDAY) == Focus("fee")
    assert await ledger.focus("another", since=MONDAY) is None


async def test_conversation_that_was_left_is_about_nothing(ledger):
    await ledger.focus_on("one", ZAGREB, MONDAY)
    assert await ledger.focus("one", since=MONDAY + A_MOMENT) is None
    assert await ledger.forget_focuses(MONDAY + A_MOMENT) == 1  # it is written by now
    await ledger.focus_on("one", VARNA, MONDAY)
    assert await ledger.forget_focuses(MONDAY) == 0
    assert await ledger.focus("one", since=MONDAY + A_MOMENT) is None
    assert await ledger.focus("one", since=MONDAY) == VARNA


async def test_what_a_conversation_is_about_is_written_before_long(place):
    one, other = await open_ledger(place), await open_ledger(place)
    await one.focus_on("one", ZAGREB, MONDAY)
    await one._caught_up()
    assert await one.focus("one", since=MONDAY) == await other.focus("one", since=MONDAY) == ZAGREB
    assert one._focused.get("one") is None
    await one.close()
    await other.close()


# Counts


async def test_tally_is_what_was_counted_on_a_day_and_after_in_order(ledger):
    for what, subject, day in [
        ("feedback.wrong", "venue", TODAY),
        ("asked.answer", "venue", TODAY + timedelta(days=1)),
        ("asked.answer", "hotel", TODAY),
        ("asked.answer", "hotel", TODAY),
        ("asked.answer", "hotel", TODAY - timedelta(days=1)),
    ]:
        await ledger.count(what, subject, day)
    assert await ledger.tally(TODAY) == [
        Counted(TODAY, "asked.answer", "hotel", 2),
        Counted(TODAY, "feedback.wrong", "venue", 1),
        Counted(TODAY + timedelta(days=1), "asked.answer", "venue", 1),
    ]
    assert await ledger.tally(TODAY + timedelta(days=2)) == []


async def test_nothing_counted_is_zero(ledger):
    assert await ledger.counted("answer", "venue", TODAY) == 0


async def test_counts_are_by_kind_subject_and_day(ledger):
    for counted in [("answer", "venue", TODAY)] * 2 + [("feedback.wrong", "venue", TODAY), ("answer", "hotel", TODAY)]:
        await ledger.count(*counted)
    assert await ledger.counted("answer", "venue", TODAY) == 2
    assert await ledger.counted("feedback.wrong", "venue", TODAY) == 1
    assert await ledger.counted("answer", "hotel", TODAY) == 1
    assert await ledger.counted("answer", "venue", TODAY + timedelta(days=1)) == 0


async def test_twenty_tasks_count_twenty(ledger):
    await asyncio.gather(*(ledger.count("answer", "venue", TODAY) for _ in range(20)))
    assert await ledger.counted("answer", "venue", TODAY) == 20


# Questions passed on


async def test_question_comes_back_as_it_was(ledger):
    await ledger.pass_on(QUESTION)
    assert await ledger.passed_on() == [QUESTION]


async def test_question_from_nowhere_in_particular_comes_back_as_it_was(ledger):
    anywhere = replace(QUESTION, seminar=None, thread=None)
    await ledger.pass_on(anywhere)
    assert await ledger.passed_on() == [anywhere]


async def test_question_passed_on_twice_keeps_the_first(ledger):
    await ledger.pass_on(QUESTION)
    await ledger.pass_on(replace(QUESTION, question="Où est la gare ?"))
    assert await ledger.passed_on() == [QUESTION]


async def test_questions_come_oldest_first(ledger):
    late, early, between = (
        replace(QUESTION, id=name, asked_at=MONDAY + timedelta(hours=hours))
        for name, hours in [("a", 2), ("b", 0), ("c", 1)]
    )
    for each in (late, early, between):
        await ledger.pass_on(each)
    assert await ledger.passed_on() == [early, between, late]


async def test_questions_of_one_instant_keep_one_order(ledger):
    for name in "bca":
        await ledger.pass_on(replace(QUESTION, id=name))
    assert [each.id for each in await ledger.passed_on()] == ["a", "b", "c"]


# The audit trail


async def test_what_was_done_comes_latest_first(ledger):
    undo = replace(RELOAD, at=MONDAY + A_MOMENT, action="undo")
    for each in (undo, RELOAD):
        await ledger.audit(each)
    assert await ledger.audited(limit=10) == [undo, RELOAD]


async def test_of_one_instant_what_was_kept_last_comes_first(ledger):
    for action in ("reload", "undo", "check"):
        await ledger.audit(replace(RELOAD, action=action))
    assert [each.action for each in await ledger.audited(limit=2)] == ["check", "undo"]
    assert [each.action for each in await ledger.audited(limit=1, actions=("undo", "pause"))] == ["undo"]
    assert await ledger.audited(limit=1, actions=("pause",)) == []


async def test_same_thing_done_twice_is_kept_twice(ledger):
    await ledger.audit(RELOAD)
    await ledger.audit(RELOAD)
    assert await ledger.audited(limit=10) == [RELOAD, RELOAD]


async def test_empty_trail_is_empty(ledger):
    assert await ledger.audited(limit=10) == []


# Instants


async def test_instants_come_back_aware_in_utc(ledger):
    elsewhere = MONDAY.astimezone(ZoneInfo("Europe/Bucharest")) + A_MOMENT
    await ledger.pass_on(replace(QUESTION, asked_at=elsewhere))
    await ledger.audit(replace(RELOAD, at=elsewhere))
    [question], [audited] = await ledger.passed_on(), await ledger.audited(limit=1)
    assert question.asked_at == audited.at == elsewhere
    assert question.asked_at.tzinfo == audited.at.tzinfo == UTC


# Drafts


def a_draft(key="d1", **fields):
    return Draft(**{"key": key, "kind": "roster", "whose": "U0OLGA", "content": '{"n": 1}', "at": MONDAY} | fields)


async def test_draft_is_there_until_somebody_drops_it(ledger):
    await ledger.keep_draft(a_draft())
    assert await ledger.draft("d1", since=MONDAY) == a_draft()
    assert await ledger.draft("d2", since=MONDAY) is None
    assert sorted(await asyncio.gather(*(ledger.drop_draft("d1") for _ in range(5)))) == [False] * 4 + [True]
    assert await ledger.draft("d1", since=MONDAY) is None


async def test_draft_from_before_an_instant_is_none_and_is_forgotten(ledger):
    await ledger.keep_draft(a_draft())
    await ledger.keep_draft(a_draft("d2", at=MONDAY + A_MOMENT))
    assert await ledger.draft("d1", since=MONDAY + A_MOMENT) is None
    assert await ledger.forget_drafts(MONDAY + A_MOMENT) == 1
    assert await ledger.draft("d1", since=MONDAY) is None
    assert await ledger.draft("d2", since=MONDAY) == a_draft("d2", at=MONDAY + A_MOMENT)


async def test_drafts_go_with_whoever_is_erased(ledger):
    await ledger.keep_draft(a_draft())
    await ledger.erase("U0ANYBODY")
    assert await ledger.draft("d1", since=MONDAY) is None


NAIVE = MONDAY.replace(tzinfo=None)


@pytest.mark.parametrize(
    "attempt",
    [
        pytest.param(lambda ledger: ledger.first_time("Ev1", NAIVE), id="first_time"),
        pytest.param(lambda ledger: ledger.forget_keys(NAIVE), id="forget_keys"),
        pytest.param(lambda ledger: ledger.take_part("C1:1.0", NAIVE), id="take_part"),
        pytest.param(lambda ledger: ledger.forget_threads(NAIVE), id="forget_threads"),
        pytest.param(lambda ledger: ledger.focus_on("one", ZAGREB, NAIVE), id="focus_on"),
        pytest.param(lambda ledger: ledger.focus("one", since=NAIVE), id="focus"),
        pytest.param(lambda ledger: ledger.forget_focuses(NAIVE), id="forget_focuses"),
        pytest.param(lambda ledger: ledger.pass_on(replace(QUESTION, asked_at=NAIVE)), id="pass_on"),
        pytest.param(lambda ledger: ledger.keep_draft(a_draft(at=NAIVE)), id="keep_draft"),
        pytest.param(lambda ledger: ledger.audit(replace(RELOAD, at=NAIVE)), id="audit"),
    ],
)
async def test_naive_instant_is_refused_and_nothing_kept(ledger, attempt):
    with pytest.raises(ValueError, match="aware"):
        await attempt(ledger)
    assert await ledger.first_time("Ev1", MONDAY) is True
    assert await ledger.takes_part("C1:1.0") is False
    assert [*await ledger.passed_on(), *await ledger.audited(limit=1)] == []


# What only a database promises


async def test_everything_survives_reopening(place):
    ledger = await open_ledger(place)
    await ledger.first_time("Ev1", MONDAY)
    await ledger.take_part("C1:1.0", MONDAY)
    await ledger.focus_on("one", ZAGREB, MONDAY)
    await ledger.count("answer", "venue", TODAY)
    await ledger.pass_on(QUESTION)
    await ledger.audit(RELOAD)
    await ledger.close()

    again = await open_ledger(place)
    assert await again.first_time("Ev1", MONDAY) is False
    assert await again.takes_part("C1:1.0") is True
    assert await again.focus("one", since=MONDAY) == ZAGREB
    assert await again.counted("answer", "venue", TODAY) == 1
    assert await again.passed_on() == [QUESTION]
    assert await again.audited(limit=10) == [RELOAD]
    await again.close()


async def test_two_ledgers_on_one_server_share_their_pace(new_place):
    place = await new_place("postgresql")
    one, other = await open_ledger(place), await open_ledger(place)
    each = {"each_s": 100.0, "burst": 3}
    turns = [await one.take_turns(2, **each), await other.take_turns(1, **each), await one.take_turns(2, **each)]
    assert [round(taken.last_s / 100) for taken in turns] == [-1, 0, 2]
    await one.leave_alone("D1", timedelta(seconds=300))
    limited = (await other.take_turns(1, **each)).limited
    assert timedelta(seconds=290) < limited["D1"] <= timedelta(seconds=300)
    await one.leave_alone("D1", timedelta(seconds=1))
    assert (await other.take_turns(1, **each)).limited["D1"] > timedelta(seconds=200)
    await one.close()
    await other.close()


async def test_of_two_ledgers_on_one_database_one_is_the_first(place):
    one, other = await open_ledger(place), await open_ledger(place)
    for number in range(10):
        attempts = (ledger.first_time(f"Ev{number}", MONDAY) for ledger in (one, other))
        assert sorted(await asyncio.gather(*attempts)) == [False, True]
    await one.close()
    await other.close()


# The twin in memory does what the database does


KEY, DAY = st.sampled_from("abc"), st.sampled_from([date(2026, 3, 2), date(2026, 3, 3)])
WHEN = st.integers(0, 4).map(lambda hours: MONDAY + timedelta(hours=hours))
STEPS = st.one_of(
    st.tuples(st.just("first_time"), KEY, WHEN),
    st.tuples(st.just("forget_keys"), WHEN),
    st.tuples(st.just("take_part"), KEY, WHEN),
    st.tuples(st.just("takes_part"), KEY),
    st.tuples(st.just("forget_threads"), WHEN),
    st.tuples(st.just("focus_on"), KEY, st.builds(Focus, KEY, st.lists(KEY).map(tuple)), WHEN),
    st.tuples(st.just("forget_focuses"), WHEN),
    st.tuples(st.just("count"), KEY, KEY, DAY),
    st.tuples(st.just("counted"), KEY, KEY, DAY),
    st.tuples(st.just("answered"), KEY, WHEN),
    st.tuples(st.just("choose_language"), KEY, st.sampled_from(["fr", None]), WHEN),
    st.tuples(st.just("acquaintance"), KEY),
    st.tuples(st.just("forget_acquaintances"), WHEN),
    st.tuples(st.just("forget_audits"), WHEN),
    st.tuples(st.just("erase"), KEY),
    st.tuples(st.just("held"), KEY),
    st.tuples(st.just("pass_on"), st.builds(replace, st.just(QUESTION), id=KEY, asker=KEY, asked_at=WHEN)),
    st.tuples(st.just("audit"), st.builds(replace, st.just(RELOAD), who=KEY, at=WHEN)),
)


async def outcome(ledger, steps):
    results = [await getattr(ledger, name)(*arguments) for name, *arguments in steps]
    return results, await ledger.passed_on(), await ledger.audited(limit=5)


def named(ledger):
    """Let whoever is erased have the same name in both, one after the other."""
    numbers = itertools.count()
    ledger._new_id = lambda: f"{next(numbers):08}"
    return ledger


async def outcomes(steps):
    with tempfile.TemporaryDirectory() as folder:
        kept = await open_ledger(Path(folder) / "ledger.db")
        try:
            return await outcome(named(MemoryLedger()), steps), await outcome(named(kept), steps)
        finally:
            await kept.close()


@settings(deadline=None, max_examples=20)
@given(st.lists(STEPS, min_size=10, max_size=40))
def test_memory_and_database_do_the_same(steps):
    in_memory, in_database = asyncio.run(outcomes(steps))
    assert in_memory == in_database
