"""Answered operations with the fields that they, or those they were made on top of, wrote."""

import sqlalchemy as sa
from alembic import op

revision = "r0025"
down_revision = "r0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what was answered before nothing is known: what comes on top of it is asked in full."""
    wrote = sa.Column("wrote", sa.Text(), server_default="{}", nullable=False)
    op.add_column("operations", wrote)
