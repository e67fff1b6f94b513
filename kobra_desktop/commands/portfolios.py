"""Portfolios create and edit."""

from typing import Any

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done
from kobra_domain.portfolios import Portfolio


def create_portfolio(desk: Desk, **values: Any) -> Done:
    """A new portfolio; `values` are the fields of `Portfolio` but its id. Raises DomainError."""
    return edits.create(desk, "portfolio", values)


def edit_portfolio(
    desk: Desk, portfolio_id: str, *, seen: Portfolio | None = None, **changes: Any
) -> Done:
    """Write these fields. Raises DomainError."""
    return edits.edit(desk, "portfolio", portfolio_id, changes, seen)
