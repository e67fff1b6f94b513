"""Visitas on the real window: search, order, columns, copy, forms, refusals."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kobra_desktop.models.visit_form import VisitFormModel
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.cards import visit_card
from kobra_desktop.store.queries.visits import visit_rows
from kobra_desktop.views.dialogs.assign import AssignDialog
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.dialogs.refusals import RefusalsDialog
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.visits.form import VisitDialog
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.widgets.table import Table
from kobra_domain.visits import VisitState
from tests.kobra_desktop.views.columns import draw_column
from tests.kobra_desktop.views.visits.answered import answer
from tests.kobra_desktop.views.walk import listed, visible_dialog
from tests.kobra_desktop.views.world import World


@pytest.fixture
def page(window: KobraWindow, qtbot: QtBot) -> VisitsPage:
    """The page, loaded."""
    window.open_page("visits")
    made = window.page
    assert isinstance(made, VisitsPage)
    qtbot.waitUntil(lambda: made.table.model().rowCount() == 60)
    return made


def test_slash_goes_to_the_filter_and_typing_narrows(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot
) -> None:
    """Without accents; clearing brings all back."""
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Slash)
    qtbot.waitUntil(page.box.search.hasFocus)
    QTest.keyClicks(page.box.search, "nunez")
    qtbot.waitUntil(lambda: page.table.model().rowCount() < 60)
    names = {page.table.model().index(n, 1).data() for n in range(page.table.model().rowCount())}
    assert names
    assert all("Núñez" in name for name in names)
    page.box.search.setText("nobody at all")
    qtbot.waitUntil(lambda: not page.box.stack.is_content)


def test_a_click_on_a_title_orders(page: VisitsPage, qtbot: QtBot) -> None:
    """Up, then down."""
    _click_title(page.table, 1)
    qtbot.waitUntil(lambda: _names(page.table) == sorted(_names(page.table), key=name_key))
    _click_title(page.table, 1)
    qtbot.waitUntil(
        lambda: _names(page.table) == sorted(_names(page.table), key=name_key, reverse=True)
    )


def _click_title(table: Table, section: int) -> None:
    """Where it is now: columns take their widths once rows are seen."""
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(section) + 20, 10)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)


def _names(table: Table) -> list[str]:
    return [str(table.model().index(n, 1).data()) for n in range(table.model().rowCount())]


def test_columns_and_widths_are_remembered(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot
) -> None:
    """In the profile, by key and not by place."""
    menu = page.table.columns.menu()
    shown = {action.text(): action for action in menu.actions()}
    shown["Portfolio"].setChecked(True)
    shown["Outcome"].setChecked(False)
    before = page.table.columnWidth(1)
    draw_column(page.table, 1, 43)
    again = Table(window.look, page.table._rows, window.workspace.memory, page.table._name)
    qtbot.addWidget(again)
    keys = [column.key for column in again._rows.columns]
    assert again.columnWidth(1) == before + 43
    assert not again.isColumnHidden(keys.index("portfolio"))
    assert again.isColumnHidden(keys.index("outcome"))


def test_copy_takes_the_chosen_rows_with_titles(window: KobraWindow, page: VisitsPage) -> None:
    """Tab-separated, only what is seen."""
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    titles, row = QApplication.clipboard().text().split("\n")
    assert titles.split("\t")[:2] == ["State", "Holder"]
    assert row.split("\t")[1] == page.table.model().index(0, 1).data()
    assert "Portfolio" not in titles
    assert window.toast.text.startswith("Copied: 1 row")


def test_all_rows_are_chosen_without_a_look_at_each(page: VisitsPage) -> None:
    """Titles that asked every chosen row whether its column is held the window for seconds."""
    page.table.selectAll()
    assert len(page.table.chosen_ids) == page.table.model().rowCount()
    assert not page.table.horizontalHeader().selectionModel().hasSelection()


@pytest.mark.usefixtures("clipboard_taken")
def test_a_copy_that_was_not_made_is_told(window: KobraWindow, page: VisitsPage) -> None:
    page.table.selectRow(0)
    page.table.copy()
    assert "clipboard" in window.toast.text


def test_selection_survives_a_change_of_the_rows(
    page: VisitsPage, world: World, qtbot: QtBot
) -> None:
    """By id, wherever the row goes."""
    page.table.selectRow(5)
    (chosen,) = page.table.chosen_ids
    with qtbot.waitSignal(page._model.list.loaded):
        page._model.list.look(sort_key="party")
    assert page.table.chosen_ids == [chosen]


def test_cancelling_several_asks_for_a_reason(
    window: KobraWindow, page: VisitsPage, world: World, qtbot: QtBot
) -> None:
    """Without one it cannot be done; those that have ended are told apart."""
    open_ids = [v.id for v in world.visits if v.state is VisitState.ASSIGNED][:2]
    ended = next(v.id for v in world.visits if v.state is VisitState.COMPLETED)
    _choose(page, [*open_ids, ended])
    qtbot.waitUntil(page.bulk.isVisible)
    page.ask_cancel(page.table.chosen_ids)
    dialog = visible_dialog(window)
    assert isinstance(dialog, ReasonDialog)
    assert not dialog.save.isEnabled()
    dialog.text.setText("Ya pagó")
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)

    def are_cancelled() -> bool:
        states = {row.id: row.state for row in visit_rows(world.replica)}
        return all(states[i] is VisitState.CANCELLED for i in open_ids)

    qtbot.waitUntil(are_cancelled)
    qtbot.waitUntil(lambda: isinstance(visible_dialog(window), RefusalsDialog))
    told = visible_dialog(window)
    card = visit_card(world.replica, ended)
    assert card is not None
    assert card.party is not None
    assert card.party.name in listed(told)


def test_a_new_visit_is_made_by_the_form(
    window: KobraWindow, page: VisitsPage, world: World, qtbot: QtBot
) -> None:
    """Holder by search, doors and credits follow; it is a draft that waits to be sent."""
    page.create_new()
    dialog = visible_dialog(window)
    assert isinstance(dialog, VisitDialog)
    card = visit_card(world.replica, world.visits[1].id)
    assert card is not None
    assert card.party is not None
    QTest.keyClicks(dialog.finder.line, card.party.document_number)
    qtbot.waitUntil(lambda: dialog.finder.hits.count() == 1)
    QTest.keyClick(dialog.finder.line, Qt.Key.Key_Down)
    QTest.keyClick(dialog.finder.line, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.save.isEnabled)
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    _make_another(dialog, qtbot)
    qtbot.waitUntil(lambda: len(visit_rows(world.replica)) == 61)
    fresh = next(r for r in visit_rows(world.replica) if r.is_pending)
    assert fresh.state is VisitState.DRAFT
    assert fresh.party_name == card.party.name
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_a_second_open_visit_for_the_same_is_asked_about(
    window: KobraWindow, page: VisitsPage, world: World, qtbot: QtBot
) -> None:
    """Same person, door and credit; left, nothing is written and what was typed stays."""
    held = next(v for v in world.visits if v.state is VisitState.DRAFT)
    page.create_new()
    dialog = visible_dialog(window)
    assert isinstance(dialog, VisitDialog)
    dialog._model.choose_party(held.party_id)
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog.address.put(held.address_id)
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(Question)))
    (asked,) = dialog.findChildren(Question)
    asked.leave.click()
    assert len(visit_rows(world.replica)) == 60
    dialog.save.click()
    _make_another(dialog, qtbot)
    qtbot.waitUntil(lambda: len(visit_rows(world.replica)) == 61)
    qtbot.waitUntil(lambda: not isValid(dialog))


def _make_another(dialog: VisitDialog, qtbot: QtBot) -> None:
    """Answer the question about the open visit that there is."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in dialog.findChildren(Question)))
    dialog.findChildren(Question)[-1].act.click()


def test_a_draft_without_a_day_keeps_none_when_its_note_is_edited(
    window: KobraWindow, page: VisitsPage, world: World, qtbot: QtBot
) -> None:
    """A day is planned only by choosing one."""
    draft = next(v for v in world.visits if v.planned_on is None)
    card = visit_card(world.replica, draft.id)
    dialog = VisitDialog(window.look, VisitFormModel(window.workspace, card), window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.is_ready)
    assert dialog.day.value is None
    dialog.note.put("timbre dañado")
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not isValid(dialog))
    edited = visit_card(world.replica, draft.id)
    assert edited is not None
    assert (edited.visit.note, edited.visit.planned_on) == ("timbre dañado", None)


def test_the_law_answers_while_the_form_is_filled(
    window: KobraWindow, page: VisitsPage, world: World, qtbot: QtBot
) -> None:
    """Allowed today, forbidden on a Sunday, allowed again: said before anything is saved."""
    lawful = next(v for v in world.visits if v.portfolio_id == world.portfolios[0].id)
    page.create_new()
    dialog = visible_dialog(window)
    assert isinstance(dialog, VisitDialog)
    dialog._model.choose_party(lawful.party_id)
    qtbot.waitUntil(dialog._law.isVisible)
    assert dialog._law.property("tint") == "neutral"
    assert "May be made until" in dialog._law.text()
    dialog.day.put(date(2026, 11, 22))
    qtbot.waitUntil(lambda: dialog._law.property("tint") == "error")
    assert "Ley 2300" in dialog._law.text()
    dialog.day.put(date(2026, 11, 23))
    qtbot.waitUntil(lambda: dialog._law.property("tint") == "neutral")
    assert len(visit_rows(world.replica)) == 60
    dialog.reject()


def test_what_the_law_refuses_is_said_in_the_form(
    window: KobraWindow, page: VisitsPage, world: World, qtbot: QtBot
) -> None:
    """With the rule; nothing is written and the form stays."""
    banned = next(v for v in world.visits if v.portfolio_id == world.portfolios[1].id)
    page.create_new()
    dialog = visible_dialog(window)
    assert isinstance(dialog, VisitDialog)
    dialog._model.choose_party(banned.party_id)
    qtbot.waitUntil(lambda: dialog.save.isEnabled())
    dialog.agent.put(world.agents[0].id)
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    _make_another(dialog, qtbot)
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "Ley 2300" in dialog.problem.text()
    assert len(visit_rows(world.replica)) == 60


def test_the_offer_depends_on_the_role(
    qtbot: QtBot, window: KobraWindow, world: World, page: VisitsPage
) -> None:
    """Who may only look is offered no acts."""
    from dataclasses import replace

    from kobra_desktop.models.status import StatusModel
    from kobra_desktop.models.visit_card import VisitCardModel
    from kobra_desktop.models.visits import VisitsModel

    workspace = replace(window.workspace, desk=world.desk(world.users[2]))
    models = VisitsModel(workspace), VisitCardModel(workspace), StatusModel(workspace.zone)
    read_only = VisitsPage(window.look, *models)
    qtbot.addWidget(read_only)
    read_only.show()
    read_only.create_new()
    assert not [d for d in read_only.findChildren(VisitDialog) if d.isVisible()]
    assert read_only.box.acts.findChildren(type(page.bulk)) == []


def test_only_acts_that_some_chosen_state_permits_are_offered(
    window: KobraWindow, page: VisitsPage, world: World, qtbot: QtBot
) -> None:
    """What has ended is neither assigned nor cancelled, not by the keys either."""
    ended = [v.id for v in world.visits if v.state is VisitState.COMPLETED][:2]
    draft = next(v.id for v in world.visits if v.state is VisitState.DRAFT)
    _choose(page, ended)
    qtbot.waitUntil(page.bulk.isVisible)
    acts = (page.bulk.assign, page.bulk.nobody, page.bulk.cancel)
    assert [act.isEnabled() for act in acts] == [False, False, False]
    page.assign_chosen()
    assert not any(d.isVisible() for d in window.findChildren(AssignDialog))
    _choose(page, [draft])
    assert [act.isEnabled() for act in acts] == [True, False, True]


def _choose(page: VisitsPage, ids: list[str]) -> None:
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for visit_id in ids:
        line = page._model.list.model.line_of(visit_id)
        assert line is not None
        page.table.selectionModel().select(page.table.model().index(line, 0), flags)


def test_withdrawing_from_a_phone_warns(
    window: KobraWindow, page: VisitsPage, world: World, qtbot: QtBot
) -> None:
    """Assigning anew, cancelling and taking away: the phone holds it until it next connects."""
    held = next(v for v in world.visits if v.state is VisitState.ON_PHONE)
    other = next(v for v in world.visits if v.state is VisitState.ASSIGNED)
    page.choose(held.id)
    warning = "A phone holds it already"
    page.ask_assign([held.id])
    dialog = visible_dialog(window)
    assert any(warning in one.text() for one in dialog.findChildren(QLabel) if one.isVisible())
    dialog.reject()
    page.ask_cancel([held.id])
    dialog = visible_dialog(window)
    assert any(warning in one.text() for one in dialog.findChildren(QLabel) if one.isVisible())
    dialog.reject()
    page.ask_cancel([other.id])
    dialog = visible_dialog(window)
    assert not any(warning in one.text() for one in dialog.findChildren(QLabel) if one.isVisible())
    dialog.reject()
    page._ask_unassign()
    asked = visible_dialog(window)
    assert isinstance(asked, Question)
    assert visit_state(world, held.id) is VisitState.ON_PHONE
    asked.act.click()
    qtbot.waitUntil(lambda: visit_state(world, held.id) is VisitState.DRAFT)


def visit_state(world: World, visit_id: str) -> VisitState:
    """What the replica says."""
    card = visit_card(world.replica, visit_id)
    assert card is not None
    return card.visit.state


def test_the_list_says_what_phones_have_yet_to_fetch(page: VisitsPage, world: World) -> None:
    """An hour, «to be fetched», or nothing for what nobody has."""
    rows = page._model.list.model
    column = [c.key for c in rows.columns].index("on_phone")
    said = {}
    for line in range(rows.rowCount()):
        said[rows.id_at(line)] = rows.index(line, column).data()
    by_state = {v.state: said[v.id] for v in world.visits}
    assert by_state[VisitState.ASSIGNED] == "To be fetched"
    assert by_state[VisitState.DRAFT] == ""
    assert by_state[VisitState.ON_PHONE].startswith("07:")


def test_a_visit_may_name_its_questionnaire(
    window: KobraWindow, page: VisitsPage, world: World, qtbot: QtBot
) -> None:
    """One of the published; none is whichever the portfolio has."""
    added = answer(world, has_photos=False)
    visit = next(v for v in world.visits if v.state is VisitState.ASSIGNED)
    page.choose(visit.id)
    qtbot.waitUntil(lambda: page._card.facts is not None)
    page._on_edit(visit.id)
    dialog = visible_dialog(window)
    assert isinstance(dialog, VisitDialog)
    qtbot.waitUntil(lambda: dialog.is_ready)
    assert dialog.questionnaire.value is None
    dialog.questionnaire.put(added.questionnaire.id)
    dialog.save.click()

    def chosen() -> bool:
        card = visit_card(world.replica, visit.id)
        return card is not None and card.visit.questionnaire_id == added.questionnaire.id

    qtbot.waitUntil(chosen)
