"""What the field API answers of places: read by *Domicilios por ubicar*."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kobra_domain.places import GeocodeQuality
from kobra_domain.streets.placing import PlaceMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSuggestion:
    """A place that an address may have, WGS 84. `arrivals`: how many agents met somebody there,
    the last at `last_at`; a proposal from the field names itself by `proposal_id`, with its note.
    """

    lat: float
    lon: float
    method: PlaceMethod
    quality: GeocodeQuality
    radius_m: float
    arrivals: int = 0
    last_at: datetime | None = None
    proposal_id: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SameDoor:
    """Somebody else's address with the same door; `is_placed`: its pin is good for a visit."""

    address_id: str
    party_id: str
    name: str
    street: str
    lat: float | None
    lon: float | None
    is_placed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSuggestions:
    """The most believed first; then who else is at that door, in the reader's scope."""

    items: tuple[PlaceSuggestion, ...]
    people: tuple[SameDoor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodQuality:
    """How near a method's pins were to the doors of a municipality: half, nine in ten and 19 in 20
    of its `arrivals`. `is_learnt`: they are enough for its radius.
    """

    municipality: str
    method: PlaceMethod
    arrivals: int
    p50_m: float
    p90_m: float
    p95_m: float
    is_learnt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceQuality:
    """By municipality, then by how many arrivals."""

    items: tuple[MethodQuality, ...]


class BookKind(StrEnum):
    """What a file brings of a municipality: its streets, or a list of its doors."""

    STREETS = "streets"
    DOORS = "doors"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedBook:
    """What addresses of a municipality are placed by."""

    municipality: str
    streets: int
    corners: int
    quarters: int
    doors: int
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLoading:
    """A file that is read, or (`is_over`) was: its counts by name, or why it was not (`code`)."""

    municipality: str
    kind: BookKind
    filename: str
    is_over: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
    code: str = ""
    params: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedBooks:
    """By municipality; `loading`: the file of now, else the last one since the server began."""

    items: tuple[LoadedBook, ...]
    loading: BookLoading | None = None
