"""Accounts as they stand at a day of corte, kept for recovery and for moves between buckets."""

from datetime import date, datetime

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
)

from field_api.change_log.rows import entities
from field_api.database import Database, upsert
from field_api.tables.money import account_snapshots, cuts
from field_api.tables.replicated import accounts, imports
from kobra_domain.buckets import cut_before, last_cut
from kobra_domain.imports.things import Import, ImportKind, ImportState
from kobra_domain.portfolios import AccountState, Portfolio
from kobra_domain.shift import day_span, local_day
from kobra_records.sql.buckets import bucket
from kobra_records.sql.tables import DateText

_KEPT = (
    *("account_id", "cut_on", "portfolio_id", "bucket", "days", "balance_minor"),
    *("overdue_minor", "currency", "agent_id", "state"),
)


def take_cut(
    connection: Connection,
    portfolio: Portfolio,
    cut_on: date,
    now: datetime,
    as_of_on: date | None,
) -> int:
    """Write how the accounts of a portfolio stand, in place of what was kept of that day; answers
    how many there are. Of a closed month nothing is written: 0.

    Who is not collected any more is kept once, at the first corte after.
    """
    if _is_closed(connection, portfolio.id, cut_on):
        return 0
    kept = account_snapshots.c
    of_it = (kept.portfolio_id == portfolio.id, kept.cut_on == cut_on)
    connection.execute(delete(account_snapshots).where(*of_it))
    a = accounts.c
    query = select(
        *(
            a.id,
            literal(cut_on, DateText()),
            a.portfolio_id,
            bucket(a.days_past_due, portfolio.buckets),
        ),
        *(a.days_past_due, a.balance_minor, a.overdue_minor, a.currency, a.agent_id, a.state),
    ).where(a.portfolio_id == portfolio.id, _is_counted(portfolio, cut_on))
    connection.execute(insert(account_snapshots).from_select(_KEPT, query))
    taken = connection.scalar(select(func.count(kept.account_id)).where(*of_it)) or 0
    _note(connection, portfolio, cut_on, now, as_of_on, taken)
    return taken


def _is_closed(connection: Connection, portfolio_id: str, cut_on: date) -> bool:
    named = (cuts.c.portfolio_id == portfolio_id, cuts.c.cut_on == cut_on)
    query = select(cuts.c.closed_at).where(*named).with_for_update()
    return connection.scalar(query) is not None


def _is_counted(portfolio: Portfolio, cut_on: date) -> ColumnElement[bool]:
    before = account_snapshots.alias("before")
    was_active = exists().where(
        before.c.account_id == accounts.c.id,
        before.c.cut_on == cut_before(portfolio.cut_day, cut_on),
        before.c.state == AccountState.ACTIVE,
    )
    return or_(accounts.c.state == AccountState.ACTIVE, was_active)


def _note(
    connection: Connection,
    portfolio: Portfolio,
    cut_on: date,
    now: datetime,
    as_of_on: date | None,
    taken: int,
) -> None:
    said = {
        "buckets": msgspec.json.encode(portfolio.buckets).decode(),
        "as_of_on": as_of_on,
        "taken_at": now,
        "accounts": taken,
    }
    made = upsert(connection, cuts).values(portfolio_id=portfolio.id, cut_on=cut_on, **said)
    connection.execute(
        made.on_conflict_do_update(index_elements=[cuts.c.portfolio_id, cuts.c.cut_on], set_=said)
    )


def keep_cuts(database: Database, now: datetime) -> int:
    """Take the last corte of each portfolio once it is over, and again while its month is open and
    a file of that day or before has come since; answers how many accounts were written.
    """
    with database.read() as connection:
        known = entities(connection, Portfolio)
    written = 0
    for portfolio in known:
        with database.begin() as connection:
            cut_on = _last_over(portfolio, now)
            source = _latest(connection, portfolio.id)
            if source is not None and _is_due(connection, portfolio, source, cut_on):
                written += take_cut(connection, portfolio, cut_on, now, source.cut_off_on)
    return written


def _last_over(portfolio: Portfolio, now: datetime) -> date:
    """The last day of corte that is over in the portfolio's zone."""
    cut_on = last_cut(portfolio.cut_day, local_day(portfolio.time_zone, now))
    is_over = day_span(portfolio.time_zone, cut_on).end_at <= now
    return cut_on if is_over else cut_before(portfolio.cut_day, cut_on)


def _latest(connection: Connection, portfolio_id: str) -> Import | None:
    """The file that the accounts are from."""
    files = entities(
        connection,
        Import,
        imports.c.portfolio_id == portfolio_id,
        imports.c.kind == ImportKind.ACCOUNTS,
        imports.c.state == ImportState.COMMITTED,
    )
    dated = [one for one in files if one.committed_at is not None]
    return max(dated, key=lambda one: (one.committed_at, one.id), default=None)


def _is_due(connection: Connection, portfolio: Portfolio, source: Import, cut_on: date) -> bool:
    span_end = day_span(portfolio.time_zone, cut_on).end_at
    is_of_it = source.cut_off_on is not None and source.cut_off_on <= cut_on
    named = (cuts.c.portfolio_id == portfolio.id, cuts.c.cut_on == cut_on)
    kept = connection.execute(select(cuts.c.taken_at, cuts.c.closed_at).where(*named)).one_or_none()
    if kept is None:
        return is_of_it or _was_there(connection, portfolio.id, span_end)
    if kept.closed_at is not None or not is_of_it:
        return False
    return _has_moved(connection, portfolio.id, kept.taken_at)


def _was_there(connection: Connection, portfolio_id: str, before: datetime) -> bool:
    """Whether any file had been taken by then: before the first there was nothing to count."""
    return _any_import(connection, portfolio_id, imports.c.committed_at < before)


def _has_moved(connection: Connection, portfolio_id: str, since: datetime) -> bool:
    moved = or_(imports.c.committed_at > since, imports.c.undone_at > since)
    return _any_import(connection, portfolio_id, moved)


def _any_import(connection: Connection, portfolio_id: str, where: ColumnElement[bool]) -> bool:
    asked = and_(
        imports.c.portfolio_id == portfolio_id, imports.c.kind == ImportKind.ACCOUNTS, where
    )
    return bool(connection.scalar(select(func.count()).select_from(imports).where(asked)))
