"""What a signed-in person is asked or told of their account, over the main window: the session that
ended, their password, a passphrase for this machine, what was saved of a damaged replica.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog

from kobra_desktop.app.account import Account
from kobra_desktop.app.workplace import Workplace
from kobra_desktop.background import Background
from kobra_desktop.models.counts import counts
from kobra_desktop.store.salvage import Salvaged
from kobra_desktop.sync.status import Link
from kobra_desktop.views.dialogs.message import Notice
from kobra_desktop.views.dialogs.secrets import (
    Answer,
    passphrase_dialog,
    password_dialog,
    session_dialog,
)
from kobra_desktop.views.theme import Look
from kobra_records.private_files import Narrowed

if TYPE_CHECKING:
    from kobra_desktop.views.main import KobraWindow

KEYS, MODES = "keys", "modes"


class Doors(QObject):
    """Lives and ends with the main window; the dialogs are its children."""

    def __init__(
        self,
        look: Look,
        account: Account,
        background: Background,
        workplace: Workplace,
        window: KobraWindow,
        narrowed: Narrowed,
    ) -> None:
        super().__init__(window)
        self._look, self._account, self._background = look, account, background
        self._workplace, self._window = workplace, window
        self._locale = workplace.workspace.locale
        self._asking: QDialog | None = None
        window.sync_requested.connect(self._on_sync_requested)
        window.password_requested.connect(self.change_password)
        window.passphrase_requested.connect(self.set_passphrase)
        window.leave.lost = self._lost_by_closing
        self._tell_of_keys()
        self._tell_of_modes(narrowed)
        if workplace.signed_in.salvaged is not None:
            self._tell_of_damage(workplace.signed_in.salvaged)

    @Slot()
    def sign_in_again(self) -> None:
        """One dialog, however often it is asked for."""
        if self._asking is not None:
            return
        signed_in = self._workplace.signed_in

        def attempt(typed: Mapping[str, str], answer: Answer) -> None:
            self._try(
                lambda: self._account.sign_in_again(signed_in, typed["password"]),
                answer,
                self._workplace.signed_in_again,
            )

        email = signed_in.info.user.email
        dialog = session_dialog(self._look, self._window, email, attempt, self._locale)
        dialog.finished.connect(self._on_answered)
        self._asking = dialog
        dialog.open()

    @Slot()
    def change_password(self) -> None:
        """The user's own."""
        signed_in = self._workplace.signed_in

        def attempt(typed: Mapping[str, str], answer: Answer) -> None:
            self._try(
                lambda: self._account.change_password(signed_in, typed["old"], typed["new"]),
                answer,
                lambda: self._window.toast.say(self.tr("Password changed")),
            )

        password_dialog(self._look, self._window, attempt, self._locale).open()

    @Slot()
    def set_passphrase(self) -> None:
        """For what would end with the program."""

        def attempt(typed: Mapping[str, str], answer: Answer) -> None:
            self._try(lambda: self._account.keys.protect(typed["new"]), answer, self._on_protected)

        passphrase_dialog(self._look, self._window, attempt, self._locale).open()

    def _try(self, act: Callable[[], None], answer: Answer, then: Callable[[], None]) -> None:
        def done(_nothing: None) -> None:
            answer(None)
            then()

        self._background.network(act, done, answer, owner=self)

    @Slot()
    def _on_answered(self) -> None:
        self._asking = None

    @Slot()
    def _on_sync_requested(self) -> None:
        if self._workplace.status.status.link is Link.SIGN_IN:
            self.sign_in_again()
        else:
            self._workplace.sync_now()

    def _on_protected(self) -> None:
        self._window.notices.take_back(KEYS)
        self._window.toast.say(self.tr("From now on your data stays here when you close"))

    def _tell_of_keys(self) -> None:
        if self._account.keys.is_lasting:
            return
        text = self.tr(
            "This machine keeps no keys for programs: when you close, your data is erased from "
            "here, and what has not been sent is lost."
        )
        act = (self.tr("Set a passphrase…"), self.set_passphrase)
        self._window.notices.say(KEYS, text, "info", [act])

    def _tell_of_modes(self, narrowed: Narrowed) -> None:
        """What other accounts of the machine could read of the profile, or still can."""
        if narrowed.left:
            text = self.tr(
                "Other accounts of this machine can read {path}. Ask whoever looks after the "
                "machine to close it to them."
            ).format(path=narrowed.left[0])
            self._window.notices.say(MODES, text, "warn")
        elif narrowed.mended:
            text = self.tr(
                "Other accounts of this machine could read files of this profile until now. They "
                "are closed to them."
            )
            self._window.notices.say(MODES, text, "info")

    def _tell_of_damage(self, salvaged: Salvaged) -> None:
        what = self.tr("The copy of your data on this machine was damaged and has been set aside.")
        again = self.tr("Everything is fetched again from the server.")
        what = what if salvaged.is_cache_whole else f"{what} {again}"
        mine = counts.carried(salvaged.edits)
        whole = self.tr("Nothing that you did is lost.")
        if not salvaged.is_whole:
            whole = self.tr("Not all of it could be read: look whether your last changes are here.")
        where = self.tr("The damaged file: {path}").format(path=salvaged.set_aside.name)
        text = "\n\n".join((what, f"{mine} {whole}", where))
        Notice(self._look, self._window, self.tr("Your data was repaired"), text).open()

    def _lost_by_closing(self) -> int:
        """How many changes end with the program."""
        if self._account.keys.is_lasting:
            return 0
        status = self._workplace.status.status
        return status.waiting + status.conflicts + status.rejected + status.parked
