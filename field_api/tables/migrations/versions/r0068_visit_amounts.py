"""A visit keeps what was overdue of its account when it ended."""

import sqlalchemy as sa
from alembic import op

revision = "r0068"
down_revision = "r0067"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of visits that ended before this the account is taken as it stands: nothing else is known."""
    op.add_column("visits", sa.Column("overdue_minor", sa.BigInteger(), nullable=True))
    op.execute(
        "UPDATE visits SET overdue_minor = (SELECT a.overdue_minor FROM accounts a"
        " WHERE a.id = substr(visits.account_ids, 3, 36))"
        " WHERE state IN ('completed', 'not_completed')"
    )
