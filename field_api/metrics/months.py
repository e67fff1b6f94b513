"""What numbers are of on the server: the kinds of the feed, and accounts from corte to corte."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Integer,
    Subquery,
    Text,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    or_,
    select,
    type_coerce,
)

from field_api.database import is_postgresql
from field_api.tables.money import account_snapshots, cuts
from field_api.tables.replicated import TABLES, bank_payments
from kobra_domain.kinds import KINDS
from kobra_domain.metrics.account_months import ACCOUNT_MONTH, AccountMonth
from kobra_domain.portfolios import AccountState
from kobra_records.sql.tables import DateText

ENTITIES: Mapping[str, type[Any]] = {**KINDS, ACCOUNT_MONTH: AccountMonth}
SCOPES = {ACCOUNT_MONTH: "account"}  # whose rule of scope holds for them


def tables_of(connection: Connection, kind: str) -> Mapping[str, Any]:
    """The tables, with what is to be asked of `kind`."""
    return {**TABLES, kind: account_months(connection)} if kind == ACCOUNT_MONTH else TABLES


def account_months(connection: Connection) -> Subquery:
    """Rows of `AccountMonth`: the accounts that were collected at each corte."""
    pairs, b = _pairs(), account_snapshots.alias("b")
    later, came = account_snapshots.alias("later"), _came(pairs)
    at_next = and_(later.c.account_id == b.c.account_id, later.c.cut_on == pairs.c.next_on)
    of_it = and_(
        came.c.account_id == b.c.account_id,
        came.c.cut_on == b.c.cut_on,
        came.c.currency == b.c.currency,
    )
    origin = (
        b.join(pairs, and_(pairs.c.portfolio_id == b.c.portfolio_id, pairs.c.cut_on == b.c.cut_on))
        .outerjoin(later, at_next)
        .outerjoin(came, of_it)
    )
    is_there = later.c.state == AccountState.ACTIVE
    is_worse = case((and_(is_there, later.c.bucket > b.c.bucket), literal(True)), else_=false())
    columns = {
        "id": b.c.account_id + " " + type_coerce(b.c.cut_on, Text),
        "begins_on": _day_after(connection, b.c.cut_on),
        "next_on": pairs.c.next_on,
        "collected_minor": func.coalesce(came.c.minor, 0),
        "is_worse": is_worse,
    }
    own = ("account_id", "portfolio_id", "cut_on", "bucket", "balance_minor", "overdue_minor")
    query = select(
        *(b.c[name] for name in (*own, "currency", "agent_id")),
        *(column.label(name) for name, column in columns.items()),
    )
    return query.select_from(origin).where(b.c.state == AccountState.ACTIVE).subquery(ACCOUNT_MONTH)


def _pairs() -> Subquery:
    """Each day of corte of a portfolio with the next."""
    c = cuts.c
    following = func.lead(c.cut_on).over(partition_by=c.portfolio_id, order_by=c.cut_on)
    return select(
        c.portfolio_id, c.cut_on, type_coerce(following, DateText()).label("next_on")
    ).subquery("pairs")


def _came(pairs: Subquery) -> Subquery:
    """What came in of each account from a corte to the next."""
    p, c = bank_payments.c, pairs.c
    signed = case((p.is_reversal, -p.amount_minor), else_=p.amount_minor)
    is_within = and_(
        c.portfolio_id == p.portfolio_id,
        p.booked_on > c.cut_on,
        or_(c.next_on.is_(None), p.booked_on <= c.next_on),
    )
    by = (p.account_id, c.cut_on, p.currency)
    query = select(*by, func.sum(signed).label("minor"))
    return (
        query.select_from(bank_payments.join(pairs, is_within))
        .where(p.account_id.is_not(None))
        .group_by(*by)
        .subquery("came")
    )


def _day_after(connection: Connection, day: ColumnElement[Any]) -> ColumnElement[Any]:
    text = type_coerce(day, Text)
    if is_postgresql(connection):
        after = func.to_char(cast(text, Date) + cast(1, Integer), "YYYY-MM-DD")
    else:
        after = func.date(text, "+1 day")
    return type_coerce(after, DateText())
