"""The agents in the reader's scope, each with what is known of it now."""

from dataclasses import fields
from typing import Annotated

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from field_api.auth.caller import Caller, permitted
from field_api.change_log.rows import entities
from field_api.database import Db
from field_api.ingest.reading import latest_of, seen_agents
from kobra_domain.answers import AgentNow, AgentsNow
from kobra_domain.people import Agent
from kobra_domain.positions import Latest
from kobra_domain.scope import Permission
from kobra_records import json_form

router = APIRouter(tags=["agents"])


@router.get("/agents", response_model=AgentsNow)
def agents(
    caller: Annotated[Caller, permitted(Permission.WATCH_FIELD)],
    database: Db,
) -> Response:
    """Each with its newest fix that is trusted and what is known of it now."""
    with database.read() as connection:
        found = entities(connection, Agent, seen_agents(caller.keys))
        latest = latest_of(connection, [agent.id for agent in found])
    found.sort(key=lambda agent: agent.code)
    items = tuple(_now(agent, latest.get(agent.id)) for agent in found)
    return JSONResponse(json_form.builtin(AgentsNow(items=items)))


def _now(agent: Agent, latest: Latest | None) -> AgentNow:
    return AgentNow(
        **{item.name: getattr(agent, item.name) for item in fields(agent)},
        lat=latest.lat if latest else None,
        lon=latest.lon if latest else None,
        fix_time=latest.fix_at if latest else None,
        latest=latest,
    )
