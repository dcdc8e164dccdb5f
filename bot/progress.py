"""What becomes of an assignment: reports, confirmations, snoozes. Pure: no ledger, no clock, no Slack.

An **assignment** is one recommendation carried by one participant: our promise to come back to them until it is done.
Two scales are kept apart: what its owner reports, and what its validator confirms. Silence is never "done".
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256


class Reported(StrEnum):
    """What the owner says."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    PARTLY_IMPLEMENTED = "partly_implemented"
    IMPLEMENTED = "implemented"
    BLOCKED = "blocked"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_final(self) -> bool:
        """Whether it ends the work, once a validator confirms it."""
        return self in {Reported.IMPLEMENTED, Reported.NOT_APPLICABLE}


class Validation(StrEnum):
    """What the validator says of a report."""

    UNVERIFIED = "unverified"
    VALIDATED = "validated"
    RETURNED = "returned"


class Closing(StrEnum):
    """Why an assignment ended. Only the first two mean that the work is done."""

    IMPLEMENTED = "implemented"
    NOT_APPLICABLE = "not_applicable"
    SUPERSEDED = "superseded"
    #: The recommendation, its policy or its owner left the knowledge or the roster.
    REMOVED = "removed"
    #: It went to a successor, whose assignment is another one.
    HANDED_OVER = "handed_over"


class Rung(StrEnum):
    """How far up the ladder the silence of one due date has gone, lowest first."""

    NONE = "none"
    OWNER = "owner"
    DEPUTY = "deputy"
    CONTACT = "contact"
    #: An open decision for the organisers; the ladder ends here.
    DECISION = "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One recommendation carried by one participant, and where its follow-up stands.

    Days are calendar days of the owner's zone; instants are aware, in UTC, by the planning clock.
    """

    #: ``assignment_id(recommendation, participant)``.
    id: str
    recommendation: str
    #: The owner: a participant's id.
    owner: str
    seminar: str | None = None
    #: Raised by every change; a writer that read an older one has lost, and reads again.
    version: int = 0

    reported: Reported = Reported.NOT_STARTED
    validation: Validation = Validation.UNVERIFIED
    #: The day of the last report; None: there was none yet.
    reported_on: date | None = None

    #: The due date in force; None once no other follows.
    due: date | None = None
    #: Which of the policy's due dates it is, 0 the anchor; a revised date keeps the number.
    period: int = 0
    #: Whether the owner or an organiser moved this due date from what the policy gives.
    revised: bool = False
    #: Nothing is sent about it before this day.
    snoozed_until: date | None = None
    #: Whether the owner has reported since this due date came into force: then nobody is told of a silence.
    answered: bool = False

    #: The last stage of this due date, as planned: days from the due date; None: none yet.
    stage: int | None = None
    #: How often the validator has been asked about the report that waits, and about those before it.
    asked: int = 0
    asked_before: int = 0
    rung: Rung = Rung.NONE
    #: The day from which silence is counted: of the message that reached the rung, or of one that the owner had asked
    #: for; what the owner is told besides does not keep the next rung waiting.
    reminded_on: date | None = None
    #: When to look at it again; None: when somebody reports, or never. Idle assignments cost nothing.
    next_at: datetime | None = None

    #: The owner cannot be reached in Slack; never the same as done.
    unreachable: bool = False
    #: A person or the organisers asked for quiet: nothing is planned until resumed.
    paused: bool = False
    closed: Closing | None = None
    closed_at: datetime | None = None
    #: Why, in a few words of ours.
    closed_because: str = ""
    example: bool = False

    @property
    def is_open(self) -> bool:
        return self.closed is None

    @property
    def waits_for_validator(self) -> bool:
        """Whether it is the validator's turn: what the owner reported would end it."""
        return self.is_open and self.reported.is_final and self.validation is Validation.UNVERIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to an assignment; kept as history, never overwritten."""

    assignment: str
    at: datetime
    #: A participant's id, or a Slack user id for an organiser; "" for the bot itself.
    who: str
    kind: "EventKind"
    #: What it was and is, in ids and dates: "in_progress", "2026-03-31".
    before: str = ""
    after: str = ""
    #: What the person wrote: a note, a reason. Theirs alone; never logged.
    note: str = ""
    #: A web address, where the report names one.
    evidence: str = ""


class EventKind(StrEnum):
    """What can happen to an assignment."""

    ASSIGNED = "assigned"
    REPORTED = "reported"
    VALIDATED = "validated"
    RETURNED = "returned"
    DUE_REVISED = "due_revised"
    SNOOZED = "snoozed"
    NOT_MINE = "not_mine"
    HANDED_OVER = "handed_over"
    PAUSED = "paused"
    RESUMED = "resumed"
    #: The owner asked for no more reminders of anything; the organisers decided to go on.
    QUIET_ASKED = "quiet_asked"
    QUIET_KEPT = "quiet_kept"
    REMINDED = "reminded"
    UNREACHABLE = "unreachable"
    CLOSED = "closed"
    REOPENED = "reopened"


def assignment_id(recommendation: str, participant: str) -> str:
    """Return the id under which a recommendation carried by a participant is always found again."""
    return sha256(f"{recommendation}\0{participant}".encode()).hexdigest()[:24]


# What people do


class Refusal(StrEnum):
    """Why nothing happened; each has words in `locales/`."""

    #: The work is done, handed over, or no longer followed up.
    CLOSED = "closed"
    #: It stands so already: pressed twice, or somebody else was faster.
    SAME = "same"
    #: What the person saw has changed since; they look at it again and choose again.
    STALE = "stale"
    #: It is the validator's turn, not the owner's.
    WAITING = "waiting"
    #: Nothing waits for the validator.
    NOT_WAITING = "not_waiting"
    #: They have another part in it, which does not allow this.
    NOT_THEIRS = "not_theirs"
    #: They have no part in it, and are told nothing of it.
    STRANGER = "stranger"
    #: A reason, a note or an address is missing.
    NO_WORDS = "no_words"
    #: A day that is past.
    PAST = "past"
    #: A day so far away that it looks like a slip.
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True)
class Done:
    """What an act makes of an assignment; its next look is for the planner to set."""

    after: Assignment
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing happened."""

    why: Refusal


Transition = Done | Refused

#: Somebody who puts a reminder off for longer is told to revise the due date instead.
LONGEST_SNOOZE = timedelta(days=366)
#: No due date is agreed further ahead.
FURTHEST_DUE = timedelta(days=5 * 366)


def seen(assignment: Assignment) -> str:
    """Return a short mark of what people are shown of an assignment: due date and both scales.

    A button carries the mark of what its message showed, so that a press on an old message is known for one.
    """
    shown = f"{assignment.due}:{assignment.reported}:{assignment.validation}:{assignment.closed}:{assignment.owner}"
    return sha256(shown.encode()).hexdigest()[:8]


def reported_as(
    assignment: Assignment,
    status: Reported,
    *,
    who: str,
    now: datetime,
    today: date,
    mark: str | None = None,
    note: str = "",
    evidence: str = "",
) -> Transition:
    """Take a report: its status, with a note and evidence where there are any.

    Args:
        assignment: as it is now.
        status: what is reported.
        who: reports.
        now: the instant.
        today: the owner's day.
        mark: ``seen`` of what the person was shown; None: they were shown the present state.
        note: the person's words.
        evidence: a web address.
    """
    if not assignment.is_open:
        return Refused(Refusal.CLOSED)
    if status is assignment.reported and assignment.answered and not (note or evidence):
        return Refused(Refusal.SAME)
    if _is_stale(assignment, mark):
        return Refused(Refusal.STALE)
    after = replace(
        assignment,
        reported=status,
        validation=Validation.UNVERIFIED,
        reported_on=today,
        answered=True,
        asked=0,
        asked_before=assignment.asked_before + assignment.asked,
        snoozed_until=None,
        unreachable=False,
    )
    event = Event(
        assignment=assignment.id,
        at=now,
        who=who,
        kind=EventKind.REPORTED,
        before=assignment.reported,
        after=status,
        note=note,
        evidence=evidence,
    )
    return Done(after, (event,))


def noted(assignment: Assignment, *, who: str, now: datetime, today: date, note: str, evidence: str = "") -> Transition:
    """Add a note or evidence; the status stays. It answers the due date: somebody is at work."""
    if not assignment.is_open:
        return Refused(Refusal.CLOSED)
    if not (note or evidence):
        return Refused(Refusal.NO_WORDS)
    # What waits for the validator waits since it was reported.
    day = assignment.reported_on if assignment.waits_for_validator else today
    after = replace(assignment, answered=True, reported_on=day, unreachable=False)
    event = Event(
        assignment=assignment.id,
        at=now,
        who=who,
        kind=EventKind.REPORTED,
        before=assignment.reported,
        after=assignment.reported,
        note=note,
        evidence=evidence,
    )
    return Done(after, (event,))


def confirmed(assignment: Assignment, *, who: str, now: datetime, mark: str | None = None) -> Transition:
    """Confirm what the owner reported, which ends the assignment."""
    if refused := _not_for_validator(assignment, mark):
        return refused
    closing = Closing(assignment.reported.value)
    after = replace(
        assignment, validation=Validation.VALIDATED, closed=closing, closed_at=now, snoozed_until=None, next_at=None
    )
    events = (
        _event(assignment, EventKind.VALIDATED, who, now, before=assignment.reported, after=Validation.VALIDATED),
        _event(assignment, EventKind.CLOSED, who, now, after=closing),
    )
    return Done(after, events)


def returned(
    assignment: Assignment, *, who: str, now: datetime, today: date, reason: str, mark: str | None = None
) -> Transition:
    """Send a report back to its owner; the work goes on, and so do the reminders of its due date.

    Nobody is told of a silence of the owner that was the validator's: it is counted from the owner's ``today``.
    """
    if refused := _not_for_validator(assignment, mark):
        return refused
    if not reason:
        return Refused(Refusal.NO_WORDS)
    after = replace(
        assignment,
        reported=Reported.IN_PROGRESS,
        validation=Validation.RETURNED,
        answered=False,
        asked=0,
        asked_before=assignment.asked_before + assignment.asked,
        reminded_on=today,
    )
    return Done(
        after,
        (
            _event(
                assignment,
                EventKind.RETURNED,
                who,
                now,
                before=assignment.reported,
                after=Reported.IN_PROGRESS,
                note=reason,
            ),
        ),
    )


def snoozed(assignment: Assignment, until: date, *, who: str, now: datetime, today: date) -> Transition:
    """Say nothing of it before a day."""
    if refused := _not_for_owner(assignment):
        return refused
    if until <= today:
        return Refused(Refusal.PAST)
    if until - today > LONGEST_SNOOZE:
        return Refused(Refusal.TOO_FAR)
    if until == assignment.snoozed_until:
        return Refused(Refusal.SAME)
    before = assignment.snoozed_until.isoformat() if assignment.snoozed_until else ""
    event = _event(assignment, EventKind.SNOOZED, who, now, before=before, after=until.isoformat())
    return Done(replace(assignment, snoozed_until=until, unreachable=False), (event,))


def revised(
    assignment: Assignment, due: date, *, who: str, now: datetime, today: date, reason: str, mark: str | None = None
) -> Transition:
    """Agree on another due date; it is reminded of from the first stage that is still to come."""
    if refused := _not_for_owner(assignment):
        return refused
    if due == assignment.due:
        return Refused(Refusal.SAME)
    if _is_stale(assignment, mark):
        return Refused(Refusal.STALE)
    if refused := _no_due_date(due, today) or _no_words(reason):
        return refused
    after = replace(
        assignment,
        due=due,
        revised=True,
        answered=False,
        # Who has just chosen a day is not reminded of it at once.
        stage=(today - due).days,
        rung=Rung.NONE,
        snoozed_until=None,
        unreachable=False,
    )
    before = assignment.due.isoformat() if assignment.due else ""
    return Done(
        after, (_event(assignment, EventKind.DUE_REVISED, who, now, before=before, after=due.isoformat(), note=reason),)
    )


def not_mine(assignment: Assignment, *, who: str, now: datetime, reason: str) -> Transition:
    """Say that it is somebody else's: quiet until the organisers have decided."""
    if refused := _not_for_owner(assignment):
        return refused
    if assignment.paused:
        return Refused(Refusal.SAME)
    if not reason:
        return Refused(Refusal.NO_WORDS)
    return Done(replace(assignment, paused=True), (_event(assignment, EventKind.NOT_MINE, who, now, note=reason),))


def paused(assignment: Assignment, *, who: str, now: datetime, reason: str = "") -> Transition:
    """Plan nothing until it is resumed."""
    if not assignment.is_open:
        return Refused(Refusal.CLOSED)
    if assignment.paused:
        return Refused(Refusal.SAME)
    return Done(replace(assignment, paused=True), (_event(assignment, EventKind.PAUSED, who, now, note=reason),))


def resumed(assignment: Assignment, *, who: str, now: datetime) -> Transition:
    """Plan again."""
    if not assignment.is_open:
        return Refused(Refusal.CLOSED)
    if not assignment.paused:
        return Refused(Refusal.SAME)
    return Done(replace(assignment, paused=False), (_event(assignment, EventKind.RESUMED, who, now),))


#: A successor reads the briefing before the first reminder.
SETTLING_IN = timedelta(days=7)


def handed_over(
    assignment: Assignment, theirs: Assignment | None, *, to: str, who: str, now: datetime, today: date
) -> tuple[Done, Done] | Refused:
    """Give an assignment to a successor; return what becomes of it, and of the successor's.

    Args:
        assignment: of the person who leaves.
        theirs: the successor's own on the same recommendation, where they ever had one.
        to: the successor.
        who: hands over.
        now: the instant.
        today: the successor's day.
    """
    if not assignment.is_open:
        return Refused(Refusal.CLOSED)
    if assignment.owner == to:
        return Refused(Refusal.SAME)
    left = replace(assignment, closed=Closing.HANDED_OVER, closed_at=now, closed_because=to, next_at=None)
    given = Done(left, (_event(assignment, EventKind.HANDED_OVER, who, now, before=assignment.owner, after=to),))
    if theirs is not None and theirs.is_open:
        # They carry it already, and know how it stands for them.
        return given, Done(
            theirs, (_event(theirs, EventKind.HANDED_OVER, who, now, before=assignment.owner, after=to),)
        )
    taken = replace(
        assignment,
        id=assignment_id(assignment.recommendation, to),
        owner=to,
        version=theirs.version if theirs else 0,
        stage=None,
        rung=Rung.NONE,
        snoozed_until=None if assignment.waits_for_validator else today + SETTLING_IN,
        unreachable=False,
        paused=False,
    )
    return given, Done(taken, (_event(taken, EventKind.HANDED_OVER, who, now, before=assignment.owner, after=to),))


def _event(
    assignment: Assignment,
    kind: EventKind,
    who: str,
    now: datetime,
    *,
    before: str = "",
    after: str = "",
    note: str = "",
) -> Event:
    return Event(assignment=assignment.id, at=now, who=who, kind=kind, before=before, after=after, note=note)


def _no_due_date(due: date, today: date) -> Refused | None:
    if due <= today:
        return Refused(Refusal.PAST)
    return Refused(Refusal.TOO_FAR) if due - today > FURTHEST_DUE else None


def _no_words(reason: str) -> Refused | None:
    return None if reason else Refused(Refusal.NO_WORDS)


def _is_stale(assignment: Assignment, mark: str | None) -> bool:
    return mark is not None and mark != seen(assignment)


def _not_for_owner(assignment: Assignment) -> Refused | None:
    if not assignment.is_open:
        return Refused(Refusal.CLOSED)
    return Refused(Refusal.WAITING) if assignment.waits_for_validator else None


def _not_for_validator(assignment: Assignment, mark: str | None) -> Refused | None:
    if not assignment.is_open:
        return Refused(Refusal.SAME if assignment.validation is Validation.VALIDATED else Refusal.CLOSED)
    if not assignment.waits_for_validator:
        return Refused(Refusal.NOT_WAITING)
    return Refused(Refusal.STALE) if _is_stale(assignment, mark) else None
