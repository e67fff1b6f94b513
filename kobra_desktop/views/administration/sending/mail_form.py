"""The forms of the mail server: which it shall be, and whom a test goes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.views.dialogs.form import Form, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.editors import ChoiceEditor, LineEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.errors import DomainError, Invalid
from kobra_domain.limits import MailAddress
from kobra_domain.mailboxes import mailbox
from kobra_domain.sending import MailSettings, MailTls, MailWish
from kobra_domain.words import word

translate = QCoreApplication.translate


@dataclass(frozen=True)
class _To:
    """Whom a test goes to."""

    email: MailAddress


class MailForm(Form):
    """The password is typed or left as it is; it is never shown."""

    kind = MailWish

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        held: MailSettings,
        submit: Submit,
        setting: Setting,
    ) -> None:
        start = {
            "host": held.host,
            "port": held.port,
            "tls": held.tls,
            "user": held.user,
            "password": "",
            "sender": held.sender,
        }
        title = translate("Mail", "Mail server")
        super().__init__(look, parent, title, setting, submit, start=start)
        self.host, self.port = self.of("host"), self.of("port")
        options = [(one, word(one, setting.locale)) for one in MailTls]
        self.tls = self.by("tls", ChoiceEditor(options))
        self.user = self.of("user")
        kept = translate("Mail", "Left empty, the one that is kept stays.")
        self.password = self.by(
            "password",
            LineEditor(is_secret=True),
            translate("Mail", "Password"),
            kept if held.has_password else "",
        )
        told = translate("Mail", "As «Kobra <kobra@company.com>»; empty: the user.")
        self.mail_from = self.of("sender", hint=told)
        fields = (self.host, self.port, self.tls, self.user, self.password, self.mail_from)
        caption = translate("Mail", "The password is kept encrypted and never shown.")
        self.build(column(*fields, None, space=12), 440, 600, caption)
        self.host.take_focus()

    def judge(self, values: Values) -> Iterable[Invalid]:
        """A sender is one mailbox, by the server's own rule."""
        try:
            if values["sender"].strip():
                mailbox(values["sender"])
        except DomainError as problem:
            yield Invalid(problem.code, field="sender")

    def send(self, values: Values) -> None:
        """An empty password is the one that is kept."""
        super().send({**values, "password": values["password"] or None})


class TestForm(Form):
    """`given` brings the address."""

    __test__ = False  # of pytest
    kind = _To
    is_act = True
    is_work = False
    given = Signal(str)

    def __init__(self, look: Look, parent: QWidget, to: str, setting: Setting) -> None:
        title = translate("Mail", "Send a test")
        act = translate("Mail", "Send")
        super().__init__(look, parent, title, setting, start={"email": to}, act=act)
        self.email = self.of("email")
        self.build(column(self.email, space=12), 400)
        self.email.take_focus()

    def send(self, values: Values) -> None:
        """Hand the address on."""
        self.given.emit(values["email"])
        self.accept()
