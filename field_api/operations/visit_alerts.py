"""What a supervisor is told at once when an operation on a visit is applied."""

from datetime import datetime

from sqlalchemy import Connection

from field_api.change_log.record import Edit
from field_api.change_log.rows import find
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.kinds import Entity
from kobra_domain.people import Agent
from kobra_domain.visits import Verdict, Visit
from kobra_records.ids import new_id


def alert_edits(
    connection: Connection, after: Entity, before: Entity | None, now: datetime
) -> list[Edit]:
    """The alert of a check-in judged away from the door; none for its retry."""
    if not isinstance(after, Visit) or not isinstance(before, Visit):
        return []
    place = after.check_in
    if place is None or before.check_in is not None or after.verdict is not Verdict.AWAY:
        return []
    agent = find(connection, Agent, after.agent_id)
    alert = Alert(
        id=new_id(),
        kind=AlertKind.OUTSIDE_FENCE,
        raised_at=now,
        last_at=now,
        team_id=agent.team_id if agent else None,
        agent_id=after.agent_id,
        visit_id=after.id,
        detail=f"{after.distance_m:.0f}",
        lat=place.lat,
        lon=place.lon,
    )
    return [(alert, None)]
