"""What was known of an agent at each moment of a kept day, folded again from its positions."""

from bisect import insort
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from kobra_domain.mock import LOOK_BACK
from kobra_domain.place_causes import Spot
from kobra_domain.positions import ASTRAY, Latest
from kobra_domain.stops import Fix, standing_since


class Heard:
    """Follows one agent's positions in the order of their arrival. What told no place was not kept,
    so silence may be a little longer here than it was.
    """

    def __init__(self, agent_id: str, rows: Iterator[Any]) -> None:
        self._agent_id, self._rows = agent_id, rows
        self._next = next(rows, None)
        self.fixes: tuple[Spot, ...] = ()
        self.latest = Latest(agent_id=agent_id)

    def until(self, now: datetime) -> None:
        """Take all that had come by then."""
        row, is_new = self._next, False
        fixes, heard_at = list(self.fixes), self.latest.heard_at
        battery = self.latest.battery_pct, self.latest.is_charging
        since_at = self.latest.stop_since_at
        while row is not None and row.received_at <= now:
            is_new, heard_at = True, row.received_at
            if row.battery_pct is not None:
                battery = row.battery_pct, row.is_charging
            at = min(row.fix_at, row.received_at)
            insort(fixes, Spot(at, row.lat, row.lon, row.accuracy_m, row.mock or ""), key=_at)
            del fixes[:-LOOK_BACK]
            trusted = [Fix(f.at, f.lat, f.lon) for f in fixes if f.doubt not in ASTRAY]
            since_at = standing_since(trusted, since_at)
            row = self._next = next(self._rows, None)
        if not is_new:
            return
        self.fixes = tuple(fixes)
        newest = next((f for f in reversed(fixes) if f.doubt not in ASTRAY), fixes[-1])
        self.latest = Latest(
            agent_id=self._agent_id,
            heard_at=heard_at,
            fix_at=newest.at,
            lat=newest.lat,
            lon=newest.lon,
            accuracy_m=newest.accuracy_m,
            battery_pct=battery[0],
            is_charging=battery[1],
            stop_since_at=since_at,
        )


def _at(spot: Spot) -> datetime:
    return spot.at
