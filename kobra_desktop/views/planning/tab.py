"""Planear: what waits at the left, the map in the middle, the agents' days at the right. All three
show one day and one choice.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDateEdit, QSplitter, QWidget

from kobra_desktop.models.planning.day_plan import DayPlanModel
from kobra_desktop.views.page import listen
from kobra_desktop.views.planning.days import DaysPane
from kobra_desktop.views.planning.ground import PlanMap
from kobra_desktop.views.planning.pool import PoolPane
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row


class PlanTab(QWidget):
    """`said` (sentence, undo or None)."""

    said = Signal(str, object)

    def __init__(
        self, look: Look, model: DayPlanModel, archive: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        model.setParent(self)
        self.day = QDateEdit(QDate(model.on.year, model.on.month, model.on.day))
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(self.tr("Day"))
        self.day.dateChanged.connect(lambda on: model.set_day(on.toPython()))
        self.tools = row(self.day, label(""), space=8)
        self.pool = PoolPane(look, model)
        self.map = PlanMap(look, model, archive)
        self.days = DaysPane(look, model)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        for pane, share in ((self.pool, 3), (self.map, 4), (self.days, 5)):
            self.panes.addWidget(pane)
            self.panes.setStretchFactor(self.panes.count() - 1, share)
        lines = column(self.tools, self.panes, space=8)
        lines.setStretchFactor(self.panes, 1)
        self.setLayout(lines)
        listen(self, look, model.acts, model.workspace.locale)

    def showEvent(self, event: QShowEvent) -> None:
        """The day is read when it is first seen."""
        super().showEvent(event)
        self.model.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody asks unseen."""
        super().hideEvent(event)
        self.model.rest()
