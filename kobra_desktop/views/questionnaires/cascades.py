"""Below a list: each question that offers it, and whether it offers all choices or those that go
with the answer to another question.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kobra_desktop.models.questionnaires.choice_grid import ChoiceGrid, cascade_of
from kobra_desktop.views.questionnaires.pickers import CalmChoice
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import ElidedLabel, label
from kobra_desktop.views.widgets.layouts import column, emptied, row
from kobra_domain.questionnaires.columns import shown
from kobra_domain.questionnaires.form import Node

MOST = 6


class Cascades(QWidget):
    """Follows when told to."""

    def __init__(self, look: Look, grid: ChoiceGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._grid = look, grid
        self._lines = column(space=6)
        self.setLayout(self._lines)

    def follow(self) -> None:
        """Show the questions that offer the list now."""
        emptied(self._lines)
        users = self._grid.users
        self._lines.addWidget(label(self.tr("Questions that offer this list"), "strong"))
        if not users:
            self._lines.addWidget(label(self.tr("None yet."), "secondary"))
        for node in users[:MOST]:
            self._lines.addWidget(CascadeLine(self._look, self._grid, node))
        if len(users) > MOST:
            self._lines.addWidget(label(f"+ {len(users) - MOST}", "secondary"))


class CascadeLine(QWidget):
    """One question: its label, which column, and whose answer."""

    def __init__(self, look: Look, grid: ChoiceGrid, node: Node) -> None:
        super().__init__()
        self._grid, self._node = grid, node
        language = grid.editor.language or None
        words = " ".join(shown(node.cells, "label", language).split()) or node.name
        self.name = Button(look, words, "link")
        self.name.clicked.connect(lambda: grid.editor.attend(node.uid, "choice_filter"))
        text = node.cells.get("choice_filter", "")
        self._cascade = cascade_of(text)
        line = row(self.name, space=8)
        self.setLayout(line)
        if text and self._cascade is None:
            line.addWidget(ElidedLabel(self.tr("filtered by: {text}").format(text=text)), 1)
            return
        self.column = self._made_column()
        self.parent_picker = self._made_parent()
        line.addWidget(self.column)
        self.equals = label("=", "secondary")
        line.addWidget(self.equals)
        line.addWidget(self.parent_picker)
        line.addStretch(1)
        self._show()

    def _made_column(self) -> CalmChoice:
        where = self.tr("only those whose {column}")
        known = self._grid.filter_columns
        made = CalmChoice(
            [("", self.tr("all choices")), *((key, where.format(column=key)) for key in known)]
        )
        made.setMinimumContentsLength(24)
        made.setAccessibleName(self.tr("Which choices"))
        made.choose(self._cascade[0] if self._cascade else "")
        made.setDisabled(self._grid.editor.is_read_only)
        made.picked.connect(self._on_column)
        return made

    def _made_parent(self) -> CalmChoice:
        language = self._grid.editor.language or None
        options = [
            (node.name, " ".join(shown(node.cells, "label", language).split()) or node.name)
            for node in self._grid.parents_of(self._node.uid)
        ]
        made = CalmChoice([("", self.tr("the answer to…")), *options])
        made.setMinimumContentsLength(18)
        made.setAccessibleName(self.tr("Whose answer"))
        made.choose(self._cascade[1] if self._cascade else "")
        made.setDisabled(self._grid.editor.is_read_only)
        made.picked.connect(lambda _: self._keep())
        return made

    def _show(self) -> None:
        is_some = bool(self.column.value)
        self.parent_picker.setHidden(not is_some)
        self.equals.setHidden(not is_some)

    def _on_column(self, key: str) -> None:
        self._show()
        if not key:
            self._grid.set_cascade(self._node.uid, None)
        else:
            self._keep()

    def _keep(self) -> None:
        if self.column.value and self.parent_picker.value:
            self._grid.set_cascade(self._node.uid, self.column.value, self.parent_picker.value)
