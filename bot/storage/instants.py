"""Instants as every ledger keeps them."""

from datetime import UTC, datetime


def in_utc(moment: datetime) -> datetime:
    """Return the same instant in UTC.

    Raises:
        ValueError: ``moment`` is naive, so we cannot know which instant is meant.
    """
    if moment.tzinfo is None:
        raise ValueError(f"the ledger needs an aware datetime, not {moment!r}")
    return moment.astimezone(UTC)
