"""A person's decisions on edits that the server did not take."""

from collections.abc import Collection, Mapping
from typing import Any

from kobra_desktop.commands.desk import Desk
from kobra_desktop.store import conflicts


def keep_mine(
    desk: Desk,
    op_id: str,
    *,
    fields: Collection[str] | None = None,
    theirs: Mapping[str, Any] | None = None,
) -> None:
    """Send it again over what the server has; `fields`: only these are mine, the rest theirs.
    `theirs`: field → the server's JSON value that was decided over; None, as it is now.

    Raises Invalid (`changed_meanwhile`), DomainError when the row no longer permits it.
    """
    store, at = desk.store, desk.clock()
    conflicts.keep_mine(store, op_id, new_id=desk.new_id, now=at, fields=fields, theirs=theirs)


def take_theirs(desk: Desk, op_id: str) -> None:
    """Leave the server's; what stood on this edit is sent where it still can be."""
    conflicts.take_theirs(desk.store, [op_id], new_id=desk.new_id, now=desk.clock())


def retry(desk: Desk, op_id: str) -> None:
    """Send a refused edit once more; what somebody else has written meanwhile is a conflict.
    Raises DomainError.
    """
    keep_mine(desk, op_id, theirs={})


def discard(desk: Desk, op_id: str) -> None:
    """Throw a refused edit away."""
    conflicts.take_theirs(desk.store, [op_id], new_id=desk.new_id, now=desk.clock())
