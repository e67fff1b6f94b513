"""Asks for one line: why a visit is called off, what was done about an alert, the name of a list or
a block.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.editors import LineEditor
from kobra_desktop.views.widgets.fields import FormField, Setting
from kobra_desktop.views.widgets.labels import notice
from kobra_desktop.views.widgets.layouts import Flow, column, holding
from kobra_domain.limits import Length, Line, Name

Judge = Callable[[str], str]  # says what is wrong with a line, empty when nothing is


@dataclass(frozen=True)
class OptionalLine:
    """A line that may be left out."""

    text: Line = ""


@dataclass(frozen=True)
class NeededLine:
    """A line that an act is kept with."""

    text: Annotated[str, Length(1, 240)]


@dataclass(frozen=True)
class NameLine:
    """What a thing is called."""

    text: Name


class LineDialog(Form):
    """`given` brings the line. `usual` are lines that one click gives. `judge` is asked after each
    letter.
    """

    given = Signal(str)

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        title: str,
        act: str,
        field: tuple[str, str],
        *,
        text: str = "",
        usual: Sequence[str] = (),
        judge: Judge | None = None,
        warning: str = "",
    ) -> None:
        super().__init__(look, parent, title, Setting.here(), act=act, start={"text": text})
        self._judge: Judge = judge or (lambda _: "")
        editor = LineEditor()
        self.text = editor.widget
        self.field = self.by("text", editor, *field)
        chips = Flow(6)
        for words in usual:
            chip = Button(look, words, "chip")
            chip.clicked.connect(lambda _checked=False, w=words: self.text.setText(w))
            chips.addWidget(chip)
        told = notice("warn")
        told.setText(warning)
        self.build(column(told, holding(chips), self.field, space=12), 420)
        told.setVisible(bool(warning))
        self.text.selectAll()
        self.text.setFocus()

    def _on_edited(self, field: FormField) -> None:
        super()._on_edited(field)
        name = self.text.text().strip()
        field.set_problem(self._judge(name) if name else "")

    def send(self, values: Values) -> None:
        """The line leaves, unless its judge says no."""
        problem = self._judge(values["text"] or "")
        self.field.set_problem(problem)
        if not problem:
            self.accept()
            self.given.emit(values["text"] or "")


class ReasonDialog(LineDialog):
    """The one line that an act is kept with; an empty one only where it `may_be_empty`. `warning`:
    what to know before.
    """

    kind: type = NeededLine

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        title: str,
        act: str,
        usual: Sequence[str] = (),
        *,
        may_be_empty: bool = False,
        warning: str = "",
    ) -> None:
        translate = QCoreApplication.translate
        name = translate("ReasonDialog", "Reason")
        if may_be_empty:
            self.kind, self.is_act = OptionalLine, True
            name = translate("ReasonDialog", "Note (optional)")
        super().__init__(look, parent, title, act, (name, ""), usual=usual, warning=warning)


class NameDialog(LineDialog):
    """The name of a language, a list, a column, a block."""

    kind = NameLine
