"""Accounts are put into segments."""

from collections.abc import Iterable

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import NOTHING_SEEN, Done, Seen
from kobra_desktop.store.watching import Watch, unwatched


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
