"""Who is not to be contacted, and why."""

from collections.abc import Iterable

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import NOTHING_SEEN, Done, Seen
from kobra_desktop.store.watching import Watch, unwatched


def do_not_contact(
    desk: Desk,
    *,
    party_ids: Iterable[str],
    reason: str,
    seen: Seen = NOTHING_SEEN,
    watch: Watch = unwatched,
) -> Done:
    """Stop contact with these people, for a reason. Raises DomainError, Stopped."""
    changes = {"do_not_contact_reason": reason}
    return edits.edit_all(
        desk, "party.do_not_contact", party_ids, changes, reason, seen=seen, watch=watch
    )


def may_contact(desk: Desk, *, party_ids: Iterable[str], reason: str) -> Done:
    """These people may be contacted again, for a reason. Raises DomainError."""
    changes = {"do_not_contact_reason": ""}
    return edits.edit_all(desk, "party.do_not_contact", party_ids, changes, reason)
