"""Planned visits have an hour and pins; agents a base, a way of moving and how much a day holds."""

import sqlalchemy as sa
from alembic import op

revision = "r0071"
down_revision = "r0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No visit is pinned, and nothing is known of agents' days."""
    with op.batch_alter_table("visits") as batch:
        batch.add_column(sa.Column("expected_at", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("pins", sa.Text(), nullable=False, server_default="[]"))
    with op.batch_alter_table("visits") as batch:
        batch.alter_column("pins", server_default=None)
    with op.batch_alter_table("agents") as batch:
        batch.add_column(sa.Column("base", sa.Text(), nullable=True))
        batch.add_column(sa.Column("moves_by", sa.String(length=40), nullable=True))
        batch.add_column(sa.Column("most_visits", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("most_minutes", sa.BigInteger(), nullable=True))
