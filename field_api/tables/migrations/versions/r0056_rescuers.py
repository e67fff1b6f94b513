"""Who is told of a call for help that nobody attends, and what was done about an alert."""

import sqlalchemy as sa
from alembic import op

revision = "r0056"
down_revision = "r0055"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)


def upgrade() -> None:
    """A list on each team, empty; and a replicated kind."""
    with op.batch_alter_table("teams") as batch:
        batch.add_column(sa.Column("rescuers", sa.Text(), nullable=False, server_default="[]"))
    with op.batch_alter_table("teams") as batch:
        batch.alter_column("rescuers", server_default=None)
    op.create_table(
        "alert_steps",
        sa.Column("id", _ID, nullable=False),
        sa.Column("alert_id", _ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("team_id", _ID, nullable=True),
        sa.Column("user_id", _ID, nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_steps")),
    )
    op.create_index(op.f("ix_alert_steps_alert_id"), "alert_steps", ["alert_id"])
    op.create_index(op.f("ix_alert_steps_team_id"), "alert_steps", ["team_id"])
