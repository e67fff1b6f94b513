"""The logic builder as it is clicked, and that it rewrites nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateEdit, QLineEdit
from pytestqt.qtbot import QtBot

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.logic_items import GroupKind
from kobra_desktop.models.questionnaires.logic_values import Source
from kobra_desktop.views.questionnaires.logic_field import LogicField
from kobra_desktop.views.questionnaires.logic_line import LogicLine
from kobra_desktop.views.questionnaires.pickers import CalmChoice, QuestionPicker
from kobra_desktop.views.questionnaires.required_field import RequiredField
from kobra_desktop.views.theme import Look
from kobra_domain.questionnaires.conditions import Ask
from kobra_domain.questionnaires.form import Choice
from kobra_domain.questionnaires.list_acts import insert_choice
from tests.kobra_desktop.models.questionnaires.panel_forms import visit_form
from tests.kobra_desktop.views.test_accessible_names import nameless

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


class Tried:
    """A field, shown, with what it said."""

    def __init__(self, look: Look, qtbot: QtBot, uid: str, key: str) -> None:
        self.model = EditorModel(visit_form())
        self.field = LogicField(look, self.model, uid, key)
        self.field.setAccessibleName(key)
        self.said: list[str] = []
        self.field.edited.connect(self.said.append)
        node = self.model.node(uid)
        assert node is not None
        self.field.refresh(node)
        qtbot.addWidget(self.field)
        self.field.resize(620, 400)
        self.field.show()

    @property
    def lines(self) -> list[LogicLine]:
        """The lines that are seen, from above."""
        QApplication.processEvents()  # what was just made is shown by the loop
        found = [line for line in self.field.findChildren(LogicLine) if line.isVisible()]
        return sorted(found, key=lambda line: line.mapTo(self.field, line.pos()).y())


def pick(choice: CalmChoice, value: str) -> None:
    """By hand."""
    choice.choose(value)
    choice.picked.emit(value)


def pick_question(picker: QuestionPicker, name: str) -> None:
    """By hand."""
    picker.choose(name)
    picker.picked.emit(name)


@pytest.fixture
def edad(look: Look, qtbot: QtBot) -> Tried:
    """${atendio} = 'otro' and (${vive} = 'si' or ${vive} = '')"""
    return Tried(look, qtbot, "edad", "relevant")


def test_it_opens_as_conditions_and_writes_nothing(edad: Tried) -> None:
    """Groups within groups, with what is asked in words."""
    asked = [(line.question.name, line.ask.value) for line in edad.lines]
    assert asked == [("atendio", "equal"), ("vive", "equal"), ("vive", "empty")]
    assert not edad.field.text.isVisible()
    assert edad.said == []


def test_the_label_of_a_question_is_read_where_it_is_narrow(
    look: Look, qtbot: QtBot, edad: Tried
) -> None:
    """As narrow as the properties get: «¿Q» is no question."""
    edad.field.resize(edad.field.minimumSizeHint().width(), 600)
    QApplication.processEvents()
    for line in edad.lines:
        words = line.question.currentText()
        typed = line.question.lineEdit()
        assert typed is not None
        wanted = typed.fontMetrics().horizontalAdvance(words[:24])
        assert typed.contentsRect().width() >= wanted, (words, edad.field.width())


def test_changing_views_writes_nothing(edad: Tried) -> None:
    """Text and back."""
    edad.field.as_text.click()
    assert edad.field.text.isVisible()
    assert not edad.field.builder.isVisible()
    edad.field.as_builder.click()
    assert edad.field.builder.isVisible()
    assert edad.said == []


def test_another_choice_is_written_and_nothing_else_changes(edad: Tried) -> None:
    """The choices are those of the question's list."""
    value = edad.lines[0].value
    assert value is not None
    editor = value.editor
    assert isinstance(editor, CalmChoice)
    assert [editor.itemData(n) for n in range(editor.count())] == ["", "titular", "otro"]
    pick(editor, "titular")
    assert edad.said == ["${atendio} = 'titular' and (${vive} = 'si' or ${vive} = '')"]


def test_how_a_group_belongs_together_is_changed(edad: Tried) -> None:
    """The outer group, then the inner one."""
    kinds = [
        choice
        for choice in edad.field.findChildren(CalmChoice)
        if choice.isVisible() and choice.findData(GroupKind.NONE.value) >= 0
    ]
    inner = min(kinds, key=lambda choice: -choice.mapTo(edad.field, choice.pos()).y())
    pick(inner, GroupKind.NONE.value)
    assert edad.said[-1] == "${atendio} = 'otro' and not(${vive} = 'si' or ${vive} = '')"


def test_a_new_condition_is_written_once_it_is_finished(edad: Tried) -> None:
    """Until then the text stays as it was."""
    edad.field.builder.add_condition()
    line = edad.lines[-1]
    pick_question(line.question, "promesa_monto")
    assert edad.said == []
    assert line.value is not None
    assert line.value.editor is not None
    assert line.value.editor.property("wrong") is True
    assert line.ask.value == "equal"
    pick(line.ask, Ask.MORE.value)
    assert line.value is not None
    editor = line.value.editor
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "5.")
    QTest.keyClicks(editor, "x")
    assert edad.said[-1].endswith(" and ${promesa_monto} > 5.")
    assert editor.property("wrong") is True


def test_a_removed_condition_is_gone_from_the_text(edad: Tried) -> None:
    """The last one leaves no text."""
    for _ in range(3):
        edad.lines[0].removed.emit()
    assert edad.said[0] == "${vive} = 'si' or ${vive} = ''"
    assert edad.said[-1] == ""
    assert edad.field.builder.logic is None


def test_another_question_may_be_what_is_compared_with(look: Look, qtbot: QtBot) -> None:
    """Today too, where the answer is a day."""
    tried = Tried(look, qtbot, "promesa_fecha", "constraint")
    value = tried.lines[0].value
    assert value is not None
    assert tried.lines[0].question.name == "."
    assert not isinstance(value.editor, QDateEdit)
    value.set_source(Source.VALUE)
    day = value.editor
    assert isinstance(day, QDateEdit)
    day.setDate(day.date().addDays(1))
    assert tried.said[-1] == f". >= date('{day.date().toString('yyyy-MM-dd')}')"
    value.set_source(Source.QUESTION)
    picker = value.editor
    assert isinstance(picker, QuestionPicker)
    pick_question(picker, "edad")
    assert tried.said[-1] == ". >= ${edad}"


def test_what_the_builder_cannot_show_stays_text_and_says_why(edad: Tried) -> None:
    """A form that is looked at is not rewritten."""
    edad.field.show_text("round(${edad} div 2) > 3")
    assert edad.field.text.isVisible()
    assert edad.field.why.isVisible()
    assert not edad.field.as_builder.isEnabled()
    assert edad.said == []
    edad.field.show_text("${edad}  >  3")
    assert edad.field.why.isVisible()


def test_text_that_becomes_plain_may_be_built_again(edad: Tried) -> None:
    """While typing it stays text."""
    edad.field.as_text.click()
    box = edad.field.text.text
    box.setPlainText("${edad} > 3")
    assert edad.said == ["${edad} > 3"]
    assert edad.field.text.isVisible()
    assert edad.field.as_builder.isEnabled()
    edad.field.as_builder.click()
    assert [line.question.name for line in edad.lines] == ["edad"]


def test_both_kinds_of_quotes_are_told_and_not_written(look: Look, qtbot: QtBot) -> None:
    """An expression cannot hold them."""
    tried = Tried(look, qtbot, "edad", "relevant")
    tried.field.show_text("${edad} = 'x'")
    value = tried.lines[0].value
    assert value is not None
    editor = value.editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    QTest.keyClicks(editor, "'")
    assert tried.said == ['${edad} = "x\'"']
    QTest.keyClicks(editor, '"')
    assert len(tried.said) == 1
    assert tried.field.problem.isVisible()


def test_a_question_is_found_by_part_of_its_label(edad: Tried) -> None:
    """And scrolling past changes nothing."""
    picker = edad.lines[0].question
    typed = picker.lineEdit()
    assert typed is not None
    typed.clear()
    QTest.keyClicks(typed, "monto")
    completer = picker.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    assert completer.completionCount() == 1
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert picker.name == "promesa_monto"


def test_required_is_no_yes_or_a_condition(look: Look, qtbot: QtBot) -> None:
    """The condition is built; until one is there the cell stays as it was."""
    model = EditorModel(visit_form())
    field = RequiredField(look, model, "edad", "en")
    said: list[str] = []
    field.picked.connect(said.append)
    qtbot.addWidget(field)
    field.resize(600, 300)
    field.show()
    field.show_text("yes")
    assert field.choice.value == "yes"
    assert not field.condition.isVisible()
    pick(field.choice, "if")
    assert field.condition.isVisible()
    assert said == []
    field.condition.as_text.click()
    field.condition.text.text.setPlainText("${vive} = 'si'")
    assert said == ["${vive} = 'si'"]
    field.show_text("${vive} = 'si'")
    pick(field.choice, "")
    assert said[-1] == ""
    field.show_text("${vive} = 'no'")
    assert field.choice.value == "if"
    assert field.condition.isVisible()


def test_every_part_of_a_condition_has_a_name(edad: Tried) -> None:
    """For whoever cannot see it."""
    assert len(edad.lines) == 3
    assert nameless(edad.field) == []


def test_choices_written_meanwhile_are_offered(edad: Tried) -> None:
    """The field was out of sight."""
    edad.field.hide()
    new = Choice(uid="new", cells={"name": "vecino"})
    edad.model.try_act("x", lambda form: insert_choice(form, "personas", 9, new))
    edad.field.show()
    value = edad.lines[0].value
    assert value is not None
    editor = value.editor
    assert isinstance(editor, CalmChoice)
    assert editor.findData("vecino") > 0
    assert edad.said == []


def test_a_new_condition_has_the_keyboard(edad: Tried, qtbot: QtBot) -> None:
    """So that it can be written without the mouse."""
    with qtbot.waitActive(edad.field):
        edad.field.activateWindow()
    edad.field.builder.add_condition()
    last = edad.lines[-1].question
    assert last.hasFocus()
    typed = last.lineEdit()
    assert typed is not None
    qtbot.waitUntil(lambda: typed.selectedText() == "Choose a question…")
    QTest.keyClicks(last, "monto")
    completer = last.completer()
    assert completer is not None
    assert completer.completionCount() == 1
