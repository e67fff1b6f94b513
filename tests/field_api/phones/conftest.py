"""A field with a published form that reads the visit list, and phones that fetch it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from field_api.change_log.record import record_all
from field_api.change_log.rows import find
from field_api.operations.publishing_file import Published, publish_file
from field_api.phones.enrolment import enrol
from kobra_domain.answers import Enrolment
from kobra_domain.people import Agent
from kobra_domain.visits import Visit, VisitState
from tests.field_api.phones.collect import Collect
from tests.field_api.phones.workbooks import workbook, written
from tests.field_api.servers import Running
from tests.field_api.world import TODAY, World, write


@dataclass
class Post:
    """A server with agents who have visits, seen from their phones."""

    server: Running
    world: World
    folder: Path

    def publish(self, *portfolio_ids: str, data: bytes | None = None, **said: Any) -> Published:
        path = written(self.folder, data or workbook(**said))
        return publish_file(self.server.database, path, portfolio_ids, self.server.clock())

    def enrolled(self, agent: Agent) -> Enrolment:
        with self.server.database.begin() as connection:
            return enrol(connection, agent.id, self.server.base, self.server.clock())

    def phone(self, agent: Agent) -> Collect:
        return Collect(self.enrolled(agent).openrosa_url)

    def assigned(self, side: Any = None, **changes: Any) -> Visit:
        side = side or self.world.north
        values = {"state": VisitState.ASSIGNED, "agent_id": side.agent.id, "planned_on": TODAY}
        visit: Visit = side.visit(**{**values, **changes})
        write(self.server.database, visit)
        return visit

    def edit(self, before: Any, after: Any) -> None:
        with self.server.database.begin() as connection:
            record_all(connection, [(after, before)], at=self.server.clock())

    def now(self, visit: Visit) -> Visit:
        with self.server.database.read() as connection:
            found = find(connection, Visit, visit.id)
        assert found is not None
        return found


@pytest.fixture
def post(server: Running, world: World, tmp_path: Path) -> Post:
    """The field, on each engine."""
    return Post(server, world, tmp_path)


@pytest.fixture
def north(post: Post) -> Callable[[], Collect]:
    """Enrols the phone of the agent in the north."""
    return lambda: post.phone(post.world.north.agent)
