"""What is known of one agent, and what a report adds to it.

Pure: rows are read and written in `rows`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import inf
from typing import NamedTuple

import msgspec

from field_api.ingest.phone_report import PhoneReport
from kobra_domain.geo import metres
from kobra_domain.mock import (
    CLOCK_LEEWAY,
    LASTING_FIXES,
    LOOK_BACK,
    infer_mock,
    is_suspicion,
)
from kobra_domain.positions import ASTRAY, Latest, MockReason, Position, QuarantineReason
from kobra_domain.stops import Fix, standing_since
from kobra_records.sql.tables import from_ms, to_ms

# A clock that is behind: so late at least, so even, over so long a time of arrival.
_BEHIND_MS = 10 * 60_000
_STEADY_MS = 2 * 60_000
_LIVE_MS = 4 * 60_000
_NO_CLOCK = timedelta(days=366)  # beyond, the number was no time at all
_NEVER_HERE = ASTRAY - {MockReason.IMPOSSIBLE_SPEED}
_OUT_OF_REACH_M = 300_000.0


class RecentFix(NamedTuple):
    """As much of a fix as the next one is compared with; times in milliseconds.

    `received_ms` is 0, and `doubt` empty, in what was stored before they were kept.
    """

    fix_ms: int
    lat: float
    lon: float
    accuracy_m: float | None
    source: str
    received_ms: int = 0
    doubt: str = ""

    @property
    def at(self) -> datetime:
        """As `Position.placed_at`."""
        return from_ms(_placed_ms(self)[0])


_TOGETHER = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The newest of an agent, its last few fixes in order of time, and its last suspicion.

    `aside_count` reports in a row told no place since `aside_since_at`, the last of them for
    `aside_reason`: one of `QuarantineReason`, `nowhere`, `off_shift` by the phone's clock only, or
    `other_device`, `no_device` where the phone was refused.
    """

    latest: Latest
    recent: tuple[RecentFix, ...] = ()
    battery_at: datetime | None = None
    last_mock: MockReason | None = None
    last_mock_at: datetime | None = None
    aside_count: int = 0
    aside_reason: str = ""
    aside_since_at: datetime | None = None


_decoder = msgspec.json.Decoder(tuple[RecentFix, ...])


def read_recent(text: str) -> tuple[RecentFix, ...]:
    """The fixes of a stored text."""
    return _decoder.decode(text) if text else ()


def recent_text(known: Known) -> str:
    """The fixes as they are stored."""
    return msgspec.json.encode(known.recent).decode()


def hear(known: Known, report: PhoneReport, at: datetime, received_at: datetime) -> Known:
    """The phone spoke: heard when the report arrived, its battery the newest by its own time."""
    latest = known.latest
    # Reports may be settled in another order than they came; what was heard more than a day later
    # than this was heard while the server's clock was wrong.
    heard_at = received_at
    if latest.heard_at is not None and received_at < latest.heard_at <= received_at + _TOGETHER:
        heard_at = latest.heard_at
    if report.battery_pct is None or (known.battery_at is not None and at < known.battery_at):
        return replace(known, latest=replace(latest, heard_at=heard_at))
    charged = replace(
        latest,
        heard_at=heard_at,
        battery_pct=report.battery_pct,
        is_charging=report.is_charging,
    )
    return replace(known, latest=charged, battery_at=at)


def place(known: Known, position: Position, *, is_flagged: bool) -> tuple[Known, Position]:
    """The phone measured: the position with its doubt, if any, and what is known after it.

    A late fix joins the recent ones where its time belongs and leaves the newest as it is.
    """
    before = _positions(known)
    reason = infer_mock(position, before, is_flagged=is_flagged)
    position = replace(position, mock=reason)
    at = position.placed_at
    if is_suspicion(reason, before) and (known.last_mock_at is None or known.last_mock_at < at):
        known = replace(known, last_mock=reason, last_mock_at=at)
    known = replace(known, recent=_joined(known.recent, position))
    if reason is MockReason.NOWHERE:
        known = set_aside(known, reason, position.fix_at, position.received_at)
    else:
        known = replace(known, aside_count=0, aside_reason="", aside_since_at=None)
    known = replace(known, latest=_clocked(known, position.fix_at, position.received_at))
    return replace(known, latest=_placed(known, position, before)), position


def set_aside(known: Known, reason: str, fix_at: datetime | None, received_at: datetime) -> Known:
    """The phone reported what can be no position; how often in a row is remembered."""
    known = replace(
        known,
        aside_count=known.aside_count + 1,
        aside_reason=reason,
        aside_since_at=known.aside_since_at or received_at,
    )
    if reason != QuarantineReason.FUTURE or fix_at is None:
        return known
    is_a_time = fix_at - received_at < _NO_CLOCK
    return replace(known, latest=_clocked(known, fix_at, received_at)) if is_a_time else known


def _clocked(known: Known, fix_at: datetime, received_at: datetime) -> Latest:
    """With how far the phone's clock errs, if this report tells; else as it was."""
    ahead = fix_at - received_at
    error = ahead if ahead > CLOCK_LEEWAY else _behind(known)
    if error is None:
        return known.latest
    step_s = 60 if abs(error) < timedelta(hours=1) else 300  # the way here takes seconds
    error_s = round(error.total_seconds() / step_s) * float(step_s)
    return replace(known.latest, clock_error_s=error_s, clock_seen_at=received_at)


def _behind(known: Known) -> timedelta | None:
    """By how much fixes are behind that come one by one and all equally late: the clock is.

    What a phone held back comes at once, and each of it is less late than the one before.
    """
    last = known.recent[-LASTING_FIXES:]
    if len(last) < LASTING_FIXES or not all(fix.received_ms for fix in last):
        return None
    lags = [fix.received_ms - fix.fix_ms for fix in last]
    arrivals = [fix.received_ms for fix in last]
    is_live = max(arrivals) - min(arrivals) >= _LIVE_MS
    is_steady = max(lags) - min(lags) <= _STEADY_MS and min(lags) >= _BEHIND_MS
    return timedelta(milliseconds=-lags[-1]) if is_live and is_steady else None


def _placed(known: Known, position: Position, before: Sequence[Position]) -> Latest:
    """The newest after a fix: one that is astray stands beside a place that is trusted."""
    latest = known.latest
    is_astray = _is_astray(latest, position)
    has_place = latest.fix_at is not None
    has_trusted = has_place and not (latest.mock in _NEVER_HERE and latest.doubt_at is None)
    if is_astray and has_trusted:
        return _doubted(latest, position)
    if has_place and not is_astray and not has_trusted:
        latest = replace(latest, doubt_at=latest.fix_at, doubt_lat=latest.lat, doubt_lon=latest.lon)
    elif has_place and not _outranks(latest, position, before):
        return latest
    moved = replace(
        latest,
        fix_at=position.placed_at,
        lat=position.lat,
        lon=position.lon,
        accuracy_m=position.accuracy_m,
        speed_mps=position.speed_mps,
        bearing=position.bearing,
        stop_since_at=_stood_since(known),
    )
    if latest.doubt_at is not None and latest.doubt_at > position.placed_at:
        return moved  # what is doubted is still the newest
    return replace(moved, mock=position.mock, doubt_at=None, doubt_lat=None, doubt_lon=None)


def _is_astray(latest: Latest, position: Position) -> bool:
    """Whether a place that is known says more; a jump within a day's reach may be true."""
    if position.mock is not MockReason.IMPOSSIBLE_SPEED:
        return position.mock in _NEVER_HERE
    if latest.lat is None or latest.lon is None:
        return False
    return metres(latest.lat, latest.lon, position.lat, position.lon) > _OUT_OF_REACH_M


def _doubted(latest: Latest, position: Position) -> Latest:
    newest_at = latest.doubt_at or latest.fix_at
    if newest_at is not None and position.placed_at < newest_at:
        return latest
    return replace(
        latest,
        mock=position.mock,
        doubt_at=position.placed_at,
        doubt_lat=position.lat,
        doubt_lon=position.lon,
    )


def _outranks(latest: Latest, position: Position, before: Sequence[Position]) -> bool:
    """Whether it is the newest; of those of one second, the most exact is."""
    at, newest_at = position.placed_at, latest.fix_at
    assert newest_at is not None
    second = _second(position)
    burst = [p for p in before if _second(p) == second]
    if any(p.vagueness < position.vagueness for p in burst):
        return False
    if any(p.vagueness > position.vagueness and p.placed_at == newest_at for p in burst):
        return True
    # Of what came at once from a clock ahead, the last is the newest.
    return at > newest_at or (at == newest_at and position.fix_at > at)


def _second(position: Position) -> datetime:
    return position.fix_at.replace(microsecond=0)


def _stood_since(known: Known) -> datetime | None:
    trusted = [
        Fix(from_ms(_placed_ms(fix)[0]), fix.lat, fix.lon)
        for fix in known.recent
        if fix.doubt not in ASTRAY
    ]
    return standing_since(trusted, known.latest.stop_since_at)


def _joined(recent: tuple[RecentFix, ...], position: Position) -> tuple[RecentFix, ...]:
    fix = RecentFix(
        to_ms(position.fix_at),
        position.lat,
        position.lon,
        position.accuracy_m,
        position.source,
        to_ms(position.received_at),
        position.mock or "",
    )
    same = next((held for held in recent if held.fix_ms == fix.fix_ms), None)
    if same is not None and (same.accuracy_m or inf) <= (position.accuracy_m or inf):
        return recent
    others = (held for held in recent if held is not same)
    return tuple(sorted((*others, fix), key=_placed_ms))[-LOOK_BACK:]


def _placed_ms(fix: RecentFix) -> tuple[int, int]:
    """As `Position.placed_at`: what a clock ahead has measured must not stay the last for hours."""
    return min(fix.fix_ms, fix.received_ms or fix.fix_ms), fix.fix_ms


def _positions(known: Known) -> list[Position]:
    agent_id = known.latest.agent_id
    return [
        Position(
            agent_id=agent_id,
            fix_at=from_ms(fix.fix_ms),
            received_at=from_ms(fix.received_ms or fix.fix_ms),
            lat=fix.lat,
            lon=fix.lon,
            accuracy_m=fix.accuracy_m,
            source=fix.source,
            mock=MockReason(fix.doubt) if fix.doubt else None,
        )
        for fix in known.recent
    ]
