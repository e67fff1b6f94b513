"""The day that is planned: what is read, what a drop writes, and that it is undone as one act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.commands.done import Done
from kobra_desktop.models.planning.board import Board
from kobra_desktop.models.planning.day_plan import DayPlanModel
from kobra_desktop.models.planning.foreseen import objections
from kobra_desktop.models.planning.planned_day import StopLine, columns_of
from kobra_desktop.models.planning.words import preferred_words
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.cards import visit_card
from kobra_domain.people import ShiftSpan
from kobra_domain.visits import PlanPin, Visit, VisitState
from tests.kobra_desktop.views.world import World


@pytest.fixture
def model(workspace: Workspace, qtbot: QtBot) -> DayPlanModel:
    """Today, read."""
    made = DayPlanModel(workspace)
    with qtbot.waitSignal(made.changed):
        made.open()
    return made


def visit_of(model: DayPlanModel, visit_id: str) -> Visit:
    card = visit_card(model.workspace.desk.store, visit_id)
    assert card is not None
    return card.visit


def acted(model: DayPlanModel, qtbot: QtBot, act: object) -> Done:
    with qtbot.waitSignal(model.acts.acted) as said, qtbot.waitSignal(model.changed):
        act()  # type: ignore[operator]
    done = said.args[1]
    assert isinstance(done, Done)
    return done


def test_every_visit_of_the_day_is_held_waits_or_is_done(model: DayPlanModel) -> None:
    day, board = model.day, model.board
    assert day is not None
    assert board is not None
    held = [one for order in board.routes.values() for one in order]
    done = [one for order in day.done.values() for one in order]
    assert sorted((*held, *done, *board.waiting)) == sorted(day.visits)
    assert len(set(held)) == len(held) > 10
    assert board.waiting
    assert set(board.tours) == set(day.agents)


def test_a_drop_gives_the_visit_its_place_and_all_behind_it_their_hours(
    model: DayPlanModel, qtbot: QtBot
) -> None:
    board = model.board
    assert board is not None
    agent = max(board.routes, key=lambda one: len(board.routes[one]))
    visit = next(one for one in board.waiting if one in board.day.problem.visits)
    acted(model, qtbot, lambda: model.give([visit], agent, 1))
    assert model.board is not None
    order = model.board.routes[agent]
    assert order[1] == visit
    assert len(order) == len(board.routes[agent]) + 1
    written = [visit_of(model, one) for one in order]
    begun = len(board.day.done.get(agent, ()))
    assert [one.position for one in written] == list(range(begun + 1, begun + 1 + len(order)))
    assert all(one.expected_at is not None for one in written)
    assert written[1].agent_id == agent
    assert written[1].state is VisitState.ASSIGNED


def test_a_drop_is_undone_as_one(model: DayPlanModel, qtbot: QtBot) -> None:
    board = model.board
    assert board is not None
    agent = max(board.routes, key=lambda one: len(board.routes[one]))
    visits = [one for one in board.waiting if one in board.day.problem.visits][:3]
    before = {one: visit_of(model, one) for one in (*visits, *board.routes[agent])}
    done = acted(model, qtbot, lambda: model.give(visits, agent))
    way_back = model.acts.way_back(done)
    assert way_back is not None
    acted(model, qtbot, way_back.run)
    assert {one: visit_of(model, one) for one in before} == before


def test_what_the_law_refuses_on_the_day_is_told_and_stays(
    model: DayPlanModel, qtbot: QtBot
) -> None:
    board = model.board
    assert board is not None
    visit = next(one for one in board.waiting if board.day.visits[one].refusal is not None)
    agent = next(iter(board.routes))
    found = objections(board.given([visit], agent), [visit], model.workspace.locale)
    assert [one.is_law for one in found] == [True]
    assert len(found[0].sentence) > 20
    with qtbot.waitSignal(model.acts.acted) as said:
        model.give([visit], agent)
    assert [one.entity_id for one in said.args[1].refused] == [visit]
    assert visit_of(model, visit).agent_id is None


def test_what_would_end_past_the_lawful_hours_is_refused_by_whichever_way_it_is_given(
    model: DayPlanModel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.changed, check_params_cb=lambda: model.board is not None):
        model.set_day(date(2026, 11, 21))  # a Saturday: in Colombia until 15:00
    board = model.board
    assert board is not None
    lawful = [one.id for one in board.day.visits.values() if one.id in board.day.problem.visits]
    lawful = [one for one in lawful if board.day.visits[one].refusal is None]

    def is_refused(agent: str) -> bool:
        foreseen = model.foresee(lawful, agent, None)
        return foreseen is not None and foreseen.is_refused

    agent = next(filter(is_refused, board.routes))
    before = {one: visit_of(model, one) for one in lawful}
    with qtbot.waitSignal(model.refused) as said:
        model.give(lawful, agent)
    assert "Ley 2300, art. 3" in said.args[0]
    assert {one: visit_of(model, one) for one in lawful} == before


def test_a_pin_stays_with_the_visit(model: DayPlanModel, qtbot: QtBot) -> None:
    board = model.board
    assert board is not None
    agent = max(board.routes, key=lambda one: len(board.routes[one]))
    visit = board.routes[agent][0]
    acted(model, qtbot, lambda: model.pin([visit], PlanPin.AGENT, is_on=True))
    assert visit_of(model, visit).pins == (PlanPin.AGENT,)
    assert model.board is not None
    assert model.board.day.problem.visits[visit].pin_agent == agent
    acted(model, qtbot, lambda: model.pin([visit], PlanPin.AGENT, is_on=False))
    assert visit_of(model, visit).pins == ()


def test_news_wait_while_something_is_dragged(model: DayPlanModel, qtbot: QtBot) -> None:
    board = model.board
    assert board is not None
    model.hold()
    agent = next(iter(board.routes))
    visit = next(one for one in board.waiting if one in board.day.problem.visits)
    with qtbot.waitSignal(model.acts.acted):
        model.give([visit], agent)
    assert model.board is board
    with qtbot.waitSignal(model.changed):
        model.release()
    assert model.board is not None
    assert visit in model.board.routes[agent]


def test_hours_that_the_person_prefers_weigh_in_the_day_and_are_told(
    model: DayPlanModel, world: World, qtbot: QtBot
) -> None:
    board = model.board
    assert board is not None
    visit, agent = next(
        (one, who) for one, who in board.holder.items() if board.day.visits[one].window
    )
    party = board.day.visits[visit].card.party
    assert party is not None
    evening = ShiftSpan(weekday=board.day.on.weekday(), start=time(22), end=time(23))
    with qtbot.waitSignal(model.changed):
        world.pull(replace(party, preferred_hours=(evening,)))
    assert model.board is not None
    (hours,) = model.board.day.problem.visits[visit].preferred
    assert hours.until_s - hours.from_s == 3_600
    locale = model.workspace.locale
    shown = next(one for one in columns_of(model.board, locale) if one.agent_id == agent)
    line = next(one for one in shown.lines if isinstance(one, StopLine) and one.id == visit)
    assert any("22:00" in words for words in line.marked)
    held = model.board.day.visits[visit]
    assert preferred_words(held, hours.from_s, locale) == ()


def test_a_drop_is_walked_once_for_its_hint_and_its_act(
    model: DayPlanModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = model.board
    assert board is not None
    agent = max(board.routes, key=lambda one: len(board.routes[one]))
    visit = next(one for one in board.waiting if board.day.visits[one].refusal is None)
    walked: list[object] = []
    given = Board.given

    def counted(self: Board, *args: object) -> Board:
        walked.append(args)
        return given(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Board, "given", counted)
    for _ in range(3):
        model.foresee((visit,), agent, 1)
    acted(model, qtbot, lambda: model.give([visit], agent, 1))
    assert len(walked) == 1


def test_a_stop_that_the_law_refuses_today_is_not_moved_within_its_day(
    model: DayPlanModel, qtbot: QtBot
) -> None:
    board = model.board
    assert board is not None
    held = [one for one in board.holder if board.day.visits[one].refusal is not None]
    visit = held[0]
    agent = board.holder[visit]
    before = {one: visit_of(model, one) for one in board.routes[agent]}
    foreseen = model.foresee([visit], agent, 0)
    assert foreseen is not None
    assert foreseen.is_refused
    with qtbot.waitSignal(model.refused) as said:
        model.refuse(foreseen, [visit], agent)
    assert said.args[0]
    assert {one: visit_of(model, one) for one in before} == before


def test_what_the_clock_makes_unlawful_shows_by_the_minute(
    model: DayPlanModel, qtbot: QtBot
) -> None:
    board, desk = model.board, model.workspace.desk
    assert board is not None
    refused = {one.id for one in board.day.visits.values() if one.refusal is not None}
    late = board.day.at + timedelta(hours=12)
    object.__setattr__(desk, "clock", lambda: late)
    model._minutes.timeout.emit()
    qtbot.waitUntil(lambda: model.day is not None and model.day.at == late)
    assert model.day is not None
    now = {one.id for one in model.day.visits.values() if one.refusal is not None}
    assert now > refused


def test_no_minute_is_counted_unseen_nor_while_something_is_dragged(
    model: DayPlanModel, qtbot: QtBot
) -> None:
    board = model.board
    assert board is not None
    assert model._minutes.isActive()
    model.hold()
    model._minutes.timeout.emit()
    assert not model._read._is_busy
    model.release()
    model.rest()
    assert not model._minutes.isActive()
    later = board.day.at + timedelta(minutes=2)
    object.__setattr__(model.workspace.desk, "clock", lambda: later)
    model.open()
    qtbot.waitUntil(lambda: model.day is not None and model.day.at == later)
