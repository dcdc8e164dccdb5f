"""The ledger's tables. A change here needs a migration beside it, and ``REVISION`` moved to it."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Date, DateTime, Dialect, Integer, MetaData, String, Table, Text, TypeDecorator

from bot.storage.instants import in_utc

#: The newest revision in ``migrations/versions``; here so that a start can compare it without importing Alembic.
REVISION = "0001"

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

#: Alembic's own, described for reading only: it is not part of ``metadata``.
revisions = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
