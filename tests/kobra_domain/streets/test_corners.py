"""Corners are found in a map's lines, and doors are placed from them."""

from collections.abc import Iterator, Sequence
from math import cos, hypot, radians, sin

import pytest

from kobra_domain.places import Point
from kobra_domain.streets.corners import Corner, PlacedDoor, found_corners, placed
from kobra_domain.streets.names import Street, read_street
from kobra_domain.streets.placa import read_placa

ORIGIN = Point(4.65, -74.06)
BLOCK_M = 100.0
DEGREE_M = 111_320.0


def at(east_m: float, north_m: float, turned: float = 0.0) -> Point:
    """A place by metres from the origin, on a grid that is turned by degrees."""
    angle = radians(turned)
    east, north = (
        east_m * cos(angle) - north_m * sin(angle),
        east_m * sin(angle) + north_m * cos(angle),
    )
    return Point(
        ORIGIN.lat + north / DEGREE_M,
        ORIGIN.lon + east / (DEGREE_M * cos(radians(ORIGIN.lat))),
    )


def street(name: str) -> Street:
    found = read_street(name)
    assert found is not None
    return found


def grid(turned: float = 0.0) -> Iterator[tuple[Street, Sequence[Point]]]:
    """Calles 5 to 12 going north, carreras 10 to 15 going west, in lines of one block each."""
    for n in range(8):
        for part in range(5):
            ends = [at(-part * BLOCK_M, n * BLOCK_M, turned)]
            ends.append(at(-(part + 1) * BLOCK_M, n * BLOCK_M, turned))
            yield street(f"Calle {5 + n}"), ends
    for n in range(6):
        line = [at(-n * BLOCK_M, part * BLOCK_M, turned) for part in range(8)]
        yield street(f"Carrera {10 + n}"), line


class Found:
    """Corners by street."""

    def __init__(self, corners: Sequence[Corner[Street]]) -> None:
        self._corners = corners

    def along(self, street: Street) -> Sequence[Corner[Street]]:
        return [one for one in self._corners if one.street == street]


def door(text: str, corners: Found) -> PlacedDoor | None:
    placa = read_placa(text)
    assert placa is not None
    return placed(placa, corners)


def away_m(one: Point, other: Point) -> float:
    east = (other.lon - one.lon) * cos(radians(one.lat))
    return hypot(other.lat - one.lat, east) * DEGREE_M


@pytest.mark.parametrize("turned", [0.0, 17.0, 45.0, 128.0])
def test_a_door_is_walked_from_its_corner(turned: float) -> None:
    corners = Found(found_corners(grid(turned)))
    found = door("Calle 8 # 12-40", corners)
    assert found is not None
    assert found.is_walked
    assert away_m(found.place, at(-240, 300, turned)) < 2
    found = door("Carrera 12 # 8-40", corners)
    assert found is not None
    assert away_m(found.place, at(-200, 340, turned)) < 2


def test_every_corner_is_found_once_in_each_direction() -> None:
    corners = found_corners(grid())
    assert len(corners) == 8 * 6 * 2
    assert len({(one.street.key, one.cross.key) for one in corners}) == 8 * 6 * 2


def test_the_last_block_is_walked_on_as_the_one_before() -> None:
    corners = Found(found_corners(grid()))
    found = door("Calle 8 # 15-30", corners)
    assert found is not None
    assert found.is_walked
    assert away_m(found.place, at(-530, 300)) < 2


def test_more_metres_than_the_block_has_end_at_its_end() -> None:
    found = door("Calle 8 # 12-140", Found(found_corners(grid())))
    assert found is not None
    assert away_m(found.place, at(-300, 300)) < 2


def test_a_crossing_too_far_away_is_no_next_corner() -> None:
    lines = [
        (street("Calle 8"), [at(0, 0), at(-900, 0)]),
        (street("Carrera 12"), [at(0, -50), at(0, 50)]),
        (street("Carrera 13"), [at(-700, -50), at(-700, 50)]),
    ]
    found = door("Calle 8 # 12-40", Found(found_corners(lines)))
    assert found is not None
    assert not found.is_walked
    assert away_m(found.place, at(0, 0)) < 2


def test_a_corner_alone_is_the_corner() -> None:
    found = door("Calle 8 con Carrera 12", Found(found_corners(grid())))
    assert found is not None
    assert not found.is_walked
    assert away_m(found.place, at(-200, 300)) < 2


@pytest.mark.parametrize("text", ["Calle 8 # 99-40", "Calle 99 # 12-40", "Calle 8 Sur # 12-40"])
def test_what_the_map_has_not_is_not_placed(text: str) -> None:
    assert door(text, Found(found_corners(grid()))) is None


def test_a_number_behind_the_sign_may_count_a_transversal() -> None:
    lines = [
        (street("Calle 8"), [at(0, 300), at(-300, 300)]),
        (street("Transversal 12"), [at(-200, 200), at(-180, 400)]),
    ]
    found = door("Calle 8 # 12-40", Found(found_corners(lines)))
    assert found is not None
    assert not found.is_walked  # no other corner says which way
    assert away_m(found.place, at(-190, 300)) < 2
    assert found.radius_m > 60


def test_lines_that_stop_short_of_each_other_meet() -> None:
    lines = [
        (street("Calle 8"), [at(0, 300), at(-195, 300)]),
        (street("Carrera 12"), [at(-200, 305), at(-200, 500)]),
        (street("Carrera 13"), [at(-300, 0), at(-300, 280)]),
        (street("Carrera 14"), [at(-200, 300), at(-200, 300)]),
    ]
    pairs = {one.cross.key for one in found_corners(lines) if one.street.key == "CL 8"}
    assert pairs == {"KR 12", "KR 14"}


def test_an_avenues_lanes_are_one_corner_and_two_parts_of_a_street_are_two() -> None:
    lines = [
        (street("Calle 8"), [at(0, 300), at(-600, 300)]),
        (street("Carrera 12"), [at(-200, 0), at(-200, 600)]),
        (street("Carrera 12"), [at(-220, 0), at(-220, 600)]),
        (street("Carrera 12"), [at(-500, 0), at(-500, 600)]),
        (street("Carrera 13"), [at(-590, 0), at(-590, 600)]),
    ]
    corners = found_corners(lines)
    here = [one for one in corners if one.street.key == "CL 8" and one.cross.key == "KR 12"]
    assert len(here) == 2
    found = door("Calle 8 # 12-40", Found(corners))
    assert found is not None  # the corner that has a next one
    assert found.is_walked


def test_parallel_streets_do_not_meet() -> None:
    lines = [
        (street("Calle 8"), [at(0, 300), at(-300, 300)]),
        (street("Calle 9"), [at(0, 320), at(-300, 320)]),
    ]
    assert found_corners(lines) == []


def test_a_heap_of_lines_is_no_map_and_takes_no_time() -> None:
    heap = [
        (street(f"Calle {1 + n % 400}"), [at(n % 40, n % 30), at(n % 37, n % 29)])
        for n in range(20_000)
    ]
    assert found_corners(heap) == []
