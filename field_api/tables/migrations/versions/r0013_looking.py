"""What the jobs look for again and again: visits that are awaited, alerts of a kind."""

from alembic import op

revision = "r0013"
down_revision = "r0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes."""
    op.create_index(op.f("ix_visits_state_planned_on"), "visits", ["state", "planned_on"])
    op.create_index(op.f("ix_alerts_kind_state"), "alerts", ["kind", "state"])
