"""The line over every page of a trial: what is seen is invented, and how to be rid of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row


class TrialBar(QWidget):
    """It cannot be put away. `remove_requested` takes the whole trial away. `title` is what the
    window is called, `no_password` says why some acts do nothing there.
    """

    remove_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._picture = QLabel()
        words = self.tr(
            "Trial data: people, debts and places here are invented. Nothing of it stays when you "
            "close this window."
        )
        self._words = label(words, "table", wrap=True)
        self.remove = Button(look, self.tr("Remove the trial"), "row")
        self.remove.clicked.connect(self.remove_requested)
        line = QFrame()
        line.setObjectName("notice")
        line.setProperty("tint", "warn")
        inside = row(self._picture, self._words, self.remove, space=8, margins=(16, 4, 8, 4))
        inside.setStretchFactor(self._words, 1)
        inside.setAlignment(self._picture, Qt.AlignmentFlag.AlignVCenter)
        line.setLayout(inside)
        self.setLayout(column(line, space=0))
        self.title = self.tr("Trial data")
        self.no_password = self.tr(
            "A trial has no password: here it is neither locked nor changed."
        )
        look.changed.connect(self._paint)
        self._paint()

    def _paint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap(self._look, "info", 16, "warn_fg", ratio))
