"""A Colombian door number: «Calle 8 # 12-40» says 40 m from the corner of Calle 8 and Carrera 12.

The quadrant may stand beside its number or at the very end, and belongs to the street that is
counted that way: *Sur* and *Norte* to calles, *Este* and *Oeste* to carreras.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kobra_domain.streets.names import (
    ACROSS,
    ALONG,
    Number,
    Quadrant,
    Street,
    StreetKind,
    read_kind,
    read_number,
    read_quadrant,
    tokens,
    unit_key,
)

_MOST_METRE_DIGITS = 3
_WITH = {"CON", "X", "Y", "ESQUINA", "ESQ"}
_NORTH_SOUTH = {Quadrant.SUR, Quadrant.NORTE}


@dataclass(frozen=True, slots=True)
class Placa:
    """A door: on `street`, `metres` past the corner with one of `crossings`, in their order of
    likelihood; no metres: the corner itself. `unit_key` is the flat or house behind the door.
    """

    street: Street
    crossings: tuple[Street, ...]
    metres: int | None
    unit_key: str = ""

    @property
    def door(self) -> str:
        """The same for each way to write the door on the street: «CL 8 # KR 12 - 40»."""
        metres = "" if self.metres is None else f" - {self.metres}"
        return f"{self.street.key} # {self.crossings[0].key}{metres}"


def read_placa(text: str) -> Placa | None:
    """The door that an address names; None for an address without streets and numbers (a block and
    house of a development, a kilometre of a road, a farm).
    """
    words = tokens(text)
    found = read_kind(words)
    if found is None:
        return None
    kind, at = found
    first = read_number(words, at)
    if first is None:
        return None
    street, at = first
    at = _past(words, at, "#")
    is_corner = at < len(words) and words[at] in _WITH
    named = read_kind(words, at + 1 if is_corner else at)
    crossing = read_number(words, named[1] if named else at + is_corner)
    if crossing is None:
        return None
    cross, at = crossing
    kinds = (named[0],) if named else _crossing_kinds(kind)
    return _door(words, at, (kind, street), (kinds, cross), is_corner=is_corner)


def _door(
    words: Sequence[str],
    at: int,
    on: tuple[StreetKind, Number],
    past: tuple[tuple[StreetKind, ...], Number],
    *,
    is_corner: bool,
) -> Placa | None:
    (kind, street), (kinds, cross) = on, past
    metres: int | None = None
    if not is_corner:
        at = _past(words, at, "-")
        if at < len(words) and words[at].isdigit() and len(words[at]) <= _MOST_METRE_DIGITS:
            metres, at = int(words[at]), at + 1
    quadrant, at = read_quadrant(words, at)
    of_street, of_cross = _owners(kind, quadrant)
    return Placa(
        street=street.of(kind, of_street),
        crossings=tuple(cross.of(one, of_cross) for one in kinds),
        metres=metres,
        unit_key=unit_key(words[at:]),
    )


def _past(words: Sequence[str], at: int, sign: str) -> int:
    while at < len(words) and words[at] in (sign, "#", "-"):
        at += 1
    return at


def _crossing_kinds(kind: StreetKind) -> tuple[StreetKind, ...]:
    """What a number behind the `#` counts: carreras on a calle, calles on a carrera."""
    if kind in ALONG:
        return (StreetKind.CARRERA, StreetKind.TRANSVERSAL)
    if kind in ACROSS:
        return (StreetKind.CALLE, StreetKind.DIAGONAL)
    return (StreetKind.CALLE, StreetKind.CARRERA, StreetKind.DIAGONAL, StreetKind.TRANSVERSAL)


def _owners(kind: StreetKind, quadrant: Quadrant | None) -> tuple[Quadrant | None, Quadrant | None]:
    """To whom a quadrant at the end belongs: the street, or the crossing."""
    if quadrant is None:
        return None, None
    counts_north = quadrant in _NORTH_SOUTH
    is_streets = (kind in ALONG) is counts_north
    return (quadrant, None) if is_streets else (None, quadrant)
