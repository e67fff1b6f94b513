"""Who is told by mail."""

import sqlalchemy as sa
from alembic import op

revision = "r0054"
down_revision = "r0053"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)


def upgrade() -> None:
    """Follows, what waits for their digests, and the codes of mailed pages."""
    op.create_table(
        "follows",
        sa.Column("id", _ID, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("portfolio_ids", sa.Text(), nullable=False),
        sa.Column("user_id", _ID, nullable=True),
        sa.Column("is_client", sa.Boolean(), nullable=False),
        sa.Column("digest_at", sa.Text(), nullable=True),
        sa.Column("time_zone", sa.Text(), nullable=True),
        sa.Column("cap", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follows")),
    )
    for column in ("email_key", "user_id"):
        op.create_index(op.f(f"ix_follows_{column}"), "follows", [column])
    op.create_table(
        "digest_events",
        sa.Column("delivery_id", _ID, nullable=False),
        sa.Column("event_id", _ID, nullable=False),
        sa.PrimaryKeyConstraint("delivery_id", "event_id", name=op.f("pk_digest_events")),
    )
    op.create_table(
        "page_codes",
        sa.Column("delivery_id", _ID, nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_page_codes")),
    )
