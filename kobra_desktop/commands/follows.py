"""What an administrator says of anybody's mails, and each of their own. It needs the server."""

from kobra_desktop.api import follows as online
from kobra_desktop.commands.desk import Desk
from kobra_domain.follows import Follow
from kobra_domain.limits import check
from kobra_domain.scope import Permission


def save_follow(desk: Desk, follow: Follow, *, is_own: bool) -> Follow:
    """Make or change one. Raises Invalid, NotAllowed, ApiError."""
    if not is_own:
        desk.require(Permission.ADMINISTER)
    check(follow)
    return online.save(desk.api, follow, is_own=is_own)


def remove_follow(desk: Desk, follow_id: str, *, is_own: bool) -> None:
    """It is gone. Raises NotAllowed, ApiError."""
    if not is_own:
        desk.require(Permission.ADMINISTER)
    online.remove(desk.api, follow_id, is_own=is_own)
