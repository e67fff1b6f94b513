"""Asks for one name: of a language, a list, a column, a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import Field, line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import Flow, column, holding, row

# Says what is wrong with a name, empty when nothing is.
Judge = Callable[[str], str]


class NameDialog(QDialog):
    """`given` brings the name. `usual` are names that one click gives."""

    given = Signal(str)

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        title: str,
        act: str,
        field: tuple[str, str],
        text: str = "",
        usual: Sequence[str] = (),
        judge: Judge | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._judge: Judge = judge or (lambda _: "")
        self.text = line_edit(text=text)
        self.text.setMaxLength(120)
        self.text.selectAll()
        self.field = Field(field[0], self.text, field[1])
        self.enter = Button(look, act, "primary")
        self.enter.setDefault(True)
        leave = Button(look, self.tr("Leave it"))
        chips = Flow(6)
        for words in usual:
            chip = Button(look, words, "chip")
            chip.clicked.connect(lambda _checked=False, w=words: self.text.setText(w))
            chips.addWidget(chip)
        lines = column(label(title, "section"), self.field, holding(chips), space=12)
        lines.addLayout(row(None, leave, self.enter))
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        self.setMinimumWidth(look.pixels(420))
        self.enter.clicked.connect(self._on_entered)
        leave.clicked.connect(self.reject)
        self.text.textChanged.connect(self._on_text)
        self._on_text()
        self.text.setFocus()

    def _on_text(self) -> None:
        name = self.text.text().strip()
        problem = self._judge(name) if name else ""
        self.field.set_problem(problem)
        self.enter.setEnabled(bool(name) and not problem)

    def _on_entered(self) -> None:
        self.accept()
        self.given.emit(self.text.text().strip())
