"""Who is at a visit now: checked in, or standing inside the fence of one of the day's visits."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, update

from field_api.notify import Notifier
from field_api.tables.positions import latest
from field_api.tables.replicated import addresses, agents, portfolios, visits
from kobra_domain.geo import fence_m, metres
from kobra_domain.shift import local_day
from kobra_domain.visits import HELD_STATES, VisitState

DWELL = timedelta(minutes=3)
# A phone that stands still switches its GPS off; but who was at a door long ago may be anywhere.
KNOWN_FOR = timedelta(minutes=30)


class Fence(NamedTuple):
    """A visit of an agent, with the circle round its address if the address is placed."""

    visit_id: str
    state: VisitState
    planned_on: date | None
    lat: float | None
    lon: float | None
    radius_m: float


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


def visit_at(row: Any, fences: Iterable[Fence], now: datetime) -> str | None:
    """The visit that an agent is at: `row` has its place (`lat`, `lon`, `fix_at`), since when it
    stands (`stop_since_at`) and its `time_zone`.
    """
    for fence in fences:
        if fence.state is VisitState.CHECKED_IN:
            return fence.visit_id
    if row.stop_since_at is None or now - row.stop_since_at < DWELL or row.lat is None:
        return None
    if row.fix_at is None or now - row.fix_at > KNOWN_FOR:
        return None
    today = local_day(row.time_zone, now)
    near = [
        (metres(row.lat, row.lon, fence.lat, fence.lon), fence)
        for fence in fences
        if fence.planned_on == today and fence.lat is not None and fence.lon is not None
    ]
    inside = [(away_m, fence.visit_id) for away_m, fence in near if away_m <= fence.radius_m]
    return min(inside)[1] if inside else None
