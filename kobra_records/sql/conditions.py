"""The conditions of `kobra_domain.metrics` as SQL that SQLite and PostgreSQL answer alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, assert_never

from sqlalchemy import ColumnElement, Connection, Table, and_, false, not_, or_, true

from kobra_domain.metrics.predicates import (
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
from kobra_records.sql.clocks import local
from kobra_records.sql.facts import Facts, facts_of

_FURTHEST = timedelta(hours=27)  # from noon UTC of a day to its end where it ends last


def sifted(
    connection: Connection,
    tables: Mapping[str, Table],
    kind: str,
    asked: Predicate,
    within: ColumnElement[bool],
    terms: Collection[Term] = (),
) -> tuple[Facts, list[ColumnElement[bool]]]:
    """The rows of a kind with all that is asked of them and `terms`, and what those pass that
    fulfil a predicate and lie `within`.
    """
    near_by = [*near(asked, dict(tables[kind].c)), within]
    facts = facts_of(connection, tables, kind, terms_of(asked) | {*terms}, near_by)
    return facts, [condition(asked, facts), *near_by]


def near(where: Predicate, columns: Mapping[str, ColumnElement[Any]]) -> list[ColumnElement[bool]]:
    """What follows for a stored moment from the day it must lie on, whatever its zone: other rows
    are passed over before their addresses are looked up.
    """
    match where:
        case All(parts):
            return [one for part in parts for one in near(part, columns)]
        case Compare(Clock(field, "day"), op, date() as day):
            noon = datetime.combine(day, time(12), UTC)
            least, most = columns[field] >= noon - _FURTHEST, columns[field] <= noon + _FURTHEST
            return [
                *([least] if op in ("=", ">", ">=") else ()),
                *([most] if op in ("=", "<", "<=") else ()),
            ]
        case _:
            return []


def condition(predicate: Predicate, facts: Facts) -> ColumnElement[bool]:
    """The predicate as SQL that is true or false, never null."""
    match predicate:
        case Compare(term, op, value):
            said = column(term, facts)
            return and_(said.is_not(None), _compared(said, op, _stored(value, term)))
        case Among(term, values):
            said = column(term, facts)
            return and_(said.is_not(None), said.in_([_stored(one, term) for one in values]))
        case Absent(term):
            return column(term, facts).is_(None)
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


def column(term: Term, facts: Facts) -> ColumnElement[Any]:
    """What the rows say of a term; a day as `date.toordinal`."""
    if isinstance(term, str):
        return facts.columns[term]
    zone, zones = facts.columns["time_zone"], facts.zones[term.field]
    return local(facts.columns[term.field], zone, zones, term.part)


def _compared(said: ColumnElement[Any], op: Op, value: Value) -> ColumnElement[bool]:
    match op:
        case "=":
            return said == value
        case "<":
            return said < value
        case "<=":
            return said <= value
        case ">":
            return said > value
        case ">=":
            return said >= value


def _stored(value: Value, term: Term) -> Value:
    """A date of the clock's is compared by its number."""
    return value.toordinal() if isinstance(term, Clock) and isinstance(value, date) else value
