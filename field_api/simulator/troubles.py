"""What goes wrong in a day: no signal, a flat battery, faked positions, a call for help."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from random import Random

from kobra_domain.people import Agent
from kobra_domain.shift import Span


class TroubleKind(StrEnum):
    """The kinds of trouble, each visible to a supervisor in its own way."""

    NO_SIGNAL = "no_signal"
    FLAT_BATTERY = "flat_battery"
    FLAGGED_MOCK = "flagged_mock"
    FROZEN_MOCK = "frozen_mock"
    JUMPING_MOCK = "jumping_mock"
    SHARED_MOCK = "shared_mock"
    SOS = "sos"
    LEFT_ZONE = "left_zone"
    LONG_IDLE = "long_idle"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One trouble, in seconds since the agent's day began."""

    kind: TroubleKind
    from_s: float
    lasts_s: float = 0.0

    @property
    def until_s(self) -> float:
        """When it is over."""
        return self.from_s + self.lasts_s


_K = TroubleKind
# The demonstration's cast: minutes from its beginning, and how many minutes each lasts. Those that
# need time to be seen begin before it, so that somebody who watches for one minute sees them all.
CAST: dict[int, tuple[tuple[TroubleKind, float, float], ...]] = {
    2: ((_K.LEFT_ZONE, -40.0, 75.0),),
    4: ((_K.NO_SIGNAL, -17.0, 21.0),),
    5: ((_K.FLAGGED_MOCK, 0.3, 12.0),),
    7: ((_K.FLAT_BATTERY, -0.5, 0.0),),
    9: ((_K.FROZEN_MOCK, -1.2, 15.0),),
    10: ((_K.LONG_IDLE, -75.0, 95.0),),
    12: ((_K.SOS, 0.5, 0.0),),
    14: ((_K.JUMPING_MOCK, 0.4, 0.2),),
    17: ((_K.NO_SIGNAL, 4.0, 3.0),),
    18: ((_K.FLAT_BATTERY, -24.0, 0.0),),
    20: ((_K.SHARED_MOCK, -26.0, 60.0),),
    21: ((_K.SHARED_MOCK, -26.0, 60.0),),
}
_DAILY_CHANCE = {
    _K.NO_SIGNAL: 0.30,
    _K.FLAT_BATTERY: 0.04,
    _K.FLAGGED_MOCK: 0.01,
    _K.JUMPING_MOCK: 0.02,
    _K.LEFT_ZONE: 0.04,
    _K.LONG_IDLE: 0.05,
    _K.SOS: 0.002,
}
_MINUTES = {_K.NO_SIGNAL: (4, 28), _K.FLAGGED_MOCK: (10, 40), _K.LONG_IDLE: (50, 80)}


def troubles(
    agent: Agent, number: int, seed: int, day: date, span: Span, drama_at: datetime | None
) -> tuple[Trouble, ...]:
    """The troubles of one agent's day, in order of time; with `drama_at`, the cast's around it."""
    if drama_at is not None and number in CAST:
        begun_s = (drama_at - span.start_at).total_seconds()
        return tuple(
            Trouble(kind, max(0.0, begun_s + minutes * 60), lasts * 60)
            for kind, minutes, lasts in CAST[number]
        )
    if drama_at is not None:
        return ()
    random = Random(f"troubles {seed} {agent.code} {day}")
    found = []
    for kind, chance in _DAILY_CHANCE.items():
        if random.random() < chance:
            low, high = _MINUTES.get(kind, (0, 0))
            start = random.uniform(0.15, 0.8) * span.seconds
            found.append(Trouble(kind, start, random.uniform(low, high) * 60))
    return tuple(sorted(found, key=lambda trouble: trouble.from_s))


def moment(span: Span, seconds: float) -> datetime:
    """The time that many seconds into the day, to the millisecond."""
    return span.start_at + timedelta(milliseconds=round(seconds * 1000))
