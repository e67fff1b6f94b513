"""The agents in the reader's scope, each with what is known of it now."""

from typing import Annotated, Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from field_api.auth.caller import Caller, permitted
from field_api.change_log.rows import entities
from field_api.database import Db
from field_api.ingest.reading import latest_of, seen_agents
from kobra_domain.people import Agent
from kobra_domain.positions import Latest
from kobra_domain.scope import Permission
from kobra_records import json_form

router = APIRouter(tags=["agents"])


@router.get("/agents", response_model=dict[str, list[dict[str, Any]]])
def agents(
    caller: Annotated[Caller, permitted(Permission.WATCH_FIELD)],
    database: Db,
) -> Response:
    """`{items: [agent]}`, by code, each with its newest fix by fix time (`lat`, `lon`, `fix_time`;
    null for one never placed) and `latest`: all that is known of it now; null for one never heard.
    """
    with database.read() as connection:
        found = entities(connection, Agent, seen_agents(caller.keys))
        latest = latest_of(connection, [agent.id for agent in found])
    found.sort(key=lambda agent: agent.code)
    items = [json_form.body(agent) | _known(latest.get(agent.id)) for agent in found]
    return JSONResponse({"items": items})


def _known(latest: Latest | None) -> dict[str, Any]:
    values: dict[str, Any] = {} if latest is None else json_form.builtin(latest)
    fix = {"lat": values.get("lat"), "lon": values.get("lon"), "fix_time": values.get("fix_at")}
    return fix | {"latest": values or None}
