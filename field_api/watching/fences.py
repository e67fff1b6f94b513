"""Whether an agent stands inside the fence of a visit of the day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from kobra_domain.geo import metres
from kobra_domain.shift import local_day
from kobra_domain.visits import VisitState

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
