"""What phones sent and could not be a position, with the reason. Its shape is kept stable."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Response

from field_api.auth.caller import Caller, permitted
from field_api.database import Db
from field_api.ingest.reading import quarantined
from field_api.routes.periods import Asked
from kobra_domain.limits import Code
from kobra_domain.positions import QuarantineReason
from kobra_domain.scope import Permission

router = APIRouter(tags=["positions"])
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class QuarantineItem:
    """One record set aside; `content` is what the phone sent, as text."""

    agent_id: str
    agent: str
    received_time: datetime
    reason: str
    fix_time: datetime | None
    lat: float | None
    lon: float | None
    content: str


@dataclass(frozen=True, slots=True)
class QuarantineList:
    """Newest first, by time of arrival."""

    items: list[QuarantineItem]


@router.get("/quarantine", response_model=QuarantineList)
def quarantine(
    period: Asked,
    caller: Annotated[Caller, permitted(Permission.WATCH_FIELD)],
    database: Db,
    agent: Annotated[Code | None, Query(description="An agent's code; all if absent.")] = None,
    reason: Annotated[QuarantineReason | None, Query(description="One; all if absent.")] = None,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = _MOST,
) -> Response:
    """What was set aside of the agents in the caller's scope, by time of arrival."""
    with database.read() as connection:
        rows = quarantined(
            connection, caller.keys, agent, reason, period.start_at, period.end_at, limit
        )
    items = [
        QuarantineItem(
            row.agent_id,
            row.code,
            row.received_at,
            row.reason.value,
            row.fix_at,
            row.lat,
            row.lon,
            row.content,
        )
        for row in rows
    ]
    return Response(msgspec.json.encode(QuarantineList(items)), media_type="application/json")
