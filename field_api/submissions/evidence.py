"""What the phone's own log of a form (audit.csv) says: places, times, and who switched what off."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kobra_domain.geo import metres
from kobra_domain.numbers import exact_number, measured_number
from kobra_domain.questionnaires.results import Fix
from kobra_domain.submissions import Finding, FindingKind

MOST_ROWS = 50_000
MOST_FINDINGS = 100
FAR_M = 300.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What begins a finding, and what ends it.
_BEGINS = {
    "location tracking disabled": FindingKind.TRACKING_OFF,
    "location permissions not granted": FindingKind.PERMISSION_TAKEN,
    "location providers disabled": FindingKind.PROVIDERS_OFF,
}
_ENDS = {
    "location tracking enabled": FindingKind.TRACKING_OFF,
    "location permissions granted": FindingKind.PERMISSION_TAKEN,
    "location providers enabled": FindingKind.PROVIDERS_OFF,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The log as read. `answered_at`: when a question was last left, by its path."""

    findings: tuple[Finding, ...] = ()
    answered_at: dict[str, datetime] | None = None

    def time_of(self, path: str) -> datetime | None:
        """When the question at a path was answered, None where the log does not say."""
        return (self.answered_at or {}).get(path)


@dataclass(frozen=True, slots=True)
class _Row:
    event: str
    path: str
    start_at: datetime | None
    end_at: datetime | None
    fix: Fix | None


NO_LOG = Evidence(findings=(Finding(kind=FindingKind.NO_AUDIT),))
UNREADABLE_LOG = Evidence(findings=(Finding(kind=FindingKind.UNREADABLE_AUDIT),))


def read_log(content: bytes, arrival: Fix | None) -> Evidence:
    """The evidence of an audit.csv; `arrival` is where the form says its agent was."""
    try:
        rows = list(_rows(content.decode("utf-8-sig")))
    except (UnicodeDecodeError, csv.Error):
        return UNREADABLE_LOG
    if not rows:
        return UNREADABLE_LOG
    answered = {row.path: row.end_at or row.start_at for row in rows if row.event == "question"}
    return Evidence(
        findings=(*_switched_off(rows), *_far_away(rows, arrival))[:MOST_FINDINGS],
        answered_at={path: moment for path, moment in answered.items() if moment is not None},
    )


def _rows(text: str) -> Iterator[_Row]:
    for number, cells in enumerate(csv.DictReader(io.StringIO(text))):
        if number >= MOST_ROWS:
            return
        if cells.get("event") is None:
            raise csv.Error("no column names the event")
        yield _Row(
            event=cells["event"].strip(),
            path="/".join((cells.get("node") or "").strip("/").split("/")[1:]),
            start_at=_moment(cells.get("start")),
            end_at=_moment(cells.get("end")),
            fix=_fix(cells),
        )


def _switched_off(rows: list[_Row]) -> Iterator[Finding]:
    since: dict[FindingKind, datetime | None] = {}
    for row in rows:
        begun, ended = _BEGINS.get(row.event), _ENDS.get(row.event)
        if begun is not None:
            since.setdefault(begun, row.start_at)
        elif ended in since:
            assert ended is not None
            yield Finding(kind=ended, from_at=since.pop(ended), until_at=row.start_at)
    for kind, from_at in since.items():
        yield Finding(kind=kind, from_at=from_at)


def _far_away(rows: list[_Row], arrival: Fix | None) -> Iterator[Finding]:
    """The furthest place of the log, if it is surely far from the arrival; `detail`: metres."""
    placed = [(row, row.fix) for row in rows if row.fix is not None]
    if arrival is None or not placed:
        return
    row, away_m = max(
        ((row, _surely_away_m(fix, arrival)) for row, fix in placed), key=lambda pair: pair[1]
    )
    if away_m > FAR_M:
        yield Finding(
            kind=FindingKind.FAR_FROM_ARRIVAL, from_at=row.start_at, detail=f"{away_m:.0f}"
        )


def _surely_away_m(fix: Fix, arrival: Fix) -> float:
    doubt_m = (fix.accuracy_m or 0.0) + (arrival.accuracy_m or 0.0)
    return metres(fix.lat, fix.lon, arrival.lat, arrival.lon) - doubt_m


def _moment(text: str | None) -> datetime | None:
    """Milliseconds since 1970 as the log writes them; what no clock says is none."""
    said_ms = exact_number(text or "")
    try:
        return None if said_ms is None else _EPOCH + timedelta(milliseconds=round(said_ms))
    except OverflowError:
        return None


def _fix(cells: dict[str, str]) -> Fix | None:
    names = ("latitude", "longitude", "accuracy")
    lat, lon, accuracy_m = (measured_number(cells.get(name) or "") for name in names)
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None
    is_known = accuracy_m is not None and accuracy_m >= 0
    return Fix(lat=lat, lon=lon, accuracy_m=accuracy_m if is_known else None)
