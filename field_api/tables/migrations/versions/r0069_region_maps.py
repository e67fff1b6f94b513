"""The region of a map that was asked for last."""

import sqlalchemy as sa
from alembic import op

revision = "r0069"
down_revision = "r0068"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row at most."""
    op.create_table(
        "region_maps",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(length=36), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("wants_stop", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_region_maps")),
    )
