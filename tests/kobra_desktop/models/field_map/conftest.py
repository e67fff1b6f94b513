"""The small world with one day that was walked: still at a visit, a walk, silence, a walk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from kobra_desktop.background import Background, Relay
from kobra_desktop.models.workspace import Workspace
from kobra_domain.portfolios import Address
from tests.kobra_desktop.views.field_map.city import START, TellingWorld, telling
from tests.kobra_desktop.views.fixtures import background

__all__ = ["background"]


def walked(world: TellingWorld) -> np.ndarray:
    """07:00 ten minutes at the first visit's door, ten minutes northwards, 22 min nothing, again
    ten minutes northwards.
    """
    visit = next(v for v in world.visits if v.agent_id == world.agents[0].id)
    home = next(e for e in world.entities if isinstance(e, Address) and e.id == visit.address_id)
    start = START.timestamp()
    assert home.lat is not None
    assert home.lon is not None
    rows = [(start + s, home.lat, home.lon) for s in range(0, 601, 60)]
    rows += [(start + 600 + s, home.lat + s * 1e-5, home.lon) for s in range(30, 601, 30)]
    rows += [(start + 2520 + s, home.lat + (600 + s) * 1e-5, home.lon) for s in range(0, 601, 30)]
    return np.array(rows)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[TellingWorld]:
    """The world, whose server is asked by nobody yet."""
    made = TellingWorld(tmp_path)
    made.walks[made.agents[0].id] = walked(made)
    yield made
    made.replica.close()


@pytest.fixture
def told(world: TellingWorld) -> Iterator[list[str]]:
    """The server answers; the list holds the agents whose trail was asked for."""
    asked: list[str] = []
    answer = world.trail_bytes

    def noted(agent_id: str, since: datetime, until: datetime) -> bytes:
        asked.append(agent_id)
        return answer(agent_id, since, until)

    world.trail_bytes = noted  # type: ignore[method-assign]
    with telling(world):
        yield asked


@pytest.fixture
def workspace(world: TellingWorld, background: Background) -> Workspace:
    """For the administrator; its server is out of reach unless `told` came first."""
    return world.workspace(background, Relay())
