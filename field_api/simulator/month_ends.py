"""Writes how the city's accounts stood at the ends of its last twelve months, as the server keeps
it: all but the last of them are closed.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, insert

from field_api.simulator.ledger import Stood
from field_api.simulator.script import Script
from field_api.tables.money import account_snapshots, cuts
from kobra_domain.buckets import bucket_of
from kobra_domain.portfolios import AccountState, Portfolio
from kobra_domain.shift import day_span

CLOSED_AFTER = timedelta(days=5)


def write_month_ends(connection: Connection, script: Script, stood: list[Stood]) -> None:
    """One snapshot of each account a month, one line of each portfolio's corte a month."""
    portfolios = {portfolio.id: portfolio for portfolio in script.world.portfolios}
    agent_of = script.days_of_agents.rounds.agent_of
    by_cut: defaultdict[tuple[str, date], list[dict[str, Any]]] = defaultdict(list)
    for one in stood:
        portfolio = portfolios[one.account.portfolio_id]
        by_cut[portfolio.id, one.at.on].append(
            _snapshot(one, portfolio, agent_of.get(one.account.parties[0].party_id))
        )
    if not by_cut:
        return
    connection.execute(insert(account_snapshots), [row for rows in by_cut.values() for row in rows])
    last_on = max(cut_on for _, cut_on in by_cut)
    connection.execute(
        insert(cuts),
        [
            _cut(script, portfolios[key], cut_on, len(rows), is_last=cut_on == last_on)
            for (key, cut_on), rows in by_cut.items()
        ],
    )


def _snapshot(one: Stood, portfolio: Portfolio, agent_id: str | None) -> dict[str, Any]:
    return {
        "account_id": one.account.id,
        "cut_on": one.at.on,
        "portfolio_id": portfolio.id,
        "bucket": bucket_of(one.at.days_past_due, portfolio.buckets),
        "days": one.at.days_past_due,
        "balance_minor": one.balance_minor,
        "overdue_minor": min(one.balance_minor, one.at.overdue_minor),
        "currency": one.account.currency,
        "agent_id": agent_id,
        "state": AccountState.ACTIVE,
    }


def _cut(
    script: Script, portfolio: Portfolio, cut_on: date, accounts: int, *, is_last: bool
) -> dict[str, Any]:
    taken_at: datetime = day_span(portfolio.time_zone, cut_on).end_at + timedelta(hours=6)
    return {
        "portfolio_id": portfolio.id,
        "cut_on": cut_on,
        "buckets": msgspec.json.encode(portfolio.buckets).decode(),
        "as_of_on": cut_on,
        "taken_at": taken_at,
        "accounts": accounts,
        "closed_at": None if is_last else taken_at + CLOSED_AFTER,
        "closed_by": None if is_last else script.world.users[1].id,
    }
