"""What the server has set aside, and what can be done with it."""

from datetime import datetime

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.answers import AsideItem, AsideKind, AsideList, TakenAgain


def aside(api: FieldApi) -> tuple[AsideItem, ...]:
    """Everything, newest first. Raises Forbidden, ApiError."""
    found: AsideList = read(api.request("GET", "/aside"), AsideList)
    return found.items


def take_again(api: FieldApi, item: AsideItem) -> TakenAgain:
    """Try to take it after all."""
    wish = {"kind": item.kind.value, "id": item.id}
    found: TakenAgain = read(api.request("POST", "/aside/take", json=wish), TakenAgain)
    return found


def discard(api: FieldApi, item: AsideItem, reason: str, until: datetime) -> TakenAgain:
    """Take it off the list; of positions those that came until then."""
    wish = {
        "kind": item.kind.value,
        "id": item.id,
        "reason": reason,
        "until": until.isoformat(),
    }
    found: TakenAgain = read(api.request("POST", "/aside/discard", json=wish), TakenAgain)
    return found


def content(api: FieldApi, item: AsideItem) -> bytes:
    """The bytes of a form or a file as the phone sent them; of positions, their reports as text.
    Raises NotFound, ApiError.
    """
    anything = {"Accept": "*/*"}
    if item.kind is AsideKind.FORMS:
        path = f"/submissions/aside/{item.id}/xml"
        return api.request("GET", path, headers=anything).content
    if item.kind is AsideKind.ATTACHMENTS:
        params = {"id": item.id}
        return api.request("GET", "/aside/file", params=params, headers=anything).content
    params = {"agent": item.agent or "", "reason": item.reason}
    return api.request("GET", "/quarantine", params=params).content
