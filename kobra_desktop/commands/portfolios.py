"""Portfolios create and edit, with the institutions whose debts they hold."""

from typing import Any

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, do
from kobra_desktop.store.making import Edit
from kobra_domain.portfolios import Portfolio


def create_portfolio(desk: Desk, *, new_institution: str = "", **values: Any) -> Done:
    """A new portfolio; `values` are the fields of `Portfolio` but its id. `new_institution` names
    an institution that is made with it, under its `institution_id`. Raises DomainError.
    """
    portfolio_id = desk.new_id()
    new = Edit("portfolio.create", portfolio_id, {"id": portfolio_id, **values})
    return do(desk, [*_institution(new_institution, values), new])


def edit_portfolio(
    desk: Desk,
    portfolio_id: str,
    *,
    seen: Portfolio | None = None,
    new_institution: str = "",
    **changes: Any,
) -> Done:
    """Write these fields. Raises DomainError."""
    if not new_institution:
        return edits.edit(desk, "portfolio.edit", portfolio_id, changes, seen)
    before = edits.held(desk, "portfolio", portfolio_id)
    command, old = "portfolio.edit", {name: getattr(before, name) for name in changes}
    return do(
        desk,
        [*_institution(new_institution, changes), Edit(command, portfolio_id, changes, seen)],
        inverse=[Edit(command, portfolio_id, old)],
    )


def _institution(name: str, values: dict[str, Any]) -> list[Edit]:
    made_id = values.get("institution_id", "")
    return [Edit("institution.create", made_id, {"id": made_id, "name": name})] if name else []
