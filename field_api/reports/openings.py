"""What accounts owed when some days began, and how far the field came with them in those days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Subquery,
    and_,
    case,
    func,
    or_,
    select,
    true,
)

from field_api.database import is_postgresql
from field_api.tables.money import account_snapshots
from field_api.tables.replicated import TABLES, bank_payments
from kobra_domain.metrics.declared import (
    COLLECTED_AMOUNT,
    CONTACTS,
    DONE,
    KEPT,
    PROMISE_COUNT,
)
from kobra_domain.metrics.dimensions import within
from kobra_domain.metrics.predicates import All, terms_of
from kobra_domain.metrics.tallies import Metric
from kobra_domain.portfolios import AccountState
from kobra_domain.reports.books import Held, Opening
from kobra_records.sql.attribution import each_of
from kobra_records.sql.conditions import condition
from kobra_records.sql.facts import Facts, facts_of

_FURTHEST = timedelta(hours=39)  # between the noon UTC of a day and any moment of it anywhere


def openings(connection: Connection, held: Held, begun: Mapping[str, date]) -> Sequence[Opening]:
    """By portfolio and bucket; `begun` is the corte of each portfolio that its accounts are of."""
    s = account_snapshots.c
    visited, promised = _visited(connection, held), _promised(connection, held)
    paid = _paid(held)
    is_visited = visited.c.account_id.is_not(None)
    is_contacted = and_(is_visited, visited.c.contacted == 1)
    is_promised = and_(is_contacted, promised.c.account_id.is_not(None))
    is_kept = and_(is_promised, promised.c.kept == 1)
    came = func.coalesce(paid.c.amount, 0)
    origin: FromClause = account_snapshots
    for other in (visited, promised, paid):
        origin = origin.outerjoin(other, other.c.account_id == s.account_id)
    by = (s.portfolio_id, s.currency, s.cut_on, s.bucket)
    parts = {"visited": is_visited, "contacted": is_contacted, "promised": is_promised,
             "kept": is_kept}  # fmt: skip
    sums = {
        "overdue": s.overdue_minor,
        **{name: case((part, s.overdue_minor), else_=0) for name, part in parts.items()},
        "recovered": case((is_kept, came), else_=0),
        "paid": came,
    }
    query = (
        select(
            *by,
            func.count().label("accounts"),
            *(func.sum(column).label(f"{name}_minor") for name, column in sums.items()),
        )
        .select_from(origin)
        .where(_standing(begun), *_chosen(held))
        .group_by(*by)
        .order_by(*by)
    )
    groups = {column.name for column in by}
    made = []
    for row in connection.execute(query).mappings():
        values: dict[str, Any] = {
            name: one if name in groups else int(one) for name, one in row.items()
        }
        made.append(Opening(**values))
    return made


def _standing(begun: Mapping[str, date]) -> ColumnElement[bool]:
    s = account_snapshots.c
    of = [and_(s.portfolio_id == one, s.cut_on == on) for one, on in sorted(begun.items())]
    return and_(s.state == AccountState.ACTIVE, or_(*of))


def _chosen(held: Held) -> list[ColumnElement[bool]]:
    s = account_snapshots.c
    made: list[ColumnElement[bool]] = []
    made += given_to(s.agent_id, held)
    if held.buckets:
        made.append(s.bucket.in_(held.buckets))
    return made


def _visited(connection: Connection, held: Held) -> Subquery:
    """The accounts of visits that were made in the days, and whether somebody was met."""
    facts, where = _facts(connection, DONE, "ended_at", held)
    each, account = each_of(TABLES["visit"].c.account_ids, not is_postgresql(connection))
    met = func.max(case((condition(CONTACTS.filter, facts), 1), else_=0))
    query = select(account.label("account_id"), met.label("contacted"))
    origin = facts.origin.join(each, true())
    return query.select_from(origin).where(*where).group_by(account).subquery("visited")


def _promised(connection: Connection, held: Held) -> Subquery:
    """The accounts of which something was promised in the days, and whether it was kept."""
    facts, where = _facts(connection, PROMISE_COUNT, "made_at", held)
    account = facts.columns["account_id"]
    kept = func.max(case((condition(KEPT, facts), 1), else_=0))
    query = select(account.label("account_id"), kept.label("kept"))
    return query.select_from(facts.origin).where(*where).group_by(account).subquery("promised")


def _facts(
    connection: Connection, metric: Metric, moment: str, held: Held
) -> tuple[Facts, list[ColumnElement[bool]]]:
    """A metric's rows of the days, and the conditions on them."""
    own = TABLES[metric.rows].c
    where = All((metric.filter, within(metric, held.first, held.until)))
    begin, end = (datetime.combine(day, time(12), UTC) for day in (held.first, held.until))
    near = [
        own[moment] >= begin - _FURTHEST,
        own[moment] <= end + _FURTHEST,
        own.portfolio_id.in_(held.portfolios),
    ]
    asked = terms_of(where) | terms_of(CONTACTS.filter) if metric is DONE else terms_of(where)
    facts = facts_of(connection, TABLES, metric.rows, asked, near)
    return facts, [condition(where, facts), *near]


def _paid(held: Held) -> Subquery:
    """What the bank says that came in of each account in the days."""
    p = bank_payments.c
    signed = case((p.is_reversal, -p.amount_minor), else_=p.amount_minor)
    facts = Facts(bank_payments, dict(p))
    where = All((COLLECTED_AMOUNT.filter, within(COLLECTED_AMOUNT, held.first, held.until)))
    query = select(p.account_id, func.sum(signed).label("amount"))
    mine = p.portfolio_id.in_(held.portfolios)
    return query.where(condition(where, facts), mine).group_by(p.account_id).subquery("paid")


def given_to(agent: ColumnElement[Any], held: Held) -> tuple[ColumnElement[bool], ...]:
    """The condition that an account was given to those that are held to."""
    if held.agents is None:
        return ()
    nobody = (agent.is_(None),) if "" in held.agents else ()
    return (or_(agent.in_(held.agents), *nobody),)
