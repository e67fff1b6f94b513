"""Phones that were lost, and agents who have left: when, by whom, and what their phone held."""

import sqlalchemy as sa
from alembic import op

revision = "r0033"
down_revision = "r0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and say of each key and form whether it belongs to such an end."""
    op.create_table(
        "phone_endings",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
        sa.Column("noted_at", sa.BigInteger(), nullable=False),
        sa.Column("noted_by", sa.String(length=36), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("held", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_endings")),
    )
    op.create_index(
        op.f("ix_phone_endings_agent_id_noted_at"),
        "phone_endings",
        ["agent_id", "noted_at"],
        unique=False,
    )
    for name in ("phone_tokens", "form_keys"):
        op.add_column(name, sa.Column("ending", sa.String(length=40)))
    op.add_column("raw_submissions", sa.Column("ending", sa.String(length=40)))
    op.add_column("raw_submissions", sa.Column("ended_at", sa.BigInteger()))
