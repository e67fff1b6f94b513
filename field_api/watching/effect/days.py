"""The last days of one agent, walked through again: which causes would have begun how often."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from field_api.watching.effect.heard import Heard
from field_api.watching.fences import Fence, visit_at
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import AlertKind
from kobra_domain.causes import Watched, causes, zone_crossing
from kobra_domain.geo import fence_m
from kobra_domain.people import Agent, Team
from kobra_domain.place_causes import COMPANY, Awaited
from kobra_domain.places import PLACED, Point
from kobra_domain.shift import Span, local_day, shift_spans
from kobra_domain.visit_causes import AtDoor
from kobra_domain.visits import VisitState

DAYS = 7
STEP = timedelta(minutes=2)
# Told of agents by a walk; the others are told of visits, payments and phones together.
WALKED = frozenset(
    {
        AlertKind.NOT_HEARD,
        AlertKind.VISIT_SILENT,
        AlertKind.LEFT_ZONE,
        AlertKind.NOT_THERE,
        AlertKind.LOW_BATTERY,
        AlertKind.STOP_UNEXPLAINED,
        AlertKind.LONG_IDLE,
    }
)
Company = Callable[[Point, datetime], int]


class KeptVisit(NamedTuple):
    """As much of a visit as a look goes by, with its door."""

    id: str
    state: VisitState
    planned_on: Any
    check_in_at: datetime | None
    ended_at: datetime | None
    window_start_at: datetime | None
    window_end_at: datetime | None
    lat: float | None
    lon: float | None
    quality: Any
    radius_m: float | None
    portfolio_radius_m: float
    place_radius_m: float | None

    def is_held(self, now: datetime) -> bool:
        """Whether somebody was still to make it."""
        return self.ended_at is None or now < self.ended_at

    def is_begun(self, now: datetime) -> bool:
        """Whether somebody stood at the door, and had not ended it."""
        return self.check_in_at is not None and self.check_in_at <= now and self.is_held(now)


class _Row(NamedTuple):
    lat: float | None
    lon: float | None
    fix_at: datetime | None
    stop_since_at: datetime | None
    time_zone: str


def begun(
    agent: Agent,
    team: Team | None,
    rows: Iterator[Any],
    visits: Sequence[KeptVisit],
    company: Company,
    rules: AlertRules,
    now: datetime,
) -> Counter[AlertKind]:
    """How often each cause would have begun; `rows` are positions in the order of arrival.

    The shift is today's: what it was then is not kept, and neither are absences.
    """
    heard, found = Heard(agent.id, rows), Counter[AlertKind]()
    for span in _spans(agent, now):
        found += _in_span(agent, team, heard, visits, company, rules, span, now)
    return Counter({kind: count for kind, count in found.items() if kind in WALKED})


def _spans(agent: Agent, now: datetime) -> Iterable[Span]:
    today, here = local_day(agent.time_zone, now), replace(agent, absent_on=None)
    for back in range(DAYS, -1, -1):
        for span in shift_spans(here, today - timedelta(days=back)):
            if span.end_at > now - timedelta(days=DAYS) and span.start_at < now:
                yield span


def _in_span(
    agent: Agent,
    team: Team | None,
    heard: Heard,
    visits: Sequence[KeptVisit],
    company: Company,
    rules: AlertRules,
    span: Span,
    now: datetime,
) -> Counter[AlertKind]:
    day = local_day(agent.time_zone, span.start_at)
    of_day = [one for one in visits if one.planned_on == day]
    doors = [Point(v.lat, v.lon) for v in of_day if v.lat is not None and v.lon is not None]
    watched = Watched(agent=replace(agent, absent_on=None), latest=heard.latest, team=team)
    found, at = Counter[AlertKind](), max(span.start_at, now - timedelta(days=DAYS))
    known: dict[datetime, int] = {}
    while at < min(span.end_at, now):
        heard.until(at)
        watched = _watched(watched, heard, of_day, doors, at)
        said = causes(watched, at, rules)
        since_at = heard.latest.stop_since_at
        if AlertKind.STOP_UNEXPLAINED in said and since_at is not None:
            around = known.setdefault(since_at, company(_here(heard), at))
            if around >= COMPANY:
                said = causes(replace(watched, company=around), at, rules)
        found.update(said.keys() - watched.present)
        crossed = zone_crossing(watched, at)
        watched = replace(
            watched,
            present=frozenset(said),
            crossing_since_at=crossed.since_at if crossed else None,
        )
        at += STEP
    return found


def _watched(
    before: Watched,
    heard: Heard,
    of_day: Sequence[KeptVisit],
    doors: Sequence[Point],
    at: datetime,
) -> Watched:
    latest = heard.latest
    here = _Row(latest.lat, latest.lon, latest.fix_at, latest.stop_since_at, before.agent.time_zone)
    standing = visit_at(here, [_fence(v, at) for v in of_day if v.is_held(at)], at)
    door = next((v for v in of_day if v.is_begun(at)), None)
    return replace(
        before,
        latest=replace(latest, at_visit_id=standing),
        fixes=heard.fixes,
        at_door=AtDoor(visit_id=door.id, begun_at=door.check_in_at or at) if door else None,
        awaited=[_awaited(v) for v in of_day if _is_awaited(v, at)],
        doors=doors,
        company=0,
    )


def _fence(visit: KeptVisit, at: datetime) -> Fence:
    radius_m = fence_m(visit.radius_m, visit.portfolio_radius_m, visit.place_radius_m)
    state = VisitState.CHECKED_IN if visit.is_begun(at) else VisitState.ON_PHONE
    return Fence(visit.id, state, visit.planned_on, visit.lat, visit.lon, radius_m)


def _is_awaited(visit: KeptVisit, at: datetime) -> bool:
    start_at, end_at = visit.window_start_at, visit.window_end_at
    if start_at is None or end_at is None or visit.quality not in PLACED:
        return False
    has_begun = visit.check_in_at is not None and visit.check_in_at <= at
    return start_at <= at < end_at and visit.is_held(at) and not has_begun


def _awaited(visit: KeptVisit) -> Awaited:
    assert visit.window_start_at is not None
    assert visit.window_end_at is not None
    lat, lon = visit.lat or 0.0, visit.lon or 0.0
    return Awaited(visit.id, visit.window_start_at, visit.window_end_at, lat, lon)


def _here(heard: Heard) -> Point:
    return Point(heard.latest.lat or 0.0, heard.latest.lon or 0.0)
