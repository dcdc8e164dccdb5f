"""People, assignments and what happened to them, the outbox and what its messages speak of, switches."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def instant(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def day(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def truth(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    op.create_table(
        "people",
        text("id"),
        text("participant"),
        text("user", nullable=True),
        day("away_from"),
        day("away_until"),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )

    op.create_table(
        "assignments",
        text("id"),
        text("recommendation"),
        text("owner"),
        text("seminar", nullable=True),
        number("version"),
        text("reported"),
        text("validation"),
        day("reported_on"),
        day("due"),
        number("period"),
        truth("revised"),
        day("snoozed_until"),
        truth("answered"),
        number("stage", nullable=True),
        number("asked"),
        number("asked_before"),
        text("rung"),
        day("reminded_on"),
        instant("next_at"),
        truth("unreachable"),
        truth("paused"),
        text("closed", nullable=True),
        instant("closed_at"),
        text("closed_because"),
        truth("example"),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
    )
    op.create_index("ix_assignments_recommendation", "assignments", ["recommendation", "owner"])
    op.create_index("ix_assignments_owner", "assignments", ["owner"])
    op.create_index(
        "ix_assignments_next_at", "assignments", ["next_at", "id"], **where("next_at IS NOT NULL AND closed IS NULL")
    )

    op.create_table(
        "events",
        number("id"),
        text("assignment"),
        instant("at", nullable=False),
        text("who"),
        text("kind"),
        text("before"),
        text("after"),
        text("note"),
        text("evidence"),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_index("ix_events_assignment", "events", ["assignment"])

    op.create_table(
        "outbox",
        text("id"),
        text("recipient"),
        text("kind"),
        day("day", nullable=False),
        instant("send_at", nullable=False),
        text("why"),
        text("state"),
        number("attempt"),
        instant("lease_until"),
        instant("not_before"),
        text("channel", nullable=True),
        text("mark", nullable=True),
        text("ts", nullable=True),
        text("refusal"),
        instant("claimed_at"),
        truth("orphan"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_send_at", "outbox", ["send_at", "id"])
    op.create_index("ix_outbox_planned", "outbox", ["send_at", "id"], **where("state = 'planned'"))
    op.create_index("ix_outbox_sending", "outbox", ["lease_until"], **where("state = 'sending'"))
    op.create_index("ix_outbox_unknown", "outbox", ["send_at", "id"], **where("state = 'unknown'"))
    op.create_index("ix_outbox_recipient", "outbox", ["recipient", "day"])
    op.create_index("ix_outbox_waiting", "outbox", ["recipient", "kind"], **where("state = 'planned' AND attempt = 0"))
    op.create_index("ix_outbox_ts", "outbox", ["channel", "ts"], **where("ts IS NOT NULL"))

    op.create_table(
        "items",
        number("id"),
        text("row"),
        text("assignment"),
        day("due", nullable=False),
        text("stage"),
        number("days"),
        text("recipient"),
        sa.PrimaryKeyConstraint("id", name="pk_items"),
        sa.ForeignKeyConstraint(["row"], ["outbox.id"], name="fk_items_row_outbox"),
        sa.UniqueConstraint("assignment", "due", "stage", "days", "recipient", name="uq_items_said"),
    )
    op.create_index("ix_items_row", "items", ["row"])

    op.create_table(
        "switches",
        text("name"),
        text("why"),
        sa.PrimaryKeyConstraint("name", name="pk_switches"),
    )
