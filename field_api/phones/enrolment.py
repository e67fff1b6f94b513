"""How a phone comes to be an agent's: a token in the path of each of its two addresses, one phone
at a time.
"""

import secrets
from dataclasses import replace
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from sqlalchemy import Connection, insert, update

from field_api.auth.audit import note
from field_api.auth.caller import Caller, EntityId, permitted
from field_api.change_log.record import record
from field_api.change_log.rows import found
from field_api.database import Db
from field_api.errors import ApiError
from field_api.phones import collect
from field_api.phones.door import token_hash
from field_api.phones.form_keys import PATH, new_key, revoke_key
from field_api.settings import Conf
from field_api.tables.phones import phone_tokens
from kobra_domain.answers import Enrolment
from kobra_domain.aside import PhoneEnd
from kobra_domain.people import Agent
from kobra_domain.scope import Permission

router = APIRouter(tags=["agents"])
_Administrator = Annotated[Caller, permitted(Permission.ADMINISTER)]
_DISTANCE_M = 30


def enrol(connection: Connection, agent_id: str, base_url: str, now: datetime) -> Enrolment:
    """Give the agent's phone a new address; the old one ends. `base_url` has no final slash.

    Tells the feed, so nothing else of the transaction may. Raises ApiError not_found.
    """
    pair = found(connection, Agent, agent_id, lock=True)
    if pair is None:
        raise ApiError("not_found", field="agent_id")
    phone = new_address(connection, pair[0], base_url, now)
    record(connection, replace(pair[0], enrolled_at=now), pair[0], at=now)
    return phone


def new_address(connection: Connection, agent: Agent, base_url: str, now: datetime) -> Enrolment:
    """As `enrol`, for whoever records the agent with its `enrolled_at`."""
    revoke(connection, agent.id, now)
    token = secrets.token_urlsafe(24)
    connection.execute(
        insert(phone_tokens).values(
            token_hash=token_hash(token),
            agent_id=agent.id,
            device_id=agent.code,
            created_at=now,
        )
    )
    url = f"{base_url}/phones/{token}"
    forms = f"{base_url}{PATH}/{new_key(connection, agent.id, now)}"
    return Enrolment(
        osmand_url=url,
        settings_url=f"{url}?{urlencode(_phone_settings(agent))}",
        openrosa_url=forms,
        collect_settings=collect.settings_text(agent, forms),
    )


def revoke(
    connection: Connection, agent_id: str, at: datetime, ending: PhoneEnd | None = None
) -> None:
    """End the addresses of the agent's phone. What it sends from then on is refused; with an
    `ending`, only after a week, and what was done before waits for a person.
    """
    revoke_key(connection, agent_id, at, ending)
    connection.execute(
        update(phone_tokens)
        .where(phone_tokens.c.agent_id == agent_id, phone_tokens.c.revoked_at.is_(None))
        .values(revoked_at=at, ending=ending)
    )


def _phone_settings(agent: Agent) -> dict[str, str | int]:
    return {
        "id": agent.code,
        "interval": agent.moving_interval_s,
        "distance": _DISTANCE_M,
        "accuracy": "high",
        "heartbeat": agent.still_interval_s,
        "buffer": "true",
    }


@router.post("/agents/{agent_id}/enrolment")
def create_enrolment(
    agent_id: EntityId,
    request: Request,
    caller: _Administrator,
    database: Db,
    settings: Conf,
) -> Enrolment:
    """A new address for the agent's phone; the old one ends. It is shown once."""
    base_url = (settings.public_url or str(request.base_url)).rstrip("/")
    now = settings.clock()
    with database.begin() as connection:
        _note(connection, caller, "agent.enrol", agent_id, now)
        return enrol(connection, agent_id, base_url, now)


@router.delete("/agents/{agent_id}/enrolment", status_code=204)
def delete_enrolment(
    agent_id: EntityId,
    caller: _Administrator,
    database: Db,
    settings: Conf,
) -> None:
    """End the phone's address; 404 if there is no such agent."""
    with database.begin() as connection:
        pair = found(connection, Agent, agent_id, lock=True)
        if pair is None:
            raise ApiError("not_found", field="agent_id")
        now = settings.clock()
        revoke(connection, agent_id, now)
        _note(connection, caller, "agent.enrolment_end", agent_id, now)
        record(connection, replace(pair[0], enrolled_at=None), pair[0], at=now)


def _note(connection: Connection, caller: Caller, act: str, agent_id: str, now: datetime) -> None:
    note(connection, at=now, user_id=caller.user.id, act=act, subject=("agent", agent_id))
