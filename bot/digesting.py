"""The weekly digest for the organisers' channel: when it is due, and what it says. Pure but for what it is handed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

import structlog

from bot.charting import in_words, state_of
from bot.markdown import literal
from bot.outbox import ORGANISERS, Item, RowKind, Stage
from bot.picture import Picture
from bot.ports import Clock, FollowUpLedger, Planned
from bot.progress import Assignment, Event, EventKind, Rung
from bot.recommendations import is_late
from bot.telling import Sentences, shortened
from bot.undecided import undecided_messages, undecided_questions
from bot.wording import Wording

log = structlog.get_logger()

WEEK = timedelta(days=7)
#: After a longer absence it waits for the next one: what it says would be read beside that.
GRACE = timedelta(days=3)
#: Lines of a part; the counts say how many there are.
_MOST_LINES = 12
_MOVES = frozenset(
    {
        EventKind.REPORTED,
        EventKind.VALIDATED,
        EventKind.RETURNED,
        EventKind.DUE_REVISED,
        EventKind.HANDED_OVER,
        EventKind.NOT_MINE,
        EventKind.REOPENED,
    }
)


class Channel(Protocol):
    """Where the digest goes."""

    @property
    def channel(self) -> str | None:
        """The organisers' channel; None: there is none, and no digest."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """A time of the week, by a clock on the wall."""

    #: 0 is Monday.
    weekday: int
    hour: int

    def last(self, now: datetime, zone: ZoneInfo) -> datetime:
        """Return the latest such time that is not after ``now``, in UTC."""
        today = now.astimezone(zone).date()
        day = today - timedelta(days=(today.weekday() - self.weekday) % 7)
        at = self._at(day, zone)
        return at if at <= now else self._at(day - WEEK, zone)

    def next(self, now: datetime, zone: ZoneInfo) -> datetime:
        """Return the first such time after ``now``, in UTC."""
        return self._at(self.last(now, zone).astimezone(zone).date() + WEEK, zone)

    def _at(self, day: date, zone: ZoneInfo) -> datetime:
        return datetime.combine(day, time(self.hour), zone).astimezone(UTC)


@dataclass(slots=True, kw_only=True)
class Digesting:
    """Plans a digest when its time has come: one a week, however many processes there are, and however often asked."""

    ledger: FollowUpLedger
    clock: Clock
    organisers: Channel
    #: None: there is none.
    weekly: Weekly | None
    #: The seminar's, as it is now.
    zone: Callable[[], ZoneInfo]
    #: The day of the last digest that this process has seen planned.
    _planned: date | None = field(default=None, init=False)

    async def plan(self) -> bool:
        """Plan the digest that is due; False where none is, or somebody has.

        Raises:
            LedgerError: it is planned next time.
        """
        if self.weekly is None or self.organisers.channel is None:
            return False
        now, zone = self.clock.now(), self.zone()
        due = self.weekly.last(now, zone)
        day = due.astimezone(zone).date()
        if day == self._planned or now - due > GRACE:
            return False
        item = Item(assignment="", due=day, stage=Stage.DIGEST, offset=0, recipient=ORGANISERS)
        message = Planned(recipient=ORGANISERS, kind=RowKind.DIGEST, day=day, send_at=due, items=(item,))
        planned = await self.ledger.announce(message)
        self._planned = day
        if planned:
            log.info("digest planned", day=day.isoformat())
        return planned

    def next(self) -> datetime | None:
        """Return when the next one is due, by the planning clock; None: never."""
        if self.weekly is None or self.organisers.channel is None:
            return None
        return self.weekly.next(self.clock.now(), self.zone())


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """All that a digest is about, at one moment."""

    picture: Picture
    now: datetime
    assignments: Sequence[Assignment]
    #: Of the last seven days, oldest first.
    events: Sequence[Event]
    #: Messages that wait for a decision.
    parked: int
    questions: int


async def week(ledger: FollowUpLedger, picture: Picture, now: datetime) -> Week:
    """Read what a digest is about.

    Raises:
        LedgerError: it cannot be read.
    """
    waiting = await undecided_messages(ledger, picture)
    return Week(
        picture=picture,
        now=now,
        assignments=await ledger.assignments(),
        events=await ledger.events(since=now - WEEK),
        parked=len(waiting.rows),
        questions=len(await undecided_questions(ledger)),
    )


def digest(found: Week, wording: Wording, language: str) -> list[str]:
    """Return the digest in Markdown, a part each: how all stands, what moved, what is overdue, what waits."""
    said = _Digest(found, Sentences(wording, language))
    return ["\n".join(each) for each in (said.standing(), said.moved(), said.overdue(), said.waits())]


@dataclass(frozen=True, slots=True)
class _Digest:
    week: Week
    sentences: Sentences

    def standing(self) -> Iterator[str]:
        say, picture, now = self.sentences.say, self.week.picture, self.week.now
        yield say("digest-title", day=picture.today("", now))
        counted = [each for each in self.week.assignments if state_of(each) is not None]
        if not counted:
            yield say("digest-none")
            return
        counts = Counter(each for each in map(state_of, counted) if each is not None)
        states = in_words(counts, self.sentences.wording, self.sentences.language)
        yield self.sentences.wording.say(self.sentences.language, "digest-states", count=len(counted), states=states)

    def moved(self) -> Iterator[str]:
        known = {each.id: each for each in self.week.assignments}
        moves = [each for each in self.week.events if each.kind in _MOVES and each.assignment in known]
        yield self.sentences.say("digest-moved", count=len(moves)) if moves else self.sentences.say("digest-moved-none")
        for each in moves[::-1][:_MOST_LINES]:
            what = self.sentences.done(each, self.week.picture.name(each.who))
            yield self._line("digest-line", known[each.assignment], what=what)
        yield from self._more(moves)

    def overdue(self) -> Iterator[str]:
        today = {each.id: self.week.picture.today(each.owner, self.week.now) for each in self.week.assignments}
        late = [(each.due, each) for each in self.week.assignments if is_late(each, today[each.id]) and each.due]
        late.sort(key=lambda pair: (pair[0], pair[1].recommendation, pair[1].owner))
        yield (
            self.sentences.say("digest-overdue", count=len(late)) if late else self.sentences.say("digest-overdue-none")
        )
        for due, each in late[:_MOST_LINES]:
            yield self._line("digest-overdue-line", each, due=due, days=(today[each.id] - due).days)
        yield from self._more(late)

    def waits(self) -> Iterator[str]:
        open_ = [each for each in self.week.assignments if each.is_open]
        counts = {
            "digest-waits-validator": sum(each.waits_for_validator for each in open_),
            "digest-waits-decision": sum(each.rung is Rung.DECISION or each.paused for each in open_),
            "digest-waits-unreachable": sum(each.unreachable and not each.example for each in open_),
            "digest-waits-parked": self.week.parked,
            "digest-waits-questions": self.week.questions,
        }
        there = {name: count for name, count in counts.items() if count}
        yield self.sentences.say("digest-waits" if there else "digest-waits-none")
        for name, count in there.items():
            yield self.sentences.say(name, count=count)

    def _line(self, name: str, assignment: Assignment, **values: str | float | date) -> str:
        owner = shortened(self.week.picture.name(assignment.owner), 80) or self.sentences.say("somebody-gone")
        what = {"what": str(values.pop("what"))} if "what" in values else {}
        # What was done is Markdown already.
        return self.sentences.wording.say(
            self.sentences.language,
            name,
            reference=self.week.picture.reference(assignment),
            owner=literal(owner),
            **what,
            **values,
        )

    def _more(self, found: Sequence[object]) -> Iterable[str]:
        if len(found) > _MOST_LINES:
            yield f"- {self.sentences.say('and-more', count=len(found) - _MOST_LINES)}"
