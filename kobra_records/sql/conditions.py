"""The conditions of `kobra_domain.metrics` as SQL that SQLite and PostgreSQL answer alike."""

from __future__ import annotations

from datetime import date
from typing import Any, assert_never

from sqlalchemy import ColumnElement, and_, false, not_, or_, true

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
)
from kobra_records.sql.clocks import local
from kobra_records.sql.facts import Facts


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
