"""What each key of a phone has added in a day; bytes are looked up by their hash."""

import sqlalchemy as sa
from alembic import op

revision = "r0029"
down_revision = "r0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and the indexes by which it is known whether bytes are still somebody's."""
    op.create_table(
        "phone_days",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("refused_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("key_hash", "day", name=op.f("pk_phone_days")),
    )
    for table, column in (("raw_parts", "sha256"), ("raw_submissions", "xml_sha256")):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
