"""The program from start to end: sign in, first pull, main window, lock, sign out, close."""

from collections.abc import Callable
from datetime import UTC, datetime

# The web engine must be loaded before the application exists.
from PySide6.QtWebEngineWidgets import QWebEngineView  # isort: skip  # noqa: F401
from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from kobra_desktop import crash, logs, resources
from kobra_desktop.api.errors import AccountDisabled
from kobra_desktop.app.account import DEVICE, Account, SignedIn
from kobra_desktop.app.beginning import Beginning
from kobra_desktop.app.doors import Doors
from kobra_desktop.app.handed import Handed
from kobra_desktop.app.language import DEFAULT_LANGUAGE, spoken
from kobra_desktop.app.options import Options
from kobra_desktop.app.remembered import Remembered
from kobra_desktop.app.warming import Warming
from kobra_desktop.app.workplace import Workplace
from kobra_desktop.background import Background, Relay, new_lock
from kobra_desktop.errors import Known
from kobra_desktop.keychain import PassphraseNeeded
from kobra_desktop.models.first_run.steps import Steps
from kobra_desktop.models.sign_in import KEY as SIGN_IN
from kobra_desktop.models.sign_in import SignInModel
from kobra_desktop.models.updates import UpdatesModel
from kobra_desktop.paths import Paths
from kobra_desktop.settings import Settings
from kobra_desktop.store.errors import CorruptReplica
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_desktop.views.dialogs.crash import CrashDialog
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.first_run.begin import BeginPage
from kobra_desktop.views.first_sync import FirstSyncPage
from kobra_desktop.views.leaving import Front, typed_form
from kobra_desktop.views.lock import Answer, IdleWatch, LockScreen
from kobra_desktop.views.room import fit
from kobra_desktop.views.sign_in import SignInPage
from kobra_desktop.views.theme import Look, own_scale, theme_choice
from kobra_desktop.views.unlock import UnlockPage
from kobra_desktop.views.updates import UpdateNotice
from kobra_desktop.views.window import MainWindow
from kobra_domain.invitations import Invitation
from kobra_domain.people import User
from kobra_domain.words import LOCALES
from kobra_records.private_files import Narrowed

LANGUAGE, THEME, LOCK_MINUTES = "language", "theme", "lock_minutes"
DEFAULT_LOCK_MINUTES, MOST_LOCK_MINUTES = 15.0, 24 * 60.0
MOST_REPAIRS = 3


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


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
        self._clock = clock
        self.shown: Front | MainWindow | None = None  # a fault before anything is shown asks for it
        self.restarts = False
        self._narrowed = narrowed
        self.options = options
        self.paths = paths
        self.settings = Settings(paths.settings)
        self._bugs = Relay(self)
        self._bugs.arrived.connect(self._on_bug)
        self._left = crash.take_hard_crash(paths.hard_crash)
        self.hooks = crash.Hooks(self._bugs.send)
        self.hooks.install(paths.hard_crash)
        self.background = Background(self.hooks.catch, self)
        self.memory = Remembered(self.settings, self.background)
        kept = self.settings.text(LANGUAGE)
        known = kept if kept in LOCALES else DEFAULT_LANGUAGE
        self.language = options.language or known
        self._translator = spoken(self.language, self)
        self.look = Look(parent=self)
        theme = theme_choice(options.theme or self.settings.text(THEME, "system"))
        self.look.apply(theme, own_scale(self.memory))
        self.account = Account(paths, self.settings, clock, new_lock, self.language)
        version = resources.product_version()
        self.updates = UpdatesModel(self.background, options.updates, version, clock, self)
        self.handed = Handed(self.look, self.language, self)
        self.handed.invited.connect(self._on_invited)
        self._invitation: Invitation | None = None
        self.beginning = Beginning(paths, self.background, clock, self)
        self.beginning.server_found.connect(self._on_server_found)
        self.beginning.link_given.connect(self._on_invited)
        self.beginning.front_requested.connect(self.to_front)
        self.workplace: Workplace | None = None
        self._first: FirstSyncPage | None = None
        self._idle: IdleWatch | None = None
        self._lock: LockScreen | None = None
        self._covered: list[QDialog] = []  # what stood open when it was locked
        self._awaited: Form | None = None  # what is typed in it keeps the window
        self._doors: Doors | None = None
        self._warming: Warming | None = None
        self._repairs = 0
        self.background.met.connect(self._on_met)

    def start(self) -> None:
        """Go on as whoever was in last, or ask."""
        self.updates.begin()
        self.take(self.options.opened)
        if self.options.credentials is not None:
            typed = self.options.credentials
            self.background.network(
                lambda: self.account.sign_in(typed), self._enter, self._ask, owner=self
            )
        else:
            self.background.network(self.account.resume, self._on_resumed, self._ask, owner=self)

    def _on_resumed(self, found: SignedIn | None) -> None:
        if found is None:
            self._ask(None)
        else:
            self._enter(found)

    def _ask(self, problem: Known | None) -> None:
        """Show the sign-in page, with why it is needed if something went wrong."""
        if isinstance(problem, PassphraseNeeded):
            self._ask_passphrase()
            return
        has_been_in = self.memory.read(SIGN_IN) or self.settings.read(DEVICE)
        is_known = has_been_in or self.options.server or self._invitation
        if problem is None and not is_known:
            self.begin()
        else:
            self._ask_in(self.options.server, problem)

    @Slot(str)
    def _on_server_found(self, server: str) -> None:
        self._invitation = None
        Steps(self.memory).want()
        self._ask_in(server)

    def _ask_in(self, server: str, problem: Known | None = None) -> None:
        """At that server, "" for the one of the last time; of an invitation nothing is left to be
        typed but the password that is chosen.
        """
        model = SignInModel(self.background, self.memory, self.account.sign_in, self)
        model.server = server or model.server
        invited = self._invitation
        if invited is not None:
            Steps(self.memory).want()
            model.server, model.code = invited.server, invited.code
            model.email = invited.email or model.email
        model.signed_in.connect(self._enter)
        page = SignInPage(self.look, model, self.language)
        page.begin_requested.connect(lambda: self.begin(model.server))
        if problem is not None:
            model.problem = problem
            model.changed.emit()
        self._show(page)

    @Slot()
    def begin(self, server: str = "") -> None:
        """The first page: a trial, another server, how it all looks."""
        page = self.beginning.page(self.look, self.language, server)
        page.language_chosen.connect(self._on_language_chosen)
        page.theme_chosen.connect(self._on_theme_chosen)
        self._show(page)

    def _on_language_chosen(self, language: str) -> None:
        self.memory.write(LANGUAGE, language)
        self.language = self.account.language = language
        self._translator = spoken(language, self)
        before = self.shown
        self.begin(before.server.address.text() if isinstance(before, BeginPage) else "")
        if isinstance(self.shown, BeginPage):
            self.shown.looks.language.setFocus()

    def _on_theme_chosen(self, theme: str) -> None:
        self.memory.write(THEME, theme)
        self.look.apply(theme_choice(theme), own_scale(self.memory))

    def _ask_passphrase(self) -> None:
        page = UnlockPage(self.look, self._try_passphrase, self.language)
        page.unlocked.connect(self.start)
        page.without_requested.connect(self._on_without)
        self._show(page)

    def _try_passphrase(self, passphrase: str, answer: Answer) -> None:
        self.background.network(
            lambda: self.account.keys.unlock(passphrase),
            lambda _: answer(None),
            answer,
            owner=self,
        )

    @Slot()
    def _on_without(self) -> None:
        self.account.keys.go_without()
        self.start()

    @Slot(object)
    def _enter(self, signed_in: SignedIn) -> None:
        """Somebody is in: begin to sync, and show the window once there is something in it."""
        self._invitation = None
        self._leave()
        workplace = Workplace(
            signed_in, self.background, self.memory, self._clock, self.language, self
        )
        self.workplace = workplace
        workplace.status_changed.connect(self._on_status)
        workplace.sign_in_needed.connect(self._on_sign_in_needed)
        workplace.who_changed.connect(self._on_who_changed)
        if workplace.engine.status.synced_at is None:
            self._first = FirstSyncPage(self.look, self.language)
            self._first.retry_requested.connect(workplace.sync_now)
            self._show(self._first)
        else:
            self._show_main(workplace)
        workplace.start(with_live=not self.options.is_safe)

    @Slot(object)
    def _on_status(self, status: SyncStatus) -> None:
        if status.problem is not None:
            self._on_met(status.problem)
        first, workplace = self._first, self.workplace
        if first is None or workplace is None:
            return
        if status.synced_at is not None:
            self._first = None
            self._show_main(workplace)
        elif status.problem is not None:
            first.show_problem(status.problem)
        else:
            first.set_progress(status.rows, None)

    def _show_main(self, workplace: Workplace) -> None:
        from kobra_desktop.views.main import KobraWindow  # the sign-in page is seen before

        archive = self.paths.basemap(workplace.signed_in.api.server)
        window = KobraWindow(self.look, workplace.workspace, workplace.status, archive)
        self._doors = Doors(
            self.look, self.account, self.background, workplace, window, self._narrowed
        )
        window.lock_requested.connect(self.lock)
        window.front_requested.connect(self.to_front)
        window.sign_out_requested.connect(self.sign_out)
        UpdateNotice(self.updates, window)
        self._watch_idle()
        self._show(window)
        if self._warming is None:
            self._warming = Warming(self.background, self)
        if Steps(self.memory).is_wanted:
            window.show_first_steps()
        self.main_shown.emit(window)

    def _show(self, widget: Front | MainWindow) -> None:
        """Whatever is shown ends the program when a person closes it."""
        before, self.shown = self.shown, widget
        widget.closed.connect(self.quit)
        if isinstance(widget, Front):
            fit(widget, QSize(self.look.pixels(1024), self.look.pixels(700)))
        widget.setVisible(self._lock is None)
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
            CrashDialog(self.look, crash.report_of_hard_crash(left), over, is_past=True).open()

    @Slot(str)
    def take(self, what: str) -> None:
        """A link or a file that the machine hands over; asked about once nothing is locked."""
        self.handed.take(what, self.shown)

    @Slot(object)
    def _on_invited(self, invitation: Invitation) -> None:
        self._invitation = invitation
        if self.workplace is None:
            self._ask(None)
        else:
            self.sign_out()

    def to_front(self) -> None:
        """The program was started again: here it is, locked if it was."""
        front = self._lock or self.shown
        if front is not None:
            front.setWindowState(front.windowState() & ~Qt.WindowState.WindowMinimized)
            front.show()
            front.raise_()
            front.activateWindow()

    # Lock, sign out, end

    def _watch_idle(self) -> None:
        minutes = self.settings.read(LOCK_MINUTES)
        is_one = isinstance(minutes, int | float) and 0 <= minutes <= MOST_LOCK_MINUTES
        limit = float(minutes) if is_one else DEFAULT_LOCK_MINUTES  # type: ignore[arg-type]
        if self._idle is None:
            self._idle = IdleWatch(limit, self)
            self._idle.idle.connect(self.lock)

    @Slot()
    def lock(self) -> None:
        """Cover everything until the password is given again."""
        workplace, window = self.workplace, self.shown
        if workplace is None or window is None or self._lock is not None:
            return
        name = workplace.signed_in.info.user.name
        screen = LockScreen(self.look, name, self._check_password, self.language)
        screen.resize(window.size())
        screen.leave.lost = window.leave.lost
        screen.closed.connect(self.quit)
        screen.unlocked.connect(self._unlock)
        screen.sign_out_requested.connect(self.sign_out)
        self._lock = screen
        screen.show()
        window.hide()
        # Forms are windows of their own: they would stay. What is typed in them does.
        self._covered = [one for one in window.findChildren(QDialog) if one.isVisible()]
        for one in self._covered:
            one.hide()

    @Slot()
    def _unlock(self) -> None:
        if self._lock is not None and self.shown is not None:
            self.shown.show()
            for one in self._covered:
                if isValid(one):
                    one.show()
            self._drop_lock()
            self.handed.ask_over(self.shown)
            workplace = self.workplace
            if workplace is not None and workplace.status.status.link is Link.SIGN_IN:
                self._on_sign_in_needed(workplace.status.status.problem)

    def _drop_lock(self) -> None:
        """Nothing is covered any more; what is shown next comes to the front by itself."""
        lock, self._lock = self._lock, None
        self._covered = []
        if lock is not None:
            lock.hide()
            lock.deleteLater()

    def _check_password(self, password: str, answer: Answer) -> None:
        workplace = self.workplace
        if workplace is None:
            return
        replica = workplace.signed_in.replica
        self.background.network(
            lambda: self.account.check_password(replica, password),
            lambda _: answer(None),
            answer,
            owner=self,
        )

    @Slot()
    def sign_out(self) -> None:
        """End the session; what is unsent stays for this user."""
        workplace = self.workplace
        if workplace is None:
            return
        workplace.stop()
        signed_in = workplace.signed_in
        self.background.network(
            lambda: self.account.sign_out(signed_in), self._on_signed_out, self._ask, owner=self
        )

    def _on_signed_out(self, _nothing: None) -> None:
        self._go(None)

    def _go(self, problem: Known | None) -> None:
        """Nobody is in any more; what is unsent stays for whoever was."""
        self._drop_lock()
        self._ask(problem)
        self._leave()

    @Slot(object)
    def _on_sign_in_needed(self, problem: Known | None) -> None:
        """In the middle of work one dialog asks; nothing is taken from the screen, save from who
        may no longer look at it.
        """
        if isinstance(problem, AccountDisabled):
            self._go(problem)
        elif self._lock is not None or self.workplace is None:
            return  # asked once it is open again; or by who signed out meanwhile
        elif self._doors is not None:
            self._doors.sign_in_again()
        else:
            self._ask(problem)

    @Slot(object)
    def _on_who_changed(self, before: User) -> None:
        """Another role has other pages: the window is built anew, where it was, once what is typed
        in a form over it is saved or left. What the role permits counts at once.
        """
        workplace, window = self.workplace, self.shown
        if workplace is None or not isinstance(window, MainWindow):
            return
        now = workplace.workspace.desk.who
        if (now.role, now.name) == (before.role, before.name):
            return
        form = typed_form(window, self._covered)
        if form is not None:
            if form is not self._awaited:
                self._awaited = form
                form.finished.connect(lambda: self._on_who_changed(before))
            return
        window.remember()
        self._show_main(workplace)
        if now.role != before.role and isinstance(self.shown, MainWindow):
            self.shown.toast.say(self.tr("An administrator has changed what you may do."))

    @Slot(object)
    def _on_met(self, problem: Known) -> None:
        """A replica that is found damaged is set aside at once: what is unsent is saved first."""
        workplace = self.workplace
        if not isinstance(problem, CorruptReplica) or workplace is None:
            return
        if self._repairs == MOST_REPAIRS:
            return  # the disk itself fails: the status bar says so
        self._repairs += 1
        damaged = workplace.signed_in
        self._leave()
        self._show(FirstSyncPage(self.look, self.language))
        self.background.write(
            lambda: self.account.repair(damaged), self._enter, self._ask, owner=self
        )

    def _leave(self) -> None:
        workplace, self.workplace = self.workplace, None
        self._first = self._doors = None
        if workplace is not None:
            workplace.stop()
            # Reads that are under way end before the file is closed under them.
            self.background.write(workplace.close, lambda _: workplace.deleteLater(), owner=self)

    @Slot(object)
    def _on_bug(self, report: str) -> None:
        told = CrashDialog(self.look, report, self.shown)
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
        workplace, self.workplace = self.workplace, None
        if self.shown is not None:
            self.shown.hide()  # what takes a moment to end is not waited for at the screen
        self.beginning.close()
        if workplace is not None:
            workplace.stop()
        has_ended = self.background.close()
        if workplace is not None and has_ended:
            workplace.close()
            self.account.keys.close()
        self.settings.save()
        shown, self.shown = self.shown, None
        if shown is not None:
            shown.deleteLater()
        self.hooks.remove()
        logs.stop_logs()
        return has_ended
