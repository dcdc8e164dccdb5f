"""The messages to send, one row each, from the plan to the proof that they arrived. Values only.

A **row** is one message to one recipient; its **items** are what it speaks of. An item is unique by assignment, due
date, stage and recipient, so that nothing is ever said twice; a row is frozen when it is first claimed.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import blake2b

#: The recipient that stands for the organisers together: their channel, or else each of them.
ORGANISERS = "@organisers"


class RowState(StrEnum):
    """Where a message stands."""

    #: Waits for its time; more items may still join it.
    PLANNED = "planned"
    #: Claimed under a lease: one process is sending it, or died while it did.
    SENDING = "sending"
    #: In doubt: it may have arrived. Looked up in the conversation before anything else happens.
    UNKNOWN = "unknown"
    SENT = "sent"
    #: Slack refuses for good; the organisers know.
    UNDELIVERABLE = "undeliverable"
    #: In doubt, and the conversation cannot be read: a person decides. Never guessed.
    PARKED = "parked"
    #: Nothing was left to say when it was read again.
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        return self in {RowState.SENT, RowState.UNDELIVERABLE, RowState.CANCELLED}


class RowKind(StrEnum):
    """What sort of message a row is; rows of different sorts are never joined."""

    FOLLOW_UP = "follow_up"
    #: An open decision, a refusal by Slack, "not mine": for the organisers.
    DECISION = "decision"
    #: What a successor takes over.
    BRIEFING = "briefing"
    #: What the organisers decided about somebody's reminders.
    NOTICE = "notice"
    #: How everything stands, once a week: for the organisers' channel.
    DIGEST = "digest"
    #: Entries and contact cards whose day comes or has passed: for whoever keeps them right.
    EXPIRY = "expiry"


class Stage(StrEnum):
    """What an item says; the days from the due date stand beside it."""

    #: To the owner: before, on and after the due date.
    REMINDER = "reminder"
    #: To the owner, when a snooze is over.
    SNOOZED = "snoozed"
    #: To the deputy, the escalation contact, the organisers: after silence.
    DEPUTY = "deputy"
    ESCALATION = "escalation"
    DECISION = "decision"
    #: To the validator: a report waits.
    VALIDATION = "validation"
    #: To the owner: the validator sent the report back.
    RETURNED = "returned"
    #: To the organisers: the owner says it is not theirs; Slack refuses the owner; a person asks for quiet.
    NOT_MINE = "not_mine"
    UNREACHABLE = "unreachable"
    QUIET = "quiet"
    #: To the person who asked for quiet: what the organisers decided.
    QUIET_GRANTED = "quiet_granted"
    QUIET_KEPT = "quiet_kept"
    #: To a successor.
    BRIEFING = "briefing"
    #: To the organisers' channel, of all assignments together: the item names none, and its day is the digest's.
    DIGEST = "digest"
    #: To whoever keeps entries or cards right: their last day, which is the item's, comes or has passed.
    EXPIRY = "expiry"

    @property
    def is_about_a_person(self) -> bool:
        """Whether it is about somebody's reminders, whichever assignment it stands with."""
        return self in {Stage.QUIET, Stage.QUIET_GRANTED, Stage.QUIET_KEPT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that a message says of one assignment."""

    assignment: str
    #: The due date it is about; for a validation, the day of the report.
    due: date
    stage: Stage
    #: Days from the due date (before: negative); for a stage that people bring about, how often it was said before.
    offset: int
    #: A participant's id, or ORGANISERS.
    recipient: str

    @property
    def key(self) -> str:
        """What makes it unique."""
        return f"{self.assignment}:{self.due.isoformat()}:{self.stage}:{self.offset}:{self.recipient}"

    @property
    def sign(self) -> str:
        """What stands for it in a message's metadata: the same whenever it is planned, and tells others nothing."""
        return blake2b(self.key.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One message to one recipient."""

    #: Opaque and random; stands in the message's metadata, by which it is found again.
    id: str
    #: A participant's id; for the organisers ``@organisers`` or ``@organisers:U0123``: one row each.
    recipient: str
    kind: RowKind
    #: The recipient's local day for which it was planned.
    day: date
    #: Not before this instant of the planning clock.
    send_at: datetime
    #: Why it comes on this day, as the name of a message of `locales/` ("why-weekend"); "" where nothing moved it.
    why: str = ""
    state: RowState = RowState.PLANNED
    items: tuple[Item, ...] = field(default=())

    #: How often it was claimed.
    attempt: int = 0
    #: By the real clock: until when the claim holds.
    lease_until: datetime | None = None
    #: By the real clock: not claimed or looked up before this instant (Retry-After, a pause after doubt).
    not_before: datetime | None = None
    #: The intent: the conversation it goes to, and Slack's ts of the newest message there at the first claim ("0" for
    #: an empty one). While these are None nothing can have been posted.
    channel: str | None = None
    mark: str | None = None
    #: Slack's ts, once it is known to have arrived.
    ts: str | None = None
    #: Slack's word for a refusal: "user_disabled".
    refusal: str = ""
