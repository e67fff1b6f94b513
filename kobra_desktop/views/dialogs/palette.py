"""Ctrl+K: one field over people, places, pages and acts. It searches what the model offers and runs
what is chosen.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from kobra_desktop.models.palette import PaletteModel
from kobra_desktop.views.room import give_room
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.palette_rows import PaletteRows

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(QDialog):
    """A popover in the upper third of the window; Enter runs, Esc closes."""

    def __init__(self, look: Look, model: PaletteModel, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self._model = model
        self._kept = ""
        self.setWindowTitle(self.tr("Search or run"))
        self._field = QLineEdit()
        self._field.setProperty("look", "palette")
        self._field.setPlaceholderText(self.tr("Person, credit, visit, page or action…"))
        self._field.setAccessibleName(self.tr("Search or run"))
        self._list = QListView()
        self._list.setProperty("look", "bare")
        self._list.setModel(model)
        self._list.setItemDelegate(PaletteRows(look, self._list))
        self._list.setAccessibleName(self.tr("Results"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self.nothing = label(self.tr("Nothing is called that."), "secondary")
        self.nothing.setContentsMargins(16, 12, 16, 12)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.hide()
        foot = label(self.tr("↑ ↓ move · Enter open · Esc close"), "caption")
        foot.setContentsMargins(16, 6, 16, 8)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        for part in (self._field, self.nothing, self._list, foot):
            inside.addWidget(part)
        self._field.textChanged.connect(self._on_typed)
        self.finished.connect(model.rest)
        self._field.installEventFilter(self)
        self._list.clicked.connect(self._on_chosen)
        model.modelReset.connect(self._on_reset)
        give_room(self, look, 600, 420)

    def open_over(self, window: QWidget, text: str = "") -> None:
        """Show it empty, over the middle of the window's upper third."""
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 72)
        self._field.setText(text)
        self._on_typed(text)
        self.open()
        self._field.setFocus()

    def type_text(self, text: str) -> None:
        """Put a search into the field."""
        self._field.setText(text)

    def run_chosen(self) -> None:
        """Run the marked result."""
        self._on_chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the text field keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self._move(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_chosen()
                return True
        return False

    def _move(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8}
        row = self._list.currentIndex().row() + step.get(Qt.Key(event.key()), 8)
        last = self._model.rowCount() - 1
        self._list.setCurrentIndex(self._model.index(max(0, min(row, last))))
        self._kept = self._words_of(self._list.currentIndex().row())

    def _words_of(self, row: int) -> str:
        return str(self._model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))

    def _on_typed(self, text: str) -> None:
        self._kept = ""
        self._model.search(text)

    def _on_reset(self) -> None:
        has_results = self._model.rowCount() > 0
        self._list.setVisible(has_results)
        self.nothing.setVisible(not has_results)
        # What was moved to stays marked when the results become others meanwhile.
        rows = range(self._model.rowCount()) if self._kept else ()
        at = next((row for row in rows if self._words_of(row) == self._kept), 0)
        self._list.setCurrentIndex(self._model.index(at))

    def _on_chosen(self) -> None:
        chosen = self._list.currentIndex()
        if chosen.isValid():
            self.accept()
            self._model.run(chosen.row())
