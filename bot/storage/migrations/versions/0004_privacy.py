"""Those who have written to the bot, and when questions were dealt with."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acquaintances",
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user", name="pk_acquaintances"),
    )
    op.create_index("ix_acquaintances_at", "acquaintances", ["at"])

    op.add_column("questions", sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_questions_answered_at", "questions", ["answered_at"])

    # Named anew, by whose they are; what they were about is forgotten within a day anyway.
    op.execute("DELETE FROM focuses")
