"""The day of an agent read from fixes: stops, moves and gaps that together fill the shift.

It tells what the phone measured and where it measured nothing; it never guesses a way across a gap.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from kobra_domain.geo import Placed, distance_m
from kobra_domain.places import Point
from kobra_domain.shift import Span
from kobra_domain.stops import DaySettings, Measured, stills


class GapCause(StrEnum):
    """Why a phone measured nothing."""

    PHONE_OFF = "phone_off"
    NO_SIGNAL = "no_signal"
    GPS_OFF = "gps_off"
    PERMISSION_TAKEN = "permission_taken"
    NO_FIX = "no_fix"


@dataclass(frozen=True, slots=True)
class Outage:
    """A stretch in which something is known to have kept the phone from measuring."""

    span: Span
    cause: GapCause


@dataclass(frozen=True, slots=True)
class Fence:
    """The circle round the address of a visit; `checked_in_at` if the agent said to be there."""

    visit_id: str
    place: Point
    radius_m: float
    checked_in_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """The agent stood: the mean of its fixes, and the visit whose fence it lies in, if any."""

    span: Span
    place: Point
    visit_id: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """The agent went `distance_m` along its fixes."""

    span: Span
    distance_m: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Nothing was measured; `cause` None: unknown."""

    span: Span
    cause: GapCause | None = None


Part = Stop | Move | Gap


@dataclass(frozen=True, slots=True)
class Day:
    """The parts of the shift in order, each beginning where the one before ended."""

    parts: tuple[Part, ...]

    @property
    def distance_m(self) -> float:
        """Metres gone, without what lies in gaps."""
        return sum(p.distance_m for p in self.parts if isinstance(p, Move))

    @property
    def moving_s(self) -> float:
        """Seconds in moves."""
        return self._seconds(Move)

    @property
    def stopped_s(self) -> float:
        """Seconds in stops."""
        return self._seconds(Stop)

    @property
    def unexplained_s(self) -> float:
        """Seconds in gaps, with or without a known cause."""
        return self._seconds(Gap)

    @property
    def stops(self) -> int:
        """How often the agent stood, at visits and elsewhere."""
        return sum(isinstance(p, Stop) for p in self.parts)

    def _seconds(self, kind: type[Part]) -> float:
        return sum(p.span.seconds for p in self.parts if isinstance(p, kind))


def read_day(
    fixes: Sequence[Measured],
    spans: Iterable[Span],
    *,
    fences: Sequence[Fence] = (),
    outages: Sequence[Outage] = (),
    settings: DaySettings | None = None,
) -> Day:
    """Read a shift (`shift.shift_spans`, cut off at now for today) from fixes in order of `fix_at`.

    Stop: fixes within 60 m for 3 min or longer. Gap: no fix for more than 10 min inside the shift.
    Shorter silences at the ends of the shift belong to the part beside them. Time and memory grow
    with the number of fixes.
    """
    limits = settings or DaySettings()
    parts: list[Part] = []
    for span in spans:
        inside = [f for f in fixes if span.holds(f.fix_at)]
        parts += _read_span(inside, span, limits)
    return Day(tuple(_named(part, fences, outages) for part in parts))


def fence_at(fences: Iterable[Fence], place: Placed) -> Fence | None:
    """The fence a place lies in; of several the one whose centre is nearest."""
    near = [(distance_m(f.place, place), f) for f in fences]
    inside = [(away_m, f) for away_m, f in near if away_m <= f.radius_m]
    return min(inside, key=lambda pair: pair[0])[1] if inside else None


def _read_span(fixes: Sequence[Measured], span: Span, limits: DaySettings) -> list[Part]:
    """The parts of one stretch of shift; short silences at its ends widen the run beside them."""
    parts: list[Part] = []
    at = span.start_at
    longest = timedelta(seconds=limits.gap_after_s)
    for first, last in _runs(fixes, longest):
        start_at, end_at = fixes[first].fix_at, fixes[last].fix_at
        if start_at - at > longest:
            parts.append(Gap(Span(at, start_at)))
            at = start_at
        if last == len(fixes) - 1 and span.end_at - end_at <= longest:
            end_at = span.end_at
        parts += _read_run(fixes, first, last, Span(at, end_at), limits)
        at = end_at
    if at < span.end_at:
        parts.append(Gap(Span(at, span.end_at)))
    return parts


def _runs(fixes: Sequence[Measured], longest: timedelta) -> Iterator[tuple[int, int]]:
    """First and last index of each run of two fixes or more that no gap interrupts.

    A lonely fix says where the agent was, but not whether it stood or went: it lies inside a gap.
    """
    first = 0
    for index in range(1, len(fixes) + 1):
        if index == len(fixes) or fixes[index].fix_at - fixes[index - 1].fix_at > longest:
            if index - 1 > first:
                yield first, index - 1
            first = index


def _read_run(
    fixes: Sequence[Measured], first: int, last: int, span: Span, limits: DaySettings
) -> list[Part]:
    """Stops and moves that fill the span: a stop from its first to its last fix, moves between."""
    parts: list[Part] = []
    at, came_from = span.start_at, first
    for still in stills(fixes, first, last, limits):
        begins_at = span.start_at if still.first == first else fixes[still.first].fix_at
        ends_at = span.end_at if still.last == last else fixes[still.last].fix_at
        if at < begins_at:
            parts.append(Move(Span(at, begins_at), _length_m(fixes, came_from, still.first)))
        parts.append(Stop(Span(begins_at, ends_at), still.middle))
        at, came_from = ends_at, still.last
    if at < span.end_at:
        parts.append(Move(Span(at, span.end_at), _length_m(fixes, came_from, last)))
    return parts


def _length_m(fixes: Sequence[Measured], first: int, last: int) -> float:
    return sum(distance_m(fixes[i], fixes[i + 1]) for i in range(first, last))


def _named(part: Part, fences: Sequence[Fence], outages: Sequence[Outage]) -> Part:
    """A stop with its visit, a gap with its cause."""
    if isinstance(part, Stop):
        return replace(part, visit_id=_visit_of(part, fences))
    if isinstance(part, Gap):
        return replace(part, cause=_cause_of(part, outages))
    return part


def _visit_of(stop: Stop, fences: Sequence[Fence]) -> str | None:
    """Of several visits whose fence holds the stop, those checked in during it go first."""
    said = [f for f in fences if f.checked_in_at is not None and stop.span.holds(f.checked_in_at)]
    fence = fence_at(said, stop.place) or fence_at(fences, stop.place)
    return fence.visit_id if fence else None


def _cause_of(gap: Gap, outages: Sequence[Outage]) -> GapCause | None:
    """The outage that covers most of the gap."""
    covered = [(_overlap_s(gap.span, outage.span), outage.cause) for outage in outages]
    longest_s, cause = max(covered, key=lambda pair: pair[0], default=(0.0, None))
    return cause if longest_s > 0 else None


def _overlap_s(a: Span, b: Span) -> float:
    return (min(a.end_at, b.end_at) - max(a.start_at, b.start_at)).total_seconds()
