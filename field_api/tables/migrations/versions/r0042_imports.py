"""The work on imports, what people settled, mappings that were used, files of the night."""

import sqlalchemy as sa
from alembic import op

revision = "r0042"
down_revision = "r0041"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)
_KIND = sa.String(length=40)


def upgrade() -> None:
    """Four tables of the server alone."""
    op.create_table(
        "import_work",
        sa.Column("import_id", _ID, nullable=False),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.Column("is_strict", sa.Boolean(), nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=True),
        sa.Column("cancelled", sa.Text(), nullable=True),
        sa.Column("nightly_id", _ID, nullable=True),
        sa.PrimaryKeyConstraint("import_id", name=op.f("pk_import_work")),
    )
    op.create_table(
        "settled_fields",
        sa.Column("kind", _KIND, nullable=False),
        sa.Column("entity_id", _ID, nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", _ID, nullable=False),
        sa.PrimaryKeyConstraint("kind", "entity_id", "field", name=op.f("pk_settled_fields")),
    )
    op.create_table(
        "import_mappings",
        sa.Column("institution_id", _ID, nullable=False),
        sa.Column("kind", _KIND, nullable=False),
        sa.Column("headers", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "institution_id", "kind", "headers", name=op.f("pk_import_mappings")
        ),
    )
    op.create_table(
        "nightly_files",
        sa.Column("id", _ID, nullable=False),
        sa.Column("portfolio_id", _ID, nullable=False),
        sa.Column("kind", _KIND, nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("control", sa.Text(), nullable=False),
        sa.Column("expected_by", sa.String(length=5), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=True),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("seen_name", sa.Text(), nullable=False),
        sa.Column("seen_size", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("last_sha256", sa.Text(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.Column("missing_on", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nightly_files")),
    )
