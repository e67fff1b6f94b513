"""Answers a question from packs, and says of which days they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import CompoundSelect, Connection, Select, bindparam, select, union_all

from kobra_domain.metrics.predicates import Term
from kobra_domain.metrics.tallies import CURRENCY, Key, Metric, Share, Sum
from kobra_records.sql.packs.asking import Days, Question
from kobra_records.sql.packs.cells import Parts, Read, read_cells, read_of, together
from kobra_records.sql.packs.columns import Coded, Groups, Mask, Numbers, coded
from kobra_records.sql.packs.covering import Cover, cover
from kobra_records.sql.packs.layout import read_lines
from kobra_records.sql.packs.levels import Level
from kobra_records.sql.packs.tables import Packs

MEASURES = 4  # of each metric: rows, hits, amount, amount of hits
_DAYS_AT_ONCE = 400  # of lines: years of a large field do not lie in memory together


@dataclass(frozen=True, slots=True)
class Sums:
    """What metrics count for: of each place the group and the currency, and of each metric its
    `MEASURES`, each by place.
    """

    keys: Sequence[Key]
    coins: Sequence[str]
    measures: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Found:
    """What packs say, and the ranges of days that must be asked of the rows."""

    sums: list[Sums]
    rest: list[Days]


def answer(connection: Connection, question: Question) -> Found | None:
    """What packs say of a question; None: too little, or nothing."""
    covered = cover(connection, question, () if question.reads_lines else question.levels)
    if covered is None:
        return None
    read: Iterable[Read] = _cells(connection, question, covered)
    if question.reads_lines:
        read = (one for one, _ in lines_of(connection, question, covered.days))
    return Found([_measured(question, some) for some in read], covered.rest)


def _cells(connection: Connection, question: Question, covered: Cover) -> Iterator[Read]:
    """The sums that answer the question, of blocks and days together."""
    key, packed = question.key, question.packed
    levels: dict[str, Level | None] = {packed.series(key): None}
    asked: list[tuple[str, int, int]] = [(packed.series(key), *one) for one in covered.ranges]
    is_fresh = {packed.series(key): frozenset(covered.days).__contains__}
    for level, blocks in covered.blocks.items():
        series = packed.series(key, level)
        levels[series], is_fresh[series] = level, frozenset(blocks).__contains__
        asked.append((series, blocks[0], blocks[-1]))
    values = question.values
    params: dict[str, Any] = {} if values is None else {"values": list(values)}
    for place, one in enumerate(asked):
        params |= dict(zip((f"series{place}", f"first{place}", f"last{place}"), one, strict=True))
    query = _sums_of(question.packs, len(asked), values is not None)
    found: dict[str, list[Any]] = {}
    for row in connection.execute(query, params).all():
        if is_fresh[row[0]](row[2]):
            found.setdefault(row[0], []).append(row)
    if found:
        yield _read(question, [(levels[series], rows) for series, rows in found.items()])


@cache
def _sums_of(packs: Packs, many: int, is_held: bool) -> CompoundSelect[Any]:
    sums = packs.sums.c
    parts = []
    for place in range(many):
        near = sums.day.between(bindparam(f"first{place}"), bindparam(f"last{place}"))
        part = select(*sums).where(sums.series == bindparam(f"series{place}"), near)
        if is_held:
            part = part.where(sums.value.in_(bindparam("values", expanding=True)))
        parts.append(part)
    return union_all(*parts)


def _read(question: Question, found: Sequence[tuple[Level | None, Sequence[Any]]]) -> Read:
    """Cells of values of the key (without one, of "")."""
    asked = {*question.terms, *question.by}
    parts: list[Parts] = []
    held: list[Numbers] = []
    places: dict[str, int] = {}
    for level, rows in found:
        made, many = read_cells(question.packed, level, [(row[2], row[3]) for row in rows], asked)
        parts.append(made)
        if question.key:
            at = [places.setdefault(row[1], len(places)) if row[1] else -1 for row in rows]
            held.append(np.repeat(at, many))
    others: dict[Term, Coded] = {}
    if question.key:
        others[question.key] = coded([*places], np.concatenate(held))
    return read_of(question.packed, together(parts), others, asked)


def lines_of(
    connection: Connection, question: Question, days: Sequence[int]
) -> Iterator[tuple[Read, Sequence[int]]]:
    """The rows that are packed, of the days asked for, not of too many at once, and of which."""
    asked = {*question.by, *(leaf.term for leaf in question.asked)}
    for at in range(0, len(days), _DAYS_AT_ONCE):
        some = days[at : at + _DAYS_AT_ONCE]
        found = kept_of(connection, question, question.packed.kind, some)
        if found:
            parts, others = read_lines(question.packed, found, asked)
            yield read_of(question.packed, parts, others, asked), some


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


def _measured(question: Question, read: Read) -> Sums:
    """What is asked of the groups that have rows."""
    is_asked = read.columns.mask(question.where)
    many = len(question.by)
    terms = [*question.by, *([CURRENCY] if question.packed.amount else [])]
    groups = Groups([read.columns.of[term] for term in terms], read.columns.size)
    nothing = np.zeros(groups.count, np.int64)
    measures = np.stack(
        [
            one
            for metric in question.metrics
            for one in _of_metric(metric, is_asked, groups, read, nothing)
        ]
    )
    counted = np.flatnonzero(measures[::MEASURES].any(axis=0))
    keys, coins = groups.keys(counted), [""] * len(counted)
    if many < len(terms):
        coins = [str(key[many]) for key in keys]
        keys = [key[:many] for key in keys]
    return Sums(keys, coins, measures[:, counted].tolist())


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
