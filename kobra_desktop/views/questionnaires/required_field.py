"""Whether a question must be answered: no, yes, or only under a condition of the logic builder."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.views.questionnaires.logic_field import LogicField
from kobra_desktop.views.questionnaires.pickers import CalmChoice
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.questionnaires.references import YES_NO
from kobra_domain.words import say

NO, YES, ONLY_IF = "", "yes", "if"
_YES = ("yes", "true", "true()")


class RequiredField(QWidget):
    """`picked` brings the text of the cell, changed by hand; empty for no."""

    picked = Signal(str)

    def __init__(self, look: Look, model: EditorModel, uid: str, locale: str) -> None:
        super().__init__()
        self._text = ""
        words = [(NO, say("no", None, locale)), (YES, say("yes", None, locale))]
        self.choice = CalmChoice([*words, (ONLY_IF, self.tr("Only if…"))])
        self.choice.setMinimumContentsLength(12)
        self.condition = LogicField(look, model, uid, "required")
        self.condition.setAccessibleName(self.tr("Required only if"))
        self.setLayout(column(row(self.choice, None), self.condition, space=6))
        self.setFocusProxy(self.choice)
        self.choice.picked.connect(self._on_picked)
        self.condition.edited.connect(self._on_edited)
        self.condition.hide()

    def setAccessibleName(self, name: str) -> None:
        """The name is the choice's."""
        super().setAccessibleName(name)
        self.choice.setAccessibleName(name)

    def show_text(self, text: str) -> None:
        """What the cell holds. A condition that is being made stays in sight while it is empty."""
        if text == self._text:
            return
        self._text = text
        self._show(ONLY_IF if self._is_condition else YES if self._is_yes else NO)

    @property
    def _is_yes(self) -> bool:
        return self._text.strip().lower() in _YES

    @property
    def _is_condition(self) -> bool:
        return bool(self._text) and self._text.strip() not in YES_NO

    def _show(self, choice: str) -> None:
        self.choice.choose(choice)
        self.condition.setVisible(choice == ONLY_IF)
        self.condition.show_text(self._text if self._is_condition else "")

    def _on_picked(self, choice: str) -> None:
        if choice == ONLY_IF:
            self._show(ONLY_IF)
            return
        self._text = choice
        self._show(choice)
        self.picked.emit(choice)

    def _on_edited(self, text: str) -> None:
        self._text = text
        self.picked.emit(text)
