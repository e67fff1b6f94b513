"""Why a portfolio loosens two strict readings of the law."""

import sqlalchemy as sa
from alembic import op

revision = "r0070"
down_revision = "r0069"
branch_labels = None
depends_on = None

_NAMES = ("every_day_reason", "two_way_reason")


def upgrade() -> None:
    """The strict readings hold everywhere until somebody says why not."""
    with op.batch_alter_table("portfolios") as batch:
        for name in _NAMES:
            batch.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("portfolios") as batch:
        for name in _NAMES:
            batch.alter_column(name, server_default=None)
