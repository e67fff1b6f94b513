"""What a person is shown who places an address by hand: where agents met somebody, what they
proposed, and every place that can be found.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from statistics import median

from sqlalchemy import ColumnElement, Connection, select

from field_api.change_log.rows import entities, find, find_all
from field_api.places.addresses import places_of, portfolio_owner
from field_api.places.books import FEWEST_ARRIVALS, begins, known_of
from field_api.tables.places import place_methods, towns
from field_api.tables.replicated import addresses, portfolios, proposals, visits
from kobra_domain.geo import judge, metres
from kobra_domain.places import PLACED, GeocodeQuality, Point
from kobra_domain.portfolios import Address, Party, Portfolio
from kobra_domain.streets.answers import (
    MethodQuality,
    PlaceQuality,
    PlaceSuggestion,
    PlaceSuggestions,
    SameDoor,
)
from kobra_domain.streets.doors import of_door
from kobra_domain.streets.named import municipality_key
from kobra_domain.streets.placing import QUALITY, RADIUS_M, PlaceMethod
from kobra_domain.submissions import Proposal, ProposalKind, ProposalState
from kobra_domain.visits import RIGHT_PARTY_OUTCOMES, Visit

_MOST_PEOPLE, _MOST_VISITS = 50, 200
_LEAST_RADIUS_M = 15.0


def suggestions(
    connection: Connection, address: Address, mine: ColumnElement[bool]
) -> PlaceSuggestions:
    """For one address; `mine` is the condition that another's address is in the reader's scope."""
    portfolio = find(connection, Portfolio, address.portfolio_id)
    found = [*_seen(connection, address, portfolio), *_proposed(connection, address)]
    town = municipality_key(address.municipality)
    known = known_of(connection, town, _of_owner(connection, portfolio))
    found += [
        PlaceSuggestion(
            lat=one.point.lat,
            lon=one.point.lon,
            method=one.method,
            quality=one.quality,
            radius_m=one.radius_m,
        )
        for one in places_of(address, portfolio, known)
    ]
    return PlaceSuggestions(items=tuple(found), people=_beside(connection, address, mine))


def qualities(connection: Connection) -> PlaceQuality:
    """How good each method has proved in each municipality."""
    m = place_methods.c
    query = (
        select(place_methods, towns.c.name)
        .join(towns, towns.c.municipality == m.municipality, isouter=True)
        .order_by(m.municipality, m.arrivals.desc(), m.method)
    )
    return PlaceQuality(
        items=tuple(
            MethodQuality(
                municipality=row.name or row.municipality,
                method=row.method,
                arrivals=row.arrivals,
                p50_m=row.p50_m,
                p90_m=row.p90_m,
                p95_m=row.p95_m,
                is_learnt=row.arrivals >= FEWEST_ARRIVALS,
            )
            for row in connection.execute(query)
        )
    )


def _seen(
    connection: Connection, address: Address, portfolio: Portfolio | None
) -> Iterator[PlaceSuggestion]:
    """The middle of where agents stood who met the holder at this address."""
    if portfolio is None:
        return
    v = visits.c
    asked = (v.address_id == address.id, v.outcome.in_(RIGHT_PARTY_OUTCOMES))
    theirs = entities(connection, Visit, v.party_id == address.party_id, *asked)
    met = sorted(theirs, key=lambda one: one.ended_at or one.created_at)[-_MOST_VISITS:]
    stood = [
        (Point(one.check_in.lat, one.check_in.lon), one.check_in.at)
        for one in met
        if _is_trusted(one, address, portfolio)
        and one.check_in is not None
        and one.check_in.lat is not None
        and one.check_in.lon is not None
    ]
    if stood:
        yield _middle(stood)


def _is_trusted(visit: Visit, address: Address, portfolio: Portfolio) -> bool:
    """Whether the fix would be believed if the door were where it says."""
    fix = visit.check_in
    if fix is None or fix.lat is None:
        return False
    there = replace(address, lat=fix.lat, lon=fix.lon, geocode_quality=GeocodeQuality.DOOR)
    return judge(fix, there, portfolio).reason is None


def _middle(stood: Sequence[tuple[Point, datetime]]) -> PlaceSuggestion:
    lat = median(place.lat for place, _at in stood)
    lon = median(place.lon for place, _at in stood)
    farthest = max(metres(lat, lon, place.lat, place.lon) for place, _at in stood)
    return PlaceSuggestion(
        lat=lat,
        lon=lon,
        method=PlaceMethod.FIELD,
        quality=GeocodeQuality.DOOR,
        radius_m=round(max(farthest, _LEAST_RADIUS_M), 1),
        arrivals=len(stood),
        last_at=max(at for _place, at in stood),
    )


def _proposed(connection: Connection, address: Address) -> Iterator[PlaceSuggestion]:
    """The pins that wait for a person's yes, the newest first."""
    p = proposals.c
    asked = (p.kind == ProposalKind.PIN, p.state == ProposalState.OPEN)
    found = entities(
        connection, Proposal, p.party_id == address.party_id, p.address_id == address.id, *asked
    )
    for one in sorted(found, key=lambda one: one.proposed_at, reverse=True):
        if one.lat is not None and one.lon is not None:
            yield PlaceSuggestion(
                lat=one.lat,
                lon=one.lon,
                method=PlaceMethod.FIELD,
                quality=QUALITY[PlaceMethod.FIELD],
                radius_m=RADIUS_M[PlaceMethod.FIELD],
                last_at=one.proposed_at,
                proposal_id=one.id,
                note=one.note,
            )


def _beside(
    connection: Connection, address: Address, mine: ColumnElement[bool]
) -> tuple[SameDoor, ...]:
    if not address.key:
        return ()
    a = addresses.c
    is_there = begins(connection, a.key, of_door(address.key))
    query = select(a.id).where(is_there, mine, a.id != address.id).order_by(a.key, a.id)
    ids = connection.scalars(query.limit(_MOST_PEOPLE)).all()
    found = find_all(connection, Address, ids)
    people = find_all(connection, Party, {one.party_id for one in found.values()})
    return tuple(
        SameDoor(
            address_id=one.id,
            party_id=one.party_id,
            name=people[one.party_id].name if one.party_id in people else "",
            street=one.street,
            lat=one.lat,
            lon=one.lon,
            is_placed=one.geocode_quality in PLACED and one.lat is not None,
        )
        for one in (found[one_id] for one_id in ids)
    )


def _of_owner(connection: Connection, portfolio: Portfolio | None) -> Collection[str]:
    """The portfolios whose verified doors may be used."""
    if portfolio is None:
        return ()
    owner = portfolio_owner(portfolio)
    query = select(portfolios.c.id, portfolios.c.institution_id)
    rows = connection.execute(query)
    return {row.id for row in rows if owner in (row.id, row.institution_id)}
