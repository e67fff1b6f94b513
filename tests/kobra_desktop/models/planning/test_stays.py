"""Two visits to one person on a day: joined at the door they are one contact, apart the law refuses
the second.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.planning.board import Board
from kobra_desktop.models.planning.day import Day
from kobra_desktop.models.planning.day_plan import DayPlanModel
from kobra_desktop.models.planning.foreseen import objections
from kobra_desktop.models.planning.planned_day import GapLine, StopLine, columns_of
from kobra_desktop.models.planning.stays import Stays, brought_together, stays_of
from kobra_desktop.models.workspace import Workspace
from kobra_domain.planning.model import PlanRule
from kobra_domain.visits import Visit


@pytest.fixture
def model(workspace: Workspace, qtbot: QtBot) -> DayPlanModel:
    """Today, read."""
    made = DayPlanModel(workspace)
    with qtbot.waitSignal(made.changed):
        made.open()
    return made


@pytest.fixture
def board(model: DayPlanModel) -> tuple[Board, str, str]:
    """The day with a second visit to whom somebody visits first, and who that is."""
    held = model.board
    assert held is not None
    agent = max(held.routes, key=lambda one: len(held.routes[one]))
    lawful = (one for one in held.routes[agent] if held.day.visits[one].refusal is None)
    first = held.day.visits[next(lawful)]
    card = replace(first.card, visit=replace(first.card.visit, id="second", pins=()))
    day = replace(held.day, visits={**held.day.visits, "second": replace(first, card=card)})
    return Board.of(_fresh(day)), agent, first.id


def _fresh(day: Day) -> Day:
    """Without what was counted of the day before it changed."""
    return Day(on=day.on, at=day.at, agents=day.agents, visits=day.visits, travel=day.travel)


def test_right_after_each_other_they_are_one_stay(board: tuple[Board, str, str]) -> None:
    day, agent, first = board
    joined = day.given(["second"], agent, day.routes[agent].index(first) + 1)
    stays = stays_of(joined)
    assert (stays.joined, stays.apart) == ({first: 2}, {})
    column = next(one for one in columns_of(joined, "es") if one.agent_id == agent)
    ids = [one.id if isinstance(one, StopLine) else "" for one in column.lines]
    at = ids.index(first)
    assert column.lines[at - 1] == GapLine("2 visits, one door", "house")


def test_apart_the_second_is_refused_with_its_reason(
    model: DayPlanModel, board: tuple[Board, str, str]
) -> None:
    day, agent, first = board
    other = max(set(day.routes) - {agent}, key=lambda one: len(day.routes[one]))
    for who, place in ((agent, len(day.routes[agent])), (other, 0)):
        apart = day.given(["second"], who, place)
        stays = stays_of(apart)
        assert stays.joined == {}
        [late] = stays.apart
        assert late in ("second", first)
        lines = [line for one in columns_of(apart, "es") for line in one.lines]
        said = next(one.refused for one in lines if isinstance(one, StopLine) and one.id == late)
        assert "Ley 2300, art. 3 (CO)" in said[0]
        laws = [
            one
            for one in objections(apart, ["second", first], model.workspace.locale)
            if one.is_law
        ]
        assert said[0] in [one.sentence for one in laws]


def test_who_is_visited_once_is_neither(model: DayPlanModel) -> None:
    assert model.board is not None
    stays = stays_of(model.board)
    people: dict[str, list[Visit]] = {}
    for order in model.board.routes.values():
        for one in order:
            visit = model.board.day.visits[one].card.visit
            people.setdefault(visit.party_id, []).append(visit)
    several = {one.id for visits in people.values() if len(visits) > 1 for one in visits}
    assert {*stays.joined, *stays.apart} <= several


def test_what_an_engine_has_apart_is_brought_together_or_with_nobody(
    board: tuple[Board, str, str],
) -> None:
    day, agent, first = board
    other = max(set(day.routes) - {agent}, key=lambda one: len(day.routes[one]))
    for who, place in ((agent, len(day.routes[agent])), (other, 0), (other, None)):
        made = brought_together(day.given(["second"], who, place))
        assert stays_of(made).apart == {}
        assert sum(stays_of(made).joined.values()) == 2
    visits = day.day.visits
    card = visits["second"].card
    assert card.address is not None
    elsewhere = replace(card, address=replace(card.address, id="elsewhere", key="elsewhere"))
    moved = replace(visits["second"], card=elsewhere)
    other_door = Board.of(_fresh(replace(day.day, visits={**visits, "second": moved})))
    made = brought_together(other_door.given(["second"], other, 0))
    assert stays_of(made) == Stays({}, {})
    assert len({"second", first} & made.holder.keys()) == 1
    assert [one.rules for one in made.left.values()] == [(PlanRule.SAME_PERSON,)]
