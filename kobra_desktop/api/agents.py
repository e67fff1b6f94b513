"""What only the server does for an agent: the phone's token, consent, and the latest of all."""

from datetime import datetime
from typing import Any

import msgspec

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.answers import Enrolment
from kobra_domain.positions import Latest


def enrol(api: FieldApi, agent_id: str) -> Enrolment:
    """A new phone token; the old one ends."""
    found: Enrolment = read(api.request("POST", f"/agents/{agent_id}/enrolment"), Enrolment)
    return found


def end_enrolment(api: FieldApi, agent_id: str) -> None:
    """The phone's token ends."""
    api.request("DELETE", f"/agents/{agent_id}/enrolment")


def give_consent(
    api: FieldApi, agent_id: str, *, source: str, purpose: str, given_at: datetime
) -> None:
    """Record the agent's yes to being located in shift."""
    body = {"source": source, "purpose": purpose, "given_at": given_at.isoformat()}
    api.request("PUT", f"/agents/{agent_id}/consent", json=body)


def withdraw_consent(api: FieldApi, agent_id: str) -> None:
    """From now on positions are counted, not stored."""
    api.request("DELETE", f"/agents/{agent_id}/consent")


def latest(api: FieldApi) -> list[Latest]:
    """The latest of every agent in scope that was ever heard."""
    said = read(api.request("GET", "/agents"), dict[str, list[dict[str, Any]]])
    return [
        one for item in said.get("items", ()) if (one := _latest(item.get("latest"))) is not None
    ]


def _latest(said: Any) -> Latest | None:
    return latest_of(said) if isinstance(said, dict) else None


def latest_of(said: dict[str, Any]) -> Latest | None:
    """A latest position as the server words it; None when it names no agent."""
    if "agent_id" not in said:
        return None
    try:
        return msgspec.convert(said, Latest)
    except msgspec.ValidationError:
        return None
