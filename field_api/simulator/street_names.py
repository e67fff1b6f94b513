"""Names streets as Colombian cities do: numbered calles and carreras, diagonals, letters."""

from collections import defaultdict
from dataclasses import replace
from functools import cache

import numpy as np
from shapely import LineString

from field_api.simulator.city_plan import CITY_ANGLE_DEG
from field_api.simulator.curves import angle_between, bearing_deg
from field_api.simulator.ground import Road
from kobra_domain.streets.names import Street, read_street

NUMBER_STEP_M = 84.0
CALLE_ONE_M = -860.0
CARRERA_ONE_M = -760.0
OBLIQUE_DEG = 17.0
_LETTERS = ("", "A", "A Bis", "B", "B Bis", "C", "C Bis", "D", "D Bis", "E")
_ANGLE = np.radians(CITY_ANGLE_DEG)


def city_frame(x_m: float, y_m: float) -> tuple[float, float]:
    """Metres along the carreras' numbering (east) and the calles' numbering (north)."""
    cos, sin = float(np.cos(_ANGLE)), float(np.sin(_ANGLE))
    return x_m * cos + y_m * sin, -x_m * sin + y_m * cos


def number_at(axis: str, x_m: float, y_m: float) -> int:
    """The street number there: 1, 2, ... and -1, -2, ... south or west of the first."""
    east, north = city_frame(x_m, y_m)
    along = north - CALLE_ONE_M if axis == "calle" else east - CARRERA_ONE_M
    number = int(np.floor(along / NUMBER_STEP_M))
    return number + 1 if number >= 0 else number


def number_text(axis: str, number: int) -> str:
    """`12`, or `3 Sur` and `3 Oeste` on the other side of the first street."""
    if number > 0:
        return str(number)
    return f"{-number} {'Sur' if axis == 'calle' else 'Oeste'}"


@cache
def numbered(name: str) -> Street | None:
    """The numbered street of that name, as whoever reads the map reads it."""
    return read_street(name)


def axis_of(line: LineString) -> str:
    """Whether a street is counted with the calles or with the carreras."""
    return "calle" if angle_between(bearing_deg(line), CITY_ANGLE_DEG) <= 45.0 else "carrera"


def named(roads: list[Road]) -> list[Road]:
    """The streets of one neighbourhood named; those with a name keep it and gain a number."""
    numbered = [_numbered(road) for road in roads]
    groups: defaultdict[tuple[str, int], list[Road]] = defaultdict(list)
    for road in numbered:
        groups[(road.axis, road.number or 1)].append(road)
    finished = []
    for (axis, number), members in sorted(groups.items()):
        for road, letter in _lettered(axis, members, number > 0):
            name = road.name or f"{_word(road)} {_with_letter(axis, number, letter)}"
            finished.append(replace(road, name=name))
    return finished


def _numbered(road: Road) -> Road:
    axis = road.axis or axis_of(road.line)
    middle = road.line.interpolate(0.5, normalized=True)
    return replace(road, axis=axis, number=number_at(axis, middle.x, middle.y))


def _lettered(axis: str, members: list[Road], is_rising: bool) -> list[tuple[Road, str]]:
    """Streets that share a number get letters in order, away from the first street of the city;
    parts of one line share theirs.
    """
    order = 1 if axis == "calle" else 0
    ranked = sorted(
        members, key=lambda road: city_frame(*_middle(road))[order], reverse=not is_rising
    )
    pairs = []
    index, last = -1, None
    for road in ranked:
        at = city_frame(*_middle(road))[order]
        if last is None or abs(at - last) > 18.0:
            index += 1
            last = at
        pairs.append((road, _LETTERS[min(index, len(_LETTERS) - 1)]))
    return pairs


def _middle(road: Road) -> tuple[float, float]:
    point = road.line.interpolate(0.5, normalized=True)
    return point.x, point.y


def _with_letter(axis: str, number: int, letter: str) -> str:
    digits, _, side = number_text(axis, number).partition(" ")
    return f"{digits}{letter} {side}".strip()


def _word(road: Road) -> str:
    square = CITY_ANGLE_DEG if road.axis == "calle" else CITY_ANGLE_DEG + 90.0
    oblique = angle_between(bearing_deg(road.line), square) > OBLIQUE_DEG
    if road.axis == "calle":
        return "Diagonal" if oblique else "Calle"
    return "Transversal" if oblique else "Carrera"
