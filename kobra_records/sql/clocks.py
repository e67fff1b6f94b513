"""The clock at an address in SQL: offsets of Python's own time zones, written into the statement.

SQLite knows no zones and PostgreSQL's may be of another year; so both give what Python gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, ColumnElement, case, literal, type_coerce

from kobra_domain.metrics.predicates import Part
from kobra_records.sql.tables import from_ms, to_ms

Shift = tuple[int, int]  # until when (ms UTC, excluded), how far the clock is ahead (ms)
_DAY_MS, _HOUR_MS = 86_400_000, 3_600_000
_EPOCH_MS = date(1970, 1, 1).toordinal() * _DAY_MS  # days are then counted as dates count them
_STEP = timedelta(days=1)


@lru_cache(maxsize=256)
def shifts(zone: str, first: date, last: date) -> tuple[Shift, ...]:
    """How a zone's clock stands to UTC from the first to the last day (UTC), in order of time."""
    place, made = ZoneInfo(zone), []
    at = datetime.combine(first, time.min, UTC)
    end = datetime.combine(last, time.max, UTC)
    while at < end:
        later = min(at + _STEP, end)
        if _ahead(place, later) != _ahead(place, at):
            made.append((to_ms(_change(place, at, later)), _ahead(place, at)))
        at = later
    return (*made, (to_ms(end) + 1, _ahead(place, end)))


def _ahead(place: ZoneInfo, at: datetime) -> int:
    offset = at.astimezone(place).utcoffset() or timedelta(0)
    return int(offset.total_seconds() * 1_000)


def _change(place: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The second at which the clock is put to what it shows at `after`."""
    low, high = int(before.timestamp()), -int(-after.timestamp() // 1)
    while high - low > 1:
        middle = (low + high) // 2
        is_before = _ahead(place, datetime.fromtimestamp(middle, UTC)) == _ahead(place, before)
        low, high = (middle, high) if is_before else (low, middle)
    return datetime.fromtimestamp(high, UTC)


def local(
    moment: ColumnElement[Any],
    zone: ColumnElement[str],
    zones: Mapping[str, Sequence[Shift]],
    part: Part,
) -> ColumnElement[int]:
    """A part of a stored moment by the clock of its row's zone; a day as `date.toordinal`."""
    at = type_coerce(moment, BigInteger())
    shown = at + _offset(at, zone, zones) + _number(_EPOCH_MS)
    if part == "hour":
        return shown % _number(_DAY_MS) // _number(_HOUR_MS)
    day = shown // _number(_DAY_MS)
    return day if part == "day" else (day + _number(6)) % _number(7)


def shown_at(moments: NDArray[np.int64], zone: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The days and hours that a zone's clock shows at moments (ms UTC), as `local` says them."""
    ends = (from_ms(int(one)).date() for one in (moments.min(), moments.max()))
    known = shifts(zone, *ends)
    until, ahead = (np.array(part, np.int64) for part in zip(*known, strict=True))
    shown = moments + ahead[np.searchsorted(until, moments, "right")] + _EPOCH_MS
    return shown // _DAY_MS, shown % _DAY_MS // _HOUR_MS


def _offset(
    at: ColumnElement[int], zone: ColumnElement[str], zones: Mapping[str, Sequence[Shift]]
) -> ColumnElement[int]:
    if not zones:
        return _number(0)
    return case(*((zone == name, _of_zone(at, zones[name])) for name in sorted(zones)), else_=None)


def _of_zone(at: ColumnElement[int], known: Sequence[Shift]) -> ColumnElement[int]:
    *earlier, (_, last) = known
    if not earlier:
        return _number(last)
    return case(
        *((at < _number(until), _number(ahead)) for until, ahead in earlier), else_=_number(last)
    )


def _number(value: int) -> ColumnElement[int]:
    return literal(value, BigInteger())
