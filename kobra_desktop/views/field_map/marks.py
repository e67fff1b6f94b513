"""From the page's plain rows to what the map shows. Nothing is decided here that a list does not
show as well.
"""

from __future__ import annotations

from collections.abc import Iterable

from kobra_desktop.map.spec import AgentMark, Trail, TrailGap, TrailStop, VisitMark, ZoneMark
from kobra_desktop.models.agents import AgentLine
from kobra_desktop.models.field_map.day import AgentDay, PartKind
from kobra_desktop.models.field_map.visits import MapVisit
from kobra_desktop.models.field_map.zones import TeamZone
from kobra_domain.agent_state import Body
from kobra_domain.visits import Verdict


def agent_marks(lines: Iterable[AgentLine]) -> list[AgentMark]:
    """The agents that have a place which may be shown: none out of shift, save with an open SOS."""
    return [mark for line in lines if (mark := agent_mark(line)) is not None]


def agent_mark(line: AgentLine) -> AgentMark | None:
    """One agent at its last place."""
    latest, state = line.row.latest, line.state
    if latest is None or latest.lat is None or latest.lon is None or not state.is_on_map:
        return None
    silent_s = state.heard_age_s if state.body is Body.NO_SIGNAL else state.stopped_s
    return AgentMark(
        id=line.id,
        name=line.name,
        lat=latest.lat,
        lon=latest.lon,
        body=state.body,
        bearing=latest.bearing,
        battery_pct=line.battery,
        is_low=line.is_low,
        is_doubtful=line.is_doubtful,
        freshness=state.freshness,
        accuracy_m=latest.accuracy_m,
        minutes=None if silent_s is None else silent_s / 60,
    )


def visit_marks(visits: Iterable[MapVisit], *, numbered_for: str = "") -> list[VisitMark]:
    """The visits whose address has a place; those of one agent carry their order."""
    made = []
    for visit in visits:
        row, check_in = visit.row, visit.check_in
        if row.lat is None or row.lon is None:
            continue
        is_away = row.verdict in (Verdict.AWAY, Verdict.NEAR)
        arrival = None
        if is_away and check_in and check_in.lat is not None and check_in.lon is not None:
            arrival = (check_in.lat, check_in.lon)
        is_numbered = bool(numbered_for) and row.agent_id == numbered_for
        made.append(
            VisitMark(
                id=row.id,
                title=row.party_name,
                lat=row.lat,
                lon=row.lon,
                state=row.state,
                verdict=row.verdict,
                radius_m=row.radius_m,
                order=row.position if is_numbered and row.position else None,
                is_blocked=visit.is_blocked,
                arrival=arrival,
                arrival_distance_m=row.distance_m if arrival else None,
            )
        )
    return made


def trail(day: AgentDay, series: int) -> Trail:
    """A day as the map paints and replays it."""
    stops = (part for part in day.parts if part.lat is not None and part.lon is not None)
    gaps = (part for part in day.parts if part.kind is PartKind.GAP)
    return Trail(
        agent_id=day.agent.id,
        name=day.agent.name,
        times=day.times,
        lats=day.lats,
        lons=day.lons,
        stops=tuple(
            TrailStop(p.start, p.end, p.lat or 0.0, p.lon or 0.0, p.title, bool(p.visit_id))
            for p in stops
        ),
        gaps=tuple(TrailGap(p.start, p.end, p.cause) for p in gaps),
        series=series,
    )


def zone_marks(teams: Iterable[TeamZone]) -> list[ZoneMark]:
    """The zones that are drawn."""
    return [ZoneMark(team.id, team.name, team.ring) for team in teams if team.ring]
