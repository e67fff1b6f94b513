"""What a simulated phone says and does, as plain timed values. `at` is when it happened, `sent_at`
when the phone first could tell: later while there was no signal.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from kobra_domain.visits import CheckIn, NotCompletedReason, Outcome

SOS_ALARM = "sos"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Common to all: when it happened and when it could be told, UTC."""

    at: datetime
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix(Told):
    """A position report. Speed in m/s, bearing in degrees from north or None at a stand."""

    lat: float
    lon: float
    accuracy_m: float
    speed_mps: float
    bearing: float | None
    altitude_m: float
    battery_pct: float
    is_charging: bool
    is_mock: bool = False
    alarm: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat(Told):
    """A sign of life without a place."""

    battery_pct: float
    is_charging: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn(Told):
    """«I am here», with the fix of that moment."""

    visit_id: str
    check_in: CheckIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended(Told):
    """What came of a visit: an outcome, or the reason why it was not done.

    `proposed` is where the agent says the door really is, when the pin is wrong.
    """

    visit_id: str
    outcome: Outcome | None = None
    reason: NotCompletedReason | None = None
    note: str = ""
    proposed: tuple[float, float] | None = None


Event: TypeAlias = Fix | Heartbeat | CheckedIn | Ended
