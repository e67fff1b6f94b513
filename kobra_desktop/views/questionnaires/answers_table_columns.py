"""Which columns of the table of answers are seen: a list to tick, found by typing, for forms whose
questions no menu could hold.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QTableView, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row


class ColumnsDialog(QDialog):
    """Ticks act at once; at least one column stays."""

    def __init__(
        self, look: Look, table: QTableView, titles: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Columns"))
        self._header = table.horizontalHeader()
        self.field = line_edit(self.tr("Find a question…"))
        self.field.setAccessibleName(self.tr("Find a question"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Columns"))
        for section, title in enumerate(titles):
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, section)
            shown = not self._header.isSectionHidden(section)
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
        self.resize(look.pixels(420), look.pixels(520))

    def _on_changed(self, item: QListWidgetItem) -> None:
        is_shown = item.checkState() == Qt.CheckState.Checked
        header = self._header
        if not is_shown and header.count() - header.hiddenSectionCount() == 1:
            item.setCheckState(Qt.CheckState.Checked)
            return
        header.setSectionHidden(int(item.data(Qt.ItemDataRole.UserRole)), not is_shown)

    def _on_typed(self, typed: str) -> None:
        words = typed.casefold().split()
        for item in self._items():
            name = item.text().casefold()
            item.setHidden(any(word not in name for word in words))

    def _set_all(self, state: Qt.CheckState) -> None:
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(n) for n in range(self.list.count())]
