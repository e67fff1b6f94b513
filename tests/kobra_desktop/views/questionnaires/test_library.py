"""The library: kept from one form, put into another, in the replica between."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.commands import library as commands
from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.library import LibraryModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.library import library_blocks
from kobra_desktop.views.dialogs.line import NameDialog
from kobra_desktop.views.questionnaires.editor import EditorView
from kobra_desktop.views.questionnaires.library import LibraryPanel
from kobra_desktop.views.questionnaires.library_tab import LibraryTab
from kobra_desktop.views.questionnaires.panel_places import LibraryDoor
from kobra_desktop.views.theme import Look
from kobra_domain.questionnaires.blocks import block_of
from tests.kobra_desktop.models.questionnaires.panel_forms import visit_form


@pytest.fixture
def library(workspace: Workspace) -> LibraryModel:
    """With one block in it."""
    block = block_of(visit_form(), ["quien_atiende"])
    commands.keep_block(workspace.desk, "Quién atendió", block)
    return LibraryModel(workspace)


@pytest.fixture
def panel(look: Look, library: LibraryModel, qtbot: QtBot) -> LibraryPanel:
    """Beside an editor, loaded."""
    made = LibraryPanel(look, EditorModel(visit_form()), library)
    qtbot.addWidget(made)
    made.resize(320, 600)
    with qtbot.waitSignal(library.list.loaded):
        made.show()
    return made


def editor_of(panel: LibraryPanel) -> EditorModel:
    """The editor beside it."""
    assert panel._editor is not None
    return panel._editor


def test_a_block_is_put_behind_what_is_chosen(panel: LibraryPanel) -> None:
    """Under names of its own, with references that follow, as one act."""
    editor = editor_of(panel)
    editor.select(("llegada",))
    panel.insert.click()
    names = [node.name for node in editor.form.survey]
    assert names == ["llegada", "quien_atiende_2", "quien_atiende", "acuerdo"]
    copied = editor.form.survey[1]
    assert editor.selection == (copied.uid,)
    assert "${atendio_2}" in copied.children[1].cells["relevant"]
    assert len(editor.form.choices) == len(visit_form().choices)
    assert editor.acts.count == 1


def test_what_is_chosen_is_kept_under_a_name(
    panel: LibraryPanel, library: LibraryModel, workspace: Workspace, qtbot: QtBot
) -> None:
    """The acts' own lane writes it; it is found by its questions."""
    editor_of(panel).select(("barrio", "ciudad"))
    panel.keep.click()
    dialog = panel.findChild(NameDialog)
    assert dialog is not None
    dialog.text.setText("Dónde vive")
    with qtbot.waitSignal(library.acts.acted):
        dialog.save.click()
    assert [b.name for b in library_blocks(workspace.desk.store)] == [
        "Dónde vive", "Quién atendió"]  # fmt: skip
    with qtbot.waitSignal(library.list.loaded):
        library.reload()
    panel.search.setText("barrio")
    assert [block.name for block in library.found("barrio")] == ["Dónde vive"]
    assert panel.block is not None
    assert panel.block.questions == 2
    assert panel.outline.text() == "• Ciudad\n• Barrio"


def test_nothing_chosen_nothing_kept(panel: LibraryPanel) -> None:
    """The button says so."""
    editor_of(panel).select(())
    assert not panel.keep.isEnabled()
    editor_of(panel).select(("edad",))
    assert panel.keep.isEnabled()


def test_a_block_is_renamed_and_taken_out(
    panel: LibraryPanel, library: LibraryModel, workspace: Workspace, qtbot: QtBot
) -> None:
    """Forms keep their questions."""
    assert panel.block is not None
    with qtbot.waitSignal(library.acts.acted):
        library.rename(panel.block.id, "Puerta")
    assert library_blocks(workspace.desk.store)[0].name == "Puerta"
    with qtbot.waitSignal(library.acts.acted):
        panel.retire.click()
    assert library_blocks(workspace.desk.store) == []


def test_the_tab_has_no_form_to_put_blocks_into(
    look: Look, library: LibraryModel, qtbot: QtBot
) -> None:
    """An empty library says how it is filled."""
    tab = LibraryTab(look, library)
    qtbot.addWidget(tab)
    with qtbot.waitSignal(library.list.loaded):
        tab.show()
    assert not tab.panel.insert.isVisible()
    assert tab.panel.block is not None
    library.list.value = []
    library.list.loaded.emit()
    assert tab.panel.message.isVisible()
    assert not tab.panel.detail.isVisible()


def test_the_editor_opens_it_beside_the_tree(
    editor: EditorView, library: LibraryModel, qtbot: QtBot
) -> None:
    """A block goes into the open draft."""
    door = editor.findChild(LibraryDoor)
    assert door is not None
    door.click()
    panel = door.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.block is not None)
    assert panel.isVisible()
    editor.editor.select(("c",))
    panel.insert.click()
    assert editor.editor.form.survey[-1].name == "quien_atiende"
    door.click()
    assert not panel.isVisible()
