"""One condition of the logic builder: the question on a line of its own, since it is a sentence;
below it what is asked of it and the value to compare with.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.questionnaires.logic_items import Line, leaf_of, styled_as
from kobra_desktop.models.questionnaires.logic_questions import Asked, LogicQuestions
from kobra_desktop.models.questionnaires.logic_values import WITHOUT_VALUE, operand_of
from kobra_desktop.views.questionnaires.logic_value import ValuePicker
from kobra_desktop.views.questionnaires.pickers import (
    CalmChoice,
    QuestionItems,
    QuestionPicker,
)
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import IconButton
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.questionnaires.conditions import Ask, Operand, ask_of, condition_of
from kobra_domain.questionnaires.question_types import ValueKind
from kobra_domain.words import word

_ASK_LETTERS = 11  # «es mayor que»


class LogicLine(QWidget):
    """Edits its item in place. `changed`: the item holds another finished condition; while one is
    unfinished the last finished one stays. `removed`: take the line away.
    """

    changed = Signal()
    removed = Signal()

    def __init__(
        self, look: Look, item: Line, questions: LogicQuestions, items: QuestionItems
    ) -> None:
        super().__init__()
        self._look, self.item, self._questions, self._items = look, item, questions, items
        self.question = QuestionPicker(items)
        self.question.setAccessibleName(self.tr("Question"))
        self.ask = CalmChoice()
        self.ask.setAccessibleName(self.tr("What is asked"))
        self.ask.setMinimumContentsLength(_ASK_LETTERS)
        self.value: ValuePicker | None = None
        away = IconButton(look, "x", self.tr("Remove the condition"))
        upper = row(self.question, away, space=6)
        upper.setStretch(0, 1)
        self._line = row(self.ask, None, space=6)
        self._line.setStretch(0, 4)
        self.setLayout(column(upper, self._line, space=4))
        self.question.picked.connect(self._on_question)
        self.ask.picked.connect(lambda _: self._on_ask())
        away.clicked.connect(self.removed)
        self._show_item()

    @property
    def _asked(self) -> Asked | None:
        return self._questions.by_name.get(self.question.name)

    def _show_item(self) -> None:
        leaf = leaf_of(self.item.logic)
        self.question.choose(leaf.question if leaf else "")
        ask = ask_of(self.item.logic) if self.item.logic is not None else None
        self._fill_asks(ask)
        self._show_value(operand_of(leaf))

    def _fill_asks(self, chosen: Ask | None) -> None:
        """What may be asked; what is asked now stays among it."""
        asked = self._asked
        known = list(asked.asks) if asked else []
        if chosen is not None and chosen not in known:
            known.append(chosen)
        locale = QLocale().name()
        self.ask.clear()
        for ask in known:
            self.ask.addItem(word(ask, locale), ask.value)
        self.ask.setEnabled(bool(known))
        if chosen is not None:
            self.ask.choose(chosen.value)

    def _show_value(self, operand: Operand | None) -> None:
        if self.value is not None:
            self.value.hide()
            self.value.deleteLater()
            self.value = None
        ask = self._chosen_ask()
        if ask is None or ask in WITHOUT_VALUE:
            self._line.setStretch(1, 6)
            return
        asked = self._asked or Asked(self.question.name, "", ValueKind.TEXT)
        made = ValuePicker(self._look, self._questions, self._items, asked, ask, operand)
        self.value = made
        made.changed.connect(self._keep)
        self._line.insertWidget(1, made, 6)
        self._line.setStretch(2, 0)

    def _chosen_ask(self) -> Ask | None:
        return Ask(self.ask.value) if self.ask.value else None

    def _on_question(self, _name: str) -> None:
        before = self._chosen_ask()
        asked = self._asked
        keeps = asked is not None and before in asked.asks
        self._fill_asks(before if keeps else None)
        self._show_value(None)
        self._keep()

    def _on_ask(self) -> None:
        before = self.value.operand if self.value else None
        self._show_value(before)
        self._keep()

    def _keep(self) -> None:
        ask, name = self._chosen_ask(), self.question.name
        if ask is None or not name:
            return
        operand = self.value.operand if self.value else None
        if ask not in WITHOUT_VALUE and operand is None:
            if self.value is not None:
                self.value.show_wanted()
            return
        made = styled_as(condition_of(name, ask, operand), self.item.logic)
        if made != self.item.logic:
            self.item.logic = made
            self.changed.emit()
