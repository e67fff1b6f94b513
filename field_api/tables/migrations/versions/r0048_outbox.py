"""What is told at once, and what leaves of it."""

import sqlalchemy as sa
from alembic import op

revision = "r0048"
down_revision = "r0047"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)


def upgrade() -> None:
    """Events and deliveries. What ended before is told to nobody."""
    op.create_table(
        "events",
        sa.Column("id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", _ID, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("visit_id", _ID, nullable=True),
        sa.Column("portfolio_id", _ID, nullable=True),
        sa.Column("agent_id", _ID, nullable=True),
        sa.Column("team_id", _ID, nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("fanned_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    for column in ("visit_id", "recorded_at"):
        op.create_index(op.f(f"ix_events_{column}"), "events", [column])
    _left("events", ["version"], "fanned_at IS NULL")
    op.create_table(
        "deliveries",
        sa.Column("id", _ID, nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("importance", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("event_id", _ID, nullable=True),
        sa.Column("target_id", _ID, nullable=True),
        sa.Column("portfolio_id", _ID, nullable=True),
        sa.Column("team_id", _ID, nullable=True),
        sa.Column("visit_id", _ID, nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column("tried_at", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    for columns in (["created_at"], ["visit_id"], ["target_id", "created_at"]):
        op.create_index(op.f(f"ix_deliveries_{'_'.join(columns)}"), "deliveries", columns)
    left = ["channel", "state", "importance", "next_at"]
    _left("deliveries", left, "state IN ('waiting', 'sending')")


def _left(table: str, columns: list[str], where: str) -> None:
    """An index of what is still to be done alone."""
    name = op.f(f"ix_{table}_{'_'.join(columns)}")
    is_left = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=is_left, postgresql_where=is_left)
