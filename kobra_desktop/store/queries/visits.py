"""Visits as rows of a table and of the map, 100,000 at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, or_, select, type_coerce

from kobra_desktop.store import rows
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.money import lacks_amount
from kobra_desktop.store.queries.reach import CLEAN, EVERYTHING, Reach, marks, visits_within
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.geo import fence_m
from kobra_domain.visits import OPEN_STATES, Outcome, Priority, Purpose, Verdict, VisitState


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One line of the table. Names are empty and places None while the named row has not arrived.

    `lat, lon` are degrees WGS 84, `radius_m` and `distance_m` metres. `lacks_amount`: an amount was
    said that could not be read, so that it is not finished whatever its state.
    """

    id: str
    state: VisitState
    planned_on: date | None
    party_id: str
    party_name: str
    address_id: str
    street: str
    neighbourhood: str
    municipality: str
    agent_id: str | None
    agent_name: str
    portfolio_id: str
    portfolio_name: str
    country: str
    time_zone: str
    purpose: Purpose
    priority: Priority
    position: int
    outcome: Outcome | None
    verdict: Verdict | None
    distance_m: float | None
    window_start_at: datetime | None
    window_end_at: datetime | None
    on_phone_at: datetime | None
    ended_at: datetime | None
    lat: float | None
    lon: float | None
    radius_m: float | None
    is_pending: bool
    is_held: bool
    lacks_amount: bool = False

    @property
    def searchable(self) -> str:
        """All names of it, accent-free, the party's first."""
        return plain(
            f"{self.party_name} {self.street} {self.neighbourhood} {self.municipality} "
            f"{self.agent_name} {self.portfolio_name}"
        )


@dataclass(frozen=True, slots=True)
class VisitWish:
    """Which visits: all that are open or ended since a time, of an agent, of days; None: any."""

    ids: frozenset[str] | None = None
    agent_id: str | None = None
    planned_from: date | None = None
    planned_to: date | None = None
    open_only: bool = False
    ended_since: datetime | None = None


ANY = VisitWish()
# A look-up costs a tenth of making a member from its value, and there are half a million.
_STATES = {one.value: one for one in VisitState}
_PURPOSES = {one.value: one for one in Purpose}
_PRIORITIES = {one.value: one for one in Priority}
_OUTCOMES = {one.value: one for one in Outcome}
_VERDICTS = {one.value: one for one in Verdict}


def _stored(column: Any) -> ColumnElement[str]:
    """The column's text as it is, without making a member of it."""
    return type_coerce(column, String())


def visit_rows(
    replica: Replica, wish: VisitWish = ANY, reach: Reach = EVERYTHING
) -> list[VisitRow]:
    """The rows in order of planned day (newest first), then name."""
    made = _read(replica, wish, reach)
    made.sort(key=lambda row: row.searchable)  # which begins with the name
    made.sort(key=lambda row: row.planned_on or date.max, reverse=True)
    return made


def visits_by_id(replica: Replica, ids: Iterable[str]) -> dict[str, VisitRow]:
    """The named rows; those that are gone are absent."""
    wish = VisitWish(ids=frozenset(ids))
    return {row.id: row for row in _read(replica, wish, EVERYTHING)}


def _read(replica: Replica, wish: VisitWish, reach: Reach) -> list[VisitRow]:
    with replica.reading() as connection:
        flags = marks(connection, "visit", wish.ids)
        asked = _selected(reach)
        if wish.ids is None:
            found = connection.execute(asked.where(*_conditions(wish))).all()
        else:
            found = [
                one
                for part in rows.chunks(wish.ids)
                for one in connection.execute(
                    asked.where(RECORDS["visit"].c.id.in_(part), *_conditions(wish))
                )
            ]
    return [_row(one, flags.get(one[0], CLEAN)) for one in found]


@dataclass(frozen=True, slots=True)
class ManyVisits:
    """What is to be known of many before an act: the day of the first that has one, how many of
    them phones hold, their states.
    """

    planned_on: date | None
    on_phones: int
    states: frozenset[VisitState]


def many_visits(replica: Replica, ids: Iterable[str]) -> ManyVisits:
    """Of any number of visits, without their rows."""
    visit = RECORDS["visit"].c
    asked = select(visit.id, _stored(visit.state), visit.planned_on, visit.on_phone_at.is_not(None))
    day: date | None = None
    on_phones, states = 0, set[str]()
    with replica.reading() as connection:
        for part in rows.chunks(ids):
            found = {row[0]: row for row in connection.execute(asked.where(visit.id.in_(part)))}
            read = [found[one] for one in part if one in found]
            day = day or next((row[2] for row in read if row[2]), None)
            on_phones += sum(row[3] for row in read)
            states.update(row[1] for row in read)
    return ManyVisits(day, on_phones, frozenset(_STATES[one] for one in states))


def _selected(reach: Reach) -> Select[Any]:
    visit, party, address = RECORDS["visit"], RECORDS["party"], RECORDS["address"]
    agent, portfolio = RECORDS["agent"], RECORDS["portfolio"]
    v, a = visit.c, address.c
    joined = (
        visit.outerjoin(party, party.c.id == v.party_id)
        .outerjoin(address, a.id == v.address_id)
        .outerjoin(agent, agent.c.id == v.agent_id)
        .outerjoin(portfolio, portfolio.c.id == v.portfolio_id)
    )
    asked = select(
        v.id, _stored(v.state), v.planned_on, v.party_id, party.c.name, v.address_id, a.street,
        a.neighbourhood, a.municipality, v.agent_id, agent.c.name, v.portfolio_id,
        portfolio.c.name, portfolio.c.country, a.time_zone, portfolio.c.time_zone,
        _stored(v.purpose),
        _stored(v.priority), v.position, _stored(v.outcome), _stored(v.verdict), v.distance_m,
        v.window_start_at,
        v.window_end_at, v.on_phone_at, v.ended_at, a.lat, a.lon, a.radius_m,
        portfolio.c.radius_m, a.place_radius_m, lacks_amount(),
    ).select_from(joined)  # fmt: skip
    return asked.where(*visits_within(reach))


def _conditions(wish: VisitWish) -> list[ColumnElement[bool]]:
    visit = RECORDS["visit"].c
    made: list[ColumnElement[bool]] = []
    if wish.agent_id is not None:
        made.append(visit.agent_id == wish.agent_id)
    if wish.planned_from is not None:
        made.append(visit.planned_on >= wish.planned_from)
    if wish.planned_to is not None:
        made.append(visit.planned_on <= wish.planned_to)
    is_open = visit.state.in_(OPEN_STATES)
    if wish.open_only:
        made.append(is_open)
    if wish.ended_since is not None:
        made.append(or_(is_open, visit.ended_at >= wish.ended_since))
    return made


def _row(found: Any, mark: Any) -> VisitRow:
    (
        visit_id, state, planned_on, party_id, party_name, address_id, street, neighbourhood,
        municipality, agent_id, agent_name, portfolio_id, portfolio_name, country, zone,
        portfolio_zone, purpose, priority, position, outcome, verdict, distance_m, start_at, end_at,
        on_phone_at, ended_at, lat, lon, radius_m, portfolio_radius_m, place_radius_m,
        is_lacking,
    ) = found  # fmt: skip
    return VisitRow(
        visit_id, _STATES[state], planned_on, party_id, party_name or "", address_id, street or "",
        neighbourhood or "", municipality or "", agent_id, agent_name or "", portfolio_id,
        portfolio_name or "", country or "", zone or portfolio_zone or "UTC", _PURPOSES[purpose],
        _PRIORITIES[priority], position, _OUTCOMES.get(outcome), _VERDICTS.get(verdict),
        distance_m, start_at, end_at, on_phone_at, ended_at, lat, lon,
        fence_m(radius_m, portfolio_radius_m or 0.0, place_radius_m), mark.is_pending, mark.is_held,
        bool(is_lacking),
    )  # fmt: skip
