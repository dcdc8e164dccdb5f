"""Lives of the real process, each ended by SIGKILL at a point of its sending; the Slack beside it counts what arrived.

On each day one more recommendation falls due for everybody, once and for all: were it to fall due again, a day that was
missed for long would rightly be left out for the next. What was lost or doubled is read off the messages that stand in
Slack, not off the bot's books.
"""

import asyncio
import os
import random
import re
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.outbox import Item, RowState, Stage
from bot.progress import assignment_id
from bot.storage.ledger import open_ledger
from knowledge.model import Participant, WorkingHours
from tests.fake_slack import SECRET, TOKEN, Call, FakeSlack, Posted
from tests.nursery import Child, Nursery

ROOT = Path(__file__).parents[1]
SEMINAR = ROOT / "tests" / "scenarios" / "knowledge"
FIRST = date(2031, 6, 2)
PATIENCE_S = 60
#: The shortest that the settings take, so that what a life left is taken up by one of the next.
LEASE_S = 30
UNDER_WAY = (RowState.PLANNED, RowState.SENDING, RowState.UNKNOWN)

#: Where a life ends: a method of Slack's, and how far its call has come. "lost" is received and never done.
POINTS = (
    ("conversations.list", "received"),
    ("conversations.open", "received"),
    ("conversations.history", "received"),
    ("conversations.history", "answered"),
    ("chat.postMessage", "lost"),
    ("chat.postMessage", "received"),
    ("chat.postMessage", "done"),
    ("chat.postMessage", "answered"),
    ("anything", "random"),
)

#: What a life calls once, or not at all.
ONCE = ("conversations.list", "anything")

RECOMMENDATION = """\
  - id: r{number}
    reference: VAR-2031-R{number:03}
    title: {{fr: "Tâche {number}", en: "Task {number}"}}
    text: {{fr: "Faire la tâche {number}.", en: "Do task {number}."}}
    standing: request
    source: invitation
    follow_up:
      owners: {{roles: [keeper]}}
      anchor: {anchor}
      stages: [0]
      deputy_after: 1
      escalate_after: 2
      decide_after: 3
"""


@dataclass
class Lives:
    """One ledger, one Slack, and as many lives of the bot as are wanted, one after the other."""

    folder: Path
    slack: FakeSlack
    days: int
    people: int
    seed: int
    #: None: SQLite in the state folder.
    ledger_url: str | None = None
    #: How long the last life may take for all that is left.
    last_s: float = 240
    #: Where processes are forked; None: each is started anew.
    nursery: Nursery | None = None
    ended: Counter = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - the seed is printed, so that a run can be repeated
        self.names = [f"keeper-{number}" for number in range(self.people)]
        self.users = {name: f"U0KEEPER{number}" for number, name in enumerate(self.names)}

    async def prepare(self) -> None:
        """Write the knowledge, and enter everybody in the roster and in Slack."""
        self._write_knowledge()
        for name, user in self.users.items():
            self.slack.people[user] = {"id": user, "email": f"{name}@example.org", "tz": "Europe/Sofia"}
        always = WorkingHours(start="00:00", end="23:59", days=(1, 2, 3, 4, 5, 6, 7))
        participants = [
            Participant(id=each, name=each, role="keeper", email=f"{each}@example.org", hours=always, language="en")
            for each in self.names
        ]
        ledger = await open_ledger(self.place)
        await ledger.put_roster(participants, replace=True)
        await ledger.close()

    @property
    def place(self) -> str | Path:
        return self.ledger_url or self.folder / "state" / "ledger.db"

    def _write_knowledge(self) -> None:
        content = self.folder / "content"
        for each in SEMINAR.rglob("*.yaml"):
            target = content / each.relative_to(SEMINAR)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(each.read_bytes())
        tasks = (RECOMMENDATION.format(number=day, anchor=FIRST + timedelta(days=day)) for day in range(self.days))
        (content / "varna-2031" / "recommendations.yaml").write_text("recommendations:\n" + "".join(tasks))

    # One life

    async def live(self, day: int, point: tuple[str, str] | None, *, for_s: float = 6.0) -> str:
        """Live through a day and be killed at a point; return where it ended. None: live until there is nothing to do.

        A life that never comes to its point is killed after its time.
        """
        process = await self.start(day)
        over = asyncio.Event()
        try:
            if point is None:
                await self.until_nothing_is_under_way(within_s=self.last_s)
                return "done"
            where = self._end_at(point, process, over)
            line = asyncio.create_task(process.stdout.readline())
            began = asyncio.create_task(over.wait())
            await asyncio.wait({line, began}, timeout=PATIENCE_S, return_when=asyncio.FIRST_COMPLETED)
            if point[1] == "random":
                await asyncio.sleep(self.chance.uniform(0, 1.2))
            elif not over.is_set():
                await asyncio.wait({began}, timeout=for_s)
                where = where if over.is_set() else "its time was over"
            line.cancel()
            began.cancel()
            self.ended[where] += 1
            return where
        finally:
            self.slack.watch = None
            if process.returncode is None:
                process.send_signal(signal.SIGKILL if point else signal.SIGTERM)
            await process.wait()

    def _end_at(self, point: tuple[str, str], process: asyncio.subprocess.Process | Child, over: asyncio.Event) -> str:
        method, stage = point
        if method == "conversations.open":
            self.slack.opened.clear()  # so that there is something to open
        seen, wanted = 0, self.chance.randint(1, 1 if method in ONCE else max(1, self.people - 1))

        def watch(call: Call, at: str) -> None:
            nonlocal seen
            if over.is_set() or call.method != method or at != ("received" if stage == "lost" else stage):
                return
            seen += 1
            if seen < wanted:
                return
            process.kill()
            over.set()
            if stage == "lost":
                self.slack.dropped += 1

        self.slack.watch = watch
        return f"{method} {stage}"

    async def start(self, day: int, *, state: str = "state") -> asyncio.subprocess.Process | Child:
        """Start the bot on a day, with a state folder; it has said that it serves once it has written a line."""
        clock = datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), UTC) + timedelta(hours=8)
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("SUIVI_", "SLACK_"))}
        settings = {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": self.slack.api_url,
            "SUIVI_CONTENT": str(self.folder / "content"),
            "SUIVI_STATE_DIR": str(self.folder / state),
            "SUIVI_CLOCK": clock.isoformat(),
            "SUIVI_LEASE_S": str(LEASE_S),
            "SUIVI_POSTS_PER_SECOND": "100",
            "SUIVI_WEEK_BUDGET": "50",
            "SUIVI_ORGANISERS_CHANNEL": "C0ORGANISERS",
            "SUIVI_LOG_LEVEL": "WARNING",
            **({"SUIVI_LEDGER_URL": self.ledger_url} if self.ledger_url else {}),
        }
        with (self.folder / "log").open("ab") as log:
            if self.nursery is not None:
                return await self.nursery.start({**outside, **settings}, log)
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "run_bot.py", "serve", "--port", "0"),
                cwd=ROOT,
                env={**outside, **settings},
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )

    # Waiting, and letting time pass

    async def until_nothing_is_under_way(self, *, within_s: float) -> None:
        ledger = await open_ledger(self.place)
        ends = time.monotonic() + within_s
        try:
            while await self._is_under_way(ledger):
                if time.monotonic() > ends:
                    raise TimeoutError
                await asyncio.sleep(0.2)
        finally:
            await ledger.close()

    async def _is_under_way(self, ledger) -> bool:
        if await ledger.rows(states=UNDER_WAY, limit=1):
            return True
        carried = await ledger.assignments()
        last = FIRST + timedelta(days=self.days - 1)
        unsaid = (each for each in carried if each.stage is None and each.due <= last)
        return len(carried) < self.people * self.days or any(unsaid)

    async def age(self) -> None:
        """Let leases run out and waits end, as if some minutes had passed since the last life."""
        ledger = await open_ledger(self.place)
        # The column's own form: SQLite keeps instants as text.
        past = datetime(2000, 1, 1, tzinfo=UTC) if self.ledger_url else str(datetime(2000, 1, 1))  # noqa: DTZ001
        for column in ("lease_until", "not_before"):
            aged = text(f"UPDATE outbox SET {column} = :past WHERE {column} IS NOT NULL")  # noqa: S608 - two names
            await ledger._write("age", lambda db, aged=aged: db.execute(aged, {"past": past}))
            await ledger.expire()
        await ledger.close()

    # What people saw

    @property
    def named(self) -> Counter:
        """How often each person read the name of each recommendation; a long message leaves some out."""
        found = Counter()
        for posted in self.to_keepers:
            found.update((posted.channel, each) for each in set(re.findall(r"VAR-2031-R\d{3}", posted.text)))
        return found

    @property
    def told(self) -> Counter:
        """How often each person was told of each recommendation, by the signs that each message carries."""
        found = Counter()
        for posted in self.to_keepers:
            found.update((posted.channel, each) for each in set(posted.metadata["event_payload"]["items"]))
        return found

    @property
    def to_keepers(self) -> list[Posted]:
        return [each for each in self.slack.posts if each.channel.startswith("D0KEEPER")]

    @property
    def expected(self) -> Counter:
        """How often each person is to be told of each recommendation: once."""
        return Counter(
            (f"D{user[1:]}", self._item(name, day).sign)
            for name, user in self.users.items()
            for day in range(self.days)
        )

    def _item(self, name: str, day: int) -> Item:
        due = FIRST + timedelta(days=day)
        return Item(assignment=assignment_id(f"r{day}", name), due=due, stage=Stage.REMINDER, offset=0, recipient=name)

    @property
    def messages(self) -> int:
        """How many arrived, those that tell the organisers of silence included."""
        return sum(posted.metadata is not None for posted in self.slack.posts)

    @property
    def lost(self) -> Counter:
        return self.expected - self.told

    @property
    def doubled(self) -> Counter:
        """What was said, or named, more than once, and messages that stand twice."""
        ids = Counter(each.metadata["event_payload"]["id"] for each in self.slack.posts if each.metadata)
        return sum((each - Counter(each.keys()) for each in (self.told, self.named, ids)), Counter())
