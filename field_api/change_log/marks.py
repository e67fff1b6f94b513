"""Marks of the log's history. A database that went back to an older copy, however it was put back,
has other marks from there on, also when it has moved past a reader's place again.
"""

import secrets

from sqlalchemy import Connection, delete, func, insert, select

from field_api.tables.change_log import change_marks as marks

UNKNOWN = ""


def draw(connection: Connection, seq: int) -> None:
    """Mark a change, the last number of which is `seq`."""
    connection.execute(insert(marks).values(seq=seq, mark=secrets.token_hex(8)))


def at(connection: Connection, seq: int) -> str:
    """The mark of the last change up to a number; UNKNOWN where none was drawn."""
    last = select(marks.c.mark).where(marks.c.seq <= seq).order_by(marks.c.seq.desc()).limit(1)
    return connection.scalar(last) or UNKNOWN


def forget(connection: Connection, before: int) -> None:
    """Forget the marks that no cursor from `before` on asks for."""
    last = select(func.max(marks.c.seq)).where(marks.c.seq <= before).scalar_subquery()
    connection.execute(delete(marks).where(marks.c.seq < last))
