"""The click budgets of the acts that exist: each is a list of steps driven on the real window
and counted. Those of the map are in field_map/test_clicks.py, with its real page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.models.alerts import ATTENDED
from kobra_desktop.store import rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.queries.agents import agent_rows
from kobra_desktop.store.queries.alerts import alert_rows
from kobra_desktop.store.queries.cards import visit_card
from kobra_desktop.views import outside
from kobra_desktop.views.administration.page import AdministrationPage
from kobra_desktop.views.administration.staff_sheet import StaffSheetDialog
from kobra_desktop.views.alerts.page import AlertsPage
from kobra_desktop.views.dialogs.assign import AssignDialog
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_desktop.views.today.page import TodayPage
from kobra_desktop.views.visits.page import VisitsPage
from kobra_domain.alerts import AlertState
from tests.kobra_desktop.views.day import workday
from tests.kobra_desktop.views.walk import visible_dialog
from tests.kobra_desktop.views.world import TODAY, World

LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Hand:
    """Does steps as a person does them, and counts them: a click, a chord with what is typed
    after it, Enter.
    """

    def __init__(self, window: KobraWindow) -> None:
        self._window = window
        self.steps = 0

    def click(self, widget: QWidget) -> None:
        """One click on a button or tile."""
        self.steps += 1
        assert widget.isVisible()
        QTest.mouseClick(widget, LEFT)

    def click_row(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """One click on a row."""
        self.steps += 1
        QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())

    def chord(self, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str = "") -> None:
        """One chord, with what is typed into what it opens."""
        self.steps += 1
        QTest.keyClick(self._window, key, modifiers)
        if text:
            self._window.command_palette.type_text(text)

    def enter(self) -> None:
        """Enter in the palette."""
        self.steps += 1
        self._window.command_palette.run_chosen()


@pytest.fixture
def hand(window: KobraWindow) -> Hand:
    """Nothing done yet."""
    return Hand(window)


def button(root: QWidget, words: str) -> QPushButton:
    """The first visible button with these words."""
    found = [b for b in root.findChildren(QPushButton) if b.isVisible() and words in b.text()]
    assert found, words
    return found[0]


def attended(world: World) -> Callable[[], bool]:
    """Whether somebody has answered the SOS."""
    sos = world.alerts[0].id

    def answered() -> bool:
        row = alert_rows(world.replica, ids=[sos])[0]
        return row.alert.state is AlertState.ATTENDED

    return answered


def test_first_alert_is_one_click_from_today(
    window: KobraWindow, qtbot: QtBot, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its act stands on its line: who asks for help is called."""
    opened: list[str] = []
    monkeypatch.setattr(outside, "_OPENER", "no-such-program")  # whatever this machine has
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    window.open_page("today")
    page = workday(window)
    qtbot.waitUntil(lambda: any(b.isVisible() for b in page.queue.findChildren(QPushButton)))
    hand.click(button(page.queue, "Call"))
    assert opened == ["tel:+573005550100"]
    assert hand.steps <= 1


def test_an_sos_is_closed_by_its_note(
    window: KobraWindow, world: World, qtbot: QtBot, hand: Hand
) -> None:
    """After it has been answered: one stray click never ends it."""
    window.open_page("today")
    page = workday(window)
    qtbot.waitUntil(lambda: any(b.isVisible() for b in page.queue.findChildren(QPushButton)))
    hand.click(button(page.queue, "Attend"))
    asked = visible_dialog(window)
    assert isinstance(asked, ReasonDialog)
    assert not attended(world)()
    hand.click(button(asked, "Attend"))
    qtbot.waitUntil(attended(world))
    assert hand.steps <= 2


def test_first_alert_is_two_steps_from_elsewhere(
    window: KobraWindow, world: World, qtbot: QtBot, hand: Hand
) -> None:
    """The page opens on the first alert."""
    window.open_page("visits")
    hand.chord(Qt.Key.Key_8, CONTROL)
    page = window.page
    assert isinstance(page, AlertsPage)
    qtbot.waitUntil(page.panel.isVisible)
    hand.click(button(page.panel, "Attend"))
    qtbot.waitUntil(attended(world))
    assert hand.steps <= 2
    qtbot.waitUntil(lambda: len(page._model.lines(ATTENDED)) == 2)


@pytest.mark.parametrize("act", ["Attend", "Mute for 1 h"])
def test_after_an_alert_is_answered_the_next_line_has_the_keyboard(
    window: KobraWindow, qtbot: QtBot, act: str
) -> None:
    """What stood below it takes its place, chosen, and the arrows go on from there."""
    window.open_page("alerts")
    page = window.page
    assert isinstance(page, AlertsPage)
    qtbot.waitUntil(page.panel.isVisible)
    model = page._model.list.model
    gone, following = model.id_at(1), model.id_at(2)
    page.table.selectRow(1)
    qtbot.waitUntil(
        lambda: any(
            one.isVisible() and act in one.text() for one in page.panel.findChildren(QPushButton)
        )
    )
    acting = button(page.panel, act)
    acting.setFocus()
    QTest.keyClick(acting, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: model.line_of(gone) is None and page.table.chosen_ids == [following])
    assert page.panel.isVisible()
    assert page.panel.alert_id == following
    assert window.focusWidget() is page.table
    assert model.id_at(page.table.currentIndex().row()) == following


def test_news_leave_a_note_that_is_being_written(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """The panel of the same alert is not made anew under who types."""
    window.open_page("alerts")
    page = window.page
    assert isinstance(page, AlertsPage)
    qtbot.waitUntil(page.panel.isVisible)
    page.panel.note_field.setFocus()
    page.panel.note_field.setText("Ya voy")
    other = replace(world.alerts[3], count=9)
    with world.replica.pulling() as connection:
        rows.write(connection, "alert", other, 9)
    with qtbot.waitSignal(page._model.list.loaded):
        world.replica.tell(ChangeSet.of("alert", [other.id]))
    assert page.panel.note_field.text() == "Ya voy"
    assert window.focusWidget() is page.panel.note_field


def test_calling_an_agent_is_two_steps(
    window: KobraWindow, qtbot: QtBot, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From anywhere, for an agent with an open alert."""
    opened: list[str] = []
    monkeypatch.setattr(outside, "_OPENER", "no-such-program")  # whatever this machine has
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    window.open_page("visits")
    hand.chord(Qt.Key.Key_8, CONTROL)
    page = window.page
    assert isinstance(page, AlertsPage)
    qtbot.waitUntil(page.panel.isVisible)
    hand.click(button(page.panel, "Call"))
    assert opened == ["tel:+573005550100"]
    assert hand.steps <= 2


def test_assigning_chosen_visits_is_two_steps(
    window: KobraWindow, world: World, qtbot: QtBot, hand: Hand
) -> None:
    """The chord, then one click on the agent."""
    window.open_page("visits")
    page = window.page
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: page.table.model().rowCount() > 0)
    draft = next(v for v in world.visits if v.agent_id is None)
    page.choose(draft.id)
    hand.chord(Qt.Key.Key_A, CONTROL | SHIFT)
    dialog = visible_dialog(window)
    assert isinstance(dialog, AssignDialog)
    qtbot.waitUntil(lambda: dialog.list.count() > 1)
    hand.click_row(dialog.list, dialog.list.indexFromItem(dialog.list.item(0)))

    def is_given() -> bool:
        card = visit_card(world.replica, draft.id)
        return card is not None and card.visit.agent_id == world.agents[0].id

    qtbot.waitUntil(is_given)
    assert hand.steps <= 2


def test_why_a_visit_may_not_be_made_is_written_beside_it(
    window: KobraWindow, world: World, qtbot: QtBot, hand: Hand
) -> None:
    """No click: the panel of the chosen visit says the rule; its source is its tooltip."""
    banned = next(
        v for v in world.visits if v.portfolio_id == world.portfolios[1].id and not v.ended_at
    )
    window.open_page("visits", {"chosen": banned.id})
    page = window.page
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(page.panel.isVisible)
    facts = page._card.facts
    assert facts is not None
    assert facts.law is not None
    assert facts.law.tint == "error"
    assert "Ley 2300" in facts.law.source
    assert hand.steps == 0


def test_a_holder_is_found_in_two_steps(
    window: KobraWindow, world: World, qtbot: QtBot, hand: Hand
) -> None:
    """Ctrl+K and what is typed, then Enter."""
    window.open_page("today")
    card = visit_card(world.replica, world.visits[0].id)
    assert card is not None
    assert card.party is not None
    hand.chord(Qt.Key.Key_K, CONTROL, card.party.document_number)
    qtbot.waitUntil(lambda: "CC" in str(window.palette_model.index(0).data(257 + 1)))
    hand.enter()
    page = window.page
    assert isinstance(page, PortfolioPage)
    assert page.is_person_open
    assert page.state()["party"] == card.party.id
    assert hand.steps <= 2


def test_the_visit_just_ended_is_one_click(window: KobraWindow, qtbot: QtBot, hand: Hand) -> None:
    """From the feed of Hoy."""
    window.open_page("today")
    page = workday(window)
    qtbot.waitUntil(lambda: page.results.model().rowCount() > 0)
    hand.click_row(page.results, page.results.model().index(0, 1))
    visits = window.page
    assert isinstance(visits, VisitsPage)
    qtbot.waitUntil(lambda: visits.is_result_open and visits.opened.facts is not None)
    assert hand.steps <= 1


def test_todays_numbers_are_one_step(window: KobraWindow, qtbot: QtBot, hand: Hand) -> None:
    """For a director, from anywhere."""
    window.open_page("visits")
    hand.chord(Qt.Key.Key_1, CONTROL)
    assert isinstance(window.page, TodayPage)
    assert hand.steps <= 2


def test_agents_of_a_sheet_are_in_by_four_steps_from_administration(
    window: KobraWindow, world: World, qtbot: QtBot, hand: Hand
) -> None:
    """The tab, its act, the rows that were copied in a spreadsheet, and one act for all."""
    window.open_page("administration")
    page = window.page
    assert isinstance(page, AdministrationPage)
    hand.click(button(page, "Teams and agents"))
    hand.click(button(page, "Bring from a sheet"))
    dialog = visible_dialog(window)
    assert isinstance(dialog, StaffSheetDialog)
    rows = "".join(f"N{n}\tRosa {n}\tEste\tL-V 8-17\n" for n in range(120))
    data = QMimeData()
    data.setText(f"codigo\tnombre\tequipo\tturno\n{rows}")
    QApplication.clipboard().setMimeData(data)
    hand.click(dialog.paste)
    qtbot.waitUntil(dialog.accept_all.isEnabled)
    before = len(agent_rows(world.replica, TODAY))
    hand.click(dialog.accept_all)
    qtbot.waitUntil(lambda: len(agent_rows(world.replica, TODAY)) == before + 120)
    assert hand.steps <= 4
