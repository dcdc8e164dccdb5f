"""What stands in for the world in tests: each keeps its port's promises, and has a vocabulary for what goes wrong."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.errors import LedgerError

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class FakeClock:
    """Shows the time that a test says."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, **duration: float) -> None:
        self._now += timedelta(**duration)


class FaultyLedger:
    """A ledger that can go away, or answer nothing for as long as a test wants."""

    def __init__(self, ledger) -> None:
        self._ledger = ledger
        #: While set, every method raises ``LedgerError``, as a database that cannot be reached.
        self.is_away = False
        #: While cleared, every method waits, as a database that takes connections and never answers.
        self.answers = asyncio.Event()
        self.answers.set()
        #: The methods that were called, in their order.
        self.called: list[str] = []

    def __getattr__(self, name):
        method = getattr(self._ledger, name)

        async def faulty(*args, **kwargs):
            self.called.append(name)
            if name == "close":
                return await method()
            await asyncio.sleep(0)  # a database never answers before others have had their turn
            if self.is_away:
                raise LedgerError(f"{name}: OperationalError")
            await self.answers.wait()
            return await method(*args, **kwargs)

        return faulty
