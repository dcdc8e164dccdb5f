"""The ledger's tables. A change here needs a migration beside it, and ``REVISION`` moved to it."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

from bot.storage.instants import in_utc

#: The newest revision in ``migrations/versions``; here so that a start can compare it without importing Alembic.
REVISION = "0007"

# Constraints with a name can be changed by a migration, on every database.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An instant: stored in UTC, returned aware. SQLite has no zones, so there the stored text is UTC by agreement."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return in_utc(value).replace(tzinfo=None) if dialect.name == "sqlite" else in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _instant(name: str, **options: Any) -> Column[datetime]:
    return Column(name, Instant, nullable=False, **options)


#: Ids of handled events and button presses.
keys = Table(
    "keys",
    metadata,
    Column("key", Text, primary_key=True),
    _instant("remembered_at", index=True),
)

#: Threads in which the bot has spoken.
threads = Table(
    "threads",
    metadata,
    Column("thread", Text, primary_key=True),
    _instant("spoke_at", index=True),
)

#: What conversations are about; a conversation is named by digests, and nothing of what was said is here.
focuses = Table(
    "focuses",
    metadata,
    Column("conversation", Text, primary_key=True),
    Column("entry", Text),
    #: Ids, with spaces between them.
    Column("meetings", Text, nullable=False),
    _instant("at", index=True),
)

counts = Table(
    "counts",
    metadata,
    Column("day", Date, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("n", Integer, nullable=False),
)

#: Questions that somebody sent to the organisers.
questions = Table(
    "questions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("question", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("seminar", Text),
    Column("asker", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("thread", Text),
    _instant("asked_at", index=True),
    Column("answered_at", Instant, index=True),
)

#: Those who have written to the bot: what they were told, and the language that they chose.
acquaintances = Table(
    "acquaintances",
    metadata,
    Column("user", Text, primary_key=True),
    Column("language", Text),
    Column("told_at", Instant),
    #: When one of these changed last.
    _instant("at", index=True),
)

#: The audit trail; rows are added, never changed.
audits = Table(
    "audits",
    metadata,
    Column("id", Integer, primary_key=True),
    _instant("at", index=True),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)

#: What organisers looked at and have not decided; forgotten within hours, and whenever somebody is erased.
drafts = Table(
    "drafts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("whose", Text, nullable=False),
    #: JSON.
    Column("content", Text, nullable=False),
    _instant("at", index=True),
)

# Following up


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _where(condition: str) -> dict[str, Any]:
    """An index of some rows only: those that nobody asks for cost nothing."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


#: The roster. All that is known of a person stands here, so that it goes with the row.
people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    #: A ``Participant`` in JSON, as the organisers' file says it.
    _text("participant"),
    Column("user", Text),
    Column("away_from", Date),
    Column("away_until", Date),
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", Text, primary_key=True),
    _text("recommendation"),
    _text("owner"),
    Column("seminar", Text),
    Column("version", Integer, nullable=False),
    _text("reported"),
    _text("validation"),
    Column("reported_on", Date),
    Column("due", Date),
    Column("period", Integer, nullable=False),
    Column("revised", Boolean, nullable=False),
    Column("snoozed_until", Date),
    Column("answered", Boolean, nullable=False),
    Column("stage", Integer),
    Column("asked", Integer, nullable=False),
    Column("asked_before", Integer, nullable=False),
    _text("rung"),
    Column("reminded_on", Date),
    Column("next_at", Instant),
    Column("unreachable", Boolean, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("closed", Text),
    Column("closed_at", Instant),
    _text("closed_because"),
    Column("example", Boolean, nullable=False),
    Index("ix_assignments_recommendation", "recommendation", "owner"),
    Index("ix_assignments_owner", "owner"),
)
#: What a plan asks for; idle and closed assignments are not in it.
Index(
    "ix_assignments_next_at",
    assignments.c.next_at,
    assignments.c.id,
    **_where("next_at IS NOT NULL AND closed IS NULL"),
)

#: What happened to assignments; rows are added, and blanked where a person is erased.
events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("assignment"),
    _instant("at"),
    _text("who"),
    _text("kind"),
    _text("before"),
    _text("after"),
    _text("note"),
    _text("evidence"),
    Index("ix_events_assignment", "assignment"),
)

#: Messages, one row each.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Text, primary_key=True),
    _text("recipient"),
    _text("kind"),
    Column("day", Date, nullable=False),
    _instant("send_at"),
    _text("why"),
    _text("state"),
    Column("attempt", Integer, nullable=False),
    Column("lease_until", Instant),
    Column("not_before", Instant),
    Column("channel", Text),
    Column("mark", Text),
    Column("ts", Text),
    _text("refusal"),
    #: The planning clock at the last claim.
    Column("claimed_at", Instant),
    #: Its recipient was erased while it was being sent: it is blanked when nobody holds it any longer.
    Column("orphan", Boolean, nullable=False),
    Index("ix_outbox_send_at", "send_at", "id"),
    Index("ix_outbox_recipient", "recipient", "day"),
)
#: One for each state that is looked for, of the rows in it alone: a database without statistics takes an equality for
#: a few rows, and would rather read all that are planned than look for those of a recipient.
Index("ix_outbox_planned", outbox.c.send_at, outbox.c.id, **_where("state = 'planned'"))
Index("ix_outbox_sending", outbox.c.lease_until, **_where("state = 'sending'"))
Index("ix_outbox_unknown", outbox.c.send_at, outbox.c.id, **_where("state = 'unknown'"))
#: What a message that falls due may join.
Index(
    "ix_outbox_waiting",
    outbox.c.recipient,
    outbox.c.kind,
    **_where("state = 'planned' AND attempt = 0"),
)
Index("ix_outbox_ts", outbox.c.channel, outbox.c.ts, **_where("ts IS NOT NULL"))

#: What messages speak of. Nothing is said twice: `uq_items_said`.
items = Table(
    "items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("row", Text, ForeignKey("outbox.id"), nullable=False, index=True),
    _text("assignment"),
    Column("due", Date, nullable=False),
    _text("stage"),
    Column("days", Integer, nullable=False),
    _text("recipient"),
    UniqueConstraint("assignment", "due", "stage", "days", "recipient", name="uq_items_said"),
)

#: What holds for all processes, and why: whether reminders are paused, the knowledge in service, the Slack workspace.
switches = Table(
    "switches",
    metadata,
    Column("name", Text, primary_key=True),
    _text("why"),
)

#: Generations of the knowledge, where several processes serve the same; see ``knowledge.shelf``.
generations = Table(
    "generations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    #: The SHA-256 of the content, in hexadecimal.
    _text("digest"),
    Column("content", LargeBinary, nullable=False),
)

#: How fast all processes post together, and the conversations that Slack wants left alone; see ``storage.paces``.
paces = Table(
    "paces",
    metadata,
    #: "posts", or the id of a conversation.
    Column("name", Text, primary_key=True),
    _instant("free_at"),
)

#: Alembic's own, described for reading only: it is not part of ``metadata``.
revisions = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
