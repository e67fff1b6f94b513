"""An alert about a file names its import."""

import sqlalchemy as sa
from alembic import op

revision = "r0044"
down_revision = "r0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Those of before name none, and open the list."""
    op.add_column("alerts", sa.Column("import_id", sa.String(length=36), nullable=True))
    op.create_index(op.f("ix_alerts_import_id"), "alerts", ["import_id"])
