"""«Días» on an agent's card: what was kept of the last days, a line each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kobra_desktop.models.field_map.kept_days import KeptDaysModel
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, emptied, holding

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class KeptDays(QWidget):
    """Shows a KeptDaysModel while it is seen. Who hovers a line is told all that is known of the
    day.
    """

    def __init__(self, model: KeptDaysModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        model.setParent(self)
        self._lines = QGridLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(0, 1)
        self._told = label("", "caption", wrap=True)
        title = label(self.tr("Days"), "strong")
        self.setLayout(column(title, holding(self._lines), self._told, space=6))
        model.changed.connect(self._fill)

    def show_agent(self, agent_id: str) -> None:
        """Whose days."""
        self._model.show(agent_id)
        if self.isVisible():
            self._model.open()

    @property
    def words(self) -> list[str]:
        """What stands there, line by line, for who listens and for tests."""
        return [f"{d.day} {d.done} {d.distance}" for d in self._model.days or ()]

    def _fill(self) -> None:
        emptied(self._lines)
        days = self._model.days
        for at, day in enumerate(days or ()):
            cells = (
                label(day.day, "table"),
                label(day.done, "table"),
                label(day.distance, "table"),
            )
            for place, cell in enumerate(cells):
                cell.setToolTip(day.more)
                cell.setAccessibleDescription(day.more)
                self._lines.addWidget(cell, at, place, _RIGHT if place else _LEFT)
        empty = self.tr("A day is kept here when it is over.")
        self._told.setText(empty if days is not None and not days else "")
        self._told.setVisible(bool(self._told.text()))

    def showEvent(self, event: QShowEvent) -> None:
        """Read them."""
        super().showEvent(event)
        self._model.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._model.rest()
