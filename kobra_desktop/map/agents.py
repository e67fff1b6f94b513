"""Live agents as the page reads them: names once, numbers each second as one float64 block. Not
their rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from kobra_desktop.map.spec import AgentMark
from kobra_domain.agent_state import Body, Freshness

# The domain lists what asks for most first; STATES in resources/web/src/map/state.ts is this order.
SEVERITY = {body: at for at, body in enumerate(reversed(Body))}
_STALENESS = {Freshness.FRESH: 0, Freshness.FADING: 1, Freshness.OUTLINE: 2}
COLUMNS = 9
_NONE = float("nan")


def _row(mark: AgentMark) -> tuple[float, ...]:
    return (
        mark.lat,
        mark.lon,
        _NONE if mark.bearing is None else mark.bearing % 360,
        _NONE if mark.battery_pct is None else mark.battery_pct,
        SEVERITY[mark.body],
        mark.is_low | mark.is_doubtful << 1,
        _STALENESS[mark.freshness],
        _NONE if mark.accuracy_m is None else mark.accuracy_m,
        _NONE if mark.minutes is None else mark.minutes,
    )


class LiveAgents:
    """The agents on the map and their numbers; rows keep their places until the roster changes."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.names: list[str] = []
        self._places: dict[str, int] = {}
        self._numbers = np.empty((0, COLUMNS))

    def replace(self, marks: Sequence[AgentMark]) -> None:
        """Show exactly these. A mark without a finite place is left out."""
        kept = [mark for mark in marks if np.isfinite(mark.lat) and np.isfinite(mark.lon)]
        self.ids = [mark.id for mark in kept]
        self.names = [mark.name for mark in kept]
        self._places = {id_: at for at, id_ in enumerate(self.ids)}
        self._numbers = np.array([_row(mark) for mark in kept]).reshape(len(kept), COLUMNS)

    def update(self, marks: Iterable[AgentMark]) -> list[AgentMark]:
        """Take new numbers of agents already shown; answers those that the roster does not know."""
        unknown, places, rows = [], [], []
        for mark in marks:
            place = self._places.get(mark.id)
            if place is None:
                unknown.append(mark)
            elif np.isfinite(mark.lat) and np.isfinite(mark.lon):
                places.append(place)
                rows.append(_row(mark))
        if rows:
            self._numbers[places] = rows
        return unknown

    def add(self, marks: Sequence[AgentMark]) -> None:
        """Grow the roster by agents that were not in it."""
        before = self._numbers
        ids, names = self.ids, self.names
        self.replace(marks)
        self._numbers = np.concatenate([before, self._numbers])
        self.ids, self.names = ids + self.ids, names + self.names
        self._places = {id_: at for at, id_ in enumerate(self.ids)}

    def packed(self) -> bytes:
        """Column after column, little-endian float64."""
        return np.ascontiguousarray(self._numbers.T, dtype="<f8").tobytes()
