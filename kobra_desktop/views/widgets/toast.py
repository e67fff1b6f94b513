"""A sentence at the foot of the window that says what was done and, while it can be, undoes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from kobra_desktop.models.acts import WayBack
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import row

SECONDS = 8
ABOVE_FOOT = 104  # clear of the status bar and of the bar or legend that stands on it


class Toast(QFrame):
    """Lies over the bottom of its parent; one at a time; gone after eight seconds."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._look, self._under = look, parent
        self._text = label("")
        self._undo = Button(look, self.tr("Undo"))
        self._undo.clicked.connect(self._on_undo)
        self._back: WayBack | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.hide)
        self.setLayout(row(self._text, self._undo, space=16, margins=(16, 8, 8, 8)))
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, back: WayBack | None = None) -> None:
        """Show the sentence; with `back`, offer to take the act back, or to do it again."""
        self._back = back
        is_redo = back is not None and back.is_redo
        self._undo.setText(self.tr("Redo") if is_redo else self.tr("Undo"))
        self._text.setText(text)
        self.setAccessibleName(text)
        self._undo.setVisible(back is not None)
        self._place()
        self.show()
        self.raise_()
        self._clock.start(SECONDS * 1000)

    def undo(self) -> bool:
        """Take the last act back (Ctrl+Z); False when there is nothing to take back."""
        return self._take(is_redo=False)

    def redo(self) -> bool:
        """Do again what was taken back (Ctrl+Shift+Z); False when nothing was."""
        return self._take(is_redo=True)

    def _take(self, *, is_redo: bool) -> bool:
        back = self._back
        if back is None or back.is_redo != is_redo:
            return False
        self._back = None
        self.hide()
        back()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window is resized."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _on_undo(self) -> None:
        if not self.redo():
            self.undo()

    def _place(self) -> None:
        self.adjustSize()
        parent = self._under
        left = (parent.width() - self.width()) // 2
        self.move(left, parent.height() - self.height() - self._look.pixels(ABOVE_FOOT))
