"""What the map of Planear shows, and what a line drawn around doors catches."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.planning.day_plan import DayPlanModel
from kobra_desktop.models.planning.ground import GroundModel
from kobra_desktop.models.workspace import Workspace
from kobra_domain.visits import VisitState


@pytest.fixture
def ground(workspace: Workspace, qtbot: QtBot) -> GroundModel:
    """Today's doors."""
    plan = DayPlanModel(workspace)
    made = GroundModel(plan, plan)
    with qtbot.waitSignal(plan.changed):
        plan.open()
    return made


def around(lat: float, lon: float, half: float = 0.0005) -> list[tuple[float, float]]:
    return [
        (lat - half, lon - half),
        (lat - half, lon + half),
        (lat + half, lon + half),
        (lat + half, lon - half),
    ]


def test_every_door_that_is_known_has_its_spot(ground: GroundModel) -> None:
    day = ground.plan.day
    assert day is not None
    assert {one.id for one in ground.spots} == {
        one.id for one in day.visits.values() if one.place is not None
    }


def test_the_day_that_is_looked_at_has_numbers(ground: GroundModel) -> None:
    board = ground.plan.board
    assert board is not None
    agent = max(board.routes, key=lambda one: len(board.routes[one]))
    ground.plan.show_agent(agent)
    numbers = {one.id: one.order for one in ground.spots if one.order is not None}
    assert [numbers[one] for one in board.routes[agent]] == list(
        range(1, len(board.routes[agent]) + 1)
    )
    shown = [one for one in ground.ways if one.is_shown]
    assert [one.agent_id for one in shown] == [agent]
    assert len(shown[0].points) >= len(board.routes[agent])


def test_what_agents_have_is_hidden_with_their_ways(ground: GroundModel) -> None:
    board = ground.plan.board
    assert board is not None
    ground.hide_given(True)
    assert {one.id for one in ground.spots} <= set(board.waiting)
    assert {one.state for one in ground.spots} == {VisitState.DRAFT}
    assert ground.ways == []


def test_a_line_catches_what_lies_within_and_adds_with_ctrl(ground: GroundModel) -> None:
    day = ground.plan.day
    assert day is not None
    open_ = [one for one in ground.spots if not day.visits[one.id].is_fixed]
    first, other = open_[0], open_[-1]
    ground.catch(around(*first.at))
    assert first.id in ground.plan.chosen
    assert other.id not in ground.plan.chosen
    ground.catch(around(*other.at), adds=True)
    assert {first.id, other.id} <= set(ground.plan.chosen)
    assert ground.caught is not None
    assert set(ground.caught.ids) == set(ground.plan.chosen)
    ground.let_go()
    assert ground.plan.chosen == ()
    assert ground.caught is None


def test_what_has_begun_is_not_caught_and_what_the_law_refuses_is_counted(
    ground: GroundModel,
) -> None:
    day = ground.plan.day
    assert day is not None
    ground.catch([(-80, -179), (-80, 179), (80, 179), (80, -179)])
    caught = ground.caught
    assert caught is not None
    assert not any(day.visits[one].is_fixed for one in caught.ids)
    assert caught.blocked == sum(day.visits[one].refusal is not None for one in caught.ids) > 0
    board = ground.plan.board
    assert board is not None
    assert caught.given == sum(one in board.holder for one in caught.ids) > 0
    assert caught.given < len(caught.ids)


def test_another_choice_is_no_catch_any_more(ground: GroundModel) -> None:
    ground.catch([(-80, -179), (-80, 179), (80, 179), (80, -179)], name="Norte")
    caught = ground.caught
    assert caught is not None
    assert (caught.name, caught.ids) == ("Norte", ground.plan.chosen)
    ground.plan.choose(ground.plan.chosen[:1])
    assert ground.caught is None


def test_a_catch_is_what_is_chosen_also_after_the_day_has_changed(
    ground: GroundModel, qtbot: QtBot
) -> None:
    ground.hide_given(True)
    ground.catch([(-80, -179), (-80, 179), (80, 179), (80, -179)])
    before, board = ground.caught, ground.plan.board
    assert before is not None
    assert board is not None
    assert before.given == 0
    lawful = next(one for one in before.ids if board.day.visits[one].refusal is None)
    with qtbot.waitSignal(ground.plan.changed):
        ground.plan.give([lawful], next(iter(board.routes)))
    after = ground.caught
    assert after is not None
    assert after.ids == ground.plan.chosen == before.ids
    assert after.given == 1
