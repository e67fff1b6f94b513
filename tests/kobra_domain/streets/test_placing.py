"""The order of seven, on a made-up city and made-up lists."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from kobra_domain.geo import distance_m
from kobra_domain.places import PLACED, GeocodeQuality, Point
from kobra_domain.streets.between import KnownDoor
from kobra_domain.streets.corners import Corner, found_corners
from kobra_domain.streets.doors import Written
from kobra_domain.streets.names import Street, read_street
from kobra_domain.streets.placing import (
    QUALITY,
    RADIUS_M,
    Known,
    Place,
    PlaceMethod,
    Sought,
    place,
    places,
)

M = PlaceMethod
ORIGIN, BLOCK_M, DEGREE_M = Point(4.6, -74.1), 100.0, 111_320.0
MEXICAN = Point(19.4, -99.17)


def at(east_m: float, north_m: float, origin: Point = ORIGIN) -> Point:
    return Point(origin.lat + north_m / DEGREE_M, origin.lon + east_m / DEGREE_M)


@dataclass
class Shelf:
    """Books in memory."""

    own: dict[str, Point] = field(default_factory=dict)
    doors: dict[str, list[Point]] = field(default_factory=dict)
    listed: dict[str, list[KnownDoor]] = field(default_factory=dict)
    corners: Sequence[Corner[Street]] = ()
    crossings: dict[tuple[str, str], list[Point]] = field(default_factory=dict)
    streets: dict[str, Point] = field(default_factory=dict)
    quarters: dict[str, Point] = field(default_factory=dict)

    def own_door(self, key: str) -> Point | None:
        return self.own.get(key)

    def listed_doors(self, door: str) -> Sequence[Point]:
        return self.doors.get(door, ())

    def listed_street(self, street: str) -> Sequence[KnownDoor]:
        return self.listed.get(street, ())

    def along(self, street: Street) -> Sequence[Corner[Street]]:
        return [one for one in self.corners if one.street == street]

    def meetings(self, street: str, cross: str) -> Sequence[Point]:
        return self.crossings.get((street, cross), ())

    def street(self, street: str) -> Point | None:
        return self.streets.get(street)

    def quarter(self, quarter: str) -> Point | None:
        return self.quarters.get(quarter)


def numbered(name: str) -> Street:
    street = read_street(name)
    assert street is not None
    return street


def grid() -> Iterator[tuple[Street, Sequence[Point]]]:
    """Calles 1 to 9 going north, carreras 1 to 9 going west."""
    for n in range(9):
        yield (
            numbered(f"Calle {n + 1}"),
            [at(-m * BLOCK_M, n * BLOCK_M) for m in range(9)],
        )
        yield (
            numbered(f"Carrera {n + 1}"),
            [at(-n * BLOCK_M, m * BLOCK_M) for m in range(9)],
        )


CITY = Shelf(
    corners=found_corners(grid()),
    streets={"CL 8": at(-400, 700)},
    quarters={"ALAMOS": at(-300, 300)},
)


def sought(street: str, country: str = "CO", given: Point | None = None, **more: str) -> Sought:
    more = {"municipality": "Villa", **more}
    return Sought(address=Written(street=street, **more), country=country, given=given)


def found(one: Sought, shelf: Shelf, known: Known | None = None) -> Place:
    answer = place(one, known or Known(shelf))
    assert answer is not None
    return answer


def test_every_door_of_a_grid_is_within_its_radius() -> None:
    for calle in range(1, 9):
        for carrera in range(1, 9):
            for number in (0, 7, 40, 99):
                door = found(sought(f"Calle {calle} # {carrera}-{number:02}"), CITY)
                true = at(-(carrera - 1) * BLOCK_M - number, (calle - 1) * BLOCK_M)
                assert door.method is M.CORNER_METRES
                assert distance_m(door.point, true) < 2 <= door.radius_m
                door = found(sought(f"KR {carrera} {calle} {number}"), CITY)
                true = at(-(carrera - 1) * BLOCK_M, (calle - 1) * BLOCK_M + number)
                assert distance_m(door.point, true) < 2


def test_the_order_is_kept() -> None:
    """Each place that is believed more is there only together with all that are believed less."""
    wanted = sought("Calle 8 # 2-40 Apto 3", given=at(0, 1), neighbourhood="Álamos")
    shelf = Shelf(
        own={"VILLA|CL 8 # KR 2 - 40|AP 3": at(0, 2)},
        doors={"CL 8 # KR 2 - 40": [at(0, 3)]},
        corners=CITY.corners,
        streets=CITY.streets,
        quarters=CITY.quarters,
    )
    known = Known(shelf, service=lambda address, country: at(0, 5))
    told = list(places(wanted, known))
    assert [one.method for one in told] == [
        M.GIVEN,
        M.SAME_DOOR,
        M.REFERENCE,
        M.CORNER_METRES,
        M.SERVICE,
        M.NEIGHBOURHOOD,
        M.STREET,
    ]
    assert place(wanted, known) == told[0]
    assert [one.quality in PLACED for one in told] == [True] * 5 + [False] * 2


def test_coordinates_outside_the_country_are_not_believed() -> None:
    for point in (Point(-74.1, 4.6), Point(4.6, 74.1), Point(0.0, 0.0)):
        door = found(sought("Calle 8 # 2-40", given=point), CITY)
        assert door.method is M.CORNER_METRES
    assert found(sought("x", given=Point(0.0, 0.0), country="EC"), CITY).method is M.GIVEN


def test_a_corner_is_a_corner() -> None:
    door = found(sought("Calle 8 con Carrera 2"), CITY)
    assert (door.method, door.quality) == (M.CORNER, GeocodeQuality.CORNER)


def test_a_door_that_a_list_has_in_two_places_is_not_believed() -> None:
    shelf = Shelf(doors={"CL 8 # KR 2 - 40": [at(0, 0), at(0, 900)]}, corners=CITY.corners)
    assert found(sought("Calle 8 # 2-40"), shelf).method is M.CORNER_METRES


def test_what_is_nowhere_waits_for_a_hand() -> None:
    assert place(sought("Calle 77 # 2-40"), Known(CITY)) is None
    assert place(sought("Calle 8 # 2-40", municipality=""), Known(CITY)) is None
    assert place(sought(""), Known(CITY)) is None
    assert place(sought("Vereda El Salitre"), Known(CITY)) is None


def test_a_service_is_believed_in_the_country_only() -> None:
    known = Known(Shelf(), service=lambda address, country: Point(51.0, 0.0))
    assert place(sought("Calle 8 # 2-40"), known) is None


def test_a_radius_is_what_was_learnt() -> None:
    known = Known(CITY, {M.CORNER_METRES: 23.5})
    assert found(sought("Calle 8 # 2-40"), CITY, known).radius_m == 23.5
    assert found(sought("Calle 8 # 2-40"), CITY).radius_m == RADIUS_M[M.CORNER_METRES]


def test_each_method_has_its_quality_and_radius() -> None:
    assert QUALITY.keys() == RADIUS_M.keys() == set(PlaceMethod)


# Mexico

LISTED = [
    KnownDoor("100", "CENTRO", "06000", at(0, 0, MEXICAN)),
    KnownDoor("101", "CENTRO", "06000", at(12, 3, MEXICAN)),
    KnownDoor("120", "CENTRO", "06000", at(0, 100, MEXICAN)),
    KnownDoor("121B", "CENTRO", "06000", at(12, 103, MEXICAN)),
    KnownDoor("S/N", "CENTRO", "06000", at(0, 50, MEXICAN)),
    KnownDoor("110", "ROMA", "06700", at(0, 4_000, MEXICAN)),
]
TOWN = Shelf(
    listed={"JUAREZ": LISTED},
    crossings={
        ("JUAREZ", "HIDALGO"): [at(0, 0, MEXICAN), at(0, 5_000, MEXICAN)],
        ("JUAREZ", "MORELOS"): [at(0, 100, MEXICAN), at(0, 5_100, MEXICAN)],
        ("JUAREZ", "ALLENDE"): [at(0, 200, MEXICAN)],
    },
    streets={"JUAREZ": at(0, 2_000, MEXICAN)},
    quarters={"CENTRO": at(50, 50, MEXICAN), "ROMA": at(50, 5_050, MEXICAN)},
)


@pytest.mark.parametrize(
    ("street", "method", "north_m"),
    [
        ("Av. Juárez 120, Col. Centro", M.REFERENCE, 100),
        ("Juárez 110, Col. Roma", M.REFERENCE, 4_000),
        ("Juárez 110, CP 06700", M.REFERENCE, 4_000),
        ("Juárez 121-B, Col. Centro", M.REFERENCE, 103),
        ("Juárez 110, Col. Centro", M.BETWEEN_NUMBERS, 50),
        ("Juárez 111, Col. Centro", M.BETWEEN_NUMBERS, 53),
        ("Juárez 111, CP 06000", M.BETWEEN_NUMBERS, 53),
        ("Juárez 900 entre Hidalgo y Morelos, Col. Centro", M.BETWEEN_STREETS, 50),
        ("Juárez S/N entre Hidalgo y Morelos, Col. Roma", M.BETWEEN_STREETS, 5_050),
        ("Juárez S/N esquina Allende", M.BETWEEN_STREETS, 200),
        ("Juárez S/N entre Allende y Olvido", M.BETWEEN_STREETS, 200),
        # the colonia is nearer than the middle of a street that is in many
        ("Juárez 900, Col. Roma", M.NEIGHBOURHOOD, 5_050),
        ("Calle que no existe 5, Col. Centro", M.NEIGHBOURHOOD, 50),
        # neither colonia nor postal code: the street alone
        ("Juárez 120", M.STREET, 2_000),
        ("Juárez S/N entre Hidalgo y Morelos", M.STREET, 2_000),
    ],
)
def test_mexico_goes_by_lists_neighbours_and_corners(
    street: str, method: PlaceMethod, north_m: float
) -> None:
    door = found(sought(street, "MX"), TOWN)
    assert door.method is method
    assert abs((door.point.lat - MEXICAN.lat) * DEGREE_M - north_m) < 2


def test_the_country_says_how_an_address_is_read() -> None:
    """«Calle 60 # 491» is a house there and a corner here."""
    listed = [KnownDoor("491", "CENTRO", "97000", at(0, 0, MEXICAN))]
    shelf = Shelf(listed={"CL 60": listed})
    wanted = sought("Calle 60 # 491", "MX", neighbourhood="Centro")
    assert found(wanted, shelf).method is M.REFERENCE
    assert place(sought("Calle 60 # 491", "CO", neighbourhood="Centro"), Known(shelf)) is None


def test_neighbours_too_far_from_each_other_say_nothing() -> None:
    far = [
        KnownDoor("1", "CENTRO", "", at(0, 0, MEXICAN)),
        KnownDoor("9", "CENTRO", "", at(0, 900, MEXICAN)),
        KnownDoor("900", "CENTRO", "", at(0, 950, MEXICAN)),
    ]
    shelf = Shelf(listed={"JUAREZ": far})
    assert place(sought("Juárez 5, Col. Centro", "MX"), Known(shelf)) is None
    assert place(sought("Juárez 500, Col. Centro", "MX"), Known(shelf)) is None
