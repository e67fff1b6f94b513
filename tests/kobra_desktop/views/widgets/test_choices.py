"""What a box of choices drops down."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.choices import Choice
from kobra_desktop.views.widgets.layouts import column


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("count", [1, 3, 8, 14])
@pytest.mark.parametrize("is_searched", [False, True], ids=["chosen", "searched"])
def test_every_row_is_seen_whole(look: Look, qtbot: QtBot, count: int, is_searched: bool) -> None:
    """Whichever is chosen; nothing has to be scrolled to."""
    made = Choice([(n, f"Cartera {n}") for n in range(count)], is_searched=is_searched)
    window = QWidget()
    window.setLayout(column(made, None))
    window.resize(300, 600)
    qtbot.addWidget(window)
    window.show()
    for chosen in {0, count - 1}:
        made.setCurrentIndex(chosen)
        made.showPopup()
        view = made.view()
        last = view.visualRect(view.model().index(count - 1, 0))
        assert view.visualRect(view.model().index(0, 0)).top() >= 0
        assert last.bottom() <= view.viewport().rect().bottom()
        made.hidePopup()
