"""Whose accounts there are, and how many rows few people have at most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    Text,
    and_,
    case,
    cast,
    func,
    select,
    true,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import JSONB

from kobra_domain.metrics.predicates import Predicate
from kobra_domain.metrics.tallies import Metric, drill
from kobra_domain.portfolios import PartyRole
from kobra_domain.reports.aggregates import FEWEST
from kobra_records.sql.conditions import sifted


def of_holders(
    connection: Connection, tables: Mapping[str, Table], asked: Select[Any]
) -> Select[Any]:
    """Of rows that end with an account: with its holder in its place. Accounts that are not there
    stand for themselves.
    """
    rows, account = asked.subquery(), tables["account"].alias("of_holder")
    *keys, said = rows.c
    holder = func.coalesce(_holder(account, connection), said).label("said")
    return select(*keys, holder).select_from(rows.outerjoin(account, account.c.id == said))


def rows_of_few(
    connection: Connection,
    tables: Mapping[str, Table],
    metric: Metric,
    where: Predicate,
    within: Sequence[ColumnElement[bool]] = (),
) -> int:
    """How many rows of a metric fewer than `FEWEST` people have at most: more are of more."""
    asked = drill(metric, where)
    facts, behind = sifted(connection, tables, metric.rows, asked, and_(true(), *within))
    own = tables[metric.rows].c
    is_of_person = "party_id" in own
    said: ColumnElement[Any] = own["party_id"] if is_of_person else own["account_id"]
    rows = select(said.label("said")).select_from(facts.origin).where(*behind, said.is_not(None))
    return _of_few(connection, rows if is_of_person else of_holders(connection, tables, rows))


def accounts_of_few(
    connection: Connection, tables: Mapping[str, Table], within: ColumnElement[bool]
) -> int:
    """How many accounts fewer than `FEWEST` people have at most."""
    account = tables["account"]
    said = _holder(account, connection).label("said")
    return _of_few(connection, select(said).select_from(account).where(within))


def _of_few(connection: Connection, rows: Select[Any]) -> int:
    each, n = rows.subquery(), func.count()
    most = select(n.label("n")).select_from(each).group_by(each.c.said).order_by(n.desc())
    few = most.limit(FEWEST - 1).subquery().c
    return int(connection.scalar(select(func.sum(few.n))) or 0)


def _holder(account: FromClause, connection: Connection) -> ColumnElement[Any]:
    """Whose account it is: the holder, or whoever stands first."""
    listed = type_coerce(account.c.parties, Text)
    if connection.dialect.name == "postgresql":
        each = func.jsonb_array_elements(cast(listed, JSONB))
        source: FromClause = each.table_valued(Column("value", JSONB), name="part").render_derived()
        value = source.c.value
        party, role = value["party_id"].astext, value["role"].astext
    else:
        source = func.json_each(listed).table_valued("value", name="part")
        party = func.json_extract(source.c.value, "$.party_id")
        role = func.json_extract(source.c.value, "$.role")
    rank = case((role == PartyRole.HOLDER.value, 0), else_=1)
    return select(party).select_from(source).order_by(rank).limit(1).scalar_subquery()
