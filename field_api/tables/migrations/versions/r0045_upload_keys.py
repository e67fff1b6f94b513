"""Files of the night may come to an upload address with a key of its own."""

import sqlalchemy as sa
from alembic import op

revision = "r0045"
down_revision = "r0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The key's hash, and since when it is good."""
    op.add_column("nightly_files", sa.Column("key_hash", sa.String(length=64), nullable=True))
    op.add_column("nightly_files", sa.Column("key_made_at", sa.BigInteger(), nullable=True))
