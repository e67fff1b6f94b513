"""Asks a database for metrics: the conditions, measures and groupings of `kobra_domain.metrics` as
SQL that SQLite and PostgreSQL answer alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat
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
from kobra_domain.metrics.tallies import CURRENCY, Metric, Share, Sum, Tallies, Tally
from kobra_records.sql.conditions import column, near
from kobra_records.sql.conditions import condition as condition
from kobra_records.sql.facts import Facts, facts_of
from kobra_records.sql.packs.answering import MEASURES, Sums, answer
from kobra_records.sql.packs.asking import Days, question_of, span_of
from kobra_records.sql.packs.kinds import PACKED

_NOTHING: Mapping[str, int] = {}  # of very many groups the same


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
    if question is None:
        booked = _booked(metrics[0], where, ())
        _add(made, _of_rows(connection, tables, metrics, where, by, within, booked), metrics)
        return made
    rest = [] if found is None else found.rest
    for some in found.sums if found else ():
        _add(made, some, metrics)
    if found is None or rest:
        left, booked = question.rest(rest), _booked(metrics[0], where, rest)
        narrow = within if left is None else [*within, left]
        rows = _of_rows(connection, tables, metrics, where, by, narrow, booked)
        _add(made, _counted(rows), metrics)
    return made


def _booked(metric: Metric, where: Predicate, rest: Sequence[Days]) -> tuple[date, date] | None:
    """From when to when payments are asked for; None: nobody says, or of other rows."""
    packed = PACKED.get(metric.rows)
    if packed is None or packed.hour:
        return None
    spans = [span_of(packed, where), *([(rest[0][0], rest[-1][1])] if rest else [])]
    first = max((one for one, _ in spans if one), default=None)
    last = min((one for _, one in spans if one), default=None)
    if first is None or last is None or first > last:
        return None
    return date.fromordinal(first), date.fromordinal(last)


def _counted(sums: Sums) -> Sums:
    """Those of groups in which anything counts."""
    counts = zip(*sums.measures[::MEASURES], strict=True)
    held = [n for n, one in enumerate(counts) if any(one)]
    return Sums(
        [sums.keys[n] for n in held],
        [sums.coins[n] for n in held],
        [[measure[n] for n in held] for measure in sums.measures],
    )


def _of_rows(
    connection: Connection,
    tables: Mapping[str, Table],
    metrics: Sequence[Metric],
    where: Predicate,
    by: Sequence[Term],
    within: Sequence[ColumnElement[bool]],
    booked: tuple[date, date] | None,
) -> Sums:
    """What the rows themselves say; of payments that were booked then."""
    asked = frozenset[Term]().union(*(_terms(metric) for metric in metrics), terms_of(where), by)
    near_by = [*near(where, dict(tables[metrics[0].rows].c)), *within]
    facts = facts_of(connection, tables, metrics[0].rows, asked, near_by, booked)
    has_amounts = any(metric.weighs for metric in metrics)
    keys = [*by, CURRENCY] if has_amounts else by
    rows = _measured(metrics, keys, facts).where(condition(where, facts), *near_by).subquery()
    groups = [rows.c[f"key{n}"] for n in range(len(keys))]
    sums = [func.coalesce(func.sum(column), 0) for column in rows.c[len(groups) :]]
    found = connection.execute(select(*groups, *sums).group_by(*groups)).all()
    read = [tuple(_read(row[n], term) for n, term in enumerate(by)) for row in found]
    coins = [row[len(by)] if has_amounts else "" for row in found]
    return Sums(
        read,
        coins,
        [[int(row[n]) for row in found] for n in range(len(keys), len(keys) + len(sums))],
    )


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


def _add(made: Tallies, sums: Sums, metrics: Sequence[Metric]) -> None:
    """Add what groups count for to what is known of them."""
    told = [
        _told(metric, sums.coins, sums.measures[n * MEASURES :][:MEASURES])
        for n, metric in enumerate(metrics)
    ]
    if len(metrics) == 1:
        name = metrics[0].key
        each = [{name: one} for one in told[0]]
    else:
        names = [metric.key for metric in metrics]
        each = [dict(zip(names, some, strict=True)) for some in zip(*told, strict=True)]
    if not made and len(found := dict(zip(sums.keys, each, strict=True))) == len(each):
        made.update(found)
        return
    for key, some in zip(sums.keys, each, strict=True):
        held = made.get(key)
        made[key] = some if held is None else {name: held[name] + one for name, one in some.items()}


def _told(
    metric: Metric, coins: Sequence[str], measures: Sequence[Sequence[int]]
) -> Iterable[Tally]:
    """The tally of each group."""
    counts, hits, amounts, of_hits = measures
    if not metric.weighs:
        return map(Tally, counts, hits, repeat(_NOTHING), repeat(_NOTHING))
    held = [
        {coin: amount} if count else _NOTHING
        for coin, amount, count in zip(coins, amounts, counts, strict=True)
    ]
    if not isinstance(metric.expr, Share):
        return map(Tally, counts, hits, held, repeat(_NOTHING))
    reached = [
        {coin: amount} if count else _NOTHING
        for coin, amount, count in zip(coins, of_hits, counts, strict=True)
    ]
    return map(Tally, counts, hits, held, reached)


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
