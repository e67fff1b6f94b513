"""Doors of parties create and edit."""

from typing import Any

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done


def create_address(desk: Desk, **values: Any) -> Done:
    """A new address; `values` are the fields of `Address` but its id. Raises DomainError."""
    return edits.create(desk, "address", values)


def edit_address(desk: Desk, address_id: str, **changes: Any) -> Done:
    """Write these fields. Raises DomainError."""
    return edits.edit(desk, "address", address_id, changes)
