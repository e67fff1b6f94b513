"""A list that was not read yet says nothing about how many rows there are."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background
from kobra_desktop.models.lists import ListSource, ListState
from kobra_desktop.models.rows import Column, View
from tests.kobra_desktop.views.fixtures import background

__all__ = ["background"]


def test_a_look_before_the_first_reading_waits_for_it(background: Background, qtbot: QtBot) -> None:
    """A filter that is set while the page opens must not show an empty list first."""
    source: ListSource[str] = ListSource(
        load=lambda: ["ana", "berta"], identity=str, words=str, qualities=dict
    )
    columns: list[Column[str]] = [Column("name", "Name", str, str, 100)]
    listed = ListState(background, source, columns, View())
    shown: list[int] = []
    listed.loaded.connect(lambda: shown.append(listed.model.total))
    listed.look(search="an")
    assert not listed._is_busy
    listed.reload()
    qtbot.waitUntil(lambda: bool(shown))
    assert (shown[0], listed.model.rowCount()) == (2, 1)
