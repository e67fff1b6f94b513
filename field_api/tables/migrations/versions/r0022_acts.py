"""Answered operations with the act that they were one of."""

import sqlalchemy as sa
from alembic import op

revision = "r0022"
down_revision = "r0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was answered before was of no act."""
    op.add_column("operations", sa.Column("act_id", sa.String(length=36), nullable=True))
