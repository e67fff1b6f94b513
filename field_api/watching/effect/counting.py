"""Counts what rules would have told in the last days, a part of the agents at a time: each part is
bounded, so that no request lasts, and whoever asks may stop between two.
"""

import hashlib
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from field_api.change_log.rows import entities
from field_api.tables.positions import positions
from field_api.tables.replicated import addresses, agents, alerts, portfolios, visits
from field_api.watching.effect.days import DAYS, WALKED, KeptVisit, begun
from field_api.watching.effect.together import begun_together
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import AlertKind, AlertState
from kobra_domain.answers import EffectPart
from kobra_domain.people import Agent, Team
from kobra_domain.place_causes import CELL_DEGREES
from kobra_domain.places import Point
from kobra_domain.shift import stands

_PART_S = 1.5  # as long as one request works
_NEAR_IN_TIME = timedelta(minutes=15)
# Points that phones share are found by a pass over all positions, which must end in time.
_MOST_FOR_TWINS = 150


def effect_part(
    connection: Connection,
    rules: AlertRules,
    kinds: frozenset[AlertKind],
    first: int,
    now: datetime,
) -> EffectPart:
    """The agents from the `first` on, in an order that is the same each time and nobody's choice,
    so that those done before somebody stops stand for all; with the first, what no walk finds.
    """
    until = time.monotonic() + _PART_S
    wanted = kinds - frozenset(rules.off)
    everybody = _agents(connection, now)
    unknown = {AlertKind.SAME_PLACE} if len(everybody) > _MOST_FOR_TWINS else set()
    wanted -= unknown
    counts = Counter[AlertKind]() if first else begun_together(connection, rules, wanted, now)
    at = first if wanted & WALKED else len(everybody)
    teams = {team.id: team for team in entities(connection, Team)}
    while at < len(everybody):
        agent = everybody[at]
        team = teams.get(agent.team_id or "")
        rows, own = _positions(connection, agent, now), _visits(connection, agent, now)
        near = _company_in(connection, agent.id)
        counts += begun(agent, team, rows, own, near, rules, now)
        at += 1
        if time.monotonic() >= until:
            break
    told, attended = ({}, {}) if first else _told(connection, kinds, now)
    return EffectPart(
        counts={kind: counts[kind] for kind in wanted if counts[kind]},
        agents=len(everybody),
        next_agent=at if at < len(everybody) else None,
        told=told,
        attended=attended,
        unknown=tuple(unknown & kinds),
    )


def _agents(connection: Connection, now: datetime) -> list[Agent]:
    known = entities(connection, Agent, agents.c.is_active, agents.c.enrolled_at.is_not(None))
    who = (one for one in known if stands(one.consent, now))
    return sorted(who, key=lambda one: hashlib.sha256(one.id.encode()).digest())


def _positions(connection: Connection, agent: Agent, now: datetime) -> Iterator[Any]:
    p, since = positions.c, now - timedelta(days=DAYS + 1)
    query = select(
        *(p.fix_at, p.received_at, p.lat, p.lon, p.accuracy_m, p.mock),
        *(p.battery_pct, p.is_charging),
    ).where(p.agent_id == agent.id, p.fix_at >= since, p.fix_at <= now)
    rows = connection.execute(query).all()
    return iter(sorted(rows, key=lambda row: (row.received_at, row.fix_at)))


def _visits(connection: Connection, agent: Agent, now: datetime) -> list[KeptVisit]:
    v, a, f = visits.c, addresses.c, portfolios.c
    query = (
        select(
            *(v.id, v.state, v.planned_on, v.check_in, v.ended_at),
            *(v.window_start_at, v.window_end_at, a.lat, a.lon, a.geocode_quality),
            *(a.radius_m, f.radius_m, a.place_radius_m),
        )
        .join(addresses, a.id == v.address_id)
        .join(portfolios, f.id == v.portfolio_id)
        .where(v.agent_id == agent.id)
        .where(v.planned_on >= now.date() - timedelta(days=DAYS + 1))
        .where(v.planned_on <= now.date() + timedelta(days=1))
    )
    rows: Iterable[Any] = connection.execute(query)
    return [KeptVisit._make((*row[:3], row[3].at if row[3] else None, *row[4:])) for row in rows]


def _company_in(connection: Connection, agent_id: str) -> Any:
    """How many others had a position around a place at a time: asked only of stops that would be
    told, since positions are not found by place.
    """
    p = positions.c

    def near(here: Point, at: datetime) -> int:
        query = (
            select(func.count(p.agent_id.distinct()))
            .join(agents, agents.c.id == p.agent_id)
            .where(agents.c.is_active, p.agent_id != agent_id)
            .where(p.fix_at >= at - _NEAR_IN_TIME, p.fix_at <= at)
            .where(p.lat.between(here.lat - CELL_DEGREES, here.lat + CELL_DEGREES))
            .where(p.lon.between(here.lon - CELL_DEGREES, here.lon + CELL_DEGREES))
        )
        return connection.scalar(query) or 0

    return near


def _told(
    connection: Connection, kinds: Collection[AlertKind], now: datetime
) -> tuple[dict[AlertKind, int], dict[AlertKind, int]]:
    a, found = alerts.c, defaultdict[AlertKind, Counter[bool]](Counter)
    query = (
        select(a.kind, a.state, func.count())
        .where(a.kind.in_(list(kinds)), a.raised_at > now - timedelta(days=DAYS))
        .group_by(a.kind, a.state)
    )
    for kind, state, count in connection.execute(query):
        found[kind][state is AlertState.ATTENDED] += count
    told = {kind: of.total() for kind, of in found.items()}
    return told, {kind: of[True] for kind, of in found.items() if of[True]}
