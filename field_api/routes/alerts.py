"""The alerts of one agent. Their shape is kept stable for programs outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Response
from sqlalchemy import select

from field_api.auth.caller import Caller, permitted
from field_api.database import Db
from field_api.errors import ApiError
from field_api.ingest.reading import agent_by_code
from field_api.tables.replicated import alerts as table
from kobra_domain.kinds import DECLARED
from kobra_domain.limits import Code
from kobra_domain.scope import Permission
from kobra_records.sql.kinds import inside

router = APIRouter(tags=["alerts"])
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class AlertItem:
    """One cause (`kind`; `sos`: a call for help) and its life: open, attended or over; `count` says
    how often it was seen.
    """

    kind: str
    state: str
    opened_at: datetime
    count: int


@dataclass(frozen=True, slots=True)
class AlertList:
    """Newest first."""

    items: list[AlertItem]


@router.get("/alerts", response_model=AlertList)
def alerts(
    agent: Annotated[Code, Query(description="The agent's code.")],
    caller: Annotated[Caller, permitted(Permission.WATCH_FIELD)],
    database: Db,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = _MOST,
) -> Response:
    """An agent's alerts in the caller's scope. 404 for an agent outside it."""
    with database.read() as connection:
        asked = agent_by_code(connection, agent)
        if asked is None or not caller.sees(asked):
            raise ApiError("not_found", field="agent")
        c = table.c
        rows = connection.execute(
            select(c.kind, c.state, c.raised_at, c.count)
            .where(c.agent_id == asked.id, inside(DECLARED["alert"], table, caller.keys))
            .order_by(c.raised_at.desc(), c.id.desc())
            .limit(limit)
        ).all()
    items = [AlertItem(kind.value, state.value, at, count) for kind, state, at, count in rows]
    return Response(msgspec.json.encode(AlertList(items)), media_type="application/json")
