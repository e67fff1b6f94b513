"""Institutions, what files say of accounts, bank payments, contacts, petitions and imports."""

import time
from typing import Any

import sqlalchemy as sa
import uuid_utils
from alembic import op

revision = "r0038"
down_revision = "r0037"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)
_DAY = sa.String(length=10)


def upgrade() -> None:
    """Each name of an institution becomes one, which its portfolios name."""
    _make_tables()
    _add_columns()
    _name_institutions(op.get_bind())
    with op.batch_alter_table("portfolios") as batch:
        batch.alter_column("institution_id", existing_type=_ID, nullable=False)
        batch.drop_column("institution")


def _table(name: str, *columns: "sa.Column[Any]") -> None:
    op.create_table(
        name,
        sa.Column("id", _ID, nullable=False),
        *columns,
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _make_tables() -> None:
    op.create_table(
        "institutions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tax_number", sa.Text(), nullable=False),
        sa.Column("logo", sa.Text(), nullable=False),
        sa.Column("data_requests_to", sa.Text(), nullable=False),
        sa.Column("portfolio_ids", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("name_key", sa.String(length=480), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institutions")),
        sa.UniqueConstraint("name_key", name=op.f("uq_institutions_name_key")),
    )
    _table(
        "bank_payments",
        sa.Column("portfolio_id", _ID, nullable=False),
        sa.Column("account_number", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("value_on", _DAY, nullable=False),
        sa.Column("booked_on", _DAY, nullable=False),
        sa.Column("account_id", _ID, nullable=True),
        sa.Column("document_number", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("is_reversal", sa.Boolean(), nullable=False),
        sa.Column("import_id", _ID, nullable=True),
    )
    _table(
        "contacts",
        sa.Column("portfolio_id", _ID, nullable=False),
        sa.Column("party_id", _ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("is_two_way", sa.Boolean(), nullable=False),
        sa.Column("is_received", sa.Boolean(), nullable=False),
        sa.Column("account_id", _ID, nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by", _ID, nullable=True),
        sa.Column("import_id", _ID, nullable=True),
    )
    _table(
        "petitions",
        sa.Column("portfolio_id", _ID, nullable=False),
        sa.Column("party_id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("due_on", _DAY, nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=True),
        sa.Column("account_id", _ID, nullable=True),
        sa.Column("owner_id", _ID, nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("passed_on_to", sa.Text(), nullable=False),
        sa.Column("passed_on_at", sa.BigInteger(), nullable=True),
        sa.Column("recorded_by", _ID, nullable=True),
    )
    _table(
        "imports",
        sa.Column("portfolio_id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("received_by", _ID, nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        *(
            sa.Column(name, sa.BigInteger(), nullable=False)
            for name in ("rows", "new", "changed", "same", "refused", "absent")
        ),
        sa.Column("cut_off_on", _DAY, nullable=True),
        sa.Column("committed_at", sa.BigInteger(), nullable=True),
        sa.Column("committed_by", _ID, nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by", _ID, nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
    )
    for table, column in (
        *(("bank_payments", name) for name in ("account_id", "portfolio_id", "value_on")),
        *((name, "party_id") for name in ("contacts", "petitions")),
        *((name, "portfolio_id") for name in ("contacts", "petitions", "imports")),
        ("parties", "document_number"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _add_columns() -> None:
    added: dict[str, tuple[sa.Column[Any], ...]] = {
        "portfolios": (
            sa.Column("institution_id", _ID, nullable=True),
            sa.Column("buckets", sa.Text(), nullable=False, server_default="[7,30,60,90]"),
            sa.Column("cut_day", sa.BigInteger(), nullable=False, server_default="31"),
            sa.Column("broken_after_days", sa.BigInteger(), nullable=False, server_default="3"),
            sa.Column("kept_from", sa.Double(), nullable=False, server_default="95"),
            sa.Column("most_absent", sa.Double(), nullable=False, server_default="5"),
            sa.Column("most_moved", sa.Double(), nullable=False, server_default="20"),
        ),
        "parties": (
            sa.Column("preferred_channel", sa.String(length=40), nullable=True),
            sa.Column("preferred_hours", sa.Text(), nullable=False, server_default="[]"),
        ),
        "addresses": (
            sa.Column("place_radius_m", sa.Double(), nullable=True),
            sa.Column("place_accepted_at", sa.BigInteger(), nullable=True),
            sa.Column("origin", sa.String(length=40), nullable=False, server_default="given"),
            sa.Column("key", sa.Text(), nullable=False, server_default=""),
        ),
        "accounts": (
            sa.Column("state", sa.String(length=40), nullable=False, server_default="active"),
            *(sa.Column(n, _DAY, nullable=True) for n in ("originated_on", "assigned_on")),
            sa.Column("lot", sa.Text(), nullable=False, server_default=""),
            sa.Column("agent_id", _ID, nullable=True),
            sa.Column("agent_since_on", _DAY, nullable=True),
            sa.Column("instalment_minor", sa.BigInteger(), nullable=True),
            *(
                sa.Column(name, _DAY, nullable=True)
                for name in ("next_due_on", "last_paid_on", "cut_off_on")
            ),
        ),
    }
    for table, columns in added.items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.add_column(column)
    # Rows that are there have these; those that come say them.
    for table, columns in added.items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                if column.server_default is not None:
                    batch.alter_column(column.name, server_default=None)
    op.create_index(op.f("ix_addresses_key"), "addresses", ["key"], unique=False)


def _name_institutions(connection: sa.Connection) -> None:
    """Make and log them; two spellings that differ in case alone are one."""
    found = connection.execute(sa.text("SELECT id, institution FROM portfolios ORDER BY id"))
    owners: dict[str, tuple[str, list[str]]] = {}
    for portfolio_id, name in found:
        owners.setdefault(name.strip().casefold(), (name, []))[1].append(portfolio_id)
    now = int(time.time() * 1000)
    for key, (name, portfolio_ids) in owners.items():
        _name(connection, (str(uuid_utils.uuid7()), key, name), portfolio_ids, now)


def _name(
    connection: sa.Connection, made: tuple[str, str, str], portfolio_ids: list[str], now: int
) -> None:
    made_id, key, name = made
    connection.execute(sa.text("UPDATE server SET seq = seq + 1"))
    seq = connection.scalar(sa.text("SELECT seq FROM server"))
    listed = "[" + ",".join(f'"{one}"' for one in portfolio_ids) + "]"
    connection.execute(
        sa.text(
            "INSERT INTO institutions (id, name, tax_number, logo, data_requests_to,"
            " portfolio_ids, is_active, version, name_key)"
            " VALUES (:id, :name, '', '', '', :listed, :yes, :seq, :key)"
        ),
        {"id": made_id, "name": name, "listed": listed, "yes": True, "seq": seq, "key": key},
    )
    line = sa.text(
        "INSERT INTO change_log (kind, entity_id, scope_key, seq, is_gone, changed_at)"
        " VALUES ('institution', :id, :scope, :seq, :no, :now)"
    )
    for scope in ("*", *(f"portfolio:{one}" for one in portfolio_ids)):
        connection.execute(
            line, {"id": made_id, "scope": scope, "seq": seq, "no": False, "now": now}
        )
    connection.execute(
        sa.text("UPDATE portfolios SET institution_id = :id WHERE id IN :ids").bindparams(
            sa.bindparam("ids", expanding=True)
        ),
        {"id": made_id, "ids": portfolio_ids},
    )
