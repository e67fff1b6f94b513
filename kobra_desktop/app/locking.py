"""The lock: everything that is shown is covered until the password is given again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from kobra_desktop.app.account import SignedIn
from kobra_desktop.app.basis import Basis
from kobra_desktop.views.leaving import Front
from kobra_desktop.views.lock import Answer, IdleWatch, LockScreen
from kobra_desktop.views.window import MainWindow

LOCK_MINUTES = "lock_minutes"
DEFAULT_LOCK_MINUTES, MOST_LOCK_MINUTES = 15.0, 24 * 60.0


class Locking(QObject):
    """`idle`: nobody has touched anything for as long as the profile says. `screen` stands while
    it is locked, and `covered` is what stood open when it was.
    """

    idle = Signal()

    def __init__(self, basis: Basis, parent: QObject) -> None:
        super().__init__(parent)
        self._basis = basis
        self._watch: IdleWatch | None = None
        self.screen: LockScreen | None = None
        self.covered: list[QDialog] = []

    def watch(self) -> None:
        """Begin to count how long nobody touches anything; once."""
        if self._watch is None:
            minutes = self._basis.settings.read(LOCK_MINUTES)
            is_one = isinstance(minutes, int | float) and 0 <= minutes <= MOST_LOCK_MINUTES
            limit = float(minutes) if is_one else DEFAULT_LOCK_MINUTES  # type: ignore[arg-type]
            self._watch = IdleWatch(limit, self)
            self._watch.idle.connect(self.idle)

    def cover(self, window: Front | MainWindow, signed_in: SignedIn) -> LockScreen:
        """Hide it all behind a screen that asks for the password of who is in."""

        def check(password: str, answer: Answer) -> None:
            account, replica = self._basis.account, signed_in.replica
            self._basis.background.network(
                lambda: account.check_password(replica, password),
                lambda _: answer(None),
                answer,
                owner=self,
            )

        name = signed_in.info.user.name
        screen = LockScreen(self._basis.look, name, check, self._basis.language)
        screen.resize(window.size())
        screen.leave.lost = window.leave.lost
        self.screen = screen
        screen.show()
        window.hide()
        # Forms are windows of their own: they would stay. What is typed in them does.
        self.covered = [one for one in window.findChildren(QDialog) if one.isVisible()]
        for one in self.covered:
            one.hide()
        return screen

    def uncover(self, window: Front | MainWindow) -> None:
        """Everything is there again, and what is typed in it."""
        window.show()
        for one in self.covered:
            if isValid(one):
                one.show()
        self.drop()

    def drop(self) -> None:
        """Nothing is covered any more; what is shown next comes to the front by itself."""
        screen, self.screen = self.screen, None
        self.covered = []
        if screen is not None:
            screen.hide()
            screen.deleteLater()
