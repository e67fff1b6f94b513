"""Rows whose widgets outlive the news: the same stays, the order is as wished, the keyboard stays
on its act, and nothing changes under a hand.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.views.widgets.kept_rows import KeptRows, RowWish
from kobra_desktop.views.widgets.layouts import holding, row

LEFT = Qt.MouseButton.LeftButton


class Room:
    """Rows of two buttons, whose presses are noted."""

    def __init__(self, rows: KeptRows) -> None:
        self.rows = rows
        self.done: list[str] = []

    def show(self, *said: str) -> None:
        """Each is its key and, behind a colon, what it says of it."""
        self.rows.show_rows([self._wish(one) for one in said])

    def first(self, key: str) -> QPushButton:
        """The main act of a row."""
        return self.rows.rows[key].findChildren(QPushButton)[0]

    def order(self) -> list[str]:
        """The keys of the rows as they are seen, from above."""
        rows = self.rows.rows
        return sorted(rows, key=lambda key: rows[key].mapToGlobal(QPoint()).y())

    def _wish(self, said: str) -> RowWish:
        return RowWish(said.partition(":")[0], said, lambda: self._made(said))

    def _made(self, said: str) -> QWidget:
        acts = [QPushButton(f"{said} {n}") for n in range(2)]
        for act in acts:
            act.clicked.connect(self._noting(act.text()))
        return holding(row(*acts))

    def _noting(self, words: str) -> Callable[[], None]:
        return lambda: self.done.append(words)


@pytest.fixture
def room(ground: QWidget) -> Room:
    """Three rows."""
    rows = KeptRows(ground)
    rows.resize(400, 300)
    rows.show()
    made = Room(rows)
    made.show("a", "b", "c")
    return made


def test_what_says_the_same_is_the_same_widget_wherever_it_stands(room: Room, qtbot: QtBot) -> None:
    before = room.rows.rows
    room.show("c", "new", "a", "b:other")
    after = room.rows.rows
    assert list(after) == ["c", "new", "a", "b"]
    assert (after["a"], after["c"]) == (before["a"], before["c"])
    assert after["b"] is not before["b"]
    assert not before["b"].isVisible()
    qtbot.waitUntil(lambda: room.order() == ["c", "new", "a", "b"])
    texts = [one.text() for one in room.rows.buttons]
    assert texts[:4] == ["c 0", "c 1", "new 0", "new 1"]


def test_news_in_the_middle_of_a_click_do_not_swallow_it(room: Room, qtbot: QtBot) -> None:
    """Not though the row that is pressed says something else now, and stands elsewhere."""
    pressed = room.first("b")
    QTest.mousePress(pressed, LEFT)
    room.show("z", "b:other", "a")
    room.show("y", "b:last", "a")
    assert list(room.rows.rows) == ["a", "b", "c"]
    QTest.mouseRelease(pressed, LEFT)
    assert room.done == ["b 0"]
    qtbot.waitUntil(lambda: list(room.rows.rows) == ["y", "b", "a"])
    assert room.first("b").text() == "b:last 0"


def test_the_keyboard_stays_on_its_act(room: Room) -> None:
    second = room.rows.rows["b"].findChildren(QPushButton)[1]
    second.setFocus()
    room.show("x", "b", "a")
    assert QApplication.focusWidget() is second
    room.show("b:other", "a")
    held = QApplication.focusWidget()
    assert isinstance(held, QPushButton)
    assert held.text() == "b:other 1"
    room.show("a")
    assert QApplication.focusWidget() is not room.first("a")


@pytest.mark.qt_log_ignore("grabbing the keyboard", r"raise\(\)", extend=True)
def test_a_row_whose_menu_is_open_stays(room: Room, ground: QWidget, qtbot: QtBot) -> None:
    button = QToolButton()
    menu = QMenu(button)
    menu.addAction("Una hora")
    button.setMenu(menu)
    room.rows.show_rows([RowWish("m", 1, lambda: holding(row(button)))])
    menu.popup(ground.mapToGlobal(QPoint(20, 20)))
    qtbot.waitUntil(menu.isVisible)
    room.show("a")
    assert list(room.rows.rows) == ["m"]
    menu.close()
    qtbot.waitUntil(lambda: list(room.rows.rows) == ["a"])


def test_what_is_forgotten_is_made_anew(room: Room) -> None:
    before = room.rows.rows
    room.rows.forget()
    room.show("a", "b", "c")
    assert not set(before.values()) & set(room.rows.rows.values())
