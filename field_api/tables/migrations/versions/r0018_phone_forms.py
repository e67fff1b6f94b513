"""What phones are given: their keys, the published forms as bytes, and each agent's visit list."""

import sqlalchemy as sa
from alembic import op

revision = "r0018"
down_revision = "r0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "form_keys",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_form_keys")),
    )
    op.create_index(op.f("ix_form_keys_agent_id"), "form_keys", ["agent_id"])
    op.create_table(
        "published_forms",
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("xform", sa.LargeBinary(), nullable=False),
        sa.Column("md5", sa.String(length=32), nullable=False),
        sa.Column("reads_visits", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_published_forms")),
    )
    op.create_table(
        "visit_lists",
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("md5", sa.String(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("fetched_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("agent_id", "md5", name=op.f("pk_visit_lists")),
    )
    op.create_table(
        "visit_rows",
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("visit_id", sa.String(length=36), nullable=False),
        sa.Column("row_hash", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("listed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agent_id", "visit_id", name=op.f("pk_visit_rows")),
    )
