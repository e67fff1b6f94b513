"""The window closes over an open editor: its last edits are one operation, not only a copy."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kobra_desktop.commands import questionnaires as commands
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.questionnaires import standing
from kobra_desktop.views.questionnaires.editor import EditorView
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_domain.questionnaires import acts
from kobra_domain.questionnaires.form import Form
from tests.kobra_desktop.views.questionnaires.drafting import LABEL


def _edit(editor: EditorView, words: str) -> Form:
    model = editor.editor
    model.act("x", acts.set_cell(model.form, "a", LABEL, words))
    return model.form


def _written(workspace: Workspace, editor: EditorView) -> str:
    found = standing(workspace.desk.store, editor.draft.id)
    assert found is not None
    return found.questionnaire.document


def _edits(workspace: Workspace) -> int:
    with workspace.desk.store.reading() as connection:
        asked = "SELECT count(*) FROM outbox WHERE command = 'questionnaire.edit'"
        return int(connection.exec_driver_sql(asked).scalar_one())


def test_the_last_edit_is_an_operation_when_the_program_ends(
    page: QuestionnairesPage, editor: EditorView, workspace: Workspace
) -> None:
    """No event is handled between the edit and the end."""
    _edit(editor, "¿Último?")
    page.close()
    assert workspace.background.close(10)
    assert "¿Último?" in _written(workspace, editor)
    assert commands.working_copy(workspace.desk, editor.draft.id) is None


def test_an_edit_during_a_save_is_an_operation_too(
    page: QuestionnairesPage, editor: EditorView, workspace: Workspace
) -> None:
    _edit(editor, "¿Uno?")
    editor.draft.save()
    _edit(editor, "¿Dos?")
    page.close()
    assert workspace.background.close(10)
    assert "¿Dos?" in _written(workspace, editor)
    assert commands.working_copy(workspace.desk, editor.draft.id) is None


def test_what_is_written_already_is_not_written_again(
    page: QuestionnairesPage, editor: EditorView, workspace: Workspace, qtbot: QtBot
) -> None:
    _edit(editor, "¿Uno?")
    editor.draft.save()
    page.close()
    qtbot.waitUntil(lambda: not editor.draft.is_dirty)
    editor.draft.leave()
    assert workspace.background.close(10)
    assert _edits(workspace) == 1
