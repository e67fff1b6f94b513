"""Makes blocks of days from what is packed of these, once all of them are fresh and over, and takes
them away with any of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select

from kobra_domain.metrics.predicates import Term
from kobra_records.sql.packs.asking import ordinal
from kobra_records.sql.packs.cells import Parts, read_cells, summed
from kobra_records.sql.packs.columns import Numbers
from kobra_records.sql.packs.kinds import Packed
from kobra_records.sql.packs.layout import read_lines
from kobra_records.sql.packs.levels import LEVELS, Level
from kobra_records.sql.packs.tables import Packs

_MOST = 500  # values of one statement


def stale_blocks(
    connection: Connection, packs: Packs, packed: Packed, level: Level, now: datetime
) -> list[int]:
    """The first days of the blocks that can be made and are not."""
    below, over = _below(packed, level), ordinal(now) - level.size
    held = Counter(level.block(day) for day in _fresh(connection, packs, packed, below))
    made = _fresh(connection, packs, packed, level)
    parts = level.size // (below.size if below else 1)
    return sorted(
        block
        for block, count in held.items()
        if 0 < block <= over and count == parts and block not in made
    )


def is_whole(
    connection: Connection, packs: Packs, packed: Packed, level: Level, first: int
) -> bool:
    """Whether all that a block is made of is fresh."""
    below, days = _below(packed, level), packs.days.c
    asked = select(func.count()).where(
        days.kind == _kind(packed, below),
        days.shape == packed.shape,
        days.day.between(first, first + level.size - 1),
    )
    return connection.scalar(asked) == level.size // (below.size if below else 1)


def _below(packed: Packed, level: Level) -> Level | None:
    """Of which smaller blocks a level's are made; None: of days."""
    smaller = [one for one in packed.levels if one.size < level.size]
    return next((one for one in smaller if one.has_days == level.has_days), None)


def _fresh(
    connection: Connection, packs: Packs, packed: Packed, level: Level | None
) -> frozenset[int]:
    days = packs.days.c
    its = (days.kind == _kind(packed, level), days.shape == packed.shape)
    return frozenset(connection.scalars(select(days.day).where(*its)))


def _kind(packed: Packed, level: Level | None) -> str:
    return level.kind(packed.kind) if level else packed.kind


def pack_block(
    connection: Connection, packs: Packs, packed: Packed, level: Level, first: int
) -> None:
    """Make one block, whose days are fresh, anew."""
    kind = level.kind(packed.kind)
    _forget(connection, packs, packed, level, first)
    made = [
        {"series": packed.series(key, level), "value": value, "day": first, "cells": cells}
        for key, parts, places, values in _parts(connection, packs, packed, level, first)
        for place, cells in summed(packed, level, first, parts, places)
        for value in [values[place] if place >= 0 else ""]
    ]
    if made:
        connection.execute(insert(packs.sums), made)
    connection.execute(insert(packs.days), {"kind": kind, "day": first, "shape": packed.shape})


_Told = tuple[str, Parts, Numbers | None, Sequence[Any]]  # key, rows, the places of its values


def _parts(
    connection: Connection, packs: Packs, packed: Packed, level: Level, first: int
) -> Iterator[_Told]:
    """What lies beneath a block, by each key and without one."""
    below, last = _below(packed, level), first + level.size - 1
    if below is None:
        rows = packs.rows.c
        here = (rows.kind == packed.kind, rows.day.between(first, last))
        found = connection.execute(select(rows.day, rows.lines).where(*here)).all()
        terms: set[Term] = {*packed.clocks, *packed.keys}
        parts, columns = read_lines(
            packed, [(day, lines) for day, lines in found], terms, has_marks=True
        )
        yield "", parts, None, ()
        for key in packed.keys:
            yield key, parts, columns[key].codes, columns[key].values
        return
    sums = packs.sums.c
    for key in ("", *packed.keys):
        here = (sums.series == packed.series(key, below), sums.day.between(first, last))
        held = connection.execute(select(sums.value, sums.day, sums.cells).where(*here)).all()
        parts, many = read_cells(
            packed, below, [(day, cells) for _, day, cells in held], packed.clocks
        )
        places: dict[str, int] = {}
        at = [places.setdefault(value, len(places)) if value else -1 for value, _, _ in held]
        yield key, parts, np.repeat(np.array(at, np.int64), many) if key else None, [*places]


def _forget(connection: Connection, packs: Packs, packed: Packed, level: Level, first: int) -> None:
    """Take what was there of a block away. Sums lie by value: they are only looked for where there
    are any.
    """
    days, sums = packs.days.c, packs.sums.c
    connection.execute(
        delete(packs.days).where(days.kind == level.kind(packed.kind), days.day == first)
    )
    whole = (sums.series == packed.series("", level), sums.value == "", sums.day == first)
    if connection.scalar(select(sums.day).where(*whole)) is not None:
        series = [packed.series(key, level) for key in ("", *packed.keys)]
        connection.execute(delete(packs.sums).where(sums.series.in_(series), sums.day == first))


def forget_over(connection: Connection, packs: Packs, kind: str, days: Iterable[int]) -> None:
    """Take the blocks over days of a kind away: they are stale with any of these."""
    held = {*days}
    for level in LEVELS:
        starts = sorted({level.block(day) for day in held})
        for at in range(0, len(starts), _MOST):
            some = packs.days.c.day.in_(starts[at : at + _MOST])
            its = packs.days.c.kind == level.kind(kind)
            connection.execute(delete(packs.days).where(its, some))


def forget_every(connection: Connection, packs: Packs, kind: str) -> None:
    """Take all days of a kind away, and the blocks over them."""
    kinds = [kind, *(level.kind(kind) for level in LEVELS)]
    connection.execute(delete(packs.days).where(packs.days.c.kind.in_(kinds)))
