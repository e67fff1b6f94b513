"""Positions of one agent as objects. The shape is kept stable for programs outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Response

from field_api.auth.caller import Caller, permitted
from field_api.database import Db
from field_api.ingest.reading import agent_by_code, positions_of
from field_api.routes.looking import watched
from field_api.routes.periods import Asked
from field_api.settings import Conf
from kobra_domain.limits import Code
from kobra_domain.positions import Position
from kobra_domain.scope import Permission

router = APIRouter(tags=["positions"])
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class PositionItem:
    """One fix: m/s, metres, degrees from north, percent; `mock_reason` says why `mock` is true."""

    fix_time: datetime
    received_time: datetime
    lat: float
    lon: float
    accuracy_m: float | None
    speed_mps: float | None
    bearing: float | None
    altitude_m: float | None
    battery_pct: float | None
    charging: bool | None
    mock: bool
    mock_reason: str | None
    alarm: str


@dataclass(frozen=True, slots=True)
class PositionList:
    """In order of fix time. `next`: ask again with it as `from`; None at the end."""

    items: list[PositionItem]
    next: datetime | None


@router.get("/positions", response_model=PositionList)
def positions(
    agent: Annotated[Code, Query(description="The agent's code.")],
    period: Asked,
    caller: Annotated[Caller, permitted(Permission.WATCH_FIELD)],
    database: Db,
    settings: Conf,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = _MOST,
) -> Response:
    """An agent's fixes by fix time; who asked is kept in the audit. 404 outside the scope."""
    with database.begin() as connection:
        asked = agent_by_code(connection, agent)
        agent_id = watched(connection, caller, asked, period, settings.clock()).id
    with database.read() as connection:
        found = positions_of(connection, agent_id, period.start_at, period.end_at, limit + 1)
    more = found[limit].fix_at if len(found) > limit else None
    answer = PositionList([_item(p) for p in found[:limit]], more)
    return Response(msgspec.json.encode(answer), media_type="application/json")


def _item(position: Position) -> PositionItem:
    return PositionItem(
        fix_time=position.fix_at,
        received_time=position.received_at,
        lat=position.lat,
        lon=position.lon,
        accuracy_m=position.accuracy_m,
        speed_mps=position.speed_mps,
        bearing=position.bearing,
        altitude_m=position.altitude_m,
        battery_pct=position.battery_pct,
        charging=position.is_charging,
        mock=position.mock is not None,
        mock_reason=position.mock.value if position.mock else None,
        alarm=position.alarm,
    )
