"""The open alerts of an agent on its card, each with a way to Alertas. They are attended there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.alerts import AlertLine
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row


class AlertLinks(QWidget):
    """`requested` brings an alert's id and the tab it is on; without alerts nothing is seen."""

    requested = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lines = column(space=4)
        self._shown: list[tuple[str, str, str]] = []
        self.buttons: dict[str, Button] = {}
        self.setLayout(self._lines)
        self.hide()

    def show_alerts(self, alerts: Sequence[AlertLine]) -> None:
        """Show these, in this order."""
        key = [(alert.id, alert.sentence, alert.tab) for alert in alerts]
        if key == self._shown:  # its agent moves each second: what is pressed must stay
            return
        self._shown = key
        emptied(self._lines)
        self.buttons.clear()
        for alert in alerts:
            self._lines.addWidget(self._line(alert))
        self.setVisible(bool(alerts))

    def _line(self, alert: AlertLine) -> QWidget:
        words = label(alert.sentence, "table", wrap=True)
        link = Button(self._look, QCoreApplication.translate("Pages", "Alerts"), "row", "bell")
        link.clicked.connect(lambda: self.requested.emit(alert.id, alert.tab))
        self.buttons[alert.id] = link
        line = row(words, link, space=8)
        line.setStretchFactor(words, 1)
        return holding(line)
