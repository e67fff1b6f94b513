"""Who is told by mail hears what happens from then on."""

import sqlalchemy as sa
from alembic import op

revision = "r0060"
down_revision = "r0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Those that are there began when they were last set."""
    with op.batch_alter_table("follows") as batch:
        batch.add_column(sa.Column("began_at", sa.BigInteger(), nullable=True))
    op.execute("UPDATE follows SET began_at = changed_at")
    with op.batch_alter_table("follows") as batch:
        batch.alter_column("began_at", existing_type=sa.BigInteger(), nullable=False)
