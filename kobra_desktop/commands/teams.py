"""Teams create and edit."""

from typing import Any

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done
from kobra_domain.people import Team


def create_team(desk: Desk, **values: Any) -> Done:
    """A new team; `values` are the fields of `Team` but its id. Raises DomainError."""
    return edits.create(desk, "team", values)


def edit_team(desk: Desk, team_id: str, *, seen: Team | None = None, **changes: Any) -> Done:
    """Write these fields. Raises DomainError."""
    return edits.edit(desk, "team.edit", team_id, changes, seen)
