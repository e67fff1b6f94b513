"""Rows of the feed that this version cannot read, as those of a newer server with a value it does
not know: they are kept as they came, counted and said, and tried again. What was known of a row
before stays.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Boolean, Connection, Double, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from kobra_desktop.store import rows
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS, STRANGE
from kobra_records import json_form
from kobra_records.sql.tables import (
    DateText,
    EnumText,
    JsonText,
    Milliseconds,
    feed_fields,
    to_ms,
)

Cells = tuple[Any, ...]
_Check = Callable[[Any], object]
_FIRST_MS, _LAST_MS = (to_ms(one.replace(tzinfo=UTC)) for one in (datetime.min, datetime.max))


def sorted_out(kind: str, put: Iterable[Cells]) -> tuple[list[Cells], list[Cells]]:
    """The rows that can be read, and those that cannot."""
    readable: list[Cells] = []
    strange: list[Cells] = []
    for row in put:
        (readable if _is_readable(kind, row) else strange).append(row)
    return readable, strange


def keep(connection: Connection, kind: str, strange: Iterable[Cells]) -> None:
    """Keep rows that cannot be read."""
    values = [
        {
            "kind": kind,
            "entity_id": row[0],
            "version": row[-1],
            "cells": msgspec.json.encode(row).decode(),
        }
        for row in strange
    ]
    if values:
        put = insert(STRANGE)
        fresh = {name: put.excluded[name] for name in ("version", "cells")}
        keys = ["kind", "entity_id"]
        connection.execute(put.on_conflict_do_update(index_elements=keys, set_=fresh), values)


def forget(connection: Connection, kind: str, ids: Iterable[str]) -> None:
    """These have come in another form, or are gone."""
    if not count_in(connection):
        return
    for part in rows.chunks(ids):
        here = (STRANGE.c.kind == kind, STRANGE.c.entity_id.in_(part))
        connection.execute(delete(STRANGE).where(*here))


def readable_now(connection: Connection) -> dict[str, list[Cells]]:
    """Those that this version of the program can read, by kind."""
    found: dict[str, list[Cells]] = {}
    for held in connection.execute(select(STRANGE)).all():
        if held.kind not in RECORDS:
            continue
        with suppress(msgspec.ValidationError):
            row: Cells = msgspec.json.decode(held.cells, type=row_type(held.kind))
            if _is_readable(held.kind, row):
                found.setdefault(held.kind, []).append(row)
    return found


def count_in(connection: Connection) -> int:
    """How many there are."""
    return int(connection.scalar(select(func.count()).select_from(STRANGE)) or 0)


def count(replica: Replica) -> int:
    """How many there are."""
    with replica.reading() as connection:
        return count_in(connection)


@cache
def row_type(kind: str) -> Any:
    """The types of a row's cells, for msgspec."""
    record = RECORDS[kind]
    a_row: Any = tuple
    return a_row[tuple(_cell_type(record.c[name]) for name in feed_fields(kind))]


def _cell_type(column: Any) -> Any:
    stored = getattr(column.type, "impl", column.type)
    plain: Any = str
    if isinstance(stored, BigInteger):
        plain = int
    elif isinstance(stored, Double):
        plain = float
    elif isinstance(stored, Boolean):
        plain = bool | int
    return plain | None if column.nullable else plain


def _is_readable(kind: str, row: Cells) -> bool:
    looks = _looks(kind)
    if any(row[place] not in values for place, values in looks.known):
        return False
    try:
        for place in looks.times:
            if row[place] is not None and not _FIRST_MS <= row[place] <= _LAST_MS:
                return False
        for place, check in looks.others:
            if row[place] is not None:
                check(row[place])
    except (ValueError, TypeError, msgspec.MsgspecError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Looks:
    """How a row of a kind is looked at, by the places of its cells: what they may be, moments, and
    what else raises for a cell that cannot be read. Every row of a first pull goes through it.
    """

    known: tuple[tuple[int, frozenset[Any]], ...]
    times: tuple[int, ...]
    others: tuple[tuple[int, _Check], ...]


@cache
def _looks(kind: str) -> _Looks:
    types = [RECORDS[kind].c[name].type for name in feed_fields(kind)]
    return _Looks(
        known=tuple(
            (place, frozenset({None, *(one.value for one in stored.kind)}))
            for place, stored in enumerate(types)
            if isinstance(stored, EnumText)
        ),
        times=tuple(n for n, stored in enumerate(types) if isinstance(stored, Milliseconds)),
        others=tuple(
            (place, check)
            for place, stored in enumerate(types)
            if (check := _check(stored)) is not None
        ),
    )


def _check(stored: object) -> _Check | None:
    if isinstance(stored, JsonText):
        declared = stored.declared
        return lambda cell: json_form.read_text(cell, declared)
    if isinstance(stored, DateText):
        return lambda cell: stored.process_result_value(cell, _NO_DIALECT)
    return None


_NO_DIALECT: Any = None
