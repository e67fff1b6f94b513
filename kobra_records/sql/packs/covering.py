"""Of which days what is packed is fresh: as few blocks as cover them, single days beside these."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, func, or_, select

from kobra_records.sql.packs.asking import Days, Question, ordinal
from kobra_records.sql.packs.levels import Level
from kobra_records.sql.packs.tables import Packs

Range = tuple[int, int]  # the first and the last
_LAST = 10**7
_MOST_RANGES = 60  # more holes than this, and the rows are asked for all
_FEW = 4  # ranges are asked for by themselves, more of them together


@dataclass(frozen=True, slots=True)
class Cover:
    """The first days of the `blocks` of each level, the `days` beside them, both fresh and in
    order, and the `rest`: the ranges of days that must be asked of the rows. `ranges`: where days
    lie.
    """

    blocks: Mapping[Level, Sequence[int]]
    days: Sequence[int]
    ranges: Sequence[Range]
    rest: list[Days]


def cover(connection: Connection, question: Question, levels: Sequence[Level] = ()) -> Cover | None:
    """What is fresh of a question's days; None: too little, or nothing."""
    ends = _ends_of(connection, question)
    left = [ends] if ends else []
    blocks: dict[Level, Sequence[int]] = {}
    for level, held in _blocks(connection, question, levels, ends):
        used, left = _taken(question, level, held, left)
        if used:
            blocks[level] = used
    if question.is_of_any_day:
        left.insert(0, (0, 0))
    ranges = left if len(left) <= _FEW else [(left[0][0], left[-1][1])]
    days = _days(connection, question, ranges, left)
    rest = [*_gaps(days, left)]
    if not (blocks or days) or len(rest) > _MOST_RANGES:
        return None
    return Cover(blocks, days, ranges, rest)


def _taken(
    question: Question, level: Level, held: Sequence[int], left: Sequence[Range]
) -> tuple[list[int], list[Range]]:
    """The blocks that say what is asked of days that are left, and what is left then."""
    used: list[int] = []
    still: list[Range] = []
    for first, last in left:
        at = first
        for block in held[bisect_left(held, level.block(first)) :]:
            end = block + level.size - 1
            if block > last:
                break
            if not level.has_days and (
                block < first or end > last or not question.is_uniform(block, end)
            ):
                continue
            if block > at:
                still.append((at, block - 1))
            used.append(block)
            at = end + 1
        if at <= last:
            still.append((at, last))
    return used, still


def _blocks(
    connection: Connection, question: Question, levels: Sequence[Level], ends: Range | None
) -> Iterator[tuple[Level, list[int]]]:
    """The fresh blocks of each level that may be within."""
    if not levels or ends is None:
        return
    packed = question.packed
    kinds = {level.kind(packed.kind): level for level in levels}
    least = ends[0] - max(level.size for level in levels)
    asked = {"kinds": [*kinds], "shape": packed.shape, "first": least, "last": ends[1]}
    held: dict[str, list[int]] = {kind: [] for kind in kinds}
    for kind, day in connection.execute(_blocks_of(question.packs), asked).all():
        held[kind].append(day)
    for kind, level in kinds.items():
        yield level, sorted(held[kind])


@cache
def _blocks_of(packs: Packs) -> Select[Any]:
    days = packs.days.c
    asked = (days.kind.in_(bindparam("kinds", expanding=True)), days.shape == bindparam("shape"))
    return select(days.kind, days.day).where(
        *asked, days.day.between(bindparam("first"), bindparam("last"))
    )


def _days(
    connection: Connection,
    question: Question,
    ranges: Sequence[Range],
    left: Sequence[Range],
) -> list[int]:
    """The fresh days of some ranges that are left."""
    if not ranges:
        return []
    asked: dict[str, Any] = {"kind": question.packed.kind, "shape": question.packed.shape}
    for place, (first, last) in enumerate(ranges):
        asked |= {f"first{place}": first, f"last{place}": last}
    query = _days_of(question.packs, len(ranges))
    found = sorted(connection.execute(query, asked).scalars())
    if len(ranges) == len(left):
        return found
    is_left = frozenset(day for first, last in left for day in range(first, last + 1))
    return [day for day in found if day in is_left]


@cache
def _days_of(packs: Packs, many: int) -> Select[Any]:
    days = packs.days.c
    kind = (days.kind == bindparam("kind"), days.shape == bindparam("shape"))
    near = (
        days.day.between(bindparam(f"first{place}"), bindparam(f"last{place}"))
        for place in range(many)
    )
    return select(days.day).where(*kind, or_(*near))


def _gaps(days: Sequence[int], left: Sequence[Range]) -> Iterator[Days]:
    """What is left beside days that are fresh."""
    at = 0
    for first, last in left:
        before = first - 1
        while at < len(days) and days[at] <= last:
            if days[at] > before + 1:
                yield before + 1, days[at] - 1
            before, at = days[at], at + 1
        if before < last:
            yield before + 1, last


def _ends_of(connection: Connection, question: Question) -> Range | None:
    """The first and the last day asked for that rows may have."""
    least, most = connection.execute(_ends(question.table, question.packed.moment)).one()
    if least is None:
        return None
    first, last = question.days
    low, high = max(ordinal(least), first or 1), min(ordinal(most), last or _LAST)
    return (low, high) if low <= high else None


@cache
def _ends(table: Table, moment: str) -> Select[Any]:
    column = table.c[moment]
    return select(
        select(func.min(column)).scalar_subquery(), select(func.max(column)).scalar_subquery()
    )
