"""Who looked at whose trail: written before the trail is told."""

from datetime import datetime

from sqlalchemy import Connection

from field_api.auth.audit import TRAIL_VIEW, note
from field_api.auth.caller import Caller
from field_api.errors import ApiError
from field_api.routes.periods import Period
from kobra_domain.people import Agent


def watched(
    connection: Connection, caller: Caller, agent: Agent | None, period: Period, at: datetime
) -> Agent:
    """The agent, once the look is a line of the audit; raises ApiError not_found outside the
    caller's scope.
    """
    if agent is None or not caller.sees(agent):
        raise ApiError("not_found", field="agent")
    note(
        connection,
        at=at,
        user_id=caller.user.id,
        act=TRAIL_VIEW,
        subject=("agent", agent.id),
        details={"from": period.start_at, "to": period.end_at},
    )
    return agent
