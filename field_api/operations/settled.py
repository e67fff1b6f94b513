"""What people settled: fields of people, addresses, accounts and authorisations that a person has
written, which outlive every file; and what their rows were called before, by which files go on
naming them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select

from field_api.change_log.record import Edit
from field_api.database import chunks, upsert
from field_api.tables.imports import former_values
from field_api.tables.imports import settled_fields as table
from kobra_domain.kinds import NAMES, Entity
from kobra_domain.portfolios import Account, Address, Authorisation, Party

# Amounts and days of a credit, and whether it is still to be collected, are the file's to say.
_OF_FILES = frozenset(
    {
        *("id", "portfolio_id", "number", "currency", "principal_minor", "balance_minor"),
        *("overdue_minor", "due_on", "days_past_due", "state", "originated_on", "assigned_on"),
        *("lot", "instalment_minor", "next_due_on", "last_paid_on", "cut_off_on", "key"),
    }
)
_KINDS = (Party, Address, Account, Authorisation)
# By what a row of a file says whom and which door it means.
_NAMED_BY: dict[type[Entity], tuple[str, ...]] = {
    Party: ("name", "document_number"),
    Address: ("street", "municipality"),
}
_AT_ONCE = 4_000


def settle(connection: Connection, edits: Sequence[Edit], *, by: str, at: datetime) -> None:
    """Note what a person has said of rows: of one that is there the fields that changed, of a new
    one all that are filled in. What a file finds the row by is kept as it was.
    """
    former = [
        {"kind": NAMES[type(after)], "entity_id": after.id, "field": name, "value": was}
        for after, before in edits
        if isinstance(after, _KINDS) and before is not None
        for name in _NAMED_BY.get(type(after), ())
        if (was := getattr(before, name)) and was != getattr(after, name)
    ]
    if former:
        kept = upsert(connection, former_values).on_conflict_do_nothing()
        connection.execute(kept, former)
    rows = [
        {"kind": NAMES[type(after)], "entity_id": after.id, "field": name, "at": at, "by": by}
        for after, before in edits
        if isinstance(after, _KINDS)
        for name in after.__dataclass_fields__
        if name not in _OF_FILES and _is_said(after, before, name)
    ]
    if rows:
        statement = upsert(connection, table)
        fresh = {name: statement.excluded[name] for name in ("at", "by")}
        connection.execute(
            statement.on_conflict_do_update(index_elements=table.primary_key.columns, set_=fresh),
            rows,
        )


def settled_fields(connection: Connection, kind: str, ids: Iterable[str]) -> dict[str, set[str]]:
    """The settled fields of each of the rows that has some."""
    found: dict[str, set[str]] = defaultdict(set)
    for some in chunks(list(ids), _AT_ONCE):
        query = select(table.c.entity_id, table.c.field).where(
            table.c.kind == kind, table.c.entity_id.in_(some)
        )
        for id_, field in connection.execute(query):
            found[id_].add(field)
    return found


def former_names(
    connection: Connection, kind: str, ids: Iterable[str]
) -> dict[str, dict[str, set[str]]]:
    """What each of some rows was called before people corrected it, by field."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    f = former_values.c
    for some in chunks(list(ids), _AT_ONCE):
        query = select(f.entity_id, f.field, f.value)
        query = query.where(f.kind == kind, f.entity_id.in_(some))
        for id_, field, value in connection.execute(query):
            found[id_][field].add(value)
    return found


def formerly_named(
    connection: Connection, kind: str, field: str, values: Iterable[str]
) -> dict[str, set[str]]:
    """The rows of which a field had one of the values before people corrected it, by value."""
    found: dict[str, set[str]] = defaultdict(set)
    f = former_values.c
    some_at_all = select(f.value).where(f.kind == kind, f.field == field).limit(1)
    if connection.scalar(some_at_all) is None:  # a file asks for each of its documents
        return found
    for some in chunks(list(values), _AT_ONCE):
        query = select(f.value, f.entity_id)
        query = query.where(f.kind == kind, f.field == field, f.value.in_(some))
        for value, id_ in connection.execute(query):
            found[value].add(id_)
    return found


def forget_settled(connection: Connection, kind: str, ids: Iterable[str]) -> None:
    """Rows that go leave nothing that was said of them."""
    theirs = set(ids)
    for one in (table, former_values):
        said = select(one.c.entity_id).where(one.c.kind == kind).distinct()
        of_them = theirs.intersection(connection.scalars(said)) if theirs else ()
        for some in chunks(sorted(of_them), _AT_ONCE):
            connection.execute(delete(one).where(one.c.kind == kind, one.c.entity_id.in_(some)))


def _is_said(after: Entity, before: Entity | None, name: str) -> bool:
    value = getattr(after, name)
    if before is not None:
        return bool(value != getattr(before, name))
    return value not in (None, "", (), False)
