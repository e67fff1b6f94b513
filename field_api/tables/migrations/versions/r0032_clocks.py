"""Of each agent the place that is doubted, the clock's error, and what was set aside in a row."""

import sqlalchemy as sa
from alembic import op

revision = "r0032"
down_revision = "r0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; a place that is astray today goes when the next fix comes."""
    with op.batch_alter_table("latest") as table:
        table.add_column(sa.Column("doubt_at", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("doubt_lat", sa.Double(), nullable=True))
        table.add_column(sa.Column("doubt_lon", sa.Double(), nullable=True))
        table.add_column(sa.Column("clock_error_s", sa.Double(), nullable=True))
        table.add_column(sa.Column("clock_seen_at", sa.BigInteger(), nullable=True))
        table.add_column(
            sa.Column("aside_count", sa.BigInteger(), nullable=False, server_default="0")
        )
        table.add_column(
            sa.Column("aside_reason", sa.String(length=20), nullable=False, server_default="")
        )
        table.add_column(sa.Column("aside_since_at", sa.BigInteger(), nullable=True))
