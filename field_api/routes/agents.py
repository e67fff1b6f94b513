"""The agents in the reader's scope, each with what is known of it now."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from fastapi.responses import JSONResponse

from field_api.auth.caller import Caller, permitted
from field_api.change_log.rows import entities
from field_api.database import Database, database_of
from field_api.ingest.reading import latest_of, seen_agents
from kobra_domain.people import Agent
from kobra_domain.positions import Latest
from kobra_domain.scope import Permission
from kobra_records import json_form

router = APIRouter(tags=["agents"])


@router.get("/agents", response_model=dict[str, list[dict[str, Any]]])
def agents(
    caller: Annotated[Caller, permitted(Permission.WATCH_FIELD)],
    database: Annotated[Database, Depends(database_of)],
) -> Response:
    """`{items: [agent with latest]}`, by code. `latest` has the newest fix by fix time (`lat`,
    `lon`, `fix_time`) and when the phone was last heard (`heard_at`); None for one never heard.
    """
    with database.read() as connection:
        found = entities(connection, Agent, seen_agents(caller.keys))
        latest = latest_of(connection, [agent.id for agent in found])
    found.sort(key=lambda agent: agent.code)
    items = [json_form.body(agent) | {"latest": _latest(latest.get(agent.id))} for agent in found]
    return JSONResponse({"items": items})


def _latest(known: Latest | None) -> dict[str, Any] | None:
    if known is None:
        return None
    values: dict[str, Any] = json_form.builtin(known)
    return values | {"fix_time": values["fix_at"]}
