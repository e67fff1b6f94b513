"""Which rows have changed for a reader since a cursor: the order, the scope and its shifts.
Bodies are read apart.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, or_, select, union_all

from field_api.change_log import cursor as cursors
from field_api.change_log import marks
from field_api.change_log.cursor import Cursor
from field_api.change_log.identity import identity
from field_api.change_log.scope_epochs import current_epoch, keys_of_epoch
from field_api.errors import ApiError
from field_api.tables.change_log import change_log as log
from kobra_domain.people import User
from kobra_domain.scope import EVERYTHING, keys_held
from kobra_domain.wire import RESYNC_REQUIRED, ScopeShift

_KEYS_AT_ONCE = 100  # SQLite joins at most 500 selects
Line = tuple[int, str, str, bool]


@dataclass(frozen=True, slots=True)
class Turn:
    """One page's rows in the order of their change:
    `(kind, id)`, and which of them the reader sees.
    """

    cursor: str
    more: bool
    rows: list[tuple[str, str]]
    seen: set[tuple[str, str]]
    scope: ScopeShift | None


def turn(connection: Connection, user: User, since: str | None, limit: int) -> Turn:
    """The next page of at most `limit` rows;
    raises ApiError resync_required when the cursor is of no use.
    """
    start, shift = _start(connection, user, since)
    held = keys_to_read(user)
    if start.gained:
        keys = held if EVERYTHING in held else set(start.gained) & held
        condition = [log.c.seq > start.filled, log.c.seq <= start.seq, log.c.is_gone.is_(False)]
        lines, more = _lines(connection, keys, condition, limit)
        after = replace(start, filled=lines[-1][0]) if more else replace(start, gained=(), filled=0)
        more = True  # what has changed since comes after the back-fill
    else:
        condition = [log.c.seq > start.seq, or_(log.c.is_gone.is_(False), log.c.seq > start.floor)]
        lines, more = _lines(connection, held, condition, limit)
        after = replace(start, seq=lines[-1][0]) if lines else start
    rows = list(dict.fromkeys((kind, entity_id) for _, kind, entity_id, _ in lines))
    seen = {(kind, entity_id) for _, kind, entity_id, is_gone in lines if not is_gone}
    seen |= _still_seen(connection, held, [row for row in rows if row not in seen])
    after = replace(after, mark=marks.at(connection, after.known))
    return Turn(cursors.written(after), more, rows, seen, shift)


def keys_to_read(user: User) -> set[str]:
    """The keys whose lines a reader needs: for one who sees everything, one is enough."""
    held = keys_held(user)
    return {EVERYTHING} if EVERYTHING in held else set(held)


def _start(
    connection: Connection, user: User, since: str | None
) -> tuple[Cursor, ScopeShift | None]:
    server = identity(connection)
    epoch = current_epoch(connection, user.id)
    if not since:
        return Cursor(epoch=server.epoch, scope=epoch, seq=0, floor=server.seq), None
    start = cursors.read(since)
    is_expired = start.known < server.purged_seq
    # A number from the future, or another history up to it: an older copy stands here now.
    is_ahead = max(start.known, start.filled) > server.seq
    is_other = start.mark != marks.UNKNOWN and start.mark != marks.at(connection, start.known)
    if start.epoch != server.epoch or is_ahead or is_other or is_expired:
        raise ApiError(RESYNC_REQUIRED)
    if start.scope == epoch:
        return start, None
    before, now = keys_of_epoch(connection, user.id, start.scope), keys_held(user)
    if before is None:
        raise ApiError(RESYNC_REQUIRED)
    gained, pending = now - before, set(start.gained) & now
    fill = tuple(sorted(pending if EVERYTHING in before else gained | pending))
    shift = ScopeShift(lost=tuple(sorted(before - now)), gained=tuple(sorted(gained)))
    return replace(start, scope=epoch, gained=fill, filled=0), shift


def _lines(
    connection: Connection, keys: Collection[str], where: list[ColumnElement[bool]], limit: int
) -> tuple[list[Line], bool]:
    """The first lines under any of the keys by number,
    never part of a number; and whether there are more.

    Each key is read along its own index and the results
    are merged, so a page costs a page, not the log.
    """
    lines: list[Line] = []
    ordered = sorted(keys)
    for at in range(0, len(ordered), _KEYS_AT_ONCE):
        parts = [
            select(log.c.seq, log.c.kind, log.c.entity_id, log.c.is_gone)
            .where(log.c.scope_key == key, *where)
            .order_by(log.c.seq)
            .limit(limit + 1)
            .subquery()
            for key in ordered[at : at + _KEYS_AT_ONCE]
        ]
        rows = connection.execute(union_all(*(select(part) for part in parts)))
        lines += [(row.seq, row.kind, row.entity_id, row.is_gone) for row in rows]
    lines.sort()
    numbers = list(dict.fromkeys(line[0] for line in lines))
    if len(numbers) <= limit:
        return lines, False
    return [line for line in lines if line[0] <= numbers[limit - 1]], True


def _still_seen(
    connection: Connection, held: Collection[str], rows: list[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Those that left one of the reader's keys but still lie under another."""
    if not rows:
        return set()
    wanted = set(rows)
    query = select(log.c.kind, log.c.entity_id).where(
        log.c.entity_id.in_([entity_id for _, entity_id in rows]),
        log.c.scope_key.in_(list(held)),
        log.c.is_gone.is_(False),
    )
    return {(row.kind, row.entity_id) for row in connection.execute(query)} & wanted
