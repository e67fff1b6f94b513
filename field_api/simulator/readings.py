"""What the phone makes of a journey: fixes with their noise, battery, lost signal, faked places.

Columns, not objects: millions of them are made for history.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from field_api.simulator.journey import Journey
from field_api.simulator.plane import ORIGIN_ALTITUDE_M, Points, degrees_of
from field_api.simulator.troubles import Trouble, TroubleKind

Column = NDArray[np.float64]
Flags = NDArray[np.bool_]

SETTLING_S = 100.0
DRIFT_KNOT_S = 45.0
FULL_DRAIN_PCT_PER_HOUR = 7.5
FLAT_FROM_PCT = 21.2
FLAT_DRAIN_PCT_PER_HOUR = 26.0
SWITCH_OFF_PCT = 2.0
RETRY_STEP_S = 0.25
FAKES = frozenset(
    {
        TroubleKind.FLAGGED_MOCK,
        TroubleKind.FROZEN_MOCK,
        TroubleKind.JUMPING_MOCK,
        TroubleKind.SHARED_MOCK,
    }
)
SHARED_PLACE = (340.0, -260.0)  # what an app was set to on several phones


@dataclass(frozen=True, slots=True)
class Readings:
    """Columns of equal length, in order of measuring. Times are seconds since the day began.

    `has_place` false is a heartbeat; `bearing` NaN is none.
    """

    at_s: Column
    sent_s: Column
    lat: Column
    lon: Column
    accuracy_m: Column
    speed_mps: Column
    bearing: Column
    altitude_m: Column
    battery_pct: Column
    is_charging: Flags
    is_mock: Flags
    is_sos: Flags
    has_place: Flags

    def __len__(self) -> int:
        return len(self.at_s)

    def where(self, keep: Flags) -> "Readings":
        """Only the rows that are asked for."""
        return Readings(*(getattr(self, item.name)[keep] for item in fields(self)))


@dataclass(frozen=True, slots=True)
class Habits:
    """How a phone is set: seconds between fixes under way and at a stand, and its heartbeats."""

    moving_interval_s: float = 10.0
    still_interval_s: float = 60.0
    placeless_share: float = 0.12
    newest_first: bool = False


def read(
    journey: Journey, troubles: Sequence[Trouble], habits: Habits, rng: np.random.Generator
) -> Readings:
    """The readings of a whole day."""
    at_s = _times(journey, troubles, habits, rng)
    true = journey.at(at_s)
    is_moving = journey.is_moving(at_s)
    accuracy = _accuracy(is_moving, rng)
    seen = true + _drift(at_s, rng) * accuracy[:, None] * 0.62
    speed, bearing = _motion(journey, at_s, is_moving, rng)
    is_mock = np.zeros(len(at_s), dtype=np.bool_)
    battery, is_charging = _battery(at_s, journey.end_s, troubles, rng)
    for trouble in troubles:
        during = (at_s >= trouble.from_s) & (at_s < trouble.until_s)
        _fake(trouble, during, seen, accuracy, is_mock, rng)
    still_share = habits.placeless_share * ~is_moving
    geographic = degrees_of(seen)
    is_sos = _sos(at_s, troubles)
    has_place = (rng.random(len(at_s)) >= still_share) | is_sos | _during_fakes(at_s, troubles)
    found = Readings(
        at_s=at_s,
        sent_s=_sent(at_s, troubles, habits, rng),
        lat=np.round(geographic[:, 0], 7),
        lon=np.round(geographic[:, 1], 7),
        accuracy_m=np.round(accuracy, 1),
        speed_mps=np.round(speed, 2),
        bearing=np.round(bearing, 1) % 360.0,
        altitude_m=np.round(
            ORIGIN_ALTITUDE_M + seen[:, 0] * 0.002 + rng.normal(0, 3, len(at_s)), 1
        ),
        battery_pct=np.round(battery),
        is_charging=is_charging,
        is_mock=is_mock,
        is_sos=is_sos,
        has_place=has_place,
    )
    return found.where(battery > SWITCH_OFF_PCT)


def _times(
    journey: Journey, troubles: Sequence[Trouble], habits: Habits, rng: np.random.Generator
) -> Column:
    """Evenly under way; at a stand some fixes more, then seldom, as phones save their battery."""
    step = habits.moving_interval_s
    at_s = np.arange(rng.uniform(0, step), journey.end_s, step)
    at_s = np.round(at_s + rng.uniform(0, 0.4, len(at_s)), 3)
    is_moving = journey.is_moving(at_s)
    began = np.maximum.accumulate(np.where(is_moving, at_s, 0.0))
    stood = at_s - began
    keep = is_moving | (stood < SETTLING_S) | (stood % habits.still_interval_s < step)
    for trouble in troubles:
        if trouble.kind in FAKES:
            keep |= (at_s >= trouble.from_s) & (at_s < trouble.until_s)
        if trouble.kind is TroubleKind.SOS:
            keep[
                np.searchsorted(at_s, trouble.from_s) : np.searchsorted(at_s, trouble.from_s) + 1
            ] = True
    return np.asarray(at_s[keep], dtype=np.float64)


def _accuracy(is_moving: Flags, rng: np.random.Generator) -> Column:
    outdoors = 4.0 + rng.lognormal(1.0, 0.5, len(is_moving))
    indoors = 7.0 + rng.lognormal(1.9, 0.5, len(is_moving))
    return np.clip(np.where(is_moving, outdoors, indoors), 3.5, 48.0)


def _drift(at_s: Column, rng: np.random.Generator) -> Points:
    """Errors of a receiver wander slowly; neighbouring fixes err alike."""
    if not len(at_s):
        return np.empty((0, 2))
    knots = np.arange(0.0, at_s[-1] + 2 * DRIFT_KNOT_S, DRIFT_KNOT_S)
    columns = [np.interp(at_s, knots, rng.normal(0, 1, len(knots))) for _ in range(2)]
    return np.column_stack(columns) + rng.normal(0, 0.18, (len(at_s), 2))


def _motion(
    journey: Journey, at_s: Column, is_moving: Flags, rng: np.random.Generator
) -> tuple[Column, Column]:
    step = journey.at(at_s + 2.0) - journey.at(at_s - 2.0)
    speed = np.hypot(step[:, 0], step[:, 1]) / 4.0 * rng.normal(1.0, 0.05, len(at_s))
    bearing = np.degrees(np.arctan2(step[:, 0], step[:, 1])) % 360.0
    return np.where(is_moving, np.abs(speed), 0.0), np.where(is_moving, bearing, np.nan)


def _battery(
    at_s: Column, end_s: float, troubles: Sequence[Trouble], rng: np.random.Generator
) -> tuple[Column, Flags]:
    """Drains evenly; some phones are charged for a while on the way."""
    full = rng.uniform(84, 100)
    drain = FULL_DRAIN_PCT_PER_HOUR * rng.uniform(0.7, 1.2) / 3600
    level = full - drain * at_s
    is_charging = np.zeros(len(at_s), dtype=np.bool_)
    flat = next((t for t in troubles if t.kind is TroubleKind.FLAT_BATTERY), None)
    if flat is not None:
        before = FLAT_FROM_PCT + (full - FLAT_FROM_PCT) * (1 - at_s / max(flat.from_s, 1.0))
        after = FLAT_FROM_PCT - FLAT_DRAIN_PCT_PER_HOUR * (at_s - flat.from_s) / 3600
        return np.where(at_s < flat.from_s, before, after), is_charging
    starts, lasts = rng.uniform(0.4, 0.6) * end_s, rng.uniform(0.06, 0.12) * end_s
    is_charging = (at_s >= starts) & (at_s < starts + lasts)
    gained = np.clip(at_s - starts, 0.0, lasts) * 35.0 / 3600
    return np.clip(level + gained, 23.0, 100.0), np.asarray(is_charging, dtype=np.bool_)


def _fake(
    trouble: Trouble,
    during: Flags,
    seen: Points,
    accuracy: Column,
    is_mock: Flags,
    rng: np.random.Generator,
) -> None:
    """Overwrite what a faked phone says (in place)."""
    count = int(during.sum())
    if not count:
        return
    first = seen[during][0]
    match trouble.kind:
        case TroubleKind.FLAGGED_MOCK:
            seen[during] = first + np.array([900.0, 650.0]) + rng.normal(0, 1.5, (count, 2))
            is_mock[during] = True
        case TroubleKind.FROZEN_MOCK:
            seen[during] = first
            accuracy[during] = 5.0
        case TroubleKind.SHARED_MOCK:
            seen[during] = SHARED_PLACE
            accuracy[during] = 5.0
        case TroubleKind.JUMPING_MOCK:
            seen[during] = first + np.array([5200.0, 4100.0])


def _during_fakes(at_s: Column, troubles: Sequence[Trouble]) -> Flags:
    """A faking app feeds the phone places all the time, also at a stand."""
    flags = np.zeros(len(at_s), dtype=np.bool_)
    for trouble in troubles:
        if trouble.kind in FAKES:
            flags |= (at_s >= trouble.from_s) & (at_s < trouble.until_s)
    return flags


def _sos(at_s: Column, troubles: Sequence[Trouble]) -> Flags:
    flags = np.zeros(len(at_s), dtype=np.bool_)
    for trouble in troubles:
        if trouble.kind is TroubleKind.SOS and len(at_s):
            flags[min(int(np.searchsorted(at_s, trouble.from_s)), len(at_s) - 1)] = True
    return flags


def _sent(
    at_s: Column, troubles: Sequence[Trouble], habits: Habits, rng: np.random.Generator
) -> Column:
    """At once, or one after the other when the signal is back; some phones empty the queue
    from its newest end."""
    sent = at_s + rng.uniform(0.1, 1.6, len(at_s))
    for trouble in troubles:
        if trouble.kind is not TroubleKind.NO_SIGNAL:
            continue
        held = np.flatnonzero((at_s >= trouble.from_s) & (at_s < trouble.until_s))
        order = np.arange(len(held))
        sent[held] = trouble.until_s + RETRY_STEP_S * (
            order[::-1] if habits.newest_first else order
        )
    return np.asarray(np.round(sent, 3), dtype=np.float64)
