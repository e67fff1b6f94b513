"""The day of each agent is kept for good, and what its keeping remembers."""

import sqlalchemy as sa
from alembic import op

revision = "r0050"
down_revision = "r0049"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)
_COUNTS = (
    *("distance_m", "moving_s", "stopped_s", "unexplained_s", "stops", "fixes", "doubted"),
    *("planned", "carried", "done", "at_address", "contacts", "right_party", "promises"),
)


def upgrade() -> None:
    """A replicated kind, the days that are due, and the visits moved away from theirs."""
    op.create_table(
        "agent_days",
        sa.Column("id", _ID, nullable=False),
        sa.Column("agent_id", _ID, nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("over_at", sa.BigInteger(), nullable=False),
        sa.Column("counted_at", sa.BigInteger(), nullable=False),
        sa.Column("team_id", _ID, nullable=True),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in _COUNTS),
        sa.Column("first_at", sa.BigInteger(), nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent_days")),
        sa.UniqueConstraint("agent_id", "day", name=op.f("uq_agent_days_agent_id_day")),
    )
    op.create_index(op.f("ix_agent_days_day"), "agent_days", ["day"])
    op.create_index(op.f("ix_agent_days_team_id"), "agent_days", ["team_id"])
    op.create_table(
        "days_due",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("agent_id", _ID, nullable=False),
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "agent_id", name=op.f("pk_days_due")),
    )
    op.create_table(
        "day_cursors",
        sa.Column("name", _ID, nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_day_cursors")),
    )
    op.create_table(
        "carried_visits",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("visit_id", _ID, nullable=False),
        sa.Column("agent_id", _ID, nullable=False),
        sa.PrimaryKeyConstraint("day", "visit_id", name=op.f("pk_carried_visits")),
    )
