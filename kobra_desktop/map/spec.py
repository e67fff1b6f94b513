"""What may be shown on the map: frozen values that views build from their rows. Not entities, not
Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from kobra_domain.agent_state import Body, Freshness
from kobra_domain.visits import Verdict, VisitState

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")
Column: TypeAlias = "NDArray[np.float64]"
LatLon = tuple[float, float]


@dataclass(frozen=True, slots=True)
class AgentMark:
    """One agent at their last trusted place; angles in degrees from north, `minutes` stopped or
    silent.
    """

    id: str
    name: str
    lat: float
    lon: float
    body: Body
    bearing: float | None = None
    battery_pct: int | None = None
    is_low: bool = False
    is_doubtful: bool = False
    freshness: Freshness = Freshness.FRESH
    accuracy_m: float | None = None
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class VisitMark:
    """One visit at its address; `title` is what the wall hides; `arrival` is where the check-in
    was made.
    """

    id: str
    title: str
    lat: float
    lon: float
    state: VisitState
    verdict: Verdict | None = None
    radius_m: float | None = None
    order: int | None = None
    is_blocked: bool = False
    arrival: LatLon | None = None
    arrival_distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class ZoneMark:
    """A named polygon; `ring` is not closed."""

    id: str
    name: str
    ring: tuple[LatLon, ...]


@dataclass(frozen=True, slots=True)
class RouteMark:
    """The way of an agent's day, door after door; a strong one is looked at."""

    id: str
    points: tuple[LatLon, ...]
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class CircleMark:
    """A figure somewhere: a circle of a radius in pixels and a colour (#RRGGBB; none: hollow), and
    what it says under its title when it is pointed at.
    """

    id: str
    title: str
    lines: tuple[str, ...]
    lat: float
    lon: float
    radius: float
    fill: str = ""


@dataclass(frozen=True, slots=True)
class TrailStop:
    """A stop of a day, in seconds since the epoch."""

    start: float
    end: float
    lat: float
    lon: float
    title: str = ""
    is_visit: bool = False


@dataclass(frozen=True, slots=True)
class TrailGap:
    """A stretch without data between two fixes (seconds since the epoch); `cause` is a screen word
    or empty.
    """

    start: float
    end: float
    cause: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """One agent's fixes in order of time: equally long float64 columns, `times` in seconds since
    the epoch.
    """

    agent_id: str
    name: str
    times: Column
    lats: Column
    lons: Column
    stops: tuple[TrailStop, ...] = ()
    gaps: tuple[TrailGap, ...] = ()
    series: int = 0


@dataclass(frozen=True, slots=True)
class FileBasemap:
    """A PMTiles or MBTiles file. `is_invented`: the map says that this city does not exist."""

    path: Path
    attribution: str = ""
    is_invented: bool = False


@dataclass(frozen=True, slots=True)
class FetchedBasemap:
    """Raster tiles that `fetch(z, x, y)` brings (cached, one allowed host); None: no such tile."""

    fetch: Callable[[int, int, int], bytes | None] = field(compare=False)
    attribution: str
    max_zoom: int = 19


Basemap = FileBasemap | FetchedBasemap | None
Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class MapArea:
    """What the map shows: its middle and zoom."""

    lat: float
    lon: float
    zoom: float
