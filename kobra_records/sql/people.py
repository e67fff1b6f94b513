"""How many people there are behind a number's groups, on either side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, distinct, func, select, true

from kobra_domain.metrics.dimensions import By, Dimension, Shown, shown, terms_by
from kobra_domain.metrics.predicates import Clock, Predicate, Term
from kobra_domain.metrics.tallies import Metric, drill
from kobra_domain.reports.aggregates import People
from kobra_records.sql.conditions import column, sifted

_LONG = frozenset({Dimension.WEEK, Dimension.MONTH})


def people(
    connection: Connection,
    tables: Mapping[str, Table],
    metric: Metric,
    where: Predicate,
    by: Sequence[By],
    within: Sequence[ColumnElement[bool]] = (),
) -> People:
    """Whose rows a metric counts: holders, and accounts where rows name no more than those."""
    asked, terms = drill(metric, where), terms_by(metric, by)
    facts, behind = sifted(connection, tables, metric.rows, asked, and_(true(), *within), terms)
    own = tables[metric.rows].c
    person: ColumnElement[Any] = own["party_id"] if "party_id" in own else own["account_id"]
    keys = [column(term, facts).label(f"key{n}") for n, term in enumerate(terms)]
    rows = (
        select(*keys, person.label("person"))
        .select_from(facts.origin)
        .where(*behind, person.is_not(None))
        .distinct()
        .subquery()
    )
    whole = connection.scalar(select(func.count(distinct(rows.c.person)))) or 0
    # Of weeks and months the engine knows the days alone.
    is_long = not _LONG.isdisjoint(by)
    last = rows.c.person if is_long else func.count(rows.c.person)
    counted = select(*rows.c[: len(keys)], last)
    if not is_long:
        counted = counted.group_by(*rows.c[: len(keys)])
    found: dict[tuple[Shown, ...], Any] = defaultdict(set if is_long else int)
    for row in connection.execute(counted):
        group = tuple(_shown(one, metric, terms, row) for one in by)
        if is_long:
            found[group].add(row[-1])
        else:
            found[group] += row[-1]
    groups = {key: len(one) if isinstance(one, set) else one for key, one in found.items()}
    return People(groups=groups, whole=whole)


def _shown(one: By, metric: Metric, terms: Sequence[Term], row: Sequence[Any]) -> Shown:
    own = terms_by(metric, (one,))
    if not own:
        return ""
    [term] = own
    value = row[terms.index(term)]
    if isinstance(term, Clock) and term.part == "day" and value is not None:
        value = date.fromordinal(value)
    return shown(one, value)
