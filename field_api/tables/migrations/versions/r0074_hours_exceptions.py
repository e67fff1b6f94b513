"""Other hours that a person asked for are kept with their evidence, day and expiry, several over
time; a contact says what it was for.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "r0074"
down_revision = "r0071"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Agreed hours become a request whose day nobody knows: kept, and opening no hour until
    somebody writes it down. Those without a document counted for nothing and end here.
    """
    for table, column in (
        ("parties", sa.Column("hours_exceptions", sa.Text(), nullable=False, server_default="[]")),
        (
            "contacts",
            sa.Column("purpose", sa.String(40), nullable=False, server_default="collection"),
        ),
    ):
        with op.batch_alter_table(table) as batch:
            batch.add_column(column)
    _carry_over(op.get_bind())
    with op.batch_alter_table("parties") as batch:
        batch.alter_column("hours_exceptions", server_default=None)
        batch.drop_column("agreed_hours")
        batch.drop_column("agreed_hours_document")
    with op.batch_alter_table("contacts") as batch:
        batch.alter_column("purpose", server_default=None)


def _carry_over(connection: sa.Connection) -> None:
    parties = sa.table(
        "parties",
        *map(sa.column, ("id", "agreed_hours", "agreed_hours_document", "hours_exceptions")),
    )
    p = parties.c
    has_both = sa.and_(p.agreed_hours != "[]", sa.func.trim(p.agreed_hours_document) != "")
    held = connection.execute(
        sa.select(p.id, p.agreed_hours, p.agreed_hours_document).where(has_both)
    ).all()
    for row in held:
        made = _request(json.loads(row.agreed_hours), row.agreed_hours_document)
        text = json.dumps([made], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        connection.execute(sa.update(parties).where(p.id == row.id).values(hours_exceptions=text))


def _request(spans: list[object], document: str) -> dict[str, object]:
    return {
        "spans": spans,
        "document": document,
        "evidence": "document",
        "asked_by": "person",
        "asked_on": None,
        "contract_on": None,
        "expires_on": None,
        "revoked_on": None,
        "names_holidays": False,
    }
