"""The first screen: server, e-mail, password. Problems stand beside the field they are about."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from kobra_desktop.models.sign_in import Credentials, SignInModel
from kobra_desktop.views import icons
from kobra_desktop.views.leaving import Front
from kobra_desktop.views.sentences import at_the_door
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import Field, line_edit
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import card, column, row

# What is wrong with the way to the server, not with who signs in.
_OF_THE_SERVER = frozenset(
    {
        *("offline", "server_stalled", "server_not_trusted", "not_our_server", "plain_http"),
        *("proxy_failed", "proxy_login", "newer_server", "older_server"),
    }
)


class SignInPage(Front):
    """Shows a SignInModel. `begin_requested`: back to the first page."""

    begin_requested = Signal()

    def __init__(
        self, look: Look, model: SignInModel, locale: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent=parent)
        self._model, self._locale = model, locale
        self.server = line_edit("kobra.example", model.server)
        self.email = line_edit("", model.email)
        self.password = line_edit(is_secret=True)
        self.code = line_edit()
        self._fields = {
            "server": Field(self.tr("Server"), self.server),
            "email": Field(self.tr("E-mail"), self.email),
            "code": Field(self.tr("Code"), self.code),
            "password": Field(self.tr("Password"), self.password),
        }
        self._fields["code"].hide()
        self.has_code = Button(look, self.tr("I have a code"), "link")
        forgotten = self.tr("Forgot it? Your administrator can read a new code out to you.")
        self._hint = label(forgotten, "caption", wrap=True)
        self._problem = notice("error")
        self.begin = Button(look, self.tr("Trial or another server"), "link")
        self.begin.clicked.connect(self.begin_requested)
        self.enter = Button(look, self.tr("Sign in"), "primary")
        self.enter.setDefault(True)
        self._build(look)
        self.enter.clicked.connect(self.submit)
        self.has_code.clicked.connect(self._on_has_code)
        for field in (self.server, self.email, self.code, self.password):
            field.returnPressed.connect(self.submit)
        model.changed.connect(self._on_changed)
        if model.code:
            self.code.setText(model.code)
            self._on_has_code()

    def _build(self, look: Look) -> None:
        mark = QLabel()
        mark.setPixmap(icons.product_mark().pixmap(QSize(40, 40), self.devicePixelRatioF()))
        head = row(mark, label("Kobra Desktop", "page"), None, space=12)
        foot = column(self._hint, row(self.has_code, None, self.begin), space=4)
        inside = column(head, *self._fields.values(), self._problem, self.enter, foot, space=16)
        inside.setContentsMargins(32, 32, 32, 24)
        box = card(inside)
        box.setFixedWidth(look.pixels(400))
        self.setLayout(column(None, row(None, box, None), None))

    def submit(self) -> None:
        """Try what is typed."""
        typed = Credentials(self.server.text(), self.email.text(), self.password.text())
        with_code = self._fields["code"].isVisibleTo(self)
        self._model.submit(typed, self.code.text() if with_code else None)

    def _on_has_code(self) -> None:
        """An invitation, or a new password: the code stands above the password to be chosen."""
        with_code = not self._fields["code"].isVisibleTo(self)
        self._fields["code"].setVisible(with_code)
        self._hint.setVisible(not with_code)
        self._fields["password"].set_name(
            self.tr("New password") if with_code else self.tr("Password")
        )
        self.has_code.setText(
            self.tr("I have a password") if with_code else self.tr("I have a code")
        )
        (self.code if with_code else self.password).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Go to the first field that is empty."""
        super().showEvent(event)
        fields = (self.server, self.email, self.password)
        next((f for f in fields if not f.text()), self.password).setFocus()

    def _on_changed(self) -> None:
        model = self._model
        for name, field in self._fields.items():
            field.set_problem(field_sentence(model.wrong.get(name, "")))
        self.enter.setEnabled(not model.is_busy)
        self.enter.setText(self.tr("Signing in…") if model.is_busy else self.tr("Sign in"))
        problem = model.problem
        self._problem.setText(at_the_door(problem, self._locale) if problem else "")
        self._problem.setVisible(problem is not None)
        if problem is not None:
            asked = self.server if problem.code in _OF_THE_SERVER else self.password
            asked.setFocus(Qt.FocusReason.OtherFocusReason)
            asked.selectAll()


def field_sentence(code: str) -> str:
    """What is wrong with a field, by its code."""
    translate = QCoreApplication.translate
    sentences = {
        "": "",
        "missing": translate("SignInPage", "Write it here."),
        "not_an_address": translate("SignInPage", "This is not the address of a server."),
        "plain_http": translate("SignInPage", "The server must be reached by https."),
        "not_an_email": translate("SignInPage", "This is not an e-mail address."),
    }
    return sentences[code]
