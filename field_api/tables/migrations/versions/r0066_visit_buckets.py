"""A visit keeps the bucket that its account stood in when it ended."""

import json

import sqlalchemy as sa
from alembic import op

revision = "r0066"
down_revision = "r0065"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of visits that ended before this the account is taken as it stands: nothing else is known."""
    op.add_column("visits", sa.Column("bucket", sa.BigInteger(), nullable=True))
    connection = op.get_bind()
    held = connection.execute(sa.text("SELECT id, buckets FROM portfolios")).all()
    for portfolio_id, buckets in held:
        bounds = json.loads(buckets)
        ranges = "".join(
            f" WHEN a.days_past_due <= {int(last)} THEN {number}"
            for number, last in enumerate((0, *bounds))
        )
        connection.execute(
            sa.text(
                "UPDATE visits SET bucket = (SELECT CASE"
                " WHEN a.days_past_due = 0 AND a.overdue_minor > 0 THEN NULL"
                f"{ranges} ELSE {len(bounds) + 1} END"
                " FROM accounts a WHERE a.id = substr(visits.account_ids, 3, 36))"
                " WHERE portfolio_id = :portfolio AND state IN ('completed', 'not_completed')"
            ),
            {"portfolio": portfolio_id},
        )
