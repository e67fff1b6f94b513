"""What the company wants to be told, and from when on."""

import sqlalchemy as sa
from alembic import op

revision = "r0055"
down_revision = "r0054"
branch_labels = None
depends_on = None

_NUMBERS = (
    *("not_heard_min", "visit_silent_min", "visit_long_min", "visit_danger_min", "visit_short_s"),
    *("late_min", "absent_min", "absent_m", "zone_dwell_min", "idle_min", "unexplained_min"),
    *("same_place_min", "low_battery_pct", "payment_days"),
)


def upgrade() -> None:
    """A replicated kind of one row."""
    op.create_table(
        "alert_rules",
        sa.Column("id", sa.String(length=36), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in _NUMBERS),
        sa.Column("off", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_rules")),
    )
