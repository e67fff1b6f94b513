"""A file without delimiters: its columns by their first letter and how many they have, written over
its own first lines.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.portfolio.imports_mapping import fixed_columns, fixed_text
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.editors import NoteEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.errors import Invalid
from kobra_domain.imports.mapping import FixedColumn
from kobra_domain.limits import Note

translate = QCoreApplication.translate
LINES = 4  # of the file, under the ruler
RULER = 200  # letters


@dataclass(frozen=True)
class FixedLines:
    """What the form asks."""

    columns: Note = ""


class FixedDialog(Form):
    """`said` (columns): the file is read so; without columns it has delimiters after all."""

    kind = FixedLines
    said = Signal(object)

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        first: list[str],
        held: tuple[FixedColumn, ...],
        setting: Setting,
    ) -> None:
        title = translate("Imports", "Columns of fixed width")
        start = {"columns": fixed_text(held)}
        super().__init__(
            look,
            parent,
            title,
            setting,
            self._say,
            start=start,
            act=translate("Imports", "Read it so"),
        )
        told = translate(
            "Imports", "A line a column: its name, its first letter, how many letters it has."
        )
        shown = QPlainTextEdit("\n".join([_ruler(), *(line[:RULER] for line in first[:LINES])]))
        shown.setReadOnly(True)
        shown.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        shown.setAccessibleName(translate("Imports", "Its first rows"))
        shown.setFixedHeight(look.pixels(150))
        font = QFont(shown.font())
        font.setFamilies(["monospace"])
        shown.setFont(font)
        self.text = NoteEditor()
        self.text.widget.setFixedHeight(look.pixels(150))
        field = self.by("columns", self.text, translate("Imports", "Columns"), "credito 1 10")
        lines = column(label(told, "secondary", wrap=True), shown, field, space=12)
        self.build(lines, 620, 460)

    def _say(self, values: Values, then: Then, refused: Refused) -> None:
        try:
            found = fixed_columns(values["columns"] or "")
        except Invalid as problem:
            refused(problem)
            return
        then()
        self.said.emit(found)


def _ruler() -> str:
    """«        10        20»: each figure ends over the letter that it counts."""
    return "".join(f"{n:>10}" for n in range(10, RULER + 1, 10))
