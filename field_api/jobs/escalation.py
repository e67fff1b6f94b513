"""A call for help that nobody attends: one name after another is told by mail until somebody does.

Each step is written with its delivery in one transaction, behind the lock of the alert's row, and
which name is next is counted from the steps that are there: however many processes look, and
whenever they end, no step is taken twice.
"""

import json
from datetime import datetime

from sqlalchemy import Connection, select, update

from field_api.change_log.record import record_all
from field_api.change_log.rows import entities, find, found
from field_api.database import Database
from field_api.outbox import add_deliveries
from field_api.tables.replicated import TABLES, alerts, users
from field_api.tables.results import deliveries
from kobra_domain.alerts import Alert, AlertAct, AlertKind, AlertState, AlertStep
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose, DeliveryState
from kobra_domain.escalation import next_told, rescuers_of
from kobra_domain.people import Rescuer, Team, User
from kobra_records.ids import new_id

_STEPS = TABLES["alert_step"]
# What waits to tell of a call that was answered meanwhile.
_ANSWERED = (
    deliveries.c.purpose == DeliveryPurpose.ESCALATION,
    deliveries.c.state == DeliveryState.WAITING,
    deliveries.c.target_id.in_(select(alerts.c.id).where(alerts.c.state != AlertState.OPEN)),
)


def escalate(database: Database, now: datetime) -> int:
    """Tell whoever is next of each open call, and take back what was not sent yet of those that
    are attended; answers how many were told.
    """
    with database.read() as connection:
        due = [one.id for one in _open_calls(connection) if _next(connection, one, now)]
        is_left = connection.scalar(select(deliveries.c.id).where(*_ANSWERED).limit(1))
    told = 0
    for alert_id in due:
        with database.begin() as connection:
            told += _step(connection, alert_id, now)
    if is_left:
        with database.begin() as connection:
            taken = update(deliveries).where(*_ANSWERED)
            connection.execute(taken.values(state=DeliveryState.CANCELLED, code="attended"))
    return told


def _open_calls(connection: Connection) -> list[Alert]:
    a = alerts.c
    calls = entities(connection, Alert, a.kind == AlertKind.SOS, a.state == AlertState.OPEN)
    return sorted(calls, key=lambda alert: (alert.raised_at, alert.id))


def _next(connection: Connection, alert: Alert, now: datetime) -> Rescuer | None:
    """Who is to be told now, None for nobody yet."""
    team = find(connection, Team, alert.team_id)
    names = rescuers_of(team, entities(connection, User, users.c.is_active))
    n = next_told(alert, _told_at(connection, alert), len(names), now)
    return None if n is None else names[n]


def _step(connection: Connection, alert_id: str, now: datetime) -> int:
    pair = found(connection, Alert, alert_id, lock=True)
    if pair is None:
        return 0
    alert = pair[0]
    who = _next(connection, alert, now)
    if who is None:
        return 0
    step = AlertStep(
        id=new_id(),
        alert_id=alert.id,
        at=now,
        act=AlertAct.TOLD,
        team_id=alert.team_id,
        who=who.name,
        email=who.email,
    )
    add_deliveries(connection, [_delivery(connection, alert, step, who)])
    record_all(connection, [(step, None)], at=now)
    return 1


def _told_at(connection: Connection, alert: Alert) -> list[datetime]:
    s = _STEPS.c
    query = select(s.at).where(s.alert_id == alert.id, s.act == AlertAct.TOLD).order_by(s.at)
    return list(connection.scalars(query))


def _delivery(connection: Connection, alert: Alert, step: AlertStep, who: Rescuer) -> Delivery:
    """It speaks as the reader does, if the reader is a user."""
    known = entities(connection, User, users.c.email == who.email)
    told = {"step_id": step.id, "language": known[0].language if known else ""}
    return Delivery(
        id=new_id(),
        channel=DeliveryChannel.MAIL,
        purpose=DeliveryPurpose.ESCALATION,
        address=who.email,
        created_at=step.at,
        next_at=step.at,
        target_id=alert.id,
        team_id=alert.team_id,
        content=json.dumps(told),
    )
