"""Why people's rows were changed by hand, and since when a death is known."""

import sqlalchemy as sa
from alembic import op

revision = "r0046"
down_revision = "r0045"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)


def upgrade() -> None:
    """A replicated kind, and a column of parties."""
    op.add_column("parties", sa.Column("deceased_known_at", sa.BigInteger(), nullable=True))
    op.create_table(
        "amendments",
        sa.Column("id", _ID, nullable=False),
        sa.Column("portfolio_id", _ID, nullable=False),
        sa.Column("party_id", _ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", _ID, nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", _ID, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
    )
    for column in ("party_id", "portfolio_id"):
        op.create_index(op.f(f"ix_amendments_{column}"), "amendments", [column])
