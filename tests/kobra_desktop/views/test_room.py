"""A window keeps to its screen, and is one window for the system whatever is shown in it."""

import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.room import fit, give_room
from kobra_desktop.views.theme import Look
from tests.kobra_desktop.views.walk import visible_dialog

_FIRST_WEB_PAGE = """
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget
from kobra_desktop.views.room import steady

QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
application = QApplication([])

class Window(QMainWindow):
    made = 0

    def event(self, event):
        self.made += event.type() == QEvent.Type.WinIdChange
        return super().event(event)

window, pages = Window(), QStackedWidget()
window.setCentralWidget(pages)
steady(window)
window.show()
application.processEvents()
before = window.made, int(window.winId())
view = QWebEngineView()
pages.addWidget(view)
pages.setCurrentWidget(view)
application.processEvents()
print(before == (window.made, int(window.winId())))
"""


def test_a_window_is_not_larger_than_its_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    there = window.screen().availableGeometry()
    window.move(there.topRight())
    fit(window, QSize(there.width() * 2, there.height() * 2))
    assert there.contains(window.geometry())
    fit(window, QSize(300, 200))
    assert window.size() == QSize(300, 200)
    assert there.contains(window.geometry())


def test_a_dialog_is_as_large_as_it_likes_while_its_screen_has_room(
    qtbot: QtBot, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At twice the size 540 lines are left of a usual screen, and the buttons are at the foot."""
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    dialog = QDialog()
    qtbot.addWidget(dialog)
    there = dialog.screen().availableGeometry().size()
    give_room(dialog, look, 300, 200)
    assert dialog.size() == QSize(300, 200)
    give_room(dialog, look, 4_000, 200)
    assert dialog.width() < there.width()
    assert dialog.height() == 200
    give_room(dialog, look, 300, 4_000)
    assert dialog.height() < there.height()


LEAST = QSize(952, 500)  # of 1920×1080 at 200 %, without the frame


@pytest.mark.parametrize("act", ["show_first_steps", "show_shortcuts", "show_about", "show_held"])
def test_what_opens_over_the_window_can_be_that_small(window: KobraWindow, act: str) -> None:
    getattr(window, act)()
    dialog = visible_dialog(window)
    least = dialog.minimumSizeHint()
    assert least.boundedTo(LEAST) == least
    dialog.close()


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs a display of its own")
def test_the_first_web_page_keeps_the_native_window() -> None:
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24"]
    display = subprocess.Popen(words, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    try:
        number = os.read(reading, 16).decode().strip()
        env = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
        code = [sys.executable, "-c", _FIRST_WEB_PAGE]
        done = subprocess.run(code, env=env, capture_output=True, text=True, timeout=60)
    finally:
        display.terminate()
        display.wait(10)
        os.close(reading)
        os.close(writing)
    assert done.stdout.split() == ["True"], done.stderr
