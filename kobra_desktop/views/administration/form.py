"""A form in a dialog: fields by the name they have in the domain, what is wrong said under each,
and a question before typed work is lost.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QLayout, QWidget
from shiboken6 import isValid

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import Field
from kobra_desktop.views.widgets.labels import label, tinted
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling

translate = QCoreApplication.translate
Submit = Callable[[Values, Then, Refused], None]


class FormDialog(QDialog):
    """A subclass makes `fields`, calls `build` with their layout, and answers `values`."""

    def __init__(
        self, look: Look, parent: QWidget, title: str, submit: Submit, locale: str
    ) -> None:
        super().__init__(parent)
        self.look, self._locale = look, locale
        self._submit = submit
        self.fields: dict[str, Field] = {}
        self._initial: Values | None = None
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.finished.connect(self.deleteLater)
        self.problem = tinted("", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.save = Button(look, translate("Administration", "Save"), "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self.submit)
        self.leave = Button(look, translate("Administration", "Leave it"))
        self.leave.clicked.connect(self.reject)

    def add(self, name: str, title: str, editor: QWidget, hint: str = "") -> Field:
        """A field that problems of the domain field `name` are said under."""
        made = Field(title, editor, hint)
        self.fields[name] = made
        return made

    def build(self, inside: QLayout, width: int, height: int, caption: str = "") -> None:
        """Lay it out; the form scrolls when the screen is small."""
        foot = row(label(caption, "caption", wrap=True), self.leave, self.save, space=8)
        foot.setStretch(0, 1)
        sheet = holding(inside)
        lines = column(label(self.windowTitle(), "section"), scrolling(sheet), self.problem, foot)
        lines.setSpacing(12)
        lines.setContentsMargins(20, 16, 20, 12)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self.resize(self.look.pixels(width), self.look.pixels(height))

    def settle(self) -> None:
        """What is shown now is what was: only later typing is worth a question."""
        self._initial = self._read()

    def values(self) -> Values:
        """What is typed, by field. Raises DomainError for what cannot be read."""
        raise NotImplementedError

    @property
    def is_changed(self) -> bool:
        """Whether something typed would be lost."""
        return self._initial is not None and self._read() != self._initial

    def _read(self) -> Values | None:
        try:
            return self.values()
        except ValueError:
            return None

    def submit(self) -> None:
        """Save; the form stays until it is done."""
        self._clear()
        try:
            values = self.values()
        except ValueError:
            return  # the editor says itself what it cannot read
        self.save.setEnabled(False)
        self._submit(values, self._on_saved, self._on_refused)

    def _on_saved(self) -> None:
        if isValid(self):  # it may have been left meanwhile
            self.accept()

    def _on_refused(self, problem: Known) -> None:
        if isValid(self):
            self.refuse(problem)

    def refuse(self, problem: Known) -> None:
        """Say what is wrong where it was typed, else at the foot."""
        self.save.setEnabled(True)
        words = sentence(problem, self._locale)
        name = str(problem.params.get("field") or "").partition(".")[0].partition("[")[0]
        if name in self.fields:
            self.fields[name].set_problem(words)
            self.fields[name].editor.setFocus()
        else:
            self.problem.setText(words)
            self.problem.show()

    def reject(self) -> None:
        """Esc and «Leave it»; typed work is asked about."""
        if not self.is_changed:
            super().reject()
            return
        asked = Question(
            self.look,
            self,
            translate("Administration", "Leave without saving?"),
            translate("Administration", "What you have typed here will be lost."),
            translate("Administration", "Leave without saving"),
            translate("Administration", "Keep editing"),
        )
        asked.accepted.connect(self._on_left)
        asked.open()

    def _on_left(self) -> None:
        super().reject()

    def _clear(self) -> None:
        self.problem.hide()
        for field in self.fields.values():
            field.set_problem("")
