"""Every ledger, by name: one in memory, one in a file, one on a server."""

from contextlib import AsyncExitStack

import pytest

from bot.storage.ledger import open_ledger
from bot.storage.memory import MemoryLedger
from tests.databases import new_database, running_server

DATABASES = ["sqlite", "postgresql"]


@pytest.fixture(scope="session")
def server():
    with running_server() as url:
        yield url


@pytest.fixture
async def new_place(request, tmp_path):
    """Makes places where a database can be, by its name."""
    async with AsyncExitStack() as stack:

        async def make(database):
            if database == "sqlite":
                return tmp_path / "ledger.db"
            return await stack.enter_async_context(new_database(request.getfixturevalue("server")))

        yield make


@pytest.fixture(params=DATABASES)
async def place(request, new_place):
    """Where a ledger can be opened, and opened again."""
    return await new_place(request.param)


@pytest.fixture(params=["memory", *DATABASES])
async def ledger(request, new_place):
    ledger = MemoryLedger() if request.param == "memory" else await open_ledger(await new_place(request.param))
    yield ledger
    await ledger.close()
