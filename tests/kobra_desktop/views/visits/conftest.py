"""The invented field with answers in it, before any window reads it."""

from __future__ import annotations

import pytest

from tests.kobra_desktop.views.visits.answered import Answered, answer
from tests.kobra_desktop.views.world import World


@pytest.fixture
def answered(world: World) -> Answered:
    """What phones sent; the first two are judged already."""
    return answer(world)
