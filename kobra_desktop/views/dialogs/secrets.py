"""Dialogs that ask for a password or a passphrase: what is typed is handed on and never kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import Field, line_edit
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import column, row

SHORTEST = 10
Answer = Callable[[Known | None], None]
Try = Callable[[Mapping[str, str], Answer], None]
REPEATED = "repeated"


class SecretDialog(QDialog):
    """`attempt` is given what was typed by field and answers with the problem or None; on None the
    dialog closes. A field `new` must be long enough, and `repeated` the same.
    """

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        words: tuple[str, str, str],
        fields: Mapping[str, str],
        attempt: Try,
        locale: str,
    ) -> None:
        super().__init__(parent)
        title, text, act = words
        self._act, self._attempt, self._locale = act, attempt, locale
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.edits = {name: line_edit(is_secret=True) for name in fields}
        self._fields = {name: Field(word, self.edits[name]) for name, word in fields.items()}
        self._problem = notice("error")
        self.enter = Button(look, act, "primary")
        self.enter.setDefault(True)
        leave = Button(look, self.tr("Not now"))
        foot = row(None, leave, self.enter)
        said = label(text, wrap=True)
        lines = column(label(title, "section"), said, *self._fields.values(), self._problem, foot)
        lines.setSpacing(12)
        lines.setContentsMargins(24, 20, 24, 16)
        self.setLayout(lines)
        self.setFixedWidth(look.pixels(440))
        self.enter.clicked.connect(self.submit)
        leave.clicked.connect(self.reject)
        next(iter(self.edits.values())).setFocus()

    def submit(self) -> None:
        """Try what is typed, unless a field is plainly wrong."""
        typed = {name: edit.text() for name, edit in self.edits.items()}
        wrong = _wrong(typed)
        for name, field in self._fields.items():
            field.set_problem(wrong.get(name, ""))
        if not wrong:
            self.enter.setEnabled(False)
            self._attempt(typed, self._on_answer)

    def _on_answer(self, problem: Known | None) -> None:
        self.enter.setEnabled(True)
        if problem is None:
            self.accept()
            return
        self._problem.setText(sentence(problem, self._locale))
        self._problem.show()
        first = next(iter(self.edits.values()))
        first.setFocus()
        first.selectAll()


def _wrong(typed: Mapping[str, str]) -> dict[str, str]:
    translate = QCoreApplication.translate
    wrong = {
        name: translate("SecretDialog", "Write it here.") for name, t in typed.items() if not t
    }
    if 0 < len(typed.get("new", "")) < SHORTEST:
        text = translate("SecretDialog", "At least {count} characters.")
        wrong["new"] = text.format(count=SHORTEST)
    elif typed.get(REPEATED) and typed[REPEATED] != typed["new"]:
        wrong[REPEATED] = translate("SecretDialog", "The two are not the same.")
    return wrong


def password_dialog(look: Look, parent: QWidget, attempt: Try, locale: str) -> SecretDialog:
    """The user's own password: `old`, `new`."""
    translate = QCoreApplication.translate
    words = (
        translate("SecretDialog", "Change password"),
        translate("SecretDialog", "Your sessions on other machines will end; this one goes on."),
        translate("SecretDialog", "Change password"),
    )
    fields = {
        "old": translate("SecretDialog", "Present password"),
        "new": translate("SecretDialog", "New password"),
        REPEATED: translate("SecretDialog", "New password again"),
    }
    return SecretDialog(look, parent, words, fields, attempt, locale)


def passphrase_dialog(look: Look, parent: QWidget, attempt: Try, locale: str) -> SecretDialog:
    """A passphrase for this machine: `new`."""
    translate = QCoreApplication.translate
    words = (
        translate("SecretDialog", "Set a passphrase"),
        translate(
            "SecretDialog",
            "It keeps your data and what is not sent yet on this machine, encrypted, when you "
            "close. It will be asked for at each start. Nobody can recover it: choose several "
            "words that you will remember.",
        ),
        translate("SecretDialog", "Set it"),
    )
    fields = {
        "new": translate("SecretDialog", "Passphrase"),
        REPEATED: translate("SecretDialog", "Passphrase again"),
    }
    return SecretDialog(look, parent, words, fields, attempt, locale)


def session_dialog(
    look: Look, parent: QWidget, email: str, attempt: Try, locale: str
) -> SecretDialog:
    """The session has ended in the middle of work: `password` opens another."""
    translate = QCoreApplication.translate
    text = translate(
        "SecretDialog",
        "The session of {email} has ended. Nothing is lost: what you did stays here and is sent "
        "once you sign in again.",
    )
    words = (
        translate("SecretDialog", "Sign in again"),
        text.format(email=email),
        translate("SecretDialog", "Sign in"),
    )
    fields = {"password": translate("SecretDialog", "Password")}
    return SecretDialog(look, parent, words, fields, attempt, locale)
