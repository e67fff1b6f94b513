"""The box for expressions: completion by keys, what is wrong underlined and said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.views.questionnaires.expression_field import ExpressionField
from kobra_desktop.views.theme import Look
from kobra_domain.questionnaires.form import Form
from tests.kobra_desktop.models.questionnaires.panel_forms import visit_form

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def field(look: Look, qtbot: QtBot) -> ExpressionField:
    """Shown and ready to type."""
    QLocale.setDefault(QLocale("en"))
    made = ExpressionField(look, EditorModel(visit_form()), "calculation")
    qtbot.addWidget(made)
    made.resize(500, 120)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.text.setFocus()
    return made


def underlined(field: ExpressionField) -> list[str]:
    """The pieces with a wave below."""
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    return [
        mark.cursor.selectedText()
        for mark in field.text.extraSelections()
        if mark.format.underlineStyle() == wave
    ]


def test_a_question_is_completed_with_enter(field: ExpressionField) -> None:
    """By part of its name; the text is said as it becomes."""
    said: list[str] = []
    field.edited.connect(said.append)
    QTest.keyClicks(field.text, "1 + ${monto")
    assert field.text.offered == ["${promesa_monto}"]
    QTest.keyClick(field.text, Qt.Key.Key_Return)
    assert said[-1] == "1 + ${promesa_monto}"
    assert field.text.offered == []


def test_a_function_is_completed_with_the_caret_inside(field: ExpressionField) -> None:
    """Its help stands below."""
    QTest.keyClicks(field.text, "roun")
    assert field.text.offered[0] == "round()"
    QTest.keyClick(field.text, Qt.Key.Key_Tab)
    QTest.keyClicks(field.text, "2")
    assert field.text.toPlainText() == "round(2)"
    assert field.help.isVisible()
    assert field.help.text().startswith("round(number, [number])")


def test_the_list_opens_when_asked_and_closes_with_escape(field: ExpressionField) -> None:
    """Without taking the key from the text."""
    QTest.keyClick(field.text, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert "${edad}" in field.text.offered
    QTest.keyClick(field.text, Qt.Key.Key_Escape)
    assert field.text.offered == []
    assert field.text.toPlainText() == ""


def test_what_is_wrong_is_underlined_and_said(field: ExpressionField) -> None:
    """Until it is right."""
    field.show_text("${nadie} + 1")
    assert underlined(field) == ["${nadie}"]
    assert field.problem.isVisible()
    assert field.text.property("wrong") is True
    field.show_text("${edad} + 1")
    assert underlined(field) == []
    assert not field.problem.isVisible()


def test_a_name_that_goes_is_noticed(field: ExpressionField) -> None:
    """The form changed elsewhere."""
    field.show_text("${edad} + 1")
    field._model.act("vacío", Form())
    assert underlined(field) == ["${edad}"]


def test_showing_a_text_says_nothing(field: ExpressionField) -> None:
    """Only a hand does."""
    said: list[str] = []
    field.edited.connect(said.append)
    field.show_text("  ${edad}\n+ 1 ")
    cursor = field.text.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    field.text.setTextCursor(cursor)
    assert said == []
    assert field.text.toPlainText() == "  ${edad}\n+ 1 "
