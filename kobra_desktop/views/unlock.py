"""The first screen where secrets are under a passphrase: it is given, or gone without."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kobra_desktop.errors import Known
from kobra_desktop.views.leaving import Front
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import Field, line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import card, column, row

Answer = Callable[[Known | None], None]


class UnlockPage(Front):
    """`attempt` tries a passphrase and answers with the problem or None."""

    unlocked = Signal()
    without_requested = Signal()

    def __init__(
        self,
        look: Look,
        attempt: Callable[[str, Answer], None],
        locale: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent=parent)
        self._attempt, self._locale = attempt, locale
        self.passphrase = line_edit(is_secret=True)
        self._field = Field(self.tr("Passphrase"), self.passphrase)
        self.enter = Button(look, self.tr("Open"), "primary", "lock-open")
        self.without = Button(look, self.tr("Go on without it"), "link")
        why = label(
            self.tr("Your data on this machine is kept under the passphrase that you chose."),
            "secondary",
            wrap=True,
        )
        hint = label(
            self.tr(
                "Without it you sign in anew. What was not sent stays locked here until somebody "
                "gives the passphrase."
            ),
            "caption",
            wrap=True,
        )
        foot = column(hint, row(self.without, None), space=4)
        title = label(self.tr("Open your data"), "page")
        inside = column(title, why, self._field, row(None, self.enter), foot, space=12)
        inside.setContentsMargins(32, 24, 32, 24)
        box = card(inside)
        box.setFixedWidth(look.pixels(420))
        self.setLayout(column(None, row(None, box, None), None))
        self.enter.clicked.connect(self.submit)
        self.passphrase.returnPressed.connect(self.submit)
        self.without.clicked.connect(self.without_requested)

    def submit(self) -> None:
        """Try what is typed."""
        if self.passphrase.text() and self.enter.isEnabled():
            self.enter.setEnabled(False)
            self._attempt(self.passphrase.text(), self._on_answer)

    def showEvent(self, event: QShowEvent) -> None:
        """There is one thing to write."""
        super().showEvent(event)
        self.passphrase.setFocus()

    def _on_answer(self, problem: Known | None) -> None:
        self.enter.setEnabled(True)
        self.passphrase.clear()
        if problem is None:
            self.unlocked.emit()
        else:
            self._field.set_problem(sentence(problem, self._locale))
            self.passphrase.setFocus()
