"""What is to be recovered in a month, by team and agent."""

import sqlalchemy as sa
from alembic import op

revision = "r0062"
down_revision = "r0061"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)


def upgrade() -> None:
    """A replicated kind."""
    op.create_table(
        "goals",
        sa.Column("id", _ID, nullable=False),
        sa.Column("month_on", sa.String(length=10), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("team_id", _ID, nullable=True),
        sa.Column("agent_id", _ID, nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
    )
    op.create_index(op.f("ix_goals_team_id"), "goals", ["team_id"])
