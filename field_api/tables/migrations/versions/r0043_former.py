"""What rows were called before people corrected them."""

import sqlalchemy as sa
from alembic import op

revision = "r0043"
down_revision = "r0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table of the server alone."""
    op.create_table(
        "former_values",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(
            "kind", "entity_id", "field", "value", name=op.f("pk_former_values")
        ),
    )
    op.create_index(
        op.f("ix_former_values_kind_field_value"),
        "former_values",
        ["kind", "field", "value"],
        unique=False,
    )
