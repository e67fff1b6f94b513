"""The audit's kinds of subjects as long as the longest; where the table is made anew for it, so is
its seal.
"""

import sqlalchemy as sa
from alembic import op

revision = "r0020"
down_revision = "r0019"
branch_labels = None
depends_on = None

_REFUSES = "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"


def upgrade() -> None:
    """Widen the column."""
    with op.batch_alter_table("audit", table_kwargs={"sqlite_autoincrement": True}) as audit:
        audit.alter_column(
            "subject_kind",
            existing_type=sa.String(length=20),
            type_=sa.String(length=40),
            existing_nullable=False,
        )
    if op.get_bind().dialect.name == "sqlite":
        _seal()


def _seal() -> None:
    """As r0009 and r0014 have it: a table's triggers went with it."""
    for act in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER audit_refuses_{act.lower()} BEFORE {act} ON audit {_REFUSES}")
    op.execute(
        "CREATE TRIGGER audit_refuses_replacement BEFORE INSERT ON audit "
        f"WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) {_REFUSES}"
    )
