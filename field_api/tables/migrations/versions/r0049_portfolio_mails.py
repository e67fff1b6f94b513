"""What may stand in what leaves about a portfolio's visits, and how its holders are written to."""

import sqlalchemy as sa
from alembic import op

revision = "r0049"
down_revision = "r0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing more than outcome, verdict, agent and time, until somebody says so."""
    columns = (
        *(
            sa.Column(name, sa.Text(), nullable=False, server_default="[]")
            for name in ("mail_shows", "client_shows", "webhook_shows")
        ),
        *(
            sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.true())
            for name in ("sends_receipts", "sends_confirmations")
        ),
        *(
            sa.Column(name, sa.Text(), nullable=False, server_default="")
            for name in ("receipts_from", "pay_how", "pay_contact")
        ),
    )
    with op.batch_alter_table("portfolios") as batch:
        for column in columns:
            batch.add_column(column)
    with op.batch_alter_table("portfolios") as batch:
        for column in columns:
            batch.alter_column(column.name, server_default=None)
