"""The first page: keyboard, what each card says while it works and when it cannot."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytest_httpserver import HTTPServer
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background
from kobra_desktop.models.first_run.server import ServerModel
from kobra_desktop.models.first_run.trial import TrialModel, TrialStep
from kobra_desktop.views.administration.qr import code_image
from kobra_desktop.views.first_run.begin import BeginPage
from kobra_desktop.views.first_run.trial_card import step_words
from kobra_desktop.views.theme import Look
from kobra_domain.invitations import Invitation, link_of
from tests.kobra_desktop.views.drops import drop

_LIVES = 'import sys; print(\'{"step": "past"}\', flush=True); sys.stdin.read()'


@pytest.fixture
def page(qtbot: QtBot, look: Look, background: Background, tmp_path: Path) -> Iterator[BeginPage]:
    """Shown; its trial speaks as a real one and builds nothing."""
    trial = TrialModel(tmp_path / "trial", background, (sys.executable, "-c", _LIVES))
    server = ServerModel(background, lambda: datetime.now(UTC))
    made = BeginPage(look, trial, server, "es")
    qtbot.addWidget(made)
    made.resize(1280, 720)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    trial.close()


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def test_everything_is_reached_by_tab_in_reading_order(page: BeginPage, qtbot: QtBot) -> None:
    server, looks = page.server, page.looks
    order = [page.trial.start, server.address, server.go, server.scan, looks.language, looks.theme]
    qtbot.waitUntil(lambda: focused() is order[0])
    for wanted in order[1:]:
        QTest.keyClick(page, Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda wanted=wanted: focused() is wanted)  # type: ignore[misc]


def test_both_ways_are_as_wide_whatever_they_say(page: BeginPage, qtbot: QtBot) -> None:
    """A sentence of one of them moves nothing."""
    assert page.trial.width() == page.server.width()
    words = "La prueba necesita 600 MB de disco y hay 212 MB libres. Libera espacio en este equipo."
    page.trial.problem.setText(words)
    page.trial.problem.show()
    qtbot.waitUntil(lambda: page.trial.problem.height() > 0)
    assert page.trial.width() == page.server.width()


def test_one_key_begins_the_trial_and_one_cancels_it(page: BeginPage, qtbot: QtBot) -> None:
    card = page.trial
    qtbot.waitUntil(lambda: focused() is card.start)
    QTest.keyClick(card.start, Qt.Key.Key_Return)
    assert card.bar.maximum() == 0  # it moves while nothing is told yet
    qtbot.waitUntil(lambda: step_words(TrialStep.PAST) in card.step.text())
    assert "a minute" in card.step.text()
    assert card.bar.isVisible()
    assert 0 < card.bar.value() < card.bar.maximum()
    assert not card.start.isVisible()
    assert focused() is card.end
    QTest.keyClick(card.end, Qt.Key.Key_Return)
    qtbot.waitUntil(card.start.isVisible)
    assert not card.problem.isVisible()
    assert not card.bar.isVisible()
    assert focused() is card.start


def test_what_keeps_the_trial_is_said_in_its_card(page: BeginPage) -> None:
    page.trial._model._hear(b'{"problem": "trial_no_room", "free_mb": 30, "needed_mb": 400}')
    assert page.trial.problem.isVisible()
    assert "400 MB" in page.trial.problem.text()


def test_a_page_of_the_network_is_said_where_the_address_is(
    page: BeginPage, qtbot: QtBot, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/health").respond_with_data("<p>Wi-Fi</p>", content_type="text/html")
    httpserver.expect_request("/api/v1/session").respond_with_data(
        "<p>Wi-Fi</p>", content_type="text/html"
    )
    card = page.server
    card.address.setText(httpserver.url_for(""))
    QTest.keyClick(card.address, Qt.Key.Key_Return)
    qtbot.waitUntil(card.problem.isVisible)
    assert card.go.isEnabled()
    assert focused() is card.address
    assert card.address.hasSelectedText()


@pytest.mark.parametrize(
    ("newest", "oldest", "words"),
    [(99, 98, "Install the current version"), (0, 0, "Ask whoever runs it to update it")],
    ids=["newer", "older"],
)
def test_a_server_of_another_wire_is_said_with_a_way_on(
    page: BeginPage, qtbot: QtBot, httpserver: HTTPServer, newest: int, oldest: int, words: str
) -> None:
    said = {"status": "alive", "api_version": newest, "oldest_api_version": oldest}
    httpserver.expect_request("/health").respond_with_json(said)
    card = page.server
    card.address.setText(httpserver.url_for(""))
    QTest.keyClick(card.address, Qt.Key.Key_Return)
    qtbot.waitUntil(card.problem.isVisible)
    assert words in card.problem.text()
    assert focused() is card.address
    assert len(httpserver.log) == 1  # nothing more is asked of it


def test_an_empty_address_is_marked(page: BeginPage) -> None:
    QTest.mouseClick(page.server.go, Qt.MouseButton.LeftButton)
    assert page.server.address.property("wrong") is True


def test_a_code_is_read_from_the_picture_that_was_copied_or_dropped(
    page: BeginPage, qtbot: QtBot, tmp_path: Path
) -> None:
    wanted = Invitation("https://kobra.example", "ABCD-EFGH-JKLM", "pilar@kobra.example")
    card = page.server
    links: list[Invitation] = []
    card._model.link_given.connect(links.append)
    QGuiApplication.clipboard().setImage(code_image(link_of(wanted)))
    QTest.keyClick(card.scan, Qt.Key.Key_Return)
    menu = popped(qtbot)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: links == [wanted])
    path = tmp_path / "invitación.png"
    assert code_image(link_of(wanted)).save(str(path))
    assert drop(card, path)
    qtbot.waitUntil(lambda: links == [wanted, wanted])
    assert not card.problem.isVisible()
    QGuiApplication.clipboard().setText("nada")
    QTest.keyClick(card.scan, Qt.Key.Key_Return)
    menu = popped(qtbot)
    assert [action.isEnabled() for action in menu.actions()] == [False, True]
    menu.close()


def popped(qtbot: QtBot) -> QMenu:
    """The menu that is open."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu
