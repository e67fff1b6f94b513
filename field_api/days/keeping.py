"""The job that keeps agents' days: a few in each transaction, the newest first."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select, tuple_

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import entities, find_all
from field_api.database import Database
from field_api.days.counting import Wanted, count_days
from field_api.days_due import schedule
from field_api.tables.days import carried_visits, days_due
from field_api.tables.replicated import TABLES
from kobra_domain.agent_days import AgentDay
from kobra_domain.people import Agent
from kobra_domain.shift import day_span

_AT_ONCE = 20
_BUDGET_S = 4.0  # other jobs wait meanwhile; the rest is counted at the next run
agent_days = TABLES["agent_day"]


def keep_days(
    database: Database, now: datetime, *, retention_days: int, budget_s: float = _BUDGET_S
) -> int:
    """Count and keep the days that are due, for some seconds at most; answers how many were
    written. What is due stays so until it is kept: whoever is killed begins where it was.
    """
    with database.begin() as connection:
        schedule(connection, now, retention_days)
        before = now.date() - timedelta(days=retention_days)
        connection.execute(delete(carried_visits).where(carried_visits.c.day < before))
    started, written = time.monotonic(), 0
    while True:
        with database.read() as connection:
            due = _due(connection)
            edits = _counted(connection, due, now, retention_days)
        if due:
            with database.begin() as connection:
                _no_longer_due(connection, due)
                written += len(edits)
                record_all(connection, edits, at=now)
        if len(due) < _AT_ONCE or time.monotonic() - started > budget_s:
            return written


def _due(connection: Connection) -> Sequence[Any]:
    c = days_due.c
    query = select(c.day, c.agent_id, c.marks).order_by(c.day.desc(), c.agent_id).limit(_AT_ONCE)
    return connection.execute(query).all()


def _no_longer_due(connection: Connection, due: Sequence[Any]) -> None:
    """But for those of which something came while they were counted."""
    c = days_due.c
    counted = [(row.day, row.agent_id, row.marks) for row in due]
    connection.execute(delete(days_due).where(tuple_(c.day, c.agent_id, c.marks).in_(counted)))


def _counted(
    connection: Connection, due: Sequence[Any], now: datetime, retention_days: int
) -> list[Edit]:
    """What is to be written: days that are new or tell something else than before."""
    known = find_all(connection, Agent, {row.agent_id for row in due})
    kept_from = now - timedelta(days=retention_days)
    wanted: list[Wanted] = [
        (agent, row.day)
        for row in due
        if (agent := known.get(row.agent_id)) is not None
        and day_span(agent.time_zone, row.day).start_at >= kept_from
    ]
    held = _held(connection, wanted)
    edits: list[Edit] = []
    for counted in count_days(connection, wanted, now):
        before = held.get((counted.agent_id, counted.day))
        if before is None and not counted.is_empty:
            edits.append((counted, None))
        elif before is not None and not _says_the_same(counted, before):
            after = replace(counted, id=before.id, team_id=before.team_id)
            edits.append((after, before))
    return edits


def _held(connection: Connection, wanted: Sequence[Wanted]) -> dict[tuple[str, date], AgentDay]:
    c = agent_days.c
    named = tuple_(c.agent_id, c.day).in_([(agent.id, day) for agent, day in wanted])
    return {(one.agent_id, one.day): one for one in entities(connection, AgentDay, named)}


def _says_the_same(counted: AgentDay, before: AgentDay) -> bool:
    at, team_id = before.counted_at, before.team_id
    return replace(counted, id=before.id, team_id=team_id, counted_at=at) == before
