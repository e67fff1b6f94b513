"""The next delivery of an endpoint is the first of its index, however many wait."""

import sqlalchemy as sa
from alembic import op

revision = "r0059"
down_revision = "r0058"
branch_labels = None
depends_on = None

_WAITING = sa.text("channel = 'webhook' AND state = 'waiting'")
_COLUMNS = ["target_id", "importance", "next_at"]


def upgrade() -> None:
    """The id in the index as well: what came together leaves in its order."""
    op.drop_index(op.f("ix_deliveries_target_id_importance_next_at"), table_name="deliveries")
    op.create_index(
        op.f("ix_deliveries_target_id_importance_next_at_id"),
        "deliveries",
        [*_COLUMNS, "id"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
