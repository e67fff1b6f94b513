"""A refresh token remembers for which it was given."""

import sqlalchemy as sa
from alembic import op

revision = "r0031"
down_revision = "r0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of those that are there it is not known: they are good once, as before."""
    op.add_column("refresh_tokens", sa.Column("parent_hash", sa.String(length=64)))
    op.create_index(
        op.f("ix_refresh_tokens_parent_hash"), "refresh_tokens", ["parent_hash"], unique=False
    )
