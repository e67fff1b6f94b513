"""Where an agent stood: runs of fixes at one place, found in one pass over a trail."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from kobra_domain.geo import Placed, distance_m
from kobra_domain.places import Point


class Measured(Placed, Protocol):
    """A place at a time; a `Position` is one."""

    @property
    def fix_at(self) -> datetime: ...


class Fix(NamedTuple):
    """The least a day can be read from, for trails that come in columns."""

    fix_at: datetime
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySettings:
    """The thresholds for people on foot; a vehicle's would miss most stops."""

    stop_radius_m: float = 60.0
    stop_after_s: float = 180.0
    gap_after_s: float = 600.0


class Still(NamedTuple):
    """Fixes `first` to `last` (both included) of a stop, with the sums that make their middle."""

    first: int
    last: int
    lat_sum: float
    lon_sum: float
    total: int

    @property
    def middle(self) -> Point:
        return Point(self.lat_sum / self.total, self.lon_sum / self.total)


def stills(fixes: Sequence[Measured], first: int, last: int, limits: DaySettings) -> list[Still]:
    """The stops among fixes `first` to `last`, which no gap interrupts, in order."""
    return _joined(_found(fixes, first, last, limits), fixes, limits)


def standing_since(
    fixes: Sequence[Measured], known_since_at: datetime | None, settings: DaySettings | None = None
) -> datetime | None:
    """When the agent came to where the newest of these fixes (in order) lies; None while it moves.

    `known_since_at` is what was found at the fix before:
    a stop longer than the fixes at hand keeps its beginning.
    """
    limits = settings or DaySettings()
    if not fixes:
        return known_since_at
    newest = fixes[-1]
    since_at, has_left = newest.fix_at, False
    for fix in reversed(fixes):
        has_left = distance_m(fix, newest) > limits.stop_radius_m
        if has_left:
            break
        since_at = fix.fix_at
    if not has_left and known_since_at is not None:
        return min(known_since_at, since_at)
    stood_s = (newest.fix_at - since_at).total_seconds()
    return since_at if stood_s >= limits.stop_after_s else None


def _found(
    fixes: Sequence[Measured], first: int, last: int, limits: DaySettings
) -> Iterator[Still]:
    """Stops in one pass: each fix enters and leaves the window once.

    Until it has lasted long enough, the window is held by its oldest fix, so that slow walking is
    no stop; after that by the mean of its fixes, so that scatter does not end a stop of hours.
    """
    window = Still(first, first - 1, 0.0, 0.0, 0)
    for index in range(first, last + 1):
        fix = fixes[index]
        if _lasts(fixes, window, limits):
            if distance_m(window.middle, fix) > limits.stop_radius_m:
                yield window
                window = Still(index, index - 1, 0.0, 0.0, 0)
        else:
            window = _held(fixes, window, fix, limits)
        window = Still(
            window.first,
            index,
            window.lat_sum + fix.lat,
            window.lon_sum + fix.lon,
            window.total + 1,
        )
    if _lasts(fixes, window, limits):
        yield window


def _lasts(fixes: Sequence[Measured], window: Still, limits: DaySettings) -> bool:
    if window.total < 2:
        return False
    stood = fixes[window.last].fix_at - fixes[window.first].fix_at
    return stood.total_seconds() >= limits.stop_after_s


def _held(fixes: Sequence[Measured], window: Still, fix: Measured, limits: DaySettings) -> Still:
    """The window without its oldest fixes, as long as those are too far from the newest."""
    first, last, lat_sum, lon_sum, count = window
    while count and distance_m(fixes[first], fix) > limits.stop_radius_m:
        lat_sum, lon_sum = lat_sum - fixes[first].lat, lon_sum - fixes[first].lon
        first, count = first + 1, count - 1
    return Still(first, last, lat_sum, lon_sum, count)


def _joined(stills: Iterable[Still], fixes: Sequence[Measured], limits: DaySettings) -> list[Still]:
    """Stops at one place, parted by less than a stop takes, are one: a fix went astray."""
    joined: list[Still] = []
    for still in stills:
        if joined and _is_same_stop(joined[-1], still, fixes, limits):
            a, b = joined[-1], still
            joined[-1] = Still(
                a.first, b.last, a.lat_sum + b.lat_sum, a.lon_sum + b.lon_sum, a.total + b.total
            )
        else:
            joined.append(still)
    return joined


def _is_same_stop(a: Still, b: Still, fixes: Sequence[Measured], limits: DaySettings) -> bool:
    away = (fixes[b.first].fix_at - fixes[a.last].fix_at).total_seconds()
    near = distance_m(a.middle, b.middle) <= limits.stop_radius_m
    return near and away < limits.stop_after_s
