"""What was set aside can be listed: files without an owner, and when a count last grew."""

import sqlalchemy as sa
from alembic import op

revision = "r0028"
down_revision = "r0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; files that came without a form have no owner."""
    op.add_column("unstored", sa.Column("last_at", sa.BigInteger()))
    op.add_column(
        "raw_parts",
        sa.Column("aside", sa.String(length=20), nullable=False, server_default=""),
    )
    op.execute(
        "UPDATE raw_parts SET aside = 'no_form' WHERE raw_id IN "
        "(SELECT id FROM raw_submissions WHERE xml_sha256 = '')"
    )
    op.create_index(op.f("ix_raw_parts_aside_received_at"), "raw_parts", ["aside", "received_at"])
    op.create_index(
        op.f("ix_quarantine_agent_id_reason_received_at"),
        "quarantine",
        ["agent_id", "reason", "received_at"],
    )
