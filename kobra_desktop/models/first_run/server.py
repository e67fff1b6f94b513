"""The address of the server as it is typed, pasted or read from a QR code, asked at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from kobra_desktop.api.errors import NotOurServer
from kobra_desktop.api.greeting import Greeting, greet
from kobra_desktop.api.http import clean_address
from kobra_desktop.background import Background
from kobra_desktop.errors import Known
from kobra_desktop.models.sign_in import full_address, wrong_address
from kobra_desktop.scanned import text_of_code
from kobra_domain.errors import Invalid
from kobra_domain.invitations import SCHEME, read_link


class ServerModel(QObject):
    """`found` (address): it is there and its clock and ours agree, or a person knows that they do
    not. `link_given` (Invitation): not an address but more. `scanned` (text): what a picture's code
    says, before it is asked for.
    """

    changed = Signal()
    found = Signal(str)
    link_given = Signal(object)
    scanned = Signal(str)

    def __init__(
        self,
        background: Background,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._clock = background, clock
        self.is_busy = False
        self.wrong = ""
        self.problem: Known | None = None
        self.skew = timedelta()
        self._known = ""  # found with another clock

    def ask(self, typed: str) -> None:
        """Look whether the server is there, unless the text is plainly no address."""
        text = typed.strip().strip("<>\"'")
        if self.is_busy:
            return
        if text.lower().startswith(f"{SCHEME}:"):
            self._read(text)
            return
        address = full_address(text)
        self.wrong, self.problem = wrong_address(address), None
        if not self.wrong:
            try:
                address = clean_address(address)
            except NotOurServer:
                self.wrong = "not_an_address"
        if self.wrong:
            self._say(timedelta())
            return
        if address == self._known:
            self.found.emit(address)
            return
        self.is_busy = True
        self._say(timedelta())
        self._background.network(
            lambda: greet(address, self._clock), self._on_greeted, self._on_failed, owner=self
        )

    def scan(self, source: QImage | Path) -> None:
        """Ask for what the code in a picture, or in its file, says."""
        if self.is_busy:
            return
        self.is_busy, self.wrong, self.problem = True, "", None
        self._say(timedelta())
        self._background.read(
            lambda: text_of_code(source), self._on_scanned, self._on_failed, owner=self
        )

    def _on_scanned(self, text: str) -> None:
        self.is_busy = False
        self._say(timedelta())
        self.scanned.emit(text)
        self.ask(text)

    def _read(self, link: str) -> None:
        self.wrong, self.problem = "", None
        try:
            invitation = read_link(link)
        except Invalid as problem:
            self.problem = problem
            self._say(timedelta())
        else:
            self.link_given.emit(invitation)

    def _on_greeted(self, greeting: Greeting) -> None:
        self.is_busy = False
        self._say(greeting.skew)
        if greeting.skew:
            self._known = greeting.server
        else:
            self.found.emit(greeting.server)

    def _on_failed(self, problem: Known) -> None:
        self.is_busy, self.problem = False, problem
        self._say(timedelta())

    def _say(self, skew: timedelta) -> None:
        self.skew = skew
        self.changed.emit()
