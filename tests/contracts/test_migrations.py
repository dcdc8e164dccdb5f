"""The schema on every database: as described, from nothing and from what an earlier version made."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, insert, make_url

from bot.storage.ledger import MIGRATIONS, open_ledger
from bot.storage.tables import keys, metadata
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


async def test_ledger_of_an_earlier_version_is_brought_to_ours_with_all_that_is_in_it(empty, engine):
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(insert(keys), {"key": "Ev1", "remembered_at": MONDAY})
    ledger = await open_ledger(empty)
    assert await ledger.first_time("Ev1", MONDAY) is False
    assert [*await ledger.people(), *await ledger.assignments(), *await ledger.rows()] == []
    await ledger.close()
    assert differences(engine) == []
