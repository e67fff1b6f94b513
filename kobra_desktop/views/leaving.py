"""Closing a window of the program: asked about when work would be lost, and told to who ends the
program then.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.counts import counts
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.theme import Look


class Leave:
    """Asks over `window` before a closing that loses work; `lost` says how many changes."""

    def __init__(self, look: Look, window: QWidget) -> None:
        self._look, self._window = look, window
        self.lost: Callable[[], int] = lambda: 0
        self._is_sure = False

    def allows(self, event: QCloseEvent) -> bool:
        """Whether the window may close now; if not, a person has been asked."""
        if not self._is_sure and self._asks_form():
            event.ignore()
            return False
        lost = 0 if self._is_sure else self.lost()
        if lost:
            event.ignore()
            self._ask(lost)
        return not lost

    def _asks_form(self) -> bool:
        """Whether a form over the window asks first: what is typed in it would be lost."""
        form = typed_form(self._window)
        if form is None:
            return False

        def leave() -> None:
            form.done(Form.DialogCode.Rejected)
            self._window.close()

        form.ask_to_leave(leave)
        return True

    def _ask(self, lost: int) -> None:
        translate = QCoreApplication.translate
        title = translate("MainWindow", "Close and lose changes?")
        act = translate("MainWindow", "Close and lose them")
        stay = translate("MainWindow", "Keep working")
        why = translate(
            "MainWindow", "This machine keeps no keys, so nothing stays here when you close."
        )
        text = f"{counts.lost_by_closing(lost)} {why}"
        asked = Question(self._look, self._window, title, text, act, stay)
        asked.accepted.connect(self._close_for_sure)
        asked.open()

    def _close_for_sure(self) -> None:
        self._is_sure = True
        self._window.close()


def typed_form(window: QWidget, covered: Collection[QWidget] = ()) -> Form | None:
    """A form that stands open over a window, or was covered by the lock, with work typed in it."""
    forms = (one for one in window.findChildren(Form) if one.isVisible() or one in covered)
    return next((one for one in forms if one.would_lose), None)


class Front(QWidget):
    """What is shown where the main window is not: `closed` by a person, it ends the program."""

    closed = Signal()

    def __init__(self, look: Look, name: str = "page", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle("Kobra Desktop")  # nothing personal in titles
        self.leave = Leave(look, self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell it, unless something would be lost."""
        if self.leave.allows(event):
            super().closeEvent(event)
            self.closed.emit()
