"""Packs days: by the very select that answers from rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    type_coerce,
)

from kobra_records.sql.conditions import condition
from kobra_records.sql.facts import facts_of
from kobra_records.sql.packs.asking import between, ordinal
from kobra_records.sql.packs.blocks import is_whole, pack_block, stale_blocks
from kobra_records.sql.packs.cells import Array, summed
from kobra_records.sql.packs.kinds import PACKED, Packed
from kobra_records.sql.packs.layout import (
    Values,
    ids,
    kept_values,
    lines,
    parts_of,
    terms,
    written,
)
from kobra_records.sql.packs.marks import DAY_MS, EPOCH_DAY
from kobra_records.sql.packs.tables import Packs, packs_of

_FURTHEST = timedelta(days=3_700)  # beyond, moments are a broken clock's: asked of the rows
_ROWS, _LONGEST = 4_000, 512  # of one transaction: about so many rows, at most so many days
MOST_ROWS = 100_000
Opened = Callable[[], AbstractContextManager[Connection]]  # a transaction


def stale(
    connection: Connection, tables: Mapping[str, Table], now: datetime
) -> dict[str, list[int]]:
    """The days of each kind that are not packed, the newest first; nothing where none could be."""
    packs = packs_of(tables)
    found = {}
    for packed in PACKED.values() if packs else ():
        assert packs is not None
        moment = tables[packed.kind].c[packed.moment]
        ends = connection.execute(select(func.min(moment), func.max(moment))).one()
        if ends[0] is None:
            continue
        first = max(ordinal(ends[0]), ordinal(now - _FURTHEST))
        last = min(ordinal(ends[1]), ordinal(now + timedelta(days=2)))
        days = packs.days.c
        fresh = select(days.day).where(days.kind == packed.kind, days.shape == packed.shape)
        left = {0, *range(first, last + 1)}.difference(connection.execute(fresh).scalars())
        if left:
            found[packed.kind] = sorted(left, reverse=True)
    return found


def refresh(
    read: Opened,
    begin: Opened,
    tables: Mapping[str, Table],
    now: datetime,
    stopped: Callable[[], bool] = lambda: False,
    most_rows: int = MOST_ROWS,
    rows_each: int = _ROWS,
) -> int:
    """Pack what is stale, the newest first, each few days in a transaction of their own so that
    others get their turn (about `rows_each`); answers how many rows they have. What is beyond
    `most_rows` waits for the next time.
    """
    with read() as connection:
        todo = stale(connection, tables, now)
    rows = 0
    for kind, days in todo.items():
        at, size = 0, 1
        while at < len(days):
            if stopped() or rows >= most_rows:
                return rows
            run = _run(days, at, size)
            with begin() as connection:
                packed = pack(connection, tables, kind, run[-1], run[0])
            rows, at = rows + packed, at + len(run)
            size = max(1, min(2 * size, size * rows_each // max(1, packed), _LONGEST))
    _pack_blocks(read, begin, tables, now, stopped)
    return rows


def _pack_blocks(
    read: Opened,
    begin: Opened,
    tables: Mapping[str, Table],
    now: datetime,
    stopped: Callable[[], bool],
) -> None:
    """Make the blocks that can be made, each in a transaction of its own, the small ones first."""
    packs = packs_of(tables)
    if packs is None:
        return
    for packed in PACKED.values():
        for level in reversed(packed.levels):
            with read() as connection:
                todo = stale_blocks(connection, packs, packed, level, now)
            for first in todo:
                if stopped():
                    return
                with begin() as connection:  # a day of it may have changed meanwhile
                    if is_whole(connection, packs, packed, level, first):
                        pack_block(connection, packs, packed, level, first)


def _run(days: Sequence[int], at: int, size: int) -> Sequence[int]:
    """So many days from a place on, at most, that follow each other."""
    end = at + 1
    while end < len(days) and end - at < size and days[end] == days[end - 1] - 1 > 0:
        end += 1
    return days[at:end]


def pack(
    connection: Connection, tables: Mapping[str, Table], kind: str, first: int, last: int
) -> int:
    """Pack the days from the first to the last anew; answers how many rows they have."""
    packs, packed = packs_of(tables), PACKED[kind]
    if packs is None:
        return 0
    days = range(first, last + 1)
    rows = _rows(connection, tables, packed, (first, last))
    by_day: dict[int, list[Sequence[Any]]] = {day: [] for day in days}
    for row in rows:
        by_day[_day_of(row[0])].append(row)
    _forget(connection, packs, packed, first, last)
    connection.execute(
        insert(packs.days), [{"kind": kind, "day": day, "shape": packed.shape} for day in days]
    )
    sums: list[dict[str, Any]] = []
    all_lines: list[dict[str, Any]] = []
    for day, held in by_day.items():
        if held:
            made, values = lines(packed, day, held)
            kept = written(packed, made, values)
            named = [(kind, kept), *ids(packed, held)]
            all_lines += [{"kind": name, "day": day, "lines": said} for name, said in named]
            sums += _sums(packed, day, made, values)
    for table, put in ((packs.rows, all_lines), (packs.sums, sums)):
        if put:
            connection.execute(insert(table), put)
    return sum(map(len, by_day.values()))


def _day_of(moment: int | date | None) -> int:
    if moment is None:
        return 0
    return moment.toordinal() if isinstance(moment, date) else moment // DAY_MS + EPOCH_DAY


def _rows(
    connection: Connection, tables: Mapping[str, Table], packed: Packed, days: tuple[int, int]
) -> Sequence[Sequence[Any]]:
    """The moment of each row, and what is packed of it."""
    asked, moment = terms(packed), tables[packed.kind].c[packed.moment]
    near = between(moment, days)
    span = None
    if not packed.hour and days[0]:
        span = date.fromordinal(days[0]), date.fromordinal(days[1])
    facts = facts_of(connection, tables, packed.kind, asked, [near], span, are_over=packed.are_over)
    stored: dict[str, Any] = dict.fromkeys(packed.codes, Text())
    if packed.hour:
        stored[packed.moment] = BigInteger()
    columns = [
        type_coerce(facts.columns[term], stored[term]) if term in stored else facts.columns[term]
        for term in (packed.moment, *asked)
    ]
    where = (near, condition(packed.filter, facts))
    found = select(*columns).select_from(facts.origin).where(*where)
    return connection.execute(found).all()


def _sums(packed: Packed, day: int, made: Array, values: Values) -> Iterator[dict[str, Any]]:
    parts = parts_of(packed, day, made)
    for key in ("", *packed.keys):
        known = ["", *values[key]] if key else [""]
        for place, cells in summed(packed, None, day, parts, made[key] if key else None):
            value = known[place + 1] if key else ""
            yield {"series": packed.series(key), "value": value, "day": day, "cells": cells}


def _forget(connection: Connection, packs: Packs, packed: Packed, first: int, last: int) -> None:
    """Take the packs of days away: sums by the values that the lines say, as they lie by these."""
    rows, sums, gone = packs.rows.c, packs.sums.c, list[dict[str, Any]]()
    here = (rows.kind == packed.kind, rows.day.between(first, last))
    for day, kept in connection.execute(select(rows.day, rows.lines).where(*here)):
        values = kept_values(packed, kept)
        if values is None:  # another version of the program wrote it
            of_kind = or_(sums.series == packed.kind, sums.series.startswith(f"{packed.kind}."))
            connection.execute(delete(packs.sums).where(of_kind, sums.day == day))
            continue
        for key in ("", *packed.keys):
            known = ["", *values[key]] if key else [""]
            gone += [{"of": packed.series(key), "said": one, "on": day} for one in known]
    if gone:
        its = (sums.series == bindparam("of"), sums.value == bindparam("said"))
        connection.execute(delete(packs.sums).where(*its, sums.day == bindparam("on")), gone)
    for table in (packs.days, packs.rows):
        here = (
            table.c.kind.in_([packed.kind, *packed.ids.values()]),
            table.c.day.between(first, last),
        )
        connection.execute(delete(table).where(*here))


def forget_all(connection: Connection, tables: Mapping[str, Table]) -> None:
    """Take every pack away: all is packed anew."""
    packs = packs_of(tables)
    for table in (packs.days, packs.sums, packs.rows) if packs else ():
        connection.execute(delete(table))
