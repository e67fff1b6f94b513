"""The change log and the scope epochs."""

import sqlalchemy as sa
from alembic import op

revision = "r0006"
down_revision = "r0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "change_log",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("entity_id", sa.String(length=36), nullable=False),
        sa.Column("scope_key", sa.String(length=60), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "entity_id", "scope_key", name=op.f("pk_change_log")),
    )
    op.create_index(
        op.f("ix_change_log_is_gone_changed_at"),
        "change_log",
        ["is_gone", "changed_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_change_log_scope_key_seq"), "change_log", ["scope_key", "seq"], unique=False
    )
    op.create_table(
        "scope_epochs",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("held_keys", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "epoch", name=op.f("pk_scope_epochs")),
    )
