"""What the company sets beside the law of contact."""

import sqlalchemy as sa
from alembic import op

revision = "r0075"
down_revision = "r0074"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is set: the law's own holds everywhere."""
    op.create_table(
        "house_rules",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("creditor_type", sa.String(length=40), nullable=False),
        sa.Column("hours", sa.Text(), nullable=True),
        *(
            sa.Column(name, kind, nullable=True)
            for name, kind in (
                ("closes_holidays", sa.Boolean()),
                ("same_days", sa.BigInteger()),
                ("other_days", sa.BigInteger()),
                ("counts_attempts", sa.Boolean()),
                ("given_only", sa.Boolean()),
                ("person_month", sa.BigInteger()),
                ("door_day", sa.BigInteger()),
            )
        ),
        sa.Column("loosened", sa.Text(), nullable=False),
        sa.Column("read_again", sa.Text(), nullable=False),
        sa.Column("edition", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_rules")),
    )
