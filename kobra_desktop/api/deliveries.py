"""Envíos and the mail server, asked of the server each time."""

from typing import Any

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.deliveries import Delivery, VisitDelivery
from kobra_domain.sending import (
    DeliveryLetter,
    DeliveryPage,
    MailSettings,
    MailTried,
    Standing,
)


def deliveries(api: FieldApi, before: str | None = None, limit: int = 500) -> DeliveryPage:
    """A page, the newest first. Raises Forbidden, ApiError."""
    params: dict[str, Any] = {"limit": limit} | ({"before": before} if before else {})
    page: DeliveryPage = read(api.request("GET", "/deliveries", params=params), DeliveryPage)
    return page


def standing(api: FieldApi) -> Standing:
    """Whether what waits can leave. Raises Forbidden, ApiError."""
    found: Standing = read(api.request("GET", "/deliveries/standing"), Standing)
    return found


def of_visit(api: FieldApi, visit_id: str) -> list[VisitDelivery]:
    """What left about a visit, counted by kind. Raises ApiError not_found."""
    answer = api.request("GET", f"/deliveries/of-visit/{visit_id}")
    found: list[VisitDelivery] = read(answer, list[VisitDelivery])
    return found


def letter(api: FieldApi, delivery_id: str) -> DeliveryLetter:
    """The mail as it would leave now."""
    answer = api.request("GET", f"/deliveries/{delivery_id}/letter")
    found: DeliveryLetter = read(answer, DeliveryLetter)
    return found


def resend(api: FieldApi, delivery_id: str) -> Delivery:
    """Have it sent once more."""
    found: Delivery = read(api.request("POST", f"/deliveries/{delivery_id}/resend"), Delivery)
    return found


def cancel(api: FieldApi, ids: list[str]) -> int:
    """Take back what still waits; answers how many did."""
    answer: dict[str, int] = read(
        api.request("POST", "/deliveries/cancel", json={"ids": ids}), dict[str, int]
    )
    return answer["cancelled"]


def pause(api: FieldApi, is_paused: bool) -> None:
    """Hold all that would leave, or let it go."""
    api.request("PUT", "/deliveries/pause", json={"is_paused": is_paused})


def mail_settings(api: FieldApi) -> MailSettings:
    """The mail server, without its password."""
    found: MailSettings = read(api.request("GET", "/mail-settings"), MailSettings)
    return found


def set_mail(api: FieldApi, wish: dict[str, Any]) -> MailSettings:
    """Keep another mail server."""
    answer = api.request("PUT", "/mail-settings", json=wish)
    found: MailSettings = read(answer, MailSettings)
    return found


def try_mail(api: FieldApi, to: str, server: dict[str, Any] | None) -> MailTried:
    """Send a mail now, by a server that may not be kept yet."""
    wish = {"to": to} | ({"server": server} if server else {})
    found: MailTried = read(api.request("POST", "/mail-settings/test", json=wish), MailTried)
    return found
