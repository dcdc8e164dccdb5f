"""Everything that can name somebody is shown to them, erased with them and forgotten in time, on every ledger."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from sqlalchemy import Boolean, Date, Integer, LargeBinary, String, Text, TypeDecorator, insert, select

from bot.outbox import ORGANISERS, RowState
from bot.ports import Acquaintance, Audited, Draft, Focus, Outcome, PassedOn, Step
from bot.progress import Closing, Event, EventKind
from bot.reply import Conversation
from bot.retention import CONVERSATIONS_KEPT, KINDS, Retention
from bot.scheduling.housekeeping import Housekeeping
from bot.storage.ledger import open_ledger
from bot.storage.tables import metadata
from knowledge.model import Participant
from tests.contracts.test_following import a_message, a_person, an_assignment, an_item, everything
from tests.fakes import MONDAY, FakeClock

USER, OTHER = "U0ANAANA", "U0BORIS"
DAY = timedelta(days=1)
#: What stands in each column that holds text, where ana is meant; None: it never names a person, for the reason given.
#: A column that is not here fails the tests: whoever adds one says what becomes of it when somebody is erased.
NAMES = {
    "acquaintances.user": USER,
    "acquaintances.language": None,  # "fr"
    "assignments.id": None,  # a digest
    "assignments.recommendation": None,  # an entry's id
    "assignments.owner": "ana",
    "assignments.seminar": None,
    "assignments.reported": None,
    "assignments.validation": None,
    "assignments.rung": None,
    "assignments.closed": None,
    "assignments.closed_because": "ana",
    "audits.who": USER,
    "audits.action": None,  # "reload"
    "audits.before": "ana",
    "audits.after": f"ana, anabel, {USER}",
    "counts.what": None,
    "counts.subject": None,  # an entry's id
    "drafts.key": None,
    "drafts.kind": None,
    "drafts.whose": USER,
    "drafts.content": '{"name": "Ana herself"}',
    "events.assignment": None,
    "events.who": "ana",
    "events.kind": None,
    "events.before": "ana",
    "events.after": "deputy:0:ana",
    "events.note": "ana's own words",
    "events.evidence": "https://example.org/ana",
    "focuses.conversation": Conversation(channel="D0ANA", person=USER).key,
    "focuses.entry": None,
    "focuses.meetings": None,
    "generations.digest": None,
    "generations.content": None,  # who added what is taken out by the knowledge base: tests/knowledge/test_sharing.py
    "items.row": None,
    "items.assignment": None,
    "items.stage": None,
    "items.recipient": "ana",
    "keys.key": f"rated:C1:1.0:{USER}",
    "outbox.id": None,
    "outbox.recipient": "ana",
    "outbox.kind": None,
    "outbox.why": None,  # a weekend
    "outbox.state": None,
    "outbox.channel": "D0ANA",
    "outbox.mark": None,
    "outbox.ts": None,
    "outbox.refusal": None,  # Slack's word for it
    "paces.name": None,  # a conversation's id, as long as Slack wants it left alone; all go when anybody is erased
    "people.id": "ana",
    "people.participant": Participant(id="ana", name="Ana herself", role="coordinator").model_dump_json(),
    "people.user": USER,
    "questions.id": None,  # a digest
    "questions.question": "Ana asks",
    "questions.language": None,
    "questions.seminar": None,
    "questions.asker": USER,
    "questions.channel": "D0ANA",
    "questions.thread": None,
    "switches.name": None,
    "switches.why": None,
    "threads.thread": f"{USER}:1.0",
}
#: Values that are read as one of several words, where a test puts a row of its own into a table.
WORDS = {
    "assignments.reported": "in_progress",
    "assignments.validation": "unverified",
    "assignments.rung": "owner",
    "assignments.closed": None,
    "events.kind": "reported",
    "items.stage": "reminder",
    "outbox.kind": "follow_up",
    "outbox.state": "sent",
}
#: Traces of ana, and of nobody else.
TRACES = (USER, "D0ANA", "ana's", "/ana", "Ana")


def texts():
    """Every column that holds text, by its name."""
    return {
        f"{table.name}.{column.name}": column
        for table in metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, String | Text)
        or not isinstance(column.type, Integer | Date | Boolean | TypeDecorator)
    }


def test_of_every_column_with_text_it_is_known_whether_it_names_people():
    assert sorted(NAMES) == sorted(texts())


def test_every_table_is_told_of_once():
    told = [table for kind in KINDS for table in kind.tables]
    assert sorted(told) == sorted(metadata.tables)


def test_what_is_told_to_be_of_nobody_names_nobody():
    for kind in KINDS:
        names_people = any(NAMES[each] for each in NAMES if each.partition(".")[0] in kind.tables)
        assert names_people is kind.is_personal


def a_row(table):
    """Return a row of a table that names ana wherever it can."""
    row = {}
    for column in table.c:
        name = f"{table.name}.{column.name}"
        if NAMES.get(name):
            row[column.name] = NAMES[name]
        elif name in WORDS:
            row[column.name] = WORDS[name]
        elif isinstance(column.type, TypeDecorator):
            row[column.name] = MONDAY
        elif isinstance(column.type, Date):
            row[column.name] = None if column.nullable else MONDAY.date()
        elif isinstance(column.type, Boolean):
            row[column.name] = False
        elif isinstance(column.type, Integer):
            row[column.name] = 1001  # beyond what a server numbers by itself here
        else:
            row[column.name] = b"x" if isinstance(column.type, LargeBinary) else "x"
    return row


@pytest.fixture
async def sql(place):
    ledger = await open_ledger(place)
    yield ledger
    await ledger.close()


async def seeded(sql):
    """Put a row that names ana into every table."""
    rows = {table.name: a_row(table) for table in metadata.sorted_tables}
    await sql._write("seed", lambda db: [db.execute(insert(metadata.tables[each]), rows[each]) for each in rows])
    return rows


async def dumped(sql):
    """Everything that stands in any table, as text, by the table."""
    return await sql._read(
        "dump",
        lambda db: {
            each.name: "\n".join(str(tuple(row)) for row in db.execute(select(each))) for each in metadata.sorted_tables
        },
    )


def is_there(trace, text):
    return trace in text.replace("anabel", "")


async def test_after_erasure_no_column_of_any_table_names_them(sql):
    rows = await seeded(sql)
    before = await dumped(sql)
    for name, value in NAMES.items():
        assert not value or str(value) in before[name.partition(".")[0]], name
    assert {each for each in rows if not before[each]} == set()
    await sql.erase(USER)
    for table, text in (await dumped(sql)).items():
        for trace in (*TRACES, "ana", Conversation(channel="D0ANA", person=USER).key):
            assert not is_there(trace, text.lower() if trace == "ana" else text), (table, trace)


async def test_every_table_that_names_them_is_in_their_copy(sql):
    await seeded(sql)
    held = await sql.held(USER)
    shown = {*held} | ({"items"} if any(each["items"] for each in held["outbox"]) else set())
    assert shown == {each.partition(".")[0] for each, value in NAMES.items() if value}
    for name, value in NAMES.items():
        table, _, column = name.partition(".")
        if value and name not in {"items.recipient", "people.id", "people.participant"}:
            assert value in [row[column] for row in held[table]], name
    assert held["people"][0]["participant"]["name"] == "Ana herself"


async def test_copy_of_nobody_is_empty(sql):
    await seeded(sql)
    assert await sql.held("U0NOBODY") == {}


# The same in memory


async def lived(ledger):
    """Give ana a life with the bot, and boris one beside it."""
    people = [a_person("ana", email="ana@example.org"), a_person("boris", deputy="ana"), a_person("anabel")]
    await ledger.put_roster(people, replace=False)
    await ledger.match("ana", USER)
    for user in (USER, OTHER):
        await ledger.tell_once(user, MONDAY, since=MONDAY)
        await ledger.choose_language(user, "fr", MONDAY)
        await ledger.first_time(f"message:{user}:1.0", MONDAY, f"rated:C1:1.0:{user}")
        await ledger.focus_on(Conversation(channel=f"D{user}", person=user).key, Focus("venue"), MONDAY)
        question = PassedOn(
            id=user,
            question=f"asked by {user}",
            language="fr",
            seminar=None,
            asker=user,
            channel=f"D{user}",
            thread=None,
            asked_at=MONDAY,
        )
        await ledger.pass_on(question)
        await ledger.keep_draft(Draft(key=user, kind="knowledge", whose=user, content=f'"by {user}"', at=MONDAY))
        await ledger.audit(Audited(at=MONDAY, who=user, action="reload", before="", after="generation 2"))
    await ledger.audit(Audited(at=MONDAY, who=OTHER, action="handover", before="ana", after="anabel: 1"))
    for owner in ("ana", "boris"):
        about = an_assignment(owner=owner)
        event = Event(assignment=about.id, at=MONDAY, who=owner, kind=EventKind.REPORTED, note=f"{owner} was ill")
        organisers = a_message(an_item(about, f"{ORGANISERS}:{USER}"), recipient=f"{ORGANISERS}:{USER}")
        message = a_message(an_item(about, owner), recipient=owner)
        [done] = await ledger.change([Step(before=None, after=about, events=(event,), messages=(message, organisers))])
        assert done


async def all_of(ledger):
    """Everything that anybody can see in a ledger, as text."""
    seen = [await everything(ledger), *map(str, await ledger.passed_on()), *map(str, await ledger.audited(limit=99))]
    for user in (USER, OTHER):
        seen.append(f"{await ledger.acquaintance(user)} of {user}" if await ledger.acquaintance(user) else "")
        seen.append(str(dict(await ledger.held(user))))
    return "\n".join(seen)


async def test_who_is_erased_by_their_slack_user_is_nowhere(ledger):
    await lived(ledger)
    assert is_there(USER, await all_of(ledger))
    await ledger.erase(USER)
    left = await all_of(ledger)
    assert not is_there(USER, left)
    assert not is_there("ana", left)
    assert "ill" in left  # boris's note is there
    assert await ledger.first_time(f"message:{USER}:1.0", MONDAY) is True
    assert await ledger.first_time(f"message:{OTHER}:1.0", MONDAY) is False
    assert await ledger.focus(Conversation(channel=f"D{USER}", person=USER).key, since=MONDAY) is None
    assert await ledger.focus(Conversation(channel=f"D{OTHER}", person=OTHER).key, since=MONDAY) == Focus("venue")
    assert await ledger.acquaintance(OTHER) == Acquaintance("fr", MONDAY)
    assert [each.asker for each in await ledger.passed_on()] == [OTHER]


async def test_participant_erased_by_their_id_takes_what_their_slack_user_did_along(ledger):
    await lived(ledger)
    await ledger.erase("ana")
    left = await all_of(ledger)
    assert not is_there(USER, left)
    assert not is_there("ana", left)


async def test_what_history_keeps_of_somebody_is_under_one_made_up_name(ledger):
    await lived(ledger)
    await ledger.erase(USER)
    mine = await ledger.assignment(an_assignment(owner="ana").id)
    assert mine.owner.startswith("erased-")
    assert (mine.closed, mine.closed_because) == (Closing.REMOVED, "erased")
    [reported, closed] = await ledger.history(mine.id)
    assert (reported.kind, reported.who, reported.note) == (EventKind.REPORTED, mine.owner, "")
    assert closed.kind is EventKind.CLOSED
    done = {(each.action, each.before): each.who for each in await ledger.audited(limit=9)}
    assert done["reload", ""] in {mine.owner, OTHER}
    assert done["handover", mine.owner] == OTHER


async def test_two_who_are_erased_have_two_names(ledger):
    await lived(ledger)
    await ledger.erase(USER)
    await ledger.erase("boris")
    assert len({each.owner for each in await ledger.assignments()}) == 2


async def test_organiser_who_is_erased_gets_nothing_any_more(ledger):
    await lived(ledger)
    await ledger.erase(USER)
    rows = await ledger.claim(MONDAY + DAY, limit=9, lease=DAY)
    assert [row.recipient for row in rows] == ["boris"]


async def test_copy_holds_everything_of_theirs_and_nothing_of_others(ledger):
    await lived(ledger)
    held = await ledger.held(USER)
    assert {what: len(rows) for what, rows in held.items()} == {
        "people": 2,  # her own row, and boris's, whose deputy she is
        "assignments": 1,
        "events": 1,
        "outbox": 2,
        "questions": 1,
        "drafts": 1,
        "acquaintances": 1,
        "audits": 2,
        "keys": 2,
        "focuses": 1,
    }
    assert held["questions"][0]["question"] == f"asked by {USER}"
    assert held["acquaintances"][0] == {
        "user": USER,
        "language": "fr",
        "told_at": MONDAY.isoformat(),
        "at": MONDAY.isoformat(),
    }
    assert held["events"][0]["note"] == "ana was ill"
    assert OTHER not in str({what: rows for what, rows in held.items() if what != "audits"})
    assert await ledger.held("ana") == held


# What is remembered of those who write


async def test_somebody_is_told_once_and_again_after_a_while(ledger):
    assert await ledger.acquaintance(USER) is None
    assert await ledger.tell_once(USER, MONDAY, since=MONDAY - DAY) is True
    assert await ledger.tell_once(USER, MONDAY + DAY, since=MONDAY) is False
    assert await ledger.tell_once(USER, MONDAY + 2 * DAY, since=MONDAY + DAY) is True
    assert await ledger.acquaintance(USER) == Acquaintance(None, MONDAY + 2 * DAY)


async def test_language_is_chosen_changed_and_taken_back_and_says_nothing_of_the_notice(ledger):
    for language in ("fr", "en", None):
        await ledger.choose_language(USER, language, MONDAY)
        assert await ledger.acquaintance(USER) == Acquaintance(language, None)
    await ledger.choose_language(USER, "fr", MONDAY)
    assert await ledger.tell_once(USER, MONDAY, since=MONDAY - DAY) is True
    assert await ledger.acquaintance(USER) == Acquaintance("fr", MONDAY)


async def test_language_that_a_participant_chose_goes_before_the_one_of_the_roster(ledger):
    await ledger.put_roster([a_person("ana", language="en")], replace=False)
    await ledger.match("ana", USER)
    assert [each.language for each in await ledger.people()] == ["en"]
    await ledger.choose_language(USER, "fr", MONDAY)
    assert [each.language for each in await ledger.people()] == ["fr"]


async def test_question_is_dealt_with_once(ledger):
    await lived(ledger)
    assert await ledger.answered(USER, MONDAY + DAY) is True
    assert await ledger.answered(USER, MONDAY + 2 * DAY) is False
    assert await ledger.answered("unknown", MONDAY) is False
    assert [each.answered_at for each in await ledger.passed_on()] == [MONDAY + DAY, None]


# What has served its time


async def test_questions_go_by_when_they_were_dealt_with_or_else_asked(ledger):
    await lived(ledger)
    await ledger.answered(USER, MONDAY + DAY)

    async def forgotten(answered, asked):
        return await ledger.forget_questions(answered_before=MONDAY + answered, asked_before=MONDAY + asked)

    assert await forgotten(DAY, 0 * DAY) == 0
    assert await forgotten(2 * DAY, 0 * DAY) == 1
    assert [each.asker for each in await ledger.passed_on()] == [OTHER]
    assert await forgotten(9 * DAY, timedelta(microseconds=1)) == 1


async def test_acquaintances_and_the_trail_go_when_their_time_is_over(ledger):
    await lived(ledger)
    assert await ledger.forget_acquaintances(MONDAY) == 0
    await ledger.choose_language(OTHER, "en", MONDAY + DAY)
    assert await ledger.forget_acquaintances(MONDAY + DAY) == 1
    assert await ledger.acquaintance(USER) is None
    assert await ledger.forget_audits(MONDAY) == 0
    assert await ledger.forget_audits(MONDAY + DAY) == 3
    assert await ledger.audited(limit=9) == []


async def closed(ledger, owner, at):
    before = await ledger.assignment(an_assignment(owner=owner).id)
    after = replace(before, closed=Closing.IMPLEMENTED, closed_at=at, next_at=None)
    [done] = await ledger.change([Step(before=before, after=after)])
    assert done


async def test_messages_go_once_all_that_they_speak_of_has_been_closed_for_long(ledger):
    await lived(ledger)
    for row in await ledger.claim(MONDAY, limit=9, lease=DAY):
        await ledger.intend([replace(row, channel="D1", mark="0")])
        await ledger.record([Outcome(row=row.id, attempt=row.attempt, state=RowState.SENT, ts="1.0")])
    assert await ledger.forget_messages(MONDAY + 900 * DAY) == 0  # open assignments
    await closed(ledger, "ana", MONDAY + DAY)
    assert await ledger.forget_messages(MONDAY + DAY) == 0
    assert await ledger.forget_messages(MONDAY + 2 * DAY) == 1  # the organisers' one speaks of boris's too
    await closed(ledger, "boris", MONDAY + DAY)
    assert await ledger.forget_messages(MONDAY + 2 * DAY) == 2
    assert await ledger.rows() == []
    assert len(await ledger.history(an_assignment(owner="ana").id)) == 3  # that it was reported and reminded stays


async def test_message_that_waits_is_never_forgotten(ledger):
    await lived(ledger)
    for owner in ("ana", "boris"):
        await closed(ledger, owner, MONDAY)
    assert await ledger.forget_messages(MONDAY + 900 * DAY) == 0


async def test_names_and_notes_go_and_what_became_of_it_stays(ledger):
    about = an_assignment(owner="ana")
    kinds = [
        Event(assignment=about.id, at=MONDAY, who="ana", kind=EventKind.REPORTED, before="a", after="b", note="ill"),
        Event(assignment=about.id, at=MONDAY + DAY, who="", kind=EventKind.REMINDED, before="d", after="deputy:0:ana"),
        Event(assignment=about.id, at=MONDAY + 2 * DAY, who="", kind=EventKind.HANDED_OVER, before="ana", after="eva"),
        Event(assignment=about.id, at=MONDAY + 3 * DAY, who="", kind=EventKind.CLOSED, after="implemented"),
    ]
    assert await ledger.change([Step(before=None, after=about, events=tuple(kinds))]) == [True]
    assert await ledger.forget_names(MONDAY + 900 * DAY) == 0
    await closed(ledger, "ana", MONDAY + 4 * DAY)
    assert await ledger.forget_names(MONDAY + 4 * DAY) == 0
    assert await ledger.forget_names(MONDAY + 5 * DAY) == 3
    left = await ledger.history(about.id)
    assert [(each.kind, each.who, each.before, each.after, each.note) for each in left] == [
        (EventKind.REPORTED, "", "a", "b", ""),
        (EventKind.REMINDED, "", "d", "deputy:0:-", ""),
        (EventKind.HANDED_OVER, "", "-", "-", ""),
        (EventKind.CLOSED, "", "", "implemented", ""),
    ]
    assert await ledger.forget_names(MONDAY + 5 * DAY) == 0


NAIVE = MONDAY.replace(tzinfo=None)


@pytest.mark.parametrize(
    "attempt",
    [
        pytest.param(lambda ledger: ledger.tell_once(USER, NAIVE, since=MONDAY), id="tell_once"),
        pytest.param(lambda ledger: ledger.choose_language(USER, "fr", NAIVE), id="choose_language"),
        pytest.param(lambda ledger: ledger.answered("q1", NAIVE), id="answered"),
        pytest.param(lambda ledger: ledger.forget_acquaintances(NAIVE), id="forget_acquaintances"),
        pytest.param(lambda ledger: ledger.forget_audits(NAIVE), id="forget_audits"),
        pytest.param(lambda ledger: ledger.forget_messages(NAIVE), id="forget_messages"),
        pytest.param(lambda ledger: ledger.forget_names(NAIVE), id="forget_names"),
    ],
)
async def test_naive_instant_is_refused(ledger, attempt):
    await lived(ledger)
    with pytest.raises(ValueError, match="aware"):
        await attempt(ledger)


# The job that forgets, with a clock that is moved


async def a_thing_of_each_kind(ledger):
    """Keep something of each kind; return by kind whether it is still there."""
    await ledger.first_time("Ev1", MONDAY)
    await ledger.take_part("C1:1.0", MONDAY)
    await ledger.focus_on("one", Focus("venue"), MONDAY)
    await ledger.tell_once(USER, MONDAY, since=MONDAY)
    await ledger.audit(Audited(at=MONDAY, who=USER, action="reload", before="", after=""))
    for id_ in ("waits", "answered"):
        question = {"question": "?", "language": "fr", "seminar": None, "asker": USER, "channel": "C1", "thread": None}
        await ledger.pass_on(PassedOn(id=id_, asked_at=MONDAY, **question))
    await ledger.answered("answered", MONDAY)
    about = an_assignment(owner="ana")
    event = Event(assignment=about.id, at=MONDAY, who="ana", kind=EventKind.REPORTED, note="ill")
    step = Step(before=None, after=about, events=(event,), messages=(a_message(an_item(about)),))
    assert await ledger.change([step]) == [True]
    [row] = await ledger.claim(MONDAY, limit=9, lease=DAY)
    await ledger.intend([replace(row, channel="D1", mark="0")])
    await ledger.record([Outcome(row=row.id, attempt=row.attempt, state=RowState.SENT, ts="1.0")])
    await closed(ledger, "ana", MONDAY)


async def there(ledger):
    questions = {each.id for each in await ledger.passed_on()}
    [history, *_] = await ledger.history(an_assignment(owner="ana").id)
    long_ago = MONDAY - 9 * DAY
    found = {
        # Looked at without remembering it anew: what is first, is forgotten first.
        "handled": await ledger.takes_part("C1:1.0"),
        "conversations": await ledger.focus("one", since=long_ago) is not None,
        "questions": "answered" in questions,
        "unanswered": "waits" in questions,
        "acquaintances": await ledger.acquaintance(USER) is not None,
        "messages": await ledger.rows() != [],
        "notes": (history.who, history.note) == ("ana", "ill"),
        "audit": await ledger.audited(limit=9) != [],
    }
    return {each for each, is_there in found.items() if is_there}


SHORT = Retention(
    handled=3 * DAY,
    questions=4 * DAY,
    unanswered=5 * DAY,
    acquaintances=6 * DAY,
    messages=7 * DAY,
    notes=8 * DAY,
    audit=9 * DAY,
)


async def test_each_kind_is_kept_to_the_last_moment_and_not_longer(ledger):
    clock = FakeClock()
    housekeeping = Housekeeping(ledger=ledger, clock=clock, kept=SHORT)
    await a_thing_of_each_kind(ledger)
    times = {"conversations": CONVERSATIONS_KEPT, **{each.name: getattr(SHORT, each.name) for each in fields(SHORT)}}
    left = set(times)
    for kind, kept in sorted(times.items(), key=lambda each: each[1]):
        clock._now = MONDAY + kept
        await housekeeping.run_once()
        assert await there(ledger) == left, kind
        clock.advance(microseconds=1)
        await housekeeping.run_once()
        left.discard(kind)
        assert await there(ledger) == left, kind
    [closed_one] = await ledger.assignments()
    assert closed_one.closed is Closing.IMPLEMENTED  # that it was carried out stays, and so does how often
    assert [each.kind for each in await ledger.history(closed_one.id)] == [EventKind.REPORTED, EventKind.REMINDED]


async def test_what_is_not_over_is_not_forgotten_however_long_it_takes(ledger):
    clock = FakeClock()
    await lived(ledger)
    clock.advance(days=3650)
    await Housekeeping(ledger=ledger, clock=clock, kept=SHORT).run_once()
    assert [each.owner for each in await ledger.assignments(open_only=True)] == ["ana", "boris"]
    assert {
        each.note for owner in ("ana", "boris") for each in await ledger.history(an_assignment(owner=owner).id)
    } == {
        "ana was ill",
        "boris was ill",
    }
    assert {each.recipient for each in await ledger.rows()} == {"ana", "boris", f"{ORGANISERS}:{USER}"}
    assert [each.id for each in await ledger.people()] == ["ana", "anabel", "boris"]
