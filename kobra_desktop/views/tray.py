"""Notices beside the clock, where the system has such a place: that something asks, never who
or how much.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from kobra_desktop.models.alerts import OPEN, AlertsModel
from kobra_desktop.views import icons
from kobra_domain.alerts import AlertKind


class Tray(QObject):
    """Tells of alerts that were not open before. `opened`: the notice was clicked."""

    opened = Signal()

    def __init__(self, alerts: AlertsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._alerts = alerts
        self._known: set[str] | None = None
        self._icon: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = QSystemTrayIcon(icons.product_mark(), self)
            self._icon.setToolTip("Kobra Desktop")
            self._icon.messageClicked.connect(self.opened)
            self._icon.activated.connect(lambda _: self.opened.emit())
            self._icon.show()
        alerts.list.tell(self._on_loaded)

    def _on_loaded(self) -> None:
        lines = {line.id: line for line in self._alerts.lines(OPEN)}
        fresh = [lines[i] for i in lines.keys() - (self._known or set())]
        is_first, self._known = self._known is None, set(lines)
        if is_first or not fresh or self._icon is None:
            return
        worst = min(fresh, key=lambda line: list(AlertKind).index(line.kind))
        text = self.tr("Open Kobra Desktop to see it.")
        self._icon.showMessage(worst.kind_words, text)
