"""The records by which phones called for help, so that one sent again is no second call."""

import sqlalchemy as sa
from alembic import op

revision = "r0026"
down_revision = "r0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "sos_calls",
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("call_key", sa.String(length=64), nullable=False),
        sa.Column("called_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agent_id", "call_key", name=op.f("pk_sos_calls")),
    )
