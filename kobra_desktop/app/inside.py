"""Who is in, from entering to leaving: their workplace and their window; another role while they
work; a session that ends, a replica that is damaged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kobra_desktop.api.errors import AccountDisabled
from kobra_desktop.app.account import SignedIn
from kobra_desktop.app.basis import Basis
from kobra_desktop.app.doors import Doors
from kobra_desktop.app.locking import Locking
from kobra_desktop.app.workplace import Workplace
from kobra_desktop.errors import Known
from kobra_desktop.store.errors import CorruptReplica
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_desktop.views.first_sync import FirstSyncPage
from kobra_desktop.views.leaving import typed_form
from kobra_domain.people import User
from kobra_records.private_files import Narrowed

if TYPE_CHECKING:
    from kobra_desktop.views.dialogs.form import Form
    from kobra_desktop.views.main import KobraWindow

MOST_REPAIRS = 3


class Inside(QObject):
    """`page_made` (FirstSyncPage) and `window_made` (KobraWindow) are to be shown. `ended` (problem
    or None): nobody is in any more; what is unsent stays for whoever was.
    """

    page_made = Signal(object)
    window_made = Signal(object)
    ended = Signal(object)

    def __init__(self, basis: Basis, locking: Locking, narrowed: Narrowed, parent: QObject) -> None:
        super().__init__(parent)
        self._basis, self._locking, self._narrowed = basis, locking, narrowed
        self.workplace: Workplace | None = None
        self._first: FirstSyncPage | None = None
        self._window: KobraWindow | None = None
        self._doors: Doors | None = None
        self._awaited: Form | None = None  # what is typed in it keeps the window
        self._repairs = 0
        basis.background.met.connect(self._on_met)

    @Slot(object)
    def enter(self, signed_in: SignedIn) -> None:
        """Somebody is in: begin to sync, and make the window once there is something in it."""
        self.leave()
        basis = self._basis
        workplace = Workplace(
            signed_in, basis.background, basis.memory, basis.clock, basis.language, self
        )
        self.workplace = workplace
        workplace.status_changed.connect(self._on_status)
        workplace.sign_in_needed.connect(self._on_sign_in_needed)
        workplace.who_changed.connect(self._on_who_changed)
        if workplace.engine.status.synced_at is None:
            self._first = FirstSyncPage(basis.look, basis.language)
            self._first.retry_requested.connect(workplace.sync_now)
            self.page_made.emit(self._first)
        else:
            self._make_window(workplace)
        workplace.start(with_live=not basis.options.is_safe)

    def leave(self) -> None:
        """Let whoever is in go."""
        workplace, self.workplace = self.workplace, None
        self._first = self._window = self._doors = None
        if workplace is not None:
            workplace.stop()
            # Reads that are under way end before the file is closed under them.
            self._basis.background.write(
                workplace.close, lambda _: workplace.deleteLater(), owner=self
            )

    @Slot()
    def sign_out(self) -> None:
        """End the session; what is unsent stays for this user."""
        workplace = self.workplace
        if workplace is None:
            return
        workplace.stop()
        account, signed_in = self._basis.account, workplace.signed_in
        self._basis.background.network(
            lambda: account.sign_out(signed_in), self._on_signed_out, self.ended.emit, owner=self
        )

    def unlocked(self) -> None:
        """What was not asked while it was locked."""
        workplace = self.workplace
        if workplace is not None and workplace.status.status.link is Link.SIGN_IN:
            self._on_sign_in_needed(workplace.status.status.problem)

    def stop(self) -> None:
        """The program ends: nothing new is begun."""
        if self.workplace is not None:
            self.workplace.stop()

    def close(self) -> None:
        """Close the files, when nothing works on them any more."""
        workplace, self.workplace = self.workplace, None
        if workplace is not None:
            workplace.close()
            self._basis.account.keys.close()

    def _make_window(self, workplace: Workplace) -> KobraWindow:
        from kobra_desktop.views.main import KobraWindow  # the sign-in page is seen before

        basis = self._basis
        archive = basis.paths.basemap(workplace.signed_in.api.server)
        window = KobraWindow(basis.look, workplace.workspace, workplace.status, archive)
        self._window = window
        self._doors = Doors(
            basis.look, basis.account, basis.background, workplace, window, self._narrowed
        )
        window.sign_out_requested.connect(self.sign_out)
        self.window_made.emit(window)
        return window

    def _on_signed_out(self, _nothing: None) -> None:
        self.ended.emit(None)

    @Slot(object)
    def _on_status(self, status: SyncStatus) -> None:
        if status.problem is not None:
            self._on_met(status.problem)
        first, workplace = self._first, self.workplace
        if first is None or workplace is None:
            return
        if status.synced_at is not None:
            self._first = None
            self._make_window(workplace)
        elif status.problem is not None:
            first.show_problem(status.problem)
        else:
            first.set_progress(status.rows, None)

    @Slot(object)
    def _on_sign_in_needed(self, problem: Known | None) -> None:
        """In the middle of work one dialog asks; nothing is taken from the screen, save from who
        may no longer look at it.
        """
        if isinstance(problem, AccountDisabled):
            self.ended.emit(problem)
        elif self._locking.screen is not None or self.workplace is None:
            return  # asked once it is open again; or by who signed out meanwhile
        elif self._doors is not None:
            self._doors.sign_in_again()
        else:
            self.ended.emit(problem)

    @Slot(object)
    def _on_who_changed(self, before: User) -> None:
        """Another role has other pages: the window is built anew, where it was, once what is typed
        in a form over it is saved or left. What the role permits counts at once.
        """
        workplace, window = self.workplace, self._window
        if workplace is None or window is None:
            return
        now = workplace.workspace.desk.who
        if (now.role, now.name) == (before.role, before.name):
            return
        form = typed_form(window, self._locking.covered)
        if form is not None:
            if form is not self._awaited:
                self._awaited = form
                form.finished.connect(lambda: self._on_who_changed(before))
            return
        window.remember()
        anew = self._make_window(workplace)
        if now.role != before.role:
            anew.toast.say(self.tr("An administrator has changed what you may do."))

    @Slot(object)
    def _on_met(self, problem: Known) -> None:
        """A replica that is found damaged is set aside at once: what is unsent is saved first."""
        workplace = self.workplace
        if not isinstance(problem, CorruptReplica) or workplace is None:
            return
        if self._repairs == MOST_REPAIRS:
            return  # the disk itself fails: the status bar says so
        self._repairs += 1
        damaged, account = workplace.signed_in, self._basis.account
        self.leave()
        self.page_made.emit(FirstSyncPage(self._basis.look, self._basis.language))
        self._basis.background.write(
            lambda: account.repair(damaged), self.enter, self.ended.emit, owner=self
        )
