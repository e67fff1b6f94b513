"""The mail server as the screen knows it. Asked from the server, never kept; its password is only
ever typed.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.api import deliveries as online
from kobra_desktop.commands import deliveries as acts
from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import FormActs, Refused, Then, is_offline
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_domain.sending import MailSettings, MailTried

translate = QCoreApplication.translate


class MailModel(QObject):
    """`changed`: other settings, another test, or the link. `failed`: a known error."""

    changed = Signal()
    failed = Signal(object)
    said = Signal(str)

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self.status = workspace, status
        self.acts = FormActs(workspace, self)
        self.held: MailSettings | None = None
        self.tried: MailTried | None = None
        self.is_trying = False
        self._settings_asked = self._tests_asked = 0  # what was asked before these is out of date
        status.changed.connect(self.changed)

    @property
    def is_offline(self) -> bool:
        """Whether nothing can be done now."""
        return is_offline(self.status)

    @property
    def is_fixed(self) -> bool:
        """Whether the server was given its mail server at its start."""
        return self.held is not None and bool({"smtp_url", "mail_from"} & set(self.held.given))

    def open(self) -> None:
        """Ask the server."""
        api = self.workspace.desk.api
        self._settings_asked += 1
        asked = self._settings_asked

        def done(found: MailSettings) -> None:
            if asked == self._settings_asked:
                self._show(found)

        self.acts.ask(lambda: online.mail_settings(api), done, self.failed.emit)

    def change(self, wish: dict[str, Any], then: Then, refused: Refused) -> None:
        """Keep another mail server. What was asked before it was kept tells of the one before."""
        desk = self.workspace.desk

        def done(found: MailSettings) -> None:
            then()
            self._settings_asked += 1
            self._tests_asked += 1
            self.is_trying, self.tried = False, None
            self.said.emit(translate("Mail", "The mail server is set."))
            self._show(found)

        self.acts.ask(lambda: acts.set_mail(desk, wish), done, refused)

    def send_test(self, to: str) -> None:
        """Send a mail by the server that is kept."""
        self.is_trying, self.tried = True, None
        self._tests_asked += 1
        asked, desk = self._tests_asked, self.workspace.desk
        self.changed.emit()

        def done(tried: MailTried | None) -> None:
            if asked == self._tests_asked:
                self.is_trying, self.tried = False, tried
                self.changed.emit()

        def failed(problem: Known) -> None:
            if asked == self._tests_asked:
                done(None)
                self.failed.emit(problem)

        self.acts.ask(lambda: acts.try_mail(desk, to, None), done, failed)

    def _show(self, found: MailSettings) -> None:
        self.held = found
        self.changed.emit()
