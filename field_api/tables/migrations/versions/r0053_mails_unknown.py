"""Mails of which nobody knows whether they were sent are found by an index of them alone."""

import sqlalchemy as sa
from alembic import op

revision = "r0053"
down_revision = "r0052"
branch_labels = None
depends_on = None

_WHERE = "state = 'maybe_sent' AND code = 'smtp.unknown'"


def upgrade() -> None:
    """One partial index."""
    op.create_index(
        op.f("ix_deliveries_channel_importance_next_at"),
        "deliveries",
        ["channel", "importance", "next_at"],
        unique=False,
        sqlite_where=sa.text(_WHERE),
        postgresql_where=sa.text(_WHERE),
    )
