"""The days of corte that the server kept of a portfolio, and the closing of its months."""

from datetime import date

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.answers import MonthCuts


def month_cuts(api: FieldApi, portfolio_id: str) -> MonthCuts:
    """The newest first. Raises ApiError."""
    found: MonthCuts = read(api.request("GET", f"/portfolios/{portfolio_id}/cuts"), MonthCuts)
    return found


def close_months(api: FieldApi, portfolio_id: str, cut_on: date) -> MonthCuts:
    """Close the months up to a day of corte, for good. Raises ApiError."""
    path = f"/portfolios/{portfolio_id}/cuts/closing"
    answer = api.request("POST", path, json={"cut_on": cut_on.isoformat()})
    found: MonthCuts = read(answer, MonthCuts)
    return found
