"""The program from start to end: what is shown, over which the machine hands things to it and
faults are told; lock, restart, close.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

# The web engine must be loaded before the application exists.
from PySide6.QtWebEngineWidgets import QWebEngineView  # isort: skip  # noqa: F401
from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kobra_desktop import crash, logs, resources
from kobra_desktop.app.basis import Basis, utc_now
from kobra_desktop.app.entrance import Entrance
from kobra_desktop.app.handed import Handed
from kobra_desktop.app.inside import Inside
from kobra_desktop.app.locking import Locking
from kobra_desktop.app.options import Options
from kobra_desktop.app.warming import Warming
from kobra_desktop.app.workplace import Workplace
from kobra_desktop.background import Relay
from kobra_desktop.errors import Known
from kobra_desktop.models.first_run.steps import Steps
from kobra_desktop.models.updates import UpdatesModel
from kobra_desktop.paths import Paths
from kobra_desktop.views.dialogs.crash import CrashDialog
from kobra_desktop.views.first_run.begin import BeginPage
from kobra_desktop.views.leaving import Front
from kobra_desktop.views.room import fit
from kobra_desktop.views.sign_in import SignInPage
from kobra_desktop.views.updates import UpdateNotice
from kobra_desktop.views.window import MainWindow
from kobra_domain.invitations import Invitation
from kobra_records.private_files import Narrowed

if TYPE_CHECKING:
    from kobra_desktop.views.main import KobraWindow

NARROWED = Narrowed()


class Root(QObject):
    """Holds whatever is shown now. `main_shown` (MainWindow): somebody is in and has rows. `clock`:
    this machine's.
    """

    main_shown = Signal(object)

    def __init__(
        self,
        options: Options,
        paths: Paths,
        narrowed: Narrowed = NARROWED,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__()
        self.shown: Front | MainWindow | None = None  # a fault before anything is shown asks for it
        self.restarts = False
        self._bugs = Relay(self)
        self._bugs.arrived.connect(self._on_bug)
        self._left = crash.take_hard_crash(paths.hard_crash)
        self.hooks = crash.Hooks(self._bugs.send)
        self.hooks.install(paths.hard_crash)
        self.basis = basis = Basis(options, paths, clock, self.hooks.catch, self)
        version = resources.product_version()
        self.updates = UpdatesModel(basis.background, options.updates, version, clock, self)
        self._warming: Warming | None = None
        self.handed = Handed(basis.look, lambda: basis.language, self)
        self.entrance = Entrance(basis, self)
        self.locking = Locking(basis, self)
        self.inside = Inside(basis, self.locking, narrowed, self)
        self._connect()

    def _connect(self) -> None:
        entrance, inside = self.entrance, self.inside
        entrance.page_made.connect(self._show)
        entrance.entered.connect(inside.enter)
        entrance.beginning.link_given.connect(self._on_invited)
        entrance.beginning.front_requested.connect(self.to_front)
        inside.page_made.connect(self._show)
        inside.window_made.connect(self._show_main)
        inside.ended.connect(self._on_ended)
        self.handed.invited.connect(self._on_invited)
        self.locking.idle.connect(self.lock)

    @property
    def workplace(self) -> Workplace | None:
        """Of who is in."""
        return self.inside.workplace

    def start(self) -> None:
        """Go on as whoever was in last, or ask."""
        self.updates.begin()
        self.take(self.basis.options.opened)
        self.entrance.open()

    # What is shown

    @Slot(object)
    def _show_main(self, window: KobraWindow) -> None:
        window.lock_requested.connect(self.lock)
        window.front_requested.connect(self.to_front)
        UpdateNotice(self.updates, window)
        self.locking.watch()
        self._show(window)
        if self._warming is None:
            self._warming = Warming(self.basis.background, self)
        if Steps(self.basis.memory).is_wanted:
            window.show_first_steps()
        self.main_shown.emit(window)

    @Slot(object)
    def _show(self, widget: Front | MainWindow) -> None:
        """Whatever is shown ends the program when a person closes it."""
        before, self.shown = self.shown, widget
        widget.closed.connect(self.quit)
        if isinstance(widget, Front):
            look = self.basis.look
            fit(widget, QSize(look.pixels(1024), look.pixels(700)))
        widget.setVisible(self.locking.screen is None)
        if before is not None:
            before.hide()
            before.deleteLater()
        if isinstance(widget, MainWindow | SignInPage | BeginPage):
            self._tell_of_crash(widget)
            self.handed.ask_over(widget)

    def _tell_of_crash(self, over: QWidget) -> None:
        """Once, over the first window that stays."""
        left, self._left = self._left, ""
        if left:
            report = crash.report_of_hard_crash(left)
            CrashDialog(self.basis.look, report, over, is_past=True).open()

    @Slot(str)
    def take(self, what: str) -> None:
        """A link or a file that the machine hands over; asked about once nothing is locked."""
        self.handed.take(what, self.shown)

    @Slot(object)
    def _on_invited(self, invitation: Invitation) -> None:
        self.entrance.invitation = invitation
        if self.inside.workplace is None:
            self.entrance.ask(None)
        else:
            self.inside.sign_out()

    @Slot(object)
    def _on_ended(self, problem: Known | None) -> None:
        self.locking.drop()
        self.entrance.ask(problem)
        self.inside.leave()

    @Slot()
    def to_front(self) -> None:
        """The program was started again: here it is, locked if it was."""
        front = self.locking.screen or self.shown
        if front is not None:
            front.setWindowState(front.windowState() & ~Qt.WindowState.WindowMinimized)
            front.show()
            front.raise_()
            front.activateWindow()

    # Lock, fault, end

    @Slot()
    def lock(self) -> None:
        """Cover everything until the password is given again."""
        workplace, window = self.inside.workplace, self.shown
        if workplace is None or window is None or self.locking.screen is not None:
            return
        screen = self.locking.cover(window, workplace.signed_in)
        screen.closed.connect(self.quit)
        screen.unlocked.connect(self._on_unlocked)
        screen.sign_out_requested.connect(self.inside.sign_out)

    @Slot()
    def _on_unlocked(self) -> None:
        if self.shown is not None:
            self.locking.uncover(self.shown)
            self.handed.ask_over(self.shown)
            self.inside.unlocked()

    @Slot(object)
    def _on_bug(self, report: str) -> None:
        told = CrashDialog(self.basis.look, report, self.shown)
        told.restart_requested.connect(self.restart)
        told.open()

    @Slot()
    def restart(self) -> None:
        """End as by a person's closing, which is asked about where work would be lost, and begin
        anew.
        """
        self.restarts = True
        if self.shown is not None and not self.shown.close():
            self.restarts = False  # it was asked, and may be answered otherwise

    @Slot()
    def quit(self) -> None:
        """End the program."""
        QCoreApplication.quit()

    def close(self) -> bool:
        """Take everything apart; answers whether all threads ended in time."""
        if self.shown is not None:
            self.shown.hide()  # what takes a moment to end is not waited for at the screen
        self.entrance.beginning.close()
        self.inside.stop()
        has_ended = self.basis.background.close()
        if has_ended:
            self.inside.close()
        self.basis.settings.save()
        shown, self.shown = self.shown, None
        if shown is not None:
            shown.deleteLater()
        self.hooks.remove()
        logs.stop_logs()
        return has_ended
