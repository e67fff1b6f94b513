"""Promises and payments are counted by their day."""

from alembic import op

revision = "r0024"
down_revision = "r0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Look them up by it."""
    op.create_index(op.f("ix_promises_made_at"), "promises", ["made_at"], unique=False)
    op.create_index(op.f("ix_payments_paid_on"), "payments", ["paid_on"], unique=False)
