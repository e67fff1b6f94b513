"""Visits."""

import sqlalchemy as sa
from alembic import op

revision = "r0004"
down_revision = "r0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "visits",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("portfolio_id", sa.String(length=36), nullable=False),
        sa.Column("party_id", sa.String(length=36), nullable=False),
        sa.Column("address_id", sa.String(length=36), nullable=False),
        sa.Column("account_ids", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=True),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("priority", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("agent_id", sa.String(length=36), nullable=True),
        sa.Column("planned_on", sa.String(length=10), nullable=True),
        sa.Column("window_start_at", sa.BigInteger(), nullable=True),
        sa.Column("window_end_at", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("assigned_at", sa.BigInteger(), nullable=True),
        sa.Column("on_phone_at", sa.BigInteger(), nullable=True),
        sa.Column("check_in", sa.Text(), nullable=True),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column("distance_m", sa.Double(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("not_completed_reason", sa.String(length=40), nullable=True),
        sa.Column("result_note", sa.Text(), nullable=False),
        sa.Column("proposed_lat", sa.Double(), nullable=True),
        sa.Column("proposed_lon", sa.Double(), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
    )
    op.create_index(
        op.f("ix_visits_agent_id_planned_on"), "visits", ["agent_id", "planned_on"], unique=False
    )
    op.create_index(op.f("ix_visits_party_id"), "visits", ["party_id"], unique=False)
    op.create_index(op.f("ix_visits_portfolio_id"), "visits", ["portfolio_id"], unique=False)
