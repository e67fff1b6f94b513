"""The value at the end of a line of the logic builder: a choice, number, text or day; today; or
another question's answer.
"""

from __future__ import annotations

from PySide6.QtCore import QDate, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDateEdit, QLineEdit, QMenu, QWidget

from kobra_desktop.models.questionnaires.logic_questions import Asked, LogicQuestions
from kobra_desktop.models.questionnaires.logic_values import (
    DAY,
    Source,
    literal,
    literal_kind,
    source_of,
    sources,
)
from kobra_desktop.views.questionnaires.pickers import (
    CalmChoice,
    QuestionItems,
    QuestionPicker,
)
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import IconButton
from kobra_desktop.views.widgets.labels import label, set_property
from kobra_desktop.views.widgets.layouts import row
from kobra_domain.questionnaires.conditions import Ask, Operand, OperandKind
from kobra_domain.questionnaires.question_types import ValueKind

_CHOSEN = (ValueKind.ONE_CHOICE, ValueKind.MANY_CHOICES)
_OF_CHOICES = (Ask.EQUAL, Ask.NOT_EQUAL, Ask.SELECTED, Ask.NOT_SELECTED)


class ValuePicker(QWidget):
    """`changed`: see `operand`, None while it is unfinished."""

    changed = Signal()

    def __init__(
        self,
        look: Look,
        questions: LogicQuestions,
        items: QuestionItems,
        asked: Asked,
        ask: Ask,
        operand: Operand | None,
    ) -> None:
        super().__init__()
        self._look, self._questions, self._items = look, questions, items
        self._asked, self._ask = asked, ask
        self.operand = operand
        self._kind = literal_kind(asked, ask, operand)
        self._sources = sources(asked, ask, operand)
        self._said = label("")
        self._line = row(self._said, space=4)
        self.setLayout(self._line)
        self.source = self._made_source()
        if self.source is not None:
            self._line.addWidget(self.source)
        self.editor: QWidget | None = None
        self._show_editor()

    def _words(self) -> dict[Source, str]:
        return {
            Source.VALUE: self.tr("a value"),
            Source.TODAY: self.tr("today"),
            Source.NOW: self.tr("now"),
            Source.QUESTION: self.tr("the answer to"),
        }

    def _made_source(self) -> IconButton | None:
        """What else it may be compared with is asked for seldom: a small menu."""
        if len(self._sources) < 2:
            return None
        made = IconButton(self._look, "git-compare", self.tr("Compare with…"))
        made.clicked.connect(
            lambda: self.source_menu().popup(made.mapToGlobal(QPoint(0, made.height())))
        )
        return made

    def source_menu(self) -> QMenu:
        """A value, today, now, another question."""
        menu, now = QMenu(self), source_of(self.operand)
        for source in self._sources:
            action = QAction(self._words()[source], menu)
            action.setCheckable(True)
            action.setChecked(source is now)
            action.triggered.connect(lambda _=False, s=source: self.set_source(s))
            menu.addAction(action)
        return menu

    def set_source(self, source: Source) -> None:
        """Compare with something else."""
        self.operand = None
        if source in (Source.TODAY, Source.NOW):
            self.operand = Operand(OperandKind(source.value))
        self._kind = literal_kind(self._asked, self._ask, None)
        self._show_editor(source)
        self.changed.emit()

    def _show_editor(self, source: Source | None = None) -> None:
        source = source or source_of(self.operand)
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = self._made_editor(source)
        self._said.setText("" if source is Source.VALUE else self._words()[source])
        self._said.setHidden(source is Source.VALUE)
        if self.editor is not None:
            self.editor.setAccessibleName(self.tr("Value"))
            self._line.insertWidget(1, self.editor, 1)

    def _made_editor(self, source: Source) -> QWidget | None:
        if source is Source.QUESTION:
            return self._made_question()
        if source is not Source.VALUE:
            return None
        choices = self._questions.choices(self._asked)
        if choices and self._asked.value in _CHOSEN and self._ask in _OF_CHOICES:
            return self._made_choices(choices)
        text = self.operand.text if self.operand else ""
        if self._kind is OperandKind.DATE and (not text or DAY.fullmatch(text)):
            return self._made_day(text)
        return self._made_text(text)

    def _made_question(self) -> QWidget:
        made = QuestionPicker(self._items)
        made.choose(self.operand.text if self.operand else "")
        made.picked.connect(
            lambda name: self._set(Operand(OperandKind.QUESTION, name) if name else None)
        )
        return made

    def _made_choices(self, choices: list[tuple[str, str]]) -> QWidget:
        made = CalmChoice([("", self.tr("Choose…")), *choices])
        made.choose(self.operand.text if self.operand else "")
        made.picked.connect(lambda value: self._set(literal(self._kind_for(value), value)))
        return made

    def _kind_for(self, value: str) -> OperandKind:
        """A number stays one, and a word in its place is a text."""
        is_number = self._kind is OperandKind.NUMBER and literal(OperandKind.NUMBER, value)
        return OperandKind.NUMBER if is_number else OperandKind.TEXT

    def _made_day(self, text: str) -> QWidget:
        day = QDate.fromString(text, "yyyy-MM-dd") if text else QDate.currentDate()
        made = QDateEdit(day)
        made.setCalendarPopup(True)
        made.setDisplayFormat("dd/MM/yyyy")
        if not text:
            self.operand = Operand(OperandKind.DATE, day.toString("yyyy-MM-dd"))
        made.dateChanged.connect(
            lambda new: self._set(Operand(OperandKind.DATE, new.toString("yyyy-MM-dd")))
        )
        return made

    def _made_text(self, text: str) -> QWidget:
        made = QLineEdit(text)
        if self._kind is OperandKind.NUMBER:
            made.setPlaceholderText("0")
        made.textEdited.connect(lambda typed: self._set(literal(self._kind, typed)))
        return made

    def show_wanted(self) -> None:
        """The value is missing: until it is there the condition stays as it was."""
        if self.editor is not None:
            set_property(self.editor, "wrong", True)

    def _set(self, operand: Operand | None) -> None:
        self.operand = operand
        if self.editor is not None:
            set_property(self.editor, "wrong", operand is None)
        self.changed.emit()
