"""Who is at a visit now: checked in, or standing inside the fence of one of the day's visits."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, update

from field_api.notify import Notifier
from field_api.tables.positions import latest
from field_api.tables.replicated import addresses, agents, portfolios, visits
from field_api.watching.fences import Fence, visit_at
from kobra_domain.geo import fence_m
from kobra_domain.visits import HELD_STATES


def note_dwelling(notifier: Notifier, now: datetime) -> int:
    """Write for each agent the visit it is at; answers for how many that changed."""
    with notifier.telling() as telling:
        connection = telling.connection
        fences = _fences(connection, now)
        for row in _agents(connection):
            found = visit_at(row, fences.get(row.agent_id, ()), now)
            if found != row.at_visit_id:
                connection.execute(
                    update(latest)
                    .where(latest.c.agent_id == row.agent_id)
                    .values(at_visit_id=found)
                )
                telling.agents.add(row.agent_id)
    return len(telling.agents)


def _fences(connection: Connection, now: datetime) -> dict[str, list[Fence]]:
    v, a = visits.c, addresses.c
    query = (
        select(
            *(v.id, v.agent_id, v.state, v.planned_on, a.lat, a.lon, a.radius_m),
            *(portfolios.c.radius_m, a.place_radius_m),
        )
        .join(addresses, a.id == v.address_id)
        .join(portfolios, portfolios.c.id == v.portfolio_id)
        .where(v.agent_id.is_not(None), v.state.in_(HELD_STATES))
        .where(v.planned_on >= now.date() - timedelta(days=1))
        .where(v.planned_on <= now.date() + timedelta(days=1))
    )
    found: dict[str, list[Fence]] = defaultdict(list)
    for row in connection.execute(query):
        radius_m = fence_m(row[6], row[7], row[8])
        found[row.agent_id].append(Fence(row[0], row[2], row[3], row[4], row[5], radius_m))
    return found


def _agents(connection: Connection) -> Iterable[Any]:
    c = latest.c
    query = (
        select(
            c.agent_id, c.lat, c.lon, c.fix_at, c.stop_since_at, c.at_visit_id, agents.c.time_zone
        )
        .join(agents, agents.c.id == c.agent_id)
        .order_by(c.agent_id)
    )
    return connection.execute(query).all()
