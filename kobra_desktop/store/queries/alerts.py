"""Alerts with the names of whom and what they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, or_, select

from kobra_desktop.store.queries.reach import CLEAN, EVERYTHING, Mark, Reach, marks
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.alerts import Alert, AlertState
from kobra_records.sql.tables import entity_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    """One alert; `party_name` is who lives at the visit it is about, if it is about one."""

    alert: Alert
    agent_name: str = ""
    agent_phone: str = ""
    team_name: str = ""
    party_name: str = ""
    attended_by_name: str = ""
    is_pending: bool = False
    is_held: bool = False


def alert_rows(
    replica: Replica,
    *,
    ids: Iterable[str] | None = None,
    states: Iterable[AlertState] | None = None,
    since: datetime | None = None,
    reach: Reach = EVERYTHING,
) -> list[AlertRow]:
    """The alerts, newest first; `since` keeps the open ones whatever their age."""
    alert, asked = RECORDS["alert"], _with_names()
    if ids is not None:
        asked = asked.where(alert.c.id.in_(list(ids)))
    if states is not None:
        asked = asked.where(alert.c.state.in_(list(states)))
    if since is not None:
        asked = asked.where(or_(alert.c.state == AlertState.OPEN, alert.c.last_at >= since))
    if reach.team_ids is not None:
        asked = asked.where(alert.c.team_id.in_(reach.team_ids))
    with replica.reading() as connection:
        flags = marks(connection, "alert")
        found: list[Row[Any]] = list(connection.execute(asked.order_by(alert.c.last_at.desc())))
    return [_row(one, flags.get(one.id, CLEAN)) for one in found]


def _with_names() -> Select[Any]:
    alert, agent, team = RECORDS["alert"], RECORDS["agent"], RECORDS["team"]
    visit, party, user = RECORDS["visit"], RECORDS["party"], RECORDS["user"]
    joined = (
        alert.outerjoin(agent, agent.c.id == alert.c.agent_id)
        .outerjoin(team, team.c.id == alert.c.team_id)
        .outerjoin(visit, visit.c.id == alert.c.visit_id)
        .outerjoin(party, party.c.id == visit.c.party_id)
        .outerjoin(user, user.c.id == alert.c.attended_by)
    )
    return select(
        *alert.c,
        agent.c.name.label("agent_name"),
        agent.c.phone.label("agent_phone"),
        team.c.name.label("team_name"),
        party.c.name.label("party_name"),
        user.c.name.label("user_name"),
    ).select_from(joined)


def _row(found: Row[Any], mark: Mark) -> AlertRow:
    return AlertRow(
        alert=entity_of(Alert, found),
        agent_name=found.agent_name or "",
        agent_phone=found.agent_phone or "",
        team_name=found.team_name or "",
        party_name=found.party_name or "",
        attended_by_name=found.user_name or "",
        is_pending=mark.is_pending,
        is_held=mark.is_held,
    )
