"""Whether a mail has left since the last that did not is looked up."""

import sqlalchemy as sa
from alembic import op

revision = "r0067"
down_revision = "r0066"
branch_labels = None
depends_on = None

_IS_SENT = sa.text("sent_at IS NOT NULL")


def upgrade() -> None:
    """One index over what was sent."""
    op.create_index(
        op.f("ix_deliveries_channel_sent_at"),
        "deliveries",
        ["channel", "sent_at"],
        sqlite_where=_IS_SENT,
        postgresql_where=_IS_SENT,
    )
