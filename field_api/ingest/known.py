"""What is known of one agent, and what a report adds to it.

Pure: rows are read and written in `rows`.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from typing import NamedTuple

import msgspec

from field_api.ingest.phone_report import PhoneReport
from kobra_domain.mock import LOOK_BACK, infer_mock
from kobra_domain.positions import Latest, MockReason, Position
from kobra_domain.stops import standing_since
from kobra_records.sql.tables import from_ms, to_ms


class RecentFix(NamedTuple):
    """As much of a fix as the next one is compared with; the time in milliseconds."""

    fix_ms: int
    lat: float
    lon: float
    accuracy_m: float | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The newest of an agent, its last few fixes in order of time, and its last doubt."""

    latest: Latest
    recent: tuple[RecentFix, ...] = ()
    battery_at: datetime | None = None
    last_mock: MockReason | None = None
    last_mock_at: datetime | None = None


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
    heard_at = max(received_at, latest.heard_at or received_at)
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
    reason = infer_mock(position, _positions(known), is_flagged=is_flagged)
    position = replace(position, mock=reason)
    if reason is not None and (known.last_mock_at is None or known.last_mock_at < position.fix_at):
        known = replace(known, last_mock=reason, last_mock_at=position.fix_at)
    known = replace(known, recent=_joined(known.recent, position))
    if not _outranks(position, known.latest):
        return known, position
    return replace(known, latest=_moved(known, position)), position


def _outranks(position: Position, latest: Latest) -> bool:
    """Whether it is the newest; of those of one second, the most exact is."""
    if latest.fix_at is None:
        return True
    if position.fix_at.replace(microsecond=0) != latest.fix_at.replace(microsecond=0):
        return position.fix_at > latest.fix_at
    before = latest.mock is not None, latest.accuracy_m or inf
    return (position.vagueness, latest.fix_at) < (before, position.fix_at)


def _moved(known: Known, position: Position) -> Latest:
    return replace(
        known.latest,
        fix_at=position.fix_at,
        lat=position.lat,
        lon=position.lon,
        accuracy_m=position.accuracy_m,
        speed_mps=position.speed_mps,
        bearing=position.bearing,
        mock=position.mock,
        stop_since_at=standing_since(_positions(known), known.latest.stop_since_at),
    )


def _joined(recent: tuple[RecentFix, ...], position: Position) -> tuple[RecentFix, ...]:
    fix_ms = to_ms(position.fix_at)
    fix = RecentFix(fix_ms, position.lat, position.lon, position.accuracy_m, position.source)
    same = next((held for held in recent if held.fix_ms == fix_ms), None)
    if same is not None and (same.accuracy_m or inf) <= (position.accuracy_m or inf):
        return recent
    others = (held for held in recent if held is not same)
    return tuple(sorted((*others, fix), key=lambda held: held.fix_ms))[-LOOK_BACK:]


def _positions(known: Known) -> list[Position]:
    agent_id = known.latest.agent_id
    return [
        Position(
            agent_id=agent_id,
            fix_at=from_ms(fix.fix_ms),
            received_at=from_ms(fix.fix_ms),
            lat=fix.lat,
            lon=fix.lon,
            accuracy_m=fix.accuracy_m,
            source=fix.source,
        )
        for fix in known.recent
    ]
