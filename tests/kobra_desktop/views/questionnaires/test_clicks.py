"""On the real window: a checked questionnaire is published with two clicks, and Ctrl+Z is the
form's while it is open.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.questionnaires import version_rows
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.questionnaires.editor import EditorView
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_desktop.views.questionnaires.publishing import PublishDialog
from tests.kobra_desktop.views.questionnaires.drafting import kept, names, small_form
from tests.kobra_desktop.views.test_clicks import Hand

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def designer(window: KobraWindow, workspace: Workspace, qtbot: QtBot) -> EditorView:
    """The editor in the whole window, without the preview's web engine."""
    one = kept(workspace, small_form())
    window.open_page("questionnaires")
    page = window.page
    assert isinstance(page, QuestionnairesPage)
    page.with_preview = False
    window.open_page("questionnaires", {"open": one})
    editor = page.editor
    assert editor is not None
    qtbot.waitUntil(lambda: editor.draft.row is not None and editor.publishing.is_loaded)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return editor


def test_a_checked_questionnaire_is_published_with_two_clicks(
    window: KobraWindow, designer: EditorView, workspace: Workspace, qtbot: QtBot
) -> None:
    """Publicar…, Publicar; the checks run while the difference is read."""
    with qtbot.waitSignal(designer.checks.reviewed):
        designer.review()
    hand = Hand(window)
    hand.click(designer.header.publish)
    dialog = designer.findChildren(PublishDialog)[-1]
    assert dialog.save.isEnabled()
    hand.click(dialog.save)
    store = workspace.desk.store
    qtbot.waitUntil(lambda: bool(version_rows(store, designer.draft.id)))
    assert hand.steps == 2


def test_undo_and_redo_of_the_window_are_the_forms(
    window: KobraWindow, designer: EditorView, qtbot: QtBot
) -> None:
    """In the tree and in a field alike; the toast's undo is not asked."""
    designer.editor.select(("c",))
    designer.tree.setFocus()
    QTest.keyClick(designer.tree, Qt.Key.Key_Delete)
    assert names(designer.editor.form) == ["g", "a", "b"]
    QTest.keyClick(designer.tree, Qt.Key.Key_Z, CONTROL)
    assert names(designer.editor.form) == ["g", "a", "b", "c"]
    QTest.keyClick(designer.tree, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert names(designer.editor.form) == ["g", "a", "b"]
    designer.editor.select(("a",))
    designer.properties.refresh()
    sheet = designer.properties.sheet
    assert sheet is not None
    field = sheet.fields["hint"].editor
    field.setFocus()
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    node = designer.editor.node("a")
    assert node is not None
    assert not any(key.startswith("hint") for key in node.cells)
