"""Conditions that only the caller's tables know, read again as conditions on the fields of a row:
those that `kobra_records.sql.kinds.inside` makes, lists of ids, and the agents of some teams.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, Select, Table
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import (
    BinaryExpression,
    BooleanClauseList,
    False_,
    Grouping,
    Null,
    True_,
)
from sqlalchemy.sql.selectable import ScalarSelect

from kobra_domain.metrics.dimensions import AGENT, TEAM
from kobra_domain.metrics.predicates import EVERY, Absent, All, Among, Either, Not, Predicate


def predicate_of(said: object, table: Table) -> Predicate | None:
    """The condition as it is asked of a row of the table; None: it cannot be said so."""
    if isinstance(said, Grouping):
        return predicate_of(said.element, table)
    if isinstance(said, True_):
        return EVERY
    if isinstance(said, False_):
        return Either()
    if isinstance(said, BooleanClauseList):
        parts = _all_of(predicate_of(one, table) for one in said.clauses)
        if parts is None:
            return None
        return All(parts) if said.operator is operators.and_ else Either(parts)
    return _of_column(said, table) if isinstance(said, BinaryExpression) else None


def _all_of(parts: Iterable[Predicate | None]) -> tuple[Predicate, ...] | None:
    made = []
    for one in parts:
        if one is None:
            return None
        made.append(one)
    return tuple(made)


def _of_column(said: BinaryExpression[Any], table: Table) -> Predicate | None:
    column, other = said.left, said.right
    name = getattr(column, "name", "")
    if getattr(column, "table", None) is not table:
        return None
    if isinstance(other, Null) and said.operator in (operators.is_, operators.is_not):
        return Absent(name) if said.operator is operators.is_ else Not(Absent(name))
    if said.operator is not operators.in_op:
        return None
    if isinstance(other, BindParameter):
        return Among(name, tuple(other.value or ()))
    return _of_teams(other) if name == AGENT else None


def _of_teams(said: object) -> Predicate | None:
    """`IN (SELECT agent.id … WHERE agent.team_id IN …)`: the row's agent is of one of the teams."""
    asked = said.element if isinstance(said, ScalarSelect) else said
    if not isinstance(asked, Select) or len(asked.selected_columns) != 1:
        return None
    (chosen,), where = asked.selected_columns, asked.whereclause
    table = getattr(chosen, "table", None)
    if not isinstance(table, Table) or chosen is not table.c.get("id") or TEAM not in table.c:
        return None
    if not isinstance(where, BinaryExpression) or where.left is not table.c[TEAM]:
        return None
    return _of_column(where, table)
