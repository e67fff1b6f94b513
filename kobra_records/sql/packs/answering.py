"""Answers a question from packs, and says of which days it could not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, Table, bindparam, func, select

from kobra_domain.metrics.tallies import CURRENCY, Key, Metric, Share, Sum
from kobra_records.sql.packs.asking import Days, Question, ordinal
from kobra_records.sql.packs.columns import Groups, Mask, Numbers
from kobra_records.sql.packs.layout import Read, read_cells, read_lines
from kobra_records.sql.packs.tables import Packs

Sums = Sequence[int]  # of each metric: rows, hits, amount, amount of hits
Line = tuple[Key, str, Sums]  # of a group and currency
_LAST = 10**7
_DAYS_AT_ONCE = 400  # of lines: years of a large field do not lie in memory together
_MOST_RANGES = 60  # more holes than this, and the rows are asked for all


@dataclass(frozen=True, slots=True)
class Found:
    """What packs say, and the ranges of days that must be asked of the rows."""

    lines: list[Line]
    rest: list[Days]


def answer(connection: Connection, question: Question) -> Found | None:
    """What packs say of a question; None: too little, or nothing."""
    fresh = fresh_days(connection, question)
    rest = unpacked(connection, question, fresh)
    if rest is None:
        return None
    read: Iterable[Read] = _cells(connection, question, fresh)
    if question.reads_lines:
        read = (one for one, _ in lines_of(connection, question, fresh))
    return Found([line for some in read for line in _measured(question, some)], rest)


def fresh_days(connection: Connection, question: Question) -> list[int]:
    """The days that are packed, of those that are asked for."""
    first, last = question.days
    asked = {
        "kind": question.packed.kind,
        "shape": question.packed.shape,
        "first": 0 if question.is_of_any_day else first or 1,
        "last": last or _LAST,
    }
    return sorted(day for (day,) in connection.execute(_days_of(question.packs), asked).all())


@cache
def _days_of(packs: Packs) -> Select[Any]:
    days = packs.days.c
    kind = (days.kind == bindparam("kind"), days.shape == bindparam("shape"))
    return select(days.day).where(*kind, days.day.between(bindparam("first"), bindparam("last")))


def unpacked(connection: Connection, question: Question, fresh: Sequence[int]) -> list[Days] | None:
    """The days of rows that are not among the fresh ones; None: the rows are better asked alone."""
    rest = _rest(connection, question, fresh)
    return rest if fresh and len(rest) <= _MOST_RANGES else None


def _rest(connection: Connection, question: Question, fresh: Sequence[int]) -> list[Days]:
    ends = connection.execute(_ends(question.table, question.packed.moment)).one()
    least, most = (one if one is None else ordinal(one) for one in ends)
    first, last = question.days
    rest: list[Days] = [(0, 0)] if question.is_of_any_day and 0 not in fresh else []
    known = [day for day in fresh if day]
    if least is None or most is None:
        return rest
    low, high = max(least, first or 1), min(most, last or _LAST)
    before = low - 1
    for day in (*known, high + 1):
        if day > before + 1 and before + 1 <= high:
            rest.append((before + 1, min(day - 1, high)))
        before = max(before, day)
    return rest


@cache
def _ends(table: Table, moment: str) -> Select[Any]:
    column = table.c[moment]
    return select(
        select(func.min(column)).scalar_subquery(), select(func.max(column)).scalar_subquery()
    )


def _cells(connection: Connection, question: Question, fresh: Sequence[int]) -> Iterator[Read]:
    """The sums that answer the question."""
    key, values = question.key, question.values
    asked: dict[str, Any] = {
        "series": question.packed.series(key),
        "first": fresh[0],
        "last": fresh[-1],
    }
    if values is not None:
        asked["values"] = list(values)
    is_fresh = frozenset(fresh).__contains__
    rows = connection.execute(_sums_of(question.packs, values is not None), asked).all()
    found = [(value, day, cells) for value, day, cells in rows if is_fresh(day)]
    if found:
        yield read_cells(question.packed, found, key)


@cache
def _sums_of(packs: Packs, is_held: bool) -> Select[Any]:
    sums = packs.sums.c
    found = select(sums.value, sums.day, sums.cells).where(
        sums.series == bindparam("series"), sums.day.between(bindparam("first"), bindparam("last"))
    )
    return found.where(sums.value.in_(bindparam("values", expanding=True))) if is_held else found


def lines_of(
    connection: Connection, question: Question, fresh: Sequence[int]
) -> Iterator[tuple[Read, Sequence[int]]]:
    """The rows that are packed, of the days asked for, not of too many at once, and of which."""
    for at in range(0, len(fresh), _DAYS_AT_ONCE):
        days = fresh[at : at + _DAYS_AT_ONCE]
        found = kept_of(connection, question, question.packed.kind, days)
        if found:
            yield read_lines(question.packed, found, question.terms), days


def kept_of(
    connection: Connection, question: Question, name: str, days: Sequence[int]
) -> list[tuple[int, bytes]]:
    """What lies of days under a name, in their order: the lines, or ids beside them."""
    asked = {"kind": name, "first": days[0], "last": days[-1]}
    is_asked = frozenset(days).__contains__
    found = connection.execute(_kept_of(question.packs), asked).all()
    return [(day, lines) for day, lines in found if is_asked(day)]


@cache
def _kept_of(packs: Packs) -> Select[Any]:
    kept = packs.rows.c
    here = (kept.kind == bindparam("kind"), kept.day.between(bindparam("first"), bindparam("last")))
    return select(kept.day, kept.lines).where(*here).order_by(kept.day)


def _measured(question: Question, read: Read) -> Iterator[Line]:
    """The lines of the answer, of groups that have rows."""
    is_asked = read.columns.mask(question.where)
    terms = [*question.by, *([CURRENCY] if question.packed.amount else [])]
    groups = Groups([read.columns.of[term] for term in terms], read.columns.size)
    nothing = np.zeros(groups.count, np.int64)
    sums = [
        one
        for metric in question.metrics
        for one in _of_metric(metric, is_asked, groups, read, nothing)
    ]
    counted = np.flatnonzero(np.stack(sums[::4]).any(axis=0))
    found = np.stack(sums)[:, counted].T.tolist()
    many = len(question.by)
    for key, one in zip(groups.keys(counted), found, strict=True):
        yield key[:many], str(key[-1]) if question.packed.amount else "", one


def _of_metric(
    metric: Metric, is_asked: Mask, groups: Groups, read: Read, nothing: Numbers
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Rows, hits, amount and amount of hits, by group."""
    passing, amounts = read.columns.mask, read.amounts
    over = is_asked & passing(metric.filter)
    match metric.expr:
        case Share(part, _):
            hits = over & passing(part)
            of_hits = (
                groups.sums(hits, amounts) if metric.weighs and amounts is not None else nothing
            )
            counted = groups.counts(hits, read.counts)
        case Sum(_, less) if less is not None and amounts is not None:
            amounts = np.where(passing(less), -amounts, amounts)
            of_hits = counted = nothing
        case _:
            of_hits = counted = nothing
    weighed = groups.sums(over, amounts) if metric.weighs and amounts is not None else nothing
    return groups.counts(over, read.counts), counted, weighed, of_hits
