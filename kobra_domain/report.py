"""Judging what a phone sent: a position, something to set aside, or only a sign of life.

None of the three is an error to the phone: it is answered 200, or its queue would stop for good.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import isfinite

from kobra_domain.positions import QuarantineReason

EARLIEST_FIX_AT = datetime(2015, 1, 1, tzinfo=UTC)
FUTURE_LEEWAY = timedelta(hours=24)
NULL_ISLAND_DEGREES = 1e-4  # about 11 m of open sea


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one request said, already parsed; `unreadable` names what was sent but made no sense."""

    lat: float | None = None
    lon: float | None = None
    fix_at: datetime | None = None
    is_valid: bool | None = None
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """A place and a time that can be a position."""

    lat: float
    lon: float
    fix_at: datetime


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Cannot be a position; kept apart with the reason."""

    reason: QuarantineReason


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Says only that the phone is alive: there is no place in it, and none may be invented."""


def judge_report(report: Report, received_at: datetime) -> Accepted | Quarantined | Heartbeat:
    """Judge one report by protocols' rules; a report without a time has the time of its arrival.

    An alarm in it counts whatever the judgement is: a call for help needs no place.
    """
    if report.unreadable:
        return Quarantined(QuarantineReason.UNREADABLE)
    if report.lat is None and report.lon is None:
        return Heartbeat()
    if report.lat is None or report.lon is None:
        return Quarantined(QuarantineReason.BAD_COORDINATES)
    fix_at = report.fix_at or received_at
    reason = _place_reason(report.lat, report.lon) or _time_reason(fix_at, received_at)
    if reason is None and report.is_valid is False:
        reason = QuarantineReason.NOT_VALID
    return Quarantined(reason) if reason else Accepted(report.lat, report.lon, fix_at)


def _place_reason(lat: float, lon: float) -> QuarantineReason | None:
    if not (isfinite(lat) and isfinite(lon)) or abs(lat) > 90 or abs(lon) > 180:
        return QuarantineReason.BAD_COORDINATES
    if abs(lat) < NULL_ISLAND_DEGREES and abs(lon) < NULL_ISLAND_DEGREES:
        return QuarantineReason.NULL_ISLAND
    return None


def _time_reason(fix_at: datetime, received_at: datetime) -> QuarantineReason | None:
    if fix_at < EARLIEST_FIX_AT:
        return QuarantineReason.TOO_OLD
    return QuarantineReason.FUTURE if fix_at > received_at + FUTURE_LEEWAY else None
