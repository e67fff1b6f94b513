"""Which editor an expression of a question gets: the one place that knows the logic panels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.new_questions import message_cells
from kobra_desktop.models.questionnaires.property_words import cell_title
from kobra_desktop.views.questionnaires.expression_field import ExpressionField
from kobra_desktop.views.questionnaires.logic_field import LogicField
from kobra_desktop.views.theme import Look
from kobra_domain.questionnaires import acts
from kobra_domain.questionnaires.columns import split
from kobra_domain.questionnaires.form import Form, Node

CONDITIONS = ("relevant", "constraint")


@dataclass(frozen=True, slots=True)
class ExpressionEditor:
    """A widget that edits one expression, and how it follows the node."""

    widget: QWidget
    refresh: Callable[[Node], None]


def expression_editor(look: Look, editor: EditorModel, uid: str, key: str) -> ExpressionEditor:
    """The editor of one expression cell."""
    field: LogicField | ExpressionField
    if key in CONDITIONS:
        field = LogicField(look, editor, uid, key)
    else:
        field = ExpressionField(look, editor, key)

    def edited(text: str) -> None:
        editor.try_act(
            cell_title(key),
            lambda form: _written(form, uid, key, text),
            merge=f"cell:{uid}:{key}",
        )

    field.edited.connect(edited)
    return ExpressionEditor(field, lambda node: field.show_text(node.cells.get(key, "")))


def _written(form: Form, uid: str, key: str, text: str) -> Form:
    """A first rule for the answer brings its message, in every language of the form."""
    node = acts.find(form, uid)
    edits: list[tuple[str, str, str | None]] = [(uid, key, text or None)]
    has_message = any(split(one)[0] == "constraint_message" for one in node.cells)
    if key == "constraint" and text and not has_message:
        messages = message_cells(form, "constraint_message", "designer.constraint_message")
        edits += [(uid, one, words) for one, words in messages.items()]
    return acts.set_cells(form, edits)
