"""Which trails are asked for: each once, for each look is on record."""

from __future__ import annotations

from datetime import timedelta

from pytestqt.qtbot import QtBot

from kobra_desktop.models.field_map.trails import MOST_AGENTS, TrailsModel
from kobra_desktop.models.workspace import Workspace
from tests.kobra_desktop.views.field_map.city import TellingWorld
from tests.kobra_desktop.views.world import TODAY


def settled(qtbot: QtBot, trails: TrailsModel) -> None:
    """Until nothing is awaited."""
    qtbot.waitUntil(lambda: not trails.is_loading)


def test_an_agent_shown_alone_is_focused(
    qtbot: QtBot, world: TellingWorld, told: list[str], workspace: Workspace
) -> None:
    trails = TrailsModel(workspace)
    first, second = world.agents[0].id, world.agents[1].id
    trails.show_only(first)
    trails.show_only(second)
    settled(qtbot, trails)
    assert trails.agent_ids == (second,)
    assert trails.focused is not None
    assert trails.focused.agent.id == second


def test_each_trail_is_asked_for_once(
    qtbot: QtBot, world: TellingWorld, told: list[str], workspace: Workspace
) -> None:
    trails = TrailsModel(workspace)
    for agent in world.agents[:3]:
        trails.toggle(agent.id)
    settled(qtbot, trails)
    assert sorted(told) == sorted(agent.id for agent in world.agents[:3])
    assert len(trails.days) == 3


def test_a_colour_stays_with_its_agent_and_is_used_again(
    qtbot: QtBot, world: TellingWorld, told: list[str], workspace: Workspace
) -> None:
    trails = TrailsModel(workspace)
    a, b, c = (agent.id for agent in world.agents[:3])
    trails.toggle(a)
    trails.toggle(b)
    trails.toggle(a)
    assert trails.series_of(b) == 1
    trails.toggle(c)
    assert trails.series_of(c) == 0
    settled(qtbot, trails)


def test_there_are_never_more_trails_than_colours(
    qtbot: QtBot, world: TellingWorld, told: list[str], workspace: Workspace
) -> None:
    trails = TrailsModel(workspace)
    for n in range(MOST_AGENTS + 1):
        trails.toggle(world.agents[n].id if n < 6 else "00000000-0000-4000-8000-000000000777")
    settled(qtbot, trails)
    assert len(trails.agent_ids) == MOST_AGENTS


def test_another_day_is_asked_for_anew_and_never_a_future_one(
    qtbot: QtBot, world: TellingWorld, told: list[str], workspace: Workspace
) -> None:
    trails = TrailsModel(workspace)
    trails.show_only(world.agents[0].id)
    settled(qtbot, trails)
    trails.step_day(1)
    assert trails.day == TODAY
    trails.step_day(-1)
    assert trails.day == TODAY - timedelta(days=1)
    settled(qtbot, trails)
    assert trails.focused is not None
    assert trails.focused.is_empty
    assert len(told) == 2


def test_an_answer_for_a_day_that_is_no_longer_looked_at_is_dropped(
    qtbot: QtBot, world: TellingWorld, told: list[str], workspace: Workspace
) -> None:
    trails = TrailsModel(workspace)
    trails.show_only(world.agents[0].id)
    trails.step_day(-1)
    settled(qtbot, trails)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert trails.focused is not None
    assert trails.focused.day == TODAY - timedelta(days=1)


def test_without_the_server_it_says_why_and_can_be_asked_again(
    qtbot: QtBot, world: TellingWorld, workspace: Workspace
) -> None:
    trails = TrailsModel(workspace)
    trails.show_only(world.agents[0].id)
    settled(qtbot, trails)
    problem = trails.problem
    assert problem is not None
    assert problem.code == "offline"
    trails.reload()
    assert trails.problem is None
    assert trails.is_loading
    settled(qtbot, trails)
