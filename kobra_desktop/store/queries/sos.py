"""What is known of calls for help beside the alert: where in words, who is near, what was done."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select

from kobra_desktop.store import rows
from kobra_desktop.store.queries.places import street_near
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import LATEST, RECORDS
from kobra_domain.alerts import Alert, AlertKind, AlertState, AlertStep
from kobra_domain.escalation import Near, nearest
from kobra_domain.people import Agent
from kobra_domain.positions import Latest
from kobra_records.sql.tables import entity_of


@dataclass(frozen=True, slots=True)
class CallFacts:
    """Of one call: the street that is known near it (or empty), the two colleagues of its team who
    are nearest, what was done so far, in order.
    """

    street: str = ""
    near: tuple[Near, ...] = ()
    steps: tuple[AlertStep, ...] = ()


def call_facts(replica: Replica, now: datetime, since: datetime) -> dict[str, CallFacts]:
    """Of each call by its alert; who is near only of open ones, `since` leaves out old ones that
    are not.
    """
    with replica.reading() as connection:
        calls = _calls(connection, since)
        steps = _steps(connection, [alert.id for alert in calls])
        near = {alert.id: _near(connection, alert, now) for alert in calls}
    return {
        alert.id: CallFacts(_street(replica, alert), near[alert.id], tuple(steps[alert.id]))
        for alert in calls
    }


def _calls(connection: Connection, since: datetime) -> list[Alert]:
    alert = RECORDS["alert"]
    is_shown = or_(alert.c.state == AlertState.OPEN, alert.c.last_at >= since)
    asked = select(alert).where(alert.c.kind == AlertKind.SOS, is_shown)
    return [entity_of(Alert, row) for row in connection.execute(asked)]


def _steps(connection: Connection, alert_ids: list[str]) -> dict[str, list[AlertStep]]:
    step = RECORDS["alert_step"]
    asked = select(step).where(step.c.alert_id.in_(alert_ids)).order_by(step.c.at, step.c.id)
    found = defaultdict[str, list[AlertStep]](list)
    for row in connection.execute(asked):
        found[row.alert_id].append(entity_of(AlertStep, row))
    return found


def _near(connection: Connection, alert: Alert, now: datetime) -> tuple[Near, ...]:
    if alert.lat is None or alert.lon is None or alert.state is not AlertState.OPEN:
        return ()
    known = {row.agent_id: entity_of(Latest, row) for row in connection.execute(select(LATEST))}
    agents: list[Agent] = rows.entities(connection, "agent", list(known))
    team = [one for one in agents if alert.team_id is None or one.team_id == alert.team_id]
    pairs = ((one, known[one.id]) for one in team)
    return tuple(nearest(alert.lat, alert.lon, alert.agent_id or "", pairs, now))


def _street(replica: Replica, alert: Alert) -> str:
    if alert.lat is None or alert.lon is None:
        return ""
    return street_near(replica, alert.lat, alert.lon)
