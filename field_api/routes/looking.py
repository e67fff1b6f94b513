"""Who looked at whose trail: written before the trail is told."""

from datetime import datetime

from sqlalchemy import Connection

from field_api.auth.audit import note
from field_api.auth.caller import Caller
from field_api.routes.periods import Period
from kobra_domain.people import Agent

TRAIL_VIEW = "trail.view"


def note_look(
    connection: Connection, caller: Caller, agent: Agent, period: Period, at: datetime
) -> None:
    """Put a line in the audit: the user, the agent, and the period asked for."""
    note(
        connection,
        at=at,
        user_id=caller.user.id,
        act=TRAIL_VIEW,
        subject=("agent", agent.id),
        details={"from": period.start_at, "to": period.end_at},
    )
