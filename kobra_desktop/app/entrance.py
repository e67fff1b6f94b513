"""Who is nobody yet: whoever was in last goes on, or a page asks for what it takes to be in."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from kobra_desktop.app.account import DEVICE, SignedIn
from kobra_desktop.app.basis import Basis
from kobra_desktop.app.beginning import Beginning
from kobra_desktop.errors import Known
from kobra_desktop.keychain import PassphraseNeeded
from kobra_desktop.models.first_run.steps import Steps
from kobra_desktop.models.sign_in import KEY as SIGN_IN
from kobra_desktop.models.sign_in import SignInModel
from kobra_desktop.views.first_run.begin import BeginPage
from kobra_desktop.views.lock import Answer
from kobra_desktop.views.sign_in import SignInPage
from kobra_desktop.views.unlock import UnlockPage
from kobra_domain.invitations import Invitation


class Entrance(QObject):
    """`page_made` (Front): it asks, and is to be shown. `entered` (SignedIn): somebody is in.
    `invitation`: with which the next one comes.
    """

    page_made = Signal(object)
    entered = Signal(object)

    def __init__(self, basis: Basis, parent: QObject) -> None:
        super().__init__(parent)
        self._basis = basis
        self.invitation: Invitation | None = None
        self._first: BeginPage | None = None
        self.beginning = Beginning(basis.paths, basis.background, basis.clock, self)
        self.beginning.server_found.connect(self._on_server_found)

    @Slot()
    def open(self) -> None:
        """Go on as whoever was in last, or ask."""
        basis, typed = self._basis, self._basis.options.credentials
        if typed is not None:
            basis.background.network(
                lambda: basis.account.sign_in(typed), self._enter, self.ask, owner=self
            )
        else:
            basis.background.network(basis.account.resume, self._on_resumed, self.ask, owner=self)

    def ask(self, problem: Known | None) -> None:
        """Show the page that is needed, with why it is needed if something went wrong."""
        if isinstance(problem, PassphraseNeeded):
            self._ask_passphrase()
            return
        basis = self._basis
        has_been_in = basis.memory.read(SIGN_IN) or basis.settings.read(DEVICE)
        is_known = has_been_in or basis.options.server or self.invitation
        if problem is None and not is_known:
            self.begin()
        else:
            self._ask_in(basis.options.server, problem)

    def begin(self, server: str = "") -> None:
        """The first page: a trial, another server, how it all looks."""
        page = self.beginning.page(self._basis.look, self._basis.language, server)
        page.language_chosen.connect(self._on_language_chosen)
        page.theme_chosen.connect(self._basis.wear)
        self._first = page
        self.page_made.emit(page)

    def _on_resumed(self, found: SignedIn | None) -> None:
        if found is None:
            self.ask(None)
        else:
            self._enter(found)

    @Slot(object)
    def _enter(self, signed_in: SignedIn) -> None:
        self.invitation = None
        self.entered.emit(signed_in)

    @Slot(str)
    def _on_server_found(self, server: str) -> None:
        self.invitation = None
        Steps(self._basis.memory).want()
        self._ask_in(server)

    def _ask_in(self, server: str, problem: Known | None = None) -> None:
        """At that server, "" for the one of the last time; of an invitation nothing is left to be
        typed but the password that is chosen.
        """
        basis, invited = self._basis, self.invitation
        model = SignInModel(basis.background, basis.memory, basis.account.sign_in, self)
        model.server = server or model.server
        if invited is not None:
            Steps(basis.memory).want()
            model.server, model.code = invited.server, invited.code
            model.email = invited.email or model.email
        model.signed_in.connect(self._enter)
        page = SignInPage(basis.look, model, basis.language)
        page.begin_requested.connect(lambda: self.begin(model.server))
        if problem is not None:
            model.problem = problem
            model.changed.emit()
        self.page_made.emit(page)

    def _on_language_chosen(self, language: str) -> None:
        """The first page anew, as it was left."""
        self._basis.speak(language)
        before = self._first
        self.begin(before.server.address.text() if before is not None else "")
        if self._first is not None:
            self._first.looks.language.setFocus()

    def _ask_passphrase(self) -> None:
        page = UnlockPage(self._basis.look, self._try_passphrase, self._basis.language)
        page.unlocked.connect(self.open)
        page.without_requested.connect(self._on_without)
        self.page_made.emit(page)

    def _try_passphrase(self, passphrase: str, answer: Answer) -> None:
        self._basis.background.network(
            lambda: self._basis.account.keys.unlock(passphrase),
            lambda _: answer(None),
            answer,
            owner=self,
        )

    @Slot()
    def _on_without(self) -> None:
        self._basis.account.keys.go_without()
        self.open()
