"""The ledgers that one suite is for, and the time that passes for their leases."""

from datetime import timedelta

import pytest
from sqlalchemy import Interval, literal, update

from bot.storage.ledger import open_ledger
from bot.storage.memory import MemoryLedger
from bot.storage.tables import outbox
from tests.fakes import FakeClock

DATABASES = ["sqlite", "postgresql"]


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
