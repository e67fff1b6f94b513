"""Files of gestiones that leave for a client."""

import sqlalchemy as sa
from alembic import op

revision = "r0057"
down_revision = "r0056"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)


def upgrade() -> None:
    """Their terms, themselves, their bytes, and what they told."""
    op.create_table(
        "outgoing_terms",
        sa.Column("portfolio_id", _ID, nullable=False),
        sa.Column("terms", sa.Text(), nullable=True),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("on_since_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("portfolio_id", name=op.f("pk_outgoing_terms")),
    )
    op.create_table(
        "outgoing_files",
        sa.Column("id", _ID, nullable=False),
        sa.Column("portfolio_id", _ID, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", _ID, nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=True),
        sa.Column("manifest", sa.Text(), nullable=True),
        sa.Column("problem", sa.String(length=60), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("alerts", sa.Text(), nullable=False),
        sa.Column("in_folder_at", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("is_kept", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_files")),
    )
    op.create_index(
        op.f("ix_outgoing_files_portfolio_id_due_at"),
        "outgoing_files",
        ["portfolio_id", "due_at"],
        unique=True,
    )
    op.create_index(op.f("ix_outgoing_files_state"), "outgoing_files", ["state"])
    op.create_table(
        "outgoing_parts",
        sa.Column("file_id", _ID, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("file_id", "part", name=op.f("pk_outgoing_parts")),
    )
    op.create_table(
        "outgoing_told",
        sa.Column("entity_id", _ID, nullable=False),
        sa.Column("file_id", _ID, nullable=False),
        sa.Column("portfolio_id", _ID, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("totals", sa.Text(), nullable=False),
        sa.Column("is_last", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("entity_id", "file_id", name=op.f("pk_outgoing_told")),
    )
    op.create_index(op.f("ix_outgoing_told_file_id"), "outgoing_told", ["file_id"])
