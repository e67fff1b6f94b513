"""The agents' days, side by side."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget, QWidget

from kobra_desktop.models.planning.day_plan import DayPlanModel
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column


class DaysPane(QWidget):
    """Each agent with the visits of the day."""

    def __init__(self, look: Look, model: DayPlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Agents"))
        self.setLayout(column(self.list, space=6))
        model.changed.connect(self._show)

    def _show(self) -> None:
        board = self._model.board
        self.list.clear()
        for agent, order in board.routes.items() if board is not None else ():
            self.list.addItem(f"{board.day.agents[agent].agent.name} · {len(order)}")  # type: ignore[union-attr]
