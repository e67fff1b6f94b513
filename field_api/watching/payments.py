"""Reads what was reported at doors, and what the bank's files have told."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from field_api.tables.replicated import bank_payments, imports, payments, portfolios
from kobra_domain.collected import DAYS_AFTER, DAYS_BEFORE
from kobra_domain.dues import Payment
from kobra_domain.imports.things import ImportKind, ImportState
from kobra_domain.payment_causes import LOOKED_BACK, Files, absent_payments
from kobra_records.holidays import holidays_of


def find_absent(connection: Connection, today: date, days: int) -> list[Payment]:
    """All payments reported in the last two months that are absent as of today."""
    files, holidays = read_files(connection)
    heard, lines = read_heard(connection, today), read_lines(connection, today)
    return absent_payments(heard, lines, files, holidays, days)


def read_heard(connection: Connection, today: date) -> Sequence[Any]:
    """What was reported at doors in the last two months, as rows."""
    p = payments.c
    query = select(
        *(p.id, p.portfolio_id, p.account_id, p.amount_minor, p.currency, p.paid_on, p.agent_id)
    )
    return connection.execute(query.where(p.paid_on.between(today - LOOKED_BACK, today))).all()


def read_lines(connection: Connection, today: date) -> Sequence[Any]:
    """The bank's lines that may be one of them, as rows."""
    b, days = bank_payments.c, timedelta(days=1)
    since, until = today - LOOKED_BACK - DAYS_BEFORE * days, today + DAYS_AFTER * days
    query = select(b.id, b.account_id, b.amount_minor, b.currency, b.value_on, b.is_reversal)
    return connection.execute(query.where(b.value_on.between(since, until))).all()


def read_files(
    connection: Connection,
) -> tuple[dict[str, Files], dict[str, Callable[[date], bool]]]:
    """What the bank's files of each portfolio have told, and its country's holidays."""
    i, b, f = imports.c, bank_payments.c, portfolios.c
    came = (
        select(i.portfolio_id, func.max(i.received_at).label("last_at"))
        .where(i.kind == ImportKind.PAYMENTS, i.state == ImportState.COMMITTED)
        .group_by(i.portfolio_id)
    ).subquery()
    first = (
        select(b.portfolio_id, func.min(b.value_on).label("first_on"))
        .group_by(b.portfolio_id)
        .subquery()
    )
    query = (
        select(f.id, f.country, f.time_zone, came.c.last_at, first.c.first_on)
        .join(came, came.c.portfolio_id == f.id)
        .join(first, first.c.portfolio_id == f.id)
    )
    files: dict[str, Files] = {}
    holidays: dict[str, Callable[[date], bool]] = {}
    for key, country, zone, last_at, first_on in connection.execute(query):
        files[key] = Files(first_on, last_at.astimezone(ZoneInfo(zone)).date())
        holidays[key] = holidays_of(country)
    return files, holidays
