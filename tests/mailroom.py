"""The sending side of a bot with fakes around it: what is planned here is posted to a Slack in memory."""

from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from bot.outbox import ORGANISERS, Item, RowKind, RowState, Stage
from bot.pacing import Pace
from bot.ports import Planned, Step
from bot.progress import Assignment, Closing, assignment_id
from bot.sending import Sending
from bot.storage.memory import MemoryLedger
from knowledge.model import Participant
from tests.fakes import MONDAY, FakeClock, FakeMessenger, FakeOrganisers, FakeReal

DUE = date(2026, 3, 2)


@dataclass
class FakeStanding:
    """How things stand: all that is open is still to be said, but for what a test takes back."""

    people: dict
    #: Assignments of which nothing is to be said any more.
    quiet: set = field(default_factory=set)
    #: Recipients whose message cannot be written.
    unwritable: set = field(default_factory=set)
    #: Whether another process has put other knowledge into service since.
    behind: bool = False

    async def is_behind(self):
        return self.behind

    def still_says(self, _item, assignment):
        return assignment.is_open and assignment.id not in self.quiet

    def notice(self, item):
        return Planned(recipient=item.recipient, kind=RowKind.DECISION, day=DUE, send_at=MONDAY, items=(item,))

    def message(self, row, _assignments, _histories):
        if row.recipient in self.unwritable:
            raise KeyError("a mistake of ours")
        return {"text": " ".join(f"{each.stage}:{each.assignment[:6]}" for each in row.items)}


class Mailroom:
    """A ledger, a messenger, clocks, and as many senders as a test wants."""

    def __init__(self, ledger=None, *, real: FakeReal | None = None, channel: str | None = "C0ORGANISERS") -> None:
        self.real, self.clock = real or FakeReal(), FakeClock()
        self.ledger = ledger or MemoryLedger(real=self.real.now)
        self.messenger = FakeMessenger()
        self.organisers = FakeOrganisers("U0OLGA", "U0OTTO", channel=channel)
        #: Of the processor, what all of them have used.
        self.processor_s = 0.0
        self.quiet, self.unwritable, self.behind = set(), set(), False
        #: Called when a batch is read again, just before it is posted.
        self.on_reading = None
        self.sending = self.a_sender()

    def a_sender(self, **different) -> Sending:
        """One more process on the same ledger."""
        pace = Pace(per_second=1000, monotonic=self.real.monotonic, rest=self.real.rest)
        about = {"clock": self.clock, "pace": pace, "monotonic": self.real.monotonic, "standing": self.standing}
        about["processor"] = lambda: self.processor_s
        ports = {"ledger": self.ledger, "messenger": self.messenger, "organisers": self.organisers}
        return Sending(**{**ports, **about, **different})

    async def standing(self) -> FakeStanding:
        if self.on_reading is not None:
            await self.on_reading()
        people = {each.id: each for each in await self.ledger.people()}
        return FakeStanding(MappingProxyType(people), self.quiet, self.unwritable, self.behind)

    async def somebody(self, *ids: str, in_slack: bool = True) -> None:
        """Enter participants in the roster; "ana" is U0ANA in Slack."""
        people = [Participant(id=each, name=each.title(), role="coordinator") for each in ids]
        await self.ledger.put_roster(people, replace=False)
        for each in ids if in_slack else ():
            await self.ledger.match(each, f"U0{each.upper()}")

    async def plan(self, *recipients: str, recommendation: str = "train-judges", stage=Stage.REMINDER, owner=""):
        """Plan a message to each recipient, about an assignment of theirs; return the assignments' ids."""
        ids = []
        for each in recipients:
            id_ = assignment_id(recommendation, owner or each)
            before = await self.ledger.assignment(id_)
            new = Assignment(id=id_, recommendation=recommendation, owner=owner or each, due=DUE)
            item = Item(assignment=id_, due=DUE, stage=stage, offset=0, recipient=each)
            kind = RowKind.DECISION if each == ORGANISERS else RowKind.FOLLOW_UP
            message = Planned(recipient=each, kind=kind, day=DUE, send_at=MONDAY, items=(item,))
            assert await self.ledger.change([Step(before=before, after=before or new, messages=(message,))]) == [True]
            ids.append(id_)
        return ids

    async def close(self, id_: str) -> None:
        before = await self.ledger.assignment(id_)
        after = replace(before, closed=Closing.IMPLEMENTED, closed_at=MONDAY)
        await self.ledger.change([Step(before=before, after=after)])

    async def send(self, sender: Sending | None = None) -> int:
        """Run a sender until there is nothing left to do at this moment."""
        total = 0
        while handled := await (sender or self.sending).run_once():
            total += handled
        return total

    async def settle(self, *, hours: float = 3, minutes: int = 1) -> None:
        """Let real time pass, with a tick every so many minutes, until nothing waits any more."""
        for _ in range(int(hours * 60 / minutes)):
            await self.send()
            if not await self.in_state(RowState.PLANNED, RowState.SENDING, RowState.UNKNOWN):
                return
            self.real.advance(minutes=minutes)

    async def in_state(self, *states: RowState) -> list[str]:
        """Return who the rows in these states are for, in alphabetical order."""
        return sorted(each.recipient for each in await self.ledger.rows(states=states, limit=10_000))

    async def row(self, recipient: str):
        [row] = await self.ledger.rows(recipient=recipient)
        return row
