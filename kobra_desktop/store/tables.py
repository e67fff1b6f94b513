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
from kobra_domain.portfolios import TALKED
from kobra_domain.positions import Latest
from kobra_records.sql.packs.tables import make as make_packs
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
    *(RECORDS["visit"].c[name] for name in ("verdict", "ended_at")),
)
# The first of the usual order; holds what lists of all accounts are filtered by, as that of visits.
Index(
    "account_by_days",
    *(
        RECORDS["account"].c[name]
        for name in (
            *("days_past_due", "overdue_minor", "balance_minor", "currency", "portfolio_id"),
            *("agent_id", "state", "product", "segment", "lot"),
        )
    ),
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

# Who has part in which account, whose row number stands in `account`: kept by triggers, because the
# accounts of a person lie within the JSON of half a million rows.
PART_IN = Table(
    "part_in",
    cache,
    Column("party_id", String(36), primary_key=True),
    Column("account", BigInteger, primary_key=True),
    Column("is_holder", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# The figures of the telephones of parties, whose row number stands in `party`, by the last four of
# them: people know the end of a number, and no index of words finds that.
PHONE_OF = Table(
    "phone_of",
    cache,
    Column("tail", String(4), primary_key=True),
    Column("party", BigInteger, primary_key=True),
    Column("figures", String(24), primary_key=True),
    sqlite_with_rowid=False,
)

# What ended visits and payments count for, by day (`packing`); the kinds it is read from.
_COUNTED = frozenset({"visit", "bank_payment", "contact", "address", "portfolio", "agent"})
PACKS = make_packs(cache, info={"kinds": _COUNTED})
DERIVED = (PART_IN, PHONE_OF, PACKS.days, PACKS.sums, PACKS.rows)

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
    Column("reason", Text, nullable=False, server_default=""),
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
    Column("reason", Text, nullable=False, server_default=""),
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


def _parties_of(row: str) -> str:
    """The parties of an account as rows of JSON."""
    return f"json_each({row}.parties) p"


def _first_holder(row: str) -> str:
    """The place of the holder among the parties: the first who is one, or who stands first."""
    is_holder = "json_extract(h.value, '$.role') = 'holder'"
    return f"coalesce((SELECT min(h.key) FROM json_each({row}.parties) h WHERE {is_holder}), 0)"


def holder_of(row: str) -> str:
    """SQL of the id of an account's holder."""
    found = f"SELECT json_extract(p.value, '$.party_id') FROM {_parties_of(row)}"
    return f"({found} WHERE p.key = {_first_holder(row)})"


def part_statements() -> list[str]:
    """DDL of the triggers that keep `part_in` in step with the accounts."""
    party = "json_extract(p.value, '$.party_id')"
    come = (
        f"INSERT INTO part_in (party_id, account, is_holder) SELECT {party}, new.rowid, "
        f"max(p.key = {_first_holder('new')}) FROM {_parties_of('new')} "
        f"WHERE {party} IS NOT NULL GROUP BY 1;"
    )
    gone = (
        f"DELETE FROM part_in WHERE account = old.rowid AND party_id IN "
        f"(SELECT {party} FROM {_parties_of('old')});"
    )
    return [
        f'CREATE TRIGGER part_in_insert AFTER INSERT ON "account" BEGIN {come} END',
        f'CREATE TRIGGER part_in_delete AFTER DELETE ON "account" BEGIN {gone} END',
        'CREATE TRIGGER part_in_update AFTER UPDATE OF parties ON "account" '
        f"WHEN old.parties IS NOT new.parties BEGIN {gone} {come} END",
    ]


def figures_of(text: str) -> str:
    """SQL of a number without what people write between its figures."""
    for sign in " -.()+/":
        text = f"replace({text}, '{sign}', '')"
    return text


def _phones_of(row: str) -> str:
    kinds = ", ".join(f"'{kind.value}'" for kind in TALKED)
    figures = figures_of("json_extract(c.value, '$.value')")
    # The limit, which nobody passes, has SQLite make the figures of each but once. A number of two
    # channels stands once; what a trigger would ignore the statement around it does not.
    made = (
        f"SELECT {figures} AS said FROM json_each({row}.channels) c "
        f"WHERE json_extract(c.value, '$.kind') IN ({kinds}) LIMIT 1000"
    )
    return (
        "SELECT DISTINCT substr(said, -4) AS tail, substr(said, 1, 24) AS figures "
        f"FROM ({made}) WHERE length(said) >= 4"
    )


def phone_statements() -> list[str]:
    """DDL of the triggers that keep `phone_of` in step with the parties."""
    come = (
        "INSERT INTO phone_of (tail, party, figures) "
        f"SELECT tail, new.rowid, figures FROM ({_phones_of('new')});"
    )
    gone = (
        "DELETE FROM phone_of WHERE party = old.rowid AND tail IN "
        f"(SELECT tail FROM ({_phones_of('old')}));"
    )
    return [
        f'CREATE TRIGGER phone_of_insert AFTER INSERT ON "party" BEGIN {come} END',
        f'CREATE TRIGGER phone_of_delete AFTER DELETE ON "party" BEGIN {gone} END',
        'CREATE TRIGGER phone_of_update AFTER UPDATE OF channels ON "party" '
        f"WHEN old.channels IS NOT new.channels BEGIN {gone} {come} END",
    ]


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
