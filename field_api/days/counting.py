"""Counts days of agents from trails and visits; nothing is written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from field_api.ingest.reading import MOCK, Columns, trail_columns
from field_api.tables.days import carried_visits
from field_api.tables.replicated import TABLES, visits
from kobra_domain.agent_days import AgentDay, trail_figures
from kobra_domain.metrics.declared import (
    CONTACTS,
    DONE,
    PLANNED,
    PROMISES,
    RIGHT_PARTIES,
    VERIFIED,
)
from kobra_domain.metrics.tallies import on_day
from kobra_domain.people import Agent
from kobra_domain.shift import day_span
from kobra_domain.stops import Fix
from kobra_domain.visits import VisitState
from kobra_records.ids import new_id
from kobra_records.sql.metrics import tallies
from kobra_records.sql.tables import from_ms

_COUNTS = {
    "planned": PLANNED,
    "done": DONE,
    "at_address": VERIFIED,
    "contacts": CONTACTS,
    "right_party": RIGHT_PARTIES,
    "promises": PROMISES,
}
Wanted = tuple[Agent, date]


def count_days(connection: Connection, wanted: Sequence[Wanted], now: datetime) -> list[AgentDay]:
    """The day of each agent as it is known now, each under a new id; a day that is not over is
    counted up to now.
    """
    by_day: dict[date, list[str]] = defaultdict(list)
    for agent, day in wanted:
        by_day[day].append(agent.id)
    visits_of = {day: _visits_of(connection, day, ids) for day, ids in by_day.items()}
    made = []
    for agent, day in wanted:
        said: dict[str, Any] = {
            **_trail_of(connection, agent, day, now),
            **visits_of[day][agent.id],
        }
        over_at = day_span(agent.time_zone, day).end_at
        plain = AgentDay(
            id=new_id(), agent_id=agent.id, day=day, over_at=over_at, counted_at=now, **said
        )
        made.append(replace(plain, team_id=agent.team_id))
    return made


def _trail_of(connection: Connection, agent: Agent, day: date, now: datetime) -> dict[str, Any]:
    whole = day_span(agent.time_zone, day)
    found = trail_columns(connection, agent.id, whole.start_at, whole.end_at)
    measured = found["fix_ms"]
    if not len(measured):
        return {}
    trusted = (found["flags"] & MOCK) == 0
    return {
        **trail_figures(agent, day, _fixes(found, trusted), now),
        "doubted": int(len(trusted) - trusted.sum()),
        "first_at": _moment(measured[0]),
        "last_at": _moment(measured[-1]),
    }


def _fixes(found: Columns, trusted: Any) -> list[Fix]:
    columns = (found[name][trusted].tolist() for name in ("fix_ms", "lat", "lon"))
    return [Fix(_moment(at), lat, lon) for at, lat, lon in zip(*columns, strict=True)]


def _moment(fix_ms: float) -> datetime:
    return from_ms(int(fix_ms))


def _visits_of(
    connection: Connection, day: date, agent_ids: Iterable[str]
) -> Mapping[str, dict[str, int]]:
    ids = list(agent_ids)
    ours = visits.c.agent_id.in_(ids)
    metrics = list(_COUNTS.values())
    found = tallies(
        connection, TABLES, metrics, on_day(PLANNED, day), by=("agent_id",), within=[ours]
    )
    carried = _carried(connection, day, ids)
    made = {}
    for agent_id in ids:
        held = found.get((agent_id,), {})
        counts = {
            name: held[metric.key].n if metric.key in held else 0
            for name, metric in _COUNTS.items()
        }
        counts["planned"] += carried[agent_id]
        made[agent_id] = {**counts, "carried": carried[agent_id]}
    return made


def _carried(connection: Connection, day: date, agent_ids: Sequence[str]) -> Counter[str]:
    """How many of each agent's visits were moved away from the day and not put back since."""
    c, v = carried_visits.c, visits.c
    is_back = and_(v.planned_on == c.day, v.agent_id == c.agent_id)
    query = (
        select(c.agent_id, func.count())
        .select_from(carried_visits.outerjoin(visits, v.id == c.visit_id))
        .where(c.day == day, c.agent_id.in_(agent_ids))
        .where(or_(v.id.is_(None), ~is_back, v.state == VisitState.CANCELLED))
        .group_by(c.agent_id)
    )
    return Counter({row[0]: row[1] for row in connection.execute(query)})
