"""The rules of a kind as conditions of SQL, alike on both engines: which rows lie under scope keys,
and which are still held. The pure form of both is in `kobra_domain/kind.py`.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, Text, and_, false, func, or_, true, type_coerce

from kobra_domain.kind import By, Kind, Under, key_of
from kobra_domain.scope import EVERYTHING
from kobra_records.sql.tables import JsonText


def inside(kind: Kind, table: Table, keys: Collection[str]) -> ColumnElement[bool]:
    """The condition that a row of the kind lies under one of the keys.

    It is true or false and never unknown, so that its opposite is safe to purge by.
    """
    if EVERYTHING in keys:
        return true()
    return or_(false(), *(_under(kind, rule, table, keys) for rule in kind.scope))


def recent(kind: Kind, table: Table, since: datetime) -> ColumnElement[bool]:
    """The condition that a replica holds a row of the kind: open, or not older than `since`."""
    window = kind.window
    if window is None:
        return true()
    moments = [table.c[name] for name in window.since]
    moment = moments[0] if len(moments) == 1 else func.coalesce(*moments)
    is_recent: ColumnElement[bool] = moment >= since
    return or_(table.c.state.in_(sorted(window.open)), is_recent) if window.open else is_recent


def _under(
    kind: Kind, rule: By | Under, table: Table, keys: Collection[str]
) -> ColumnElement[bool]:
    if isinstance(rule, Under):
        return true() if rule.key in keys else false()
    column, prefix = table.c[rule.field], key_of(kind.owner(rule), "")
    is_theirs = _names(column, [k.removeprefix(prefix) for k in keys if k.startswith(prefix)])
    # Compared with nothing a condition is neither true nor false.
    asked = [column.is_not(None), is_theirs] if column.nullable else [is_theirs]
    return and_(*asked, table.c[rule.unless].is_(None)) if rule.unless else and_(*asked)


def _names(column: Column[Any], ids: list[str]) -> ColumnElement[bool]:
    if not isinstance(column.type, JsonText):
        return column.in_(ids)
    # Canonical JSON text has each id of a list between quotes, and an id has none inside.
    listed = type_coerce(column, Text)
    return or_(false(), *(listed.contains(f'"{one}"', autoescape=True) for one in ids))
