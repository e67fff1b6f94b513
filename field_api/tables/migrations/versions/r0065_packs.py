"""What ended visits and payments count for is packed by day."""

import sqlalchemy as sa
from alembic import op

revision = "r0065"
down_revision = "r0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The packs, which a job fills, and what it finds visits by."""
    kind, day = sa.String(length=20), sa.Integer()
    op.create_table(
        "pack_day",
        sa.Column("kind", kind, nullable=False),
        sa.Column("day", day, autoincrement=False, nullable=False),
        sa.Column("shape", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("kind", "day", name=op.f("pk_pack_day")),
    )
    op.create_table(
        "pack_sum",
        sa.Column("series", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=36), nullable=False),
        sa.Column("day", day, autoincrement=False, nullable=False),
        sa.Column("cells", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("series", "value", "day", name=op.f("pk_pack_sum")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pack_row",
        sa.Column("kind", kind, nullable=False),
        sa.Column("day", day, autoincrement=False, nullable=False),
        sa.Column("lines", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "day", name=op.f("pk_pack_row")),
    )
    op.create_index(op.f("ix_visits_ended_at"), "visits", ["ended_at"])
    op.create_index(op.f("ix_visits_address_id_ended_at"), "visits", ["address_id", "ended_at"])
