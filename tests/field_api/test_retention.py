"""What is forgotten in time, and what is not yet."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from field_api.jobs.forgetting import forget
from field_api.tables.operations import operations
from field_api.tables.sessions import refresh_tokens, sessions
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.world import World, creation

pytestmark = pytest.mark.both_engines

SignIn = Callable[[str], Client]


def test_answers_outlive_a_long_absence_and_sessions_do_not(
    sign_in: SignIn, world: World, server: Running
) -> None:
    supervisor = sign_in("supervisor")
    operation = creation(world.north.visit(), "visit.create")
    supervisor.operate(operation)
    forget(server.database, server.settings, WEDNESDAY + timedelta(days=180))
    assert _rows(server) == (1, 0, 0)
    server.clock.forward(days=180)
    [again] = sign_in("supervisor").operate(operation)
    assert again["status"] == "duplicate"
    forget(server.database, server.settings, WEDNESDAY + timedelta(days=201))
    assert _rows(server)[0] == 0


def _rows(server: Running) -> tuple[int, ...]:
    with server.database.read() as connection:
        return tuple(
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (operations, sessions, refresh_tokens)
        )
