"""Every ledger, by name: one in memory, one in a file, one on a server."""

import shutil
from contextlib import AsyncExitStack
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import Interval, literal, make_url, update

from bot.storage.engine import parsed
from bot.storage.ledger import _check, open_ledger
from bot.storage.memory import MemoryLedger
from bot.storage.tables import outbox
from tests.databases import new_database, running_server
from tests.fakes import FakeClock

DATABASES = ["sqlite", "postgresql"]
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
    """Makes places where a ledger can be opened, by the database's name."""
    async with AsyncExitStack() as stack:

        async def make(database):
            if database == "sqlite":
                return shutil.copy(request.getfixturevalue("file"), tmp_path / "ledger.db")
            server = request.getfixturevalue("server")
            return await stack.enter_async_context(new_database(server, template=TEMPLATE))

        yield make


@pytest.fixture(params=DATABASES)
async def place(request, new_place):
    """Where a ledger can be opened, and opened again."""
    return await new_place(request.param)


class RealTime(FakeClock):
    """The clock that leases follow; a server's own is not moved, but what it is compared with."""

    def __init__(self):
        super().__init__()
        self.on_server = None

    async def passes(self, **duration):
        self.advance(**duration)
        if self.on_server is not None:
            step = literal(timedelta(**duration), Interval)
            less = {each: outbox.c[each] - step for each in ("lease_until", "not_before")}
            await self.on_server._write("age", lambda db: db.execute(update(outbox).values(less)))


@pytest.fixture
def time():
    return RealTime()


@pytest.fixture(params=["memory", *DATABASES])
async def ledger(request, new_place, time):
    if request.param == "memory":
        ledger = MemoryLedger(real=time.now)
    else:
        ledger = await open_ledger(await new_place(request.param))
        ledger._clock = time.now
    if request.param == "postgresql":
        time.on_server = ledger
    yield ledger
    await ledger.close()
