"""A proposal of the real engine on the page: searched, looked at, taken as one act or left."""

from __future__ import annotations

from dataclasses import replace
from multiprocessing import active_children

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.commands.done import Done
from kobra_desktop.models.planning.proposals import (
    MOST_SECONDS,
    ProposalModel,
    Step,
    Terms,
    Wish,
    rebased,
    terms_of,
    usual_scope,
)
from kobra_desktop.views.planning.tab import PlanTab
from kobra_desktop.views.planning.terms import TermsDialog
from kobra_domain.planning.solver import PlanScope
from tests.kobra_desktop.views.walk import visible_dialog

QUICK = 0.4  # seconds: the engine has as long


def ask(tab: PlanTab, wish: Wish) -> ProposalModel:
    board, model = tab.model.board, tab.proposals
    assert board is not None
    model.ask(replace(terms_of(wish, board, tab.model.chosen), seconds=QUICK))
    return model


def stands(tab: PlanTab, wish: Wish, qtbot: QtBot) -> ProposalModel:
    model = ask(tab, wish)
    qtbot.waitUntil(lambda: model.step is Step.STANDING)
    return model


def test_the_gentlest_is_usual_once_something_is_on_a_phone(tab: PlanTab) -> None:
    assert tab.model.board is not None
    assert usual_scope(tab.model.board.day) is PlanScope.FIT_NEW


def test_what_is_new_is_fitted_in_looked_at_and_taken_as_one(tab: PlanTab, qtbot: QtBot) -> None:
    model = stands(tab, Wish.FIT, qtbot)
    board, before = model.board, tab.model.board
    assert board is not None
    assert before is not None
    assert tab.proposal.isVisible()
    assert tab.proposal.tree.topLevelItemCount() >= len(model.changes) > 0
    new = set(board.holder) - set(before.holder)
    assert new
    qtbot.waitUntil(
        lambda: any(
            getattr(line, "is_new", False)
            for one in tab.days.columns.values()
            for line in one.column.lines
        )
    )
    assert not tab.pool.isEnabled()
    with qtbot.waitSignal(tab.model.acts.acted) as said, qtbot.waitSignal(tab.model.changed):
        tab.proposal.take.click()
    done = said.args[1]
    assert isinstance(done, Done)
    assert not done.refused
    assert tab.model.board is not None
    assert tab.model.board.routes == board.routes
    assert not tab.proposal.isVisible()
    assert tab.pool.isEnabled()
    way_back = tab.model.acts.way_back(done)
    assert way_back is not None
    with qtbot.waitSignal(tab.model.changed):
        way_back.run()
    assert tab.model.board.routes == before.routes


def test_a_proposal_that_is_left_changes_nothing(tab: PlanTab, qtbot: QtBot) -> None:
    before = tab.model.board
    stands(tab, Wish.NEAREST, qtbot)
    tab.proposal.leave.click()
    assert tab.model.board is before
    assert tab.model.proposed is None
    assert not tab.proposal.isVisible()


def test_each_visit_without_room_has_its_sentence(tab: PlanTab, qtbot: QtBot) -> None:
    model = stands(tab, Wish.ZONES, qtbot)
    assert model.board is not None
    left = dict(model.left)
    assert set(left) == set(model.board.day.problem.visits) - set(model.board.holder)
    assert all(len(why) > 10 for why in left.values())


def test_the_search_is_ended_with_what_it_has(tab: PlanTab, qtbot: QtBot) -> None:
    board, model = tab.model.board, tab.proposals
    assert board is not None
    model.ask(replace(terms_of(Wish.NEAREST, board), seconds=600.0, scope=PlanScope.ALL))
    qtbot.waitUntil(lambda: model.board is not None)
    tab.proposal.enough.click()
    qtbot.waitUntil(lambda: model.step is Step.STANDING)
    assert model.board is not None


def test_the_search_is_given_up(tab: PlanTab, qtbot: QtBot) -> None:
    board, model = tab.model.board, tab.proposals
    assert board is not None
    model.ask(replace(terms_of(Wish.NEAREST, board), seconds=600.0))
    tab.proposal.leave.click()
    assert model.step is Step.NONE
    assert model.board is None


def test_a_day_that_changed_meanwhile_is_kept_and_told(tab: PlanTab, qtbot: QtBot) -> None:
    model = stands(tab, Wish.FIT, qtbot)
    board, before = model.board, tab.model.board
    assert board is not None
    assert before is not None
    visit = next(iter(set(board.holder) - set(before.holder)))
    gone = {one: held for one, held in before.day.visits.items() if one != visit}
    after, dropped = rebased(board, replace(before.day, visits=gone))
    assert dropped == (visit,)
    assert visit not in after.holder
    assert set(after.holder) == set(board.holder) - {visit}


@pytest.mark.parametrize("wish", list(Wish))
def test_each_wish_has_its_terms(tab: PlanTab, wish: Wish) -> None:
    board = tab.model.board
    assert board is not None
    some = board.waiting[:1]
    terms = terms_of(wish, board, some)
    assert (terms.scope is PlanScope.ORDER_ONLY) == (wish is Wish.ORDER)
    assert (terms.most_visits is not None) == (wish is Wish.BALANCE)
    assert terms.keeps_zones == (wish is Wish.ZONES)
    assert wish is Wish.ORDER or terms.only == set(some)


def adjusting(tab: PlanTab) -> TermsDialog:
    tab.propose.adjusting.trigger()
    made = visible_dialog(tab.window())
    assert isinstance(made, TermsDialog)
    return made


def test_the_terms_are_said_one_by_one_and_looked_for(tab: PlanTab, qtbot: QtBot) -> None:
    form = adjusting(tab)
    form.scope.put(PlanScope.ALL)
    form.seconds.put(1)
    form.most_visits.put(2)
    form.most_minutes.put(90)
    form.zones.put(False)
    form.save.click()
    model = tab.proposals
    qtbot.waitUntil(lambda: model.step is Step.STANDING)
    board = model.board
    assert board is not None
    assert model.terms == Terms(
        scope=PlanScope.ALL, seconds=1, most_visits=2, most_minutes=90, keeps_zones=False
    )
    assert any(board.routes.values())
    assert all(len(order) <= 2 for order in board.routes.values())
    assert all(tour.busy_s <= 90 * 60 for tour in board.tours.values() if tour.stops)


def test_terms_that_are_none_are_told_under_their_field(tab: PlanTab, qtbot: QtBot) -> None:
    form = adjusting(tab)
    form.seconds.put(MOST_SECONDS + 1)
    form.save.click()
    assert form.isVisible()
    assert form.seconds.problem
    assert tab.proposals.step is Step.NONE
    form.reject()


def test_what_was_said_last_is_said_again(tab: PlanTab, qtbot: QtBot) -> None:
    form = adjusting(tab)
    form.most_visits.put(3)
    form.save.click()
    tab.proposal.leave.click()
    again = adjusting(tab)
    assert again.most_visits.value == 3
    again.reject()


def test_a_search_does_not_hold_the_program_open(tab: PlanTab, qtbot: QtBot) -> None:
    board, model = tab.model.board, tab.proposals
    assert board is not None
    model.ask(replace(terms_of(Wish.NEAREST, board), seconds=600.0, scope=PlanScope.ALL))
    qtbot.waitUntil(lambda: model.board is not None)
    assert tab.model.workspace.background.close()


def test_an_engine_that_dies_is_told_and_what_it_had_found_stands(
    tab: PlanTab, qtbot: QtBot
) -> None:
    board, model = tab.model.board, tab.proposals
    assert board is not None
    model.ask(replace(terms_of(Wish.NEAREST, board), seconds=600.0, scope=PlanScope.ALL))
    qtbot.waitUntil(lambda: model.board is not None)
    (engine,) = (one for one in active_children() if one.name == "kobra-plan")
    with qtbot.waitSignal(tab.said) as said:
        engine.kill()
    assert said.args[0]
    assert model.step is Step.STANDING
    assert model.board is not None
    assert tab.model.board is board
    assert tab.proposal.take.isEnabled()
