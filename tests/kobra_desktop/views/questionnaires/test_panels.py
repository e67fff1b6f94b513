"""Problems, lists, translations as they are clicked and typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.grid import KEY_ROLE
from kobra_desktop.views.dialogs.line import NameDialog
from kobra_desktop.views.dialogs.message import Notice
from kobra_desktop.views.questionnaires.cascades import CascadeLine
from kobra_desktop.views.questionnaires.choices import ChoicesPanel
from kobra_desktop.views.questionnaires.problems import ProblemsPanel
from kobra_desktop.views.questionnaires.translations import TranslationsPanel
from kobra_desktop.views.theme import Look
from kobra_domain.questionnaires.columns import languages
from kobra_domain.questionnaires.problems import Problem, Severity
from tests.kobra_desktop.models.questionnaires.panel_forms import EN, ES, visit_form
from tests.kobra_desktop.views.test_accessible_names import nameless

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def model(qtbot: QtBot) -> EditorModel:
    """The visit form."""
    QLocale.setDefault(QLocale("en"))
    return EditorModel(visit_form())


def shown_in(qtbot: QtBot, widget: ProblemsPanel | ChoicesPanel | TranslationsPanel) -> None:
    """Shown, with the keyboard."""
    qtbot.addWidget(widget)
    widget.resize(1000, 600)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def found(uid: str | None, severity: Severity, sheet: str = "survey", **more: str) -> Problem:
    """A problem somewhere."""
    return Problem(code="form.label_missing", severity=severity, uid=uid, sheet=sheet,
                   column=more.get("column"), params={"name": uid or ""})  # fmt: skip


# Problems


def test_each_problem_leads_to_its_question(look: Look, qtbot: QtBot, model: EditorModel) -> None:
    """F8 to the next, around; choices and settings are asked for."""
    panel = ProblemsPanel(look, model)
    shown_in(qtbot, panel)
    assert panel.fine.text()
    attended: list[tuple[str, str]] = []
    asked: list[str] = []
    model.attention_requested.connect(lambda uid, column: attended.append((uid, column)))
    panel.choice_requested.connect(asked.append)
    panel.setting_requested.connect(asked.append)
    model.set_problems(
        [
            found("edad", Severity.ERROR, column="constraint"),
            found("temas.pago", Severity.WARNING, "choices"),
            found(None, Severity.WARNING, "settings", column="version"),
        ]
    )
    for _ in range(4):
        QTest.keyClick(panel, Qt.Key.Key_F8)
    assert attended == [("edad", "constraint"), ("edad", "constraint")]
    assert asked == ["temas.pago", "version"]
    assert model.selection == ("edad",)
    QTest.keyClick(panel, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert asked[-1] == "version"


def test_a_problem_says_whose_it_is_what_and_what_to_do(
    look: Look, qtbot: QtBot, model: EditorModel
) -> None:
    """Heard too; errors and warnings can be seen alone."""
    panel = ProblemsPanel(look, model)
    shown_in(qtbot, panel)
    model.set_language(ES)
    model.set_problems([found("edad", Severity.ERROR), found("temas.pago", Severity.WARNING)])
    rows = panel.rows
    assert rows.place(rows.problem_at(0)) == "Edad · edad"
    assert rows.place(rows.problem_at(1)) == "temas › pago"
    said = rows.data(rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert rows.sentence(rows.problem_at(0)).rstrip(".") in said
    assert rows.remedy(rows.problem_at(0)).rstrip(".") in said
    rows.show_only(Severity.WARNING)
    assert rows.rowCount() == 1
    panel.title.click()
    assert not panel.list.isVisible()


# Lists


def test_a_choice_is_written_in_the_grid(look: Look, qtbot: QtBot, model: EditorModel) -> None:
    """Enter opens the cell and closes it; Shift+Enter is a new line."""
    panel = ChoicesPanel(look, model)
    shown_in(qtbot, panel)
    panel.show_list("barrios")
    panel.table.choose_row(1, 1)
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    box = panel.table.findChild(QPlainTextEdit)
    assert box is not None
    QTest.keyClicks(box, "Usme")
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(box, "alto")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert panel.grid.text_at(1, 1) == "Usme\nalto"
    model.acts.undo()
    assert panel.grid.text_at(1, 1) == "Usme"


@pytest.mark.usefixtures("clipboard_taken")
def test_cells_that_were_not_copied_are_told_and_not_cut(
    look: Look, qtbot: QtBot, model: EditorModel
) -> None:
    panel = ChoicesPanel(look, model)
    shown_in(qtbot, panel)
    panel.show_list("barrios")
    panel.table.choose_row(0, 0)
    QTest.keyClick(panel.table, Qt.Key.Key_X, CONTROL)
    (told,) = panel.table.findChildren(Notice)
    assert told.isVisible()
    assert panel.grid.text_at(0, 0) == "suba"
    told.accept()


def test_rows_are_copied_and_pasted(look: Look, qtbot: QtBot, model: EditorModel) -> None:
    """What lies below the last becomes new choices."""
    panel = ChoicesPanel(look, model)
    shown_in(qtbot, panel)
    panel.show_list("barrios")
    panel.table.choose_row(2, 0)
    QApplication.clipboard().setText("norte\tNorte\tNorth\tcali\nsur\tSur\tSouth\tbogota\n")
    QTest.keyClick(panel.table, Qt.Key.Key_V, CONTROL)
    assert [panel.grid.text_at(n, 0) for n in range(4)] == ["suba", "usme", "norte", "sur"]
    panel.table.clearSelection()
    panel.table.selectRow(3)
    QTest.keyClick(panel.table, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "sur\tSur\tSouth\tbogota"
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    assert panel.grid.text_at(3, 0) == "sur"
    assert panel.grid.text_at(3, 1) == ""


def test_what_is_chosen_stays_so_when_rows_come_and_go(
    look: Look, qtbot: QtBot, model: EditorModel
) -> None:
    """By whose it is: a row that was moved is chosen where it stands now."""
    panel = ChoicesPanel(look, model)
    shown_in(qtbot, panel)
    panel.show_list("barrios")
    table, grid = panel.table, panel.grid
    table.choose_row(2, 1)
    chosen = grid.index(2, 1).data(KEY_ROLE)

    def is_chosen_still() -> bool:
        found = [(index.data(KEY_ROLE), index.column()) for index in table.selectedIndexes()]
        return found == [(chosen, 1)] == [(table.currentIndex().data(KEY_ROLE), 1)]

    QApplication.clipboard().setText("Meléndez\nSiloé\nAguablanca")
    QTest.keyClick(table, Qt.Key.Key_V, CONTROL)
    assert grid.rowCount() == 5
    assert is_chosen_still()
    model.acts.undo()
    assert is_chosen_still()
    assert grid.remove_choices([0])
    assert is_chosen_still()
    assert table.currentIndex().row() == 1
    assert grid.remove_choices([1])
    assert not table.selectedIndexes()


def test_what_finds_no_room_is_told(look: Look, qtbot: QtBot, model: EditorModel) -> None:
    """Rows go on in a list, columns nowhere; a block that fits takes the words away again."""
    panel = ChoicesPanel(look, model)
    shown_in(qtbot, panel)
    panel.show_list("barrios")
    hint = panel.hint.text()
    panel.table.choose_row(2, 3)
    QApplication.clipboard().setText("cali\tx\ty\nbogota\tz\n")
    QTest.keyClick(panel.table, Qt.Key.Key_V, CONTROL)
    assert panel.hint.text().startswith("3 ")
    assert panel.grid.text_at(3, 3) == "bogota"
    panel.table.choose_row(2, 3)
    QApplication.clipboard().setText("cali")
    QTest.keyClick(panel.table, Qt.Key.Key_V, CONTROL)
    assert panel.hint.text() == hint


def test_chosen_choices_move_with_the_keys(look: Look, qtbot: QtBot, model: EditorModel) -> None:
    """And stay chosen."""
    panel = ChoicesPanel(look, model)
    shown_in(qtbot, panel)
    panel.show_list("barrios")
    panel.table.choose_row(0)
    flags = QItemSelectionModel.SelectionFlag
    panel.table.selectionModel().select(panel.grid.index(1, 0), flags.Select)
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [panel.grid.text_at(n, 0) for n in range(3)] == ["meléndez", "suba", "usme"]
    assert panel.table.chosen_rows == [1, 2]


def test_a_choice_is_brought_in_front(look: Look, qtbot: QtBot, model: EditorModel) -> None:
    """With its list."""
    panel = ChoicesPanel(look, model)
    shown_in(qtbot, panel)
    panel.show_choice("temas.saldo")
    assert panel.grid.list_name == "temas"
    assert panel.lists.currentItem().text().startswith("temas")
    assert panel.table.chosen_rows == [1]


def test_a_cascade_is_chosen_below(look: Look, qtbot: QtBot, model: EditorModel) -> None:
    """A column, then a question."""
    panel = ChoicesPanel(look, model)
    shown_in(qtbot, panel)
    panel.show_list("barrios")
    QApplication.processEvents()  # what was just made is shown by the loop
    [line] = [one for one in panel.findChildren(CascadeLine) if one.isVisible()]
    assert (line.column.value, line.parent_picker.value) == ("ciudad", "ciudad")
    line.column.choose("")
    line.column.picked.emit("")
    node = model.node("barrio")
    assert node is not None
    assert "choice_filter" not in node.cells


def test_a_new_list_is_named_first(look: Look, qtbot: QtBot, model: EditorModel) -> None:
    """A name that is taken or cannot be is told."""
    panel = ChoicesPanel(look, model)
    shown_in(qtbot, panel)
    panel.new.click()
    dialog = panel.findChild(NameDialog)
    assert dialog is not None
    dialog.text.setText("temas")
    assert dialog.field.problem
    dialog.text.setText("dos palabras")
    assert dialog.field.problem
    dialog.text.setText("bancos")
    dialog.save.click()
    assert panel.grid.list_name == "bancos"
    assert panel.lists.currentItem().text().startswith("bancos")


# Translations


def test_missing_texts_are_found_and_written(look: Look, qtbot: QtBot, model: EditorModel) -> None:
    """A block goes into the chosen corner."""
    panel = TranslationsPanel(look, model)
    shown_in(qtbot, panel)
    panel.missing.click()
    before = panel.grid.missing(EN)
    panel.table.choose_row(0, 3)
    QApplication.clipboard().setText("Who came to the door?\nChoose a person.")
    QTest.keyClick(panel.table, Qt.Key.Key_V, CONTROL)
    assert panel.grid.missing(EN) == before - 2
    assert panel.grid.text_at(0, 3) == "Who came to the door?"
    assert model.acts.count == 1


def test_a_search_waits_for_the_hand(look: Look, qtbot: QtBot, model: EditorModel) -> None:
    """Then shows what has the words."""
    panel = TranslationsPanel(look, model)
    shown_in(qtbot, panel)
    QTest.keyClicks(panel.search, "prometido")
    qtbot.waitUntil(lambda: panel.grid.rowCount() == 1)


def test_a_language_is_added_and_taken_away(look: Look, qtbot: QtBot, model: EditorModel) -> None:
    """One that is there already is told."""
    panel = TranslationsPanel(look, model)
    shown_in(qtbot, panel)
    panel.add.click()
    dialog = panel.findChild(NameDialog)
    assert dialog is not None
    dialog.text.setText(EN)
    assert dialog.field.problem
    dialog.text.setText("ing")
    dialog.save.click()
    assert "(en)" in dialog.field.problem
    assert languages(model.form) == (ES, EN)
    dialog.text.setText("Náhuatl (nah)")
    dialog.save.click()
    assert languages(model.form) == (ES, EN, "Náhuatl (nah)")
    menu = panel.language_menu(EN)
    menu.actions()[-1].trigger()
    assert languages(model.form) == (ES, "Náhuatl (nah)")


def test_a_double_click_leads_to_the_question(look: Look, qtbot: QtBot, model: EditorModel) -> None:
    """Not on the texts: those are written."""
    panel = TranslationsPanel(look, model)
    shown_in(qtbot, panel)
    attended: list[tuple[str, str]] = []
    model.attention_requested.connect(lambda uid, column: attended.append((uid, column)))
    panel.table.doubleClicked.emit(panel.grid.index(3, 0))
    panel.table.doubleClicked.emit(panel.grid.index(3, 2))
    assert attended == [("atendio", "required_message")]


# All of them


@pytest.mark.parametrize("make", [ProblemsPanel, ChoicesPanel, TranslationsPanel])
def test_whoever_cannot_see_hears_what_each_thing_is(
    look: Look,
    qtbot: QtBot,
    model: EditorModel,
    make: type[ProblemsPanel] | type[ChoicesPanel] | type[TranslationsPanel],
) -> None:
    """Every widget that takes the focus."""
    panel = make(look, model)
    shown_in(qtbot, panel)
    QApplication.processEvents()
    assert nameless(panel) == []


@pytest.mark.parametrize("make", [ChoicesPanel, TranslationsPanel])
def test_who_only_reads_is_offered_no_act(
    look: Look, qtbot: QtBot, make: type[ChoicesPanel] | type[TranslationsPanel]
) -> None:
    """Delete and paste do nothing either."""
    model = EditorModel(visit_form(), is_read_only=True)
    panel = make(look, model)
    shown_in(qtbot, panel)
    panel.table.choose_row(0, 2)
    QApplication.clipboard().setText("x")
    QTest.keyClick(panel.table, Qt.Key.Key_V, CONTROL)
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    assert model.form == visit_form()
    assert model.acts.count == 0
