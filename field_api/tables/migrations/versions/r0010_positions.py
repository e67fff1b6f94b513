"""Positions, the newest of each agent, what was set aside, and what was not kept."""

import sqlalchemy as sa
from alembic import op

revision = "r0010"
down_revision = "r0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_positions()
    _make_latest()
    _make_quarantine()
    op.create_table(
        "unstored",
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agent_id", "day", "reason", name=op.f("pk_unstored")),
    )


def _make_positions() -> None:
    op.create_table(
        "positions",
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("fix_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        sa.Column("speed_mps", sa.Double(), nullable=True),
        sa.Column("bearing", sa.Double(), nullable=True),
        sa.Column("altitude_m", sa.Double(), nullable=True),
        sa.Column("battery_pct", sa.Double(), nullable=True),
        sa.Column("is_charging", sa.Boolean(), nullable=True),
        sa.Column("mock", sa.String(length=40), nullable=True),
        sa.Column("alarm", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("attributes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("agent_id", "fix_at", name=op.f("pk_positions")),
        postgresql_partition_by="RANGE (fix_at)",
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        # Parts stand in a schema of their own. What is older than any part has a home as well.
        op.execute("CREATE SCHEMA trails")
        op.execute("CREATE TABLE trails.positions_old PARTITION OF positions DEFAULT")


def _make_latest() -> None:
    op.create_table(
        "latest",
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=True),
        sa.Column("fix_at", sa.BigInteger(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        sa.Column("speed_mps", sa.Double(), nullable=True),
        sa.Column("bearing", sa.Double(), nullable=True),
        sa.Column("battery_pct", sa.Double(), nullable=True),
        sa.Column("is_charging", sa.Boolean(), nullable=True),
        sa.Column("mock", sa.String(length=40), nullable=True),
        sa.Column("stop_since_at", sa.BigInteger(), nullable=True),
        sa.Column("at_visit_id", sa.String(length=36), nullable=True),
        sa.Column("battery_at", sa.BigInteger(), nullable=True),
        sa.Column("recent", sa.Text(), nullable=False),
        sa.Column("last_mock", sa.String(length=40), nullable=True),
        sa.Column("last_mock_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("agent_id", name=op.f("pk_latest")),
    )


def _make_quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("fix_at", sa.BigInteger(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
    )
    op.create_index(
        op.f("ix_quarantine_agent_id_received_at"), "quarantine", ["agent_id", "received_at"]
    )
    op.create_index(op.f("ix_quarantine_received_at"), "quarantine", ["received_at"])
