"""Payments, promises and files to test with."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from field_api.database import Database
from field_api.tables.money import account_snapshots
from kobra_domain.dues import BankPayment, Promise
from kobra_domain.imports.things import Import, ImportKind, ImportState
from kobra_domain.portfolios import Portfolio
from kobra_records.ids import new_id
from tests.field_api.servers import WEDNESDAY
from tests.field_api.world import TODAY, Side


def paid(side: Side, amount: int = 100_000, day: int = 0, **changes: Any) -> BankPayment:
    """So much on the account of a side, so many days after today."""
    value_on = changes.pop("value_on", TODAY + timedelta(days=day))
    values: dict[str, Any] = {
        "id": new_id(),
        "portfolio_id": side.portfolio.id,
        "account_number": side.account.number,
        "amount_minor": amount,
        "currency": "COP",
        "value_on": value_on,
        "booked_on": value_on,
        "account_id": side.account.id,
    }
    return BankPayment(**{**values, **changes})


def promised(side: Side, amount: int = 100_000, day: int = 0, **changes: Any) -> Promise:
    """So much for so many days after today."""
    values: dict[str, Any] = {
        "id": new_id(),
        "portfolio_id": side.portfolio.id,
        "account_id": side.account.id,
        "made_at": WEDNESDAY,
        "amount_minor": amount,
        "currency": "COP",
        "due_on": TODAY + timedelta(days=day),
    }
    return Promise(**{**values, **changes})


def a_file(portfolio: Portfolio, committed_at: datetime, **changes: Any) -> Import:
    """A file of accounts that was taken."""
    values: dict[str, Any] = {
        "id": new_id(),
        "portfolio_id": portfolio.id,
        "kind": ImportKind.ACCOUNTS,
        "filename": "cartera.csv",
        "bytes": 1,
        "sha256": "0" * 64,
        "received_at": committed_at,
        "committed_at": committed_at,
        "state": ImportState.COMMITTED,
    }
    return Import(**{**values, **changes})


def noon(day: date) -> datetime:
    """Midday of a day in Bogotá."""
    return datetime(day.year, day.month, day.day, 17, tzinfo=UTC)


def kept(database: Database) -> dict[tuple[str, date], tuple[int, int, str]]:
    """Bucket, balance and state by account and corte."""
    with database.read() as connection:
        rows = connection.execute(select(account_snapshots)).all()
    return {
        (row.account_id, row.cut_on): (row.bucket, row.balance_minor, row.state.value)
        for row in rows
    }
