"""Authorisations to visit: the signed papers that the law of some countries asks for."""

from datetime import date
from typing import Any

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done
from kobra_domain.portfolios import Authorisation


def create_authorisation(desk: Desk, **values: Any) -> Done:
    """A signed paper; `values` are the fields of `Authorisation` but its id. Raises DomainError."""
    return edits.create(desk, "authorisation", values)


def edit_authorisation(
    desk: Desk, authorisation_id: str, *, seen: Authorisation | None = None, **changes: Any
) -> Done:
    """Write these fields. Raises DomainError."""
    return edits.edit(desk, "authorisation.edit", authorisation_id, changes, seen)


def revoke_authorisation(
    desk: Desk, authorisation_id: str, *, on: date, seen: Authorisation | None = None
) -> Done:
    """The party took it back; visits from that day on are refused. Raises DomainError."""
    return edits.edit(desk, "authorisation.edit", authorisation_id, {"revoked_on": on}, seen)
