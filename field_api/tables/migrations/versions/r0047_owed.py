"""What an account promised and paid is looked up by it."""

from alembic import op

revision = "r0047"
down_revision = "r0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Look them up by it."""
    op.create_index(op.f("ix_promises_account_id"), "promises", ["account_id"])
    op.create_index(op.f("ix_payments_account_id"), "payments", ["account_id"])
