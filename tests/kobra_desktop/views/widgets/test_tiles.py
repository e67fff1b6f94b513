"""A tile of Hoy says its name whole, however wide it is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.views.widgets.tiles import Tile


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_name_has_the_lines_that_it_needs(qtbot: QtBot, look: Look, scale: float) -> None:
    """Also where the border of the tile is what its last word lacks."""
    look.apply(ThemeChoice.LIGHT, scale)
    tile = Tile(look, "Contact with holder")
    qtbot.addWidget(tile)
    tile.show()
    (title,) = (one for one in tile.findChildren(QLabel) if one.text() == "Contact with holder")
    heights: dict[int, int] = {}
    for width in (*range(330, 110, -1), *range(110, 330)):
        tile.show_form(0, title_height=tile.title_height(width))
        tile.resize(width, tile.minimumHeight())
        inside = tile.layout()
        assert inside is not None
        inside.activate()
        needed = tile.title_height(width)
        assert title.height() >= needed == title.heightForWidth(title.width()), width
        assert heights.setdefault(width, needed) == needed  # no less, no more than before
    assert len(set(heights.values())) > 1
