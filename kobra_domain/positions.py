"""Where a phone said it was, and why a report was set aside."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import inf

from kobra_domain.limits import AgentId, Latitude, Line, Longitude, VisitId


class MockReason(StrEnum):
    """Why a position is doubted: said by the phone, or inferred."""

    FLAGGED = "flagged"
    IMPOSSIBLE_SPEED = "impossible_speed"
    NO_JITTER = "no_jitter"
    ZERO_ACCURACY = "zero_accuracy"
    TWO_PLACES = "two_places"


class QuarantineReason(StrEnum):
    """Why a report cannot be a position; the phone is answered 200 all the same."""

    BAD_COORDINATES = "bad_coordinates"
    NULL_ISLAND = "null_island"
    FUTURE = "future"
    TOO_OLD = "too_old"
    UNREADABLE = "unreadable"
    NOT_VALID = "not_valid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One fix of one agent. Speed in m/s, bearing in degrees from north, altitude in m.

    `mock` None: trusted. `attributes` is what else the phone said, as JSON text.
    """

    agent_id: AgentId
    fix_at: datetime
    received_at: datetime
    lat: Latitude
    lon: Longitude
    accuracy_m: float | None = None
    speed_mps: float | None = None
    bearing: float | None = None
    altitude_m: float | None = None
    battery_pct: float | None = None
    is_charging: bool | None = None
    mock: MockReason | None = None
    alarm: Line = ""
    source: Line = "osmand"
    attributes: str = ""

    @property
    def vagueness(self) -> tuple[bool, float]:
        """How little it tells beside another of the same moment: doubted after trusted, then by
        accuracy; one that is not said, or 0, is not known.
        """
        return self.mock is not None, self.accuracy_m or inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """What is known of an agent now:
    its newest fix by fix time, when it was last heard, its battery.

    `stop_since_at` is when it came to where it stands, None while it moves.
    """

    agent_id: AgentId
    heard_at: datetime | None = None
    fix_at: datetime | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    accuracy_m: float | None = None
    speed_mps: float | None = None
    bearing: float | None = None
    battery_pct: float | None = None
    is_charging: bool | None = None
    mock: MockReason | None = None
    stop_since_at: datetime | None = None
    at_visit_id: VisitId | None = None
