"""Calls for help: each is heard, whatever the shift, consent or place; one open alert an agent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import found
from field_api.tables.replicated import alerts
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.people import Agent
from kobra_domain.positions import Position
from kobra_records.ids import new_id


@dataclass(frozen=True, slots=True)
class Call:
    """One press: `at` by the phone's clock, never after its arrival; the position if any."""

    agent: Agent
    at: datetime
    received_at: datetime
    position: Position | None


def answer_calls(connection: Connection, calls: Sequence[Call], now: datetime) -> None:
    """Open an alert for each agent that calls, or add to the one that is open.

    The last write of the transaction, because it tells the feed. The first press ever shows that
    the phone can call, which the agent's card says.
    """
    edits: list[Edit] = []
    for agent_id in sorted({call.agent.id for call in calls}):
        own = [call for call in calls if call.agent.id == agent_id]
        edits.append(_alert_edit(connection, own))
        edits += _tested_edit(connection, own[0])
    record_all(connection, edits, at=now)


def _alert_edit(connection: Connection, calls: Sequence[Call]) -> Edit:
    agent = calls[0].agent
    before = _open_sos(connection, agent.id)
    after = before or Alert(
        id=new_id(),
        kind=AlertKind.SOS,
        raised_at=calls[0].received_at,
        last_at=calls[0].received_at,
        team_id=agent.team_id,
        agent_id=agent.id,
        count=0,
        detail=f"{calls[0].at.astimezone(ZoneInfo(agent.time_zone)):%H:%M}",
    )
    last = max(call.received_at for call in calls)
    after = replace(after, last_at=max(after.last_at, last), count=after.count + len(calls))
    for call in calls:
        if call.position is not None:
            after = replace(after, lat=call.position.lat, lon=call.position.lon)
    return after, before


def _open_sos(connection: Connection, agent_id: str) -> Alert | None:
    query = select(alerts.c.id).where(
        alerts.c.agent_id == agent_id,
        alerts.c.kind == AlertKind.SOS,
        alerts.c.state == AlertState.OPEN,
    )
    alert_id = connection.scalar(query)
    pair = found(connection, Alert, alert_id, lock=True) if alert_id else None
    # It may have been attended while its lock was awaited.
    return pair[0] if pair and pair[0].state is AlertState.OPEN else None


def _tested_edit(connection: Connection, call: Call) -> list[Edit]:
    if call.agent.sos_tested_at is not None:
        return []
    pair = found(connection, Agent, call.agent.id, lock=True)
    return [(replace(pair[0], sos_tested_at=call.received_at), pair[0])] if pair else []
