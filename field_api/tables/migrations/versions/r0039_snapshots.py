"""Accounts as they stood at each corte, and which months are closed."""

import sqlalchemy as sa
from alembic import op

revision = "r0039"
down_revision = "r0038"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)
_DAY = sa.String(length=10)


def upgrade() -> None:
    """Make the two tables; promises and payments are looked up by their account."""
    op.create_table(
        "account_snapshots",
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("cut_on", _DAY, nullable=False),
        sa.Column("portfolio_id", _ID, nullable=False),
        *(
            sa.Column(name, sa.BigInteger(), nullable=False)
            for name in ("bucket", "days", "balance_minor", "overdue_minor")
        ),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("agent_id", _ID, nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "cut_on", name=op.f("pk_account_snapshots")),
    )
    op.create_index(
        op.f("ix_account_snapshots_portfolio_id_cut_on"),
        "account_snapshots",
        ["portfolio_id", "cut_on"],
    )
    op.create_table(
        "cuts",
        sa.Column("portfolio_id", _ID, nullable=False),
        sa.Column("cut_on", _DAY, nullable=False),
        sa.Column("buckets", sa.Text(), nullable=False),
        sa.Column("as_of_on", _DAY, nullable=True),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("accounts", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_by", _ID, nullable=True),
        sa.PrimaryKeyConstraint("portfolio_id", "cut_on", name=op.f("pk_cuts")),
    )
    for table in ("promises", "payments"):
        op.create_index(op.f(f"ix_{table}_account_id"), table, ["account_id"])
