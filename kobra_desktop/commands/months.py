"""Months of a portfolio are seen and closed where they are kept: at the server."""

from datetime import date

from kobra_desktop.api import months
from kobra_desktop.commands.desk import Desk
from kobra_domain.answers import MonthCuts
from kobra_domain.scope import Permission


def month_cuts(desk: Desk, portfolio_id: str) -> MonthCuts:
    """What was kept, the newest first. Raises DomainError, ApiError."""
    desk.require(Permission.IMPORT)
    return months.month_cuts(desk.api, portfolio_id)


def close_months(desk: Desk, portfolio_id: str, cut_on: date) -> MonthCuts:
    """Close the months up to a day of corte, for good. Raises DomainError, ApiError."""
    desk.require(Permission.ADMINISTER)
    return months.close_months(desk.api, portfolio_id, cut_on)
