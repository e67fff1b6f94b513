"""Reports that people put together themselves."""

import sqlalchemy as sa
from alembic import op

revision = "r0064"
down_revision = "r0063"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)


def upgrade() -> None:
    """A replicated kind."""
    op.create_table(
        "saved_reports",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner_id", _ID, nullable=False),
        sa.Column("team_id", _ID, nullable=True),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_reports")),
    )
    op.create_index(op.f("ix_saved_reports_team_id"), "saved_reports", ["team_id"])
    op.create_index(op.f("ix_saved_reports_owner_id"), "saved_reports", ["owner_id"])
