"""Legal holds, persons whose data is only kept, how long forms are, and contents to be erased."""

import sqlalchemy as sa
from alembic import op

revision = "r0030"
down_revision = "r0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody is restricted, and forms are kept for good."""
    op.create_table(
        "legal_holds",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("portfolio_id", sa.String(length=36), nullable=False),
        sa.Column("party_id", sa.String(length=36), nullable=False),
        sa.Column("ordered_by", sa.Text(), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column("placed_at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("lifted_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_holds")),
    )
    op.create_index(op.f("ix_legal_holds_party_id"), "legal_holds", ["party_id"], unique=False)
    op.add_column("parties", sa.Column("restricted_at", sa.BigInteger(), nullable=True))
    op.add_column("portfolios", sa.Column("submissions_kept_days", sa.BigInteger(), nullable=True))
    op.create_table(
        "erased_contents",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("erased_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_erased_contents")),
    )
