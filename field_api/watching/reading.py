"""Reads all that a look at the agents goes by: what their phones told, the visits they are at or
awaited for, the doors and colleagues around who stands.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, or_, select

from field_api.change_log.rows import entities, find
from field_api.database import chunks
from field_api.ingest.known import read_recent
from field_api.ingest.rows import AgentCache
from field_api.tables.positions import latest, positions
from field_api.tables.replicated import addresses, agents, visits
from kobra_domain.alert_rules import RULES_ID, AlertRules
from kobra_domain.alerts import AlertKind
from kobra_domain.causes import Watched
from kobra_domain.people import Agent, Team
from kobra_domain.place_causes import Awaited, Pair, Spot, Twins, company, company_at, twins
from kobra_domain.places import PLACED, Point
from kobra_domain.positions import Latest
from kobra_domain.shift import local_day
from kobra_domain.visit_causes import MET_DANGER, AtDoor
from kobra_domain.visits import VisitState
from kobra_records.sql.facts import Facts
from kobra_records.sql.metrics import condition
from kobra_records.sql.tables import entity_of

_AWAITED = (VisitState.ASSIGNED, VisitState.ON_PHONE)
_DAY = timedelta(days=1)
# Doors and windows change slowly, and there are many.
_READ_AGAIN = timedelta(minutes=1)
# What came of a door long ago, and is looked up again now and then.
_DANGER_READ_AGAIN = timedelta(minutes=10)
_IDS_AT_ONCE = 500
# What the last few fixes no longer hold, of what has just begun.
READ_BACK = timedelta(hours=1)
_PAIRS_AT_ONCE = 20


def read_rules(connection: Connection) -> AlertRules:
    """The company's, or what holds before anybody chose."""
    return find(connection, AlertRules, RULES_ID) or AlertRules()


class Reading:
    """Keeps between two looks what need not be read each time: decoded agents, the visits awaited,
    since when the server knows of an arrival.
    """

    def __init__(self) -> None:
        self._agents = AgentCache()
        self._awaited: dict[str, list[Awaited]] = {}
        self._awaited_at: datetime | None = None
        self._dangers: dict[str, bool] = {}
        self._dangers_at: datetime | None = None
        self._seen: dict[str, datetime] = {}
        self._one_place_since: Mapping[Pair, datetime] = {}

    def watched(
        self,
        connection: Connection,
        present: Mapping[str, Collection[AlertKind]],
        crossings: Mapping[str, datetime],
        rules: AlertRules,
        now: datetime,
    ) -> list[Watched]:
        """All who work. `present`: the causes found the last time;
        `crossings`: since when fixes have shown the other side of the zone.
        """
        teams = {team.id: team for team in entities(connection, Team)}
        doors, awaited = self._at_doors(connection, now), self._windows(connection, now)
        query = (
            select(latest, agents.c.id.label("agent"), agents.c.version)
            .select_from(agents)
            .outerjoin(latest, agents.c.id == latest.c.agent_id)
            .where(agents.c.is_active)
        )
        rows = connection.execute(query).all()
        held = self._agents.load(connection, {row.agent: row.version for row in rows})
        made = [
            _known(
                row,
                held[row.agent],
                teams,
                crossing_since_at=crossings.get(row.agent),
                at_door=doors.get(row.agent),
                awaited=awaited.get(row.agent, ()),
                present=frozenset(present.get(row.agent, ())),
            )
            for row in rows
        ]
        codes = {one.agent.id: one.agent.code for one in made}
        same = twins({one.agent.id: one.fixes for one in made}, rules, now, self._one_place_since)
        self._one_place_since = _since_when(connection, same, self._one_place_since, rules, now)
        named = {
            agent_id: sorted(codes[other] for other in others)
            for agent_id, others in same.found.items()
        }
        made = [
            replace(one, twins=named[one.agent.id]) if one.agent.id in named else one
            for one in made
        ]
        return _with_reasons(connection, made, rules, now)

    def _windows(self, connection: Connection, now: datetime) -> dict[str, list[Awaited]]:
        if self._awaited_at is None or not self._awaited_at <= now < self._awaited_at + _READ_AGAIN:
            self._awaited, self._awaited_at = _awaited(connection, now), now
        return self._awaited

    def _at_doors(self, connection: Connection, now: datetime) -> dict[str, AtDoor]:
        rows = _checked_in(connection, now)
        self._seen = {row.id: min(self._seen.get(row.id, now), now) for row in rows}
        dangers = self._danger_of(connection, {row.address_id for row in rows}, now)
        return {
            row.agent_id: AtDoor(
                visit_id=row.id,
                begun_at=row.check_in.at,
                seen_at=self._seen[row.id],
                is_dangerous=dangers[row.address_id],
                lat=row.lat,
                lon=row.lon,
            )
            for row in sorted(rows, key=lambda row: (row.check_in.at, row.id))
        }

    def _danger_of(
        self, connection: Connection, address_ids: set[str], now: datetime
    ) -> dict[str, bool]:
        since_at = self._dangers_at
        if since_at is None or not since_at <= now < since_at + _DANGER_READ_AGAIN:
            self._dangers, self._dangers_at = {}, now
        if unknown := address_ids - self._dangers.keys():
            found = dangerous(connection, unknown)
            self._dangers |= {one: one in found for one in unknown}
        return self._dangers


def _since_when(
    connection: Connection,
    same: Twins,
    known: Mapping[Pair, datetime],
    rules: AlertRules,
    now: datetime,
) -> Mapping[Pair, datetime]:
    """Since when each pair has told one place; of pairs that are new their kept fixes are read."""
    found = dict(same.since)
    for pair in sorted(found.keys() - known.keys())[:_PAIRS_AT_ONCE]:
        kept = {one: spots_of(connection, one, now - READ_BACK) for one in pair}
        earlier = twins(kept, rules, now).since.get(pair, found[pair])
        found[pair] = min(found[pair], earlier)
    return found


def spots_of(connection: Connection, agent_id: str, since: datetime) -> list[Spot]:
    """An agent's fixes that were kept since then, in the order of their times."""
    p = positions.c
    query = select(p.fix_at, p.received_at, p.lat, p.lon, p.accuracy_m, p.mock)
    rows = connection.execute(query.where(p.agent_id == agent_id, p.fix_at >= since))
    found = [
        Spot(min(row.fix_at, row.received_at), row.lat, row.lon, row.accuracy_m, row.mock or "")
        for row in rows
    ]
    return sorted(found, key=lambda spot: spot.at)


def dangerous(connection: Connection, address_ids: Collection[str]) -> set[str]:
    """Those of the addresses at whose door, under whatever holder, somebody met danger before."""
    mine, other = addresses.alias("mine"), addresses.alias("other")
    is_same = or_(other.c.id == mine.c.id, (mine.c.key != "") & (other.c.key == mine.c.key))
    met = condition(MET_DANGER, Facts(visits, dict(visits.c.items()), {}))
    found: set[str] = set()
    for part in chunks(sorted(address_ids), _IDS_AT_ONCE):
        query = (
            select(mine.c.id)
            .join(other, is_same)
            .join(visits, (visits.c.party_id == other.c.party_id))
            .where(mine.c.id.in_(part), visits.c.address_id == other.c.id, met)
        )
        found |= set(connection.scalars(query))
    return found


def _known(row: Any, agent: Agent, teams: Mapping[str, Team], **more: Any) -> Watched:
    return Watched(
        agent=agent,
        latest=Latest(agent_id=agent.id) if row.agent_id is None else entity_of(Latest, row),
        team=teams.get(agent.team_id or ""),
        last_mock=row.last_mock,
        last_mock_at=row.last_mock_at,
        aside_count=row.aside_count or 0,
        aside_reason=row.aside_reason or "",
        aside_since_at=row.aside_since_at,
        fixes=read_recent(row.recent),
        **more,
    )


def _with_reasons(
    connection: Connection, made: Sequence[Watched], rules: AlertRules, now: datetime
) -> list[Watched]:
    """With what may explain a long stop: the doors of the day, and who stands around."""
    longest = timedelta(minutes=rules.unexplained_min)
    stands = {
        one.agent.id
        for one in made
        if one.latest.stop_since_at is not None and now - one.latest.stop_since_at >= longest
    }
    around = company(here for one in made if (here := _here(one)) is not None)
    doors = doors_of(connection, [one for one in made if one.agent.id in stands], now)
    found = []
    for one in made:
        agent_id = one.agent.id
        here = _here(one) if agent_id in stands else None
        if here is not None:
            near = company_at(around, here)
            one = replace(one, doors=doors.get(agent_id, ()), company=near)
        found.append(one)
    return found


def _here(one: Watched) -> Point | None:
    lat, lon = one.latest.lat, one.latest.lon
    return None if lat is None or lon is None else Point(lat, lon)


def doors_of(
    connection: Connection, watched: Iterable[Watched], now: datetime
) -> dict[str, list[Point]]:
    """The doors of the day of each, whatever became of their visits."""
    days = {one.agent.id: local_day(one.agent.time_zone, now) for one in watched}
    found: dict[str, list[Point]] = defaultdict(list)
    v, a = visits.c, addresses.c
    for part in chunks(sorted(days), _IDS_AT_ONCE):
        query = (
            select(v.agent_id, v.planned_on, a.lat, a.lon)
            .join(addresses, a.id == v.address_id)
            .where(v.agent_id.in_(part), v.planned_on.in_(set(days.values())))
            .where(a.lat.is_not(None), a.lon.is_not(None))
        )
        for agent_id, planned_on, lat, lon in connection.execute(query):
            if planned_on == days[agent_id]:
                found[agent_id].append(Point(lat, lon))
    return found


def _checked_in(connection: Connection, now: datetime) -> list[Any]:
    v, a = visits.c, addresses.c
    query = (
        select(v.id, v.agent_id, v.address_id, v.check_in, a.lat, a.lon)
        .join(addresses, a.id == v.address_id)
        .where(v.state == VisitState.CHECKED_IN, v.planned_on >= now.date() - 3 * _DAY)
        .where(v.agent_id.is_not(None), v.check_in.is_not(None))
    )
    return list(connection.execute(query))


def _awaited(connection: Connection, now: datetime) -> dict[str, list[Awaited]]:
    v, a = visits.c, addresses.c
    query = (
        select(v.agent_id, v.id, v.window_start_at, v.window_end_at, a.lat, a.lon)
        .join(addresses, a.id == v.address_id)
        .where(v.state.in_(_AWAITED), v.planned_on >= now.date() - _DAY)
        .where(v.planned_on <= now.date() + _DAY)
        .where(v.window_start_at <= now, v.window_end_at > now)
        .where(v.agent_id.is_not(None), a.geocode_quality.in_(PLACED))
        .where(a.lat.is_not(None), a.lon.is_not(None))
    )
    found: dict[str, list[Awaited]] = defaultdict(list)
    for row in connection.execute(query):
        found[row[0]].append(Awaited(*row[1:]))
    return found
