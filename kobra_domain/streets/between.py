"""A house between its known neighbours: how the numbers of Mexico are placed when the house itself
is not on any list.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kobra_domain.geo import distance_m
from kobra_domain.places import Point

_DIGITS = re.compile(r"[0-9]{1,9}")
_FARTHEST_M = 500.0  # two neighbours farther apart say nothing of what is between them
_MOST_NUMBERS = 400


@dataclass(frozen=True, slots=True)
class KnownDoor:
    """A house of a reference list: its number, perhaps with a letter, and where it is told to be,
    by the key of its colonia and its postal code.
    """

    number: str
    colonia: str
    postal_code: str
    place: Point

    @property
    def house(self) -> int | None:
        """The number without its letter."""
        return house_of(self.number)


def house_of(number: str) -> int | None:
    """12 of «12B»; None where no number stands."""
    digits = _DIGITS.match(number)
    return int(digits[0]) if digits else None


def between_neighbours(house: int, doors: Iterable[KnownDoor]) -> Point | None:
    """Where the house is on the way from the nearest lower to the nearest higher number: on its own
    side of the street (even or odd) if both are known there, else on either.
    """
    known = [(at, door.place) for door in doors if (at := door.house) is not None]
    own_side = [one for one in known if one[0] % 2 == house % 2]
    return _between(house, own_side) or _between(house, known)


def _between(house: int, known: Sequence[tuple[int, Point]]) -> Point | None:
    lower = max((one for one in known if one[0] < house), key=_number, default=None)
    higher = min((one for one in known if one[0] > house), key=_number, default=None)
    if lower is None or higher is None or higher[0] - lower[0] > _MOST_NUMBERS:
        return None
    if distance_m(lower[1], higher[1]) > _FARTHEST_M:
        return None
    part = (house - lower[0]) / (higher[0] - lower[0])
    return Point(
        lower[1].lat + (higher[1].lat - lower[1].lat) * part,
        lower[1].lon + (higher[1].lon - lower[1].lon) * part,
    )


def _number(one: tuple[int, Point]) -> int:
    return one[0]


def middle(places: Sequence[Point]) -> Point:
    """The middle of places of one town."""
    size = len(places)
    return Point(sum(p.lat for p in places) / size, sum(p.lon for p in places) / size)
