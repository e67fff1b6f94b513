"""Asks a database for metrics: the conditions, measures and groupings of `kobra_domain.metrics` as
SQL that SQLite and PostgreSQL answer alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, assert_never

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
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
from kobra_records.sql.clocks import Shift, local, shifts

_FURTHEST = timedelta(hours=27)  # from noon UTC of a day to its end where it ends last
Zones = Mapping[str, Mapping[str, Sequence[Shift]]]  # by the field of the moment, then by zone


@dataclass(frozen=True, slots=True)
class Facts:
    """Where rows stand: what is selected from, its columns by field, and the clocks at addresses
    (`zones_of` reads them; only conditions on a `Clock` need any).
    """

    origin: FromClause
    columns: Mapping[str, ColumnElement[Any]]
    zones: Zones


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
    has_amounts = any(isinstance(metric.expr, Sum) for metric in metrics)
    keys = [*by, CURRENCY] if has_amounts else by
    rows = _measured(metrics, keys, facts).where(condition(where, facts), *near, *within).subquery()
    groups = [rows.c[f"key{n}"] for n in range(len(keys))]
    sums = [func.coalesce(func.sum(column), 0) for column in rows.c[len(groups) :]]
    made: Tallies = {} if by else {(): {metric.key: Tally() for metric in metrics}}
    for found in connection.execute(select(*groups, *sums).group_by(*groups)):
        key = tuple(_read(found[n], term) for n, term in enumerate(by))
        _add(made, key, metrics, found[len(by) : len(keys)], found[len(keys) :])
    return made


def facts_of(
    connection: Connection,
    tables: Mapping[str, Table],
    kind: str,
    asked: frozenset[Term],
    near: Sequence[ColumnElement[bool]] = (),
) -> Facts:
    """The rows of a kind, with the clocks of their addresses where these are asked for; under
    `near` only the clocks of rows that pass it are read.
    """
    own = tables[kind]
    clocks = sorted({term.field for term in asked if isinstance(term, Clock)})
    if not clocks and "time_zone" not in asked:
        return Facts(own, dict(own.c), {})
    address, portfolio = tables["address"], tables["portfolio"]
    origin: FromClause = own
    door = own.c.get("address_id")
    if door is None:
        visit = tables["visit"]
        origin, door = own.outerjoin(visit, visit.c.id == own.c.visit_id), visit.c.address_id
    origin = origin.outerjoin(address, address.c.id == door)
    origin = origin.outerjoin(portfolio, portfolio.c.id == own.c.portfolio_id)
    zone = func.coalesce(address.c.time_zone, portfolio.c.time_zone, "UTC")
    zones = {field: _zones(connection, origin, own.c[field], zone, near) for field in clocks}
    return Facts(origin, {**own.c, "time_zone": zone}, zones)


def _zones(
    connection: Connection,
    origin: FromClause,
    moment: ColumnElement[Any],
    zone: ColumnElement[str],
    near: Sequence[ColumnElement[bool]],
) -> Mapping[str, Sequence[Shift]]:
    """The clocks of every zone there are rows in, over the time they span."""
    named = select(zone.label("zone"), moment.label("at")).select_from(origin).where(*near)
    held = named.subquery()
    spans = select(held.c.zone, func.min(held.c.at), func.max(held.c.at)).group_by(held.c.zone)
    found = connection.execute(spans.where(held.c.at.is_not(None)))
    return {name: shifts(name, first.date(), last.date()) for name, first, last in found}


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
    """One line a row: its group, and for each metric 1 or 0, hits, and amount."""
    columns = [_column(term, facts).label(f"key{n}") for n, term in enumerate(keys)]
    for n, metric in enumerate(metrics):
        over = condition(metric.filter, facts)
        hits: ColumnElement[bool] = over
        amount: ColumnElement[Any] = literal(0)
        if isinstance(metric.expr, Share):
            hits = and_(over, condition(metric.expr.part, facts))
        elif isinstance(metric.expr, Sum):
            amount = facts.columns[metric.expr.amount]
            if metric.expr.less is not None:
                amount = case((condition(metric.expr.less, facts), -amount), else_=amount)
        columns.append(case((over, 1), else_=0).label(f"n{n}"))
        columns.append(case((hits, 1), else_=0).label(f"hits{n}"))
        columns.append(case((over, amount), else_=0).label(f"amount{n}"))
    return select(*columns).select_from(facts.origin)


def _add(
    made: Tallies, key: Key, metrics: Sequence[Metric], coins: Sequence[str], sums: Sequence[Any]
) -> None:
    """Add one line of the answer, the sums of one group and currency, to what its group holds."""
    held = made.setdefault(key, {metric.key: Tally() for metric in metrics})
    for n, metric in enumerate(metrics):
        count, hits, amount = (int(value) for value in sums[3 * n : 3 * n + 3])
        is_share, is_sum = isinstance(metric.expr, Share), isinstance(metric.expr, Sum)
        amounts = {coins[0]: amount} if is_sum and count else {}
        held[metric.key] += Tally(count, hits if is_share else 0, amounts)


def _terms(metric: Metric) -> frozenset[Term]:
    asked = terms_of(metric.filter)
    match metric.expr:
        case Share(part):
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
