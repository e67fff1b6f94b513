"""A newer version over the window: a quiet line, a dialog, and the browser; never a download."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLabel, QPushButton
from pytest_httpserver import HTTPServer
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background
from kobra_desktop.models.updates import UpdatesModel
from kobra_desktop.updates.asking import SOURCE, Source
from kobra_desktop.updates.manifest import signed
from kobra_desktop.views import updates
from kobra_desktop.views.dialogs.message import Notice
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.updates import UpdateNotice, UpdatesDialog
from tests.kobra_desktop.updates.test_manifest import KEY, NOW, OURS, made

PAGE = made().page


def model_of(background: Background, source: Source) -> UpdatesModel:
    """The model of a program of version 0.1.0."""
    return UpdatesModel(background, source, "0.1.0", lambda: NOW)


def test_a_newer_version_is_one_quiet_line_with_its_page(
    qtbot: QtBot,
    window: KobraWindow,
    background: Background,
    httpserver: HTTPServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def outside(url: QUrl, done: Callable[[bool], None]) -> None:
        opened.append(url.toString())
        done(len(opened) == 1)

    monkeypatch.setattr(updates, "open_outside", outside)
    httpserver.expect_request("/m").respond_with_data(signed(made(), OURS))
    model = model_of(background, Source(httpserver.url_for("/m"), KEY))
    UpdateNotice(model, window)
    assert window.notices.texts == []
    model.begin()
    qtbot.waitUntil(lambda: window.notices.texts != [])
    assert "0.2.0" in window.notices.texts[0]
    assert opened == []
    line = window.notices.findChildren(QPushButton)
    next(one for one in line if one.text()).click()
    assert opened == [PAGE]
    window.updates_requested.emit()
    (dialog,) = window.findChildren(UpdatesDialog)
    qtbot.waitUntil(lambda: not model.is_busy)
    assert "0.2.0" in dialog.says.text()
    assert dialog.focusWidget() is dialog.page
    dialog.page.click()  # no browser there
    assert opened == [PAGE, PAGE]
    (told,) = window.findChildren(Notice)
    assert any(PAGE in one.text() for one in told.findChildren(QLabel))


def test_the_menu_says_what_was_found(
    qtbot: QtBot, window: KobraWindow, background: Background, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/m").respond_with_data(signed(made(version="0.1.0"), OURS))
    model = model_of(background, Source(httpserver.url_for("/m"), KEY))
    dialog = UpdatesDialog(model, window)
    asking = dialog.says.text()
    qtbot.waitUntil(lambda: not model.is_busy)
    none = dialog.says.text()
    httpserver.clear()
    httpserver.expect_request("/m").respond_with_data("<html>")
    dialog.again.click()
    qtbot.waitUntil(lambda: not model.is_busy)
    said = (asking, none, dialog.says.text(), UpdatesDialog(model_of(background, SOURCE), window))
    assert len({*said[:3], said[3].says.text()}) == 4
    assert said[3].again.isHidden()
    assert dialog.page.isHidden()
    assert window.notices.texts == []
