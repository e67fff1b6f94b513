"""The mail server: which it is, whether it works, and a test that says how far a mail came."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.mail import MailModel
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.administration.sending.mail_form import MailForm, TestForm
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note, pairs
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import card, column, emptied, holding, row, scrolling
from kobra_desktop.views.widgets.page_state import PageState
from kobra_domain.sending import MailSettings
from kobra_domain.words import word

translate = QCoreApplication.translate


class MailPart(Tab):
    """Shows a MailModel."""

    def __init__(self, look: Look, model: MailModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        self._locale = model.workspace.locale
        model.setParent(self)
        self.facts, self.result = column(space=8), column(space=0)
        self.problem = notice("warn")
        self.change = Button(look, translate("Mail", "Change…"), icon="pencil")
        self.test = Button(look, translate("Mail", "Send a test…"), icon="send")
        title = label(translate("Mail", "Mail server"), "section")
        again = Button(look, translate("Administration", "Refresh"), "row", "refresh-cw")
        again.clicked.connect(model.open)
        inside = card(
            column(
                row(title, None, again),
                self.problem,
                self.facts,
                self.result,
                row(self.change, self.test, None, space=8),
                space=12,
                margins=(20, 16, 20, 16),
            )
        )
        sheet = holding(column(inside, None, margins=(20, 12, 20, 12)))
        sheet.setMaximumWidth(look.pixels(720))
        left = row(sheet, None, space=0)
        left.setStretch(0, 100)
        self.stack = PageState(look, scrolling(holding(left)))
        self.setLayout(column(self.stack, space=0))
        self.change.clicked.connect(self._edit)
        self.test.clicked.connect(self._ask_test)
        model.changed.connect(self._say)
        model.failed.connect(self._on_failed)
        model.said.connect(lambda words: self.said.emit(words, None))
        self.stack.show_loading()

    def on_shown(self) -> None:
        """Ask each time it is seen."""
        self.model.open()

    def _say(self) -> None:
        model, held = self.model, self.model.held
        if held is None:
            return
        self.stack.show_content()
        emptied(self.facts)
        self.facts.addWidget(pairs(self._facts(held)))
        told = self._told(held)
        self.problem.setText(told)
        self.problem.setVisible(bool(told))
        self.change.setEnabled(not model.is_offline and not model.is_fixed)
        is_ready = bool(held.host) and not model.is_offline and not model.is_trying
        self.test.setEnabled(is_ready)
        self.test.setText(
            translate("Mail", "Sending…") if model.is_trying else translate("Mail", "Send a test…")
        )
        emptied(self.result)
        if model.tried is not None:
            tint, icon = ("ok", "circle-check") if model.tried.is_sent else ("error", "circle-x")
            self.result.addWidget(note(self.look, tint, model.tried.sentence, icon))

    def _facts(self, held: MailSettings) -> list[tuple[str, str]]:
        if not held.host:
            none = translate("Mail", "None yet: mails wait")
            return [(translate("Mail", "Server"), none)]
        who = held.user or translate("Mail", "Without a user")
        if held.user:
            kept = translate("Mail", "{user}, with a password")
            bare = translate("Mail", "{user}, without a password")
            who = (kept if held.has_password else bare).format(user=held.user)
        return [
            (translate("Mail", "Server"), f"{held.host}:{held.port}"),
            (translate("Mail", "Connection"), word(held.tls, self._locale)),
            (translate("Mail", "User"), who),
            (translate("Mail", "Sender"), held.effective_sender),
            (translate("Mail", "Links lead to"), held.public_url or held.address),
        ]

    def _told(self, held: MailSettings) -> str:
        told = [held.problem] if held.problem else []
        if self.model.is_fixed:
            told.append(
                translate(
                    "Mail",
                    "The server was given this when it was started, by KOBRA_SMTP_URL or "
                    "KOBRA_MAIL_FROM: it is changed there.",
                )
            )
        if not held.public_url:
            told.append(
                translate(
                    "Mail",
                    "No public address is set (KOBRA_PUBLIC_URL): links in mails lead to "
                    "{address}, which may not be reached from outside.",
                ).format(address=held.address)
            )
        return "\n".join(told)

    def _edit(self) -> None:
        if self.model.held is None:
            return
        setting = Setting.of(self.model.workspace)
        MailForm(self.look, self, self.model.held, self.model.change, setting).open()

    def _ask_test(self) -> None:
        setting = Setting.of(self.model.workspace)
        to = self.model.workspace.desk.who.email
        asked = TestForm(self.look, self, to, setting)
        asked.given.connect(self.model.send_test)
        asked.open()

    def _on_failed(self, problem: Known) -> None:
        if self.model.held is None:
            words = sentence(problem, self._locale)
            self.stack.show_error(words, problem.code, self.model.open)
        else:
            self.said.emit(sentence(problem, self._locale), None)
