"""A day is read from the wire's bytes: stops named by their visit, gaps, totals, doubt left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import numpy as np
import pytest

from kobra_desktop.api.errors import Offline
from kobra_desktop.models.field_map.day import PartKind, read_agent_day
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_domain.errors import Invalid
from kobra_domain.people import ShiftSpan
from tests.kobra_desktop.views.field_map.city import START, TellingWorld
from tests.kobra_desktop.views.world import NOW, TODAY


def test_a_stop_is_named_by_the_visit_whose_fence_holds_it(
    world: TellingWorld, told: list[str], workspace: Workspace
) -> None:
    day = read_agent_day(workspace, world.agents[0].id, TODAY)
    stop = day.parts[0]
    visit = next(v for v in day.visits if v.id == stop.visit_id)
    assert stop.kind is PartKind.VISIT
    assert (stop.title, stop.street) == (visit.row.party_name, visit.row.street)
    assert stop.start == START.timestamp()
    assert told == [world.agents[0].id]


def test_parts_fill_the_shift_until_now(
    world: TellingWorld, told: list[str], workspace: Workspace
) -> None:
    day = read_agent_day(workspace, world.agents[0].id, TODAY)
    assert [part.kind for part in day.parts][-1] is PartKind.GAP
    assert day.end == NOW.timestamp()
    for before, after in zip(day.parts, day.parts[1:], strict=False):
        assert before.end == after.start
    total = day.moving_s + day.stopped_s + day.unexplained_s
    assert total == pytest.approx(day.end - day.start)


def test_a_shift_around_the_clock_begins_with_the_first_position(
    world: TellingWorld, told: list[str], workspace: Workspace
) -> None:
    agent = world.agents[0]
    always = tuple(ShiftSpan(weekday=d, start=time.min, end=time(23, 59, 59)) for d in range(7))
    with world.replica.pulling() as connection:
        rows.write(connection, "agent", replace(agent, shift=always), 2)
    day = read_agent_day(workspace, agent.id, TODAY)
    assert (day.start, day.end) == (START.timestamp(), NOW.timestamp())


def test_distance_leaves_gaps_out(
    world: TellingWorld, told: list[str], workspace: Workspace
) -> None:
    day = read_agent_day(workspace, world.agents[0].id, TODAY)
    # Twice 600 steps of 1e-5 degrees of latitude: 1.106 m each.
    assert day.distance_m == pytest.approx(2 * 600 * 1.106, rel=0.08)


def test_a_gap_after_an_empty_battery_is_a_phone_that_was_off(
    world: TellingWorld, told: list[str], workspace: Workspace
) -> None:
    agent_id = world.agents[0].id
    pct = np.full(len(world.walks[agent_id]), 40.0)
    pct[30] = 2.0  # the last fix before the silence
    world.batteries[agent_id] = pct
    day = read_agent_day(workspace, agent_id, TODAY)
    gap = next(part for part in day.parts if part.kind is PartKind.GAP)
    assert gap.cause == "teléfono apagado"


def test_a_gap_while_the_server_missed_the_phone_is_no_signal(
    world: TellingWorld, told: list[str], workspace: Workspace
) -> None:
    """The world's third agent has an alert of not being heard for the last 47 minutes."""
    agent_id = world.agents[2].id
    start = START.timestamp()
    world.walks[agent_id] = np.array(
        [(start + s, 4.6 + s * 1e-6, -74.0) for s in range(0, 9000, 60)]
    )
    day = read_agent_day(workspace, agent_id, TODAY)
    assert day.parts[-1].kind is PartKind.GAP
    assert day.parts[-1].cause == "sin señal"


def test_doubted_positions_are_left_out_and_counted(
    world: TellingWorld, told: list[str], workspace: Workspace
) -> None:
    agent_id = world.agents[0].id
    day = read_agent_day(workspace, agent_id, TODAY)
    assert day.doubted == 3
    assert len(day.times) == len(world.walks[agent_id]) - 3


def test_a_day_without_positions_is_empty(
    world: TellingWorld, told: list[str], workspace: Workspace
) -> None:
    day = read_agent_day(workspace, world.agents[0].id, TODAY - timedelta(days=1))
    assert day.is_empty
    assert day.parts == ()


def test_without_the_server_there_is_no_trail(world: TellingWorld, workspace: Workspace) -> None:
    with pytest.raises(Offline):
        read_agent_day(workspace, world.agents[0].id, TODAY)


def test_an_agent_who_is_gone_is_said_to_be(workspace: Workspace) -> None:
    with pytest.raises(Invalid, match="not_found"):
        read_agent_day(workspace, "00000000-0000-4000-8000-999999999999", TODAY)
