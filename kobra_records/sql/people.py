"""At how many doors, and of how many people, the rows of a number are, on either side: from packs,
of days that are not packed from the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, Table, and_, distinct, func, select, true

from kobra_domain.metrics.dimensions import By, Dimension, Shown, shown, terms_by
from kobra_domain.metrics.predicates import Clock, Predicate, Term
from kobra_domain.metrics.tallies import Key, Metric, drill
from kobra_domain.reports.aggregates import People
from kobra_records.sql.conditions import column, sifted
from kobra_records.sql.holders import of_holders
from kobra_records.sql.packs.asking import question_of
from kobra_records.sql.packs.counting import Named, named, numbered
from kobra_records.sql.packs.layout import id_bytes, read_ids

_LONG = frozenset({Dimension.WEEK, Dimension.MONTH})
Group = tuple[Shown, ...]
Within = Sequence[ColumnElement[bool]]


def people(
    connection: Connection,
    tables: Mapping[str, Table],
    metric: Metric,
    where: Predicate,
    by: Sequence[By],
    within: Within = (),
) -> People:
    """Whose rows a metric counts: who was visited, and the holders of the accounts of rows that
    name no more than those.
    """
    if "party_id" in tables[metric.rows].c:
        return _distinct(connection, tables, metric, where, by, within, "party_id")
    terms = terms_by(metric, by)
    asked = _asked(connection, tables, metric, where, terms, within, "account_id")
    return _of_rows(connection, of_holders(connection, tables, asked).distinct(), metric, by)


def doors(
    connection: Connection,
    tables: Mapping[str, Table],
    metric: Metric,
    where: Predicate,
    within: Within = (),
) -> int:
    """At how many addresses a metric's rows were."""
    return _distinct(connection, tables, metric, where, (), within, "address_id").whole


def _distinct(
    connection: Connection,
    tables: Mapping[str, Table],
    metric: Metric,
    where: Predicate,
    by: Sequence[By],
    within: Within,
    field: str,
) -> People:
    """How many a metric's rows name in a field, of each group and of all."""
    terms = terms_by(metric, by)
    question = question_of(tables, [metric], where, terms, within)
    found = None if question is None else named(connection, question, field)
    if question is None or found is None:
        asked = _asked(connection, tables, metric, where, terms, within, field)
        return _of_rows(connection, asked, metric, by)
    packed, rest = found
    if (left := question.rest(rest)) is not None:
        asked = _asked(connection, tables, metric, where, terms, [*within, left], field)
        packed.append(_of_stale(connection.execute(asked), metric, by))
    return _counted(packed, metric, by)


def _asked(
    connection: Connection,
    tables: Mapping[str, Table],
    metric: Metric,
    where: Predicate,
    terms: Sequence[Term],
    within: Within,
    field: str,
) -> Select[Any]:
    """The values of terms and whom rows name with them, each once."""
    asked = drill(metric, where)
    facts, behind = sifted(connection, tables, metric.rows, asked, and_(true(), *within), terms)
    said = tables[metric.rows].c[field]
    keys = [column(term, facts).label(f"key{n}") for n, term in enumerate(terms)]
    rows = select(*keys, said.label("said")).select_from(facts.origin)
    return rows.where(*behind, said.is_not(None)).distinct()


def _of_rows(
    connection: Connection, asked: Select[Any], metric: Metric, by: Sequence[By]
) -> People:
    rows = asked.subquery()
    whole = connection.scalar(select(func.count(distinct(rows.c.said)))) or 0
    *keys, said = rows.c
    # Of weeks and months the engine knows the days alone.
    is_long = not _LONG.isdisjoint(by)
    counted = select(*keys, said) if is_long else select(*keys, func.count(said)).group_by(*keys)
    found: dict[Group, Any] = defaultdict(set if is_long else int)
    for *key, last in connection.execute(counted) if whole else ():
        group = _shown(_read(key, metric, by), metric, by)
        if is_long:
            found[group].add(last)
        else:
            found[group] += last
    groups = {key: len(one) if isinstance(one, set) else one for key, one in found.items()}
    return People(groups=groups, whole=whole)


def _counted(found: Sequence[Named], metric: Metric, by: Sequence[By]) -> People:
    """How many there are of each group, a week's or month's days taken together."""
    numbers, whole = numbered(np.concatenate([read_ids([]), *(one.ids for one in found)]))
    places: dict[Group, int] = {}
    parts = [np.zeros(0, np.int64)]
    for one in found:
        groups = [_shown(key, metric, by) for key in one.keys]
        at = [places.setdefault(group, len(places)) for group in groups]
        parts.append(np.array(at, np.int64)[one.places])
    if len(places) < 2:
        return People(groups=dict.fromkeys(places, whole), whole=whole)
    each = np.unique(np.concatenate(parts) * whole + numbers) // whole
    counts = np.bincount(each, minlength=len(places)).tolist()
    return People(groups=dict(zip(places, counts, strict=True)), whole=whole)


def _of_stale(rows: Iterable[Sequence[Any]], metric: Metric, by: Sequence[By]) -> Named:
    """Rows as packs say them."""
    places: dict[Key, int] = {}
    at, said = [], []
    for *key, last in rows:
        at.append(places.setdefault(_read(key, metric, by), len(places)))
        said.append(last)
    return Named([*places], np.array(at, np.int64), read_ids([id_bytes(said)]))


def _read(key: Sequence[Any], metric: Metric, by: Sequence[By]) -> Key:
    """The values of terms, of which engines say days as numbers."""
    terms = terms_by(metric, by)
    is_day = [isinstance(term, Clock) and term.part == "day" for term in terms]
    return tuple(
        date.fromordinal(value) if day and value is not None else value
        for value, day in zip(key, is_day, strict=True)
    )


def _shown(key: Key, metric: Metric, by: Sequence[By]) -> Group:
    """As the values of dimensions are told; "" where rows have no such thing."""
    said = dict(zip(terms_by(metric, by), key, strict=True))
    terms = [(one, terms_by(metric, (one,))) for one in by]
    return tuple(shown(one, said[own[0]]) if own else "" for one, own in terms)
