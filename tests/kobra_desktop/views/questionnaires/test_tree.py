"""The tree by keys and by mouse: what is done is done to the form, and undone."""

from __future__ import annotations

from time import thread_time

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.dialogs.message import Notice
from kobra_desktop.views.questionnaires.editor import EditorView
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from tests.kobra_desktop.views.questionnaires.drafting import (
    LABEL,
    a_form,
    a_group,
    a_question,
    kept,
    names,
    opened,
)

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def _choose(editor: EditorView, *uids: str) -> None:
    flags = QItemSelectionModel.SelectionFlag
    for n, uid in enumerate(uids):
        at = editor.tree.tree.index_of(uid)
        editor.tree.selectionModel().setCurrentIndex(
            at, flags.ClearAndSelect if n == 0 else flags.Select
        )


def _rows(editor: EditorView, parent: QModelIndex | None = None) -> list[str]:
    tree = editor.tree.tree
    at = parent or QModelIndex()
    return [tree.uid_at(tree.index(n, 0, at)) for n in range(tree.rowCount(at))]


def _inside(editor: EditorView) -> list[str]:
    return _rows(editor, editor.tree.tree.index_of("g"))


def test_enter_inserts_after_what_is_chosen_by_typing_the_type(
    editor: EditorView, qtbot: QtBot
) -> None:
    """The question gets the list that its type needs, and the keyboard goes to its label."""
    _choose(editor, "a")
    chooser = editor.tree.ask_insert()
    QTest.keyClicks(chooser.field, "una opc")
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    form = editor.editor.form
    (uid,) = editor.editor.selection
    node = editor.editor.node(uid)
    assert node is not None
    assert node.type == "select_one opciones"
    assert {choice.list_name for choice in form.choices} == {"opciones"}
    assert names(form) == ["g", "a", "pregunta_1", "b", "c"]
    assert editor.editor.acts.undo_text == "Insert a question"
    sheet = editor.properties.sheet
    assert sheet is not None
    words = sheet.fields["label"].editor
    words.setFocus()
    QTest.keyClicks(words, "Quien atendio?")  # of ASCII only
    editor.tree.setFocus()
    assert names(editor.editor.form)[2] == "quien_atendio"
    while editor.editor.acts.undo_text:
        editor.editor.acts.undo()
    assert names(editor.editor.form) == ["g", "a", "b", "c"]
    assert not editor.editor.form.choices


def test_several_are_cut_and_pasted_into_a_group(editor: EditorView) -> None:
    """In their order; what is pasted is chosen."""
    _choose(editor, "c")
    QTest.keyClick(editor.tree, Qt.Key.Key_X, CONTROL)
    assert names(editor.editor.form) == ["g", "a", "b"]
    _choose(editor, "a")
    QTest.keyClick(editor.tree, Qt.Key.Key_V, CONTROL)
    assert names(editor.editor.form) == ["g", "a", "c", "b"]
    assert [node.name for uid in editor.editor.selection if (node := editor.editor.node(uid))] == [
        "c"
    ]
    assert len(_inside(editor)) == 3


@pytest.mark.usefixtures("clipboard_taken")
def test_questions_that_were_not_copied_are_not_cut(editor: EditorView) -> None:
    _choose(editor, "c")
    QTest.keyClick(editor.tree, Qt.Key.Key_X, CONTROL)
    (told,) = editor.tree.findChildren(Notice)
    assert names(editor.editor.form) == ["g", "a", "b", "c"]
    told.accept()


def test_rows_of_a_spreadsheet_are_pasted_as_questions(editor: EditorView) -> None:
    """With XLSForm headers, or a column of labels."""
    data = QMimeData()
    data.setText("type\tname\tlabel\ninteger\tedad\t¿Edad?\nnote\tgracias\tGracias")
    QApplication.clipboard().setMimeData(data)
    _choose(editor, "c")
    QTest.keyClick(editor.tree, Qt.Key.Key_V, CONTROL)
    assert names(editor.editor.form)[-2:] == ["edad", "gracias"]
    data = QMimeData()
    data.setText("¿Cómo se llama?\n¿Dónde trabaja?")
    QApplication.clipboard().setMimeData(data)
    QTest.keyClick(editor.tree, Qt.Key.Key_V, CONTROL)
    assert names(editor.editor.form)[-2:] == ["como_se_llama", "donde_trabaja"]


def test_alt_and_arrows_move_into_groups_and_out_of_them(editor: EditorView) -> None:
    """The chosen stays chosen."""
    _choose(editor, "c")
    QTest.keyClick(editor.tree, Qt.Key.Key_Up, ALT)
    assert _inside(editor) == ["a", "b", "c"]
    QTest.keyClick(editor.tree, Qt.Key.Key_Up, ALT)
    assert _inside(editor) == ["a", "c", "b"]
    QTest.keyClick(editor.tree, Qt.Key.Key_Down, ALT)
    QTest.keyClick(editor.tree, Qt.Key.Key_Down, ALT)
    assert _rows(editor) == ["g", "c"]
    assert editor.editor.selection == ("c",)
    QTest.keyClick(editor.tree, Qt.Key.Key_Down, ALT)
    assert _rows(editor) == ["g", "c"]


def test_several_are_dragged_into_a_group_as_one_act(editor: EditorView) -> None:
    """A group is not dragged into itself."""
    tree = editor.tree.tree
    data = tree.mimeData([tree.index_of("c"), tree.index_of("a")])
    group = tree.index_of("g")
    assert tree.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, group)
    assert _inside(editor) == ["b", "a", "c"]
    editor.editor.acts.undo()
    assert (_rows(editor), _inside(editor)) == (["g", "c"], ["a", "b"])
    said: list[object] = []
    editor.said.connect(lambda words, _: said.append(words))
    tree.dropMimeData(tree.mimeData([group]), Qt.DropAction.MoveAction, -1, -1, tree.index_of("g"))
    assert len(said) == 1
    assert _inside(editor) == ["a", "b"]


def test_a_drop_between_two_stands_before_the_second(editor: EditorView) -> None:
    """Among the children of the group."""
    tree = editor.tree.tree
    data = tree.mimeData([tree.index_of("c")])
    tree.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, tree.index_of("g"))
    assert _inside(editor) == ["a", "c", "b"]


def test_duplicate_group_delete_and_their_undo(editor: EditorView) -> None:
    """Ctrl+D, Ctrl+G, Del; each is one act by its name."""
    _choose(editor, "g")
    QTest.keyClick(editor.tree, Qt.Key.Key_D, CONTROL)
    assert names(editor.editor.form) == ["g", "a", "b", "g_2", "a_2", "b_2", "c"]
    editor.editor.acts.undo()
    _choose(editor, "a", "c")
    QTest.keyClick(editor.tree, Qt.Key.Key_G, CONTROL)
    assert names(editor.editor.form) == ["g", "grupo_1", "a", "c", "b"]
    editor.editor.acts.undo()
    _choose(editor, "a", "b")
    QTest.keyClick(editor.tree, Qt.Key.Key_Delete)
    assert names(editor.editor.form) == ["g", "c"]
    assert editor.editor.acts.undo_text.startswith("Delete")


def test_f2_writes_the_label_in_place(editor: EditorView, qtbot: QtBot) -> None:
    """One act."""
    _choose(editor, "a")
    QTest.keyClick(editor.tree, Qt.Key.Key_F2)
    field = editor.tree.viewport().findChild(QLineEdit)
    assert field is not None
    field.setText("¿Otra?")
    QTest.keyClick(field, Qt.Key.Key_Return)

    def written() -> tuple[str, str]:
        node = editor.editor.node("a")
        return (node.cells[LABEL], node.name) if node else ("", "")

    # A name that was there before is left alone: answers may have been collected under it.
    qtbot.waitUntil(lambda: written() == ("¿Otra?", "a"))


def test_folded_groups_stay_folded_after_an_act(editor: EditorView) -> None:
    """And what is chosen stays in view."""
    tree = editor.tree
    tree.collapse(tree.tree.index_of("g"))
    _choose(editor, "c")
    QTest.keyClick(tree, Qt.Key.Key_D, CONTROL)
    assert not tree.isExpanded(tree.tree.index_of("g"))
    assert len(_rows(editor)) == 3


@pytest.fixture
def large(page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot) -> EditorView:
    """3,000 questions in groups of thirty."""
    groups = [a_group(f"g{n}", *(a_question(f"q{n}_{m}") for m in range(30))) for n in range(100)]
    return opened(page, kept(workspace, a_form(*groups)), qtbot)


def test_three_thousand_questions_stay_smooth(large: EditorView) -> None:
    """No act rebuilds the tree: an insertion is one row, a label one repaint."""
    tree = large.tree.tree
    seen: list[str] = []
    tree.rowsInserted.connect(lambda *_: seen.append("in"))
    tree.rowsRemoved.connect(lambda *_: seen.append("out"))
    tree.dataChanged.connect(lambda *_: seen.append("data"))
    tree.modelReset.connect(lambda *_: seen.append("reset"))
    _choose(large, "q50_10")
    start = thread_time()
    for _ in range(10):
        QTest.keyClick(large.tree, Qt.Key.Key_D, CONTROL)
    each_s = (thread_time() - start) / 10
    assert seen.count("in") == 10
    assert "reset" not in seen
    # The parents on the way are other nodes after an act: a repaint each, and no more.
    assert seen.count("data") <= 30
    assert each_s < 0.2, each_s
    large.editor.acts.undo()
    assert seen.count("out") == 1


def test_the_item_model_keeps_its_promises(editor: EditorView) -> None:
    """Qt's own tester watches while acts are done and undone."""
    tester = QAbstractItemModelTester(
        editor.tree.tree, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    _choose(editor, "c")
    for key, modifier in (
        (Qt.Key.Key_Up, ALT),
        (Qt.Key.Key_D, CONTROL),
        (Qt.Key.Key_G, CONTROL),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(editor.tree, key, modifier)
    while editor.editor.acts.undo_text:
        editor.editor.acts.undo()
    assert _rows(editor) == ["g", "c"]
    assert tester.model() is editor.tree.tree
