"""A phone that is lost, or whose agent leaves, and whose data it held: the server's alone."""

from datetime import datetime
from typing import Any

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.answers import EndingDone, EndingItem, EndingList, HeldPeople
from kobra_domain.aside import PhoneEnd


def end_phone(
    api: FieldApi,
    agent_id: str,
    reason: PhoneEnd,
    *,
    ended_at: datetime | None,
    moves_visits: bool,
    move_to: str | None,
    is_preview: bool = False,
) -> EndingDone:
    """Do it, or answer what it would do. `ended_at` None: now. Raises ApiError."""
    wish: dict[str, Any] = {
        "reason": reason.value,
        "ended_at": ended_at.isoformat() if ended_at else None,
        "moves_visits": moves_visits,
        "move_to": move_to,
    }
    path = f"/agents/{agent_id}/endings" + ("/preview" if is_preview else "")
    done: EndingDone = read(api.request("POST", path, json=wish), EndingDone)
    return done


def endings(api: FieldApi, agent_id: str) -> tuple[EndingItem, ...]:
    """The phones that the agent has lost or left with, the newest first."""
    found: EndingList = read(api.request("GET", f"/agents/{agent_id}/endings"), EndingList)
    return found.items


def held_people(api: FieldApi, ending_id: str) -> HeldPeople:
    """Whose data that phone held; the server keeps that somebody asked."""
    found: HeldPeople = read(api.request("GET", f"/endings/{ending_id}/people"), HeldPeople)
    return found
