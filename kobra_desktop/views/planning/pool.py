"""What waits to be given for the day."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kobra_desktop.models.planning.day_plan import DayPlanModel
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column


class PoolPane(QWidget):
    """The visits that nobody has."""

    def __init__(self, look: Look, model: DayPlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.count = label("", "caption")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Visits that nobody has"))
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        lines = column(self.count, self.list, space=6)
        self.setLayout(lines)
        model.changed.connect(self._show)
        self.list.itemSelectionChanged.connect(self._choose)

    def _show(self) -> None:
        board = self._model.board
        self.list.clear()
        if board is None:
            return
        for one in board.waiting:
            card = board.day.visits[one].card
            item = QListWidgetItem(card.party.name if card.party else "")
            item.setData(Qt.ItemDataRole.UserRole, one)
            self.list.addItem(item)
        self.count.setText(str(len(board.waiting)))

    def _choose(self) -> None:
        chosen = self.list.selectedItems()
        self._model.choose(str(item.data(Qt.ItemDataRole.UserRole)) for item in chosen)
