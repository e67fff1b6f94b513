"""Asks a database for metrics: the conditions, measures and groupings of `kobra_domain.metrics` as
SQL that SQLite and PostgreSQL answer alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, assert_never

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
    not_,
    or_,
    select,
    true,
)

from kobra_domain.metrics.predicates import (
    EVERY,
    Absent,
    All,
    Among,
    Clock,
    Compare,
    Either,
    Not,
    Op,
    Predicate,
    Since,
    Term,
    Value,
    terms_of,
)
from kobra_domain.metrics.tallies import CURRENCY, Key, Metric, Share, Sum, Tallies, Tally
from kobra_records.sql.clocks import local
from kobra_records.sql.facts import Facts, facts_of

_FURTHEST = timedelta(hours=27)  # from noon UTC of a day to its end where it ends last


def condition(predicate: Predicate, facts: Facts) -> ColumnElement[bool]:
    """The predicate as SQL that is true or false, never null."""
    match predicate:
        case Compare(term, op, value):
            column = _column(term, facts)
            return and_(column.is_not(None), _compared(column, op, _stored(value, term)))
        case Among(term, values):
            column = _column(term, facts)
            return and_(column.is_not(None), column.in_([_stored(one, term) for one in values]))
        case Absent(term):
            return _column(term, facts).is_(None)
        case All(parts):
            return and_(true(), *(condition(part, facts) for part in parts))
        case Either(parts):
            return or_(false(), *(condition(part, facts) for part in parts))
        case Not(part):
            return not_(condition(part, facts))
        case Since(part, _):
            return condition(part, facts)
        case _:
            assert_never(predicate)


def tallies(
    connection: Connection,
    tables: Mapping[str, Table],
    metrics: Sequence[Metric],
    where: Predicate = EVERY,
    by: Sequence[Term] = (),
    within: Sequence[ColumnElement[bool]] = (),
) -> Tallies:
    """What `kobra_domain.metrics.tallies.tallies` answers, of the rows in a database.

    `tables` are by kind; `within` narrows further by what only the caller's tables know.
    """
    asked = frozenset[Term]().union(*(_terms(metric) for metric in metrics), terms_of(where), by)
    near = _near(where, dict(tables[metrics[0].rows].c))
    facts = facts_of(connection, tables, metrics[0].rows, asked, near)
    has_amounts = any(metric.weighs for metric in metrics)
    keys = [*by, CURRENCY] if has_amounts else by
    rows = _measured(metrics, keys, facts).where(condition(where, facts), *near, *within).subquery()
    groups = [rows.c[f"key{n}"] for n in range(len(keys))]
    sums = [func.coalesce(func.sum(column), 0) for column in rows.c[len(groups) :]]
    made: Tallies = {} if by else {(): {metric.key: Tally() for metric in metrics}}
    for found in connection.execute(select(*groups, *sums).group_by(*groups)):
        key = tuple(_read(found[n], term) for n, term in enumerate(by))
        _add(made, key, metrics, found[len(by) : len(keys)], found[len(keys) :])
    return made


def _near(where: Predicate, columns: Mapping[str, ColumnElement[Any]]) -> list[ColumnElement[bool]]:
    """What follows for a stored moment from the day it must lie on, whatever its zone: other rows
    are passed over before their addresses are looked up.
    """
    match where:
        case All(parts):
            return [one for part in parts for one in _near(part, columns)]
        case Compare(Clock(field, "day"), op, date() as day):
            noon = datetime.combine(day, time(12), UTC)
            least, most = columns[field] >= noon - _FURTHEST, columns[field] <= noon + _FURTHEST
            return [
                *([least] if op in ("=", ">", ">=") else ()),
                *([most] if op in ("=", "<", "<=") else ()),
            ]
        case _:
            return []


def _measured(metrics: Sequence[Metric], keys: Sequence[Term], facts: Facts) -> Select[Any]:
    """One line a row: its group, and of each metric 1 or 0 whether it counts and hits, and what it
    weighs of both.
    """
    columns = [_column(term, facts).label(f"key{n}") for n, term in enumerate(keys)]
    for n, metric in enumerate(metrics):
        over = condition(metric.filter, facts)
        hits: ColumnElement[bool] = false()
        amount = facts.columns[metric.weighs] if metric.weighs else literal(0)
        match metric.expr:
            case Share(part, _):
                hits = and_(over, condition(part, facts))
            case Sum(_, less) if less is not None:
                amount = case((condition(less, facts), -amount), else_=amount)
        measures = {"n": (over, literal(1)), "hits": (hits, literal(1)),
                    "amount": (over, amount), "hit_amount": (hits, amount)}  # fmt: skip
        for name, (asked, value) in measures.items():
            columns.append(case((asked, value), else_=0).label(f"{name}{n}"))
    return select(*columns).select_from(facts.origin)


def _add(
    made: Tallies, key: Key, metrics: Sequence[Metric], coins: Sequence[str], sums: Sequence[Any]
) -> None:
    """Add one line of the answer, the sums of one group and currency, to what its group holds."""
    held = made.setdefault(key, {metric.key: Tally() for metric in metrics})
    for n, metric in enumerate(metrics):
        count, hits, amount, of_hits = (int(value) for value in sums[4 * n : 4 * n + 4])
        weighs, is_share = metric.weighs and count, isinstance(metric.expr, Share)
        amounts = {coins[0]: amount} if weighs else {}
        hit_amounts = {coins[0]: of_hits} if weighs and is_share else {}
        held[metric.key] += Tally(count, hits, amounts, hit_amounts)


def _terms(metric: Metric) -> frozenset[Term]:
    asked = terms_of(metric.filter)
    match metric.expr:
        case Share(part, _):
            return asked | terms_of(part)
        case Sum(_, less) if less is not None:
            return asked | terms_of(less)
    return asked


def _column(term: Term, facts: Facts) -> ColumnElement[Any]:
    if isinstance(term, str):
        return facts.columns[term]
    zone, zones = facts.columns["time_zone"], facts.zones[term.field]
    return local(facts.columns[term.field], zone, zones, term.part)


def _compared(column: ColumnElement[Any], op: Op, value: Value) -> ColumnElement[bool]:
    match op:
        case "=":
            return column == value
        case "<":
            return column < value
        case "<=":
            return column <= value
        case ">":
            return column > value
        case ">=":
            return column >= value


def _stored(value: Value, term: Term) -> Value:
    """A date of the clock's is compared by its number."""
    return value.toordinal() if isinstance(term, Clock) and isinstance(value, date) else value


def _read(value: Any, term: Term) -> Value | None:
    if isinstance(term, Clock) and term.part == "day" and value is not None:
        return date.fromordinal(value)
    known: Value | None = value
    return known
