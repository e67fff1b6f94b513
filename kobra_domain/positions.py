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
    NOWHERE = "nowhere"


# Doubts of where it was: what was trusted before says more than these. The others doubt how it was
# measured, and a place is all that is known.
ASTRAY = frozenset(
    {
        MockReason.FLAGGED,
        MockReason.IMPOSSIBLE_SPEED,
        MockReason.TWO_PLACES,
        MockReason.NOWHERE,
    }
)


class QuarantineReason(StrEnum):
    """Why a report cannot be a position; the phone is answered 200 all the same."""

    BAD_COORDINATES = "bad_coordinates"
    NULL_ISLAND = "null_island"
    FUTURE = "future"
    TOO_OLD = "too_old"
    UNREADABLE = "unreadable"
    NOT_VALID = "not_valid"
    OTHER_DEVICE = "other_device"


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
    def placed_at(self) -> datetime:
        """When it was measured, as far as that can be: a clock ahead of the server's says nothing.

        Fixes are ranked by this everywhere.
        """
        return min(self.fix_at, self.received_at)

    @property
    def vagueness(self) -> tuple[bool, float]:
        """How little it tells beside another of the same moment: doubted after trusted, then by
        accuracy; one that is not said, or 0, is not known.
        """
        return self.mock is not None, self.accuracy_m or inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """What is known of an agent now: its newest fix, when it was last heard, its battery.

    The place is the newest that is trusted, ranked by `Position.placed_at`, which `fix_at` is; one
    that is far astray stands beside it in `doubt_lat`, `doubt_lon`, `doubt_at`, and takes its place
    only while there is no other. `mock` says why the newest of all is doubted. `stop_since_at` is
    when it came to where it stands, None while it moves. `clock_error_s`: how far the phone's clock
    was found ahead (behind: negative), at `clock_seen_at`.
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
    doubt_at: datetime | None = None
    doubt_lat: Latitude | None = None
    doubt_lon: Longitude | None = None
    clock_error_s: float | None = None
    clock_seen_at: datetime | None = None
    stop_since_at: datetime | None = None
    at_visit_id: VisitId | None = None
