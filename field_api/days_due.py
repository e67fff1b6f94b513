"""Which days shall be counted: those that are over, and those of which something came later."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, insert, select

from field_api.database import upsert
from field_api.tables.change_log import change_log
from field_api.tables.days import carried_visits, day_cursors, days_due
from field_api.tables.replicated import agents, visits
from field_api.tables.server import server
from kobra_domain.agent_days import GRACE
from kobra_domain.kinds import Entity
from kobra_domain.people import Agent
from kobra_domain.positions import Position
from kobra_domain.scope import EVERYTHING
from kobra_domain.shift import day_span, local_day
from kobra_domain.visits import HELD_STATES, Visit, VisitState

VISITS = "visits"
_MOVED_FROM = HELD_STATES | {VisitState.EXPIRED}
_CHANGES_AT_ONCE = 20_000
_ONE_DAY = timedelta(days=1)
Due = tuple[date, str]


def note_late(
    connection: Connection, agents_by_id: Mapping[str, Agent], fixes: Iterable[Position]
) -> None:
    """Fixes that came when their day was counted already have it counted again."""
    late = set()
    for fix in fixes:
        if fix.received_at - fix.placed_at < GRACE:
            continue
        zone = agents_by_id[fix.agent_id].time_zone
        day = local_day(zone, fix.placed_at)
        if day_span(zone, day).end_at + GRACE <= fix.received_at:
            late.add((day, fix.agent_id))
    make_due(connection, late)


def note_carried(
    connection: Connection, after: Entity, before: Entity | None, now: datetime
) -> None:
    """A visit that is moved from a day that has begun to another stays one that was planned then;
    its agent's day, if counted, is counted again.
    """
    if not isinstance(after, Visit) or not isinstance(before, Visit):
        return
    day, agent_id = before.planned_on, before.agent_id
    if day is None or agent_id is None or after.planned_on == day:
        return
    query = select(agents.c.time_zone).where(agents.c.id == agent_id)
    zone = connection.scalar(query)
    if zone is None or before.state not in _MOVED_FROM or day > local_day(zone, now):
        return
    moved = {"day": day, "visit_id": before.id, "agent_id": agent_id}
    statement = upsert(connection, carried_visits).values(moved)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=carried_visits.primary_key.columns, set_={"agent_id": agent_id}
        )
    )
    if day_span(zone, day).end_at + GRACE <= now:
        make_due(connection, [(day, agent_id)])


def make_due(connection: Connection, wanted: Iterable[Due]) -> None:
    """Have these days counted, also if they are being counted now."""
    rows = [{"day": day, "agent_id": agent_id, "marks": 1} for day, agent_id in sorted(wanted)]
    if not rows:
        return
    statement = upsert(connection, days_due)
    again = statement.on_conflict_do_update(
        index_elements=days_due.primary_key.columns, set_={"marks": days_due.c.marks + 1}
    )
    connection.execute(again, rows)


def schedule(connection: Connection, now: datetime, retention_days: int) -> None:
    """Make due what is over and never was, and the counted days of visits that have changed."""
    through = _ended_days(connection, now, retention_days)
    _changed_visits(connection, through)


def _ended_days(connection: Connection, now: datetime, retention_days: int) -> dict[str, date]:
    """For each agent the last day that ever was due, which now is its last that is over."""
    kept = dict(connection.execute(select(day_cursors.c.name, day_cursors.c.value)).all())
    made: dict[str, date] = {}
    for agent_id, zone in connection.execute(select(agents.c.id, agents.c.time_zone)).all():
        last = local_day(zone, now - GRACE) - _ONE_DAY
        # Of the oldest days part of the trail may have gone; of a wrong clock's days there is none.
        first = last - timedelta(days=retention_days - 2)
        known = kept.get(agent_id)
        since = first if known is None else max(first, date.fromordinal(known) + _ONE_DAY)
        days = (last - since).days + 1
        make_due(connection, ((since + n * _ONE_DAY, agent_id) for n in range(days)))
        made[agent_id] = last
        if known != last.toordinal():
            _keep_cursor(connection, agent_id, last.toordinal())
    return made


def _changed_visits(connection: Connection, through: Mapping[str, date]) -> None:
    newest = connection.scalar(select(server.c.seq)) or 0
    query = select(day_cursors.c.value).where(day_cursors.c.name == VISITS)
    seen = connection.scalar(query)
    if seen is None:  # all days are due anyway
        connection.execute(insert(day_cursors).values(name=VISITS, value=newest))
        return
    until = min(newest, seen + _CHANGES_AT_ONCE)
    if until <= seen:
        return
    log, v = change_log.c, visits.c
    changed = (
        select(v.planned_on, v.agent_id)
        .distinct()
        .join(change_log, log.entity_id == v.id)
        .where(log.scope_key == EVERYTHING, log.seq > seen, log.seq <= until)
        .where(log.kind == "visit", v.agent_id.is_not(None), v.planned_on.is_not(None))
    )
    found = connection.execute(changed).all()
    make_due(connection, ((d, a) for d, a in found if a in through and d <= through[a]))
    _keep_cursor(connection, VISITS, until)


def _keep_cursor(connection: Connection, name: str, value: int) -> None:
    statement = upsert(connection, day_cursors).values(name=name, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=[day_cursors.c.name], set_={"value": value})
    )
