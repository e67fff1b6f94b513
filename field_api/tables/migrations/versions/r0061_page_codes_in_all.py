"""A mailed result is closed after some wrong codes, however many codes were sent."""

import sqlalchemy as sa
from alembic import op

revision = "r0061"
down_revision = "r0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Those that are there begin from nothing."""
    with op.batch_alter_table("page_codes") as batch:
        batch.add_column(
            sa.Column("wrong", sa.BigInteger(), nullable=False, server_default=sa.text("0"))
        )
    with op.batch_alter_table("page_codes") as batch:
        batch.alter_column("wrong", existing_type=sa.BigInteger(), server_default=None)
