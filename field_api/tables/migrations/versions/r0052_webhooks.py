"""Endpoints of client institutions that are told what happened, and each attempt to reach them."""

import sqlalchemy as sa
from alembic import op

revision = "r0052"
down_revision = "r0051"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)
_WAITING = sa.text("channel = 'webhook' AND state = 'waiting'")


def upgrade() -> None:
    """Two tables, and an index of what waits for each endpoint."""
    op.create_table(
        "webhooks",
        sa.Column("id", _ID, nullable=False),
        sa.Column("institution_id", _ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("portfolio_ids", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("allows_private", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("old_secret", sa.Text(), nullable=False),
        sa.Column("old_secret_until", sa.BigInteger(), nullable=True),
        sa.Column("off_reason", sa.String(length=40), nullable=True),
        sa.Column("off_at", sa.BigInteger(), nullable=True),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("failing_since", sa.BigInteger(), nullable=True),
        sa.Column("rests_until", sa.BigInteger(), nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.Column("last_status", sa.BigInteger(), nullable=True),
        sa.Column("last_code", sa.Text(), nullable=False),
        sa.Column("last_ok_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
    )
    op.create_table(
        "webhook_tries",
        sa.Column("id", _ID, nullable=False),
        sa.Column("webhook_id", _ID, nullable=False),
        sa.Column("delivery_id", _ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("status", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_tries")),
    )
    op.create_index(op.f("ix_webhook_tries_webhook_id_at"), "webhook_tries", ["webhook_id", "at"])
    op.create_index(op.f("ix_webhook_tries_at"), "webhook_tries", ["at"])
    op.create_index(op.f("ix_webhook_tries_delivery_id"), "webhook_tries", ["delivery_id"])
    op.create_index(
        op.f("ix_deliveries_target_id_importance_next_at"),
        "deliveries",
        ["target_id", "importance", "next_at"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
