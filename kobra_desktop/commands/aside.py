"""What an administrator does with what the server has set aside. All of it needs the server."""

from kobra_desktop.api import aside as online
from kobra_desktop.commands.desk import Desk
from kobra_domain.answers import AsideItem, TakenAgain
from kobra_domain.scope import Permission


def take_again(desk: Desk, item: AsideItem) -> TakenAgain:
    """Try to take it after all. Raises NotAllowed, ApiError."""
    desk.require(Permission.ADMINISTER)
    return online.take_again(desk.api, item)


def discard_aside(desk: Desk, item: AsideItem, reason: str) -> TakenAgain:
    """Take it off the list, with the reason: what has been seen, not what came since. Raises
    NotAllowed, ApiError.
    """
    desk.require(Permission.ADMINISTER)
    return online.discard(desk.api, item, reason, item.received_at)
