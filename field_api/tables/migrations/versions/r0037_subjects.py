"""What was done to a row is looked up by the row: for its dossier and its erasure."""

from alembic import op

revision = "r0037"
down_revision = "r0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Look ledger, audit and alerts up by it."""
    op.create_index(op.f("ix_operations_entity_id"), "operations", ["entity_id"], unique=False)
    op.create_index(op.f("ix_audit_subject_id"), "audit", ["subject_id"], unique=False)
    op.create_index(op.f("ix_alerts_visit_id"), "alerts", ["visit_id"], unique=False)
