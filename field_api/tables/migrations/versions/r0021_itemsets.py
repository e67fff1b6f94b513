"""Published forms with the file of their external choices."""

import sqlalchemy as sa
from alembic import op

revision = "r0021"
down_revision = "r0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forms published before have none."""
    op.add_column("published_forms", sa.Column("itemsets", sa.LargeBinary(), nullable=True))
    op.add_column("published_forms", sa.Column("itemsets_md5", sa.String(length=32), nullable=True))
