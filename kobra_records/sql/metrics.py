"""Asks a database for metrics: the conditions, measures and groupings of `kobra_domain.metrics` as
SQL that SQLite and PostgreSQL answer alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    case,
    false,
    func,
    literal,
    select,
)

from kobra_domain.metrics.predicates import (
    EVERY,
    Clock,
    Predicate,
    Term,
    Value,
    terms_of,
)
from kobra_domain.metrics.tallies import CURRENCY, Key, Metric, Share, Sum, Tallies, Tally
from kobra_records.sql.conditions import column, near
from kobra_records.sql.conditions import condition as condition
from kobra_records.sql.facts import Facts, facts_of
from kobra_records.sql.packs.answering import Line, Sums, answer
from kobra_records.sql.packs.asking import question_of


def tallies(
    connection: Connection,
    tables: Mapping[str, Table],
    metrics: Sequence[Metric],
    where: Predicate = EVERY,
    by: Sequence[Term] = (),
    within: Sequence[ColumnElement[bool]] = (),
) -> Tallies:
    """What `kobra_domain.metrics.tallies.tallies` answers, of the rows in a database.

    `tables` are by kind; `within` narrows further by what only the caller's tables know. Where days
    are packed that answer it, no row of them is read; to what packs are asked, whether any are
    there or not, groups in which nothing counts are not told.
    """
    question = question_of(tables, metrics, where, by, within)
    found = None if question is None else answer(connection, question)
    made: Tallies = {} if by else {(): {metric.key: Tally() for metric in metrics}}
    if question is None or found is None:
        lines = _of_rows(connection, tables, metrics, where, by, within)
    else:
        left = question.rest(found.rest)
        others = (
            []
            if left is None
            else _of_rows(connection, tables, metrics, where, by, [*within, left])
        )
        lines = [*found.lines, *others]
    shapes = [_shape(metric) for metric in metrics]
    for key, coin, sums in lines:
        if question is None or not by or any(sums[::4]):
            _add(made, key, shapes, coin, sums)
    return made


def _of_rows(
    connection: Connection,
    tables: Mapping[str, Table],
    metrics: Sequence[Metric],
    where: Predicate,
    by: Sequence[Term],
    within: Sequence[ColumnElement[bool]],
) -> list[Line]:
    """Lines from the rows themselves."""
    asked = frozenset[Term]().union(*(_terms(metric) for metric in metrics), terms_of(where), by)
    near_by = [*near(where, dict(tables[metrics[0].rows].c)), *within]
    facts = facts_of(connection, tables, metrics[0].rows, asked, near_by)
    has_amounts = any(metric.weighs for metric in metrics)
    keys = [*by, CURRENCY] if has_amounts else by
    rows = _measured(metrics, keys, facts).where(condition(where, facts), *near_by).subquery()
    groups = [rows.c[f"key{n}"] for n in range(len(keys))]
    sums = [func.coalesce(func.sum(column), 0) for column in rows.c[len(groups) :]]
    made: list[Line] = []
    for found in connection.execute(select(*groups, *sums).group_by(*groups)):
        key = tuple(_read(found[n], term) for n, term in enumerate(by))
        coin = found[len(by)] if has_amounts else ""
        made.append((key, coin, tuple(map(int, found[len(keys) :]))))
    return made


def _measured(metrics: Sequence[Metric], keys: Sequence[Term], facts: Facts) -> Select[Any]:
    """One line a row: its group, and of each metric 1 or 0 whether it counts and hits, and what it
    weighs of both.
    """
    columns = [column(term, facts).label(f"key{n}") for n, term in enumerate(keys)]
    for n, metric in enumerate(metrics):
        over = condition(metric.filter, facts)
        hits: ColumnElement[bool] = false()
        amount = facts.columns[metric.weighs] if metric.weighs else literal(0)
        reached = amount
        match metric.expr:
            case Share(part, _, other):
                hits = and_(over, condition(part, facts))
                reached = amount if other is None else facts.columns[other]
            case Sum(_, less) if less is not None:
                amount = case((condition(less, facts), -amount), else_=amount)
        measures = {"n": (over, literal(1)), "hits": (hits, literal(1)),
                    "amount": (over, amount), "hit_amount": (hits, reached)}  # fmt: skip
        for name, (asked, value) in measures.items():
            columns.append(case((asked, value), else_=0).label(f"{name}{n}"))
    return select(*columns).select_from(facts.origin)


_Shape = tuple[str, bool, bool]  # of a metric: its key, whether it weighs, whether it is a share


def _shape(metric: Metric) -> _Shape:
    return metric.key, bool(metric.weighs), isinstance(metric.expr, Share)


def _add(made: Tallies, key: Key, shapes: Sequence[_Shape], coin: str, sums: Sums) -> None:
    """Add one line of the answer, the sums of one group and currency, to what its group holds."""
    told, at = {}, 0
    for name, weighs, is_share in shapes:
        count, hits = sums[at], sums[at + 1]
        if weighs and count:
            of_hits = {coin: sums[at + 3]} if is_share else {}
            told[name] = Tally(count, hits, {coin: sums[at + 2]}, of_hits)
        else:
            told[name] = Tally(count, hits)
        at += 4
    held = made.get(key)
    made[key] = told if held is None else {name: one + told[name] for name, one in held.items()}


def _terms(metric: Metric) -> frozenset[Term]:
    asked = terms_of(metric.filter)
    match metric.expr:
        case Share(part, _, _):
            return asked | terms_of(part)
        case Sum(_, less) if less is not None:
            return asked | terms_of(less)
    return asked


def _read(value: Any, term: Term) -> Value | None:
    if isinstance(term, Clock) and term.part == "day" and value is not None:
        return date.fromordinal(value)
    known: Value | None = value
    return known
