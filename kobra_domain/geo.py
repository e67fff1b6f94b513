"""Distances on the ground, zones, and the geo verdict: was the agent at the address?

It decides from numbers only; `words` makes the sentence a person reads from `Judgement.params`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import asin, cos, isfinite, radians, sin, sqrt
from typing import Protocol

from kobra_domain.errors import Param
from kobra_domain.places import PLACED
from kobra_domain.portfolios import Address, Portfolio
from kobra_domain.visits import CheckIn, Verdict

EQUATOR_RADIUS_M = 6_378_137.0  # WGS 84
ECCENTRICITY_SQUARED = 0.006_694_379_990_14  # WGS 84
CLOCK_LEEWAY = timedelta(minutes=5)


class Placed(Protocol):
    """Anything that stands somewhere: WGS 84 degrees."""

    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...


class JudgementReason(StrEnum):
    """Why no distance was judged: of the pin (the first two) or of the fix."""

    NO_PIN = "no_pin"
    VAGUE_PIN = "vague_pin"
    MOCKED = "mocked"
    ZERO_ACCURACY = "zero_accuracy"
    NO_ACCURACY = "no_accuracy"
    POOR_ACCURACY = "poor_accuracy"
    STALE = "stale"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict with every number it was made from; an untrusted fix keeps its distance too."""

    verdict: Verdict
    radius_m: float
    distance_m: float | None = None
    accuracy_m: float | None = None
    fix_age_s: float | None = None
    reason: JudgementReason | None = None

    @property
    def code(self) -> str:
        """The name of its sentence in `words`."""
        return f"judgement.{self.reason or self.verdict}"

    @property
    def params(self) -> dict[str, Param]:
        """What fills the sentence."""
        return {
            "distance_m": self.distance_m,
            "accuracy_m": self.accuracy_m,
            "radius_m": self.radius_m,
            "fix_age_s": self.fix_age_s,
        }


def distance_m(a: Placed, b: Placed) -> float:
    """Metres between two places: haversine, within 0.5 % of the ellipsoid up to 10,000 km.

    No single radius keeps that promise: along a meridian the Earth curves with 6,335 km at the
    equator and 6,400 km at the poles, so any one number is off by 0.5 % or more somewhere. The
    radius here is the ellipsoid's in the middle of the way and in its direction.
    """
    return metres(a.lat, a.lon, b.lat, b.lon)


def metres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """`distance_m` for loops over many fixes, from bare degrees."""
    phi_a, phi_b = radians(lat_a), radians(lat_b)
    north = sin((phi_b - phi_a) / 2) ** 2
    east = cos(phi_a) * cos(phi_b) * sin(radians(lon_b - lon_a) / 2) ** 2
    haversine = north + east
    if haversine == 0.0:
        return 0.0
    curve = 1.0 - ECCENTRICITY_SQUARED * sin((phi_a + phi_b) / 2) ** 2
    across = EQUATOR_RADIUS_M / sqrt(curve)
    along = across * (1.0 - ECCENTRICITY_SQUARED) / curve
    radius = sqrt((along * along * north + across * across * east) / haversine)
    return 2.0 * radius * asin(min(1.0, sqrt(haversine)))


def is_inside(zone: Sequence[Placed], place: Placed) -> bool:
    """Whether a place lies in a polygon, whose last point joins its first.

    Fewer than three points are no zone, and everything lies inside. Even-odd rule on plain
    degrees, exact enough for a city; a zone may not cross the 180th meridian.
    """
    if len(zone) < 3:
        return True
    inside = False
    before = zone[-1]
    for corner in zone:
        if (corner.lat > place.lat) != (before.lat > place.lat):
            rise = (place.lat - corner.lat) / (before.lat - corner.lat)
            if place.lon < corner.lon + rise * (before.lon - corner.lon):
                inside = not inside
        before = corner
    return inside


def judge(
    check_in: CheckIn | None,
    address: Address,
    portfolio: Portfolio,
    *,
    received_at: datetime | None = None,
) -> Judgement:
    """Judge where an agent said «I am here».

    at_address: distance + accuracy ≤ radius; near: distance − accuracy ≤ radius; else away. The
    fence is `fence_m`. A worse accuracy never makes the verdict surer;
    exactly 0 is what mocked and hand-placed fixes carry, and is not trusted. `received_at`: a
    check-in said to be later than its own arrival is not trusted either.
    """
    radius_m = fence_m(address.radius_m, portfolio.radius_m, address.place_radius_m)
    pin = _pin_reason(address)
    if pin is not None:
        return Judgement(verdict=Verdict.UNPLACED, radius_m=radius_m, reason=pin)
    if check_in is None or check_in.lat is None or check_in.lon is None:
        return Judgement(verdict=Verdict.NO_FIX, radius_m=radius_m)
    assert address.lat is not None
    assert address.lon is not None
    away_m = metres(check_in.lat, check_in.lon, address.lat, address.lon)
    accuracy_m = check_in.accuracy_m or 0.0
    doubt = _doubt(check_in, portfolio, received_at)
    return Judgement(
        verdict=Verdict.NOT_TRUSTED if doubt else _by_distance(away_m, accuracy_m, radius_m),
        radius_m=radius_m,
        distance_m=away_m,
        accuracy_m=check_in.accuracy_m,
        fix_age_s=_age_s(check_in),
        reason=doubt,
    )


def fence_m(own_m: float | None, portfolio_m: float, place_m: float | None) -> float:
    """The radius that counts as the door: the address's own, else the portfolio's, but never less
    than how well the pin is known (`Address.place_radius_m`). All in metres.
    """
    return max(portfolio_m if own_m is None else own_m, place_m or 0.0)


def _pin_reason(address: Address) -> JudgementReason | None:
    if address.lat is None or address.lon is None:
        return JudgementReason.NO_PIN
    return None if address.geocode_quality in PLACED else JudgementReason.VAGUE_PIN


def _age_s(check_in: CheckIn) -> float | None:
    """Seconds from measuring to saying, both by the phone's clock."""
    return None if check_in.fix_at is None else (check_in.at - check_in.fix_at).total_seconds()


def _doubt(
    check_in: CheckIn, portfolio: Portfolio, received_at: datetime | None
) -> JudgementReason | None:
    accuracy_m, age_s = check_in.accuracy_m, _age_s(check_in)
    if check_in.is_mock:
        return JudgementReason.MOCKED
    if accuracy_m is None or not isfinite(accuracy_m):
        return JudgementReason.NO_ACCURACY
    if accuracy_m <= 0:
        return JudgementReason.ZERO_ACCURACY
    if accuracy_m > portfolio.accuracy_limit_m:
        return JudgementReason.POOR_ACCURACY
    if age_s is None or age_s > portfolio.fix_age_limit_s:
        return JudgementReason.STALE
    late = received_at is not None and check_in.at > received_at + CLOCK_LEEWAY
    if late or age_s < -CLOCK_LEEWAY.total_seconds():
        return JudgementReason.CLOCK
    return None


def _by_distance(away_m: float, accuracy_m: float, radius_m: float) -> Verdict:
    if away_m + accuracy_m <= radius_m:
        return Verdict.AT_ADDRESS
    return Verdict.NEAR if away_m - accuracy_m <= radius_m else Verdict.AWAY
