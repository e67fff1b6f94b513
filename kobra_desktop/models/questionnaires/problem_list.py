"""The problems of the open form as an item model: a sentence, its remedy, and whose it is. Finds
none itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.problem_words import place_words
from kobra_domain.questionnaires.columns import shown
from kobra_domain.questionnaires.form import Choice
from kobra_domain.questionnaires.problems import Problem, Severity
from kobra_domain.questionnaires.together import grouped
from kobra_domain.words import has_words, say

Index = QModelIndex | QPersistentModelIndex
PROBLEM_ROLE = int(Qt.ItemDataRole.UserRole) + 1
REMEDY_ROLE, PLACE_ROLE = PROBLEM_ROLE + 1, PROBLEM_ROLE + 2


class ProblemList(QAbstractListModel):
    """Follows the editor. `show_only` keeps those of one severity."""

    def __init__(self, editor: EditorModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._only: Severity | None = None
        self._lines: list[Problem] = []
        self._shown: list[Problem] = []
        self._choices: Mapping[str, Choice] = {}
        editor.problems_changed.connect(self.follow)
        editor.language_changed.connect(self._repaint)
        self.follow()

    def follow(self) -> None:
        """Show what the checks have found now."""
        self._lines = grouped(self._editor.problems)
        self.beginResetModel()
        self._shown = [p for p in self._lines if self._only is None or p.severity is self._only]
        self._choices = {choice.uid: choice for choice in self._editor.form.choices}
        self.endResetModel()

    def _repaint(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 0))

    def show_only(self, severity: Severity | None) -> None:
        """Keep those of one severity, or with None show all."""
        self._only = severity
        self.follow()

    def count(self, severity: Severity) -> int:
        """How many lines there are of a severity, shown or not; one for what has one cause."""
        return sum(problem.severity is severity for problem in self._lines)

    def problem_at(self, row: int) -> Problem:
        """The problem on a row."""
        return self._shown[row]

    def choice(self, uid: str) -> Choice | None:
        """The choice of that uid, if it is one."""
        return self._choices.get(uid)

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt's: how many are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Qt's: the sentence; by our own roles the problem, its remedy and its place."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        problem = self._shown[index.row()]
        if role == int(Qt.ItemDataRole.DisplayRole):
            return self.sentence(problem)
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            said = [self.place(problem), self.sentence(problem), self.remedy(problem)]
            return ". ".join(text.rstrip(".") for text in said if text)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return "\n".join(filter(None, [self.sentence(problem), self.remedy(problem)]))
        if role == REMEDY_ROLE:
            return self.remedy(problem)
        if role == PLACE_ROLE:
            return self.place(problem)
        return problem if role == PROBLEM_ROLE else None

    def sentence(self, problem: Problem) -> str:
        """What is wrong."""
        return say(problem.code, problem.params, QLocale().name())

    def remedy(self, problem: Problem) -> str:
        """What to do about it; empty when nobody knows."""
        code, locale = f"{problem.code}.remedy", QLocale().name()
        return say(code, problem.params, locale) if has_words(code, locale) else ""

    def place(self, problem: Problem) -> str:
        """Whose problem it is: the question's label, the choice and its list, else the place in the
        workbook.
        """
        node = self._editor.node(problem.uid) if problem.uid else None
        if node is not None:
            label = " ".join(shown(node.cells, "label", self._editor.language or None).split())
            name = node.name or node.type
            return f"{label} · {name}" if label and label != name else name
        choice = self._choices.get(problem.uid or "")
        if choice is not None:
            return f"{choice.list_name} › {choice.name}" if choice.name else choice.list_name
        return place_words(problem)
