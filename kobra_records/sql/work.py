"""What reports of people and promises ask beside numbers (`kobra_domain.reports.work`), as SQL that
SQLite and PostgreSQL answer alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Table,
    case,
    func,
    literal,
    select,
    type_coerce,
)

from kobra_domain.metrics.dimensions import Dimension, Shown, shown, term_of, terms_by
from kobra_domain.metrics.predicates import Predicate, terms_of
from kobra_domain.metrics.tallies import CURRENCY, Metric, drill
from kobra_domain.reports.filters import Span
from kobra_domain.reports.work import LONGEST, Amount, Trail, Walk
from kobra_domain.visits import ENDED_STATES
from kobra_records.sql.conditions import sifted
from kobra_records.sql.facts import Facts, facts_of
from kobra_records.sql.metrics import condition

_MINUTE_MS, _LONGEST_MS = 60_000, LONGEST // timedelta(milliseconds=1)
_MARGIN = timedelta(days=3)  # no clock at an address, and no round, reaches further


def amounts(
    connection: Connection,
    tables: Mapping[str, Table],
    metric: Metric,
    by: Sequence[Dimension],
    where: Predicate,
    within: ColumnElement[bool],
) -> dict[Amount, int]:
    """How many of a metric's rows there are of each amount; `by` are fields, no clocks."""
    assert metric.weighs is not None
    asked, terms = drill(metric, where), terms_by(metric, by)
    facts, behind = sifted(connection, tables, metric.rows, asked, within, terms)
    keys = [facts.columns[str(term)] for term in terms]
    rows = _rows(facts, [*keys, facts.columns[CURRENCY], facts.columns[metric.weighs]])
    held = rows.where(*behind).subquery().c
    counted = select(*held, func.count()).group_by(*held)
    places = {term: n for n, term in enumerate(terms)}
    made: dict[Amount, int] = {}
    for *values, coin, amount, count in connection.execute(counted):
        group = tuple(_value(metric, one, values, places) for one in by)
        made[Amount(group, coin, amount)] = made.get(Amount(group, coin, amount), 0) + count
    return made


def walks(
    connection: Connection,
    tables: Mapping[str, Table],
    where: Predicate,
    span: Span,
    within: ColumnElement[bool],
) -> dict[str, Walk]:
    """By agent what `kobra_domain.reports.work.walks` answers."""
    visit = tables["visit"].c
    round_of, order = (visit.agent_id, visit.planned_on), (visit.ended_at, visit.id)

    def since_last(column: ColumnElement[Any]) -> ColumnElement[Any]:
        return column - func.lag(column).over(partition_by=round_of, order_by=order)

    at = type_coerce(visit.ended_at, BigInteger())
    ended = (
        visit.state.in_(sorted(ENDED_STATES)),
        visit.agent_id.is_not(None),
        visit.ended_at.is_not(None),
    )
    steps = (
        select(
            visit.id,
            since_last(at).label("apart"),
            since_last(visit.position).label("further"),
        )
        .where(*ended, *_near(visit.ended_at, span), within)
        .subquery("steps")
    )
    facts = facts_of(connection, tables, "visit", terms_of(where))
    s = steps.c
    minutes = s.apart // literal(_MINUTE_MS, BigInteger())
    rows = (
        select(visit.agent_id, minutes.label("minutes"), s.further)
        .select_from(facts.origin.join(steps, s.id == facts.columns["id"]))
        .where(condition(where, facts), s.apart < literal(_LONGEST_MS, BigInteger()))
        .subquery()
        .c
    )
    ordered = func.sum(case((rows.further != 0, 1), else_=0))
    in_order = func.sum(case((rows.further > 0, 1), else_=0))
    counted = select(rows.agent_id, rows.minutes, ordered, in_order, func.count())
    made: dict[str, Walk] = defaultdict(Walk)
    for agent_id, gap, some, right, count in connection.execute(
        counted.group_by(rows.agent_id, rows.minutes)
    ):
        made[agent_id] += Walk(int(some), int(right), {int(gap): count})
    return dict(made)


def trails(
    connection: Connection,
    tables: Mapping[str, Table],
    span: Span,
    agents: Sequence[str],
    teams: Sequence[str],
    within: ColumnElement[bool],
) -> dict[str, Trail]:
    """By agent the sums of the days of a span."""
    day = tables["agent_day"].c
    held = [within]
    held += [] if span.first is None else [day.day >= span.first]
    held += [] if span.until is None else [day.day < span.until]
    held += [day.agent_id.in_(agents)] if agents else []
    held += [day.team_id.in_(teams)] if teams else []
    work_s = day.moving_s + day.stopped_s + day.unexplained_s
    sums = (
        func.sum(case((day.fixes > 0, 1), else_=0)),
        *(func.sum(one) for one in (day.distance_m, day.unexplained_s, work_s, day.doubted)),
        func.sum(day.fixes),
    )
    found = connection.execute(select(day.agent_id, *sums).where(*held).group_by(day.agent_id))
    return {agent_id: Trail(*map(int, totals)) for agent_id, *totals in found}


def _rows(facts: Facts, columns: Sequence[ColumnElement[Any]]) -> Any:
    """Columns are named before they are grouped by: PostgreSQL takes two of the same expression
    with parameters for different ones.
    """
    named = [column.label(f"key{n}") for n, column in enumerate(columns)]
    return select(*named).select_from(facts.origin)


def _value(
    metric: Metric, one: Dimension, values: Sequence[Any], places: Mapping[Any, int]
) -> Shown:
    term = term_of(metric, one)
    return "" if term is None else shown(one, values[places[term]])


def _near(moment: ColumnElement[Any], span: Span) -> list[ColumnElement[bool]]:
    """Rows of other days are passed over before their places in a round are told."""
    made = []
    if span.first is not None:
        made.append(moment >= datetime.combine(span.first, time(), UTC) - _MARGIN)
    if span.until is not None:
        made.append(moment < datetime.combine(span.until, time(), UTC) + _MARGIN)
    return made
