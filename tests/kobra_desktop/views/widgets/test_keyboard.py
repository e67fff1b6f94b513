"""What is made anew keeps the keyboard where it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row


def test_acts_that_are_made_anew_do_not_send_the_keyboard_to_the_first_of_the_window(
    qtbot: QtBot, look: Look
) -> None:
    rail, act = Button(look, "Today"), Button(look, "Plan")
    acts = row(act)
    place = holding(acts)
    window = QWidget()
    window.setLayout(column(rail, place))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    act.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is act)
    emptied(acts)
    acts.addWidget(Button(look, "Visits"))
    assert QApplication.focusWidget() is place


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_that_has_the_keyboard(
    qtbot: QtBot, look: Look, key: Qt.Key
) -> None:
    said: list[str] = []
    leave, act = Button(look, "Leave it"), Button(look, "Take it back", "primary")
    leave.clicked.connect(lambda: said.append("leave"))
    act.clicked.connect(lambda: said.append("act"))
    dialog = QDialog()
    dialog.setLayout(row(leave, act))
    qtbot.addWidget(dialog)
    dialog.show()
    leave.setFocus()
    QTest.keyClick(leave, key)
    assert said == ["leave"]
