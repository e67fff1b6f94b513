"""What was kept of a portfolio at each day of corte, and the closing of its months."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter
from sqlalchemy import Connection, select

from field_api.auth import audit
from field_api.auth.caller import Caller, EntityId, permitted
from field_api.change_log.rows import find
from field_api.database import Db
from field_api.errors import ApiError
from field_api.money.months import close_month, cuts_of
from field_api.settings import Conf
from field_api.tables.replicated import users
from kobra_domain.answers import MonthCut, MonthCuts
from kobra_domain.portfolios import Portfolio
from kobra_domain.scope import Permission

router = APIRouter(tags=["portfolios"])


@dataclass(frozen=True, slots=True)
class ClosingWish:
    """The day of corte up to which all months are closed."""

    cut_on: date


@router.get("/portfolios/{portfolio_id}/cuts")
def list_cuts(
    portfolio_id: EntityId,
    caller: Annotated[Caller, permitted(Permission.IMPORT)],
    database: Db,
) -> MonthCuts:
    """The days of corte of which the accounts were kept, the newest first."""
    with database.read() as connection:
        _check_seen(connection, caller, portfolio_id)
        return _answer(connection, portfolio_id)


@router.post("/portfolios/{portfolio_id}/cuts/closing")
def close_cut(
    portfolio_id: EntityId,
    body: ClosingWish,
    caller: Annotated[Caller, permitted(Permission.ADMINISTER)],
    database: Db,
    settings: Conf,
) -> MonthCuts:
    """Close the months up to a day of corte. What was told of them stays: money that comes or goes
    later counts in the next month. It cannot be taken back, so an administrator does it.
    """
    with database.begin() as connection:
        _check_seen(connection, caller, portfolio_id)
        now: datetime = settings.clock()
        closed = close_month(connection, portfolio_id, body.cut_on, by=caller.user.id, now=now)
        if closed:
            audit.note(
                connection,
                at=now,
                user_id=caller.user.id,
                act="month.close",
                subject=("portfolio", portfolio_id),
                details={"cut_on": body.cut_on.isoformat(), "months": closed},
            )
        return _answer(connection, portfolio_id)


def _check_seen(connection: Connection, caller: Caller, portfolio_id: str) -> None:
    portfolio = find(connection, Portfolio, portfolio_id)
    if portfolio is None or not caller.sees(portfolio):
        raise ApiError("not_found", field="portfolio_id")


def _answer(connection: Connection, portfolio_id: str) -> MonthCuts:
    found = cuts_of(connection, portfolio_id)
    named = users.c.id.in_({one.closed_by or "" for one in found})
    query = select(users.c.id, users.c.name).where(named)
    names = {row.id: row.name for row in connection.execute(query)}
    return MonthCuts(
        items=tuple(
            MonthCut(
                cut_on=one.cut_on,
                as_of_on=one.as_of_on,
                taken_at=one.taken_at,
                accounts=one.accounts,
                closed_at=one.closed_at,
                closed_by=names.get(one.closed_by or ""),
            )
            for one in found
        )
    )
