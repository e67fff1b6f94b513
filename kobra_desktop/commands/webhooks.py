"""What an administrator does with endpoints of client institutions. All of it needs the server."""

from kobra_desktop.api import webhooks as online
from kobra_desktop.commands.desk import Desk
from kobra_domain.scope import Permission
from kobra_domain.webhooks import (
    NewWebhook,
    ReplayWish,
    WebhookChange,
    WebhookSecret,
    WebhookTryWhole,
)


def add_webhook(desk: Desk, wish: NewWebhook) -> WebhookSecret:
    """A new endpoint; its secret is told once. Raises NotAllowed, ApiError."""
    desk.require(Permission.ADMINISTER)
    return online.add(desk.api, wish)


def change_webhook(desk: Desk, webhook_id: str, wish: WebhookChange) -> None:
    """Change one, or switch it on or off. Raises NotAllowed, ApiError."""
    desk.require(Permission.ADMINISTER)
    online.change(desk.api, webhook_id, wish)


def remove_webhook(desk: Desk, webhook_id: str) -> None:
    """It is gone, and what waits for it. Raises NotAllowed, ApiError."""
    desk.require(Permission.ADMINISTER)
    online.remove(desk.api, webhook_id)


def renew_secret(desk: Desk, webhook_id: str) -> WebhookSecret:
    """Another secret, told once. Raises NotAllowed, ApiError."""
    desk.require(Permission.ADMINISTER)
    return online.renew_secret(desk.api, webhook_id)


def send_example(desk: Desk, webhook_id: str) -> WebhookTryWhole:
    """Post a signed example now. Raises NotAllowed, ApiError."""
    desk.require(Permission.ADMINISTER)
    return online.send_example(desk.api, webhook_id)


def replay_webhook(desk: Desk, webhook_id: str, wish: ReplayWish) -> int:
    """Send once more; how many that are. Raises NotAllowed, ApiError."""
    desk.require(Permission.ADMINISTER)
    return online.replay(desk.api, webhook_id, wish)
