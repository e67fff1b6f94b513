"""Reports that are shared by link and by mail."""

import sqlalchemy as sa
from alembic import op

revision = "r0063"
down_revision = "r0062"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)


def upgrade() -> None:
    """Links with what they show, schedules, and what their mails bring."""
    _links()
    _schedules()
    op.create_table(
        "report_mails",
        sa.Column("id", _ID, nullable=False),
        sa.Column("schedule_id", _ID, nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", _ID, nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("scope_of", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_mails")),
    )
    name = op.f("ix_report_mails_schedule_id_due_at")
    op.create_index(name, "report_mails", ["schedule_id", "due_at"])
    op.create_index(op.f("ix_report_mails_made_at"), "report_mails", ["made_at"])


def _links() -> None:
    op.create_table(
        "report_links",
        sa.Column("id", _ID, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("shared", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("made_by", _ID, nullable=False),
        sa.Column("scope_of", _ID, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.Column("opened", sa.BigInteger(), nullable=False),
        sa.Column("last_opened_at", sa.BigInteger(), nullable=True),
        sa.Column("email", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_links")),
    )
    name = op.f("ix_report_links_token_hash")
    op.create_index(name, "report_links", ["token_hash"], unique=True)
    op.create_index(op.f("ix_report_links_made_by"), "report_links", ["made_by"])
    op.create_index(op.f("ix_report_links_expires_at"), "report_links", ["expires_at"])


def _schedules() -> None:
    op.create_table(
        "report_schedules",
        sa.Column("id", _ID, nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("made_by", _ID, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("is_judged", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("problem_detail", sa.Text(), nullable=False),
        sa.Column("alert_ids", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_schedules")),
    )
    op.create_index(op.f("ix_report_schedules_next_at"), "report_schedules", ["next_at"])
    op.create_index(op.f("ix_report_schedules_made_by"), "report_schedules", ["made_by"])
