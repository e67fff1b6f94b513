"""The logic builder: groups of conditions, all or any of them, nested as deep as wanted. Holds no
text: `logic_field` does.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kobra_desktop.models.questionnaires.logic_items import (
    Group,
    GroupKind,
    Line,
    items_of,
    logic_of,
)
from kobra_desktop.models.questionnaires.logic_questions import LogicQuestions
from kobra_desktop.views.questionnaires.logic_line import LogicLine
from kobra_desktop.views.questionnaires.pickers import CalmChoice, QuestionItems
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, emptied, row
from kobra_domain.questionnaires.conditions import Logic


class LogicBuilder(QWidget):
    """`changed`: `logic` is another one, by hand. `empty_words` is said while there is none."""

    changed = Signal()

    def __init__(self, look: Look, empty_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._empty_words = look, empty_words
        self._root = Group()
        self._questions: LogicQuestions | None = None
        self._items = QuestionItems(look, (), "", self)
        self._column = column(space=6)
        self.setLayout(self._column)

    @property
    def logic(self) -> Logic | None:
        """What is finished of it; None when nothing is."""
        return logic_of(self._root)

    def show_logic(self, logic: Logic | None, questions: LogicQuestions) -> None:
        """Show another condition."""
        self._root, self._questions = items_of(logic), questions
        asked = questions.by_name.values()
        none = self.tr("Choose a question…")
        self._items = QuestionItems(self._look, asked, none, self)
        self._rebuild()

    def add_condition(self) -> None:
        """One more line in the outermost group."""
        self._add(self._root, Line())

    def _rebuild(self, focus: Line | None = None) -> None:
        emptied(self._column)
        made = self._group(self._root, None)
        self._column.addWidget(made)
        made.show()  # at once, since only what is seen can take the keyboard
        for line in made.findChildren(LogicLine) if focus else ():
            if line.item is focus:
                line.question.setFocus()

    def _group(self, group: Group, parent: Group | None) -> QFrame:
        made = QFrame()
        made.setObjectName("" if parent is None else "card")
        edge = 0 if parent is None else 8
        lines = column(space=6, margins=(edge, edge, edge, edge))
        if len(group.parts) > 1 or group.kind is not GroupKind.ALL or parent is not None:
            lines.addLayout(self._head(group, parent))
        for part in group.parts:
            lines.addWidget(self._part(part, group))
        if not group.parts and parent is None:
            lines.addWidget(label(self._empty_words, "secondary", wrap=True))
        lines.addLayout(self._foot(group))
        made.setLayout(lines)
        return made

    def _head(self, group: Group, parent: Group | None) -> QHBoxLayout:
        kinds = CalmChoice(
            [
                (GroupKind.ALL, self.tr("All of these are true")),
                (GroupKind.ANY, self.tr("Any of these is true")),
                (GroupKind.NOT_ALL, self.tr("Not all of these are true")),
                (GroupKind.NONE, self.tr("None of these is true")),
            ]
        )
        kinds.setMinimumContentsLength(22)
        kinds.setAccessibleName(self.tr("How the conditions belong together"))
        kinds.choose(group.kind)
        kinds.picked.connect(lambda value: self._set_kind(group, GroupKind(value)))
        head = row(kinds, None)
        if parent is not None:
            away = IconButton(self._look, "x", self.tr("Remove the group"))
            away.clicked.connect(lambda: self._remove(parent, group))
            head.addWidget(away)
        return head

    def _part(self, part: Line | Group, group: Group) -> QWidget:
        if isinstance(part, Group):
            return self._group(part, group)
        assert self._questions is not None
        made = LogicLine(self._look, part, self._questions, self._items)
        made.changed.connect(self.changed)
        made.removed.connect(lambda: self._remove(group, part))
        return made

    def _foot(self, group: Group) -> QHBoxLayout:
        condition = Button(self._look, self.tr("Condition"), "link", "plus")
        inner = Button(self._look, self.tr("Group"), "link", "plus")
        condition.clicked.connect(lambda: self._add(group, Line()))
        inner.clicked.connect(lambda: self._add(group, Group(GroupKind.ANY, [Line()])))
        return row(condition, inner, None, space=4)

    # Acts

    def _add(self, group: Group, part: Line | Group) -> None:
        group.parts.append(part)
        first = part if isinstance(part, Line) else part.parts[0]
        self._rebuild(first if isinstance(first, Line) else None)

    def _remove(self, group: Group, part: Line | Group) -> None:
        group.parts.remove(part)
        self._rebuild()
        self.changed.emit()

    def _set_kind(self, group: Group, kind: GroupKind) -> None:
        group.kind = kind
        self.changed.emit()
