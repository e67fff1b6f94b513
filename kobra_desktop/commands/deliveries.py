"""What an administrator does with what leaves. All of it needs the server."""

from typing import Any

from kobra_desktop.api import deliveries as online
from kobra_desktop.commands.desk import Desk
from kobra_domain.scope import Permission
from kobra_domain.sending import MailSettings, MailTried


def resend(desk: Desk, delivery_id: str) -> None:
    """Have it sent once more. Raises NotAllowed, ApiError."""
    desk.require(Permission.ADMINISTER)
    online.resend(desk.api, delivery_id)


def cancel(desk: Desk, ids: list[str]) -> int:
    """Take back what still waits. Raises NotAllowed, ApiError."""
    desk.require(Permission.ADMINISTER)
    return online.cancel(desk.api, ids)


def pause(desk: Desk, is_paused: bool) -> None:
    """Hold all that would leave, or let it go. Raises NotAllowed, ApiError."""
    desk.require(Permission.ADMINISTER)
    online.pause(desk.api, is_paused)


def set_mail(desk: Desk, wish: dict[str, Any]) -> MailSettings:
    """Keep another mail server. Raises NotAllowed, ApiError."""
    desk.require(Permission.ADMINISTER)
    return online.set_mail(desk.api, wish)


def try_mail(desk: Desk, to: str, server: dict[str, Any] | None) -> MailTried:
    """Send a mail now. Raises NotAllowed, ApiError."""
    desk.require(Permission.ADMINISTER)
    return online.try_mail(desk.api, to, server)
