"""A region of somebody's map of streets that becomes the server's: what is asked for, and how it
goes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from kobra_domain.limits import Length, Range


class RegionState(StrEnum):
    """How far it is. `SIZED`: its size is told, and somebody has to say yes."""

    SIZING = "sizing"
    SIZED = "sized"
    FETCHING = "fetching"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


OPEN_STATES = frozenset({RegionState.SIZING, RegionState.SIZED, RegionState.FETCHING})
BUSY_STATES = frozenset({RegionState.SIZING, RegionState.FETCHING})


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionAsked:
    """The box in degrees; `max_zoom` None is as deep as the source goes. `name`: what people call
    the region. `municipality`: whose streets are loaded from the map besides; empty: nobody's.
    """

    west: Annotated[float, Range(-180, 180)]
    south: Annotated[float, Range(-90, 90)]
    east: Annotated[float, Range(-180, 180)]
    north: Annotated[float, Range(-90, 90)]
    max_zoom: Annotated[int, Range(0, 30)] | None = None
    name: Annotated[str, Length(0, 240)] = ""
    municipality: Annotated[str, Length(0, 240)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMap:
    """Bytes: `bytes` of the new map, of which `done` have come. `code` and `params` say what went
    wrong. `is_anew`: the source was another meanwhile, and it began again.
    """

    asked: RegionAsked
    state: RegionState
    asked_at: datetime
    host: str = ""
    tiles: int = 0
    bytes: int = 0
    requests: int = 0
    max_zoom: int = 0
    done: int = 0
    attribution: str = ""
    is_anew: bool = False
    code: str = ""
    params: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMaps:
    """The last region that was asked for, and the address that regions are taken of."""

    source: str
    region: RegionMap | None
