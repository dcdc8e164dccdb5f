"""What becomes of an assignment: reports, confirmations, snoozes. Pure: no ledger, no clock, no Slack.

An **assignment** is one recommendation carried by one participant: our promise to come back to them until it is done.
Two scales are kept apart: what its owner reports, and what its validator confirms. Silence is never "done".
"""

from dataclasses import dataclass
from datetime import date, datetime
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
    #: How often the validator has been asked about the report that waits.
    asked: int = 0
    rung: Rung = Rung.NONE
    #: The day of the last message about this due date, whoever got it.
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
    REMINDED = "reminded"
    UNREACHABLE = "unreachable"
    CLOSED = "closed"
    REOPENED = "reopened"


def assignment_id(recommendation: str, participant: str) -> str:
    """Return the id under which a recommendation carried by a participant is always found again."""
    return sha256(f"{recommendation}\0{participant}".encode()).hexdigest()[:24]
