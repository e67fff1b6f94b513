"""A sentence at the foot of the window that says what was done and, while it can be, undoes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QWidget

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
        self._run: Callable[[], None] | None = None
        self._is_redo = self._has_undone = False
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

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show the sentence; with `undo`, offer to take the act back. What comes after something
        was undone is done again by `redo`.
        """
        self._run = undo
        self._is_redo = self._has_undone and undo is not None
        self._has_undone = self._has_undone and undo is None  # other news may come in between
        self._undo.setText(self.tr("Redo") if self._is_redo else self.tr("Undo"))
        self._text.setText(text)
        self.setAccessibleName(text)
        self._undo.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._clock.start(SECONDS * 1000)

    def undo(self) -> bool:
        """Take the last act back (Ctrl+Z); False when there is nothing to take back."""
        if self._is_redo:
            return False
        self._has_undone = self._run is not None
        return self._take()

    def redo(self) -> bool:
        """Do again what was taken back (Ctrl+Shift+Z); False when nothing was."""
        return self._is_redo and self._take()

    def _take(self) -> bool:
        run, self._run = self._run, None
        self.hide()
        if run is None:
            return False
        run()
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
