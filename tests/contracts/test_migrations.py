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
    assert [*await ledger.people(), *await ledger.assignments(), *await ledger.rows()] == []
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


async def test_every_earlier_version_is_carried_across():
    earlier = [each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions() if each.revision != REVISION]
    assert sorted(MADE_BY) == sorted(earlier)
