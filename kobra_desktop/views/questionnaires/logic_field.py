"""An expression of a question, as conditions to click together or as text. The builder opens only
for what it would write back unchanged; looking at a form rewrites nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.logic_questions import LogicQuestions
from kobra_desktop.views.questionnaires.expression_field import ExpressionField
from kobra_desktop.views.questionnaires.logic_builder import LogicBuilder
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.form import Choice, Node
from kobra_domain.questionnaires.logic import Logic, print_logic, read_logic
from kobra_domain.words import say


class LogicField(QWidget):
    """`edited` brings the text at each change by hand; nothing else is said or written."""

    edited = Signal(str)

    def __init__(
        self,
        look: Look,
        model: EditorModel,
        uid: str,
        key: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._uid, self._key = model, uid, key
        self._text = ""
        self._choices: tuple[Choice, ...] | None = None
        self._wants_text, self._is_blank = False, True
        self.builder = LogicBuilder(look, self._empty_words())
        self.text = ExpressionField(look, model, key)
        words = self.tr("The builder cannot show this without changing it, so it stays as text.")
        self.why = label(words, "caption", wrap=True)
        self.problem = label("", "error", wrap=True)
        self.as_builder = Button(look, self.tr("Builder"), "chip")
        self.as_text = Button(look, self.tr("Text"), "chip")
        group = QButtonGroup(self)
        for button in (self.as_builder, self.as_text):
            button.setCheckable(True)
            group.addButton(button)
        head = row(self.as_builder, self.as_text, None, space=4)
        self.setLayout(column(head, self.builder, self.text, self.why, self.problem, space=6))
        self.as_builder.clicked.connect(lambda: self._show_as(wants_text=False))
        self.as_text.clicked.connect(lambda: self._show_as(wants_text=True))
        self.builder.changed.connect(self._on_built)
        self.text.edited.connect(self._on_typed)
        self.builder.setDisabled(model.is_read_only)
        model.language_changed.connect(self._show)
        self.text.hide()
        self.builder.hide()

    def setAccessibleName(self, name: str) -> None:
        """The name is the box's and the builder's."""
        super().setAccessibleName(name)
        self.text.setAccessibleName(name)
        self.builder.setAccessibleName(name)

    def _empty_words(self) -> str:
        return {
            "relevant": self.tr("Always shown."),
            "constraint": self.tr("Every answer is accepted."),
            "required": self.tr("May be left without an answer."),
        }.get(self._key, "")

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's: lists of choices may be others since it was seen."""
        if self._choices is not None and self._choices is not self._model.form.choices:
            self._show()
        super().showEvent(event)

    # Following the cell

    def refresh(self, node: Node) -> None:
        """What the node's cell holds."""
        self.show_text(node.cells.get(self._key, ""))

    def show_text(self, text: str) -> None:
        """What the cell holds; the same text changes nothing on the screen."""
        if text != self._text or self._is_blank:
            self._text, self._is_blank = text, False
            self._show()

    @property
    def _logic(self) -> tuple[Logic | None, bool]:
        """The conditions, and whether the text can be shown as such."""
        if not self._text.strip():
            return None, not self._text
        logic = read_logic(self._text, self._model.form)
        return logic, logic is not None

    def _show(self) -> None:
        if self._is_blank:
            return
        logic, may_build = self._logic
        is_text = self._wants_text or not may_build
        self.as_builder.setEnabled(may_build)
        self.as_builder.setChecked(not is_text)
        self.as_text.setChecked(is_text)
        self.why.setHidden(may_build)
        self.problem.hide()
        self.text.setHidden(not is_text)
        self.builder.setHidden(is_text)
        self.text.show_text(self._text)
        if not is_text:
            self.builder.show_logic(logic, self._questions())

    def _questions(self) -> LogicQuestions:
        self._choices = self._model.form.choices
        own = self._model.node(self._uid) if self._key == "constraint" else None
        form, language = self._model.form, self._model.language
        return LogicQuestions(form, language, own, self.tr("This answer"))

    def _show_as(self, *, wants_text: bool) -> None:
        self._wants_text = wants_text
        self._show()
        (self.text if wants_text else self.builder).setFocus()

    # By hand

    def _on_typed(self, text: str) -> None:
        self._text = text
        may_build = self._logic[1]
        self.as_builder.setEnabled(may_build)
        self.why.setHidden(may_build)
        self._wants_text = True
        self.edited.emit(text)

    def _on_built(self) -> None:
        logic = self.builder.logic
        try:
            text = print_logic(logic) if logic is not None else ""
        except Invalid as refusal:
            self.problem.setText(say(refusal.code, refusal.params, QLocale().name()))
            self.problem.show()
            return
        self.problem.hide()
        if text != self._text:
            self._text = text
            self.text.show_text(text)
            self.edited.emit(text)
