"""What phones posted, byte for byte: forms and their files. Names of kinds grow longer."""

import sqlalchemy as sa
from alembic import op

revision = "r0019"
down_revision = "r0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "raw_submissions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("xml_sha256", sa.String(length=64), nullable=False),
        sa.Column("xml_size", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.Column("instance_id", sa.Text(), nullable=True),
        sa.Column("submission_id", sa.String(length=36), nullable=True),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_raw_submissions")),
        sa.UniqueConstraint(
            "agent_id", "xml_sha256", name=op.f("uq_raw_submissions_agent_id_xml_sha256")
        ),
    )
    op.create_index(op.f("ix_raw_submissions_submission_id"), "raw_submissions", ["submission_id"])
    op.create_index(
        op.f("ix_raw_submissions_is_settled_received_at"),
        "raw_submissions",
        ["is_settled", "received_at"],
    )
    op.create_table(
        "raw_parts",
        sa.Column("raw_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=240), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("raw_id", "name", "sha256", name=op.f("pk_raw_parts")),
    )
    with op.batch_alter_table("change_log") as change_log:
        change_log.alter_column(
            "kind",
            existing_type=sa.String(length=20),
            type_=sa.String(length=40),
            existing_nullable=False,
        )
