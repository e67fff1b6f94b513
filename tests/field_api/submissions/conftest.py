"""A published form, an agent's phone with a key, and a visit of today on it."""

import pytest

from field_api.phones.form_keys import new_key
from kobra_domain.visits import Visit, VisitState
from tests.field_api.servers import WEDNESDAY, Running
from tests.field_api.submissions.phone import Phone, publish
from tests.field_api.world import TODAY, World, write


@pytest.fixture
def phone(server: Running, world: World) -> Phone:
    """The phone of the agent of the north."""
    publish(server.database)
    with server.database.begin() as connection:
        key = new_key(connection, world.north.agent.id, WEDNESDAY)
    return Phone(server.base, key)


@pytest.fixture
def visit(server: Running, world: World) -> Visit:
    """A lawful visit that the phone has."""
    made = world.north.visit(
        agent_id=world.north.agent.id,
        planned_on=TODAY,
        state=VisitState.ON_PHONE,
        assigned_at=WEDNESDAY,
        on_phone_at=WEDNESDAY,
    )
    write(server.database, made)
    return made
