"""Whoever cannot see the screen hears what each thing is: all pages, all dialogs, every widget
that takes the focus.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.widgets.tiles import Tile
from tests.kobra_desktop.views.walk import dialogs, pages, visible

SPEAKING = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    Tile,
)


def nameless(root: QWidget) -> list[str]:
    """The widgets a person can act on that have no name."""
    found = []
    for widget in visible(root):
        if not isinstance(widget, SPEAKING) or isinstance(widget, QScrollBar):
            continue
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or _is_inner(widget):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name)
        if not name.strip():
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


def _is_inner(widget: QWidget) -> bool:
    """Part of a composed field that has a name itself."""
    return isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)


def test_everything_on_every_page_has_a_name(window: KobraWindow, qtbot: QtBot) -> None:
    """Buttons, fields, lists, tiles."""
    for name, root in pages(window, qtbot):
        assert not nameless(root), name


def test_everything_in_every_dialog_has_a_name(window: KobraWindow, qtbot: QtBot) -> None:
    """The same in what interrupts."""
    for name, root in dialogs(window, qtbot):
        assert not nameless(root), name


def test_the_test_finds_a_nameless_button(qtbot: QtBot) -> None:
    """It can fail."""
    from PySide6.QtWidgets import QPushButton

    bare = QPushButton()
    qtbot.addWidget(bare)
    bare.show()
    assert nameless(bare) == ["QPushButton in NoneType"]
