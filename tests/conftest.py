"""What holds for every test: ledgers by name (in memory, in a file, on a server), and figures told when all is over."""

import shutil
from contextlib import AsyncExitStack
from itertools import count

import psycopg
import pytest
from hypothesis import settings
from sqlalchemy import make_url

from bot.storage.engine import parsed
from bot.storage.ledger import _check, open_ledger
from bot.storage.memory import MemoryLedger
from tests.databases import database_of, new_database, running_server

# How long an example takes is the machine's business: what else runs on it must not fail a test.
settings.register_profile("suivi", deadline=None)
settings.load_profile("suivi")

#: A database that tests are copied from, because a migration takes longer than most tests.
TEMPLATE = "suivi_template"


@pytest.fixture(scope="session")
def server():
    with running_server() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {TEMPLATE}")
        template = make_url(url).set(database=TEMPLATE).render_as_string(hide_password=False)
        _check(parsed(template), read_only=False)
        yield url


@pytest.fixture(scope="session")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "ledger.db"
    _check(parsed(path), read_only=False)
    return path


@pytest.fixture
async def new_place(request, tmp_path):
    """Makes places where a ledger can be opened, by the database's name; or a copy of one that nobody has open."""
    numbers = count()
    async with AsyncExitStack() as stack:

        async def make(database, *, like=None):
            if database == "sqlite":
                return shutil.copy(like or request.getfixturevalue("file"), tmp_path / f"ledger{next(numbers)}.db")
            template = database_of(like) if like else TEMPLATE
            return await stack.enter_async_context(new_database(request.getfixturevalue("server"), template=template))

        yield make


@pytest.fixture
async def opened():
    """Opens ledgers, and closes them when the test is over; their leases follow the clock given, on a server too."""
    async with AsyncExitStack() as stack:

        async def opened(place, real):
            if place is None:
                return MemoryLedger(real=real)
            ledger = await open_ledger(place)
            stack.push_async_callback(ledger.close)
            ledger._real = lambda _db: real()
            return ledger

        yield opened


@pytest.fixture
def new_ledger(new_place, opened):
    """Makes ledgers by the name of what they are kept in: "memory", "sqlite", "postgresql"."""

    async def new_ledger(kept_in, real):
        return await opened(None if kept_in == "memory" else await new_place(kept_in), real)

    return new_ledger


@pytest.fixture
def tell(record_property):
    """Tell a figure when all is over; what a worker prints itself nobody sees."""
    return lambda figure: record_property("figure", figure)


def pytest_terminal_summary(terminalreporter):
    passed = [each for each in terminalreporter.stats.get("passed", ()) if each.when == "call"]
    figures = [figure for each in passed for name, figure in each.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("figures")
    for figure in figures:
        terminalreporter.line(figure)
