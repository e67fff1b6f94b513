"""Of the change log only what is gone is looked up by when: most lines are of what is there."""

import sqlalchemy as sa
from alembic import op

revision = "r0047"
down_revision = "r0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An index of tombstones alone, in place of one of all lines."""
    op.drop_index(op.f("ix_change_log_is_gone_changed_at"), table_name="change_log")
    op.create_index(
        op.f("ix_change_log_changed_at"),
        "change_log",
        ["changed_at"],
        unique=False,
        sqlite_where=sa.text("is_gone = 1"),
        postgresql_where=sa.text("is_gone"),
    )
