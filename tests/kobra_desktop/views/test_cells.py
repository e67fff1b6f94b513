"""A cell that had to be cut is whole for who hovers."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.rows import Column, RowsModel, prepared
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.cells import Cells
from kobra_desktop.views.widgets.table import Table

LONG = "Calle 88 #27-17 <b>interior</b> 4, San Fernando, Bogotá"


def test_only_what_was_cut_is_told(qtbot: QtBot, look: Look) -> None:
    """As plain text; a column may have more to say."""
    columns: list[Column[object]] = [
        Column("place", "Place", str, str),
        Column("state", "State", str, str, tip=lambda _: "because"),
    ]
    model: RowsModel[object] = RowsModel(columns)
    model.show(prepared([LONG], str, str, {}), [0])
    table = Table(look, model, SessionMemory(), "Places")
    qtbot.addWidget(table)
    cells = table.itemDelegate()
    assert isinstance(cells, Cells)
    narrow, wide = QRect(0, 0, 80, 32), QRect(0, 0, 2_000, 32)
    place, state = model.index(0, 0), model.index(0, 1)
    assert cells.tip(narrow, place) == LONG.replace("<", "&lt;").replace(">", "&gt;")
    assert cells.tip(wide, place) == ""
    assert cells.tip(wide, state) == "because"
    table.show()
    at = table.visualRect(place).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, table.mapToGlobal(at))
    assert cells.helpEvent(event, table, QStyleOptionViewItem(), place)
    assert "interior" in QToolTip.text()
    QToolTip.hideText()
