"""An arrival whose phone did not say how exactly it knew the place, beside what the same phone's
own fixes of those minutes say: not knowing is no lie, and good fixes complete it.
"""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection, select

from field_api.tables.positions import positions
from kobra_domain.geo import metres
from kobra_domain.positions import MockReason, Position
from kobra_domain.visits import CheckIn
from kobra_records.sql.tables import entity_of

_AROUND = timedelta(minutes=5)
_MOST = 600
_SAME_PLACE_M = 50.0  # what two receivers of one phone may be apart beyond their accuracy


def confirmed(connection: Connection, agent_id: str | None, fix: CheckIn) -> CheckIn:
    """The arrival as the fix nearest in time measured it, if that is at the same place; as it was,
    if the arrival says its accuracy, no good fix agrees, or one of them was marked as mocked.
    """
    if agent_id is None or fix.fix_at is None or fix.lat is None or fix.lon is None:
        return fix
    if fix.accuracy_m or fix.is_mock:
        return fix
    found = _around(connection, agent_id, fix)
    if any(p.mock is MockReason.FLAGGED for p in found):
        return fix
    at, good = fix.fix_at, [p for p in found if p.accuracy_m and p.mock is None]
    if not good:
        return fix
    nearest = min(good, key=lambda p: abs(p.fix_at - at))
    apart_m = metres(fix.lat, fix.lon, nearest.lat, nearest.lon)
    accuracy_m = nearest.accuracy_m or 0.0
    if apart_m > _SAME_PLACE_M + accuracy_m:
        return fix
    return replace(
        fix, fix_at=nearest.fix_at, lat=nearest.lat, lon=nearest.lon, accuracy_m=accuracy_m
    )


def _around(connection: Connection, agent_id: str, fix: CheckIn) -> list[Position]:
    c, at = positions.c, fix.fix_at
    assert at is not None
    query = select(positions).where(
        c.agent_id == agent_id, c.fix_at >= at - _AROUND, c.fix_at <= at + _AROUND
    )
    return [entity_of(Position, row) for row in connection.execute(query.limit(_MOST))]
