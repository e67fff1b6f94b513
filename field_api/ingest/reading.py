"""Reads positions, trails, quarantine and the newest of each agent, for whoever may see them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    case,
    select,
    type_coerce,
)

from field_api.change_log.rows import entities
from field_api.tables.positions import latest, positions, quarantine
from field_api.tables.replicated import agents, folded
from kobra_domain.kinds import DECLARED
from kobra_domain.people import Agent
from kobra_domain.positions import Latest, Position, QuarantineReason
from kobra_domain.report import FUTURE_LEEWAY
from kobra_records.sql.kinds import inside
from kobra_records.sql.tables import entity_of, to_ms

_CHUNK = 2_000

# Bits of a trail's flags.
MOCK, CHARGING, NOT_CHARGING, ALARM = 1, 2, 4, 8
TRAIL_COLUMNS: tuple[tuple[str, str], ...] = (
    ("fix_ms", "<f8"),
    ("lat", "<f8"),
    ("lon", "<f8"),
    ("accuracy_m", "<f4"),
    ("speed_mps", "<f4"),
    ("bearing", "<f4"),
    ("battery_pct", "<f4"),
    ("flags", "|u1"),
)
Columns = dict[str, "np.ndarray[Any, np.dtype[Any]]"]


def agent_by_code(connection: Connection, code: str) -> Agent | None:
    """The agent with that code, whatever its case."""
    return next(iter(entities(connection, Agent, agents.c.code_key == folded(code))), None)


def latest_of(connection: Connection, agent_ids: Iterable[str]) -> dict[str, Latest]:
    """What is known of each of these agents that was ever heard of."""
    query = select(latest).where(latest.c.agent_id.in_(list(agent_ids)))
    return {row.agent_id: entity_of(Latest, row) for row in connection.execute(query)}


def positions_of(
    connection: Connection, agent_id: str, start_at: datetime, end_at: datetime, limit: int
) -> list[Position]:
    """Positions measured from `start_at` to `end_at`, both included, in order of time."""
    query = select(positions).where(_within(agent_id, start_at, end_at))
    rows = connection.execute(query.order_by(positions.c.fix_at).limit(limit))
    return [entity_of(Position, row) for row in rows]


def trail_columns(
    connection: Connection, agent_id: str, start_at: datetime, end_at: datetime
) -> Columns:
    """The trail, both ends included, as one array a column (TRAIL_COLUMNS) in order of time, which
    is `Position.placed_at`; unknown values are NaN.
    """
    p = positions.c
    flags = (
        case((p.mock.is_not(None), MOCK), else_=0)
        + case(
            (p.is_charging.is_(True), CHARGING), (p.is_charging.is_(False), NOT_CHARGING), else_=0
        )
        + case((p.alarm != "", ALARM), else_=0)
    )
    placed_ms = type_coerce(
        case((p.fix_at > p.received_at, p.received_at), else_=p.fix_at), BigInteger
    )
    query = (
        select(
            placed_ms,
            *(p[name] for name, _ in TRAIL_COLUMNS[1:-1]),
            flags,
        )
        .where(
            _within(agent_id, start_at, end_at + FUTURE_LEEWAY),
            placed_ms.between(to_ms(start_at), to_ms(end_at)),
        )
        .order_by(p.fix_at)
        .execution_options(yield_per=_CHUNK)
    )
    chunks = [_chunk(rows) for rows in connection.execute(query).partitions(_CHUNK)]
    columns = {
        name: np.concatenate([np.empty(0, kind), *(chunk[name] for chunk in chunks)])
        for name, kind in TRAIL_COLUMNS
    }
    order = np.argsort(columns["fix_ms"], kind="stable")
    return {name: values[order] for name, values in columns.items()}


def _chunk(rows: Sequence[Any]) -> Columns:
    by_column = zip(*rows, strict=True)
    return {
        name: np.array(values, dtype=np.dtype(kind))
        for (name, kind), values in zip(TRAIL_COLUMNS, by_column, strict=True)
    }


def quarantined(
    connection: Connection,
    keys: frozenset[str],
    agent_code: str | None,
    reason: QuarantineReason | None,
    start_at: datetime,
    end_at: datetime,
    limit: int,
) -> Sequence[Any]:
    """What was set aside of the agents these scope keys see, by time of arrival, newest first."""
    q = quarantine.c
    query = (
        select(quarantine, agents.c.code)
        .join(agents, agents.c.id == q.agent_id)
        .where(q.received_at >= start_at, q.received_at <= end_at, seen_agents(keys))
        .order_by(q.received_at.desc(), q.id.desc())
        .limit(limit)
    )
    if agent_code is not None:
        query = query.where(agents.c.code_key == folded(agent_code))
    if reason is not None:
        query = query.where(q.reason == reason)
    return connection.execute(query).all()


def seen_agents(keys: frozenset[str]) -> ColumnElement[bool]:
    """The condition that an agent lies under the scope keys."""
    return inside(DECLARED["agent"], agents, keys)


def _within(agent_id: str, start_at: datetime, end_at: datetime) -> ColumnElement[bool]:
    fix_ms = type_coerce(positions.c.fix_at, BigInteger)
    is_ours: ColumnElement[bool] = positions.c.agent_id == agent_id
    return is_ours & (fix_ms >= to_ms(start_at)) & (fix_ms <= to_ms(end_at))
