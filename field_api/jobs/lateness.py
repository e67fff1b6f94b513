"""Visits that nobody has begun by the end of their window: one alert each, as long as it lasts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, and_, or_, select

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import entities, found
from field_api.database import Database
from field_api.jobs.watch import TELL_EVERY
from field_api.tables.replicated import agents, alerts, visits
from field_api.watching.reading import read_rules
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.visits import VisitState
from kobra_records.ids import new_id

_AWAITED = (VisitState.ASSIGNED, VisitState.ON_PHONE)
_AT_MOST = timedelta(days=1)  # by then the visit has expired


class Late(NamedTuple):
    """A visit that should have begun."""

    visit_id: str
    agent_id: str
    team_id: str | None
    due_at: datetime


def note_late(database: Database, now: datetime) -> int:
    """Raise, tell again or end the alerts of late visits; answers how many were written.

    An attended alert is not raised again, unless another window or agent missed it too.
    """
    with database.begin() as connection:
        late = {one.visit_id: one for one in _late(connection, now)}
        edits, raised = list[Edit](), set[str]()
        for alert in _alerts(connection, late):
            one = late.get(alert.visit_id or "")
            if one is not None and _is_of(alert, one):
                raised.add(one.visit_id)
                edits += _told_again(connection, alert, one, now)
            else:
                edits += _ended(connection, alert)
        edits += [(_begun(one, now), None) for key, one in late.items() if key not in raised]
        record_all(connection, edits, at=now)
    return len(edits)


def _late(connection: Connection, now: datetime) -> Iterable[Late]:
    rules = read_rules(connection)
    if AlertKind.LATE in rules.off:
        return []
    v, due_at = visits.c, now - timedelta(minutes=rules.late_min)
    query = (
        select(v.id, v.agent_id, agents.c.team_id, v.window_end_at)
        .join(agents, agents.c.id == v.agent_id)
        .where(v.state.in_(_AWAITED), v.planned_on >= (now - 2 * _AT_MOST).date())
        .where(v.window_end_at <= due_at, v.window_end_at > now - _AT_MOST)
        .order_by(v.id)
    )
    return [Late(*row) for row in connection.execute(query)]


def _alerts(connection: Connection, late: Iterable[str]) -> list[Alert]:
    a = alerts.c
    is_open = a.state == AlertState.OPEN
    ours = and_(a.kind == AlertKind.LATE, or_(is_open, a.visit_id.in_(list(late))))
    return sorted(entities(connection, Alert, ours), key=lambda alert: alert.id)


def _is_of(alert: Alert, one: Late) -> bool:
    """Whether the alert tells of this window of this agent, not of one before."""
    return alert.agent_id == one.agent_id and alert.raised_at >= one.due_at


def _begun(one: Late, now: datetime) -> Alert:
    return Alert(
        id=new_id(),
        kind=AlertKind.LATE,
        raised_at=now,
        last_at=now,
        team_id=one.team_id,
        agent_id=one.agent_id,
        visit_id=one.visit_id,
        detail=_minutes(one, now),
    )


def _told_again(connection: Connection, alert: Alert, one: Late, now: datetime) -> list[Edit]:
    if now - TELL_EVERY < alert.last_at <= now:  # later than now: the clock was wrong
        return []
    return [
        (replace(before, last_at=now, count=before.count + 1, detail=_minutes(one, now)), before)
        for before in _still_open(connection, alert)
    ]


def _ended(connection: Connection, alert: Alert) -> list[Edit]:
    return [
        (replace(before, state=AlertState.OVER), before)
        for before in _still_open(connection, alert)
    ]


def _still_open(connection: Connection, alert: Alert) -> list[Alert]:
    pair = found(connection, Alert, alert.id, lock=True)
    return [pair[0]] if pair and pair[0].state is AlertState.OPEN else []


def _minutes(one: Late, now: datetime) -> str:
    return str(max(1, int((now - one.due_at).total_seconds() // 60)))
