"""The lock screen: covers everything until the password is given again, or somebody else signs
in.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.views.leaving import Front
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import Field, line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import card, column, row

Answer = Callable[[Known | None], None]
Check = Callable[[str, Answer], None]


class LockScreen(Front):
    """`check` asks whether the password is right and answers with the problem or None."""

    unlocked = Signal()
    sign_out_requested = Signal()

    def __init__(
        self, look: Look, user_name: str, check: Check, locale: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, "lock", parent)
        self._check, self._locale = check, locale
        self.password = line_edit(is_secret=True)
        self._field = Field(self.tr("Password"), self.password)
        self.enter = Button(look, self.tr("Unlock"), "primary", "lock-open")
        other = Button(look, self.tr("Sign out"), "quiet")
        title = label(self.tr("Locked"), "page")
        name = label(user_name, "secondary")
        inside = column(title, name, self._field, row(other, None, self.enter), space=12)
        inside.setContentsMargins(32, 24, 32, 24)
        box = card(inside)
        box.setFixedWidth(look.pixels(380))
        self.setLayout(column(None, row(None, box, None), None))
        self.enter.clicked.connect(self.submit)
        self.password.returnPressed.connect(self.submit)
        other.clicked.connect(self.sign_out_requested)

    def submit(self) -> None:
        """Ask whether the password is right."""
        if self.password.text():
            self.enter.setEnabled(False)
            self._check(self.password.text(), self._on_answer)

    def showEvent(self, event: QShowEvent) -> None:
        """Start empty."""
        super().showEvent(event)
        self.password.clear()
        self._field.set_problem("")
        self.password.setFocus()

    def _on_answer(self, problem: Known | None) -> None:
        self.enter.setEnabled(True)
        self.password.clear()
        if problem is None:
            self.unlocked.emit()
        else:
            self._field.set_problem(self._words(problem))

    def _words(self, problem: Known) -> str:
        """Only the password was asked for here."""
        if problem.code in ("sign_in_failed", "wrong_credentials"):
            return self.tr("The password is not right.")
        return sentence(problem, self._locale)


class IdleWatch(QObject):
    """Says `idle` when nobody has touched keyboard or mouse for so many minutes; 0 never.

    It listens at the windows, where touches arrive first. A filter on the application would see
    objects that are still being made, and wrapping one of the web engine's crashes the program.
    """

    idle = Signal()
    _TOUCHES = frozenset(
        {
            QEvent.Type.KeyPress,
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseMove,
            QEvent.Type.Wheel,
        }
    )

    def __init__(self, minutes: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.idle)
        self.set_minutes(minutes)
        application = QApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_window)
            self._on_window(application.focusWindow())

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once, however often it comes back

    def set_minutes(self, minutes: float) -> None:
        """Begin to count anew."""
        self._clock.stop()
        if minutes > 0:
            self._clock.start(round(minutes * 60_000))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every touch begins the count anew."""
        if event.type() in self._TOUCHES and self._clock.isActive():
            self._clock.start()
        return False
