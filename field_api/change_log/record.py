"""Writes replicated rows together with their lines
in the change log, so that no change goes untold.

Lock order: rows first, then (PostgreSQL) one advisory lock, then the log; nothing is locked after
it. So numbers become visible in their order, and a reader that has seen number n will never be
shown a smaller one later.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from field_api.change_log import marks, packs
from field_api.change_log.events import note_events
from field_api.change_log.scope_epochs import note_users
from field_api.database import is_postgresql, mark_changed, upsert
from field_api.tables.change_log import change_log
from field_api.tables.replicated import TABLES, stored_values
from field_api.tables.server import server
from kobra_domain.kinds import NAMES, Entity
from kobra_domain.scope import keys_over

CHANGED_CHANNEL = "kobra_changed"
Edit = tuple[Entity | None, Entity | None]
_LOCK = 0x6B6F6262
_SEALED = "kobra_sealed_transaction"


def record(
    connection: Connection, after: Entity | None, before: Entity | None = None, *, at: datetime
) -> int:
    """Write one row (`before` None: it is new;
    `after` None: it goes) and log it; answers its version.

    The last write of a transaction:
    take what else must be locked before. Several rows: `record_all`.
    """
    return record_all(connection, [(after, before)], at=at)[0]


def record_all(connection: Connection, edits: Sequence[Edit], *, at: datetime) -> list[int]:
    """Write and log several rows `(after, before)`; answers their versions in the same order.

    Raises IntegrityError when a row is there already or a value that must be single is taken.
    """
    if not edits:
        return []
    seal(connection)
    note_users(connection, edits, at)
    if is_postgresql(connection):
        write(connection, edits, [0] * len(edits))
        lock(connection)
        versions = next_versions(connection, len(edits))
        stamp(connection, edits, versions)
    else:
        versions = next_versions(connection, len(edits))
        write(connection, edits, versions)
    log(connection, edits, versions, at)
    note_events(connection, edits, versions, at)
    packs.make_stale(connection, packs.touched(edits))
    marks.draw(connection, versions[-1])
    announce(connection, versions[-1])
    return list(versions)


def seal(connection: Connection) -> None:
    """Mark the transaction as one that records: it does so once."""
    # A second call would lock rows after the log's lock: two such could wait for each other.
    if connection.info.get(_SEALED) is connection.get_transaction():
        raise RuntimeError("one transaction records once; use record_all")
    connection.info[_SEALED] = connection.get_transaction()


def lock(connection: Connection) -> None:
    """Take the log's lock of PostgreSQL: nothing is locked after it."""
    connection.execute(select(text(f"pg_advisory_xact_lock({_LOCK})")))


def next_versions(connection: Connection, count: int) -> range:
    """As many numbers as are needed, in their order."""
    last = connection.execute(
        update(server).values(seq=server.c.seq + count).returning(server.c.seq)
    ).scalar_one()
    return range(last - count + 1, last + 1)


def write(connection: Connection, edits: Sequence[Edit], versions: Sequence[int]) -> None:
    """Write the rows, not yet their lines in the log."""
    new, changed, gone = defaultdict(list), defaultdict(list), defaultdict(list)
    for (after, before), version in zip(edits, versions, strict=True):
        if after is None:
            gone[_kind(after, before)].append({"row_id": id_of((after, before))})
        elif before is None:
            new[_kind(after, before)].append({**stored_values(after), "version": version})
        else:
            values = {**stored_values(after), "version": version, "row_id": after.id}
            changed[_kind(after, before)].append(values)
    for kind, rows in new.items():
        connection.execute(insert(TABLES[kind]), rows)
    for kind, rows in changed.items():
        table = TABLES[kind]
        ours = [{name: value for name, value in row.items() if name != "id"} for row in rows]
        connection.execute(update(table).where(table.c.id == bindparam("row_id")), ours)
    for kind, rows in gone.items():
        table = TABLES[kind]
        connection.execute(delete(table).where(table.c.id == bindparam("row_id")), rows)


def stamp(connection: Connection, edits: Sequence[Edit], versions: Sequence[int]) -> None:
    """Give rows that are written their versions, once these are known (PostgreSQL)."""
    stamps = defaultdict(list)
    for (after, before), version in zip(edits, versions, strict=True):
        if after is not None:
            stamps[_kind(after, before)].append({"row_id": after.id, "row_version": version})
    for kind, rows in stamps.items():
        table = TABLES[kind]
        statement = update(table).where(table.c.id == bindparam("row_id"))
        connection.execute(statement.values(version=bindparam("row_version")), rows)


def log(
    connection: Connection, edits: Sequence[Edit], versions: Sequence[int], at: datetime
) -> None:
    """Write the lines of the rows in the log."""
    lines: dict[tuple[str, str, str], dict[str, Any]] = {}
    for (after, before), version in zip(edits, versions, strict=True):
        kind, entity_id = _kind(after, before), id_of((after, before))
        now = keys_over(after) if after is not None else frozenset[str]()
        left = (keys_over(before) if before is not None else frozenset[str]()) - now
        for key in sorted(now | left):
            lines[kind, entity_id, key] = {
                "kind": kind,
                "entity_id": entity_id,
                "scope_key": key,
                "seq": version,
                "is_gone": key in left,
                "changed_at": at,
            }
    statement = upsert(connection, change_log)
    fresh = {name: statement.excluded[name] for name in ("seq", "is_gone", "changed_at")}
    connection.execute(
        statement.on_conflict_do_update(index_elements=change_log.primary_key.columns, set_=fresh),
        list(lines.values()),
    )


def announce(connection: Connection, seq: int) -> None:
    """Tell who listens, once this is committed."""
    mark_changed(connection)
    if is_postgresql(connection):
        connection.execute(
            text("SELECT pg_notify(:channel, :seq)"), {"channel": CHANGED_CHANNEL, "seq": str(seq)}
        )


def _kind(after: Entity | None, before: Entity | None) -> str:
    entity = after if after is not None else before
    if entity is None:
        raise ValueError("an edit needs a row before or after")
    return NAMES[type(entity)]


def id_of(edit: Edit) -> str:
    """The id of the row that an edit is about."""
    entity = edit[0] if edit[0] is not None else edit[1]
    return "" if entity is None else entity.id
