"""The keys by which phones that fill in forms are known: one an agent, in the path of its address.

A key is told once and kept as its hash; it is good until it is revoked or the agent leaves.
"""

import secrets
from datetime import datetime
from typing import Annotated

from fastapi import Depends
from sqlalchemy import Connection, insert, select, update

from field_api.change_log.rows import find
from field_api.database import Db
from field_api.errors import ApiError
from field_api.phones.door import token_hash
from field_api.settings import Conf
from field_api.submissions.raw import Ended
from field_api.tables.phone_forms import form_keys, visit_lists
from kobra_domain.aside import GRACE, PhoneEnd
from kobra_domain.people import Agent

PATH = "/key"


def new_key(connection: Connection, agent_id: str, now: datetime) -> str:
    """A new key for the agent; the old one ends."""
    revoke_key(connection, agent_id, now)
    token = secrets.token_urlsafe(24)
    connection.execute(
        insert(form_keys).values(token_hash=token_hash(token), agent_id=agent_id, created_at=now)
    )
    return token


def revoke_key(
    connection: Connection, agent_id: str, now: datetime, ending: PhoneEnd | None = None
) -> None:
    """End the agent's key. What the old phone held is not counted as held by the next one."""
    ours = form_keys.c.agent_id == agent_id
    connection.execute(
        update(form_keys)
        .where(ours, form_keys.c.revoked_at.is_(None))
        .values(revoked_at=now, ending=ending)
    )
    connection.execute(
        update(visit_lists).where(visit_lists.c.agent_id == agent_id).values(fetched_at=None)
    )


def agent_of(connection: Connection, token: str) -> Agent:
    """The agent whose key it is. Raises ApiError unknown_key."""
    query = select(form_keys.c.agent_id).where(
        form_keys.c.token_hash == token_hash(token), form_keys.c.revoked_at.is_(None)
    )
    agent = find(connection, Agent, connection.scalar(query))
    if agent is None or not agent.is_active:
        raise ApiError("unknown_key")
    return agent


def sender_of(connection: Connection, token: str, now: datetime) -> tuple[str, Ended | None]:
    """Whose filled-in forms come with this key: the agent's id, and since when the phone is no
    longer theirs, if it was lost or they have left not longer than a week ago. Raises ApiError
    unknown_key.
    """
    query = select(form_keys).where(form_keys.c.token_hash == token_hash(token))
    row = connection.execute(query).one_or_none()
    if row is None or row.ending is None:
        return agent_of(connection, token).id, None
    if row.revoked_at + GRACE <= now:
        raise ApiError("unknown_key")
    return row.agent_id, Ended(row.ending, row.revoked_at)


def _sender(token: str, database: Db, settings: Conf) -> tuple[str, Ended | None]:
    with database.read() as connection:
        return sender_of(connection, token, settings.clock())


def _keyed(token: str, database: Db) -> Agent:
    with database.read() as connection:
        return agent_of(connection, token)


# What a route of a phone writes to know whose it is: `agent: Keyed`.
Keyed = Annotated[Agent, Depends(_keyed)]
# As much for the door of filled-in forms, which takes what was done before a phone was lost.
Sender = Annotated[tuple[str, Ended | None], Depends(_sender)]
