"""What of the replica lies in the user's scope, and the purge of what no longer does."""

from sqlalchemy import Connection, select

from kobra_desktop.store import kept, rows
from kobra_desktop.store.tables import BASE, RECORDS, STRANGE
from kobra_domain.kinds import DECLARED
from kobra_domain.scope import EVERYTHING
from kobra_domain.wire import ScopeShift
from kobra_records.sql.kinds import inside

Pair = tuple[str, str]


def shift(connection: Connection, change: ScopeShift) -> set[Pair]:
    """Purge what only the lost keys showed; answers the rows that went."""
    had = set(kept.value(connection, kept.SCOPE) or ())
    held = (had - set(change.lost)) | set(change.gained)
    kept.keep(connection, kept.SCOPE, sorted(held))
    if not change.lost or EVERYTHING in held:
        return set()
    gone: set[Pair] = set()
    connection.execute(STRANGE.delete())  # whose they are cannot be told; the check asks for them
    for kind in DECLARED:
        ids = _outside(connection, kind, held)
        rows.remove(connection, kind, ids)
        _forget_bodies(connection, kind, ids)
        gone |= {(kind, one) for one in ids}
    return gone


def _forget_bodies(connection: Connection, kind: str, ids: list[str]) -> None:
    """Edits on purged rows stay in the outbox; the rows they stood on must not."""
    for part in rows.chunks(ids):
        here = (BASE.c.kind == kind, BASE.c.entity_id.in_(part))
        connection.execute(BASE.update().where(*here).values(body=None, version=0))


def _outside(connection: Connection, kind: str, held: set[str]) -> list[str]:
    record = RECORDS[kind]
    is_outside = ~inside(DECLARED[kind], record, held)
    asked = select(record.c.id).where(record.c.version > 0, is_outside)
    return list(connection.execute(asked).scalars())
