"""The list: every way to a new questionnaire, its life, its files, and who may do what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries import questionnaires as queries
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.questionnaires.importing import ReadingDialog, RefusedFileDialog
from kobra_desktop.views.questionnaires.list import ListTab
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_desktop.views.theme import Look
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.lint import lint
from kobra_domain.questionnaires.things import QuestionnaireState
from kobra_records.files.xlsform import write_workbook
from tests.kobra_desktop.views.questionnaires.drafting import a_page, kept, names, small_form
from tests.kobra_desktop.views.world import World


@pytest.fixture
def tab(page: QuestionnairesPage, qtbot: QtBot) -> ListTab:
    """The list in front, loaded."""
    found = page.tab
    assert isinstance(found, ListTab)
    qtbot.waitUntil(lambda: found.model.list.is_loaded)
    return found


def _titles(workspace: Workspace) -> set[str]:
    return {row.title for row in queries.questionnaire_rows(workspace.desk.store)}


def _press(tab: ListTab, words: str) -> None:
    button = next(b for b in tab.panel.findChildren(QPushButton) if words in b.text())
    button.click()


def test_an_empty_list_says_the_one_act(tab: ListTab) -> None:
    """Not a blank table."""
    assert not tab.box.stack.is_content


def test_each_template_becomes_a_draft_that_opens(
    tab: ListTab, page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    """Under an id of its own, and without an error."""
    actions = [one for one in tab.new_menu().actions() if one.text() and not one.isSeparator()]
    assert len(actions) == 6
    for action in actions[:5]:
        count = len(_titles(workspace))
        action.trigger()
        qtbot.waitUntil(lambda n=count: len(_titles(workspace)) == n + 1)  # type: ignore[misc]
        qtbot.waitUntil(lambda: page.editor is not None and page.editor.draft.row is not None)
        assert page.editor is not None
        errors = [p for p in lint(page.editor.editor.form, countries=("CO", "MX")) if p.is_error]
        assert not errors, action.text()
        page.escape()
        qtbot.waitUntil(lambda: page.editor is None)


def test_a_copy_has_an_id_and_a_title_of_its_own(
    tab: ListTab, workspace: Workspace, qtbot: QtBot
) -> None:
    """Two forms of one id would be one to a phone."""
    one = kept(workspace, small_form())
    tab.model.list.reload()
    qtbot.waitUntil(lambda: tab.box.table.choose(one))
    _press(tab, "Make a copy")
    qtbot.waitUntil(lambda: _titles(workspace) == {"Visita", "Visita (copy)"})
    assert queries.form_ids(workspace.desk.store) == {"visita", "visita_2"}


def test_a_retired_one_leaves_the_list_and_comes_back(
    tab: ListTab, workspace: Workspace, qtbot: QtBot
) -> None:
    """The chip of states shows it again."""
    one = kept(workspace, small_form())
    tab.model.list.reload()
    qtbot.waitUntil(lambda: tab.box.table.choose(one))
    _press(tab, "Retire")
    qtbot.waitUntil(lambda: tab.model.list.model.line_of(one) is None)
    tab.model.list.look(accepted={})
    qtbot.waitUntil(lambda: tab.box.table.choose(one))
    _press(tab, "Restore")

    def state() -> QuestionnaireState:
        return queries.questionnaire_rows(workspace.desk.store)[0].state

    qtbot.waitUntil(lambda: state() is QuestionnaireState.DRAFT)


def test_a_workbook_is_imported_and_opened(
    tab: ListTab, page: QuestionnairesPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    """While it is read, that is said, and can be stopped."""
    path = tmp_path / "encuesta.xlsx"
    path.write_bytes(write_workbook(small_form()))
    tab.files.read(path)
    assert [d for d in tab.findChildren(ReadingDialog) if d.isVisible()]
    qtbot.waitUntil(lambda: page.editor is not None and page.editor.draft.row is not None)
    assert page.editor is not None
    assert names(page.editor.editor.form) == ["g", "a", "b", "c"]
    row = queries.questionnaire(workspace.desk.store, page.editor.draft.id)
    assert row is not None
    assert names(canonical.read(row.document)) == ["g", "a", "b", "c"]


def test_a_file_that_is_no_workbook_is_refused_with_its_reason(
    tab: ListTab, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    """Nothing is made of it."""
    path = tmp_path / "foto.xlsx"
    path.write_bytes(b"not a workbook")
    tab.files.read(path)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in tab.findChildren(RefusedFileDialog)))
    assert not _titles(workspace)


def test_a_stopped_import_makes_nothing(
    tab: ListTab, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    """The process that reads is ended."""
    path = tmp_path / "encuesta.xlsx"
    path.write_bytes(write_workbook(small_form()))
    tab.files.read(path)
    (dialog,) = tab.findChildren(ReadingDialog)
    dialog.cancel.click()
    assert tab.files.model._worker is None
    done: list[int] = []
    workspace.background.network(lambda: 1, done.append, owner=tab)
    qtbot.waitUntil(lambda: bool(done))
    assert not _titles(workspace)


def test_who_supervises_reads_and_changes_nothing(
    look: Look, world: World, background: Background, qtbot: QtBot
) -> None:
    """No new one, no retiring, and the editor shows without writing."""
    admin = world.workspace(background, Relay())
    one = kept(admin, small_form())
    workspace = replace(admin, desk=world.desk(world.users[1]))
    page = a_page(look, workspace, qtbot)
    tab = page.tab
    assert isinstance(tab, ListTab)
    qtbot.waitUntil(lambda: tab.box.table.choose(one))
    assert not tab.box.new.isVisible()
    words = {button.text() for button in tab.panel.findChildren(QPushButton)}
    assert not any("Retire" in word for word in words)
    editor = page.open_editor(one)
    qtbot.waitUntil(lambda: editor.draft.row is not None)
    assert editor.editor.is_read_only
    assert not editor.header.publish.isVisible()
    editor.outline.remove()
    assert names(editor.editor.form) == ["g", "a", "b", "c"]


def test_the_rail_opens_it_and_back_leads_from_the_editor_to_the_list(
    window: KobraWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    """Ctrl+6; Alt+Left."""
    one = kept(workspace, small_form())
    assert "questionnaires" in window.keys
    window.open_page("questionnaires")
    page = window.page
    assert isinstance(page, QuestionnairesPage)
    page.with_preview = False
    tab = page.tab
    assert isinstance(tab, ListTab)
    qtbot.waitUntil(lambda: tab.box.table.choose(one))
    tab.box.opened.emit(one)
    qtbot.waitUntil(lambda: page.editor is not None and page.editor.draft.row is not None)
    if page.editor is not None:
        page.editor.editor.select(("b",))
    window.go_back()
    assert page.state()["open"] == ""
    window.go_forward()
    qtbot.waitUntil(lambda: page.editor is not None and page.editor.editor.selection == ("b",))
