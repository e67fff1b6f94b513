"""Places many addresses at once: an import's, and those that wait. What a person has accepted is
never moved.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from field_api.change_log.rows import entities
from field_api.database import chunks
from field_api.places.books import OwnDoors, Shelf, learnt_radii
from kobra_domain.geo import metres
from kobra_domain.places import PLACED, GeocodeQuality, Point, box_of
from kobra_domain.portfolios import Address, Portfolio
from kobra_domain.streets.doors import keyed, written
from kobra_domain.streets.named import municipality_key
from kobra_domain.streets.placing import Known, Place, PlaceMethod, Service, Sought, places

# What the books here find from the words of an address, and therefore find anew when they change.
_FROM_ELSEWHERE = {PlaceMethod.GIVEN, PlaceMethod.FIELD, PlaceMethod.BY_HAND, PlaceMethod.SERVICE}
BY_WORDS = frozenset(method.value for method in PlaceMethod if method not in _FROM_ELSEWHERE)
_COARSE = frozenset((GeocodeQuality.STREET, GeocodeQuality.NEIGHBOURHOOD))
_AT_ONCE = 2_000  # so that what was read of an address is still known when it is placed
_MOVED_M, _OTHER_RADIUS = 1.0, 0.25


# Verified doors by municipality and owner.
Owned = dict[tuple[str, str], OwnDoors]


def placed_addresses(
    connection: Connection,
    addresses: Sequence[Address],
    *,
    service: Service | None = None,
    owned: Owned | None = None,
) -> list[Address]:
    """The addresses, in their order, with key, place, method (`geocode_source`), quality and
    radius, each by its portfolio's country and the verified doors of its institution.

    Coordinates without a source and a quality came with the address and are believed if they lie in
    its country. Reads a few times for each municipality; writes nothing. Who asks for many bundles
    hands on `owned`, so that the verified doors of a municipality are read once.
    """
    portfolios = {one.id: one for one in entities(connection, Portfolio)}
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    made = [keyed(address) for address in addresses]
    for n, address in enumerate(made):
        if is_open(address):
            portfolio = portfolios.get(address.portfolio_id)
            owner = portfolio_owner(portfolio) if portfolio is not None else ""
            groups[municipality_key(address.municipality), owner].append(n)
    for (town, owner), members in groups.items():
        held = None if owned is None else owned.get((town, owner))
        shelf = Shelf(connection, town, _of_owner(portfolios, owner), held)
        if owned is not None:
            owned[town, owner] = shelf.all_own()
        known = Known(shelf, learnt_radii(connection, town), service)
        for bundle in chunks(members, _AT_ONCE):
            shelf.fetch([written(made[n]) for n in bundle])
            for n in bundle:
                made[n] = placed_one(made[n], portfolios.get(made[n].portfolio_id), known)
    return made


def is_open(address: Address) -> bool:
    """Whether a method may place the address: nobody has accepted its place, and no pin of another
    origin is at its door.
    """
    is_ours = address.geocode_source in BY_WORDS
    return address.place_accepted_at is None and (
        is_ours or address.geocode_quality not in PLACED or address.lat is None
    )


def portfolio_owner(portfolio: Portfolio) -> str:
    """Whose verified doors a portfolio may be placed by: its institution's, else its own."""
    return portfolio.institution_id or portfolio.id


def placed_one(address: Address, portfolio: Portfolio | None, known: Known) -> Address:
    """The address by the first place that is found. Without one it stays as it came; what was once
    found from other words is gone.
    """
    found = next(places_of(address, portfolio, known), None)
    is_ours = address.geocode_source in BY_WORDS
    if found is None or (found.quality in _COARSE and not is_ours and address.lat is not None):
        return unplaced(address) if is_ours else address
    return at_place(address, found)


def places_of(address: Address, portfolio: Portfolio | None, known: Known) -> Iterator[Place]:
    """Where the books have an address, the most believed first. What is outside of its country was
    swapped or is at sea, in a list of doors or on a map, too.
    """
    sought = sought_of(address, portfolio)
    box = box_of(sought.country)
    return (one for one in places(sought, known) if box.holds(one.point.lat, one.point.lon))


def sought_of(address: Address, portfolio: Portfolio | None) -> Sought:
    """What is asked of the books for an address."""
    return Sought(
        address=written(address),
        country="" if portfolio is None else portfolio.country,
        given=_given(address),
    )


def at_place(address: Address, found: Place) -> Address:
    """The address at a place that was found."""
    return replace(
        address,
        lat=found.point.lat,
        lon=found.point.lon,
        geocode_source=found.method.value,
        geocode_quality=found.quality,
        place_radius_m=round(found.radius_m, 1),
    )


def unplaced(address: Address) -> Address:
    """The address without a place."""
    return replace(
        address,
        lat=None,
        lon=None,
        geocode_source="",
        geocode_quality=GeocodeQuality.NONE,
        place_radius_m=None,
    )


def differs(after: Address, before: Address) -> bool:
    """Whether a place is worth writing: other words, another quality, moved by a metre, or a radius
    that is another by a quarter.
    """
    told = [(a.key, a.geocode_source, a.geocode_quality) for a in (after, before)]
    if told[0] != told[1] or (after.lat is None) is not (before.lat is None):
        return True
    was, now = before.place_radius_m or 0.0, after.place_radius_m or 0.0
    if abs(now - was) > _OTHER_RADIUS * max(was, 1.0):
        return True
    here, there = _point(after), _point(before)
    if here is None or there is None:
        return False
    return metres(here.lat, here.lon, there.lat, there.lon) > _MOVED_M


def _given(address: Address) -> Point | None:
    """Coordinates that came with the address, without a word on how good they are."""
    is_bare = address.geocode_quality is GeocodeQuality.NONE and not address.geocode_source
    return _point(address) if is_bare else None


def _point(address: Address) -> Point | None:
    if address.lat is None or address.lon is None:
        return None
    return Point(address.lat, address.lon)


def _of_owner(portfolios: Mapping[str, Portfolio], owner: str) -> Collection[str]:
    return {one.id for one in portfolios.values() if portfolio_owner(one) == owner}
