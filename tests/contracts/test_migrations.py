"""The schema on every database: as described, from nothing and from what an earlier version made."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, MetaData, Table, create_engine, insert, make_url

from bot.storage.ledger import MIGRATIONS, open_ledger
from bot.storage.tables import REVISION, metadata
from tests.contracts.conftest import DATABASES
from tests.databases import new_database
from tests.fakes import MONDAY


@pytest.fixture(params=DATABASES)
async def empty(request, tmp_path):
    """The URL of a database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    async with new_database(request.getfixturevalue("server")) as url:
        yield make_url(url).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


@pytest.fixture
def engine(empty):
    engine = create_engine(empty)
    yield engine
    engine.dispose()


def differences(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return compare_metadata(context, metadata)


async def test_migrations_make_the_tables_as_described(empty, engine):
    await (await open_ledger(empty)).close()
    assert differences(engine) == []


#: What each table held in a version, in that version's own columns: never changed when a later one changes them.
MADE_BY = {
    "0001": {
        "keys": {"key": "Ev1", "remembered_at": MONDAY},
        "threads": {"thread": "C1:1.0", "spoke_at": MONDAY},
        "counts": {"day": MONDAY.date(), "what": "asked.answer", "subject": "venue", "n": 3},
        "questions": {
            "id": "q1",
            "question": "Where?",
            "language": "en",
            "seminar": None,
            "asker": "U0ANA",
            "channel": "D0ANA",
            "thread": "1.0",
            "asked_at": MONDAY,
        },
        "audits": {"id": 1, "at": MONDAY, "who": "U0OLGA", "action": "reload", "before": "1", "after": "2"},
    },
}
MADE_BY["0002"] = MADE_BY["0001"] | {
    "people": {
        "id": "ana",
        "participant": '{"id": "ana", "name": "National coordinator", "role": "coordinator"}',
        "user": "U0ANA",
        "away_from": None,
        "away_until": None,
    },
    "assignments": {
        "id": "a1",
        "recommendation": "train-judges",
        "owner": "ana",
        "seminar": "zagreb-2013",
        "version": 2,
        "reported": "in_progress",
        "validation": "unverified",
        "reported_on": MONDAY.date(),
        "due": MONDAY.date(),
        "period": 0,
        "revised": False,
        "snoozed_until": None,
        "answered": True,
        "stage": None,
        "asked": 1,
        "asked_before": 0,
        "rung": "owner",
        "reminded_on": MONDAY.date(),
        "next_at": MONDAY,
        "unreachable": False,
        "paused": False,
        "closed": None,
        "closed_at": None,
        "closed_because": "",
        "example": False,
    },
    "events": {
        "id": 1,
        "assignment": "a1",
        "at": MONDAY,
        "who": "ana",
        "kind": "reported",
        "before": "not_started",
        "after": "in_progress",
        "note": "begun",
        "evidence": "",
    },
    "outbox": {
        "id": "r1",
        "recipient": "ana",
        "kind": "follow_up",
        "day": MONDAY.date(),
        "send_at": MONDAY,
        "why": "",
        "state": "sent",
        "attempt": 1,
        "lease_until": None,
        "not_before": None,
        "channel": "D0ANA",
        "mark": "0",
        "ts": "1.0",
        "refusal": "",
        "claimed_at": MONDAY,
        "orphan": False,
    },
    "items": {
        "id": 1,
        "row": "r1",
        "assignment": "a1",
        "due": MONDAY.date(),
        "stage": "reminder",
        "days": 0,
        "recipient": "ana",
    },
    "switches": {"name": "paused", "why": "organiser"},
}

MADE_BY["0003"] = MADE_BY["0002"] | {
    "focuses": {"conversation": "one", "entry": "venue", "meetings": "zagreb-2013", "at": MONDAY},
}

MADE_BY["0004"] = MADE_BY["0003"] | {
    "acquaintances": {"user": "U0BEN", "language": "fr", "told_at": MONDAY, "at": MONDAY},
    "questions": MADE_BY["0001"]["questions"] | {"answered_at": None},
}

MADE_BY["0005"] = MADE_BY["0004"] | {"generations": {"number": 1, "digest": "0f", "content": b"{}"}}

MADE_BY["0006"] = MADE_BY["0005"] | {
    "drafts": {"key": "d1", "kind": "roster", "whose": "U0OLGA", "content": "{}", "at": MONDAY}
}


@pytest.mark.parametrize("version", MADE_BY)
async def test_ledger_of_an_earlier_version_is_brought_to_ours_with_all_that_is_in_it(empty, engine, version):
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        made = MetaData()
        made.reflect(connection)
        assert {*made.tables} - {"alembic_version"} == {*MADE_BY[version]}  # every table has a row to carry across
        for name, row in MADE_BY[version].items():
            connection.execute(insert(_typed(made.tables[name])), row)
    ledger = await open_ledger(empty)
    await everything_of_the_first_version_is_read_back(ledger)
    await everything_of_the_second_version_is_read_back(ledger, there=version != "0001")
    # What conversations were about was named in another way until 0004, and is forgotten within a day.
    is_named_anew = version >= "0004"
    assert (await ledger.focus("one", since=MONDAY) is not None) == is_named_anew
    found = await ledger.acquaintance("U0BEN")
    assert (found.language if found else None) == ("fr" if is_named_anew else None)
    await ledger.close()
    assert differences(engine) == []


def _typed(made):
    """Return an older table with our types, by which SQLite keeps instants and days."""
    return Table(
        made.name, MetaData(), *(Column(each.name, metadata.tables[made.name].c[each.name].type) for each in made.c)
    )


async def everything_of_the_first_version_is_read_back(ledger):
    assert await ledger.first_time("Ev1", MONDAY) is False
    assert await ledger.takes_part("C1:1.0")
    assert await ledger.counted("asked.answer", "venue", MONDAY.date()) == 3
    [question] = await ledger.passed_on()
    assert {name: getattr(question, name) for name in MADE_BY["0001"]["questions"]} == MADE_BY["0001"]["questions"]
    [audited] = await ledger.audited(limit=5)
    assert (audited.at, audited.who, audited.action, audited.after) == (MONDAY, "U0OLGA", "reload", "2")


async def everything_of_the_second_version_is_read_back(ledger, *, there):
    people, assignments, rows = await ledger.people(), await ledger.assignments(), await ledger.rows()
    events = [each.note for each in await ledger.history("a1")]
    found = [each.user for each in people], [each.reported for each in assignments], [each.ts for each in rows], events
    assert found == ((["U0ANA"], ["in_progress"], ["1.0"], ["begun"]) if there else ([], [], [], []))
    assert [len(each.items) for each in rows] == [1] * there
    assert await ledger.paused() == ("organiser" if there else None)


async def test_every_earlier_version_is_carried_across():
    earlier = [each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions() if each.revision != REVISION]
    assert sorted(MADE_BY) == sorted(earlier)
