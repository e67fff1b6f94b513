"""What a form said before is looked up by the form; what is wrong with forms by its code."""

from alembic import op

revision = "r0036"
down_revision = "r0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes."""
    for table, column in (
        ("promises", "submission_id"),
        ("payments", "submission_id"),
        ("proposals", "submission_id"),
        ("submissions", "problem"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
