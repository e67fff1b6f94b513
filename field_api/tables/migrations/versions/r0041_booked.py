"""Payments of the bank are counted by the day that they count on."""

from alembic import op

revision = "r0041"
down_revision = "r0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Look them up by it."""
    op.create_index(op.f("ix_bank_payments_booked_on"), "bank_payments", ["booked_on"])
