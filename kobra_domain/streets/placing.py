"""Where a door is: the order in which its places are believed, as one function.

1 the coordinates that came with it; 2 an own verified door of the same key; 3 a list of doors that
was loaded; 4 the corner and the metres from it (Colombia), the number between its neighbours or the
streets it is between (Mexico); 5 a service, if one is set, where it knows the house; 6 the street
or the quarter, which judges no visit; 7 a person's hand, which is asked by a list and not here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from typing import Protocol

from kobra_domain.geo import distance_m
from kobra_domain.places import MEXICO, GeocodeQuality, Point, box_of
from kobra_domain.streets.between import KnownDoor, between_neighbours, middle
from kobra_domain.streets.corners import CORNER_RADIUS_M, METRES_RADIUS_M, Corner, placed
from kobra_domain.streets.doors import (
    Written,
    door_key,
    is_of_mexico,
    mexican_of,
    placa_of,
)
from kobra_domain.streets.mexico import MexicanDoor
from kobra_domain.streets.named import municipality_key, quarter_key
from kobra_domain.streets.names import Street
from kobra_domain.streets.placa import Placa

_LONGEST_BLOCK_M = 450.0
_ONE_DOOR_M = 150.0
_Q = GeocodeQuality


class PlaceMethod(StrEnum):
    """How a place was found; each is learnt apart how far it may be off."""

    GIVEN = "given"
    SAME_DOOR = "same_door"
    REFERENCE = "reference"
    CORNER_METRES = "corner_metres"
    CORNER = "corner"
    BETWEEN_NUMBERS = "between_numbers"
    BETWEEN_STREETS = "between_streets"
    SERVICE = "service"
    STREET = "street"
    NEIGHBOURHOOD = "neighbourhood"
    FIELD = "field"
    BY_HAND = "by_hand"


_M = PlaceMethod
QUALITY: dict[PlaceMethod, GeocodeQuality] = {
    _M.GIVEN: _Q.DOOR,
    _M.SAME_DOOR: _Q.DOOR,
    _M.REFERENCE: _Q.DOOR,
    _M.CORNER_METRES: _Q.CORNER,
    _M.CORNER: _Q.CORNER,
    _M.BETWEEN_NUMBERS: _Q.INTERPOLATED,
    _M.BETWEEN_STREETS: _Q.CORNER,
    _M.SERVICE: _Q.DOOR,
    _M.STREET: _Q.STREET,
    _M.NEIGHBOURHOOD: _Q.NEIGHBOURHOOD,
    _M.FIELD: _Q.DOOR,
    _M.BY_HAND: _Q.DOOR,
}
# Until enough agents have been at doors so placed (95 of 100 lie within): measured for the corner
# and its metres, else what such lists are usually off.
RADIUS_M: dict[PlaceMethod, float] = {
    **dict.fromkeys(PlaceMethod, 30.0),
    _M.CORNER_METRES: METRES_RADIUS_M,
    _M.CORNER: CORNER_RADIUS_M,
    _M.BETWEEN_NUMBERS: 80.0,
    _M.BETWEEN_STREETS: CORNER_RADIUS_M,
    _M.SERVICE: 60.0,
    _M.STREET: 1_500.0,
    _M.NEIGHBOURHOOD: 1_500.0,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a door is, and how that is known: 95 of 100 such doors are within `radius_m`."""

    point: Point
    method: PlaceMethod
    radius_m: float

    @property
    def quality(self) -> GeocodeQuality:
        """How near the pin is to the door."""
        return QUALITY[self.method]


class Books(Protocol):
    """What is known of the streets and doors of one municipality."""

    def own_door(self, key: str) -> Point | None:
        """A verified door of ours with this key, or of its house."""

    def listed_doors(self, door: str) -> Sequence[Point]:
        """Where the reference list has a Colombian door, by `Placa.door`."""

    def listed_street(self, street: str) -> Sequence[KnownDoor]:
        """All doors of a street in the reference list."""

    def along(self, street: Street) -> Sequence[Corner[Street]]:
        """The corners of a numbered street."""

    def meetings(self, street: str, cross: str) -> Sequence[Point]:
        """Where two streets meet, by their keys."""

    def street(self, street: str) -> Point | None:
        """The middle of a street."""

    def quarter(self, quarter: str) -> Point | None:
        """The middle of a colonia or barrio."""


Service = Callable[[Written, str], Point | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """An address to be placed; `given`: the coordinates that came with it."""

    address: Written
    country: str
    given: Point | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is believed: books, the radii learnt in this municipality, a service if one is set."""

    books: Books
    radii: Mapping[PlaceMethod, float] = field(default_factory=dict)
    service: Service | None = None

    def radius_m(self, method: PlaceMethod) -> float:
        """How far a place found so may be off."""
        return self.radii.get(method, RADIUS_M[method])


def place(sought: Sought, known: Known) -> Place | None:
    """The first of the order of seven that has a place; None: it waits for a hand."""
    return next(places(sought, known), None)


def places(sought: Sought, known: Known) -> Iterator[Place]:
    """All places that can be found, the most believed first."""
    for method, point in _found(sought, known):
        yield Place(point, method, known.radius_m(method))


Found = tuple[PlaceMethod, Point]


def _found(sought: Sought, known: Known) -> Iterator[Found]:
    if sought.given is not None and box_of(sought.country).holds(
        sought.given.lat, sought.given.lon
    ):
        yield PlaceMethod.GIVEN, sought.given
    if not municipality_key(sought.address.municipality):
        return
    books, key = known.books, door_key(sought.address)
    own = books.own_door(key) if key else None
    if own is not None:
        yield PlaceMethod.SAME_DOOR, own
    is_there = sought.country == MEXICO or is_of_mexico(sought.address)
    placa = None if is_there else placa_of(sought.address)
    if placa is not None:
        yield from _of_placa(placa, books)
    else:
        yield from _of_number(mexican_of(sought.address), books)
    if known.service is not None:
        point = known.service(sought.address, sought.country)
        if point is not None and box_of(sought.country).holds(point.lat, point.lon):
            yield PlaceMethod.SERVICE, point
    yield from _coarse(sought.address, placa, books)


def _of_placa(placa: Placa, books: Books) -> Iterator[Found]:
    if placa.metres is not None:
        yield from _listed(books.listed_doors(placa.door))
    corner = placed(placa, books)
    if corner is not None:
        method = PlaceMethod.CORNER_METRES if corner.is_walked else PlaceMethod.CORNER
        yield method, corner.place


def _of_number(door: MexicanDoor, books: Books) -> Iterator[Found]:
    if not door.street:
        return
    house = door.house
    if house is not None:
        here = [one for one in books.listed_street(door.street) if _is_here(one, door)]
        yield from _listed([one.place for one in here if one.number == door.number])
        point = between_neighbours(house, here)
        if point is not None:
            yield PlaceMethod.BETWEEN_NUMBERS, point
    corner = _between_streets(door, books)
    if corner is not None:
        yield PlaceMethod.BETWEEN_STREETS, corner


def _listed(found: Sequence[Point]) -> Iterator[Found]:
    """The middle of what a list has of one door, unless it has it in several places."""
    if found and all(distance_m(found[0], other) <= _ONE_DOOR_M for other in found):
        yield PlaceMethod.REFERENCE, middle(found)


def _is_here(one: KnownDoor, door: MexicanDoor) -> bool:
    """Whether a listed door is of this colonia or postal code. One of both must be known: the same
    street is in many colonias.
    """
    is_same_colonia = bool(door.colonia) and door.colonia == one.colonia
    return is_same_colonia or (bool(door.postal_code) and door.postal_code == one.postal_code)


def _between_streets(door: MexicanDoor, books: Books) -> Point | None:
    """The middle of the block between two streets, or the one corner; None where the street has
    such a corner more than once and nothing says which.
    """
    found = [list(books.meetings(door.street, cross)) for cross in door.between[:2]]
    met = [places for places in found if places]
    if len(met) == 2:
        blocks = [middle(ends) for ends in product(*met) if distance_m(*ends) <= _LONGEST_BLOCK_M]
    else:
        blocks = met[0] if met else []
    if len(blocks) > 1:
        quarter = books.quarter(door.colonia) if door.colonia else None
        return min(blocks, key=lambda one: distance_m(one, quarter)) if quarter else None
    return blocks[0] if blocks else None


def _coarse(address: Written, placa: Placa | None, books: Books) -> Iterator[Found]:
    """The street of a numbered city is one; where streets repeat, the quarter is nearer."""
    mexican = mexican_of(address)
    quarters = filter(None, (quarter_key(address.neighbourhood), mexican.colonia))
    quarter = next((at for name in quarters if (at := books.quarter(name))), None)
    if quarter is not None:
        yield PlaceMethod.NEIGHBOURHOOD, quarter
    street = books.street(mexican.street if placa is None else placa.street.key)
    if street is not None:
        yield PlaceMethod.STREET, street
