"""The replica's tables. Private to the store. The cache can be pulled again; the user's own
cannot.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from kobra_domain.kind import Kind
from kobra_domain.kinds import DECLARED
from kobra_domain.positions import Latest
from kobra_records.sql.tables import table, version_column

cache = MetaData()


def kind_table(kind: Kind, into: MetaData) -> Table:
    """The replica's table of a kind, with what both sides look its rows up by."""
    made = table(kind.entity, into, kind.name, version_column())
    for field in kind.indexes:
        Index(f"{kind.name}_by_{field.removesuffix('_id')}", made.c[field])
    return made


# Version 0: a row made here that the server does not have yet.
RECORDS: dict[str, Table] = {kind.name: kind_table(kind, cache) for kind in DECLARED.values()}
LATEST = table(Latest, cache, "latest", key=("agent_id",))
# What only this side looks rows up by.
Index("visit_by_day", RECORDS["visit"].c.planned_on, RECORDS["visit"].c.agent_id)
# Holds what lists of all visits are filtered by, so that they are read without their rows.
Index(
    "visit_by_address",
    *(RECORDS["visit"].c[name] for name in ("address_id", "portfolio_id", "state", "outcome")),
    RECORDS["visit"].c.verdict,
)
Index("visit_by_end", RECORDS["visit"].c.ended_at)
Index("alert_by_visit", RECORDS["alert"].c.visit_id)
Index("submission_by_form", RECORDS["submission"].c.questionnaire_id)
Index("submission_by_review", RECORDS["submission"].c.review, RECORDS["submission"].c.instance_id)
Index("submission_replaced", RECORDS["submission"].c.replaces)
# Files of submissions that were looked at; `size` is thumbnail or full, `used_at` milliseconds.
PHOTOS = Table(
    "photo",
    cache,
    Column("submission_id", String(36), primary_key=True),
    Column("name", String(240), primary_key=True),
    Column("size", String(12), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("used_at", BigInteger, nullable=False),
)
Index("photo_by_use", PHOTOS.c.used_at)

# Rows of a newer server that this version cannot read, as JSON of their cells.
STRANGE = Table(
    "strange",
    cache,
    Column("kind", String(40), primary_key=True),
    Column("entity_id", String(36), primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("cells", Text, nullable=False),
)

# Kinds that the palette searches: which columns it reads.
SEARCHED: dict[str, tuple[str, ...]] = {
    "party": ("name", "document_number"),
    "address": ("street", "neighbourhood", "municipality"),
    "account": ("number",),
    "agent": ("name", "code"),
    "questionnaire": ("title", "form_id"),
}

own = MetaData()
# One row an operation, oldest first by `seq`. `state`: see outbox.OpState.
OUTBOX = Table(
    "outbox",
    own,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("op_id", String(36), nullable=False, unique=True),
    Column("owner", String(36), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("entity_id", String(36), nullable=False),
    Column("command", String(40), nullable=False),
    Column("changed", Text, nullable=False),
    Column("base_version", BigInteger),
    Column("after", String(36)),
    Column("made_at", BigInteger, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("code", String(60), nullable=False, default=""),
    Column("params", Text, nullable=False, default="{}"),
    Column("fields", Text, nullable=False, default="[]"),
    Column("act_id", String(36)),
    sqlite_autoincrement=True,
)
Index("outbox_by_entity", OUTBOX.c.kind, OUTBOX.c.entity_id)
# The last operations that the server confirmed, for a server that goes back to an older copy.
SENT = Table(
    "sent",
    own,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("op_id", String(36), nullable=False, unique=True),
    Column("owner", String(36), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("entity_id", String(36), nullable=False),
    Column("command", String(40), nullable=False),
    Column("changed", Text, nullable=False),
    Column("base_version", BigInteger),
    Column("after", String(36)),
    Column("made_at", BigInteger, nullable=False),
    Column("act_id", String(36)),
    sqlite_autoincrement=True,
)
# The server's body of every row that an operation stands on; null: the server has no such row.
BASE = Table(
    "base",
    own,
    Column("kind", String(40), primary_key=True),
    Column("entity_id", String(36), primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("body", Text),
)
# What a person has typed in a form and not yet saved, settings of this user, the cursor, the shape.
KEPT = Table(
    "kept",
    own,
    Column("key", String(120), primary_key=True),
    Column("value", Text, nullable=False),
)
# Contents of forms' own files by their SHA-256: chosen here, sent or not, and fetched to be seen.
FORM_FILES = Table(
    "form_file",
    own,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("is_sent", Integer, nullable=False),
    Column("used_at", BigInteger, nullable=False),
)
# While a resync runs: which rows the server has named; the rest goes when it ends.
SEEN = Table(
    "seen",
    own,
    Column("kind", String(40), primary_key=True),
    Column("entity_id", String(36), primary_key=True),
    sqlite_with_rowid=False,
)


def search_statements() -> list[str]:
    """DDL of the accent-free indexes and the triggers that keep them in step with their tables."""
    made = []
    for kind, columns in SEARCHED.items():
        names = ", ".join(columns)
        old = ", ".join(f"old.{column}" for column in columns)
        new = ", ".join(f"new.{column}" for column in columns)
        index = f"{kind}_search"
        gone = f"INSERT INTO {index}({index}, rowid, {names}) VALUES('delete', old.rowid, {old});"
        come = f"INSERT INTO {index}(rowid, {names}) VALUES(new.rowid, {new});"
        made += [
            f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{kind}', "
            "tokenize='unicode61 remove_diacritics 2', prefix='2 3', detail=full)",
            f'CREATE TRIGGER {index}_insert AFTER INSERT ON "{kind}" BEGIN {come} END',
            f'CREATE TRIGGER {index}_delete AFTER DELETE ON "{kind}" BEGIN {gone} END',
            f'CREATE TRIGGER {index}_update AFTER UPDATE OF {names} ON "{kind}" '
            f"BEGIN {gone} {come} END",
        ]
    return made
