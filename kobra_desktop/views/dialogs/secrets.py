"""Forms that ask for a password or a passphrase: what is typed is handed on and never kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import Values
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.editors import LineEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.errors import Invalid

SHORTEST = 10
Answer = Callable[[Known | None], None]
Try = Callable[[Mapping[str, str], Answer], None]
REPEATED = "repeated"


class SecretDialog(Form):
    """`attempt` is given what was typed by field and answers with the problem or None; on None the
    dialog closes. A field `new` must be long enough, and `repeated` the same.
    """

    is_work = False  # a secret is typed again sooner than a question is read

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        words: tuple[str, str, str],
        fields: Mapping[str, str],
        attempt: Try,
        locale: str,
    ) -> None:
        title, text, act = words
        setting = Setting(locale, Setting.here().today)
        super().__init__(look, parent, title, setting, act=act)
        self._attempt = attempt
        self.edits: dict[str, QLineEdit] = {}
        for name, title_ in fields.items():
            editor = LineEditor(is_secret=True)
            self.edits[name] = editor.widget
            self.by(name, editor, title_)
        self.build(column(label(text, wrap=True), *self.fields.values(), space=12), 440)
        self.setFixedWidth(look.pixels(440))
        next(iter(self.edits.values())).setFocus()

    def judge(self, values: Values) -> Iterable[Invalid]:
        """What is plainly wrong before anybody is asked."""
        for name, typed in values.items():
            if not typed:
                yield Invalid("write_it", field=name)
        new, repeated = values.get("new") or "", values.get(REPEATED) or ""
        if 0 < len(new) < SHORTEST:
            yield Invalid("too_short", field="new", limit=SHORTEST)
        elif repeated and repeated != new:
            yield Invalid("not_the_same", field=REPEATED)

    def send(self, values: Values) -> None:
        """Try it."""
        self._set_busy(True)
        self._attempt({name: str(typed) for name, typed in values.items()}, self._on_answer)

    def _on_answer(self, problem: Known | None) -> None:
        if problem is None:
            self._on_saved()
            return
        self._on_refused(problem)
        first = next(iter(self.edits.values()))
        first.setFocus()
        first.selectAll()


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
