"""Endpoints of client institutions: which there are, and what they were told and answered."""

from collections.abc import Sequence
from typing import Any

import msgspec

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.webhooks import (
    NewWebhook,
    Replayed,
    ReplayWish,
    Webhook,
    WebhookChange,
    WebhookLog,
    WebhookSecret,
    WebhookTryWhole,
)

_ANSWER_S = 60.0  # the endpoint itself may take half a minute


def webhooks(api: FieldApi) -> tuple[Webhook, ...]:
    """All of them, the oldest first. Raises Forbidden, ApiError."""
    found: tuple[Webhook, ...] = read(api.request("GET", "/webhooks"), tuple[Webhook, ...])
    return found


def add(api: FieldApi, wish: NewWebhook) -> WebhookSecret:
    """A new one; the answer holds its secret, which nobody tells again."""
    found: WebhookSecret = read(api.request("POST", "/webhooks", json=_body(wish)), WebhookSecret)
    return found


def change(api: FieldApi, webhook_id: str, wish: WebhookChange) -> None:
    """Change what differs from what was seen. Raises Refusal webhook_changed, ApiError."""
    api.request("PUT", f"/webhooks/{webhook_id}", json=_body(wish))


def remove(api: FieldApi, webhook_id: str) -> None:
    """It is gone."""
    api.request("DELETE", f"/webhooks/{webhook_id}")


def renew_secret(api: FieldApi, webhook_id: str) -> WebhookSecret:
    """Another secret; for a day the one before signs too."""
    answer = api.request("POST", f"/webhooks/{webhook_id}/secret")
    found: WebhookSecret = read(answer, WebhookSecret)
    return found


def send_example(api: FieldApi, webhook_id: str) -> WebhookTryWhole:
    """Post a signed example now; what came back."""
    path = f"/webhooks/{webhook_id}/test"
    answer = api.request("POST", path, read_timeout_s=_ANSWER_S)
    found: WebhookTryWhole = read(answer, WebhookTryWhole)
    return found


def replay(api: FieldApi, webhook_id: str, wish: ReplayWish) -> int:
    """Send once more; how many that are."""
    answer = api.request("POST", f"/webhooks/{webhook_id}/replay", json=_body(wish))
    found: Replayed = read(answer, Replayed)
    return found.count


def log(
    api: FieldApi, webhook_id: str, *, before: str | None = None, limit: int = 200
) -> WebhookLog:
    """A page of its attempts, the newest unless below one's id."""
    params: dict[str, Any] = {"limit": limit}
    if before is not None:
        params["before"] = before
    answer = api.request("GET", f"/webhooks/{webhook_id}/log", params=params)
    found: WebhookLog = read(answer, WebhookLog)
    return found


def one_try(api: FieldApi, webhook_id: str, try_id: str) -> WebhookTryWhole:
    """One attempt with what was sent and answered."""
    answer = api.request("GET", f"/webhooks/{webhook_id}/log/{try_id}")
    found: WebhookTryWhole = read(answer, WebhookTryWhole)
    return found


def _body(wish: NewWebhook | WebhookChange | ReplayWish) -> Sequence[Any] | dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(wish)
    return made
