"""A person's decisions on edits that the server did not take."""

from collections.abc import Collection

from kobra_desktop.commands.desk import Desk
from kobra_desktop.store import conflicts


def keep_mine(desk: Desk, op_id: str, *, fields: Collection[str] | None = None) -> None:
    """Send it again over what the server has; `fields`: only these are mine, the rest theirs.

    Raises DomainError when the row no longer permits it.
    """
    conflicts.keep_mine(desk.store, op_id, new_id=desk.new_id, now=desk.clock(), fields=fields)


def take_theirs(desk: Desk, op_id: str) -> None:
    """Leave the server's; what stood on this edit is sent where it still can be."""
    conflicts.take_theirs(desk.store, op_id, new_id=desk.new_id, now=desk.clock())


def retry(desk: Desk, op_id: str) -> None:
    """Send a refused edit once more. Raises DomainError."""
    conflicts.keep_mine(desk.store, op_id, new_id=desk.new_id, now=desk.clock())


def discard(desk: Desk, op_id: str) -> None:
    """Throw a refused edit away."""
    conflicts.take_theirs(desk.store, op_id, new_id=desk.new_id, now=desk.clock())
