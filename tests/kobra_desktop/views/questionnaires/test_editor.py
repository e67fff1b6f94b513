"""The editor on a replica: properties write cells, what is typed outlives a crash, publishing waits
in the outbox, two editors are a conflict.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from kobra_desktop.commands import questionnaires as commands
from kobra_desktop.models.questionnaires.drafts import Safety
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import outbox, replay, rows
from kobra_desktop.store.queries import questionnaires as queries
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.questionnaires.cell_fields import CellLine, CellText
from kobra_desktop.views.questionnaires.editor import EditorView
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_desktop.views.questionnaires.publishing import PublishDialog
from kobra_desktop.views.questionnaires.required_field import RequiredField
from kobra_desktop.views.questionnaires.settings import SettingsTab
from kobra_desktop.views.questionnaires.sheet import Sheet
from kobra_desktop.views.questionnaires.versions import VersionsTab
from kobra_domain.questionnaires import acts, canonical
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.things import QuestionnaireState
from kobra_records.files.xlsform import read_workbook
from tests.kobra_desktop.views.questionnaires.drafting import (
    LABEL,
    a_form,
    a_question,
    kept,
    names,
    opened,
)


def _sheet(editor: EditorView, uid: str, qtbot: QtBot) -> Sheet:
    editor.editor.select((uid,))
    editor.properties.refresh()
    found = editor.properties.sheet
    assert found is not None
    return found


def _cells(editor: EditorView, uid: str) -> dict[str, str]:
    node = editor.editor.node(uid)
    assert node is not None
    return dict(node.cells)


def _stored(workspace: Workspace, editor: EditorView) -> Form:
    found = queries.questionnaire(workspace.desk.store, editor.draft.id)
    assert found is not None
    return canonical.read(found.document)


def test_what_is_typed_is_one_act_a_field_and_undo_shows_it(
    editor: EditorView, page: QuestionnairesPage, qtbot: QtBot
) -> None:
    """Ctrl+Z in a field is the form's."""
    sheet = _sheet(editor, "a", qtbot)
    hint = sheet.fields["hint"].editor
    assert isinstance(hint, CellText)
    hint.setFocus()
    QTest.keyClicks(hint, "solo uno")
    assert _cells(editor, "a")["hint::Español (es)"] == "solo uno"
    assert editor.editor.acts.count == 1
    assert page.undo()
    editor.properties.refresh()
    assert hint.toPlainText() == ""
    assert "hint::Español (es)" not in _cells(editor, "a")


def test_required_brings_its_message_in_every_language(editor: EditorView, qtbot: QtBot) -> None:
    """Phones would say it in English otherwise."""
    sheet = _sheet(editor, "a", qtbot)
    field = sheet.fields["required"].editor
    assert isinstance(field, RequiredField)
    field.choice.choose("yes")
    field.choice.picked.emit("yes")
    cells = _cells(editor, "a")
    assert cells["required"] == "yes"
    assert cells["required_message::Español (es)"] == "Hay que responder esta pregunta."
    editor.editor.acts.undo()
    assert "required" not in _cells(editor, "a")


def test_another_name_is_followed_by_references(
    page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    """As one act."""
    form = a_form(a_question("a"), a_question("b", relevant="${a} = 'si'"))
    editor = opened(page, kept(workspace, form), qtbot)
    field = _sheet(editor, "a", qtbot).fields["name"].editor
    assert isinstance(field, CellLine)
    field.setText("atendio")
    field.editingFinished.emit()
    assert _cells(editor, "b")["relevant"] == "${atendio} = 'si'"
    editor.editor.acts.undo()
    assert names(editor.editor.form) == ["a", "b"]


def test_parameters_are_fields_and_unknown_ones_stay(
    page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    """The cell is written pair by pair."""
    form = a_form(a_question("n", "range", parameters="start=1 end=5 step=1 tick_interval=2"))
    editor = opened(page, kept(workspace, form), qtbot)
    field = _sheet(editor, "n", qtbot).fields["parameters.end"].editor
    assert isinstance(field, CellLine)
    assert field.text() == "5"
    field.selectAll()
    QTest.keyClicks(field, "10")
    assert _cells(editor, "n")["parameters"] == "start=1 end=10 step=1 tick_interval=2"


def test_other_columns_stay_visible_and_a_new_type_loses_nothing(
    page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    """What the type does not take stands among them."""
    node = a_question("n", "integer", **{"constraint": ". > 0", "mi columna": "x"})
    editor = opened(page, kept(workspace, a_form(node)), qtbot)
    assert "mi columna" in _sheet(editor, "n", qtbot).fields
    editor.editor.try_act("Type", lambda form: acts.set_type(form, "n", "note"))
    sheet = _sheet(editor, "n", qtbot)
    assert {"mi columna", "constraint"} <= sheet.fields.keys()
    assert _cells(editor, "n")["constraint"] == ". > 0"


def test_metadata_and_title_are_settings(editor: EditorView, qtbot: QtBot) -> None:
    """Ticked, they are rows before the first question."""
    tab = editor.show_tab("settings")
    assert isinstance(tab, SettingsTab)
    box = tab.metadata["audit"]
    assert isinstance(box, QCheckBox)
    box.click()
    first = editor.editor.form.survey[0]
    assert (first.type, first.name) == ("audit", "audit")
    assert "location-priority" in first.cells["parameters"]
    box.click()
    assert names(editor.editor.form) == ["g", "a", "b", "c"]
    title = tab.fields["form_title"].editor
    assert isinstance(title, CellLine)
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "Otra visita")
    assert editor.header.title.text() == "Otra visita"


# Keeping and saving


def test_a_change_is_kept_at_once_and_saved_when_the_editor_is_left(
    editor: EditorView, page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    """One operation, and no working copy afterwards."""
    one, desk = editor.draft.id, workspace.desk
    before = outbox.counts(desk.store).all
    editor.editor.select(("c",))
    editor.outline.remove()
    assert editor.draft.safety is Safety.CHANGED
    qtbot.waitUntil(lambda: commands.working_copy(desk, one) is not None)
    qtbot.waitUntil(lambda: editor.draft.safety is Safety.KEPT)
    assert outbox.counts(desk.store).all == before
    assert names(_stored(workspace, editor)) == ["g", "a", "b", "c"]
    page.escape()
    qtbot.waitUntil(lambda: outbox.counts(desk.store).all == before + 1)
    assert names(_stored(workspace, editor)) == ["g", "a", "b"]
    qtbot.waitUntil(lambda: commands.working_copy(desk, one) is None)


def test_what_a_crash_left_is_open_again(
    page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    """And said, and saved as the work that it is."""
    form = a_form(a_question("a"))
    one = kept(workspace, form)
    more = acts.insert(form, [a_question("b")], acts.Place(None, 1))
    commands.keep_working_copy(workspace.desk, one, more, canonical.text(form))
    said: list[str] = []
    page.said.connect(lambda words, _: said.append(words))
    editor = opened(page, one, qtbot)
    assert names(editor.editor.form) == ["a", "b"]
    assert "kept" in said[0]
    QTest.keyClick(editor.tree, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: names(_stored(workspace, editor)) == ["a", "b"])
    assert not op_rows(workspace.desk.store, outbox.OpState.CONFLICT)


def test_two_editors_are_a_conflict_with_both_sides(
    editor: EditorView, workspace: Workspace, qtbot: QtBot
) -> None:
    """Nothing of mine is lost meanwhile, and no second conflict is made of it."""
    store, one = workspace.desk.store, editor.draft.id
    row = editor.draft.row
    assert row is not None
    editor.editor.select(("c",))
    editor.outline.remove()
    theirs = replace(row, document=canonical.text(a_form(a_question("suya"))))
    with store.pulling() as connection:
        replay.renew_base(connection, "questionnaire", one, theirs, 2)
        rows.write(connection, "questionnaire", theirs, 2)
    editor.draft.save()
    qtbot.waitUntil(lambda: editor.draft.safety is Safety.CONFLICT)
    assert names(editor.editor.form) == ["g", "a", "b"]
    editor.editor.select(("b",))
    editor.outline.remove()
    editor.draft.save()
    (held,) = op_rows(store, outbox.OpState.CONFLICT)
    (side,) = [side for side in held.sides if side.is_contested]
    assert side.field == "document"
    assert editor.header.conflict.isVisible()


# Publishing and versions


def _publish_dialog(editor: EditorView, qtbot: QtBot) -> PublishDialog:
    qtbot.waitUntil(lambda: editor.publishing.is_loaded)
    editor.header.publish.click()
    found = editor.findChildren(PublishDialog)[-1]
    qtbot.waitUntil(found.save.isEnabled)
    return found


def test_a_checked_questionnaire_is_published_with_two_clicks_and_waits_offline(
    editor: EditorView, workspace: Workspace, qtbot: QtBot
) -> None:
    """The version's text is proposed; the draft equals it."""
    dialog = _publish_dialog(editor, qtbot)
    assert dialog.version.value == "2026112001"
    dialog.save.click()
    store = workspace.desk.store
    qtbot.waitUntil(lambda: bool(queries.version_rows(store, editor.draft.id)))
    (row,) = queries.questionnaire_rows(store)
    assert row.state is QuestionnaireState.PUBLISHED
    assert row.latest is not None
    assert (row.latest.form_version, row.has_unpublished) == ("2026112001", False)
    assert _stored(workspace, editor).form_version == "2026112001"
    qtbot.waitUntil(lambda: editor.draft.safety is Safety.SAVED)


def test_a_used_version_is_told_at_its_field_and_what_is_typed_is_asked_about(
    editor: EditorView, workspace: Workspace, qtbot: QtBot
) -> None:
    """The keyboard is where it is wrong; Ctrl+Enter publishes from everywhere."""
    published = acts.set_setting(editor.editor.form, "version", "2026111801")
    commands.publish_questionnaire(workspace.desk, editor.draft.id, published)
    qtbot.waitUntil(lambda: bool(editor.publishing.versions))
    dialog = _publish_dialog(editor, qtbot)
    dialog.version.put("2026111801")
    assert "2026111801" in dialog.version.problem
    dialog.note.put("x" * 2_001)
    dialog.version.put(" ")
    dialog.save.click()
    assert dialog.version.problem
    assert "2.000" in dialog.note.problem
    assert dialog.focusWidget() is dialog.version.typing.focus
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    (asked,) = dialog.findChildren(Question)
    asked.leave.click()
    dialog.version.put("otra")
    dialog.note.put("La segunda")
    note = dialog.note.typing.focus
    QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    store = workspace.desk.store
    qtbot.waitUntil(lambda: len(queries.version_rows(store, editor.draft.id)) == 2)
    assert _stored(workspace, editor).form_version == "otra"


def test_whom_it_reaches_is_kept_unless_it_is_changed(
    editor: EditorView, workspace: Workspace, qtbot: QtBot
) -> None:
    """A portfolio that has no tick here is not made «all» in silence."""
    gone = "00000000-0000-4000-8000-00000000dead"
    qtbot.waitUntil(lambda: editor.publishing.is_loaded)
    editor.publishing.portfolio_ids = (gone,)
    reach = _publish_dialog(editor, qtbot).reach
    one, box = next(iter(reach.boxes.items()))
    assert not reach.everyone.isChecked()
    assert (reach.value, reach.is_touched) == ((gone,), False)
    box.click()
    assert reach.value == (one, gone)
    reach.everyone.click()
    assert (reach.value, box.isChecked(), reach.everyone.isChecked()) == ((), False, True)
    reach.everyone.click()
    assert reach.everyone.isChecked()


def test_errors_keep_it_from_being_published(
    page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    """They are told in the dialog."""
    form = a_form(a_question("a", relevant="${nadie} = 1"))
    editor = opened(page, kept(workspace, form), qtbot)
    qtbot.waitUntil(lambda: editor.publishing.is_loaded)
    editor.ask_publish()
    dialog = editor.findChildren(PublishDialog)[-1]
    with qtbot.waitSignal(editor.checks.reviewed):
        pass
    assert not dialog.save.isEnabled()
    dialog.reject()


def test_a_check_answers_on_the_tab_that_is_seen(
    page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    """In words; the person stays where they are."""
    editor = opened(page, kept(workspace, a_form(a_question("a", relevant="${nadie} = 1"))), qtbot)
    tab = editor.show_tab("settings")
    said: list[str] = []
    editor.said.connect(lambda words, _undo: said.append(words))
    with qtbot.waitSignal(editor.checks.reviewed):
        editor.review()
    assert "«Questions»" in said[-1]
    assert editor.stack.currentWidget() is tab


def test_the_id_of_another_questionnaire_is_refused(
    page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    """Two forms of one id would be one to a phone; a version's text is used once."""
    kept(workspace, a_form(a_question("a")))
    one = kept(workspace, a_form(a_question("b")))
    model = opened(page, one, qtbot).publishing
    qtbot.waitUntil(lambda: model.is_loaded)
    told = model.refusal("2026112001")
    assert told is not None
    assert told.params == {"form_id": "visita"}
    model.draft.editor.try_act("id", lambda form: acts.set_setting(form, "form_id", "otra"))
    assert model.refusal("2026112001") is None


def test_an_old_version_is_compared_and_taken_up_again(
    editor: EditorView, workspace: Workspace, qtbot: QtBot
) -> None:
    """As an act that can be undone."""
    published = acts.set_setting(editor.editor.form, "version", "2026111801")
    commands.publish_questionnaire(workspace.desk, editor.draft.id, published)
    qtbot.waitUntil(lambda: editor.draft.row is not None and bool(editor.publishing.versions))
    editor.editor.try_act("x", lambda form: acts.rename(form, "a", "otra"))
    tab = editor.show_tab("versions")
    assert isinstance(tab, VersionsTab)
    with qtbot.waitSignal(editor.publishing.loaded):
        editor.publishing.reload()
    tab.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: "changed" in tab.differences.summary.text())
    tab.take.click()
    qtbot.waitUntil(lambda: names(editor.editor.form) == ["g", "a", "b", "c"])
    editor.editor.acts.undo()
    assert names(editor.editor.form) == ["g", "otra", "b", "c"]


def test_what_was_edited_on_another_tab_is_compared_when_the_versions_are_seen(
    editor: EditorView, workspace: Workspace, qtbot: QtBot
) -> None:
    """No answer of before stands in its place meanwhile."""
    published = acts.set_setting(editor.editor.form, "version", "2026111801")
    commands.publish_questionnaire(workspace.desk, editor.draft.id, published)
    editor.editor.act("the same", published)
    qtbot.waitUntil(lambda: bool(editor.publishing.versions))
    tab = editor.show_tab("versions")
    assert isinstance(tab, VersionsTab)
    qtbot.waitUntil(lambda: tab.differences.summary.text() == "Nothing differs.")
    editor.show_tab("questions")
    editor.editor.try_act("x", lambda form: acts.rename(form, "a", "otra"))
    editor.show_tab("versions")
    assert tab.differences.summary.text() != "Nothing differs."
    qtbot.waitUntil(lambda: "changed" in tab.differences.summary.text())


# Files


def test_what_is_exported_reads_back_the_same(
    editor: EditorView, tmp_path: Path, qtbot: QtBot
) -> None:
    """By our own reader."""
    path = tmp_path / "visita.xlsx"
    with qtbot.waitSignal(editor.files.model.exported):
        editor.files.model.export_form(editor.editor.form, path)
    form = read_workbook(path.read_bytes(), path.name)
    assert names(form) == ["g", "a", "b", "c"]
    assert next(iter(form.nodes())).cells[LABEL] == "Grupo g"


def test_a_place_that_cannot_be_written_is_told(
    editor: EditorView, tmp_path: Path, qtbot: QtBot
) -> None:
    """In words, with the name."""
    with qtbot.waitSignal(editor.files.model.export_failed) as failed:
        editor.files.model.export_form(editor.editor.form, tmp_path / "no" / "visita.xlsx")
    assert failed.args is not None
    assert failed.args[0].code == "designer.cannot_write"


@pytest.mark.parametrize("name", ["list", "settings", "translations", "lists", "versions"])
def test_every_tab_opens(
    page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot, name: str
) -> None:
    """On a form of a template."""
    from kobra_records.templates import NAMES, template

    editor = opened(page, kept(workspace, template(NAMES[0])), qtbot)
    if name != "list":
        assert editor.show_tab(name).isVisible()
