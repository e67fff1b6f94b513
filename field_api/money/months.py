"""Months that are closed: what came later counts in the next one that is open, for good."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select, update

from field_api.tables.money import cuts
from field_api.tables.replicated import portfolios
from kobra_domain.errors import Invalid


@dataclass(frozen=True, slots=True)
class Cut:
    """One corte of a portfolio; `as_of_on` is the day that its balances are of. `closed_by` is a
    user's id.
    """

    cut_on: date
    as_of_on: date | None
    taken_at: datetime
    accounts: int
    closed_at: datetime | None
    closed_by: str | None


def closed_until(connection: Connection, portfolio_id: str, *, lock: bool = True) -> date | None:
    """The last day of the closed months. `lock`: none is closed until this transaction ends
    (PostgreSQL; SQLite has one writer).
    """
    if lock:
        held = select(portfolios.c.id).where(portfolios.c.id == portfolio_id)
        connection.execute(held.with_for_update(read=True))
    named = (cuts.c.portfolio_id == portfolio_id, cuts.c.closed_at.is_not(None))
    last: date | None = connection.scalar(select(func.max(cuts.c.cut_on)).where(*named))
    return last


def cuts_of(connection: Connection, portfolio_id: str) -> list[Cut]:
    """What was kept of a portfolio, the newest first."""
    c = cuts.c
    query = select(c.cut_on, c.as_of_on, c.taken_at, c.accounts, c.closed_at, c.closed_by)
    rows = connection.execute(query.where(c.portfolio_id == portfolio_id).order_by(c.cut_on.desc()))
    return [Cut(*row) for row in rows]


def close_month(
    connection: Connection, portfolio_id: str, cut_on: date, *, by: str, now: datetime
) -> int:
    """Freeze the months of a portfolio up to a corte; answers how many were open. It is not taken
    back: figures that were told must stay. Raises Invalid cut_not_taken.
    """
    held = select(portfolios.c.id).where(portfolios.c.id == portfolio_id)
    connection.execute(held.with_for_update())
    c = cuts.c
    named = (c.portfolio_id == portfolio_id, c.cut_on == cut_on)
    if connection.scalar(select(c.cut_on).where(*named)) is None:
        raise Invalid("cut_not_taken", field="cut_on", cut_on=cut_on.isoformat())
    up_to = (c.portfolio_id == portfolio_id, c.cut_on <= cut_on, c.closed_at.is_(None))
    closed = update(cuts).where(*up_to).values(closed_at=now, closed_by=by)
    return connection.execute(closed).rowcount
