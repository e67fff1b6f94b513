"""Accounts create and edit, and are put into segments."""

from collections.abc import Iterable
from typing import Any

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import NOTHING_SEEN, Done, Seen
from kobra_desktop.store.watching import Watch, unwatched


def create_account(desk: Desk, **values: Any) -> Done:
    """A new account; `values` are the fields of `Account` but its id. Raises DomainError."""
    return edits.create(desk, "account", values)


def edit_account(desk: Desk, account_id: str, **changes: Any) -> Done:
    """Write these fields. Raises DomainError."""
    return edits.edit(desk, "account.edit", account_id, changes)


def set_segment(
    desk: Desk,
    *,
    account_ids: Iterable[str],
    segment: str,
    seen: Seen = NOTHING_SEEN,
    watch: Watch = unwatched,
) -> Done:
    """Put accounts into a segment; empty: into none. Raises DomainError, Stopped."""
    changes = {"segment": segment}
    return edits.edit_all(desk, "account.segment", account_ids, changes, seen=seen, watch=watch)
