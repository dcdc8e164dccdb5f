"""What the core needs from outside: a clock and a ledger. Each port states its contract once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """A question that somebody sent to the organisers."""

    #: Opaque; unique.
    id: str
    #: As asked, with names, addresses and numbers masked where they can be recognised.
    question: str
    language: str
    #: The seminar in focus, where there is one.
    seminar: str | None
    #: Who asked and where, so that the answer can go back: Slack ids.
    asker: str
    channel: str
    thread: str | None
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """One thing an organiser did, or was refused."""

    at: datetime
    #: Slack user id.
    who: str
    #: What was done: "reload", "undo", "reload refused".
    action: str
    #: What it changed, in counts and ids; never a message's text.
    before: str
    after: str


class Ledger(Protocol):
    """What happened. Tasks and processes share one ledger; each method is one transaction.

    Instants are aware, in UTC. Any method may raise ``LedgerError``.
    """

    async def first_time(self, key: str, now: datetime, *others: str) -> bool:
        """Remember keys (an event's id, a button press); True where nobody had remembered any of them before.

        Of several callers that share a key, one at the most is told True.
        """
        ...

    async def forget_keys(self, before: datetime) -> int:
        """Drop the keys remembered before an instant; return how many."""
        ...

    async def take_part(self, thread: str, now: datetime) -> None:
        """Remember that the bot has spoken in a thread; again: the later instant is kept.

        It need not be kept when this returns: before long, before ``takes_part`` tells, and before ``close`` returns.
        """
        ...

    async def takes_part(self, thread: str) -> bool:
        """Tell whether the bot has spoken in a thread that is not forgotten yet."""
        ...

    async def forget_threads(self, before: datetime) -> int:
        """Drop the threads in which the bot spoke last before an instant; return how many."""
        ...

    async def count(self, what: str, subject: str, day: date) -> None:
        """Add one to the day's count of a kind of thing ("asked.answer") about a subject (an entry's id, or "").

        It need not be kept when this returns: before long, before ``counted`` tells, and before ``close`` returns.
        """
        ...

    async def counted(self, what: str, subject: str, day: date) -> int:
        """Return a day's count; 0 where nothing was counted."""
        ...

    async def pass_on(self, question: PassedOn) -> None:
        """Keep a question for the organisers. The same id twice keeps the first."""
        ...

    async def passed_on(self) -> Sequence[PassedOn]:
        """Return the kept questions, oldest first."""
        ...

    async def audit(self, record: Audited) -> None:
        """Keep what was done; never changed afterwards."""
        ...

    async def audited(self, *, limit: int) -> Sequence[Audited]:
        """Return what was done, latest first."""
        ...

    async def close(self) -> None:
        """Let go of the database; the ledger is not used afterwards."""
        ...
