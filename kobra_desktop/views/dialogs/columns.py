"""Which columns of a list are seen: titles to tick, found by typing, because a form has more
questions than a menu could hold.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from kobra_desktop.models.listing import finds
from kobra_desktop.views.room import give_room
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.table import Table


class ColumnsDialog(QDialog):
    """Ticks act at once; at least one column stays."""

    def __init__(self, look: Look, table: Table, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Columns"))
        self._table = table
        self.field = line_edit(self.tr("Find a column…"))
        self.field.setAccessibleName(self.tr("Find a column"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Columns"))
        for section, title in table.columns.titles:
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, section)
            shown = not table.isColumnHidden(section)
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.itemChanged.connect(self._on_changed)
        self.field.textChanged.connect(self._on_typed)
        every, none = Button(look, self.tr("Show all")), Button(look, self.tr("Hide all"))
        every.clicked.connect(lambda: self._set_all(Qt.CheckState.Checked))
        none.clicked.connect(lambda: self._set_all(Qt.CheckState.Unchecked))
        close = Button(look, self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        foot = row(every, none, None, close)
        head = label(self.tr("Columns"), "section")
        lines = column(head, self.field, self.list, foot, space=10, margins=(20, 16, 20, 12))
        self.setLayout(lines)
        give_room(self, look, 420, 520)

    def _on_changed(self, item: QListWidgetItem) -> None:
        is_shown = item.checkState() == Qt.CheckState.Checked
        section = int(item.data(Qt.ItemDataRole.UserRole))
        if not self._table.columns.show_one(section, is_shown=is_shown):
            item.setCheckState(Qt.CheckState.Checked)

    def _on_typed(self, typed: str) -> None:
        for item in self._items():
            item.setHidden(not finds(typed, item.text()))

    def _set_all(self, state: Qt.CheckState) -> None:
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(n) for n in range(self.list.count())]
