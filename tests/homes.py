"""Homes with as much in them as there can be: for the tests of what Slack takes, and for `bench/home.py`."""

from datetime import UTC, date, datetime, timedelta

from bot.home import Homes
from bot.picture import Picture
from bot.ports import PassedOn, Step
from bot.progress import Assignment, Reported, Validation, assignment_id
from bot.reminding import Planner
from bot.storage.memory import MemoryLedger
from knowledge.model import Addressees, Participant, Policy
from tests.fakes import FakeClock, a_recommendation, a_seminar, a_snapshot, an_entry

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ORGANISER = "U0OLGA"
#: What people carry in turn: every status, with and without a date, early and late, resting and not.
STATUSES = tuple(Reported)
PROMPTS = {
    "fr": ("Quand était-ce ?", "Où était-ce ?"),
    "en": ("When was it?", "Where was it?"),
}


def roster(people: int, *, name: str = "Coordinator") -> list[Participant]:
    return [
        Participant(
            id=f"p{number}",
            name=f"{name} {number}"[:200],
            role=("coordinator", "rapporteur")[number % 2],
            country="RO",
            timezone="Europe/Bucharest",
            deputy=f"p{(number + 2) % people}" if people > 2 else None,
        )
        for number in range(people)
    ]


def assignments(many: int, people: int, recommendations: int) -> list[Assignment]:
    """Return assignments of different people, as many as wanted, each with its own recommendation and owner."""
    found = []
    for number in range(many):
        recommendation, owner = f"r{number % recommendations}", f"p{number // recommendations % people}"
        status = STATUSES[number % len(STATUSES)]
        found.append(
            Assignment(
                id=assignment_id(recommendation, owner),
                recommendation=recommendation,
                owner=owner,
                due=None if number % 11 == 10 else NOW.date() + timedelta(days=number % 90 - 45),
                reported=status,
                validation=Validation.RETURNED if number % 7 == 6 else Validation.UNVERIFIED,
                reported_on=NOW.date(),
                paused=number % 13 == 12,
                snoozed_until=NOW.date() + timedelta(days=9) if number % 5 == 4 else None,
            )
        )
    return found


class World:
    """A roster, assignments and questions, and the homes over them."""

    def __init__(
        self, *, people=4, many=40, recommendations=20, title="Train judges", name="Coordinator", prompts=PROMPTS
    ):
        self.ledger, self.clock = MemoryLedger(), FakeClock(NOW)
        self.people, self.assignments = roster(people, name=name), assignments(many, people, recommendations)
        shelf = [
            a_recommendation(f"r{number}", f"ZAG-2013-R{number:03}", title={"fr": title[:75], "en": title[:75]})
            for number in range(recommendations)
        ]
        self.snapshot = a_snapshot(an_entry(), seminars=[a_seminar(prompts=prompts)], recommendations=shelf)
        policy = Policy(
            owners=Addressees(roles=("coordinator", "rapporteur")),
            validator=Addressees(roles=("rapporteur",)),
            escalation=Addressees(roles=("rapporteur",)),
            anchor=date(2026, 3, 1),
        )
        self.policies = {each.id: policy for each in shelf}
        self.picture = self._picture

    async def begin(self, ledger=None):
        """Put everything into a ledger."""
        self.ledger = ledger or self.ledger
        await self.ledger.put_roster(self.people, replace=True)
        for number, each in enumerate(self.people):
            if number % 10 != 9:
                await self.ledger.match(each.id, user_of(each.id))
        await self.ledger.change([Step(before=None, after=each) for each in self.assignments])
        return self

    async def asks(self, question, *, times=1):
        for number in range(times):
            await self.ledger.pass_on(
                PassedOn(
                    id=f"q{number}",
                    question=question,
                    language="en",
                    seminar=None,
                    asker="U0BEN",
                    channel="D0BEN",
                    thread=None,
                    asked_at=NOW + timedelta(minutes=number),
                )
            )

    async def kept(self):
        """Take the picture once, as the application does while neither knowledge nor roster changes."""
        picture = await self._picture()

        async def same() -> Picture:
            await self.ledger.people()  # read all the same, to know that it is still so
            return picture

        self.picture = same

    @property
    def homes(self) -> Homes:
        return Homes(
            ledger=self.ledger,
            clock=self.clock,
            snapshot=lambda: self.snapshot,
            picture=self.picture,
            is_organiser=self._is_organiser,
            languages=("en", "fr"),
        )

    async def _picture(self) -> Picture:
        people = {each.id: each for each in await self.ledger.people()}
        planner = Planner(policies=self.policies, people=people, timezone="Europe/Zagreb")
        return Picture(snapshot=self.snapshot, planner=planner)

    async def _is_organiser(self, user: str) -> bool:
        return user == ORGANISER


def user_of(called: str) -> str:
    return f"U0{called.upper()}"
