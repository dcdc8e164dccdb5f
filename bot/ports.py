"""What the core needs from outside: a clock and a ledger. Each port states its contract once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from bot.outbox import Item, Row, RowKind, RowState
from bot.progress import Assignment, Event
from knowledge.model import Participant


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
    #: When an organiser had dealt with it; None: it waits.
    answered_at: datetime | None = None


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


@dataclass(frozen=True, slots=True)
class Counted:
    """How often a kind of thing happened about a subject on a day."""

    day: date
    what: str
    subject: str
    n: int


@dataclass(frozen=True, slots=True)
class Focus:
    """What a conversation is about: ids, and nothing of what was said."""

    #: The entry that was answered last; None where the last answer named a meeting and nothing of it was known.
    entry: str | None
    #: The meetings that may be meant where a question names none: usually one.
    meetings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """What is remembered of somebody who has written to the bot."""

    #: The language they chose for good; None: they chose none.
    language: str | None = None
    #: When they were last told what is kept of them; None: never.
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an organiser looked at and has not decided yet."""

    #: Opaque; unique.
    key: str
    #: What it is: "knowledge", "roster".
    kind: str
    #: The Slack id of whoever looked at it.
    whose: str
    #: JSON; what is in it is the kind's business.
    content: str
    at: datetime


class Drafts(Protocol):
    """What organisers looked at, until they decide. May name anybody: erasing somebody takes all of it away."""

    async def keep_draft(self, draft: Draft) -> None: ...

    async def draft(self, key: str, *, since: datetime) -> Draft | None:
        """Return a draft; None where there is none, or it is from before an instant."""
        ...

    async def drop_draft(self, key: str) -> bool:
        """Drop a draft; True where it was there: of several callers one at the most is told so."""
        ...

    async def forget_drafts(self, before: datetime) -> int:
        """Drop the drafts from before an instant; return how many."""
        ...


class Ledger(Drafts, Protocol):
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

        It need not be kept when this returns: before long, before ``takes_part`` or ``forget_threads`` looks, and
        before ``close`` returns.
        """
        ...

    async def takes_part(self, thread: str) -> bool:
        """Tell whether the bot has spoken in a thread that is not forgotten yet."""
        ...

    async def forget_threads(self, before: datetime) -> int:
        """Drop the threads in which the bot spoke last before an instant; return how many."""
        ...

    async def focus_on(self, conversation: str, focus: Focus, now: datetime) -> None:
        """Remember what a conversation is about, in the place of what it was about before.

        It need not be kept when this returns: before long, before ``focus`` or ``forget_focuses`` looks, and before
        ``close`` returns.
        """
        ...

    async def focus(self, conversation: str, *, since: datetime) -> Focus | None:
        """Return what a conversation is about; None where nothing was remembered, or before an instant."""
        ...

    async def forget_focuses(self, before: datetime) -> int:
        """Drop what was remembered of conversations before an instant; return of how many."""
        ...

    async def count(self, what: str, subject: str, day: date) -> None:
        """Add one to the day's count of a kind of thing ("asked.answer") about a subject (an entry's id, or "").

        It need not be kept when this returns: before long, before ``counted`` tells, and before ``close`` returns.
        """
        ...

    async def counted(self, what: str, subject: str, day: date) -> int:
        """Return a day's count; 0 where nothing was counted."""
        ...

    async def tally(self, since: date) -> Sequence[Counted]:
        """Return what was counted on a day and after, by day, kind and subject."""
        ...

    async def pass_on(self, question: PassedOn) -> None:
        """Keep a question for the organisers. The same id twice keeps the first."""
        ...

    async def passed_on(self) -> Sequence[PassedOn]:
        """Return the kept questions, oldest first."""
        ...

    async def answered(self, question: str, now: datetime) -> bool:
        """Remember that a question was dealt with, by its id; False where there is none that waits."""
        ...

    async def forget_questions(self, *, answered_before: datetime, asked_before: datetime) -> int:
        """Drop the questions that were dealt with before an instant, and those that wait since before another one.

        Return how many.
        """
        ...

    async def acquaintance(self, user: str) -> Acquaintance | None:
        """Return what is remembered of a Slack user; None: nothing."""
        ...

    async def tell_once(self, user: str, now: datetime, *, since: datetime) -> bool:
        """Remember that a Slack user is told now what is kept of them; False where they were told since an instant.

        Of several callers one at the most is told True.
        """
        ...

    async def choose_language(self, user: str, language: str | None, now: datetime) -> None:
        """Remember the language that a Slack user chose for good; None: the choice is taken back."""
        ...

    async def forget_acquaintances(self, before: datetime) -> int:
        """Drop those who were told, or chose, last before an instant; return how many."""
        ...

    async def forget_audits(self, before: datetime) -> int:
        """Drop what was done before an instant from the audit trail; return how many."""
        ...

    async def audit(self, record: Audited) -> None:
        """Keep what was done; never changed afterwards."""
        ...

    async def audited(self, *, limit: int, actions: Collection[str] = ()) -> Sequence[Audited]:
        """Return what was done, latest first; with actions, of these alone."""
        ...

    async def close(self) -> None:
        """Let go of the database; the ledger is not used afterwards."""
        ...


# Following up. One ledger keeps the promises of all these.


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A participant as the ledger knows them."""

    participant: Participant
    #: The Slack user, once found by e-mail; None: nobody there to remind yet.
    user: str | None = None
    #: First and last day of an absence: their messages go to the deputy, or wait.
    away: tuple[date, date] | None = None

    #: The language that they chose in Slack for good.
    chosen: str | None = None

    @property
    def id(self) -> str:
        return self.participant.id

    @property
    def language(self) -> str | None:
        return self.chosen or self.participant.language


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterChange:
    """What loading a roster changed: participants' ids, in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    #: In the ledger and not in the file; removed only where the whole roster was replaced.
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A message as the plan wants it; the ledger joins it to one that waits for the same recipient, where there is."""

    recipient: str
    kind: RowKind
    #: The recipient's local day, and the instant of the planning clock.
    day: date
    send_at: datetime
    why: str = ""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a recipient has had lately, and what waits for them."""

    #: The local days of their follow-up messages, planned or sent, of the last two weeks and later.
    days: tuple[date, ...] = ()
    #: The local day of a follow-up message that nobody has claimed yet: what falls due joins it.
    waiting: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change of one assignment, with what follows from it: all of it happens, or nothing."""

    #: None: the assignment is new.
    before: Assignment | None
    after: Assignment
    events: tuple[Event, ...] = ()
    messages: tuple[Planned, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one claim of a row."""

    row: str
    attempt: int
    #: SENT, UNDELIVERABLE, CANCELLED, PARKED, UNKNOWN, or PLANNED to send it again.
    state: RowState
    ts: str | None = None
    refusal: str = ""
    #: By the real clock: not claimed or looked up before this much time has passed.
    wait: timedelta = timedelta(0)
    #: Items that were not said, because their assignment had moved on.
    dropped: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Backlog:
    """How the outbox stands."""

    #: How many rows are in each state; a state without rows may be missing.
    rows: Mapping[RowState, int]
    #: The earliest send time of a planned row; None: nothing is planned.
    earliest: datetime | None


class Roster(Protocol):
    """Who takes part. Personal data: nothing of it is ever logged, and ``erase`` takes all of it away."""

    async def put_roster(self, people: Sequence[Participant], *, replace: bool) -> RosterChange:
        """Add and change participants; with ``replace`` those that are not among ``people`` are removed.

        A Slack user stays matched until the address changes.
        """
        ...

    async def people(self, ids: Collection[str] | None = None) -> Sequence[Person]:
        """Return everybody, or those of some ids that there are, by id."""
        ...

    async def match(self, participant: str, user: str | None) -> None:
        """Keep which Slack user a participant is; None: nobody."""
        ...

    async def set_away(self, participant: str, away: tuple[date, date] | None) -> None:
        """Keep the first and last day of a participant's absence."""
        ...

    async def erase(self, *names: str) -> None:
        """Take somebody out of everything that is kept.

        Their row of the roster, their questions, what is remembered of them and their conversations go; what waits for
        them is cancelled, and their assignments close. What history must keep, that something was done and when, stays
        under a name that is made up for it; their notes and evidence go. A row being sent is left to its sender, who
        reads again before posting.

        Args:
            names: ids that are theirs: the participant's, the Slack user's, that of their direct messages. Where one of
                them is in the roster, the other id that it has there is meant too.
        """
        ...

    async def held(self, *names: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Return everything that names somebody, by what it is kept as: values that JSON knows, days and instants too.

        Args:
            names: as for ``erase``, which takes all of it away.
        """
        ...


class FollowUps(Protocol):
    """Assignments and their history."""

    async def assignment(self, id_: str) -> Assignment | None: ...

    async def assignments(
        self, *, recommendation: str | None = None, owner: str | None = None, open_only: bool = False
    ) -> Sequence[Assignment]:
        """Return assignments, by recommendation and owner."""
        ...

    async def change(self, steps: Sequence[Step]) -> Sequence[bool]:
        """Carry out steps in one transaction; tell for each whether it was.

        A step is left out where its ``before`` is no longer what is stored (by ``version``), or where it is None and
        the assignment exists. What is stored has the next version, whatever ``after`` says; a new one has 1.
        """
        ...

    async def plan(
        self,
        now: datetime,
        *,
        limit: int,
        recipients: Callable[[Sequence[Assignment]], Collection[str]],
        decide: Callable[[Sequence[Assignment], Mapping[str, Load]], Sequence[Step]],
    ) -> int:
        """Take open assignments with ``next_at <= now``, earliest first, up to ``limit``; return how many were taken.

        What ``decide`` makes of them is carried out in the same transaction, which no other planner shares.
        ``decide`` gets the load of each of ``recipients(assignments)``. Both are pure and quick. An assignment that is
        still due afterwards is put off for a day, so that the next ones have their turn.
        """
        ...

    async def forget_names(self, before: datetime) -> int:
        """Blank who did what, notes and evidence in the history of assignments that were closed before an instant.

        What became of them, and when, stays. Return how many events were blanked.
        """
        ...

    async def history(self, assignment: str) -> Sequence[Event]:
        """Return what happened to an assignment, oldest first."""
        ...

    async def events(self, *, since: datetime | None = None) -> Sequence[Event]:
        """Return what happened to all assignments, at an instant or later, oldest first."""
        ...

    async def announce(self, message: Planned) -> bool:
        """Plan a message that is about no assignment in particular: its items name "" for one.

        False, and nothing, where all of its items are said or planned already.
        """
        ...

    async def histories(self, assignments: Collection[str]) -> Mapping[str, Sequence[Event]]:
        """Return the history of each of some assignments, by id; an empty one of an assignment that nobody knows."""
        ...

    async def next_due(self) -> datetime | None:
        """Return the earliest instant of the planning clock at which something is to do; None: nothing is planned."""
        ...

    async def belong_to(self, team: str) -> str:
        """Return the id of the Slack workspace that all of this is about: this one, where none was said before.

        It is said once and for all.
        """
        ...

    async def paused(self) -> str | None:
        """Return why nothing is sent ("jump", "organiser", "restored"); None: it is."""
        ...

    async def pause(self, why: str | None) -> None:
        """Stop sending, or with None go on. Nothing is claimed meanwhile; what is in doubt may be looked up."""
        ...

    async def put_in_service(self, knowledge: str, since: datetime) -> bool:
        """Keep which knowledge was put into service last, by the hash of its sources, and when.

        False, and nothing, where other knowledge was put there later.
        """
        ...

    async def in_service(self) -> str | None:
        """Return which knowledge was put into service last; None: nobody has said so."""
        ...


class Outbox(Protocol):
    """Messages on their way. Leases and waits follow the real clock: on PostgreSQL the database's own."""

    async def claim(self, now: datetime, *, limit: int, lease: timedelta) -> Sequence[Row]:
        """Take planned rows whose time has come, earliest first: SENDING, one attempt more, under a lease.

        No row is handed to two callers. A row that was claimed before keeps its intent.
        """
        ...

    async def intend(self, intents: Sequence[Row]) -> Mapping[str, Mapping[str, Assignment]]:
        """Keep the channel and mark of claimed rows; return the assignments of their items, by id, as they are now.

        Only rows that are still the caller's are in the answer. Of a row's intents the first is kept: look at the row
        again by ``claim``.
        """
        ...

    async def record(self, outcomes: Sequence[Outcome]) -> Sequence[str]:
        """Keep what came of claims; return the ids of rows that were no longer the caller's and kept their state.

        A row whose lease has run out is still the caller's while nobody else has taken it. SENT adds a REMINDED event,
        of the instant of the claim, for each item that was said: from its due date to "stage:offset:recipient". What
        was dropped may be planned again; other items of a CANCELLED row may not.
        """
        ...

    async def expire(self) -> int:
        """Free rows whose lease has run out, and return how many.

        Without an intent they are PLANNED again, since nothing can have been posted; with one they are UNKNOWN, to be
        looked up after a minute.
        """
        ...

    async def doubtful(self, *, limit: int, lease: timedelta) -> Sequence[Row]:
        """Take UNKNOWN rows whose wait is over, to look them up under a lease: one attempt more.

        None is handed to two callers.
        """
        ...

    async def rows(
        self, *, states: Collection[RowState] = (), recipient: str | None = None, limit: int = 100
    ) -> Sequence[Row]:
        """Return rows, latest planned first."""
        ...

    async def row_at(self, channel: str, ts: str) -> Row | None:
        """Return the row that a message of a conversation is."""
        ...

    async def backlog(self) -> Backlog:
        """Return how many rows there are, and what waits longest. It looks at every row: to be asked now and then."""
        ...

    async def forget_messages(self, before: datetime) -> int:
        """Drop the messages that were due, and all of whose assignments were closed, before an instant.

        Return how many.
        """
        ...

    async def release(self, row: str) -> bool:
        """Plan a PARKED or UNDELIVERABLE row again, because an organiser says so; False where it is neither.

        One that was refused forgets its intent: its conversation may be another now.
        """
        ...


class FollowUpLedger(Ledger, Roster, FollowUps, Outbox, Protocol):
    """The whole ledger."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a conversation shows before a message is posted into it."""

    #: Slack's ts of its newest message; "0" where it is empty.
    mark: str
    #: Of our messages among the newest: the ts, by the sign of each item that was said.
    signs: Mapping[str, str]


class Messenger(Protocol):
    """Puts messages into conversations, and finds them again. Any method may raise ``DeliveryError``."""

    async def conversation(self, user: str) -> str:
        """Return the id of the direct message with a Slack user; a channel's id is returned as it is."""
        ...

    async def said(self, channel: str) -> Said:
        """Return what a conversation shows.

        Raises:
            UnreadableError: its history cannot be read.
        """
        ...

    async def post(self, channel: str, message: Mapping[str, Any], *, id_: str, signs: Sequence[str]) -> str:
        """Post a message with an opaque id and its items' signs in its metadata; return its ts.

        Never tried twice by itself.

        Raises:
            RefusedError: it did not arrive, and trying again cannot help.
            LimitedError: it did not arrive; Slack says how long to wait.
            NotSentError: it did not arrive; trying again may help.
            InDoubtError: it may have arrived.
        """
        ...

    async def find(self, channel: str, *, id_: str, after: str) -> str | None:
        """Return the ts of the message with this id; None: it is not there.

        Looks back from the newest message to the mark ``after``.

        Raises:
            UnreadableError: the history cannot be read that far.
        """
        ...

    async def copies(self, channel: str, *, id_: str, after: str) -> Sequence[str]:
        """Return the ts of every message with this id, newest first; looks back and raises as ``find`` does."""
        ...

    async def update(self, channel: str, ts: str, message: Mapping[str, Any]) -> None:
        """Put another message in the place of one that was posted."""
        ...

    async def user_with(self, email: str) -> str | None:
        """Return the Slack user with this address; None: there is none, or they are gone."""
        ...


class Organisers(Protocol):
    """The organisers as Slack knows them. Never raises: who cannot be found now is told next time."""

    @property
    def channel(self) -> str | None:
        """Their channel; None: each gets a direct message."""
        ...

    async def everyone(self) -> Collection[str]:
        """Return the Slack ids of all organisers that are known now; none where Slack does not say."""
        ...

    async def tell_once(self, key: str, message: str) -> None:
        """Tell them something by its name in `locales/`, once for each key, ever."""
        ...
