"""How far an act on many rows is; it may be given up, and then nothing of it was done."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from kobra_desktop.models.acts import LongAct, Progress, Step
from kobra_desktop.models.counts import figure
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row

SOON_MS = 400  # what is done before shows nothing


class ActProgressDialog(QDialog):
    """Opens by itself where the act takes its time, and closes with it."""

    def __init__(self, look: Look, parent: QWidget, work: LongAct) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("One moment"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._work = work
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.told = label("", "secondary")
        self.stop = Button(look, self.tr("Cancel"))
        self.stop.clicked.connect(self.reject)
        undone = self.tr("Cancelled, nothing is changed.")
        lines = column(self.told, self._bar, label(undone, "caption"), row(None, self.stop))
        lines.setSpacing(12)
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        self.setFixedWidth(look.pixels(420))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.open)
        self._soon.start(SOON_MS)
        work.progressed.connect(self._on_progressed)
        work.ended.connect(self._on_ended)

    def _on_progressed(self, progress: Progress) -> None:
        words = {
            Step.READING: self.tr("Reading: {done} of {of}"),
            Step.ASKING: self.tr("Asking the rules: {done} of {of}"),
            Step.KEEPING: self.tr("Saving: {done} of {of}"),
        }[progress.step]
        self._bar.setRange(0, max(progress.of, 1))
        self._bar.setValue(progress.done)
        if self.stop.isEnabled():
            self.told.setText(words.format(done=figure(progress.done), of=figure(progress.of)))

    def _on_ended(self) -> None:
        self._soon.stop()
        super().reject()
        self.deleteLater()

    def reject(self) -> None:
        """Give the act up, and wait for that: it may be done already."""
        self.stop.setEnabled(False)
        self.told.setText(self.tr("Cancelling…"))
        self._work.stop()
