"""The words of tabs: what is between them gives way first."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.tabs import NARROWEST, WIDEST, TabBar


def test_no_word_is_cut_while_there_is_room_between_them(qtbot: QtBot, look: Look) -> None:
    bar = TabBar(look, {key: f"Datos personales {key}" for key in "abcdef"})
    qtbot.addWidget(bar)
    words = sum(one.sizeHint().width() for one in bar._buttons.values())
    bar.show()
    for between in (WIDEST, NARROWEST + 2):
        bar.resize(words + 6 * between, 40)
        qtbot.waitUntil(
            lambda: all(one.width() >= one.sizeHint().width() for one in bar._buttons.values())
        )
