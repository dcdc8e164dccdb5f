"""What is kept, for how long, and who sees it: for the job that forgets, for people, and for the record. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

#: Longer than a conversation can be set to stay with its subject.
CONVERSATIONS_KEPT = timedelta(days=1)
#: What organisers looked at and did not decide.
DRAFTS_KEPT = timedelta(hours=1)
#: People are told anew what is kept of them after this time.
TOLD_AGAIN = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """For how long each kind of thing is kept, by the planning clock."""

    #: Ids of events, messages and button presses that were handled, and threads in which the bot spoke.
    handled: timedelta = timedelta(days=30)
    #: Questions that people sent, once an organiser has dealt with them.
    questions: timedelta = timedelta(days=30)
    #: Those that nobody has dealt with.
    unanswered: timedelta = timedelta(days=180)
    #: That somebody was told what is kept, and the language they chose.
    acquaintances: timedelta = timedelta(days=730)
    #: Messages, once every assignment that they speak of is closed.
    messages: timedelta = timedelta(days=365)
    #: Who did what, notes and evidence, once the assignment is closed.
    notes: timedelta = timedelta(days=1095)
    #: The audit trail.
    audit: timedelta = timedelta(days=1095)


class Reader(StrEnum):
    """Who sees something; each has words in `locales/`."""

    NOBODY = "nobody"
    ORGANISERS = "organisers"
    #: The organisers, and those who have a part in the same assignment.
    PARTS = "parts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of thing that is kept. ``kept-NAME`` and ``kept-NAME-time`` are its words in `locales/`."""

    name: str
    #: Where: the ledger's tables.
    tables: tuple[str, ...]
    seen_by: Reader
    #: Of which times its words speak: fields of ``Retention``, or a time that no setting changes.
    times: tuple[str | timedelta, ...] = ()
    #: Whether it can name a person.
    is_personal: bool = True

    def days(self, kept: Retention) -> Sequence[int]:
        """Return for how many days it is kept, as its words speak of them."""
        return [(getattr(kept, each) if isinstance(each, str) else each).days for each in self.times]


KINDS = (
    Kind(name="roster", tables=("people",), seen_by=Reader.ORGANISERS),
    Kind(
        name="assignments",
        tables=("assignments", "events"),
        seen_by=Reader.PARTS,
        times=("notes",),
    ),
    Kind(name="messages", tables=("outbox", "items"), seen_by=Reader.ORGANISERS, times=("messages",)),
    Kind(
        name="questions",
        tables=("questions",),
        seen_by=Reader.ORGANISERS,
        times=("questions", "unanswered"),
    ),
    Kind(
        name="acquaintances",
        tables=("acquaintances",),
        seen_by=Reader.NOBODY,
        times=("acquaintances",),
    ),
    Kind(name="conversations", tables=("focuses",), seen_by=Reader.NOBODY, times=(CONVERSATIONS_KEPT,)),
    Kind(name="handled", tables=("keys", "threads", "paces"), seen_by=Reader.NOBODY, times=("handled",)),
    Kind(name="drafts", tables=("drafts",), seen_by=Reader.ORGANISERS),
    Kind(name="audit", tables=("audits",), seen_by=Reader.ORGANISERS, times=("audit",)),
    # Who added what to it goes with whoever is erased: ``KnowledgeBase.disown``.
    Kind(name="knowledge", tables=("generations",), seen_by=Reader.ORGANISERS, is_personal=False),
    Kind(name="counts", tables=("counts", "switches"), seen_by=Reader.ORGANISERS, is_personal=False),
)
