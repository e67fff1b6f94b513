"""A page of the feed in its two forms, objects and rows, from one read. What lies outside the
window is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, type_coerce
from sqlalchemy.types import TypeDecorator

from field_api.change_log.feed import Turn, turn
from field_api.database import chunks
from field_api.tables.replicated import TABLES
from kobra_domain.kinds import DECLARED, KINDS
from kobra_domain.people import User
from kobra_domain.wire import Change, ChangesPage, KindRows, RowsPage
from kobra_records import json_form
from kobra_records.sql.kinds import recent
from kobra_records.sql.tables import entity_of, feed_fields

_IDS_AT_ONCE = 5_000


def rows_page(
    connection: Connection, user: User, since: str | None, limit: int, now: datetime, days: int
) -> RowsPage:
    """The page as rows in their stored form."""
    page = turn(connection, user, since, limit)
    kinds = []
    for kind, ids in _by_kind(page.rows).items():
        seen = [entity_id for entity_id in ids if (kind, entity_id) in page.seen]
        gone = [entity_id for entity_id in ids if (kind, entity_id) not in page.seen]
        put = [list(row) for row in _stored(connection, kind, seen, now, days)]
        kinds.append(KindRows(kind=kind, fields=feed_fields(kind), put=put, delete=gone))
    return RowsPage(cursor=page.cursor, more=page.more, kinds=kinds, scope=page.scope)


def objects_page(
    connection: Connection, user: User, since: str | None, limit: int, now: datetime, days: int
) -> ChangesPage:
    """The page as objects, in the order of their change."""
    page = turn(connection, user, since, limit)
    bodies = _bodies(connection, page, now, days)
    changes = [
        bodies.get(row, Change(kind=row[0], id=row[1], version=None, body=None))
        for row in page.rows
        if row in bodies or row not in page.seen
    ]
    return ChangesPage(cursor=page.cursor, more=page.more, changes=changes, scope=page.scope)


def _bodies(
    connection: Connection, page: Turn, now: datetime, days: int
) -> dict[tuple[str, str], Change]:
    made = {}
    for kind, ids in _by_kind(page.rows).items():
        seen = [entity_id for entity_id in ids if (kind, entity_id) in page.seen]
        table, is_recent = TABLES[kind], _is_recent(kind, now, days)
        for some in chunks(seen, _IDS_AT_ONCE):
            query = select(table).where(table.c.id.in_(some), is_recent)
            for row in connection.execute(query):
                body = json_form.body(entity_of(KINDS[kind], row))
                made[kind, row.id] = Change(kind=kind, id=row.id, version=row.version, body=body)
    return made


def _stored(
    connection: Connection, kind: str, ids: Sequence[str], now: datetime, days: int
) -> Iterator[Row[Any]]:
    """The rows as they are stored, without making values of them and texts of the values again."""
    table = TABLES[kind]
    columns = [
        type_coerce(c, c.type.impl_instance) if isinstance(c.type, TypeDecorator) else c
        for c in (table.c[name] for name in feed_fields(kind))
    ]
    is_recent = _is_recent(kind, now, days)
    for some in chunks(ids, _IDS_AT_ONCE):
        query = select(*columns).where(table.c.id.in_(some), is_recent)
        yield from connection.execute(query)


def _is_recent(kind: str, now: datetime, days: int) -> ColumnElement[bool]:
    return recent(DECLARED[kind], TABLES[kind], now - timedelta(days=days))


def _by_kind(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    kinds = defaultdict(list)
    for kind, entity_id in rows:
        kinds[kind].append(entity_id)
    return kinds
