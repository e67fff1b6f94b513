"""What has just happened, on the real window: a card opens it with one click, from any page,
behind the lock too.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.models.telling import Told
from kobra_desktop.models.telling_wishes import TellingWishes, Wishes
from kobra_desktop.store.queries.happenings import Telling
from kobra_desktop.views.dialogs.tellings import TellingsDialog
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.window import MainWindow
from kobra_domain.visits import Outcome, VisitState
from tests.kobra_desktop.views.world import NOW, World

LEFT = Qt.MouseButton.LeftButton


def wishes_of(window: KobraWindow) -> TellingWishes:
    return TellingWishes(window.workspace.memory, window.workspace.desk.who.id)


def a_visit_ends(window: KobraWindow, world: World, qtbot: QtBot) -> str:
    """It comes in by a pull; its id."""
    tellings = window.teller._tellings
    qtbot.waitUntil(lambda: tellings._known is not None)
    visit = next(v for v in world.visits if v.agent_id and v.ended_at is None)
    done = replace(visit, state=VisitState.COMPLETED, outcome=Outcome.NO_CONTACT, ended_at=NOW)
    world.pull(done)
    return visit.id


def opens(window: KobraWindow, visit_id: str) -> bool:
    page = window.page
    return isinstance(page, VisitsPage) and page.state().get("visit") == visit_id


def test_the_visit_that_has_just_ended_is_one_click(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """From whatever page."""
    window.open_page("portfolio")
    visit_id = a_visit_ends(window, world, qtbot)
    card = window.teller.card
    qtbot.waitUntil(card.isVisible)
    assert window.rect().contains(card.geometry())
    QTest.mouseClick(card.open_button, LEFT)
    qtbot.waitUntil(lambda: opens(window, visit_id))
    assert not card.isVisible()


def test_names_are_said_to_who_asks_for_them(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """By their options; in none by themselves."""
    window.show_tellings()
    dialog = next(one for one in window.findChildren(TellingsDialog))
    assert not dialog.names.isChecked()
    assert not dialog.kinds[Telling.SOS].isEnabled()
    dialog.names.click()
    dialog.kinds[Telling.PROMISE_MADE].click()
    dialog.accept()
    window.activateWindow()
    assert wishes_of(window).read() == Wishes(
        silent=frozenset({Telling.PROMISE_MADE}), has_names=True
    )
    visit_id = a_visit_ends(window, world, qtbot)
    visit = next(v for v in world.visits if v.id == visit_id)
    agent = next(one for one in world.agents if one.id == visit.agent_id)
    qtbot.waitUntil(window.teller.card.isVisible)
    assert agent.name in window.teller.card.texts[1]


def test_it_opens_behind_the_lock(window: KobraWindow, world: World, qtbot: QtBot) -> None:
    """A click asks to unlock first; then its visit is there."""
    visit = world.visits[0]
    window.hide()
    with qtbot.waitSignal(window.front_requested):
        window.teller.opened.emit("visits", {"visit": visit.id, "chosen": visit.id})
    assert not opens(window, visit.id)
    window.show()
    qtbot.waitUntil(lambda: opens(window, visit.id))


def test_who_is_elsewhere_sees_it_when_they_come_back(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """Where the system has no place for notices."""
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    a_visit_ends(window, world, qtbot)
    qtbot.waitUntil(lambda: window.teller._missed is not None)
    assert not window.teller.card.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.teller.card.isVisible)


@pytest.mark.parametrize("is_quiet", [True, False])
def test_a_room_that_looks_on_hears_calls_for_help_alone(
    window: KobraWindow, monkeypatch: pytest.MonkeyPatch, is_quiet: bool
) -> None:
    """Unless it was asked for otherwise."""
    monkeypatch.setattr(MainWindow, "is_presenting", property(lambda self: True))
    wishes_of(window).write(Wishes(is_quiet_presenting=is_quiet))
    window.teller._on_told(Told("A visit has ended", ""))
    assert window.teller.card.isVisible() is not is_quiet
    window.teller._on_told(Told("Somebody calls for help", "", is_urgent=True))
    assert window.teller.card.texts[0] == "Somebody calls for help"


def test_a_card_without_a_body_does_not_take_that_of_the_next(window: KobraWindow) -> None:
    card = window.teller.card
    card.say("2 visits ended", "", lambda: None)
    assert not card.body.isVisible()
    card.say("A visit has ended", "Promise · At the address", lambda: None)
    assert card.body.isVisible()


def test_the_card_takes_no_keyboard(window: KobraWindow) -> None:
    """Who types goes on typing."""
    window.open_page("visits")
    before = QApplication.focusWidget()
    window.teller._on_told(Told("A visit has ended", "Sin contacto"))
    assert window.teller.card.isVisible()
    assert QApplication.focusWidget() is before
