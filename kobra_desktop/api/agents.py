"""What only the server does for an agent: the phone's token and consent."""

from datetime import datetime

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.answers import Enrolment


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
