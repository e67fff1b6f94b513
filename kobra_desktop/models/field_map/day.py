"""One agent's day read from the server's trail: the line's columns, its stops, gaps and totals.

Nothing here is kept: trails live on the server, and each look at one stands in its audit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from kobra_desktop.api import trails as api
from kobra_desktop.models.field_map.visits import MapVisit, visits_of
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.queries.alerts import alert_rows
from kobra_domain.agent_days import work_spans
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.day import Day, Fence, Gap, GapCause, Move, Outage, Stop, read_day
from kobra_domain.errors import Invalid
from kobra_domain.people import Agent
from kobra_domain.places import Point
from kobra_domain.shift import Span, day_span
from kobra_domain.stops import Fix
from kobra_domain.words import word

Column = NDArray[np.float64]
_FLAT_BATTERY_PCT = 3.0
_USUAL_RADIUS_M = 60.0


class PartKind(StrEnum):
    """What a stretch of a day is."""

    STOP = "stop"
    VISIT = "visit"
    MOVE = "move"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a day in seconds since the epoch. `title` and `street` name a stop's visit,
    `cause` a gap's reason; `lat, lon` are a stop's.
    """

    kind: PartKind
    start: float
    end: float
    title: str = ""
    street: str = ""
    cause: str = ""
    visit_id: str = ""
    lat: float | None = None
    lon: float | None = None

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, eq=False)
class AgentDay:
    """A trail and what it says. Columns of equal length in order of time, `times` in seconds
    since the epoch; `doubted` fixes were left out.
    """

    agent: Agent
    day: date
    times: Column
    lats: Column
    lons: Column
    parts: tuple[Part, ...]
    visits: tuple[MapVisit, ...]
    distance_m: float = 0.0
    moving_s: float = 0.0
    stopped_s: float = 0.0
    unexplained_s: float = 0.0
    doubted: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was measured that day."""
        return len(self.times) == 0

    @property
    def start(self) -> float:
        """When the day begins: the shift, or the first fix."""
        return self.parts[0].start if self.parts else float(self.times[0])

    @property
    def end(self) -> float:
        """When it ends: the shift, now, or the last fix."""
        return self.parts[-1].end if self.parts else float(self.times[-1])


def read_agent_day(workspace: Workspace, agent_id: str, day: date) -> AgentDay:
    """Fetch and read a day; the server notes who looked. Runs on a network worker.

    Raises ApiError, and Invalid (`not_found`) for an agent who is not here any more.
    """
    agent = _agent(workspace, agent_id)
    whole = day_span(agent.time_zone, day)
    found = api.trail(workspace.desk.api, agent_id, start_at=whole.start_at, end_at=whole.end_at)
    trusted = (found.flags & api.DOUBTED) == 0
    times = found.fix_ms[trusted] / 1000
    lats, lons = found.lat[trusted], found.lon[trusted]
    visits = visits_of(workspace, day, agent_id)
    spans = _spans(agent, day, times, workspace.now)
    fixes = [
        Fix(datetime.fromtimestamp(at, UTC), lat, lon)
        for at, lat, lon in zip(times.tolist(), lats.tolist(), lons.tolist(), strict=True)
    ]
    outages = [*_silences(workspace, agent_id, spans), *_flat_batteries(found)]
    read = read_day(fixes, spans, fences=list(_fences(visits)), outages=outages)
    return AgentDay(
        agent=agent,
        day=day,
        times=times,
        lats=lats,
        lons=lons,
        parts=_parts(read, visits, workspace.locale),
        visits=tuple(visits),
        distance_m=read.distance_m,
        moving_s=read.moving_s,
        stopped_s=read.stopped_s,
        unexplained_s=read.unexplained_s,
        doubted=int(len(trusted) - trusted.sum()),
    )


def _agent(workspace: Workspace, agent_id: str) -> Agent:
    with workspace.desk.store.reading() as connection:
        found = rows.row(connection, "agent", agent_id)
    if found is None or not isinstance(found[0], Agent):
        raise Invalid("not_found", field="agent_id")
    return found[0]


def _spans(agent: Agent, day: date, times: Column, now: datetime) -> list[Span]:
    if len(times) == 0:
        return []
    first, last = (datetime.fromtimestamp(float(at), UTC) for at in (times[0], times[-1]))
    return work_spans(agent, day, first, last, now)


def _fences(visits: Iterable[MapVisit]) -> Iterator[Fence]:
    for visit in visits:
        row = visit.row
        if row.lat is None or row.lon is None:
            continue
        check_in = visit.check_in
        yield Fence(
            visit_id=row.id,
            place=Point(row.lat, row.lon),
            radius_m=row.radius_m or _USUAL_RADIUS_M,
            checked_in_at=check_in.at if check_in else None,
        )


def _silences(workspace: Workspace, agent_id: str, spans: Sequence[Span]) -> Iterator[Outage]:
    """When the server said that it did not hear the phone."""
    if not spans:
        return
    for row in alert_rows(workspace.desk.store, since=spans[0].start_at):
        alert: Alert = row.alert
        if alert.agent_id == agent_id and alert.kind is AlertKind.NOT_HEARD:
            yield Outage(Span(alert.raised_at, alert.last_at), GapCause.NO_SIGNAL)


def _flat_batteries(trail: api.Trail) -> Iterator[Outage]:
    """From a fix with an empty battery to the next one the phone was off."""
    flat = np.flatnonzero(trail.battery_pct <= _FLAT_BATTERY_PCT)
    for at in flat.tolist():
        if at + 1 < len(trail):
            yield Outage(
                Span(_moment(trail.fix_ms[at]), _moment(trail.fix_ms[at + 1])), GapCause.PHONE_OFF
            )


def _moment(fix_ms: float) -> datetime:
    return datetime.fromtimestamp(fix_ms / 1000, UTC)


def _parts(read: Day, visits: Iterable[MapVisit], locale: str) -> tuple[Part, ...]:
    by_id = {visit.id: visit for visit in visits}
    return tuple(_part(part, by_id, locale) for part in read.parts)


def _part(part: Stop | Move | Gap, visits: dict[str, MapVisit], locale: str) -> Part:
    start, end = part.span.start_at.timestamp(), part.span.end_at.timestamp()
    if isinstance(part, Move):
        return Part(PartKind.MOVE, start, end)
    if isinstance(part, Gap):
        return Part(PartKind.GAP, start, end, cause=word(part.cause, locale) if part.cause else "")
    visit = visits.get(part.visit_id or "")
    return Part(
        PartKind.VISIT if visit else PartKind.STOP,
        start,
        end,
        title=visit.row.party_name if visit else "",
        street=visit.row.street if visit else "",
        visit_id=visit.id if visit else "",
        lat=part.place.lat,
        lon=part.place.lon,
    )
