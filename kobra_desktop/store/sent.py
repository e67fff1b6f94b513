"""The last operations that the server has confirmed, for a server that goes back to an older copy
(see `resending`).
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from kobra_desktop.store import kept
from kobra_desktop.store.tables import OUTBOX, RECORDS, SENT

MOST_KEPT = 2_000
_NAMES = tuple(column.name for column in SENT.c if column.name != "seq")


def note(connection: Connection, op_id: str) -> None:
    """The operation is confirmed: it is still in the outbox."""
    columns = [OUTBOX.c[name] for name in _NAMES]
    confirmed = select(*columns).where(OUTBOX.c.op_id == op_id)
    known = insert(SENT).prefix_with("OR REPLACE")
    connection.execute(known.from_select(_NAMES, confirmed))
    last = select(func.max(SENT.c.seq) - MOST_KEPT).scalar_subquery()
    connection.execute(delete(SENT).where(SENT.c.seq <= last))


def is_known(connection: Connection, op_id: str) -> bool:
    """Whether the operation is one of them."""
    return connection.scalar(select(SENT.c.seq).where(SENT.c.op_id == op_id)) is not None


def forget(connection: Connection, kind: str, ids: Sequence[str]) -> None:
    """Rows that the server says are gone: what was written to them is a person's data too. A visit
    may have gone to another team and is sent again if need be, unless its person is gone.
    """
    if kind == "visit":
        return
    _forget(connection, SENT.c.entity_id.in_(ids))
    if kind == "party":
        visit = RECORDS["visit"].c
        theirs = select(visit.id).where(visit.party_id.in_(ids))
        _forget(connection, SENT.c.entity_id.in_(theirs))


def _forget(connection: Connection, which: ColumnElement[bool]) -> None:
    connection.execute(delete(SENT).where(which))


def cover(connection: Connection) -> None:
    """A pull has come to the end of what the server knows: its cursor stands behind all of them,
    and tells from now on should the server forget them.
    """
    kept.keep(connection, kept.COVERED, connection.scalar(select(func.max(SENT.c.seq))) or 0)


def want_again(connection: Connection) -> None:
    """The server seems to have forgotten: all of them are to be sent once more."""
    kept.keep(connection, kept.RESEND, True)
